import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { KubeObject } from '../../../src/kube/object.ts'
import { deploymentFingerprint } from '../../../src/rollout/fingerprint.ts'

const object = (kind: string, name: string, content: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'home' },
  ...content,
})
const foreign = (resourceVersion: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'theirs', namespace: 'home', uid: 'u', resourceVersion },
})
const SET = [object('ConfigMap', 'c', { data: { a: '1', b: '2' } }), object('Secret', 's', { data: { token: 'eA==' } })]

test('is 64 hex digits', () => {
  expect(deploymentFingerprint(SET, [])).toMatch(/^[0-9a-f]{64}$/)
})

describe('is another one', () => {
  test.each<[what: string, objects: KubeObject[], foreign: (KubeObject | undefined)[]]>([
    ['for a changed value', [object('ConfigMap', 'c', { data: { a: '1', b: '3' } }), SET[1] as KubeObject], []],
    ['for a changed secret', [SET[0] as KubeObject, object('Secret', 's', { data: { token: 'eQ==' } })], []],
    ['for one object more', [...SET, object('Service', 's')], []],
    ['for one object less', SET.slice(1), []],
    ['for another Secret that the pods read', SET, [foreign('1')]],
    ['for one that is not there', SET, [undefined]],
  ])('%s', (_, objects, theirs) => {
    expect(deploymentFingerprint(objects, theirs)).not.toBe(deploymentFingerprint(SET, []))
  })

  test('for a new version of a Secret that the manifests do not hold', () => {
    expect(deploymentFingerprint(SET, [foreign('1')])).not.toBe(deploymentFingerprint(SET, [foreign('2')]))
  })
})

test('stays the same in any order of objects and keys', () => {
  const reversed = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, child]) => [key, reversed(child)]),
        )
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.dictionary(fc.string(), fc.string()), (names, data) => {
      const objects = names.map((name) => object('ConfigMap', name, { data }))
      const mirrored = objects.toReversed().map((each) => reversed(each) as KubeObject)
      expect(deploymentFingerprint(mirrored, [])).toBe(deploymentFingerprint(objects, []))
    }),
  )
})
