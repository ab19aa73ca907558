// Keeps a view of one rollout current: the Deployment and its pods, without which nothing can be said, and what tells
// why (ReplicaSets, claims, events, logs), which a Role may leave out. Of a pod by itself it is that one and its events.

import { DeployError, messageOf } from '../errors.ts'
import { type Absence, absenceOf, readNode } from '../kube/nodes.ts'
import type { KubeObject } from '../kube/object.ts'
import type { KubeClient } from '../kube/request.ts'
import { type Collection, watchCollection } from '../kube/watch.ts'
import type { ContainerStatus, Deployment, Pod } from '../kube/workloads.ts'
import { hasImage, isPodOf, isReady, versionOf } from './pods.ts'
import type { Claim, ClusterEvent, ContainerLog, ReplicaSet, RolloutView } from './view.ts'

interface Place {
  readonly client: KubeClient
  readonly namespace: string
}

export interface RolloutTarget extends Place {
  readonly deployment: string
}

export interface PodTarget extends Place {
  readonly pod: string
}

/** What was applied, as far as it tells old from new. */
interface Applied {
  readonly container: string
  readonly image: string
  readonly appliedAtMs: number
}

interface ObserverListener {
  /** Something changed: the view, whether the server answers, or it failed. */
  onChange(): void
  /** Said once each: what cannot be seen, and when the server goes and comes back. */
  onNote(line: string): void
}

const LOG_LINES = 40
/** A line may be a megabyte. (The API's limitBytes is no help: it would cut away the end, which says why.) */
const LOG_LINE_LENGTH = 2_000
// The last look must not hold up a verdict that is already reached.
const LAST_LOOK_MS = 5_000
// Events carry whole seconds, and clocks of the runner and the cluster differ a little.
const CLOCK_SLACK_MS = 2_000

export class Observer {
  /** Why nothing can be seen any more: the Deployment or its pods may not be listed. */
  failure: unknown
  readonly #target: RolloutTarget | PodTarget
  readonly #applied: Applied
  readonly #listener: ObserverListener
  readonly #stop = new AbortController()
  readonly #base: { readonly core: string; readonly apps: string }
  #deployments: readonly Deployment[] | undefined
  #pods: readonly Pod[] | undefined
  #replicaSets: readonly ReplicaSet[] | undefined
  #claims: readonly Claim[] = []
  #events: readonly ClusterEvent[] = []
  #awayNodes: ReadonlyMap<string, Absence> = new Map()
  readonly #logs = new Map<string, ContainerLog>()
  /** Of which run of a container the log was asked for. */
  readonly #loggedRuns = new Map<string, string>()
  /** All objects that were ever part of this: a pod that is gone has left events behind that say why. */
  readonly #isNewByUid = new Map<string | undefined, boolean>()
  readonly #fetching = new Set<Promise<void>>()
  /** Which pods are part of it, in the query's terms; undefined until that is known. */
  #chosen: { readonly labelSelector: string } | { readonly fieldSelector: string } | undefined
  /** Why the server does not answer, by what was asked of it. */
  readonly #away = new Map<string, string>()
  readonly #noted = new Set<string>()

  constructor(target: RolloutTarget | PodTarget, applied: Applied, listener: ObserverListener) {
    this.#target = target
    this.#applied = applied
    this.#listener = listener
    const namespace = encodeURIComponent(target.namespace)
    this.#base = { core: `/api/v1/namespaces/${namespace}`, apps: `/apis/apps/v1/namespaces/${namespace}` }
    if ('pod' in target) this.#followPod(target.pod)
    else this.#followDeployment(target.deployment)
  }

