import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import { diffObjects, isSameContent, isSameOwnership } from '../../../src/rollout/diff.ts'

const configMap = (data: Record<string, string>, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', ...metadata },
  data,
})
const secret = (data: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  data,
})

describe('the diff of an object', () => {
  test('is what changes, in context', () => {
    expect(diffObjects(configMap({ a: '1', b: '2' }), configMap({ a: '1', b: '3' }))).toBe(
      ['@@ -2,5 +2,5 @@', ' data:', '   a: "1"', '-  b: "2"', '+  b: "3"', ' kind: ConfigMap', ' metadata:'].join('\n'),
    )
  })

  test('is all of it for a new one', () => {
    expect(diffObjects(undefined, configMap({ a: '1' }))).toContain('+  a: "1"')
  })

  test('is nothing where only the server’s bookkeeping differs', () => {
    const later = configMap({ a: '1' }, { resourceVersion: '9', generation: 2, managedFields: [{ manager: 'x' }] })
    expect(diffObjects(configMap({ a: '1' }), { ...later, status: { x: 1 } })).toBe('')
    expect(isSameContent(configMap({ a: '1' }), { ...later, status: { x: 1 } })).toBe(true)
  })

  test('shows of a Secret which keys come, go and change, and no value', () => {
    const diff = diffObjects(
      secret({ same: 'c2FtZQ==', changed: 'b2xk', gone: 'Z29uZQ==' }),
      secret({ same: 'c2FtZQ==', changed: 'bmV3', added: 'YWRkZWQ=' }),
    )
    expect(diff).toContain('-  changed: "*** (before)"')
    expect(diff).toContain('+  changed: "*** (after)"')
    expect(diff).toMatch(/^\+ {2}added: "\*\*\*"$/m)
    expect(diff).toMatch(/^- {2}gone: "\*\*\*"$/m)
    for (const value of ['c2FtZQ==', 'b2xk', 'Z29uZQ==', 'bmV3', 'YWRkZWQ=']) expect(diff).not.toContain(value)
  })

  describe('with what kubectl keeps of its last apply', () => {
    const KUBECTL = 'kubectl.kubernetes.io/last-applied-configuration'
    const value = Buffer.from('open sesame, dear door').toString('base64')
    const kept = (object: KubeObject) => ({ [KUBECTL]: `${JSON.stringify(object)}\n` })
    const withMetadata = (object: KubeObject, metadata: object) => ({
      ...object,
      metadata: { ...object.metadata, ...metadata },
    })

    test.each<[what: string, stays: boolean]>([
      ['stays', true],
      ['goes', false],
    ])('shows nothing of a Secret in it where that %s', (_, stays) => {
      const live = withMetadata(secret({ key: value }), { annotations: kept(secret({ key: value })) })
      const annotations = stays ? live.metadata.annotations : undefined
      const diff = diffObjects(live, withMetadata(secret({ key: value }), { annotations, labels: { app: 'x' } }))
      expect(diff).toContain('+  labels:')
      for (const each of [value, 'open sesame', KUBECTL, 'annotations']) expect(diff).not.toContain(each)
    })

    test('shows what else is annotated, of any kind', () => {
      const live = configMap({}, { annotations: { ...kept(configMap({ a: 'before' })), mine: '1' } })
      const diff = diffObjects(live, configMap({}, { annotations: { ...live.metadata.annotations, mine: '2' } }))
      expect(diff).toContain('+    mine: "2"')
      expect(diff).not.toContain('before')
    })

    test('knows that it changes', () => {
      const live = configMap({}, { annotations: kept(configMap({})) })
      expect(isSameContent(live, configMap({}))).toBe(false)
      expect(diffObjects(live, configMap({}))).toBe('')
    })
  })

  test('hides what looks like a secret anywhere', () => {
    expect(diffObjects(undefined, configMap({ 'a.json': '{"token": "hunter22hunter22"}' }))).not.toContain('hunter22')
  })
})

describe('ownership', () => {
  const owned = (fields: object, time = '1') =>
    configMap({}, { managedFields: [{ manager: 'm', operation: 'Apply', time, fieldsV1: fields }] })

  test('is the same whatever the time and the order of fields', () => {
    expect(isSameOwnership(owned({ 'f:a': {}, 'f:b': {} }), owned({ 'f:b': {}, 'f:a': {} }, '2'), 'm')).toBe(true)
    expect(isSameOwnership(owned({ 'f:a': {} }), owned({ 'f:b': {} }), 'm')).toBe(false)
    expect(isSameOwnership(configMap({}), owned({ 'f:a': {} }), 'm')).toBe(false)
  })
})
