import { describe, expect, test } from '@jest/globals'
import type { FailureCode } from '../../../src/errors.ts'
import * as patience from '../../../src/rollout/patience.ts'
import { versionOf } from '../../../src/rollout/pods.ts'
import { judge, NO_HISTORY, timeoutProblem } from '../../../src/rollout/verdict.ts'
import type { RolloutView } from '../../../src/rollout/view.ts'
import {
  APPLIED,
  claim,
  crashed,
  DONE,
  deployment,
  event,
  expected,
  GATEWAY,
  IMAGE,
  NEW_SET,
  OLD_SET,
  oldPod,
  type PodOptions,
  pod,
  podEvent,
  podView,
  RUNNING,
  replicaSet,
  STARTING,
  template,
  terminated,
  view,
  waiting,
} from './fixtures/cluster.ts'
import { BLIPS, DENIED, DRIVER_AWAY, EXPIRED, LONGHORN, MISSING, PLATFORM, SCHEDULER } from './fixtures/texts.ts'
import { run, stands } from './runner.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const verdictOf = (seen: RolloutView) => judge(seen, expected, APPLIED, NO_HISTORY).verdict

describe('a rollout is ready', () => {
  const ready = pod(undefined, { ready: true })
  test.each<[what: string, seen: RolloutView]>([
    [
      'with the counters at our generation and a ready pod of ours',
      view({ deployment: deployment(DONE), pods: [ready] }),
    ],
    [
      'beside an old pod that is still stopping',
      view({ deployment: deployment(DONE), pods: [oldPod({ stopping: true }), ready] }),
    ],
    [
      'beside an old pod that was evicted long ago',
      view({ deployment: deployment(DONE), pods: [oldPod({ status: { phase: 'Failed' } }), ready] }),
    ],
    [
      'of a Deployment without replicas with one pod',
      view({ deployment: deployment(DONE, { replicas: undefined as never }), pods: [ready] }),
    ],
    [
      'when somebody else changed something a generation later',
      view({ deployment: deployment({ ...DONE, observedGeneration: 8 }, {}, { generation: 8 }), pods: [ready] }),
    ],
    [
      'whichever of its digests the runtime names',
      view({
        deployment: deployment(DONE),
        pods: [pod(undefined, { ready: true, gateway: { ...RUNNING, imageID: 'sha256:other' } })],
      }),
    ],
    [
      'after a rollback, with the condition of the failed rollout still standing',
      view({
        deployment: deployment({
          ...DONE,
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              lastUpdateTime: '2026-11-23T01:50:00Z',
            },
          ],
        }),
        pods: [ready],
      }),
    ],
    [
      'beside a ReplicaSet of the same template that another Deployment owns',
      view({
        deployment: deployment(DONE),
        replicaSets: [
          { ...NEW_SET, metadata: { name: 'staging-new', uid: 'rs-staging', ownerReferences: [] } },
          NEW_SET,
        ],
        pods: [ready],
      }),
    ],
    ['without the right to see ReplicaSets', view({ deployment: deployment(DONE), replicaSets: [], pods: [ready] })],
    ['though it is paused', view({ deployment: deployment(DONE, { paused: true }), pods: [ready] })],
    [
      'though its container crashed before',
      view({
        deployment: deployment(DONE),
        pods: [pod(undefined, { ready: true, gateway: { ...RUNNING, restartCount: 3, lastState: terminated(78) } })],
      }),
    ],
  ])('%s', (_, seen) => {
    expect(verdictOf(seen)).toMatchObject({ state: 'ready', pod: { metadata: { name: 'openclaw-new-1' } } })
  })
})