  /** Undefined until it is complete enough to be judged. */
  get view(): RolloutView | undefined {
    if ('pod' in this.#target) return this.#pods && this.#viewOf(undefined, this.#pods)
    if (this.#deployments === undefined) return undefined
    // A Deployment that was never seen has no selector, and nothing that could be found by it. With one, a pod is told
    // old or new by its ReplicaSet, so those must be there too, unless they may not be listed.
    if (this.#chosen !== undefined && (this.#pods === undefined || this.#replicaSets === undefined)) return undefined
    return this.#viewOf(this.#deployments[0], this.#pods ?? [])
  }

  /** Why the server cannot be asked now; then the view is old, and nothing should be concluded from it. */
  get away(): string | undefined {
    return this.#away.values().next().value
  }

  /**
   * The view before the last word is said: what a watch might have missed is asked for anew, logs are complete, and nodes
   * are asked for where they may be read.
   * @throws DeployError when the server does not answer
   */
  async lastLook(): Promise<RolloutView> {
    const target = this.#target
    const ask = <T>(path: string) =>
      target.client.request<T>({ method: 'GET', path, timeoutMs: LAST_LOOK_MS, signal: this.#stop.signal })
    const [deployment, pods] = await Promise.all([
      'pod' in target
        ? undefined
        : ask<Deployment>(`${this.#base.apps}/deployments/${encodeURIComponent(target.deployment)}`),
      this.#chosen && ask<{ items: Pod[] }>(`${this.#base.core}/pods?${new URLSearchParams({ ...this.#chosen })}`),
    ])
    // What may be watched and not read, or the other way round, is as good as the watch has it.
    const now = {
      deployment:
        deployment?.status === 200
          ? (deployment.body as Deployment)
          : deployment?.status === 404
            ? undefined
            : this.#deployments?.[0],
      pods: pods?.status === 200 ? (pods.body as { items: Pod[] }).items.map(asPod) : (this.#pods ?? []),
    }
    const own = this.#own(now.pods, now.deployment)
    this.#fetchLogs(own, true)
    await Promise.all([...this.#fetching, this.#askNodes(own)])
    return this.#viewOf(now.deployment, now.pods)
  }

  close(): void {
    this.#stop.abort()
  }

  #followDeployment(name: string): void {
    this.#watchNeeded<Deployment>({ path: `${this.#base.apps}/deployments`, name }, (found) => {
      this.#deployments = found
      // The selector is immutable, so the first answer is as good as any.
      if (found[0] && this.#chosen === undefined) this.#followSelector(selectorOf(found[0]))
    })
  }

  #followSelector(labelSelector: string): void {
    this.#chosen = { labelSelector }
    const { core, apps } = this.#base
    this.#followPods({ labelSelector })
    this.#watchOptional<ReplicaSet>({ path: `${apps}/replicasets`, labelSelector }, (sets) => {
      this.#replicaSets = sets
    })
    this.#watchOptional<Claim>({ path: `${core}/persistentvolumeclaims` }, (claims) => {
      this.#claims = claims
    })
  }

  #followPod(name: string): void {
    this.#chosen = { fieldSelector: `metadata.name=${name}` }
    this.#followPods({ name })
  }

