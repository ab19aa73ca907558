import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FieldSet, ManagedFields } from '../../../src/kube/object.ts'
import { takeOver } from '../../../src/rollout/takeover.ts'

const US = 'openclaw-deploy'
const LAST_APPLIED = 'f:metadata/f:annotations/f:kubectl.kubernetes.io/last-applied-configuration'

/** The leaves of a field set as paths. */
function leaves(fields: FieldSet = {}, path = ''): string[] {
  return Object.entries(fields).flatMap(([key, child]) => {
    const here = path ? `${path}/${key}` : key
    return Object.keys(child).length === 0 ? [here] : leaves(child, here)
  })
}

const keys = fc.constantFrom(
  'f:metadata',
  'f:spec',
  'f:annotations',
  'f:replicas',
  'k:{"name":"a"}',
  '.',
  'f:kubectl.kubernetes.io/last-applied-configuration',
)
const { fields } = fc.letrec<{ fields: FieldSet }>((tie) => ({
  fields: fc.dictionary(keys, fc.oneof({ depthSize: 'small' }, fc.constant({}), tie('fields')), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
}))
const entry: fc.Arbitrary<ManagedFields> = fc.record({
  manager: fc.constantFrom('kubectl-client-side-apply', US, 'kube-controller-manager', 'helm', 'kubectl'),
  operation: fc.constantFrom('Apply' as const, 'Update' as const),
  apiVersion: fc.constantFrom('apps/v1', 'apps/v1beta1'),
  time: fc.constantFrom('2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z', '2026-11-01T00:00:00Z'),
  fieldsType: fc.constant('FieldsV1'),
  fieldsV1: fields,
})
const history = fc
  .tuple(fc.array(entry, { maxLength: 5 }), fc.option(fc.constantFrom('status', 'scale')))
  .map(([entries, subresource]) =>
    subresource ? entries.map((each, index) => (index === 0 ? { ...each, subresource } : each)) : entries,
  )
  // The API server keeps one entry of a manager, operation and subresource, and of updates one for each version.
  .map((entries) => [
    ...new Map(
      entries.map((each) => [
        JSON.stringify([
          each.manager,
          each.operation,
          each.operation === 'Update' && each.apiVersion,
          each.subresource,
        ]),
        each,
      ]),
    ).values(),
  ])

const isKubectl = ({ manager, operation, subresource }: ManagedFields) =>
  manager === 'kubectl-client-side-apply' && operation === 'Update' && !subresource
const isOurs = ({ manager, operation, subresource }: ManagedFields) =>
  manager === US && operation === 'Apply' && !subresource

describe('the takeover from kubectl', () => {
  test('gives kubectl’s fields to us and leaves its bookkeeping to nobody', () => {
    const status: ManagedFields = {
      manager: 'k3s',
      operation: 'Update',
      subresource: 'status',
      fieldsV1: { 'f:status': {} },
    }
    const kubectl: ManagedFields = {
      manager: 'kubectl-client-side-apply',
      operation: 'Update',
      apiVersion: 'apps/v1',
      time: '2026-01-01T00:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': { 'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/last-applied-configuration': {} } },
        'f:spec': { 'f:replicas': {} },
      },
    }
    expect(takeOver([kubectl, status], US)).toEqual([
      status,
      {
        ...kubectl,
        manager: US,
        operation: 'Apply',
        fieldsV1: { 'f:metadata': { 'f:annotations': { '.': {} } }, 'f:spec': { 'f:replicas': {} } },
      },
    ])
  })

  test('is nothing where kubectl owns nothing by client-side apply', () => {
    fc.assert(
      fc.property(history, (entries) => {
        expect(
          takeOver(
            entries.filter((each) => !isKubectl(each)),
            US,
          ),
        ).toBeUndefined()
      }),
    )
    expect(takeOver([], US)).toBeUndefined()
  })

  test('keeps every field that kubectl or we owned, but the last-applied annotation', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const after = takeOver(entries, US)
        fc.pre(after !== undefined)
        const owned = new Set(leaves(after?.find(isOurs)?.fieldsV1))
        const before = entries
          .filter((each) => isKubectl(each) || isOurs(each))
          .flatMap((each) => leaves(each.fieldsV1))
        const isInside = (path: string) => owned.has(path) || [...owned].some((each) => each.startsWith(`${path}/`))
        for (const path of before.filter((each) => !each.startsWith(LAST_APPLIED))) {
          // A parent whose only child was the annotation goes with it.
          if (!LAST_APPLIED.startsWith(path)) expect([path, isInside(path)]).toEqual([path, true])
        }
        expect([...owned].filter((path) => path.startsWith(LAST_APPLIED))).toEqual([])
        for (const path of owned) expect(before.some((each) => each === path || each.startsWith(`${path}/`))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('leaves the entries of all others as they are, in their order', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const after = takeOver(entries, US)
        fc.pre(after !== undefined)
        const others = (all: readonly ManagedFields[]) => all.filter((each) => !isKubectl(each) && !isOurs(each))
        expect(others(after ?? [])).toEqual(others(entries))
        expect(after?.filter(isKubectl)).toEqual([])
        expect(after?.filter(isOurs)).toHaveLength(1)
      }),
    )
  })

  test('is done once: nothing is left to take over', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const after = takeOver(entries, US)
        if (after) expect(takeOver(after, US)).toBeUndefined()
      }),
    )
  })

  test('does not change what it was given', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const before = structuredClone(entries)
        takeOver(entries, US)
        expect(entries).toEqual(before)
      }),
    )
  })
})
