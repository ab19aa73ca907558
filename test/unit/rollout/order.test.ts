import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { applyOrder } from '../../../src/rollout/order.ts'

const item = (kind: string, name = kind) => ({ object: { apiVersion: 'v1', kind, metadata: { name } } })
const kinds = fc.constantFrom(
  'Namespace',
  'Secret',
  'ConfigMap',
  'Deployment',
  'Service',
  'Ingress',
  'Role',
  'RoleBinding',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'IngressRoute',
  'StatefulSet',
)
const items = fc
  .array(kinds, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((kind, index) => item(kind, `${index}`)))

describe('the apply order', () => {
  test('is what pods need, then the rest as written, then the gateway', () => {
    const gateway = item('Deployment', 'openclaw')
    const written = [
      item('Ingress'),
      gateway,
      item('PersistentVolumeClaim'),
      item('Deployment', 'other'),
      item('ConfigMap'),
      item('RoleBinding'),
      item('Role'),
      item('Secret'),
      item('ServiceAccount'),
      item('Namespace'),
      item('Service'),
      item('CustomResourceDefinition'),
    ]
    expect(applyOrder(written, gateway).map(({ object }) => object.metadata.name)).toEqual([
      'Namespace',
      'CustomResourceDefinition',
      'ServiceAccount',
      'Role',
      'RoleBinding',
      'Secret',
      'ConfigMap',
      'PersistentVolumeClaim',
      'Service',
      'Ingress',
      'other',
      'openclaw',
    ])
  })

  test('is a permutation with the gateway last, and the input stays as it was', () => {
    fc.assert(
      fc.property(items, fc.nat(), (all, pick) => {
        const gateway = all[pick % all.length] as (typeof all)[number]
        const before = [...all]
        const ordered = applyOrder(all, gateway)
        expect(all).toEqual(before)
        expect(new Set(ordered)).toEqual(new Set(all))
        expect(ordered).toHaveLength(all.length)
        expect(ordered.at(-1)).toBe(gateway)
      }),
    )
  })

  test('keeps the manifests’ order among objects of a kind, and does not change when it is sorted again', () => {
    fc.assert(
      fc.property(items, (all) => {
        const gateway = all[0] as (typeof all)[number]
        const ordered = applyOrder(all, gateway)
        for (const kind of new Set(all.map(({ object }) => object.kind))) {
          const of = (list: typeof all) => list.filter((each) => each !== gateway && each.object.kind === kind)
          expect(of(ordered)).toEqual(of(all))
        }
        expect(applyOrder(ordered, gateway)).toEqual(ordered)
      }),
    )
  })
})
