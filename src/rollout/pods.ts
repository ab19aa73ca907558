// Which pods are ours, and what their containers do.

import { isDeepStrictEqual } from 'node:util'
import { controllerOf, type KubeObject } from '../kube/object.ts'
import type { ContainerSpec, ContainerStatus, Deployment, Pod } from '../kube/workloads.ts'
import type { ReplicaSet, RolloutView } from './view.ts'

/**
 * The ReplicaSet of what was applied: owned by the Deployment, made from its present template, with our image. That is
 * the controller's own rule (FindNewReplicaSet, EqualIgnoreHash). The revision annotation would not do: under Recreate
 * it names the old one until the old pods are gone. Nor would the image alone: a changed config keeps it.
 */
export function newReplicaSet(
  { deployment, replicaSets }: RolloutView,
  expected: { readonly container: string; readonly image: string },
): ReplicaSet | undefined {
  if (deployment === undefined) return undefined
  const template = withoutHash(deployment.spec.template)
  return replicaSets.find(
    (each) =>
      isOwnedBy(each, deployment) &&
      hasImage(each.spec.template, expected) &&
      isDeepStrictEqual(withoutHash(each.spec.template), template),
  )
}

/** Whether a pod template holds our container with our image. */
export function hasImage(
  template: { readonly spec: { readonly containers: readonly ContainerSpec[] } } | undefined,
  { container, image }: { readonly container: string; readonly image: string },
): boolean {
  return template?.spec.containers.some((each) => each.name === container && each.image === image) ?? false
}

/** The part of a ReplicaSet's template that it copied from its Deployment. */
function withoutHash(template: Deployment['spec']['template'] | undefined) {
  const { 'pod-template-hash': _, ...labels } = template?.metadata?.labels ?? {}
  return { ...template, metadata: { ...template?.metadata, labels } }
}

export function isOwnedBy(object: KubeObject, owner: KubeObject | undefined): boolean {
  const uid = owner?.metadata.uid
  return uid !== undefined && controllerOf(object)?.uid === uid
}

/**
 * Whether a pod is this Deployment's: its labels do not tell, since Kubernetes lets the selector of another Deployment match
 * them too.
 * @param replicaSets of which some or all may be missing, as where a Role leaves them out: of those the name tells
 */
export function isPodOf(pod: Pod, deployment: Deployment, replicaSets: readonly ReplicaSet[]): boolean {
  const uid = controllerOf(pod)?.uid
  const replicaSet = replicaSets.find(({ metadata }) => metadata.uid === uid)
  return replicaSet ? isOwnedBy(replicaSet, deployment) : deploymentNamedBy(pod) === deployment.metadata.name
}

/**
 * The name of a pod's Deployment, as far as its ReplicaSet's tells it: `<deployment>-<pod-template-hash>`. A ReplicaSet that
 * another Deployment left behind keeps its name when this one takes it over.
 */
export function deploymentNamedBy(pod: Pod): string | undefined {
  const { kind, name = '' } = controllerOf(pod) ?? {}
  const ending = `-${pod.metadata.labels?.['pod-template-hash']}`
  return kind === 'ReplicaSet' && name.endsWith(ending) ? name.slice(0, -ending.length) : undefined
}

/** Neither on its way out nor ended: what the counters of a ReplicaSet count. */
export function isActive(pod: Pod): boolean {
  return !pod.metadata.deletionTimestamp && !hasEnded(pod)
}

/** None of its containers runs, and none will. */
export function hasEnded({ status }: Pod): boolean {
  return status?.phase === 'Failed' || status?.phase === 'Succeeded'
}

export function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false
}

/** Tells a pod, as it is now, from what it was and will be. */
export function versionOf({ metadata }: Pod): string {
  return `${metadata.uid}/${metadata.resourceVersion}`
}

/** A new array, newest first, in an order that does not depend on the API's. */
export function newestFirst<T extends KubeObject>(objects: readonly T[]): T[] {
  const createdAt = (object: T) => Date.parse(object.metadata.creationTimestamp ?? '') || 0
  return objects.toSorted(
    (a, b) =>
      createdAt(b) - createdAt(a) ||
      (a.metadata.name < b.metadata.name ? -1 : a.metadata.name > b.metadata.name ? 1 : 0),
  )
}

export interface Container {
  readonly kind: 'init' | 'sidecar' | 'main'
  readonly name: string
  /** How messages name it. */
  readonly label: string
  readonly spec: ContainerSpec
  readonly status: ContainerStatus | undefined
}

/** The containers of a pod in the order in which they start; of the main ones `first` leads. */
export function containersOf(pod: Pod, first: string): Container[] {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {}
  const init = (pod.spec.initContainers ?? []).map((spec): Container => {
    const kind = spec.restartPolicy === 'Always' ? 'sidecar' : 'init'
    const label = `${kind === 'init' ? 'Init container' : 'Sidecar'} ${spec.name}`
    return { kind, label, name: spec.name, spec, status: initContainerStatuses.find(({ name }) => name === spec.name) }
  })
  const main = pod.spec.containers
    .toSorted((a, b) => Number(b.name === first) - Number(a.name === first))
    .map((spec): Container => {
      const status = containerStatuses.find(({ name }) => name === spec.name)
      return { kind: 'main', label: `Container ${spec.name}`, name: spec.name, spec, status }
    })
  return [...init, ...main]
}

/** How a container's latest run that has ended did so. */
export interface End {
  /** Counted from 1. */
  readonly run: number
  readonly exitCode: number
  readonly reason?: string
  readonly message?: string
}

export function endOf(status: ContainerStatus | undefined): End | undefined {
  const restarts = status?.restartCount ?? 0
  const { state, lastState } = status ?? {}
  if (state?.terminated) return { ...state.terminated, run: restarts + 1 }
  if (!lastState?.terminated) return undefined
  // While it waits for its restart, the count does not hold that restart yet.
  return { ...lastState.terminated, run: state?.running ? restarts : restarts + 1 }
}

/** The log lines of the run that ended last, or of the only one: `previous` is the run before the present one. */
export function endedLog(view: RolloutView, pod: Pod, { name, status }: Container): readonly string[] {
  const { current = [], previous = [] } = view.logs.get(`${pod.metadata.uid}/${name}`) ?? {}
  const [log, other] = status?.state?.running ? [previous, current] : [current, previous]
  const message = endOf(status)?.message
  // Fetched a moment too early or late, the log sits in the other place.
  const lines = log.length > 0 ? log : other
  return lines.length > 0 || !message ? lines : message.trimEnd().split('\n')
}