  #followPods(which: Omit<Collection, 'path'>): void {
    const { core } = this.#base
    this.#watchNeeded<Pod>({ path: `${core}/pods`, ...which }, (pods) => {
      this.#pods = pods
      this.#fetchLogs(this.#own(pods, this.#deployments?.[0]), false)
    })
    // All of the namespace: which objects they must be about is known only as the rollout goes.
    this.#watchOptional<ClusterEvent>({ path: `${core}/events` }, (events) => {
      this.#events = events
    })
  }

  #watchNeeded<T extends KubeObject>(collection: Collection, take: (objects: readonly T[]) => void): void {
    const onAway = (why: string | undefined) => {
      const wasAway = this.#away.size > 0
      if (why === undefined) this.#away.delete(collection.path)
      else this.#away.set(collection.path, why)
      const isAway = this.#away.size > 0
      if (isAway !== wasAway) this.#listener.onNote(why ? `${why}; waiting for it` : 'The API server answers again')
      this.#listener.onChange()
    }
    this.#watch(collection, take, onAway).catch((error: unknown) => {
      this.failure = error
      this.#listener.onChange()
    })
  }

  #watchOptional<T extends KubeObject>(collection: Collection, take: (objects: readonly T[]) => void): void {
    this.#watch(collection, take).catch((error: unknown) => this.#withoutReasons(collection.path, error))
  }

  #watch<T extends KubeObject>(
    collection: Collection,
    take: (objects: readonly T[]) => void,
    onAway?: (why: string | undefined) => void,
  ): Promise<void> {
    const listener = {
      onChange: (objects: readonly T[]) => {
        take(objects)
        this.#listener.onChange()
      },
      onPolling: () => this.#note('May not watch (verb watch): asking the cluster once a second instead'),
      ...(onAway && { onAway }),
    }
    return watchCollection(this.#target.client, collection, listener, this.#stop.signal)
  }

  #withoutReasons(path: string, error: unknown): void {
    const resource = path.split('/').at(-1)
    const isForbidden = error instanceof DeployError && error.problems[0].code === 'cluster-forbidden'
    this.#replicaSets ??= resource === 'replicasets' ? [] : undefined
    this.#listener.onChange()
    this.#note(
      isForbidden
        ? `May not list ${resource}: reasons will be poorer`
        : `Going on without ${resource}, so reasons will be poorer: ${messageOf(error)}`,
    )
  }

  #note(line: string): void {
    if (this.#noted.has(line)) return
    this.#noted.add(line)
    this.#listener.onNote(line)
  }

  /** Of the pods that were asked for by labels, those of the Deployment. */
  #own(pods: readonly Pod[], deployment: Deployment | undefined): readonly Pod[] {
    return deployment ? pods.filter((pod) => isPodOf(pod, deployment, this.#replicaSets ?? [])) : pods
  }

  #viewOf(deployment: Deployment | undefined, found: readonly Pod[]): RolloutView {
    const pods = this.#own(found, deployment)
    const mounted = new Set([...claimsOfTemplate(deployment), ...pods.flatMap(claimsOfPod)])
    const claims = this.#claims.filter(({ metadata }) => mounted.has(metadata.name))
    const replicaSets = this.#replicaSets ?? []
    for (const object of [deployment, ...replicaSets, ...pods, ...claims])
      if (object) this.#isNewByUid.set(object.metadata.uid, this.#isNew(object))
    const events = this.#events.filter((event) => {
      const isNew = this.#isNewByUid.get(event.involvedObject.uid)
      return isNew || (isNew === false && this.#isAfterApply(timeOf(event)))
    })
    const awayNodes = this.#awayNodes.size > 0 && { awayNodes: this.#awayNodes }
    return { deployment, replicaSets, pods, claims, events, logs: new Map(this.#logs), ...awayNodes }
  }

  /** Whether an object can only be of this rollout, so that all of its events are. */
  #isNew(object: KubeObject): boolean {
    return (
      this.#isAfterApply(object.metadata.creationTimestamp) ||
      (object.kind === 'Pod' && hasImage(object as Pod, this.#applied)) ||
      (object.kind === 'ReplicaSet' && hasImage((object as ReplicaSet).spec.template, this.#applied))
    )
  }

  #isAfterApply(time: string | undefined): boolean {
    return Date.parse(time ?? '') >= this.#applied.appliedAtMs - CLOCK_SLACK_MS
  }

  /**
   * @param isLast also of containers that just run: their probes may fail, and their logs know why. And anew of those that
   * ended: a runtime writes a log apart from the status, and the first answer may lack the very last lines.
   */
  #fetchLogs(pods: readonly Pod[], isLast: boolean): void {
    for (const pod of pods) {
      if (pod.metadata.deletionTimestamp || !hasImage(pod, this.#applied)) continue
      const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {}
      for (const status of [...initContainerStatuses, ...containerStatuses]) {
        const run = runWithLog(status) ?? (isLast && status.state?.running && !status.ready ? 'last look' : undefined)
        const key = `${pod.metadata.uid}/${status.name}`
        if (run === undefined || (this.#loggedRuns.get(key) === run && !isLast)) continue
        this.#loggedRuns.set(key, run)
        const fetching = this.#fetchLog(pod, status, key).finally(() => this.#fetching.delete(fetching))
        this.#fetching.add(fetching)
      }
    }
  }

  /** A pod that was starting looks the same when its node is away as when it hangs. */
  async #askNodes(pods: readonly Pod[]): Promise<void> {
    const options = { timeoutMs: LAST_LOOK_MS, signal: this.#stop.signal }
    const ask = async (pod: Pod): Promise<[string, Absence][]> => {
      const { nodeName } = pod.spec
      const node = nodeName && (await readNode(this.#target.client, nodeName, options))
      const absence = node && absenceOf(node)
      return absence ? [[versionOf(pod), absence]] : []
    }
    const away = await Promise.all(pods.filter((pod) => hasImage(pod, this.#applied) && !isReady(pod)).map(ask))
    this.#awayNodes = new Map(away.flat())
  }

  async #fetchLog(pod: Pod, status: ContainerStatus, key: string): Promise<void> {
    const [current, previous] = await Promise.all([
      // Of a container that waits for its next run, the kubelet gives the last run's log as the current one.
      status.state?.waiting ? [] : this.#tail(pod, status.name, false),
      status.lastState?.terminated ? this.#tail(pod, status.name, true) : [],
    ])
    // What could not be read again is as good as it was.
    const known = this.#logs.get(key)
    const isLost = current.length + previous.length === 0 && known !== undefined
    this.#logs.set(key, isLost ? known : { current, previous })
    this.#listener.onChange()
  }

  async #tail(pod: Pod, container: string, previous: boolean): Promise<string[]> {
    const query = new URLSearchParams({
      container,
      tailLines: String(LOG_LINES),
      previous: String(previous),
    })
    const path = `${this.#base.core}/pods/${encodeURIComponent(pod.metadata.name)}/log?${query}`
    try {
      const options = { timeoutMs: LAST_LOOK_MS, signal: this.#stop.signal }
      const { status, text } = await this.#target.client.requestText(path, options)
      if (status === 403) this.#note('May not read logs (get pods/log): reasons will be poorer')
      const lines = status === 200 ? text.split('\n').filter((line) => line !== '') : []
      return lines.map((line) => line.slice(0, LOG_LINE_LENGTH))
    } catch {
      // The cause is known without it, and the server's absence is told by the watches.
      return []
    }
  }
}

/** Which run of a container has ended, in words that change with each; undefined when none has. */
function runWithLog({ state, lastState, restartCount = 0 }: ContainerStatus): string | undefined {
  // An init container that has done its work is no news.
  if (state?.terminated) return state.terminated.exitCode === 0 ? undefined : `${restartCount} ended`
  return lastState?.terminated ? `${restartCount} after an end` : undefined
}

/** The items of a list do not say what they are. */
function asPod(item: Pod): Pod {
  return { ...item, apiVersion: 'v1', kind: 'Pod' }
}

/** The Deployment's label selector as the API takes it in a query. */
export function selectorOf(deployment: Deployment): string {
  const { matchLabels = {}, matchExpressions = [] } = (deployment.spec.selector ?? {}) as {
    matchLabels?: Record<string, string>
    matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[]
  }
  const expressions = matchExpressions.map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key
    if (operator === 'DoesNotExist') return `!${key}`
    return `${key} ${operator.toLowerCase()} (${values.join(',')})`
  })
  return [...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`), ...expressions].join(',')
}

interface Volumes {
  readonly volumes?: readonly {
    readonly name: string
    readonly persistentVolumeClaim?: { readonly claimName: string }
    readonly ephemeral?: object
  }[]
}

function claimsOfTemplate(deployment: Deployment | undefined): string[] {
  const { volumes = [] } = (deployment?.spec.template.spec ?? {}) as Volumes
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
}

function claimsOfPod({ metadata, spec }: Pod): string[] {
  const { volumes = [] } = spec as Volumes
  // The claim of an ephemeral volume is named after its pod:
  // https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming
  return volumes.flatMap(({ name, persistentVolumeClaim, ephemeral }) =>
    ephemeral ? `${metadata.name}-${name}` : (persistentVolumeClaim?.claimName ?? []),
  )
}

/** When an event was last seen; a series of the newer events API counts in a field of its own. */
function timeOf(event: ClusterEvent): string | undefined {
  const { series } = event as { series?: { lastObservedTime?: string } }
  return (
    event.lastTimestamp ?? series?.lastObservedTime ?? event.eventTime ?? event.metadata.creationTimestamp ?? undefined
  )
}