describe('a rollout goes on', () => {
  const again = template(GATEWAY, { 'openclaw-deploy/config': 'changed' })
  test.each<[what: string, seen: RolloutView, step: string, line: RegExp]>([
    [
      'the controller has not seen it, though a pod is ready',
      view({ deployment: deployment({ ...DONE, observedGeneration: 6 }), pods: [oldPod()] }),
      'stop',
      /has not seen the change/,
    ],
    [
      'not even a ready pod with our image counts then',
      view({ deployment: deployment({ ...DONE, observedGeneration: 6 }), pods: [pod(undefined, { ready: true })] }),
      'stop',
      /has not seen/,
    ],
    [
      'the view of the Deployment is from before our apply',
      view({
        deployment: deployment(
          { ...DONE, observedGeneration: 6 },
          { template: OLD_SET.spec.template as never },
          { generation: 6 },
        ),
        pods: [oldPod()],
      }),
      'stop',
      /has not seen/,
    ],
    [
      'there is no status yet',
      view({ deployment: deployment({ observedGeneration: undefined as never }), pods: [] }),
      'stop',
      /has not seen/,
    ],
    [
      'the counters are about the old pod, right after the first sync (Recreate)',
      view({
        deployment: deployment({ replicas: 1, updatedReplicas: 0, availableReplicas: 1 }),
        replicaSets: [OLD_SET],
        pods: [oldPod()],
      }),
      'stop',
      /old pod openclaw-old-1 to stop/,
    ],
    [
      'the old pod is stopping',
      view({ deployment: deployment({ replicas: 0 }), replicaSets: [OLD_SET], pods: [oldPod({ stopping: true })] }),
      'stop',
      /old pod openclaw-old-1 to stop/,
    ],
    [
      'an old pod has our image, and the config is new',
      view({
        deployment: deployment({ ...DONE }, { template: again }),
        replicaSets: [NEW_SET],
        pods: [pod(undefined, { ready: true })],
      }),
      'stop',
      /old pod openclaw-new-1 to stop/,
    ],
    [
      'the same without the right to see ReplicaSets',
      view({
        deployment: deployment({ replicas: 1, updatedReplicas: 0, availableReplicas: 1 }),
        replicaSets: [],
        pods: [pod(undefined, { ready: true })],
      }),
      'stop',
      /old pod openclaw-new-1 to stop/,
    ],
    [
      'the counters are done, and an old pod still runs',
      view({ deployment: deployment(DONE), pods: [oldPod(), pod(undefined, { ready: true })] }),
      'probe',
      /long enough/,
    ],
    ['there is no pod', view({ pods: [] }), 'schedule', /new pod to be created/],
    [
      'the pod has no node yet',
      podView({ node: undefined, gateway: undefined, setup: undefined }),
      'schedule',
      /Pod openclaw-new-1: has no node yet/,
    ],
    [
      'the pod is being made',
      podView({ gateway: { state: waiting('ContainerCreating') }, setup: { state: waiting('PodInitializing') } }),
      'init',
      /is being made on node k3s/,
    ],
    [
      'the image is being pulled',
      podView(
        { gateway: { state: waiting('PodInitializing') } },
        { events: [podEvent('Pulling', 'Pulling image', { container: 'gateway' })] },
      ),
      'pull',
      /node k3s pulls .*openclaw/,
    ],
    [
      'the image has been pulled',
      podView(
        { gateway: { state: waiting('PodInitializing') } },
        {
          events: [
            podEvent('Pulling', 'Pulling image', { container: 'gateway' }),
            podEvent('Pulled', 'Successfully pulled', { container: 'gateway' }),
          ],
        },
      ),
      'start',
      /is being made/,
    ],
    [
      'an init container runs',
      podView({ gateway: { state: waiting('PodInitializing') }, setup: { state: { running: {} }, started: true } }),
      'init',
      /Init container copy-config runs/,
    ],
    ['the startup probe has not passed', podView({}), 'start', /runs and has not passed its startup probe yet$/],
    [
      'the same, with what it says',
      podView(
        {},
        {
          events: [
            podEvent('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503', {
              container: 'gateway',
            }),
          ],
        },
      ),
      'start',
      /yet: HTTP probe failed with statuscode: 503/,
    ],
    [
      'the readiness probe has not passed',
      podView({ gateway: { ...RUNNING, started: true } }),
      'probe',
      /Container gateway runs and is not ready yet/,
    ],
    [
      'the pod is ready, not for long enough',
      view({ pods: [pod(undefined, { ready: true })] }),
      'probe',
      /not yet long enough/,
    ],
    [
      'two replicas need two',
      view({
        deployment: deployment({ replicas: 2, updatedReplicas: 2, availableReplicas: 1 }, { replicas: 2 }),
        pods: [pod('a', { ready: true }), pod('b')],
      }),
      'start',
      /Pod b/,
    ],
    [
      'an unknown reason',
      podView({ gateway: { state: waiting('NewAndStrange', 'who knows') } }),
      'start',
      /is waiting: NewAndStrange: who knows/,
    ],
    ['a reason without a name', podView({ gateway: { state: { waiting: {} } } }), 'start', /^(?!.*undefined)/],
    [
      'a network that is not there yet',
      podView(
        { gateway: { state: waiting('ContainerCreating') }, setup: { state: waiting('PodInitializing') } },
        { events: [podEvent('FailedCreatePodSandBox', 'cni plugin not initialized')] },
      ),
      'init',
      /FailedCreatePodSandBox: cni plugin/,
    ],
  ])('while %s', (_, seen, step, line) => {
    expect(verdictOf(seen)).toMatchObject({ state: 'progressing', step, line: expect.stringMatching(line) })
  })

  test('told by its newest pod, in whatever order the API lists them', () => {
    const first = pod('b-first', { createdAt: '2026-11-23T02:00:02Z' })
    const newest = pod('a-second', { createdAt: '2026-11-23T02:05:00Z' })
    for (const pods of [
      [first, newest],
      [newest, first],
    ])
      expect(verdictOf(view({ pods }))).toMatchObject({ line: expect.stringContaining('Pod a-second') })
  })

  test('and tells the scheduler’s reason only once it is worth reading', () => {
    const message = '0/1 nodes are available: 1 Insufficient memory.'
    const seen = podView({
      node: undefined,
      gateway: undefined,
      setup: undefined,
      status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] },
    })
    expect(verdictOf(seen)).toMatchObject({ line: expect.stringContaining('has no node yet'), recheckInMs: 15_000 })
    expect(stands(seen, 15_000, expected).lines).toHaveLength(2)
  })
})

