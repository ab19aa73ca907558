import { describe, expect, test } from '@jest/globals'
import type { ContainerState, ContainerStatus, Deployment, Pod } from '../../../src/kube/workloads.ts'
import { judge, reasonOfPod } from '../../../src/rollout/verdict.ts'
import { DIGEST, OTHER_DIGEST } from '../support.ts'

const IMAGE = `repo/openclaw:new@${DIGEST}`
const expected = { generation: 7, container: 'gateway', image: IMAGE }

function deployment(status: Deployment['status'] = {}, spec: object = {}): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'openclaw', namespace: 'home', generation: 7 },
    spec: { replicas: 1, template: { spec: { containers: [{ name: 'gateway', image: IMAGE }] } }, ...spec },
    status: { observedGeneration: 7, ...status },
  }
}
const done = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 }

function pod(
  name: string,
  {
    image = IMAGE,
    imageID = `repo/openclaw@${DIGEST}`,
    ready = true,
    stopping = false,
    createdAt = '2026-11-23T02:00:00Z',
    state = { running: {} } as ContainerState,
  } = {},
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'home',
      ...({ creationTimestamp: createdAt } as object),
      ...(stopping && { deletionTimestamp: '2026-11-23T02:00:00Z' }),
    },
    spec: { nodeName: 'k3s', containers: [{ name: 'gateway', image }] },
    status: {
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [{ name: 'gateway', imageID, ready, state }],
    },
  }
}
const old = (options = {}) =>
  pod('old', { image: 'repo/openclaw:old', imageID: `repo/openclaw@${OTHER_DIGEST}`, ...options })

describe('the rollout', () => {
  test('is done when the controller has seen it and the new pod is ready with the digest', () => {
    const ready = pod('new')
    expect(judge(deployment(done), [ready], expected)).toEqual({ state: 'ready', pod: ready })
  })

  test('is done beside an old pod that is still stopping', () => {
    expect(judge(deployment(done), [old({ stopping: true }), pod('new')], expected)).toMatchObject({ state: 'ready' })
  })

  test('is done whichever of its digests the runtime names, since the spec pins it', () => {
    const renamed = pod('new', { imageID: `mirror/openclaw@${OTHER_DIGEST}` })
    expect(judge(deployment(done), [renamed], expected)).toMatchObject({ state: 'ready' })
  })

  test('of a Deployment without replicas is done with one pod', () => {
    expect(judge(deployment(done, { replicas: undefined }), [pod('new')], expected)).toMatchObject({ state: 'ready' })
  })

  test('is done when the controller is a generation further', () => {
    expect(judge(deployment({ ...done, observedGeneration: 8 }), [pod('new')], expected)).toMatchObject({
      state: 'ready',
    })
  })

  test('of two replicas needs both', () => {
    const two = { replicas: 2 }
    const pods = [pod('a'), pod('b')]
    expect(
      judge(deployment({ replicas: 2, updatedReplicas: 2, availableReplicas: 1 }, two), pods, expected).state,
    ).toBe('progressing')
    expect(
      judge(deployment({ replicas: 2, updatedReplicas: 2, availableReplicas: 2 }, two), pods, expected).state,
    ).toBe('ready')
  })

  test.each<[what: string, status: Deployment['status'], pods: Pod[], line: RegExp]>([
    [
      'the controller has not seen it, though the old pod is ready',
      { ...done, observedGeneration: 6 },
      [old()],
      /has not seen the change/,
    ],
    [
      'not even a pod of the same image counts then',
      { ...done, observedGeneration: 6 },
      [pod('same')],
      /has not seen the change/,
    ],
    ['there is no status yet', { observedGeneration: undefined as never }, [], /has not seen the change/],
    ['the old pod is stopping', { replicas: 0 }, [old({ stopping: true })], /old pod old to stop/],
    ['a stopping pod has the new image', { replicas: 0 }, [pod('same', { stopping: true })], /old pod same to stop/],
    ['there is no pod', {}, [], /new pod to be created/],
    [
      'only the old pod is there, and ready',
      { replicas: 1, updatedReplicas: 0, availableReplicas: 1 },
      [old()],
      /new pod to be created/,
    ],
    ['the counters are done, but the pod seen is the old one', done, [old()], /new pod to be created/],
    [
      'the new pod is not ready',
      { replicas: 1, updatedReplicas: 1 },
      [pod('new', { ready: false })],
      /Pod new: container gateway runs and is not ready/,
    ],
    ['the new pod is ready, but not for long enough', { ...done, availableReplicas: 0 }, [pod('new')], /Pod new/],
    ['an old replica is still there', { ...done, replicas: 2 }, [old(), pod('new')], /Pod new/],
  ])('goes on while %s', (_, status, pods, line) => {
    expect(judge(deployment(status), pods, expected)).toEqual({
      state: 'progressing',
      line: expect.stringMatching(line),
    })
  })

  test('is told by its newest pod, in whatever order the API lists them', () => {
    const failed = pod('b-first', {
      ready: false,
      createdAt: '2026-11-23T02:00:00Z',
      state: { terminated: { exitCode: 1 } },
    })
    const newest = pod('a-second', { ready: false, createdAt: '2026-11-23T02:05:00Z' })
    for (const pods of [
      [failed, newest],
      [newest, failed],
    ])
      expect(judge(deployment({ replicas: 1, updatedReplicas: 1 }), pods, expected)).toMatchObject({
        line: expect.stringContaining('Pod a-second'),
      })
  })
})

