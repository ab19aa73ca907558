// What is done to a run from outside, and how it must end. Written before the runs; what was then seen is in measured.json,
// and docs/reliability.md is made from both. Faults of the new gateway itself are in ../fault-table.ts.

import type { FailureCode } from '../../../src/errors.ts'

/** How a run must end. */
export type Verdict = 'deployed' | FailureCode

/** What must be so after the run, whatever it said. */
export type End = 'the new gateway is live' | 'the old gateway is live, never touched' | 'the old gateway is put back'

export interface Disturbance {
  readonly name: string
  /** The process, port or object that is really disturbed. */
  readonly disturbs: string
  readonly verdict: Verdict
  /** Seconds from the disturbance to the end of the run, which is a whole deploy on two busy cores where it goes well. */
  readonly within: number
  readonly end: End
  /** Another of its kind is there, so `npm test` leaves it to `npm run test:soak`. */
  readonly soak?: true
}

const LIVE = 'the new gateway is live'
const OLD = 'the old gateway is live, never touched'
const BACK = 'the old gateway is put back'

export const DISTURBANCES = [
  // Amazon ECR: the lab's own, told what to answer.
  {
    name: 'ECR throttles three requests in a row',
    disturbs: 'ECR’s port, its API: ThrottlingException',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'ECR answers three requests in a row with an error of its own (5xx)',
    disturbs: 'ECR’s port, its API: ServerException, 500',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  {
    name: 'ECR throttles for good',
    disturbs: 'ECR’s port, its API: ThrottlingException',
    verdict: 'ecr-failed',
    within: 30,
    end: OLD,
    soak: true,
  },
  {
    name: 'ECR drops the manifest of a push once (5xx)',
    disturbs: 'ECR’s port, its registry: PUT of the manifest, 500',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'ECR takes no manifest at all (5xx)',
    disturbs: 'ECR’s port, its registry: PUT of the manifest, 500',
    verdict: 'push-failed',
    within: 60,
    end: OLD,
    soak: true,
  },
  {
    name: 'ECR ends the login between the build and the push',
    disturbs: 'ECR’s tokens, all ended once Docker is logged in',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'ECR’s clock is an hour ahead of the runner’s',
    disturbs: 'ECR’s clock',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  {
    name: 'ECR answers the node with errors (5xx) for 20 s',
    disturbs: 'ECR’s port, its registry: GET of the manifest, 500',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  // npm: a gate before the real registry.
  {
    name: 'npm answers after five seconds',
    disturbs: 'npm’s port: each answer is held back',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'npm’s answer is cut in the middle, once',
    disturbs: 'npm’s port: half of the body, then the connection is closed',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  {
    name: 'npm’s answers are cut in the middle, all of them',
    disturbs: 'npm’s port: half of the body, then the connection is closed',
    verdict: 'npm-unreachable',
    within: 30,
    end: OLD,
    soak: true,
  },
  {
    name: 'npm’s place is taken by a page that wants a login',
    disturbs: 'npm’s port: HTML with status 200',
    verdict: 'npm-unreachable',
    within: 30,
    end: OLD,
    soak: true,
  },
  // A proxy before everything.
  {
    name: 'a proxy with a login stands before the API server and npm, whose certificate is of a private CA',
    disturbs: 'the runner’s environment: HTTPS_PROXY, and NODE_EXTRA_CA_CERTS',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  {
    name: 'the private CA of npm’s certificate is not told to the runner',
    disturbs: 'the runner’s environment: no NODE_EXTRA_CA_CERTS',
    verdict: 'npm-unreachable',
    within: 30,
    end: OLD,
    soak: true,
  },
  {
    name: 'the proxy does not take the login',
    disturbs: 'the proxy’s port: 407',
    verdict: 'cluster-unreachable',
    within: 30,
    end: OLD,
    soak: true,
  },
  {
    name: 'the proxy cuts every connection in the wait',
    disturbs: 'the proxy’s port: all connections closed',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  // Docker.
  {
    name: 'the Docker daemon is killed in the build',
    disturbs: 'process dockerd, SIGKILL',
    verdict: 'docker-unavailable',
    within: 30,
    end: OLD,
  },
  {
    name: 'the disk of the Docker daemon is full',
    disturbs: '/var/lib/docker of the runner’s sidecar: 200 MiB',
    verdict: 'build-failed',
    within: 120,
    end: OLD,
  },
  // The cluster's own parts.
  {
    name: 'the API server is killed in the plan and comes back',
    disturbs: 'process kube-apiserver, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'the API server is killed as the apply begins and comes back',
    disturbs: 'process kube-apiserver, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'the API server is killed in the rehearsal and comes back',
    disturbs: 'process kube-apiserver, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'the API server is killed in the wait and comes back',
    disturbs: 'process kube-apiserver, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  {
    name: 'the API server is killed as it is verified and comes back',
    disturbs: 'process kube-apiserver, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'etcd is killed in the wait and comes back',
    disturbs: 'process etcd, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'the kubelet is killed in the wait and comes back',
    disturbs: 'process kubelet, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'the scheduler is killed in the wait and comes back',
    disturbs: 'process kube-scheduler, SIGKILL',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  // The line to the API server.
  {
    name: 'every connection to the API server is cut in the wait',
    disturbs: 'the API server’s port: all connections closed, those of the watches among them',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  {
    name: 'the line to the API server swallows everything for 40 s in the wait',
    disturbs: 'the API server’s port: connections stay open, and nothing passes',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'the API server cannot be reached from the start',
    disturbs: 'the API server’s port: connections are refused',
    verdict: 'cluster-unreachable',
    within: 15,
    end: OLD,
    soak: true,
  },
  // Others at work on the same objects.
  {
    name: 'somebody changes the Deployment in the wait',
    disturbs: 'the gateway’s Deployment: its image set by another manager',
    verdict: 'deployment-changed',
    within: 120,
    end: BACK,
    soak: true,
  },
  {
    name: 'somebody deletes the Deployment in the wait',
    disturbs: 'the gateway’s Deployment: deleted',
    verdict: 'deployment-gone',
    within: 120,
    end: BACK,
    soak: true,
  },
  {
    name: 'somebody deletes the new pod in the wait',
    disturbs: 'the gateway’s pod: deleted',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
  },
  {
    name: 'somebody takes the lock in the build',
    disturbs: 'the Lease: another holder',
    verdict: 'locked',
    within: 60,
    end: OLD,
  },
  {
    name: 'somebody deletes the throwaway pod in the rehearsal',
    disturbs: 'the rehearsal’s pod: deleted',
    verdict: 'deployed',
    within: 240,
    end: LIVE,
    soak: true,
  },
  {
    name: 'the gateway is never ready, and the time is up',
    disturbs: 'the gateway’s readiness: 503 for ever',
    verdict: 'rollout-timeout',
    within: 120,
    end: BACK,
    soak: true,
  },
  {
    name: 'the gateway that answers is another version',
    disturbs: 'the image: it tells another version than its label',
    verdict: 'verify-failed',
    within: 120,
    end: BACK,
    soak: true,
  },
] as const satisfies readonly Disturbance[]

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGKILL'

/** A signal to the step itself: what a cancelled job, a runner that shuts down, and a node without memory send. */
export interface Cut {
  readonly name: string
  /** The line of the log at which it is sent. */
  readonly at: RegExp
  readonly signal: Signal
  readonly end: 'the old gateway is live, never touched' | 'the next run finishes the work'
  /** What a signal that can be caught makes the run say. */
  readonly says?: RegExp
  /** On real OpenClaw, since a stand-in has nothing to back up: in upgrade.test.ts. */
  readonly real?: true
  readonly soak?: true
}

/** Seconds from the signal to the end of the post step, which waits up to 30 s for a kubelet to remove a throwaway pod. */
export const CUT_WITHIN = 60
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const

const FINISHED = 'the next run finishes the work'
const UNTOUCHED = /nothing was applied/
const UNPROVEN = /is applied and not proven, and the old one is gone\. Run again/
const PROVEN = /the gateway is live and verified/

const begins = (phase: string) => ({ where: `as “${phase}” begins`, at: new RegExp(`^::group::${phase}$`) })
const amid = (what: string, at: RegExp) => ({ where: `in the middle of the ${what}`, at })

const PLACES: readonly (Pick<Cut, 'at' | 'end' | 'says' | 'real'> & {
  readonly where: string
  /** Those of `npm test`. */
  readonly short?: Signal
})[] = [
  { ...begins('Read manifests'), end: OLD },
  { ...begins('Resolve and connect'), end: OLD },
  { ...begins('Wait for Docker'), end: OLD, says: UNTOUCHED },
  { ...begins('Build'), end: OLD, says: UNTOUCHED },
  { ...amid('build', /^#\d+ .*RUN sleep/), end: OLD, says: UNTOUCHED, short: 'SIGINT' },
  { ...begins('Check the image'), end: OLD, says: UNTOUCHED },
  { ...begins('Push, and check the config'), end: OLD, says: UNTOUCHED },
  { ...begins('Plan'), end: OLD, says: UNTOUCHED },
  { ...begins('Back up'), end: OLD, says: UNTOUCHED, real: true },
  { ...amid('backup', /backs up its state in pod/), end: OLD, says: UNTOUCHED, real: true },
  { ...begins('Rehearse'), end: OLD, says: UNTOUCHED },
  { ...amid('rehearsal', /Pod \S+-rehearsal-/), end: OLD, says: UNTOUCHED, short: 'SIGTERM' },
  { ...begins('Apply'), end: FINISHED },
  { ...begins('Wait for the rollout'), end: FINISHED, says: UNPROVEN },
  { ...amid('wait for the old pod', /old pod .* to stop/), end: FINISHED, says: UNPROVEN, short: 'SIGINT' },
  {
    ...amid('wait for the new pod', /Pod openclaw-(?!rehearsal)\S+:? .*(not ready yet|starts)/),
    end: FINISHED,
    says: UNPROVEN,
  },
  { ...begins('Verify'), end: FINISHED },
  { ...begins('Write the pin'), end: FINISHED, says: PROVEN },
  { ...begins('Commit the pin'), end: FINISHED, says: PROVEN },
  { ...begins('Pair'), end: FINISHED, says: PROVEN, short: 'SIGKILL' },
]

export const CUTS: readonly Cut[] = SIGNALS.flatMap((signal) =>
  PLACES.map(({ where, short, ...place }): Cut => {
    return { ...place, signal, name: `${signal} ${where}`, ...(short !== signal && { soak: true }) }
  }),
)

/** How many random moments a run is killed at; their rows are made by the run. */
export const RANDOM_KILLS = 20
export const randomKill = (part: number): string =>
  `SIGKILL at a random moment, in part ${part + 1} of ${RANDOM_KILLS} of a run`

export type DisturbanceName = (typeof DISTURBANCES)[number]['name']

export function disturbanceNamed(name: DisturbanceName): Disturbance {
  return DISTURBANCES.find((each) => each.name === name) as Disturbance
}