describe('a pod that is lost on the way', () => {
  const lost = (status: object, stopping = false) => view({ pods: [pod('a', { stopping, status })] })
  const before = [0, view({ pods: [pod('a')] })] as const
  test.each<[what: string, seen: RolloutView, line: RegExp]>([
    ['deleted', view({ pods: [] }), /Pod a was deleted; waiting for the one/],
    [
      'evicted',
      lost({ phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' }),
      /Pod a was evicted: The node was low on resource/,
    ],
    [
      'preempted (1.26 on)',
      lost({ conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler' }] }, true),
      /Pod a was preempted/,
    ],
    [
      'preempted (before)',
      view({ pods: [], events: [event('pod-a', 'Preempted', 'Preempted by kube-system/x on node k3s')] }),
      /was preempted/,
    ],
    [
      'taken from a lost node',
      view({ pods: [], events: [event('pod-a', 'TaintManagerEviction', 'Marking for deletion Pod home/a')] }),
      /taken from a node that is out of order/,
    ],
    [
      'refused by the kubelet',
      lost({ phase: 'Failed', reason: 'OutOfmemory', message: 'Node didn’t have enough resource: memory' }),
      /Pod a ended: Node didn/,
    ],
  ])('%s: its place is taken', (_, seen, line) => {
    const replaced = view({ pods: [pod('b', { createdAt: '2026-11-23T02:01:00Z' })] })
    const ready = view({ deployment: deployment(DONE), pods: [pod('b', { ready: true })] })
    const { verdict, lines } = run([before, [1000, seen], [2000, replaced], [3000, ready]], expected, 4000)
    expect(lines[1]).toMatch(line)
    expect(verdict.state).toBe('ready')
  })

  test('is not one that is still there, beside a second replica', () => {
    const two = view({ pods: [pod('a'), pod('b', { createdAt: '2026-11-23T02:01:00Z' })] })
    expect(run([before, [1000, two]], expected).lines.at(-1)).toMatch(/^Pod b: /)
  })

  test('is named in the line of the pod that came for it', () => {
    const making = view({ pods: [pod('b', { gateway: { state: waiting('PodInitializing') } })] })
    const starting = view({ pods: [pod('b')] })
    const { lines } = run([before, [1000, making], [2000, starting]], expected)
    expect(lines.slice(1)).toEqual([
      'Pod b, in place of a, which was deleted: is being made on node k3s',
      expect.stringMatching(/^Pod b, in place of a, which was deleted: Container gateway runs/),
    ])
  })
})

type Case = [what: string, seen: RolloutView, code: FailureCode, afterMs: number, message: RegExp]

const pulls = (reason: string, message?: string) => podView({ gateway: { state: waiting(reason, message) } })
const said = (line: string, ends = 1, code = 78) =>
  podView({ gateway: crashed(code, ends) }, {}, { current: ['[gateway] starting', line, ''] })
const unscheduled = (message: string, parts: Partial<RolloutView> = {}) =>
  podView(
    {
      node: undefined,
      gateway: undefined,
      setup: undefined,
      status: {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
      },
    },
    parts,
  )
const unbound = 'pod has unbound immediate PersistentVolumeClaims'
const creating: PodOptions = {
  gateway: { state: waiting('PodInitializing') },
  setup: { state: waiting('PodInitializing') },
}
const mounts = (message: string, reason = 'FailedMount') => podView(creating, { events: [podEvent(reason, message)] })
/** Nothing in the pod tells it: controllers change no more than its condition Ready, which is False of one that starts. */
const onAwayNode = (options: PodOptions) => {
  const absence = { said: 'is not ready', cause: 'KubeletNotReady: container runtime is down' }
  return podView(options, { awayNodes: new Map([[versionOf(pod(undefined, options)), absence]]) })
}
const refusedBy = (message: string) =>
  view({
    replicaSets: [
      OLD_SET,
      replicaSet('new', template(), [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }]),
    ],
    pods: [],
  })
const killed = (probe: string, count = 1) =>
  podEvent('Killing', `Container gateway failed ${probe} probe, will be restarted`, { container: 'gateway', count })

describe('a rollout has failed', () => {
  const cases: Case[] = [
    ...Object.entries(MISSING).map(
      ([by, text]): Case => [
        `missing image: ${by}`,
        pulls('ErrImagePull', text),
        'image-missing',
        patience.IMAGE_MISSING,
        /the registry has no .*openclaw/,
      ],
    ),
    [
      'missing image, first seen in the back-off of 1.31 on',
      pulls('ImagePullBackOff', `Back-off pulling image "x": ErrImagePull: ${MISSING['containerd 2.1']}`),
      'image-missing',
      patience.IMAGE_MISSING,
      /registry has no/,
    ],
    [
      'missing image, first seen in an older back-off, told by the event',
      podView(
        { gateway: { state: waiting('ImagePullBackOff', 'Back-off pulling image "x"') } },
        {
          events: [
            podEvent('Failed', 'Error: ErrImagePull', { container: 'gateway' }),
            podEvent('Failed', `Failed to pull image "x": ${MISSING['containerd 1.7']}`, { container: 'gateway' }),
          ],
        },
      ),
      'image-missing',
      patience.IMAGE_MISSING,
      /registry has no/,
    ],
    [
      'missing image of an init container',
      podView({
        setup: { state: waiting('ErrImagePull', MISSING['containerd 1.7']) },
        gateway: { state: waiting('PodInitializing') },
      }),
      'image-missing',
      patience.IMAGE_MISSING,
      /^Init container copy-config .*busybox/,
    ],
    ...Object.entries(DENIED).map(
      ([by, text]): Case => [
        `denied pull: ${by}`,
        pulls('ErrImagePull', text),
        'image-denied',
        patience.IMAGE_DENIED,
        /registry denies access/,
      ],
    ),
    [
      'expired pull token',
      pulls('ErrImagePull', EXPIRED),
      'image-denied',
      patience.IMAGE_DENIED,
      /token in the pull secret has expired/,
    ],
    ...Object.entries(PLATFORM).map(
      ([by, text]): Case => [
        `wrong platform: ${by}`,
        pulls('ErrImagePull', text),
        'image-platform',
        0,
        /no variant for the platform of that node/,
      ],
    ),
    [
      'wrong platform in the log',
      said('exec /usr/local/bin/node: exec format error', 1, 255),
      'image-platform',
      0,
      /exec format error/,
    ],
    [
      'wrong platform in the log of an old runc',
      said('standard_init_linux.go:228: exec user process caused: exec format error', 1, 1),
      'image-platform',
      0,
      /another platform/,
    ],
    [
      'wrong platform in the message',
      podView({
        gateway: {
          state: terminated(
            128,
            'StartError',
            'failed to start containerd task "gateway": exec /app: exec format error: unknown',
          ),
          restartCount: 0,
        },
      }),
      'image-platform',
      0,
      /another platform/,
    ],
    [
      'a command that is not there',
      podView({
        gateway: crashed(
          128,
          2,
          'StartError',
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "opencIaw": executable file not found in $PATH: unknown',
        ),
      }),
      'start-error',
      0,
      /executable file not found/,
    ],
    [
      'a certificate the node does not know',
      pulls(
        'ErrImagePull',
        'failed to do request: Head "https://x/v2": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      ),
      'image-pull',
      patience.REGISTRY_SETUP,
      /do not agree.*x509/,
    ],
    [
      'an image name that is none',
      pulls('InvalidImageName', 'Failed to apply default image tag'),
      'image-missing',
      0,
      /has an image name that is none/,
    ],
    [
      'an image that may not be pulled',
      pulls('ErrImageNeverPull', 'Container image is not present with pull policy of Never'),
      'image-missing',
      0,
      /imagePullPolicy: Never/,
    ],

    [
      'missing Secret',
      pulls('CreateContainerConfigError', 'secret "openclaw-secrets" not found'),
      'config-error',
      patience.CONFIG_MISSING,
      /cannot be made: secret "openclaw-secrets" not found/,
    ],
    [
      'a group without its user',
      podView(
        { gateway: { state: waiting('ContainerCreating') }, setup: { state: waiting('PodInitializing') } },
        {
          events: [
            podEvent(
              'FailedCreatePodSandBox',
              'failed to generate user string: user group "1000" is specified without user',
            ),
            podEvent('MissingClusterDNS', 'kubelet does not have ClusterDNS IP configured'),
          ],
        },
      ),
      'start-error',
      patience.CREATE_CONTAINER,
      /runAsGroup without runAsUser/,
    ],
    [
      'a user that is root where none may be',
      pulls('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root'),
      'config-error',
      patience.CONFIG_MISSING,
      /image will run as root/,
    ],
    [
      'missing key of a Secret',
      pulls('CreateContainerConfigError', "couldn't find key TOKEN in Secret home/openclaw-secrets"),
      'config-error',
      patience.CONFIG_MISSING,
      /couldn't find key TOKEN/,
    ],
    [
      'a container that cannot be made',
      pulls('CreateContainerError', 'failed to apply OCI options: no such device'),
      'start-error',
      patience.CREATE_CONTAINER,
      /no such device/,
    ],

    [
      'an init container that failed twice',
      podView(
        { setup: crashed(2, 2), gateway: { state: waiting('PodInitializing') } },
        {
          logs: new Map([
            [
              'pod-openclaw-new-1/copy-config',
              { current: ["cp: can't stat '/config/openclaw.json': No such file or directory"], previous: [] },
            ],
          ]),
        },
      ),
      'init-failed',
      0,
      /^Init container copy-config failed with exit code 2: cp: can't stat/,
    ],
    [
      'an init container that may not write',
      podView(
        { setup: crashed(1, 2), gateway: { state: waiting('PodInitializing') } },
        {
          logs: new Map([
            [
              'pod-openclaw-new-1/copy-config',
              { current: ["cp: can't create '/state/openclaw.json': Permission denied"], previous: [] },
            ],
          ]),
        },
      ),
      'volume-not-writable',
      0,
      /Init container copy-config .*Permission denied/,
    ],

    [
      'exit 78: invalid config',
      said(
        'Gateway failed to start: Invalid config at /home/node/.openclaw/openclaw.json: <root>: Unrecognized key: "providers"',
      ),
      'openclaw-refused',
      0,
      /OpenClaw would not start \(container gateway ended with exit code 78\): .*Unrecognized key: "providers"/,
    ],
    [
      'exit 78: the same as JSON',
      said(
        '{"time":"2026-11-23T02:00:09Z","level":"error","subsystem":"gateway","message":"Gateway failed to start: Invalid config at x: <root>: Unrecognized key: \\"providers\\""}',
      ),
      'openclaw-refused',
      0,
      /\): Gateway failed to start: Invalid config/,
    ],
    [
      'exit 78: no token',
      said('Refusing to bind gateway to lan without auth. Set OPENCLAW_GATEWAY_TOKEN or OPENCLAW_GATEWAY_PASSWORD'),
      'openclaw-refused',
      0,
      /Refusing to bind gateway to lan/,
    ],
    [
      'exit 78: no config',
      said('Missing config. Run openclaw setup or set gateway.mode=local (or pass --allow-unconfigured).'),
      'openclaw-refused',
      0,
      /Missing config/,
    ],
    [
      'exit 78: newer state',
      said(
        'Gateway refused startup because 1 OpenClaw database schema(s) are newer than this build. state database uses schema 19; this build supports 18',
      ),
      'openclaw-refused',
      0,
      /uses schema 19; this build supports 18/,
    ],
    [
      'exit 78: the volume',
      said("Error: EACCES: permission denied, mkdir '/home/node/.openclaw/state'"),
      'volume-not-writable',
      0,
      /EACCES: permission denied, mkdir/,
    ],
    [
      'exit 78: a locked state, the second time',
      said('OpenClaw state requires state migration. Run openclaw doctor --fix', 2),
      'openclaw-refused',
      0,
      /requires state migration/,
    ],
    [
      'exit 78: for a reason nobody knows, which the log may still be about to tell',
      said('loading configuration…'),
      'openclaw-refused',
      patience.LOG_ARRIVAL,
      /\): loading configuration/,
    ],
    [
      'exit 1: a lease on the state that does not end',
      said('Gateway failed to start: Another Gateway owner lease is still active for this state directory', 5, 1),
      'openclaw-refused',
      patience.STATE_LEASE,
      /owner lease is still active/,
    ],
    [
      'exit 78: an error before other lines',
      podView(
        { gateway: crashed(78, 1) },
        {},
        { current: ['{"level":"fatal","message":"no entropy"}', '{"level":"info","message":"bye"}'] },
      ),
      'openclaw-refused',
      0,
      /\): no entropy/,
    ],
    [
      'exit 78: seen when it runs again',
      podView(
        { gateway: { ...RUNNING, restartCount: 1, lastState: terminated(78) } },
        {},
        { previous: ['Missing config.'], current: ['starting'] },
      ),
      'openclaw-refused',
      0,
      /Missing config/,
    ],
    [
      'exit 78: the log cannot be had',
      podView({ gateway: crashed(78, 1) }),
      'openclaw-refused',
      patience.LOG_ARRIVAL,
      /exit code 78\)$/,
    ],
    [
      'exit 78: the log is in the termination message',
      podView({ gateway: crashed(78, 1, 'Error', 'Missing config. Run openclaw setup') }),
      'openclaw-refused',
      0,
      /Missing config/,
    ],
    [
      'exit 1: an older binary',
      said(
        'Refusing to run automatic gateway startup migrations because this OpenClaw binary (2026.9.6) is older than the config last written by OpenClaw 2026.12.1.',
        2,
        1,
      ),
      'openclaw-refused',
      0,
      /older than the config last written/,
    ],
    [
      'exit 1: no writable /tmp',
      said('Unable to create fallback OpenClaw temp dir: /tmp/openclaw-1000', 2, 1),
      'openclaw-refused',
      0,
      /fallback OpenClaw temp dir/,
    ],
    [
      'exit 1 three times',
      said('Error: unknown option --bnd', 3, 1),
      'crash-loop',
      0,
      /Container gateway ended 3 times, the last time with exit code 1: Error: unknown option/,
    ],
    ['exit 0 three times', said('done', 3, 0), 'crash-loop', 0, /exit code 0: done/],
    ['killed three times', podView({ gateway: crashed(137, 3) }), 'crash-loop', 0, /exit code 137 \(SIGKILL\)/],
    [
      'out of memory',
      podView({ gateway: crashed(137, 2, 'OOMKilled') }),
      'oom-killed',
      0,
      /more memory than its limit of 512Mi .*exit code 137/,
    ],
    [
      'out of memory without a limit',
      podView({ gateway: crashed(137, 2, 'OOMKilled'), spec: { resources: {} } }),
      'oom-killed',
      0,
      /its node ran out of memory/,
    ],

    [
      'startup probe beyond its budget',
      podView(
        {},
        {
          events: [
            podEvent(
              'Unhealthy',
              'Startup probe failed: Get "http://10.42.0.7:18789/startupz": dial tcp 10.42.0.7:18789: connect: connection refused',
              { container: 'gateway' },
            ),
          ],
        },
      ),
      'probe-failed',
      301_000 + patience.PROBE_SLACK,
      /startup probe \(GET \/startupz on port http\) in the 301 s it has: Get .*connection refused/,
    ],
    [
      'killed by its startup probe',
      podView(
        { gateway: { ...RUNNING, restartCount: 1, lastState: terminated(143) } },
        { events: [killed('startup')] },
      ),
      'probe-failed',
      0,
      /killed because it failed its startup probe/,
    ],
    [
      'still stopping after its startup probe killed it',
      podView({}, { events: [killed('startup')] }),
      'probe-failed',
      0,
      /failed its startup probe/,
    ],
    [
      'killed twice by its liveness probe',
      podView(
        { gateway: { ...RUNNING, restartCount: 2, lastState: terminated(137) } },
        { events: [killed('liveness', 2)] },
      ),
      'probe-failed',
      0,
      /failed its liveness probe/,
    ],
    [
      'readiness beyond its budget',
      podView(
        { gateway: { ...RUNNING, started: true } },
        {
          events: [
            podEvent('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 403', {
              container: 'gateway',
            }),
          ],
        },
      ),
      'probe-failed',
      patience.READY_AFTER_STARTUP + patience.PROBE_SLACK,
      /readiness probe .* did not pass within 30 s: .*403/,
    ],
    [
      'readiness without a startup probe',
      podView({ gateway: { ...RUNNING, started: true }, spec: { startupProbe: undefined as never } }),
      'probe-failed',
      patience.READY_WITHOUT_STARTUP_PROBE + patience.PROBE_SLACK,
      /did not pass within 300 s/,
    ],

    [
      'readiness with a budget of its own',
      podView({
        gateway: { ...RUNNING, started: true },
        spec: { readinessProbe: { httpGet: { port: 18789 }, periodSeconds: 5, failureThreshold: 100 } },
      }),
      'probe-failed',
      494_500 + patience.PROBE_SLACK,
      /\(GET \/ on port 18789\) did not pass within 494.5 s/,
    ],

    ...SCHEDULER.map(
      ([version, message, means]): Case => [
        `unschedulable (${version}): ${message}`,
        unscheduled(message),
        'unschedulable',
        patience.UNSCHEDULABLE,
        means,
      ],
    ),
    [
      'the node is out of order',
      unscheduled(
        "0/1 nodes are available: 1 node(s) had taint {node.kubernetes.io/not-ready: }, that the pod didn't tolerate.",
      ),
      'unschedulable',
      patience.NODE_BACK,
      /out of order \(node\.kubernetes\.io\/not-ready\)/,
    ],
    [
      'a node is out of order or has a taint of its own, which no scheduler from 1.34.2 on tells apart',
      unscheduled('0/1 nodes are available: 1 node(s) had untolerated taint(s).'),
      'unschedulable',
      patience.NODE_BACK,
      /takes the pod: a node is out of order or has another taint that it does not tolerate \(the scheduler does not name it\)$/,
    ],
    [
      'the only node that has the labels may be out of order',
      unscheduled(
        "0/2 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
      ),
      'unschedulable',
      patience.NODE_BACK,
      /a node is out of order or has another taint .*; some nodes lack the labels/,
    ],
    [
      'the node is cordoned',
      unscheduled('0/1 nodes are available: 1 node(s) were unschedulable.'),
      'unschedulable',
      patience.NODE_BACK,
      /cordoned/,
    ],
    [
      'one node lacks memory, another is out of order',
      unscheduled(
        '0/2 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.',
      ),
      'unschedulable',
      patience.NODE_BACK,
      /out of order.*not enough memory/,
    ],
    [
      'a claim that does not exist',
      unscheduled('0/1 nodes are available: 1 persistentvolumeclaim "openclaw-data" not found.'),
      'volume-unbound',
      patience.CLAIM_MISSING,
      /no PersistentVolumeClaim openclaw-data/,
    ],
    [
      'a claim that stays unbound',
      unscheduled(`0/1 nodes are available: 1 ${unbound}.`, { claims: [claim('Pending')] }),
      'volume-unbound',
      patience.UNSCHEDULABLE,
      /volume is not bound/,
    ],
    [
      'a StorageClass that does not exist',
      unscheduled(unbound, {
        claims: [claim('Pending', 'fast')],
        events: [event('claim', 'ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found')],
      }),
      'volume-unbound',
      patience.CLAIM_MISSING,
      /claim openclaw-data is not bound: the cluster has no StorageClass fast/i,
    ],
    [
      'no volume that fits',
      unscheduled(unbound, {
        claims: [claim('Pending')],
        events: [
          event('claim', 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set'),
        ],
      }),
      'volume-unbound',
      patience.NO_VOLUME,
      /no persistent volumes available/,
    ],
    [
      'a provisioner that fails',
      unscheduled(unbound, {
        claims: [claim('Pending')],
        events: [
          event(
            'claim',
            'ProvisioningFailed',
            'failed to provision volume with StorageClass "longhorn": rpc error: no disks',
          ),
        ],
      }),
      'volume-unbound',
      patience.UNSCHEDULABLE,
      /cannot be made: failed to provision/,
    ],
    [
      'a provisioner that fails while the scheduler waits for the volume',
      podView(
        { node: undefined, gateway: undefined, setup: undefined },
        { claims: [claim('Pending')], events: [event('claim', 'ProvisioningFailed', 'rpc error: no disks')] },
      ),
      'volume-unbound',
      patience.PROVISIONING,
      /cannot be made: rpc error: no disks/,
    ],
    [
      'a claim that lost its volume',
      unscheduled(unbound, { claims: [claim('Lost')] }),
      'volume-unbound',
      patience.CLAIM_MISSING,
      /has lost its volume pvc-17d29411/,
    ],

    [
      'Multi-Attach',
      mounts(
        'Multi-Attach error for volume "pvc-0122" Volume is already exclusively attached to one node and can\'t be attached to another',
        'FailedAttachVolume',
      ),
      'volume-mount',
      patience.ATTACH,
      /Volume pvc-0122 is still attached/,
    ],
    [
      'Longhorn: attached elsewhere',
      mounts(
        'AttachVolume.Attach failed for volume "pvc-2efe" : rpc error: code = Internal desc = volume pvc-2efe failed to attach to node node3 with attachmentID csi-655b: the volume is currently attached to different node node1',
        'FailedAttachVolume',
      ),
      'volume-mount',
      patience.ATTACH,
      /Volume pvc-2efe is still attached/,
    ],
    ...Object.entries(DRIVER_AWAY).map(
      ([by, [reason, text]]): Case => [
        `a storage driver that is not back: ${by}`,
        mounts(text, reason),
        'volume-mount',
        patience.DRIVER_BACK,
        /Volume pvc-e43dde24 is not there yet, since its storage driver is not up on node k3s: (?!AttachVolume|MountVolume)\S/,
      ],
    ),
    ...Object.entries(LONGHORN).map(
      ([by, text]): Case => [
        `Longhorn, encrypted: ${by}`,
        mounts(text),
        'volume-mount',
        patience.MOUNT,
        /is encrypted and cannot be opened on node k3s: failed to/,
      ],
    ),
    [
      'Longhorn: not staged',
      mounts(
        'MountVolume.SetUp failed for volume "pvc-17d2" : rpc error: code = InvalidArgument desc = volume pvc-17d2 hasn\'t been staged: staging path /var/lib/kubelet/plugins/kubernetes.io/csi/driver.longhorn.io/fae6/globalmount is no mount point',
      ),
      'volume-mount',
      patience.MOUNT,
      /is not staged on node k3s/,
    ],
    [
      'a file system that cannot be mounted',
      podView(creating, {
        events: [
          podEvent('FailedMount', 'MountVolume.MountDevice failed for volume "pvc-1" : mount failed: exit status 32'),
          podEvent(
            'FailedMount',
            'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data]: timed out waiting for the condition',
            { lastTimestamp: '2026-11-23T02:02:00Z' },
          ),
        ],
      }),
      'volume-mount',
      patience.MOUNT,
      /Volume pvc-1 cannot be mounted: mount failed: exit status 32/,
    ],
    [
      'a ConfigMap that is not there',
      mounts('MountVolume.SetUp failed for volume "config" : configmap "openclaw-config" not found'),
      'config-error',
      patience.CONFIG_MISSING,
      /Volume config cannot be mounted: configmap "openclaw-config" not found/,
    ],
    [
      'a key of a Secret that is not there',
      mounts('MountVolume.SetUp failed for volume "auth" : references non-existent secret key: token'),
      'config-error',
      patience.CONFIG_MISSING,
      /non-existent secret key: token/,
    ],

    [
      'quota',
      refusedBy(
        'pods "openclaw-new-x" is forbidden: exceeded quota: home, requested: limits.memory=2Gi, used: limits.memory=1Gi, limited: limits.memory=2Gi',
      ),
      'admission-denied',
      patience.QUOTA,
      /quota does not allow the new pod: exceeded quota: home, requested/,
    ],
    [
      'a quota of what the pod does not say',
      refusedBy('pods "openclaw-new-x" is forbidden: failed quota: compute: must specify cpu,limits.cpu for: gateway'),
      'admission-denied',
      patience.ADMISSION,
      /wants to be told more of the new pod: failed quota: compute: must specify cpu,limits\.cpu for: gateway/,
    ],
    [
      'a LimitRange',
      refusedBy('pods "openclaw-new-x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi'),
      'admission-denied',
      patience.ADMISSION,
      /LimitRange does not allow the new pod: maximum memory usage per Container is 1Gi/,
    ],
    [
      'Pod Security',
      refusedBy(
        'pods "openclaw-new-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
      ),
      'admission-denied',
      patience.ADMISSION,
      /does not let the new pod be made: violates PodSecurity/,
    ],
    [
      'a webhook',
      refusedBy('admission webhook "validate.kyverno.svc-fail" denied the request: no digest'),
      'admission-denied',
      patience.ADMISSION,
      /denied the request: no digest/,
    ],
    [
      'no ServiceAccount',
      refusedBy(
        'pods "openclaw-new-x" is forbidden: error looking up service account home/openclaw: serviceaccount "openclaw" not found',
      ),
      'admission-denied',
      patience.ADMISSION,
      /serviceaccount "openclaw" not found/,
    ],
    [
      'no ReplicaSet may be made',
      view({
        deployment: deployment({
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ReplicaSetCreateError',
              message: 'replicasets.apps "x" is forbidden: exceeded quota: sets',
              lastUpdateTime: '2026-11-23T02:00:03Z',
            },
          ],
        }),
        replicaSets: [OLD_SET],
        pods: [],
      }),
      'admission-denied',
      patience.QUOTA,
      /exceeded quota: sets/,
    ],

    [
      'the node is gone',
      podView({
        status: { phase: 'Running', reason: 'NodeLost', message: 'Node k3s which was running pod is unresponsive' },
        gateway: { ready: true, state: { running: {} }, started: true },
      }),
      'node-lost',
      patience.NODE_BACK,
      /Node k3s does not answer/,
    ],
    [
      'the node is gone while the gateway starts',
      podView({ status: { phase: 'Unknown' } }),
      'node-lost',
      patience.NODE_BACK,
      /Node k3s does not answer/,
    ],
    [
      'the node is away, which only the node itself tells',
      onAwayNode({}),
      'node-lost',
      patience.NODE_BACK,
      /Node k3s is not ready, so nobody knows how the pod is/,
    ],
    [
      'the node is away, whatever it told of its pod before',
      onAwayNode({ gateway: crashed(1, 3) }),
      'node-lost',
      patience.NODE_BACK,
      /Node k3s is not ready/,
    ],
    [
      'an old pod that never stops',
      view({ deployment: deployment({ replicas: 0 }), replicaSets: [OLD_SET], pods: [oldPod({ stopping: true })] }),
      'old-pod-stuck',
      30_000 + patience.OLD_POD_STUCK,
      /openclaw-old-1 did not stop within its 30 s/,
    ],
    ['the Deployment is gone', view({ deployment: undefined }), 'deployment-gone', 0, /deleted the Deployment/],
    [
      'the Deployment is on its way out',
      view({ deployment: deployment(STARTING, {}, { deletionTimestamp: '2026-11-23T02:00:03Z' }) }),
      'deployment-gone',
      0,
      /deleted the Deployment/,
    ],
    [
      'another image in the Deployment',
      view({
        deployment: deployment(
          { observedGeneration: 8 },
          { template: OLD_SET.spec.template as never },
          { generation: 8 },
        ),
      }),
      'deployment-changed',
      patience.DEPLOYMENT_CHANGED,
      /gave container gateway another image/,
    ],
    [
      'a paused Deployment',
      view({ deployment: deployment(STARTING, { paused: true }) }),
      'deployment-changed',
      patience.DEPLOYMENT_CHANGED,
      /paused it/,
    ],
    [
      'its own deadline',
      podView(
        {},
        {
          deployment: deployment(
            {
              ...STARTING,
              conditions: [
                {
                  type: 'Progressing',
                  status: 'False',
                  reason: 'ProgressDeadlineExceeded',
                  lastUpdateTime: '2026-11-23T02:10:00Z',
                },
              ],
            },
            { progressDeadlineSeconds: 60 },
          ),
        },
      ),
      'progress-deadline',
      0,
      /progressDeadlineSeconds of 60: Container gateway runs and has not passed/,
    ],
  ]

  test.each(cases)('%s', (_, seen, code, afterMs, message) => {
    const { verdict, ms } = stands(seen, HOUR, expected)
    expect(verdict).toMatchObject({ state: 'failed', problem: { code, message: expect.stringMatching(message) } })
    expect(ms).toBe(afterMs)
    // The sentences are put together as `message. fix.`
    expect(verdict.state === 'failed' && verdict.problem.fix).toMatch(/^[^.].*[^.]$/)
  })

  test('before what is only late: a Deployment that was deleted and made anew', () => {
    const anew = deployment({ observedGeneration: 1 }, {}, { uid: 'another', generation: 1 })
    expect(
      run(
        [
          [0, view()],
          [10, view({ deployment: anew })],
        ],
        expected,
      ).verdict,
    ).toMatchObject({ problem: { code: 'deployment-gone', message: expect.stringMatching(/made it anew/) } })
  })

  test('by one answer of the registry, whose words the back-off has lost', () => {
    const lost = pulls('ImagePullBackOff', 'Back-off pulling image "x"')
    const { verdict, ms } = run(
      [
        [2000, pulls('ErrImagePull', MISSING['containerd 1.7'])],
        [2500, lost],
      ],
      expected,
      HOUR,
    )
    expect(verdict).toMatchObject({
      problem: { code: 'image-missing', evidence: [expect.stringMatching(/^rpc error: code = NotFound/)] },
    })
    // Pull errors come within 3 s of the apply when the old gateway is idle; red has to be there within 15 s.
    expect(ms).toBe(2000 + patience.IMAGE_MISSING)
  })
})

