// Ready is the kubelet's word. What the gateway says of itself, which config it serves and from which image it runs is
// asked here: inside its pod, and of its status.

import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError, type Problem } from '../errors.ts'
import { type ExecResult, exec } from '../kube/exec.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Pod } from '../kube/workloads.ts'
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

/** What the gateway's own container tells, or that it may not be asked. */
export type Answer =
  | { readonly kind: 'started'; readonly version?: string; readonly config: ServedConfig }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'failed'; readonly problem: Problem }

const EXEC_TIMEOUT_MS = 20_000
// The pod is ready, so an answer that is off can only be a gateway that is just restarting.
const ATTEMPTS = 3
const RETRY_MS = 2_000

/**
 * Asks the running gateway for its version and its config.
 * @param pod as it is now that it is ready
 * @throws DeployError when the gateway answers with another version or not as started, or has restored an older config
 */
export async function verifyGateway(
  client: KubeClient,
  pod: Pod,
  container: string,
  expected: Expected,
): Promise<Verification> {
  const status = pod.status?.containerStatuses?.find(({ name }) => name === container)
  const answer = await ask(client, pod, container, expected.version)
  const unproven: string[] = []
  if (answer.kind === 'forbidden') {
    unproven.push(
      'the version and the config it serves, since the deployer may not exec into the pod (verbs get and create on pods/exec)',
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

async function ask(
  client: KubeClient,
  pod: Pod,
  container: string,
  version: string | undefined,
): Promise<Exclude<Answer, { kind: 'failed' }>> {
  const target = { namespace: pod.metadata.namespace ?? 'default', pod: pod.metadata.name, container }
  const command = ['node', '-e', insideScript(portOf(pod.spec.containers.find(({ name }) => name === container)))]
  for (let attempt = 1; ; attempt++) {
    const answer = judgeAnswer(await exec(client, target, command, EXEC_TIMEOUT_MS), version)
    if (answer.kind !== 'failed') return answer
    if (attempt === ATTEMPTS) throw new DeployError(answer.problem)
    await sleep(RETRY_MS)
  }
}

/** What the script's output means. Pure. */
export function judgeAnswer(result: ExecResult, version: string | undefined): Answer {
  const failed = (message: string, fix: string): Answer => ({
    kind: 'failed',
    problem: { code: 'verify-failed', message, fix },
  })
  if (result.kind === 'refused' && result.status === 403) return { kind: 'forbidden' }
  if (result.kind !== 'done')
    return failed(
      `The gateway's pod is ready, but asking it for its version failed: ${result.message}`,
      'Look at the pod’s log, then run again',
    )
  const inside = parseInside(result.stdout)
  if (inside === undefined) {
    // Its stdout may hold the config and is not shown.
    const said = lastLine(result.stderr)
    return failed(
      `The gateway's pod is ready, but asking it for its version failed: ${said || `exit code ${result.exitCode}`}`,
      'Check that the image has Node 24 or later as node on its PATH',
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
