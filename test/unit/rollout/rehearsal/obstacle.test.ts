import { describe, expect, test } from '@jest/globals'
import { refusedPod } from '../../../../src/rollout/causes/admission.ts'
import { isOnlyHere, obstacleOf } from '../../../../src/rollout/rehearsal/obstacle.ts'
import { type PodOptions, podView } from '../fixtures/cluster.ts'
import { SCHEDULER } from '../fixtures/texts.ts'

const POD = { name: 'openclaw-new-1', uid: 'pod-openclaw-new-1' }
const view = (options: PodOptions) => podView(options, { deployment: undefined, replicaSets: [] })
const unscheduled = (message: string, reason = 'Unschedulable') =>
  view({
    node: undefined,
    gateway: undefined,
    status: { conditions: [{ type: 'PodScheduled', status: 'False', reason, message }] },
  })
const MIXED = "0/3 nodes are available: 1 Insufficient memory, 2 node(s) didn't match Pod's node affinity."
const ELSEWHERE = SCHEDULER[0]?.[1] ?? ''

describe('nothing stands in its way', () => {
  test.each([
    ['while it has no node', view({ node: undefined, gateway: undefined })],
    ['while it starts', view({})],
    ['when it is ready', view({ ready: true })],
    ['when it has done its work', view({ status: { phase: 'Succeeded' } })],
    ['behind a gate that somebody set', unscheduled('gated', 'SchedulingGated')],
  ])('%s', (_, seen) => {
    expect(obstacleOf(seen, POD, true)).toBeUndefined()
  })

  test('unsteered, when no node fits: that is the verdict’s to say', () => {
    expect(obstacleOf(unscheduled(ELSEWHERE), POD, false)).toBeUndefined()
  })
})

describe('an obstacle', () => {
  test.each<[what: string, seen: ReturnType<typeof view>, kind: string, why: RegExp]>([
    [
      'too little memory',
      unscheduled('0/1 nodes are available: 1 Insufficient memory.'),
      'obstacle',
      /no room for both gateways \(Insufficient memory\)$/,
    ],
    ['too little memory on the one node of three', unscheduled(MIXED), 'obstacle', /\(Insufficient memory\)/],
    [
      'too little of a device',
      unscheduled('0/1 nodes are available: 1 Insufficient nvidia.com/gpu.'),
      'obstacle',
      /\(Insufficient nvidia\.com\/gpu\)/,
    ],
    ['too many pods', unscheduled('0/1 nodes are available: 1 Too many pods.'), 'obstacle', /\(Too many pods\)/],
    ['a node it must not run on', unscheduled(ELSEWHERE), 'elsewhere', /didn't match node selector/],
    [
      'what preemption says is about others',
      unscheduled(SCHEDULER[2]?.[1] ?? ''),
      'elsewhere',
      /2 node\(s\) didn't match/,
    ],
    [
      'a kubelet without room',
      view({ status: { phase: 'Failed', reason: 'OutOfmemory', message: 'Node didn’t have enough resource: memory' } }),
      'obstacle',
      /ended: Node didn’t have enough resource/,
    ],
    [
      'an eviction',
      view({ status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory' } }),
      'obstacle',
      /was evicted: low on memory/,
    ],
    ['somebody who deletes it', view({ stopping: true }), 'obstacle', /pod openclaw-new-1 was deleted/],
    ['nobody knows where it went', { ...view({}), pods: [] }, 'obstacle', /pod openclaw-new-1 was deleted/],
  ])('%s', (_, seen, kind, why) => {
    expect(obstacleOf(seen, POD, true)).toEqual({ kind, why: expect.stringMatching(why) })
  })
})

test.each<[message: string, asksOtherwise: boolean, only: boolean]>([
  ['pods "x" is forbidden: exceeded quota: home, requested: limits.memory=2Gi', false, true],
  ['pods "x" is forbidden: failed quota: compute: must specify limits.cpu for: gateway', true, false],
  ['pods "x" is forbidden: maximum memory usage per Container is 512Mi, but request is 1Gi', true, true],
  ['pods "x" is forbidden: maximum memory usage per Container is 512Mi, but limit is 1Gi', false, false],
  ['pods "x" is forbidden: minimum cpu usage per Container is 50m, but request is 10m', true, true],
  ['pods "x" is forbidden: violates PodSecurity "restricted:latest"', true, false],
  ['admission webhook "v" denied the request: no digest', true, false],
])('%s: only here? (asks otherwise: %s)', (message, asksOtherwise, only) => {
  expect(isOnlyHere(refusedPod(message), asksOtherwise)).toBe(only)
})
