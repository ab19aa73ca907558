// What one pod tells at a view's moment, whatever made it: what it waits for, and what looks wrong.

import type { Pod } from '../kube/workloads.ts'
import { creationFinding, endFinding } from './causes/ends.ts'
import { probeFinding, probeKillFinding } from './causes/probes.ts'
import { isPulling, pullFinding } from './causes/pull.ts'
import { nodeFinding, schedulingFinding } from './causes/scheduling.ts'
import { claimFindings, mountFinding } from './causes/volumes.ts'
import type { Finding, Step } from './finding.ts'
import type { ExpectedPod } from './goal.ts'
import { containerKey, fateOf, type History, remember } from './history.ts'
import { type Container, containersOf, isReady } from './pods.ts'
import type { RolloutView } from './view.ts'

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

/** A pod by itself: nothing would take its place, so one that is gone stays so until a clock ends. */
export function lookAtPod(view: RolloutView, { pod: expected, container, until }: ExpectedPod, before: History): Look {
  const pod = view.pods.find(({ metadata }) => metadata.uid === expected.uid)
  const history = remember(view, pod ? [pod] : [], before)
  const subject = `Pod ${expected.name}`
  const fate = fateOf(view, expected)
  if (pod && (until === 'ready' ? isReady(pod) : hasEndedWell(pod, container)))
    return { ready: pod, step: 'probe', line: 'ready', findings: [], history }
  if (pod === undefined || fate)
    return { step: 'schedule', line: `${subject} ${fate?.fate ?? 'was deleted'}`, findings: [], history }
  const findings = podFindings(view, pod, container, history).map((each) => ({ ...each, pod, subject }))
  const { step, line } = stateOf(view, pod, container)
  return { step, line: `${subject}: ${line}`, findings, history }
}

function hasEndedWell(pod: Pod, container: string): boolean {
  return pod.status?.containerStatuses?.find(({ name }) => name === container)?.state?.terminated?.exitCode === 0
}

/** What is wrong with a pod, in the order in which a pod comes up. @param gateway its container that runs OpenClaw */
export function podFindings(view: RolloutView, pod: Pod, gateway: string, history: History): Finding[] {
  if (isReady(pod)) return []
  const lost = pod.spec.nodeName && nodeFinding(view, pod)
  // What its node told of it before it went away may be over.
  if (lost) return [lost]
  const containers = containersOf(pod, gateway)
  // A claim can hold up a pod that the scheduler has said nothing about: it waits for the volume before it binds.
  const ownFindings = pod.spec.nodeName ? [] : [...claimFindings(view), schedulingFinding(pod)]
  const ofContainers = containers.flatMap((container) => {
    const key = containerKey(pod, container.name)
    const codes = [...(history.exits.get(key)?.values() ?? [])]
    const isGateway = container.name === gateway
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
export function stateOf(view: RolloutView, pod: Pod, gateway: string): { step: Step; line: string } {
  if (pod.spec.nodeName === undefined) return { step: 'schedule', line: 'has no node yet' }
  if (isReady(pod)) return { step: 'probe', line: 'is ready, and not yet long enough to count as available' }
  const container = containersOf(pod, gateway).find((each) => !isThrough(each))
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
