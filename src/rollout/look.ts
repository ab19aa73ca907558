// What a view of a rollout tells at its moment: which pods are ours, what they wait for, and what looks wrong.

import type { Deployment, Pod } from '../kube/workloads.ts'
import { admissionFinding } from './causes/admission.ts'
import { creationFinding, endFinding } from './causes/ends.ts'
import { probeFinding, probeKillFinding } from './causes/probes.ts'
import { isPulling, pullFinding } from './causes/pull.ts'
import { nodeFinding, schedulingFinding } from './causes/scheduling.ts'
import { claimFindings, mountFinding } from './causes/volumes.ts'
import type { Finding, Step } from './finding.ts'
import { containerKey, type History, remember } from './history.ts'
import { AT_ONCE, DEPLOYMENT_CHANGED, OLD_POD_STUCK } from './patience.ts'
import {
  type Container,
  containersOf,
  hasImage,
  isActive,
  isOwnedBy,
  isReady,
  newestFirst,
  newReplicaSet,
} from './pods.ts'
import type { RolloutView } from './view.ts'

export interface Expected {
  /** metadata.generation that our own apply returned. */
  readonly generation: number
  readonly container: string
  /** Pinned by its digest, so that a pod which has it in its spec can run nothing else. */
  readonly image: string
  /** Epoch milliseconds of our apply's answer. */
  readonly appliedAtMs: number
}

/** What a view tells before time is weighed. */
export interface Look {
  readonly ready?: Pod
  readonly step: Step
  /** For the log while there is nothing worth a finding. */
  readonly line: string
  /** The most telling first. */
  readonly findings: readonly Finding[]
  /** With all but the new `since`. */
  readonly history: History
}

export function look(view: RolloutView, expected: Expected, before: History): Look {
  const { deployment } = view
  const waiting = (line: string, ...findings: Finding[]): Look => ({
    step: 'stop',
    line,
    findings,
    history: remember(view, [], before),
  })
  if (!isSame(deployment, before)) return waiting('', goneFinding(deployment))
  const { generation = 0 } = deployment.metadata
  // Before the controller has seen our generation its counters, and a pod that is ready, are of the old gateway.
  if (Math.max(generation, expected.generation) > (deployment.status?.observedGeneration ?? 0))
    return waiting('The Deployment’s controller has not seen the change yet')
  const changed = changedFinding(deployment, expected)
  if (changed) return waiting('', changed)

  const pods = newPods(view, expected)
  const history = remember(view, pods, before)
  const ready = isSettled(deployment, view, expected) ? pods.find(isReady) : undefined
  if (ready) return { ready, step: 'probe', line: 'ready', findings: [], history }
  const refused =
    pods.length < (deployment.spec.replicas ?? 1) &&
    admissionFinding(view, newReplicaSet(view, expected), expected.appliedAtMs)
  const { replaced } = history
  const subject = ({ metadata }: Pod) =>
    `Pod ${metadata.name}${replaced && metadata.uid === history.pod?.uid ? `, in place of ${replaced.name}, which ${replaced.fate ?? 'was deleted'}` : ''}`
  const findings = [
    ...pods.flatMap((pod) =>
      podFindings(view, expected, history, pod).map((each) => ({ ...each, pod, subject: subject(pod) })),
    ),
    ...(refused ? [refused] : []),
  ]
  const late = pods.find((pod) => !isReady(pod)) ?? pods[0]
  if (late === undefined) return withoutPod(view, expected, findings, history)
  const { step, line } = stateOf(view, late, expected)
  return { step, line: `${subject(late)}: ${line}`, findings, history }
}

/** Pods made from our own apply, newest first; a pod on its way out is the old gateway, or lost. */
export function newPods(view: RolloutView, expected: Expected): Pod[] {
  return newestFirst(view.pods.filter(ownership(view, expected)).filter(isActive))
}

/** Tells our pods from the old gateway's. */
function ownership(view: RolloutView, expected: Expected): (pod: Pod) => boolean {
  const replicaSet = newReplicaSet(view, expected)
  // A Role may leave out ReplicaSets. Under Recreate the controller counts a new pod only once the old ones are gone.
  const isCounted = view.replicaSets.length === 0 && (view.deployment?.status?.updatedReplicas ?? 0) > 0
  return (pod) => hasImage(pod, expected) && (isCounted || isOwnedBy(pod, replicaSet))
}

function isSettled({ spec, status = {} }: Deployment, view: RolloutView, expected: Expected): boolean {
  const { replicas = 1 } = spec
  const counted = [status.updatedReplicas, status.replicas, status.availableReplicas].every((each) => each === replicas)
  return counted && !oldPods(view, expected).some(isActive)
}

/** Pods of the Deployment that are not ours; one that no ReplicaSet owns is a stray that somebody made by hand. */
function oldPods(view: RolloutView, expected: Expected): Pod[] {
  const isOurs = ownership(view, expected)
  const isControlled = ({ metadata }: Pod) => metadata.ownerReferences?.some(({ kind }) => kind === 'ReplicaSet')
  return newestFirst(view.pods.filter((pod) => isControlled(pod) && !isOurs(pod)))
}

/** Whether it is there to stay, and the one that was seen first. */
function isSame(deployment: Deployment | undefined, { deploymentUid }: History): deployment is Deployment {
  if (deployment === undefined || deployment.metadata.deletionTimestamp) return false
  return deploymentUid === undefined || deployment.metadata.uid === deploymentUid
}