describe('the reason of a pod', () => {
  const withStatus = (status: Pod['status'], nodeName: string | undefined = 'k3s'): Pod => ({
    ...pod('p'),
    spec: { ...(nodeName && { nodeName }), containers: [{ name: 'gateway' }] },
    ...(status && { status }),
  })
  const main = (state: ContainerState, more: object = {}): Pod['status'] => ({
    containerStatuses: [{ name: 'gateway', state, ...more }],
  })
  const init = (state: ContainerState, more: Partial<ContainerStatus> = {}): ContainerStatus => ({
    name: 'setup',
    state,
    ...more,
  })
  const waiting = { waiting: { reason: 'PodInitializing' } }

  test.each<[what: string, status: Pod['status'], reason: RegExp]>([
    [
      'no node fits',
      {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes: insufficient memory' },
        ],
      },
      /^Unschedulable: 0\/1 nodes: insufficient memory$/,
    ],
    ['it is being created', main({ waiting: { reason: 'ContainerCreating' } }), /^is being created on its node$/],
    [
      'the image cannot be pulled',
      main({ waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling' } }),
      /^container gateway is waiting: ImagePullBackOff: Back-off pulling$/,
    ],
    [
      'it crashes again and again',
      main(
        { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } },
        { lastState: { terminated: { exitCode: 78, reason: 'Error' } } },
      ),
      /^container gateway is waiting: CrashLoopBackOff: back-off 10s, after exit code 78$/,
    ],
    [
      'it ran out of memory',
      main(
        { waiting: { reason: 'CrashLoopBackOff' } },
        { lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
      ),
      /after exit code 137 \(OOMKilled\)$/,
    ],
    [
      'it ended',
      main({ terminated: { exitCode: 1, message: 'config invalid' } }),
      /^container gateway ended with exit code 1: config invalid$/,
    ],
    ['it runs and is not ready', main({ running: {} }), /^container gateway runs and is not ready yet$/],
    [
      'an init container fails',
      { initContainerStatuses: [init({ terminated: { exitCode: 2 } })], ...main(waiting) },
      /^init container setup ended with exit code 2$/,
    ],
    [
      'an init container runs',
      { initContainerStatuses: [init({ running: {} })], ...main(waiting) },
      /^init container setup runs/,
    ],
    [
      'the init containers are done',
      { initContainerStatuses: [init({ terminated: { exitCode: 0 } })], ...main({ running: {} }) },
      /^container gateway runs/,
    ],
    [
      'a sidecar among the init containers runs for good, and the gateway crashes',
      {
        initContainerStatuses: [init({ running: {} }, { ready: true, ...({ started: true } as object) })],
        ...main({ waiting: { reason: 'CrashLoopBackOff' } }),
      },
      /^container gateway is waiting: CrashLoopBackOff/,
    ],
    [
      'another container crashes',
      { containerStatuses: [{ name: 'other', state: { terminated: { exitCode: 9 } } }] },
      /^is being created/,
    ],
    ['it was evicted', { message: 'The node was low on resource: memory' }, /low on resource/],
    ['it waits for no reason given', main({ waiting: {} }), /^(?!.*undefined)/],
  ])('when %s', (_, status, reason) => {
    expect(reasonOfPod(withStatus(status), 'gateway')).toMatch(reason)
  })

  test('that nobody has scheduled yet', () => {
    expect(reasonOfPod({ ...pod('p'), spec: { containers: [] }, status: {} }, 'gateway')).toBe('has no node yet')
  })
})
