// What an apply would change, as the unified diff people know from `kubectl diff`, with secrets cut out.

import { createTwoFilesPatch } from 'diff'
import { stringify } from 'yaml'
import { canonical, type KubeObject } from '../kube/object.ts'
import { redact } from '../report/redact.ts'
import { withoutLastApplied } from './owned.ts'

/** Whether two states of an object differ in anything a person wrote; the server's bookkeeping does not count. */
export function isSameContent(before: KubeObject, after: KubeObject): boolean {
  return JSON.stringify(content(before)) === JSON.stringify(content(after))
}

/** Whether a manager owns the same fields in both. */
export function isSameOwnership(before: KubeObject, after: KubeObject, manager: string): boolean {
  const owned = ({ metadata }: KubeObject) =>
    (metadata.managedFields ?? [])
      .filter((entry) => entry.manager === manager && entry.operation === 'Apply')
      .map((entry) => canonical(entry.fieldsV1))
  return JSON.stringify(owned(before)) === JSON.stringify(owned(after))
}

/** Unified diff of two states, '' when nothing differs. `before` is undefined for a new object. */
export function diffObjects(before: KubeObject | undefined, after: KubeObject): string {
  const [old, next] = [before && shown(before), shown(after)]
  if (before && before.kind === 'Secret') markChanges(old as SecretContent, next as SecretContent, before, after)
  const text = (value: unknown) => (value === undefined ? '' : stringify(value, { lineWidth: 0 }))
  if (text(old) === text(next)) return ''
  const patch = createTwoFilesPatch('live', 'planned', text(old), text(next), '', '', { context: 2 })
  // Without its first two lines, which name files that are none.
  return patch.split('\n').slice(3).map(redact).join('\n').trimEnd()
}

type SecretContent = { data?: Record<string, string>; stringData?: Record<string, string> }

const HIDDEN = '***'

/** An object as it was written: without what the server adds. */
function content({ metadata, status: _, ...rest }: KubeObject & { status?: unknown }): KubeObject {
  const { managedFields, resourceVersion, generation, uid, creationTimestamp, selfLink, ...written } =
    metadata as KubeObject['metadata'] & { selfLink?: string }
  return canonical({ ...rest, metadata: written }) as KubeObject
}

/** What people may see of an object. */
function shown(object: KubeObject): unknown {
  const metadata = withoutLastApplied(object.metadata) as KubeObject['metadata']
  return hideSecrets(content({ ...object, metadata }))
}

function hideSecrets(value: KubeObject): unknown {
  if (value.kind !== 'Secret') return value
  const hide = (data: unknown) =>
    data === undefined ? undefined : Object.fromEntries(Object.keys(data as object).map((key) => [key, HIDDEN]))
  const { data, stringData, ...rest } = value as KubeObject & SecretContent
  return { ...rest, ...(data && { data: hide(data) }), ...(stringData && { stringData: hide(stringData) }) }
}

/** A value that changes shows that it does, and not what it is. */
function markChanges(old: SecretContent, next: SecretContent, before: KubeObject, after: KubeObject): void {
  const values = (object: KubeObject) => (object as KubeObject & SecretContent).data ?? {}
  for (const key of Object.keys(values(after))) {
    if (values(before)[key] === undefined || values(before)[key] === values(after)[key]) continue
    if (old.data && next.data) {
      old.data[key] = `${HIDDEN} (before)`
      next.data[key] = `${HIDDEN} (after)`
    }
  }
}
