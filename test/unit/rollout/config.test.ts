import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Deployment } from '../../../src/kube/workloads.ts'
import { CONFIG_ANNOTATION, configMark, withConfigMark } from '../../../src/rollout/config.ts'
import { configReferences } from '../../../src/rollout/references.ts'

function deployment(spec: object, annotations?: Record<string, string>): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'openclaw' },
    spec: {
      template: {
        ...(annotations && { metadata: { annotations } }),
        spec: { containers: [{ name: 'gateway' }], ...spec },
      },
    },
  }
}
const configMap = (data: Record<string, string>, resourceVersion = '1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', resourceVersion },
  data,
})
const secret = (value: string, resourceVersion: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', uid: 'u', resourceVersion },
  data: { token: value },
})

describe('what the pods read', () => {
  test.each<[what: string, spec: object, found: string[]]>([
    ['a volume', { volumes: [{ name: 'v', configMap: { name: 'a' } }] }, ['ConfigMap/a']],
    ['a Secret as a volume', { volumes: [{ name: 'v', secret: { secretName: 'b' } }] }, ['Secret/b']],
    [
      'projected sources',
      { volumes: [{ projected: { sources: [{ secret: { name: 'b' } }, { configMap: { name: 'a' } }] } }] },
      ['ConfigMap/a', 'Secret/b'],
    ],
    [
      'envFrom',
      { containers: [{ envFrom: [{ secretRef: { name: 's' } }, { configMapRef: { name: 'c' } }] }] },
      ['ConfigMap/c', 'Secret/s'],
    ],
    [
      'env of an init container, once',
      {
        containers: [{ env: [{ valueFrom: { secretKeyRef: { name: 's', key: 'a' } } }] }],
        initContainers: [{ env: [{ valueFrom: { secretKeyRef: { name: 's', key: 'b' } } }] }],
      },
      ['Secret/s'],
    ],
    ['no pull secret', { imagePullSecrets: [{ name: 'p' }] }, []],
    ['no claim', { volumes: [{ persistentVolumeClaim: { claimName: 'd' } }] }, []],
  ])('%s', (_, spec, found) => {
    expect(configReferences(deployment(spec)).map(({ kind, name }) => `${kind}/${name}`)).toEqual(found)
  })
})

describe('the mark', () => {
  test('changes with a ConfigMap’s content, whatever its version and the order of its keys', () => {
    const entries = fc.dictionary(fc.string({ minLength: 1 }), fc.string())
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const same = JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
        expect(configMark([configMap(a)]) === configMark([configMap(b)])).toBe(same)
        const turned = Object.fromEntries(Object.entries(a).reverse())
        expect(configMark([configMap(turned, '2')])).toBe(configMark([configMap(a)]))
      }),
    )
  })

  test('changes with a Secret’s version and says nothing about its value', () => {
    expect(configMark([secret('a', '1')])).toBe(configMark([secret('b', '1')]))
    expect(configMark([secret('a', '1')])).not.toBe(configMark([secret('a', '2')]))
  })

  test('tells an object that is not there from one that is empty', () => {
    expect(configMark([undefined])).not.toBe(configMark([configMap({})]))
  })

  test('stands beside the annotations that are there', () => {
    const marked = withConfigMark(deployment({}, { theirs: 'x' }), 'abc')
    expect(marked.spec.template.metadata?.annotations).toEqual({ theirs: 'x', [CONFIG_ANNOTATION]: 'abc' })
  })
})
