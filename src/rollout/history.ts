// What earlier views told and the present one no longer does. Immutable.

import type { Pod } from '../kube/workloads.ts'
import { pullErrorOf } from './causes/pull.ts'
import { eventsAbout } from './events.ts'
import { containersOf, endOf, isActive } from './pods.ts'
import type { RolloutView } from './view.ts'

export interface History {
  /** Since when each suspicion stands, in epoch milliseconds, by its key; later by the time in which nothing could be seen. */
  readonly since: ReadonlyMap<string, number>
  /** The last pull error that named a cause, by pod uid and container: it gives way to a mere back-off. */
  readonly pullErrors: ReadonlyMap<string, string>
  /** Exit codes by run, by pod uid and container: a status holds the last two. */
  readonly exits: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly deploymentUid?: string
  /** The newest of our pods. */
  readonly pod?: SeenPod
  /** The one before it, when that is gone. */
  readonly replaced?: SeenPod
}

interface SeenPod {
  readonly uid: string | undefined
  readonly name: string
  /** What became of it: `was evicted: …`. */
  readonly fate?: string
}

export const NO_HISTORY: History = { since: new Map(), pullErrors: new Map(), exits: new Map() }

/** After a while in which nothing could be seen: it counts in no patience, and what was seen before it still does. */
export function unseenFor(history: History, ms: number): History {
  return { ...history, since: new Map([...history.since].map(([key, sinceMs]) => [key, sinceMs + ms])) }
}

/** Under which containers are remembered, and logs are kept in a view. */
export function containerKey(pod: Pod, container: string): string {
  return `${pod.metadata.uid}/${container}`
}

/** @param pods ours, newest first */
export function remember(view: RolloutView, pods: readonly Pod[], before: History): History {
  const pullErrors = new Map(before.pullErrors)
  const exits = new Map(before.exits)
  for (const pod of pods) {
    for (const { name, status } of containersOf(pod, '')) {
      const key = containerKey(pod, name)
      const error = pullErrorOf(status?.state?.waiting)
      if (error !== undefined) pullErrors.set(key, error)
      const end = endOf(status)
      if (end) exits.set(key, new Map(exits.get(key)).set(end.run, end.exitCode))
    }
  }
  const deploymentUid = before.deploymentUid ?? view.deployment?.metadata.uid
  return { ...before, pullErrors, exits, ...(deploymentUid && { deploymentUid }), ...podsSeen(view, pods[0], before) }
}

function podsSeen(view: RolloutView, newest: Pod | undefined, { pod, replaced }: History): Partial<History> {
  const known = pod && { ...pod, ...fateOf(view, pod) }
  const seen = newest && { uid: newest.metadata.uid, name: newest.metadata.name }
  if (known === undefined || seen === undefined || known.uid === seen.uid) {
    const current = seen ?? known
    return { ...(current && { pod: current }), ...(replaced && { replaced }) }
  }
  const stillThere = view.pods.some((each) => each.metadata.uid === known.uid && isActive(each))
  const gone = stillThere ? replaced : known
  return { pod: seen, ...(gone && { replaced: gone }) }
}

/** How the cluster tells that it took a pod away, from 1.26 on by its condition. */
const DISRUPTIONS: Readonly<Record<string, string>> = {
  PreemptionByScheduler: 'was preempted by a pod of higher priority',
  Preempted: 'was preempted by a pod of higher priority',
  DeletionByTaintManager: 'was taken from a node that is out of order',
  TaintManagerEviction: 'was taken from a node that is out of order',
  DeletionByPodGC: 'was on a node that is gone',
  EvictionByEvictionAPI: 'was evicted',
  Evicted: 'was evicted',
  TerminationByKubelet: 'was ended by its node',
}

/** What became of a pod that is no longer active, as far as the view tells. */
export function fateOf(view: RolloutView, { uid }: Pick<SeenPod, 'uid'>): { fate: string } | undefined {
  const pod = view.pods.find((each) => each.metadata.uid === uid)
  if (pod && isActive(pod)) return undefined
  const { reason, message, conditions } = pod?.status ?? {}
  const disruption = conditions?.find((each) => each.type === 'DisruptionTarget' && each.status === 'True')?.reason
  const event = eventsAbout(view.events, uid, ['Evicted', 'Preempted', 'TaintManagerEviction']).at(-1)?.reason
  const told = DISRUPTIONS[reason ?? ''] ?? DISRUPTIONS[disruption ?? ''] ?? DISRUPTIONS[event ?? '']
  if (told) return { fate: message ? `${told}: ${message}` : told }
  if (pod && !pod.metadata.deletionTimestamp) return { fate: `ended: ${message ?? reason ?? pod.status?.phase}` }
  return pod ? { fate: 'was deleted' } : undefined
}
