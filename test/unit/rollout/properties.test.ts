import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import type { ContainerStatus } from '../../../src/kube/workloads.ts'
import { judge, NO_HISTORY } from '../../../src/rollout/verdict.ts'
import type { RolloutView } from '../../../src/rollout/view.ts'
import {
  APPLIED,
  claim,
  crashed,
  deployment,
  event,
  expected,
  IMAGE,
  NEW_SET,
  OLD_IMAGE,
  OLD_SET,
  type PodOptions,
  pod,
  podEvent,
  RUNNING,
  terminated,
  waiting,
} from './fixtures/cluster.ts'
import { BLIPS, DENIED, EXPIRED, MISSING, PLATFORM } from './fixtures/texts.ts'
import { run, type Stream, stands } from './runner.ts'

const count = fc.integer({ min: 0, max: 3 })
const REASONS = [
  'ErrImagePull',
  'ImagePullBackOff',
  'CreateContainerConfigError',
  'ContainerCreating',
  'PodInitializing',
  'CrashLoopBackOff',
  'Strange',
]
const MESSAGES = [
  ...Object.values(BLIPS),
  ...Object.values(DENIED),
  ...Object.values(MISSING),
  ...Object.values(PLATFORM),
  EXPIRED,
  'Back-off pulling image "x"',
  'secret "x" not found',
]

const status: fc.Arbitrary<Partial<ContainerStatus> | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant(RUNNING),
  fc.constant({ ...RUNNING, started: true, ready: true }),
  fc
    .tuple(fc.constantFrom(...REASONS), fc.constantFrom(...MESSAGES))
    .map(([reason, message]) => ({ state: waiting(reason, message) })),
  fc
    .tuple(fc.constantFrom(0, 1, 78, 137, 143), fc.integer({ min: 1, max: 4 }), fc.constantFrom('Error', 'OOMKilled'))
    .map(([code, ends, reason]) => crashed(code, ends, reason)),
  fc.integer({ min: 1, max: 4 }).map((restartCount) => ({ ...RUNNING, restartCount, lastState: terminated(1) })),
)

const anyPod = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    owner: fc.constantFrom('rs-new', 'rs-old', 'rs-other'),
    image: fc.constantFrom(IMAGE, OLD_IMAGE),
    createdAt: fc.constantFrom('2026-11-23T02:00:02Z', '2026-11-23T02:00:09Z'),
    stopping: fc.boolean(),
    ready: fc.boolean(),
    node: fc.constantFrom('k3s', undefined),
    gateway: status,
    phase: fc.constantFrom('Pending', 'Running', 'Failed', 'Unknown'),
  })
  .map(({ name, phase, ...options }) => {
    const made = pod(name, options as PodOptions)
    return { ...made, status: { ...made.status, phase } }
  })

const anyEvent = fc
  .tuple(
    fc.constantFrom('pod-a', 'pod-b', 'claim'),
    fc.constantFrom(
      'FailedMount',
      'FailedAttachVolume',
      'SuccessfulAttachVolume',
      'Unhealthy',
      'Killing',
      'Pulling',
      'Pulled',
      'Failed',
      'ProvisioningFailed',
      'FailedBinding',
      'Evicted',
    ),
    fc.constantFrom(
      'Container gateway failed liveness probe, will be restarted',
      'Startup probe failed: 503',
      'Multi-Attach error for volume "v"',
      `Failed to pull image "x": ${MISSING.Docker}`,
      'x',
    ),
    fc.constantFrom('2026-11-23T02:00:05Z', '2026-11-23T02:00:06Z', null),
    fc.integer({ min: 1, max: 3 }),
  )
  .map(([uid, reason, message, lastTimestamp, times]) =>
    event(uid, reason, message, { lastTimestamp, count: times, container: 'gateway' }),
  )

const anyView: fc.Arbitrary<RolloutView> = fc.record({
  deployment: fc
    .record({
      observedGeneration: fc.integer({ min: 5, max: 9 }),
      replicas: count,
      updatedReplicas: count,
      availableReplicas: count,
    })
    .chain((counters) =>
      fc
        .tuple(fc.constantFrom(1, 2), fc.integer({ min: 6, max: 8 }))
        .map(([replicas, generation]) => deployment(counters, { replicas }, { generation })),
    ),
  replicaSets: fc.constantFrom([OLD_SET, NEW_SET], [OLD_SET], []),
  pods: fc.uniqueArray(anyPod, { selector: ({ metadata }) => metadata.name, maxLength: 3 }),
  claims: fc.constantFrom([], [claim('Pending')], [claim('Lost')]),
  events: fc.array(anyEvent, { maxLength: 6 }),
  logs: fc.constantFrom(new Map(), new Map([['pod-a/gateway', { current: ['Missing config.'], previous: [] }]])),
})

