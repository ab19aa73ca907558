// Whether labels are selected, by the API's own rules for label selectors and node selectors.

import { isRecord } from './object.ts'

export type Labels = Readonly<Record<string, string>>

export interface Requirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[]
}

export interface LabelSelector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly Requirement[]
}

/** An empty selector selects everything. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((each) => meets(each, labels))
  )
}

/** Whether a label selector selects labels, both as people wrote them: without one all are, by what is none none are. */
export function picks(selector: unknown, labels: unknown): boolean {
  const written = selector ?? {}
  if (!isRecord(written)) return false
  const { matchLabels, matchExpressions } = written
  const wanted = matchLabels ?? {}
  const requirements: unknown = matchExpressions ?? []
  if (!isRecord(wanted) || !Array.isArray(requirements) || !requirements.every(isRecord)) return false
  return selects(
    {
      matchLabels: wanted as Labels,
      matchExpressions: requirements.map(({ key, operator, values }) => ({
        key: typeof key === 'string' ? key : '',
        operator: typeof operator === 'string' ? operator : '',
        values: Array.isArray(values) ? values : [],
      })),
    },
    // A label may be named like what every object can do.
    Object.assign(Object.create(null), isRecord(labels) ? labels : {}),
  )
}

/** Whether a Service's selector selects labels: one of nothing selects nothing. Both as people wrote them. */
export function serves(selector: unknown, labels: unknown): boolean {
  if (!isRecord(selector) || !isRecord(labels)) return false
  const wanted = Object.entries(selector)
  return wanted.length > 0 && wanted.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value)
}

/** An operator that nobody knows is not met. */
export function meets({ key, operator, values = [] }: Requirement, labels: Labels): boolean {
  const value = labels[key]
  const [bound = ''] = values
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return Number(value) > Number(bound)
    case 'Lt':
      return Number(value) < Number(bound)
    default:
      return false
  }
}
