// Waiting for the new gateway's pod, and on a timeout its own reason.

import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError, problemsOf } from '../errors.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Deployment, Pod } from '../kube/workloads.ts'
import { gatherEvidence } from './evidence.ts'
import { type Expected, judge, newPods, type Verdict } from './verdict.ts'

export interface RolloutTarget {
  readonly client: KubeClient
  readonly namespace: string
  readonly deployment: string
}

const POLL_MS = 1_000

/**
 * Waits until the Deployment runs exactly what was applied.
 * @param progress told each time the state changes
 * @throws DeployError at the deadline, with the pod's own reason, its events and last log lines
 */
export async function waitForRollout(
  target: RolloutTarget,
  expected: Expected,
  timeoutMs: number,
  progress: (line: string) => void,
): Promise<Pod> {
  const deadline = performance.now() + timeoutMs
  let said = ''
  for (;;) {
    const verdict = await observe(target, expected)
    if (verdict.state === 'ready') return verdict.pod
    if (verdict.line !== said) progress(verdict.line)
    said = verdict.line
    if (performance.now() >= deadline) throw await timeoutError(target, expected, timeoutMs, said)
    await sleep(POLL_MS)
  }
}

async function observe(target: RolloutTarget, expected: Expected): Promise<Verdict> {
  try {
    const deployment = await deploymentOf(target)
    return judge(deployment, await podsOf(target, deployment), expected)
  } catch (error) {
    const [{ code, message }] = problemsOf(error)
    // A k3s server that restarts is back in seconds; giving up now would say nothing about the gateway.
    if (code === 'cluster-unreachable') return progressing(`${message}; trying again`)
    throw error
  }
}

function deploymentOf({ client, namespace, deployment }: RolloutTarget): Promise<Deployment> {
  const base = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}`
  return client.get<Deployment>(`${base}/deployments/${encodeURIComponent(deployment)}`)
}

async function podsOf({ client, namespace }: RolloutTarget, deployment: Deployment): Promise<Pod[]> {
  const labels = Object.entries(deployment.spec.selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`)
  const query = `labelSelector=${encodeURIComponent(labels.join(','))}`
  return (await client.get<{ items: Pod[] }>(`/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?${query}`)).items
}

async function timeoutError(
  target: RolloutTarget,
  expected: Expected,
  timeoutMs: number,
  said: string,
): Promise<DeployError> {
  const [pod] = await deploymentOf(target)
    .then((deployment) => podsOf(target, deployment))
    .then((pods) => newPods(pods, expected))
    .catch(() => [])
  return new DeployError({
    code: 'rollout-timeout',
    message: `The new gateway was not ready within ${Math.round(timeoutMs / 1000)} s: ${said}`,
    fix: 'Correct what the pod names and run again; `timeout` can be raised if the node is only slow',
    evidence: pod ? await gatherEvidence(target.client, pod, expected.container) : [],
  })
}

function progressing(line: string): Verdict {
  return { state: 'progressing', line }
}