function goneFinding(anew: Deployment | undefined): Finding {
  return {
    code: 'deployment-gone',
    message: `Somebody deleted the Deployment while it was rolled out${anew && !anew.metadata.deletionTimestamp ? ', and made it anew' : ''}`,
    fix: 'Find out who or what did (another pipeline, a GitOps controller), then run again',
    patienceMs: AT_ONCE,
  }
}

function changedFinding({ spec }: Deployment, expected: Expected): Finding | undefined {
  const what = spec.paused
    ? 'paused it'
    : spec.replicas === 0
      ? 'scaled it to 0'
      : hasImage(spec.template, expected)
        ? undefined
        : `gave container ${expected.container} another image`
  if (what === undefined) return undefined
  return {
    code: 'deployment-changed',
    message: `Somebody else changed the Deployment while it was rolled out: they ${what}`,
    fix: 'Find out who or what did (another pipeline, a GitOps controller), then run again',
    patienceMs: DEPLOYMENT_CHANGED,
  }
}

/** Until the controller has made our pod: the old one stops first. */
function withoutPod(view: RolloutView, expected: Expected, findings: readonly Finding[], history: History): Look {
  const [old] = oldPods(view, expected).filter(
    ({ status }) => status?.phase !== 'Failed' && status?.phase !== 'Succeeded',
  )
  if (old) {
    const line = `Waiting for the old pod ${old.metadata.name} to stop`
    return { step: 'stop', line, findings: [...findings, ...stuckFinding(old, line)], history }
  }
  const { pod } = history
  const lost = pod
    ? `Pod ${pod.name} ${pod.fate ?? 'was deleted'}; waiting for the one that takes its place`
    : undefined
  return { step: 'schedule', line: lost ?? 'Waiting for the new pod to be created', findings, history }
}

function stuckFinding(old: Pod, line: string): Finding[] {
  if (!old.metadata.deletionTimestamp) return []
  const graceMs = (old.spec.terminationGracePeriodSeconds ?? 30) * 1000
  return [
    {
      code: 'old-pod-stuck',
      message: `The old pod ${old.metadata.name} did not stop within its ${graceMs / 1000} s, and the new one starts only after it`,
      line,
      fix: `Look at node ${old.spec.nodeName}; if it is gone for good, kubectl delete pod --force takes the pod away`,
      patienceMs: graceMs + OLD_POD_STUCK,
      variant: old.metadata.uid ?? '',
    },
  ]
}

/** What is wrong with one of our pods, in the order in which a pod comes up. */
function podFindings(view: RolloutView, expected: Expected, history: History, pod: Pod): Finding[] {
  if (isReady(pod)) return []
  const containers = containersOf(pod, expected.container)
  // A claim can hold up a pod that the scheduler has said nothing about: it waits for the volume before it binds.
  const ownFindings = pod.spec.nodeName ? [nodeFinding(pod)] : [...claimFindings(view), schedulingFinding(pod)]
  const ofContainers = containers.flatMap((container) => {
    const key = containerKey(pod, container.name)
    const codes = [...(history.exits.get(key)?.values() ?? [])]
    const isGateway = container.name === expected.container
    return [
      pullFinding(view, pod, container, history.pullErrors.get(key)) ?? creationFinding(container),
      probeKillFinding(view, pod, container),
      endFinding(view, pod, container, isGateway, codes),
      probeFinding(view, pod, container),
    ].map((found) => found && { ...found, container: container.name })
  })
  const mount =
    isBeingMade(pod, containers) && ofContainers.every((each) => !each) ? mountFinding(view, pod) : undefined
  return [...ownFindings, ...ofContainers, mount].filter((each) => each !== undefined)
}

/** It has a node, and none of its containers is there yet. */
function isBeingMade(pod: Pod, containers: readonly Container[]): boolean {
  return (
    pod.spec.nodeName !== undefined &&
    containers.every(
      ({ status }) => !status?.state?.running && !status?.state?.terminated && !status?.lastState?.terminated,
    )
  )
}

/** What a pod that nothing is wrong with waits for. */
function stateOf(view: RolloutView, pod: Pod, expected: Expected): { step: Step; line: string } {
  if (pod.spec.nodeName === undefined) return { step: 'schedule', line: 'has no node yet' }
  if (isReady(pod)) return { step: 'probe', line: 'is ready, and not yet long enough to count as available' }
  const container = containersOf(pod, expected.container).find((each) => !isThrough(each))
  if (container === undefined) return { step: 'probe', line: 'its containers are ready, the pod is not yet' }
  const { kind, label, spec, status } = container
  const running = status?.state?.running !== undefined
  if (!running && isPulling(view, pod, container))
    return { step: 'pull', line: `node ${pod.spec.nodeName} pulls ${spec.image}` }
  const line = running ? `${label} runs` : `is being made on node ${pod.spec.nodeName}`
  if (kind !== 'main') return { step: 'init', line }
  return { step: running && (status?.started || !spec.startupProbe) ? 'probe' : 'start', line }
}

/** Whether the next container may start. */
function isThrough({ kind, status }: Container): boolean {
  if (kind === 'init') return status?.state?.terminated?.exitCode === 0
  return Boolean(kind === 'sidecar' ? status?.started : status?.ready)
}