// Views that are ready but for one or two details, since random ones never are.
const nearlyReady: fc.Arbitrary<RolloutView> = fc
  .record({
    view: anyView,
    replicas: fc.constantFrom(1, 1, 1, 2),
    counters: fc.record({
      observedGeneration: fc.constantFrom(7, 7, 7, 7, 6, 8),
      replicas: fc.constantFrom(1, 1, 1, 1, 0, 2),
      updatedReplicas: fc.constantFrom(1, 1, 1, 1, 0, 2),
      availableReplicas: fc.constantFrom(1, 1, 1, 1, 0, 2),
    }),
    generation: fc.constantFrom(7, 7, 7, 6, 8),
    ours: fc.record({
      ready: fc.constantFrom(true, true, true, false),
      stopping: fc.constantFrom(false, false, false, true),
    }),
    another: fc.option(anyPod, { freq: 2 }),
  })
  .map(({ view, replicas, counters, generation, ours, another }) => ({
    ...view,
    deployment: deployment(counters, { replicas }, { generation }),
    pods: [pod('ours', ours), ...(another ? [another] : [])],
  }))

test('never ready but with updated == replicas == available at our generation, a ready pod of ours and no other', () => {
  let seenReady = 0
  fc.assert(
    fc.property(nearlyReady, (view) => {
      const { verdict } = judge(view, expected, APPLIED, NO_HISTORY)
      if (verdict.state !== 'ready') return
      seenReady++
      const { spec, status, metadata } = view.deployment ?? deployment()
      const { replicas } = spec
      expect(status).toMatchObject({ replicas, updatedReplicas: replicas, availableReplicas: replicas })
      expect(status?.observedGeneration).toBeGreaterThanOrEqual(Math.max(expected.generation, metadata.generation ?? 0))
      const active = view.pods.filter((each) => !each.metadata.deletionTimestamp && each.status?.phase !== 'Failed')
      expect(active.every((each) => each.spec.containers.some(({ image }) => image === IMAGE))).toBe(true)
      expect(active).toContain(verdict.pod)
      expect(verdict.pod.status?.conditions).toContainEqual({ type: 'Ready', status: 'True' })
    }),
    { numRuns: 5000 },
  )
  expect(seenReady).toBeGreaterThan(50)
})

test('the order of what is seen, and seeing it twice, change nothing', () => {
  const shuffled = (view: RolloutView) =>
    fc
      .tuple(
        fc.shuffledSubarray([...view.events, ...view.events], { minLength: view.events.length * 2 }),
        fc.shuffledSubarray([...view.pods], { minLength: view.pods.length }),
        fc.shuffledSubarray([...view.replicaSets], { minLength: view.replicaSets.length }),
      )
      .map(([events, pods, replicaSets]): [RolloutView, RolloutView] => [view, { ...view, events, pods, replicaSets }])
  fc.assert(
    fc.property(anyView.chain(shuffled), ([view, other]) => {
      const judged = judge(view, expected, APPLIED, NO_HISTORY)
      expect(judge(other, expected, APPLIED, NO_HISTORY)).toEqual(judged)
      expect(judge(view, expected, APPLIED, judged.history)).toEqual(judged)
    }),
    { numRuns: 2000 },
  )
})

test('a reason that nobody knows is only shown', () => {
  const known = new Set([
    'ErrImagePull',
    'ImagePullBackOff',
    'RegistryUnavailable',
    'SignatureValidationFailed',
    'InvalidImageName',
    'ErrImageNeverPull',
    'CreateContainerConfigError',
    'CreateContainerError',
  ])
  const reason = fc
    .oneof(fc.string(), fc.constantFrom('ErrSomething', 'NewBackOff', 'FutureError'))
    .filter((each) => !known.has(each))
  fc.assert(
    fc.property(
      reason,
      fc.oneof(fc.string(), fc.constantFrom(...MESSAGES)),
      fc.constantFrom('init', 'main'),
      (name, message, where) => {
        const status = { state: waiting(name, message) }
        const seen = pod('a', where === 'init' ? { setup: status, gateway: undefined } : { gateway: status })
        const view = {
          deployment: deployment(),
          replicaSets: [NEW_SET],
          pods: [seen],
          claims: [],
          events: [podEvent(name, message)],
          logs: new Map(),
        }
        expect(stands(view, 3_600_000, expected).verdict.state).toBe('progressing')
      },
    ),
  )
})

test('a stream that is cut is red only where the whole of it is, and then', () => {
  const anyStream = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 20_000 }), anyView), { minLength: 1, maxLength: 6 })
    .map((steps): Stream => {
      const waits = steps.map(([wait]) => wait)
      return steps.map(([, view], at) => [waits.slice(0, at + 1).reduce((sum, wait) => sum + wait, 0), view])
    })
  fc.assert(
    fc.property(anyStream, (stream) => {
      const whole = run(stream, expected)
      for (const index of stream.keys()) {
        const cut = run(stream.slice(0, index + 1), expected)
        if (cut.verdict.state === 'failed') expect(cut).toEqual(whole)
      }
    }),
    { numRuns: 500 },
  )
})
