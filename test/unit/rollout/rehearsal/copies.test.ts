import { describe, expect, test } from '@jest/globals'
import { madeLater } from '../../../../src/rollout/rehearsal/copies.ts'
import { built, deployment, other, part } from './gateway.ts'

const NAME = 'openclaw-rehearsal-abcde'
const LABELS = { 'app.kubernetes.io/managed-by': 'openclaw-deploy', 'openclaw-deploy/rehearsal': 'openclaw' }

test('what is new in this run is copied, and read from its copy everywhere', () => {
  const spec = {
    initContainers: [
      { name: 'setup', envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'token' } }] },
    ],
    volumes: [
      { name: 'config', configMap: { name: 'settings', items: [{ key: 'a', path: 'b' }] } },
      { name: 'auth', secret: { secretName: 'token', defaultMode: 256 } },
      {
        name: 'all',
        projected: {
          sources: [{ configMap: { name: 'settings' } }, { secret: { name: 'token' } }, { secret: { name: 'old' } }],
        },
      },
    ],
  }
  const env = [
    { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } },
    { name: 'B', valueFrom: { secretKeyRef: { name: 'token', key: 'b', optional: true } } },
    { name: 'C', value: 'token' },
  ]
  const others = [
    other('ConfigMap', 'settings', { data: { 'openclaw.json': '{}' }, binaryData: { x: 'AA==' }, immutable: true }),
    other('Secret', 'token', { data: { b: 'Yg==' }, type: 'Opaque' }, 'created'),
    other('Secret', 'old', { data: {} }, 'unchanged'),
    other('ConfigMap', 'unrelated', { data: {} }),
  ]
  const { pod, copies } = built(part(deployment(spec, { env }), others))
  expect(copies.map(({ object }) => object)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${NAME}-1`, namespace: 'home', labels: LABELS },
      data: { 'openclaw.json': '{}' },
      binaryData: { x: 'AA==' },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `${NAME}-2`, namespace: 'home', labels: LABELS },
      data: { b: 'Yg==' },
      type: 'Opaque',
    },
  ])
  expect(pod.spec.initContainers).toEqual([
    { name: 'setup', envFrom: [{ configMapRef: { name: `${NAME}-1` } }, { secretRef: { name: `${NAME}-2` } }] },
  ])
  expect(pod.spec.volumes).toEqual([
    { name: 'config', configMap: { name: `${NAME}-1`, items: [{ key: 'a', path: 'b' }] } },
    { name: 'auth', secret: { secretName: `${NAME}-2`, defaultMode: 256 } },
    {
      name: 'all',
      projected: {
        sources: [{ configMap: { name: `${NAME}-1` } }, { secret: { name: `${NAME}-2` } }, { secret: { name: 'old' } }],
      },
    },
  ])
  expect(pod.spec.containers[0]?.env?.slice(0, 3)).toEqual([
    { name: 'A', valueFrom: { configMapKeyRef: { name: `${NAME}-1`, key: 'a' } } },
    { name: 'B', valueFrom: { secretKeyRef: { name: `${NAME}-2`, key: 'b', optional: true } } },
    { name: 'C', value: 'token' },
  ])
})

test.each<[type: string, copy: string]>([
  ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockerconfigjson'],
  ['kubernetes.io/tls', 'kubernetes.io/tls'],
  ['kubernetes.io/service-account-token', 'Opaque'],
])('a Secret of type %s is copied as %s', (type, copy) => {
  const of = part(deployment({ imagePullSecrets: [{ name: 's' }] }), [other('Secret', 's', { type })])
  expect(built(of).copies[0]?.object.type).toBe(copy)
})

test('an object of another namespace is another object', () => {
  const secret = other('Secret', 's', {}, 'created')
  const elsewhere = {
    ...secret,
    result: { ...secret.result, metadata: { ...secret.result.metadata, namespace: 'away' } },
  }
  expect(built(part(deployment({ imagePullSecrets: [{ name: 's' }] }), [elsewhere])).copies).toEqual([])
})

describe('what a controller makes after the apply', () => {
  const spec = {
    containers: [{ name: 'gateway', envFrom: [{ secretRef: { name: 'token' } }] }],
    imagePullSecrets: [{ name: 'ecr' }],
  }
  test.each<[what: string, others: ReturnType<typeof other>[], source: string | undefined]>([
    [
      'from a new SealedSecret',
      [other('SealedSecret', 'token', {}, 'created', 'bitnami.com/v1alpha1')],
      'SealedSecret token',
    ],
    [
      'from a new ExternalSecret with a target',
      [other('ExternalSecret', 'x', { spec: { target: { name: 'ecr' } } }, 'created', 'external-secrets.io/v1')],
      'ExternalSecret x',
    ],
    ['from one that is there', [other('SealedSecret', 'token', {}, 'configured', 'bitnami.com/v1alpha1')], undefined],
    ['from one for something else', [other('SealedSecret', 'other', {}, 'created', 'bitnami.com/v1alpha1')], undefined],
    ['from nothing: a Service of that name', [other('Service', 'token', {}, 'created')], undefined],
    [
      'from nothing: an IngressRoute of that name',
      [other('IngressRoute', 'token', {}, 'created', 'traefik.io/v1alpha1')],
      undefined,
    ],
  ])('%s', (_, others, source) => {
    expect(madeLater(spec, others, 'home')).toBe(source)
  })
})
