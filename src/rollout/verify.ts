// Ready is the kubelet's word. What the gateway says of itself, which config it serves and from which image it runs is
// asked here: inside its pod, and of its status.

import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError, type Problem } from '../errors.ts'
import { withJitter } from '../jitter.ts'
import { execRights, missingRights } from '../kube/access.ts'
import { type ExecResult, exec, lacksCommand } from '../kube/exec.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Pod } from '../kube/workloads.ts'
import { formatSeconds } from '../report/log.ts'
import type { ConfigText } from './config.ts'
import { insideScript, parseInside, type ServedConfig } from './inside.ts'
import { portOf } from './port.ts'
import { unprovenImage } from './running-image.ts'
import { judgeConfig } from './served-config.ts'

/** What the gateway must be; what is missing is not looked at, but the config is. */
export interface Expected {
  readonly version?: string
  /** With its digest. */
  readonly image?: string
  /** The files of the manifests of which one may be OpenClaw's config. */
  readonly configs: readonly ConfigText[]
}

export interface Verification {
  /** `full`: everything was proven. */
  readonly level: 'full' | 'basic'
  /** What the gateway itself tells. */
  readonly version?: string
  /** A clause each, to follow "Not proven: ". */
  readonly unproven: readonly string[]
}

/** What the gateway's own container tells, or why it does not. */
export type Answer =
  | { readonly kind: 'started'; readonly version?: string; readonly config: ServedConfig }
  | { readonly kind: 'forbidden' }
  /** The question did not get there. `why`: a clause. */
  | { readonly kind: 'unheard'; readonly why: string; readonly mayBeGone: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** What to do while the gateway cannot be asked. */
export interface Waiting {
  /** Told once that it is waited for. */
  readonly progress?: (line: string) => void
  /** The pod that serves now, once it is ready; without it there is only the one. @throws DeployError when there will be none */
  readonly findPod?: () => Promise<Pod>
  /** How long one pod is waited for. */
  readonly ms?: number
  /** Between two askings. */
  readonly retryMs?: number
}

const EXEC_TIMEOUT_MS = 20_000
// The pod is ready, so an answer that is off can only be a gateway that is just restarting.
const ATTEMPTS = 3
const RETRY_MS = 2_000
/** Longer than any other request waits for the API server (kube/patience.ts): here the node's kubelet has to be back too. */
const UNHEARD_MS = 90_000

/**
 * Asks the running gateway for its version and its config.
 * @param first its pod, as it is now that it is ready
 * @throws DeployError when the gateway answers with another version or not as started, or has restored an older config;
 *   `cluster-unreachable` when it could not be asked, which says nothing of it; and as `waiting.findPod` does
 */
export async function verifyGateway(
  client: KubeClient,
  first: Pod,
  container: string,
  expected: Expected,
  waiting: Waiting = {},
): Promise<Verification> {
  // Asked for both, also where this server would take one: the run that finds out should not be the one after its upgrade.
  const missing = await missingRights(client, execRights(first.metadata.namespace ?? 'default'))
  const { pod, answer }: Heard<'started' | 'forbidden'> =
    missing.length > 0
      ? { pod: first, answer: { kind: 'forbidden' } }
      : await ask(client, first, container, expected.version, waiting)
  const status = pod.status?.containerStatuses?.find(({ name }) => name === container)
  const unproven: string[] = []
  if (answer.kind === 'forbidden') {
    const verbs = missing.length > 0 ? `missing: ${missing.map(({ verb }) => verb).join(' and ')}` : 'get and create'
    unproven.push(
      `the version and the config it serves, since the deployer may not exec into the pod (${verbs} on pods/exec; manifests/rbac/exec.yaml grants it)`,
    )
  } else {
    if (answer.version === undefined) unproven.push('the version, which the gateway does not tell')
    const startedAt = pod.status?.startTime ?? status?.state?.running?.startedAt
    const verdict = judgeConfig(answer.config, expected.configs, startedAt ? Date.parse(startedAt) : undefined)
    if (verdict.kind === 'restored') throw new DeployError(verdict.problem)
    if (verdict.kind === 'unproven') unproven.push(verdict.clause)
  }
  if (expected.image !== undefined) {
    const clause = await unprovenImage(client, status?.imageID, expected.image, pod.spec.nodeName)
    if (clause !== undefined) unproven.push(clause)
  }
  return {
    level: unproven.length === 0 ? 'full' : 'basic',
    ...(answer.kind === 'started' && answer.version !== undefined && { version: answer.version }),
    unproven,
  }
}

interface Heard<Kind extends Answer['kind']> {
  /** The one that was asked. */
  readonly pod: Pod
  readonly answer: Extract<Answer, { kind: Kind }>
}

async function ask(
  client: KubeClient,
  first: Pod,
  container: string,
  version: string | undefined,
  waiting: Waiting,
): Promise<Heard<'started' | 'forbidden'>> {
  let from = first
  for (let attempt = 1; ; attempt++) {
    const { pod, answer } = await hear(client, from, container, version, waiting)
    if (answer.kind !== 'failed') return { pod, answer }
    if (attempt === ATTEMPTS) throw new DeployError(answer.problem)
    from = pod
    await sleep(withJitter(waiting.retryMs ?? RETRY_MS))
  }
}

/** Asks until an answer comes. @throws DeployError when none has come in time, or as `findPod` does */
async function hear(
  client: KubeClient,
  first: Pod,
  container: string,
  version: string | undefined,
  { progress, findPod, ms = UNHEARD_MS, retryMs = RETRY_MS }: Waiting,
): Promise<Heard<'started' | 'forbidden' | 'failed'>> {
  let pod = first
  let sinceMs = performance.now()
  for (let attempt = 1; ; attempt++) {
    const answer = judgeAnswer(await execIn(client, pod, container), version)
    const isLate = performance.now() - sinceMs >= ms
    if (answer.kind === 'unheard') {
      if (isLate) throw new DeployError(unheard(pod, answer.why, ms))
      if (attempt === 1) progress?.(`Pod ${pod.metadata.name} cannot be asked now (${answer.why}); waiting for it`)
      const found = answer.mayBeGone ? await findPod?.() : undefined
      if (found && found.metadata.uid !== pod.metadata.uid) sinceMs = performance.now()
      pod = found ?? pod
    } else if (answer.kind !== 'forbidden' || attempt === 1 || isLate) {
      // The right was just found to be there: a server that has come back refuses everyone until it has read its roles.
      return { pod, answer }
    }
    await sleep(withJitter(retryMs))
  }
}

function execIn(client: KubeClient, { metadata, spec }: Pod, container: string): Promise<ExecResult> {
  const target = { namespace: metadata.namespace ?? 'default', pod: metadata.name, container }
  const command = ['node', '-e', insideScript(portOf(spec.containers.find(({ name }) => name === container)))]
  return exec(client, target, command, EXEC_TIMEOUT_MS)
}

function unheard({ metadata }: Pod, why: string, ms: number): Problem {
  return {
    code: 'cluster-unreachable',
    message: `Pod ${metadata.name} was ready, but could not be asked for its version and config within ${formatSeconds(ms)}: ${why}`,
    fix: 'Check that `kubectl exec` into it works (the API server, its node’s kubelet, a proxy before them), then run again: what is ready already is not restarted',
  }
}

const NO_NODE = 'Check that the image has Node 24 or later as node on its PATH'

/** What the script's output means. Pure. */
export function judgeAnswer(result: ExecResult, version: string | undefined): Answer {
  const failed = (message: string, fix: string): Answer => ({
    kind: 'failed',
    problem: { code: 'verify-failed', message, fix },
  })
  if (result.kind === 'refused' && result.status === 403) return { kind: 'forbidden' }
  if (result.kind === 'refused') {
    const { status } = result
    // Of a pod that is gone, the server answers 404, and the kubelet 500. All else is a server that just starts.
    const mayBeGone = status === 404 || status === 500
    return { kind: 'unheard', why: `the exec was answered with HTTP ${status}`, mayBeGone }
  }
  if (result.kind === 'broken' && lacksCommand(result.message))
    return failed(`The gateway's pod is ready, but asking it for its version failed: ${result.message}`, NO_NODE)
  if (result.kind === 'broken') return { kind: 'unheard', why: result.message, mayBeGone: false }
  const inside = parseInside(result.stdout)
  if (inside === undefined) {
    // Its stdout may hold the config and is not shown.
    const said = lastLine(result.stderr)
    return failed(
      `The gateway's pod is ready, but asking it for its version failed: ${said || `exit code ${result.exitCode}`}`,
      NO_NODE,
    )
  }
  const told = parseAnswer(inside.answer)
  if (told === undefined) {
    const said = inside.failure ?? lastLine(inside.answer ?? '')
    return failed(
      `The gateway's pod is ready, but what answers on /startupz is not OpenClaw: ${said || 'it said nothing'}`,
      "Check that the container's port and OpenClaw's gateway.port are the same",
    )
  }
  if (told.status !== 'started')
    return failed(`The gateway says it is "${told.status}", not started`, 'Look at the pod’s log for what it waits for')
  if (version !== undefined && told.version !== version) {
    return failed(
      `The gateway that answers is OpenClaw ${told.version ?? 'of unknown version'}, not ${version}`,
      'Check that no other process serves the gateway’s port in that pod',
    )
  }
  return { kind: 'started', ...(told.version !== undefined && { version: told.version }), config: inside.config }
}

/** The catch-all of the Control UI answers 200 to every path, so only /startupz's own JSON counts. */
function parseAnswer(body = ''): { status: string; version?: string } | undefined {
  try {
    const value = JSON.parse(body) as { status?: unknown; version?: unknown }
    return typeof value.status === 'string'
      ? { status: value.status, ...(typeof value.version === 'string' && { version: value.version }) }
      : undefined
  } catch {
    return undefined
  }
}

function lastLine(text: string): string | undefined {
  const lines = text.trim().split('\n')
  // Node ends the report of an error with its own version.
  const line = lines.findLast((each) => /error/i.test(each)) ?? lines.at(-1)
  return line?.trim().slice(0, 200)
}
