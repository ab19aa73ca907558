// What a view of a rollout tells at its moment: which pods are ours, what they wait for, and what looks wrong.

import type { Deployment, Pod } from '../kube/workloads.ts'
import { admissionFinding } from './causes/admission.ts'
import type { Finding } from './finding.ts'
import type { Expected } from './goal.ts'
import { type History, remember } from './history.ts'
import { type Look, podFindings, stateOf } from './look-pod.ts'
import { AT_ONCE, DEPLOYMENT_CHANGED, OLD_POD_STUCK } from './patience.ts'
import { hasEnded, hasImage, isActive, isOwnedBy, isReady, newestFirst, newReplicaSet } from './pods.ts'
import type { RolloutView } from './view.ts'

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
  const pods = newPods(view, expected)
  const ready = isSettled(deployment, view, expected) ? pods.find(isReady) : undefined
  const changed = changedFinding(deployment, expected)
  // Paused, it serves on as it is, which may be as it should be.
  if (changed && !(deployment.spec.paused && ready)) return waiting('', changed)

  const history = remember(view, pods, before)
  if (ready) return { ready, step: 'probe', line: 'ready', findings: [], history }
  const refused =
    pods.length < (deployment.spec.replicas ?? 1) &&
    admissionFinding(view, newReplicaSet(view, expected), expected.appliedAtMs)
  const { replaced } = history
  const subject = ({ metadata }: Pod) =>
    `Pod ${metadata.name}${replaced && metadata.uid === history.pod?.uid ? `, in place of ${replaced.name}, which ${replaced.fate ?? 'was deleted'}` : ''}`
  const findings = [
    ...pods.flatMap((pod) =>
      podFindings(view, pod, expected.container, history).map((each) => ({ ...each, pod, subject: subject(pod) })),
    ),
    ...(refused ? [refused] : []),
  ]
  const late = pods.find((pod) => !isReady(pod)) ?? pods[0]
  if (late === undefined) return withoutPod(view, expected, findings, history)
  const { step, line } = stateOf(view, late, expected.container)
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

/** Pods of the Deployment that are not ours. */
function oldPods(view: RolloutView, expected: Expected): Pod[] {
  const isOurs = ownership(view, expected)
  return newestFirst(view.pods.filter((pod) => !isOurs(pod)))
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
  const old = oldPods(view, expected).find((pod) => !hasEnded(pod))
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
