// Ready is the kubelet's word. The gateway's own is /startupz, asked from inside its pod, where it also tells its
// version.

import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError, type Problem } from '../errors.ts'
import { type ExecResult, exec } from '../kube/exec.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Pod } from '../kube/workloads.ts'

export type Verification =
  /** The gateway answered from inside its pod, with this version. */
  | { readonly level: 'full'; readonly version: string }
  /** Only the kubelet's readiness is known: the right to exec is missing. */
  | { readonly level: 'basic'; readonly reason: string }

const GATEWAY_PORT = 18789
const EXEC_TIMEOUT_MS = 20_000
// The pod is ready, so an answer that is off can only be a gateway that is just restarting.
const ATTEMPTS = 3
const RETRY_MS = 2_000

/**
 * Asks the running gateway for its version.
 * @param version what it must be; undefined accepts any
 * @throws DeployError when the gateway answers with another version or not as started
 */
export async function verifyGateway(
  client: KubeClient,
  pod: Pod,
  container: string,
  version: string | undefined,
): Promise<Verification> {
  const target = { namespace: pod.metadata.namespace ?? 'default', pod: pod.metadata.name, container }
  const command = ['node', '-e', probeScript(portOf(pod, container))]
  for (let attempt = 1; ; attempt++) {
    const judged = judgeAnswer(await exec(client, target, command, EXEC_TIMEOUT_MS), version)
    if ('level' in judged) return judged
    if (attempt === ATTEMPTS) throw new DeployError(judged)
    await sleep(RETRY_MS)
  }
}

/** What an answer means. Pure. */
export function judgeAnswer(result: ExecResult, version: string | undefined): Verification | Problem {
  const failed = (message: string, fix: string): Problem => ({ code: 'verify-failed', message, fix })
  if (result.kind === 'refused' && result.status === 403) {
    return { level: 'basic', reason: 'the deployer may not exec into the pod (verbs get and create on pods/exec)' }
  }
  if (result.kind !== 'done')
    return failed(
      `The gateway's pod is ready, but asking it for its version failed: ${result.message}`,
      'Look at the pod’s log, then run again',
    )
  const answer = parse(result.stdout)
  if (answer === undefined) {
    const said = (result.stderr || result.stdout).trim().split('\n').at(-1)?.slice(0, 200)
    return failed(
      `The gateway's pod is ready, but what answers on /startupz is not OpenClaw: ${said || 'it said nothing'}`,
      "Check that the container's port and OpenClaw's gateway.port are the same",
    )
  }
  if (answer.status !== 'started')
    return failed(
      `The gateway says it is "${answer.status}", not started`,
      'Look at the pod’s log for what it waits for',
    )
  if (version !== undefined && answer.version !== version) {
    return failed(
      `The gateway that answers is OpenClaw ${answer.version ?? 'of unknown version'}, not ${version}`,
      'Check that no other process serves the gateway’s port in that pod',
    )
  }
  if (answer.version === undefined) return { level: 'basic', reason: 'it answers as started and does not tell it' }
  return { level: 'full', version: answer.version }
}

/** The catch-all of the Control UI answers 200 to every path, so only /startupz's own JSON counts. */
function parse(stdout: string): { status: string; version?: string } | undefined {
  try {
    const value = JSON.parse(stdout) as { status?: unknown; version?: unknown }
    return typeof value.status === 'string'
      ? { status: value.status, ...(typeof value.version === 'string' && { version: value.version }) }
      : undefined
  } catch {
    return undefined
  }
}

function portOf(pod: Pod, container: string): number {
  const ports = pod.spec.containers.find((each) => each.name === container)?.ports ?? []
  return (
    ports.find((port) => port.containerPort === GATEWAY_PORT)?.containerPort ?? ports[0]?.containerPort ?? GATEWAY_PORT
  )
}

// Node is what the image certainly has; curl is not. From loopback the answer holds the version without a token.
function probeScript(port: number): string {
  return `fetch("http://127.0.0.1:${port}/startupz").then((r)=>r.text()).then((t)=>console.log(t),(e)=>{console.error(String(e.cause??e));process.exit(1)})`
}
