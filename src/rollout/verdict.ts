// Whether a rollout is done, from the Deployment and its pods alone.

import type { ContainerStatus, Deployment, Pod } from '../kube/workloads.ts'

export interface Expected {
  /** metadata.generation that our own apply returned. */
  readonly generation: number
  readonly container: string
  /** Pinned by its digest, so that a pod which has it in its spec can run nothing else. */
  readonly image: string
}

export type Verdict =
  | { readonly state: 'ready'; readonly pod: Pod }
  | { readonly state: 'progressing'; readonly line: string }

/**
 * Whether the rollout is done. Pure. Under Recreate the Deployment's counters are about the new ReplicaSet only once
 * the controller has seen our generation; before that a ready pod may be the old gateway.
 */
export function judge(deployment: Deployment, pods: readonly Pod[], expected: Expected): Verdict {
  const status = deployment.status ?? {}
  const replicas = deployment.spec.replicas ?? 1
  if ((status.observedGeneration ?? 0) < expected.generation)
    return progressing('The Deployment’s controller has not seen the change yet')
  const pod = newPods(pods, expected).find((each) => isReady(each))
  const settled =
    status.updatedReplicas === replicas && status.replicas === replicas && (status.availableReplicas ?? 0) >= replicas
  if (settled && pod) return { state: 'ready', pod }
  const [newest] = newPods(pods, expected)
  if (newest) return progressing(`Pod ${newest.metadata.name}: ${reasonOfPod(newest, expected.container)}`)
  const stopping = pods.filter((each) => each.metadata.deletionTimestamp)
  if (stopping.length > 0) return progressing(`Waiting for the old pod ${stopping[0]?.metadata.name} to stop`)
  return progressing('Waiting for the new pod to be created')
}

/** Why a pod is not ready, in the words of its kubelet. */
export function reasonOfPod(pod: Pod, container: string): string {
  const unscheduled = pod.status?.conditions?.find((each) => each.type === 'PodScheduled' && each.status === 'False')
  if (unscheduled) return `${unscheduled.reason ?? 'not scheduled'}: ${unscheduled.message ?? 'no node yet'}`
  // A sidecar among the init containers is started and stays; only one that is still to finish is in the way.
  const unfinished = (pod.status?.initContainerStatuses ?? []).filter(
    (each) => each.state?.terminated?.exitCode !== 0 && !each.started && !each.ready,
  )
  const main = (pod.status?.containerStatuses ?? []).filter((each) => each.name === container)
  const reasons = [
    ...unfinished.map((status) => reasonOfContainer('init container', status)),
    ...main.map((status) => reasonOfContainer('container', status)),
  ]
  const reason = reasons.find((each) => each !== undefined)
  return reason ?? pod.status?.message ?? (pod.spec.nodeName ? 'is being created on its node' : 'has no node yet')
}

// What every container is for a moment, and says nothing.
const ORDINARY = new Set([undefined, 'PodInitializing', 'ContainerCreating'])

function reasonOfContainer(kind: string, { name, state = {}, lastState }: ContainerStatus): string | undefined {
  const { waiting, terminated, running } = state
  const last = lastState?.terminated
  if (waiting && !ORDINARY.has(waiting.reason)) {
    const detail = waiting.message ? `: ${waiting.message}` : ''
    const cause = last?.reason && last.reason !== 'Error' ? ` (${last.reason})` : ''
    return `${kind} ${name} is waiting: ${waiting.reason}${detail}${last ? `, after exit code ${last.exitCode}${cause}` : ''}`
  }
  if (terminated) {
    return `${kind} ${name} ended with exit code ${terminated.exitCode}${terminated.message ? `: ${terminated.message}` : ''}`
  }
  return running ? `${kind} ${name} runs and is not ready yet` : undefined
}

/** Pods made from our own apply, newest first; a pod on its way out is the old gateway. */
export function newPods(pods: readonly Pod[], expected: Expected): Pod[] {
  return pods
    .filter(
      (pod) =>
        !pod.metadata.deletionTimestamp &&
        pod.spec.containers.some((each) => each.name === expected.container && each.image === expected.image),
    )
    .toSorted((a, b) => createdAt(b) - createdAt(a))
}

function createdAt(pod: Pod): number {
  return Date.parse(pod.metadata.creationTimestamp ?? '') || 0
}

function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false
}

export function statusOf(pod: Pod, container: string): ContainerStatus | undefined {
  return pod.status?.containerStatuses?.find((each) => each.name === container)
}

function progressing(line: string): Verdict {
  return { state: 'progressing', line }
}