describe('what is deployed is not to blame', () => {
  const notReady = '1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }'
  const multiAttach = mounts('Multi-Attach error for volume "pvc-0122"', 'FailedAttachVolume')
  const [noDriver] = Object.values(DRIVER_AWAY).map(([reason, text]) => mounts(text, reason))
  const lost = podView({ status: { phase: 'Running', reason: 'NodeLost' } })
  const blameOf = (seen: RolloutView) => {
    const { verdict } = stands(seen, HOUR, expected)
    return verdict.state === 'failed' ? (verdict.problem.blameless ?? false) : undefined
  }

  test.each<[what: string, seen: RolloutView | undefined]>([
    ['for a node that is out of order', unscheduled(`0/1 nodes are available: ${notReady}.`)],
    [
      'for one beside a node that is too small',
      unscheduled(`0/2 nodes are available: 1 Insufficient cpu, ${notReady}.`),
    ],
    ['for a taint without a name', unscheduled('0/1 nodes are available: 1 node(s) had untolerated taint(s).')],
    [
      'for one of the nodes, the other of which is of another kind',
      unscheduled(
        "0/2 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) didn't match Pod's node affinity/selector.",
      ),
    ],
    ['for a cordoned node', unscheduled('0/1 nodes are available: 1 node(s) were unschedulable.')],
    ['for a volume that is still attached', multiAttach],
    ['for a storage driver that is not up', noDriver],
    ['for a node that is gone', lost],
  ])('%s', (_, seen) => {
    expect(seen && blameOf(seen)).toBe(true)
  })

  test.each<[what: string, seen: RolloutView]>([
    [
      'requests that no node has room for, beside a taint that nobody names',
      unscheduled('0/2 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint(s).'),
    ],
    ['too small nodes', unscheduled('0/1 nodes are available: 1 Insufficient memory.')],
    ['a taint for good', unscheduled('0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}.')],
    ['a mount that fails', mounts('MountVolume.MountDevice failed for volume "pvc-1" : mount failed: exit status 32')],
    ['a crash', podView({ gateway: crashed(1, 3) })],
  ])('but may be for %s', (_, seen) => {
    expect(blameOf(seen)).toBe(false)
  })

  test('also where a clock ends the wait for it', () => {
    const { history } = judge(multiAttach, expected, APPLIED, NO_HISTORY)
    const ended = (seen: RolloutView) => timeoutProblem(seen, expected, history, APPLIED + 60_000, 60_000, 'overall')
    expect(ended(multiAttach)).toMatchObject({ code: 'rollout-timeout', blameless: true })
    expect(ended(podView({}))).not.toHaveProperty('blameless')
  })

  test('also where the Deployment’s own deadline does', () => {
    const condition = {
      ...{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
      lastUpdateTime: '2026-11-23T02:10:00Z',
    }
    const late = { deployment: deployment({ ...STARTING, conditions: [condition] }) }
    expect(verdictOf({ ...multiAttach, ...late })).toMatchObject({
      problem: { code: 'progress-deadline', blameless: true },
    })
    expect(blameOf(podView({}, late))).toBe(false)
  })
})

describe('a rollout survives, for an hour', () => {
  const oneEnd = (options: Partial<ReturnType<typeof crashed>>) =>
    podView({ gateway: { ...crashed(1, 1), ...options } })
  test.each<[what: string, seen: RolloutView, line: RegExp]>([
    ...Object.entries(BLIPS).map(([what, text]): [string, RolloutView, RegExp] => [
      `a registry: ${what}`,
      pulls('ErrImagePull', text),
      /cannot pull .*openclaw.*: \S/,
    ]),
    ['a back-off without any cause', pulls('ImagePullBackOff', 'Back-off pulling image "x"'), /node tells no reason/],
    [
      'a Secret the kubelet has not got yet',
      pulls('CreateContainerConfigError', 'failed to sync secret cache: timed out waiting for the condition'),
      /failed to sync/,
    ],
    [
      'a name that containerd still holds',
      pulls('CreateContainerError', 'failed to reserve container name "gateway_x": name is reserved for "1a2b"'),
      /failed to reserve/,
    ],
    [
      'one failure of an init container',
      podView({ setup: crashed(1, 1), gateway: { state: waiting('PodInitializing') } }),
      /Init container copy-config failed with exit code 1/,
    ],
    ['one crash', oneEnd({}), /ended once, the last time with exit code 1/],
    ['two crashes', podView({ gateway: crashed(1, 2) }), /ended twice/],
    [
      'a third run after two crashes',
      podView({ gateway: { ...RUNNING, started: true, ready: true, restartCount: 3, lastState: terminated(1) } }),
      /ended 3 times/,
    ],
    ['one OOM kill', podView({ gateway: crashed(137, 1, 'OOMKilled') }), /limit of 512Mi/],
    [
      'one StartError',
      podView({ gateway: crashed(128, 1, 'StartError', 'context deadline exceeded') }),
      /could not be started/,
    ],
    [
      'a state that the old gateway still holds',
      said('OpenClaw state requires state migration. Run openclaw doctor --fix'),
      /requires state migration/,
    ],
    [
      'a lease on the state that ends after its five minutes',
      said('Gateway failed to start: Another Gateway owner lease is still active for this state directory', 1, 1),
      /owner lease is still active/,
    ],
    [
      'one exit with code 1 that looks like a refusal',
      said('Unable to create fallback OpenClaw temp dir: /tmp/openclaw-1000', 1, 1),
      /fallback OpenClaw temp dir/,
    ],
    [
      'an old complaint in the log of a gateway that was killed',
      said('Missing config. Run openclaw setup', 2, 143),
      /ended twice, the last time with exit code 143 \(SIGTERM\)/,
    ],
    [
      'a kill by a startup probe before the last end, which was another',
      podView({ gateway: crashed(1, 2) }, { events: [killed('startup')] }),
      /ended twice, the last time with exit code 1/,
    ],
    [
      'trouble with a claim that is bound by now',
      podView(
        { node: undefined, gateway: undefined, setup: undefined },
        { claims: [claim('Bound')], events: [event('claim', 'ProvisioningFailed', 'rpc error: no disks')] },
      ),
      /has no node yet/,
    ],
    [
      'one kill by a liveness probe',
      podView({ gateway: { ...RUNNING, started: true, ready: true } }, { events: [killed('liveness')] }),
      /failed its liveness probe/,
    ],
    [
      'a webhook that is down',
      refusedBy('Internal error occurred: failed calling webhook "x": connect: connection refused'),
      /failed calling webhook/,
    ],
    [
      'a ConfigMap the kubelet has not got yet',
      mounts(
        'MountVolume.SetUp failed for volume "config" : failed to sync configmap cache: timed out waiting for the condition',
      ),
      /not mounted yet/,
    ],
    [
      'a refusal of the rollout before',
      view({
        deployment: deployment({
          replicas: 0,
          conditions: [
            {
              type: 'ReplicaFailure',
              status: 'True',
              reason: 'FailedCreate',
              message: 'old',
              lastUpdateTime: '2026-11-23T01:59:00Z',
            },
          ],
        }),
        pods: [],
      }),
      /new pod to be created/,
    ],
    [
      'a deadline of the rollout before',
      view({
        deployment: deployment({
          replicas: 0,
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              lastUpdateTime: '2026-11-23T01:59:00Z',
            },
          ],
        }),
        pods: [],
      }),
      /new pod to be created/,
    ],
    [
      'a gate of the scheduler',
      podView({
        node: undefined,
        gateway: undefined,
        setup: undefined,
        status: {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'SchedulingGated',
              message: 'Scheduling is blocked due to non-empty scheduling gates',
            },
          ],
        },
      }),
      /Scheduling is blocked/,
    ],
    [
      'a volume that waits for its first consumer',
      podView(
        { node: undefined, gateway: undefined, setup: undefined },
        {
          claims: [claim('Pending', 'local-path')],
          events: [event('claim', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding')],
        },
      ),
      /has no node yet/,
    ],
    [
      'trouble with a volume that is mounted by now',
      podView(creating, {
        events: [
          podEvent('FailedMount', 'configmap "openclaw-config" not found'),
          podEvent('Pulling', 'Pulling image "busybox:1.36"', { container: 'copy-config' }),
        ],
      }),
      /pulls busybox/,
    ],
    [
      'a volume that has come loose by now',
      podView(creating, {
        events: [
          podEvent('FailedAttachVolume', 'Multi-Attach error for volume "pvc-1"'),
          podEvent('SuccessfulAttachVolume', 'AttachVolume.Attach succeeded', {
            lastTimestamp: '2026-11-23T02:00:30Z',
          }),
        ],
      }),
      /is being made/,
    ],
    [
      'an init container that ended well after it failed',
      podView({
        setup: { ...crashed(1, 2), state: terminated(0, 'Completed') },
        gateway: { state: waiting('PodInitializing') },
      }),
      /is being made/,
    ],
    [
      "trouble with another pod's volume",
      podView(creating, { events: [event('pod-openclaw-old-1', 'FailedMount', 'configmap "x" not found')] }),
      /is being made/,
    ],
  ])('%s', (_, seen, line) => {
    const { verdict } = stands(seen, HOUR, expected)
    expect(verdict).toMatchObject({ state: 'progressing', line: expect.stringMatching(line) })
  })

  test('a registry that answers 503 for 20 s', () => {
    const down = pulls('ErrImagePull', BLIPS['503'])
    const backOff = pulls('ImagePullBackOff', 'Back-off pulling image "x"')
    const ready = view({ deployment: deployment(DONE), pods: [pod(undefined, { ready: true })] })
    const { verdict, lines } = run(
      [
        [2000, down],
        [2500, backOff],
        [12_500, down],
        [13_000, backOff],
        [35_000, podView({})],
        [50_000, ready],
      ],
      expected,
    )
    expect(verdict.state).toBe('ready')
    expect(lines).toEqual([
      expect.stringMatching(/503 Service Unavailable/),
      expect.stringMatching(/has not passed its startup probe/),
    ])
  })

  test('a registry that has not got it for less than its patience', () => {
    const missing = pulls('ErrImagePull', MISSING['containerd 1.7'])
    const stream = [
      [0, missing],
      [patience.IMAGE_MISSING - 1, pulls('ErrImagePull', BLIPS['503'])],
      [10_000, missing],
    ] as const
    expect(run(stream, expected).verdict.state).toBe('progressing')
  })

  test('a node that first does not reach the registry, for long, and then does not know its certificate', () => {
    const unknown = pulls(
      'ErrImagePull',
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    )
    const stream = [
      [0, pulls('ErrImagePull', BLIPS.refused)],
      [10 * MINUTE, unknown],
    ] as const
    expect(run(stream, expected).verdict.state).toBe('progressing')
    expect(run(stream, expected, HOUR)).toMatchObject({ ms: 10 * MINUTE + patience.REGISTRY_SETUP })
  })

  test('different exit codes longer than the same one', () => {
    const ends = (codes: number[]) =>
      codes.map((code, at) => [at * 1000, podView({ gateway: crashed(code, at + 1) })] as const)
    expect(run(ends([1, 1, 1]), expected).verdict).toMatchObject({ problem: { code: 'crash-loop' } })
    expect(run(ends([1, 137, 1, 1]), expected).verdict.state).toBe('progressing')
    expect(run(ends([1, 137, 1, 1, 1]), expected).verdict).toMatchObject({ problem: { code: 'crash-loop' } })
  })

  test('a startup probe that fails in each run within its budget', () => {
    const inRun = (restartCount: number) => podView({ gateway: { ...RUNNING, restartCount } })
    expect(
      run(
        [
          [0, inRun(0)],
          [200_000, inRun(1)],
        ],
        expected,
        400_000,
      ).verdict.state,
    ).toBe('progressing')
  })
})

describe('the end of a clock', () => {
  test('names what holds the rollout up, and for how long', () => {
    const seen = pulls('ErrImagePull', BLIPS.refused)
    const { history } = stands(seen, 60_000, expected)
    expect(timeoutProblem(seen, expected, history, APPLIED + 60_000, 60_000, 'overall')).toEqual({
      code: 'rollout-timeout',
      message: expect.stringMatching(
        /^The new gateway was not ready within 60 s: Container gateway cannot pull .*: failed to do request.*connection refused \(for the last 60 s\)$/,
      ),
      fix: expect.stringMatching(/node reaches the registry/),
      evidence: [expect.stringMatching(/connection refused$/)],
    })
  })

  test('says so when nothing is wrong, only nothing happens', () => {
    expect(timeoutProblem(view({ pods: [] }), expected, NO_HISTORY, APPLIED, 240_000, 'no-progress')).toMatchObject({
      message:
        'The new gateway was not ready, and nothing has changed for 240 s: Waiting for the new pod to be created',
    })
  })
})

test('the image that the messages name is the one of the pod', () => {
  expect(stands(pulls('ErrImagePull', MISSING.Docker), HOUR, expected).verdict).toMatchObject({
    problem: { message: expect.stringContaining(IMAGE) },
  })
})
