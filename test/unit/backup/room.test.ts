import { expect, test } from '@jest/globals'
import { boundsOf } from '../../../src/backup/room.ts'
import type { Pod } from '../../../src/kube/workloads.ts'

const HERE = { name: 'tmp', mountPath: '/tmp' }

/** @param volume named `tmp`, which the gateway has at /tmp; it has `data` at /state */
const pod = (volume: object, limit?: string, mount: object = HERE, more: object = {}) =>
  ({
    metadata: { name: 'openclaw-1' },
    spec: {
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'd' } },
        { name: 'tmp', ...volume },
      ],
      containers: [
        { name: 'proxy', volumeMounts: [{ name: 'tmp', mountPath: '/else' }] },
        {
          name: 'gateway',
          ...(limit !== undefined && { resources: { limits: { memory: '1', 'ephemeral-storage': limit } } }),
          volumeMounts: [{ name: 'data', mountPath: '/state' }, mount],
        },
      ],
      ...more,
    },
  }) as unknown as Pod

const boundAt = (path: string, of: Pod) => boundsOf(of, 'gateway').find((each) => each.path === path)
const MIB = 2 ** 20

test('each place where the container writes is bounded, or known to have no bound', () => {
  expect(boundsOf(pod({ emptyDir: { sizeLimit: '64Mi' } }), 'gateway')).toEqual([
    { path: '/' },
    { path: '/state' },
    { path: '/tmp', bytes: 64 * MIB },
  ])
})

test.each<[what: string, of: Pod, bytes: number | undefined]>([
  ['an emptyDir with a sizeLimit', pod({ emptyDir: { sizeLimit: '64Mi' } }), 64 * MIB],
  ['an emptyDir without one', pod({ emptyDir: {} }), undefined],
  ['an emptyDir with one that is no amount', pod({ emptyDir: { sizeLimit: 'much' } }), undefined],
  ['an emptyDir with one of zero, which is none', pod({ emptyDir: { sizeLimit: '0' } }), undefined],
  ['an emptyDir with one below zero', pod({ emptyDir: { sizeLimit: '-1' } }), undefined],
  ['another volume', pod({ hostPath: { path: '/tmp' } }), undefined],
  ['an emptyDir on a disk that is limited', pod({ emptyDir: {} }, '32Mi'), 32 * MIB],
  ['an emptyDir that is limited more than its disk', pod({ emptyDir: { sizeLimit: '16Mi' } }, '32Mi'), 16 * MIB],
  ['an emptyDir that is limited less than its disk', pod({ emptyDir: { sizeLimit: '64Mi' } }, '32Mi'), 32 * MIB],
  ['an emptyDir in memory', pod({ emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }, '32Mi'), 64 * MIB],
  ['another volume beside a limited disk', pod({ hostPath: { path: '/tmp' } }, '32Mi'), undefined],
])('/tmp as %s', (_, of, bytes) => {
  expect(boundAt('/tmp', of)).toEqual({ path: '/tmp', ...(bytes !== undefined && { bytes }) })
})

test.each(['/tmp/', '//tmp', '/var/../tmp/'])('a mountPath of %s is /tmp', (mountPath) => {
  const of = pod({ emptyDir: { sizeLimit: '64Mi' } }, undefined, { name: 'tmp', mountPath })
  expect(boundAt('/tmp', of)).toEqual({ path: '/tmp', bytes: 64 * MIB })
})

const limited = (name: string, limit: string, more: object = {}) => ({
  name,
  resources: { limits: { 'ephemeral-storage': limit } },
  ...more,
})

test.each<[what: string, spec: object, layer: number | undefined, tmp: number | undefined]>([
  ['its own alone', { containers: [limited('gateway', '4Mi'), { name: 'b' }] }, 4, 4],
  ['those of two', { containers: [limited('gateway', '4Mi'), limited('b', '3Mi')] }, 4, 7],
  ["another's alone", { containers: [{ name: 'gateway' }, limited('b', '3Mi')] }, 3, 3],
  ['none', { containers: [limited('gateway', '0')] }, undefined, undefined],
  [
    'that of a sidecar too',
    { containers: [limited('gateway', '4Mi')], initContainers: [limited('s', '2Mi', { restartPolicy: 'Always' })] },
    4,
    6,
  ],
  [
    'less for an init container',
    { containers: [limited('gateway', '4Mi')], initContainers: [limited('i', '2Mi')] },
    4,
    4,
  ],
  [
    'more for an init container',
    { containers: [limited('gateway', '4Mi')], initContainers: [limited('i', '9Mi')] },
    4,
    9,
  ],
])('limits on ephemeral-storage: %s', (_, { containers, ...more }: { containers?: object[] }, layer, tmp) => {
  const mounted = containers?.map((each) => ({ ...each, volumeMounts: [HERE] }))
  const of = pod({ emptyDir: {} }, undefined, HERE, { containers: mounted, ...more })
  const bytes = (path: string) => boundAt(path, of)?.bytes
  expect([bytes('/'), bytes('/tmp')]).toEqual([layer, tmp].map((each) => each && each * MIB))
})

test('a container that mounts nothing has its own layer', () => {
  expect(boundsOf({ metadata: { name: 'x' }, spec: { containers: [{ name: 'a' }] } } as unknown as Pod, 'a')).toEqual([
    { path: '/' },
  ])
})
