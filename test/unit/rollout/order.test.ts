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

const names = (groups: ReturnType<typeof item>[][]) =>
  groups.map((group) => group.map(({ object }) => object.metadata.name))

describe('the apply order', () => {
  test('is what pods need in groups of a kind, then the rest as written', () => {
    const written = [
      item('Ingress'),
      item('PersistentVolumeClaim'),
      item('Deployment', 'other'),
      item('ConfigMap'),
      item('RoleBinding'),
      item('Role'),
      item('Secret', 'b'),
      item('Secret', 'a'),
      item('Namespace'),
      item('CustomResourceDefinition'),
    ]
    expect(names(applyOrder(written))).toEqual([
      ['Namespace'],
      ['CustomResourceDefinition'],
      ['Role'],
      ['RoleBinding'],
      ['b', 'a'],
      ['ConfigMap'],
      ['PersistentVolumeClaim'],
      ['Ingress', 'other'],
    ])
  })

  test('is a permutation, keeps the order of the manifests in a group, and is the same when sorted again', () => {
    fc.assert(
      fc.property(items, (all) => {
        const before = [...all]
        const ordered = applyOrder(all)
        expect(all).toEqual(before)
        expect(new Set(ordered.flat())).toEqual(new Set(all))
        expect(ordered.flat()).toHaveLength(all.length)
        for (const group of ordered) expect(group).toEqual(all.filter((each) => group.includes(each)))
        expect(applyOrder(ordered.flat())).toEqual(ordered)
      }),
    )
  })
})
