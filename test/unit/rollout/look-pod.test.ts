import { describe, expect, test } from '@jest/globals'
import type { FailureCode } from '../../../src/errors.ts'
import * as patience from '../../../src/rollout/patience.ts'
import { type ExpectedPod, judge, NO_HISTORY, timeoutProblem } from '../../../src/rollout/verdict.ts'
import type { RolloutView } from '../../../src/rollout/view.ts'
import {
  APPLIED,
  crashed,
  IMAGE,
  type PodOptions,
  pod,
  podEvent,
  podView,
  RUNNING,
  terminated,
  waiting,
} from './fixtures/cluster.ts'
import { MISSING, SCHEDULER } from './fixtures/texts.ts'
import { run, stands } from './runner.ts'

const NAME = 'openclaw-new-1'
const expected: ExpectedPod = {
  pod: { name: NAME, uid: `pod-${NAME}` },
  until: 'ready',
  container: 'gateway',
  image: IMAGE,
  appliedAtMs: APPLIED,
}
const HOUR = 3_600_000
/** Of a pod that no Deployment has. */
const alone = (options: PodOptions, parts: Partial<RolloutView> = {}, log = {}): RolloutView =>
  podView(options, { deployment: undefined, replicaSets: [], ...parts }, log)
const verdictOf = (view: RolloutView, goal = expected) => judge(view, goal, APPLIED, NO_HISTORY).verdict

describe('a pod by itself', () => {
  test('is ready when it says so, whatever its image is called', () => {
    expect(verdictOf(alone({ ready: true, image: 'mirror/openclaw:x' }))).toMatchObject({
      state: 'ready',
      pod: { metadata: { name: NAME } },
    })
  })

  test.each<[what: string, status: PodOptions['gateway'], state: string]>([
    ['has ended with 0', { state: terminated(0, 'Completed') }, 'ready'],
    ['has ended otherwise', { state: terminated(1) }, 'progressing'],
    ['runs', RUNNING, 'progressing'],
    ['is to be made', undefined, 'progressing'],
  ])('that shall end is done when its container %s', (_, gateway, state) => {
    expect(verdictOf(alone({ gateway }), { ...expected, until: 'done' }).state).toBe(state)
  })

  test('that shall be ready is not when its container has ended with 0', () => {
    expect(verdictOf(alone({ gateway: { state: terminated(0, 'Completed') } })).state).toBe('progressing')
  })

  test.each<[what: string, seen: RolloutView, line: RegExp]>([
    ['has no node yet', alone({ node: undefined, gateway: undefined }), /^Pod openclaw-new-1: has no node yet$/],
    [
      'pulls',
      alone(
        { gateway: { state: waiting('ContainerCreating') } },
        { events: [podEvent('Pulling', 'x', { container: 'gateway' })] },
      ),
      /^Pod openclaw-new-1: node k3s pulls/,
    ],
    ['is gone', alone({}, { pods: [] }), /^Pod openclaw-new-1 was deleted$/],
    ['is on its way out', alone({ stopping: true }), /^Pod openclaw-new-1 was deleted$/],
    [
      'was evicted',
      alone({ status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory' } }),
      /was evicted: low on memory/,
    ],
    [
      'another pod is seen',
      alone({}, { pods: [pod('stranger', { ready: true })] }),
      /^Pod openclaw-new-1 was deleted$/,
    ],
  ])('%s: that is told', (_, seen, line) => {
    expect(verdictOf(seen)).toMatchObject({ state: 'progressing', line: expect.stringMatching(line) })
  })

  test.each<[what: string, seen: RolloutView, code: FailureCode, atMs: number]>([
    [
      'a digest that is missing',
      alone({ gateway: { state: waiting('ErrImagePull', MISSING.Docker) } }),
      'image-missing',
      patience.IMAGE_MISSING,
    ],
    ['three crashes', alone({ gateway: crashed(1, 3) }), 'crash-loop', 0],
    [
      'a refusal of OpenClaw',
      alone({ gateway: crashed(78, 1) }, {}, { current: ['Missing config. Run openclaw setup'] }),
      'openclaw-refused',
      0,
    ],
    [
      'an image of another platform',
      alone({ gateway: crashed(1, 1, 'StartError', 'exec format error') }),
      'image-platform',
      0,
    ],
    [
      'no node with its labels',
      alone({
        node: undefined,
        gateway: undefined,
        status: {
          conditions: [
            { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: SCHEDULER[0]?.[1] ?? '' },
          ],
        },
      }),
      'unschedulable',
      patience.UNSCHEDULABLE,
    ],
  ])('fails for %s, as one of a rollout does', (_, seen, code, atMs) => {
    const { verdict, ms } = stands(seen, HOUR, expected)
    expect(verdict).toMatchObject({ state: 'failed', problem: { code } })
    expect(ms).toBe(atMs)
  })

  test('has its log as evidence', () => {
    const seen = alone({ gateway: crashed(78, 1) }, {}, { current: ['Missing config. Run openclaw setup'] })
    expect(stands(seen, HOUR, expected).verdict).toMatchObject({
      problem: { evidence: expect.arrayContaining(['Missing config. Run openclaw setup']) },
    })
  })

  test('recovers from what passes', () => {
    const { verdict } = run(
      [
        [0, alone({ gateway: crashed(1, 2) })],
        [9_000, alone({ ready: true })],
      ],
      expected,
    )
    expect(verdict.state).toBe('ready')
  })

  test('that a clock ends is told by what it waits for', () => {
    const problem = timeoutProblem(
      alone({ node: undefined, gateway: undefined }),
      expected,
      NO_HISTORY,
      APPLIED,
      60_000,
      'overall',
    )
    expect(problem).toMatchObject({
      code: 'rollout-timeout',
      message: 'The new gateway was not ready within 60 s: Pod openclaw-new-1: has no node yet',
    })
  })
  test('that a clock ends shows what was said of it', () => {
    const seen = alone(
      { gateway: { state: waiting('ContainerCreating') } },
      { events: [podEvent('NetworkNotReady', 'cni config uninitialized')] },
    )
    expect(timeoutProblem(seen, expected, NO_HISTORY, APPLIED, 60_000, 'overall').evidence).toContainEqual(
      expect.stringContaining('cni config uninitialized'),
    )
  })
})
