// Events come in any order, twice, and late. Here they are in one order, once.

import type { ClusterEvent } from './view.ts'

// Warnings on the nodes of many clusters at home that keep no pod from anything.
const HARMLESS = ['MissingClusterDNS', 'DNSConfigForming']

/** Events about the object with this uid, oldest first, each with its highest count. */
export function eventsAbout(
  events: readonly ClusterEvent[],
  uid: string | undefined,
  reasons?: readonly string[],
): ClusterEvent[] {
  const about = events.filter(
    ({ involvedObject, reason = '' }) =>
      uid !== undefined &&
      involvedObject.uid === uid &&
      (reasons === undefined ? !HARMLESS.includes(reason) : reasons.includes(reason)),
  )
  const distinct = new Map<string, ClusterEvent>()
  for (const event of about.toSorted(byTime)) {
    const key = [event.reason, event.message, event.involvedObject.fieldPath].join('\n')
    const known = distinct.get(key)
    distinct.delete(key)
    distinct.set(key, { ...event, count: Math.max(event.count ?? 1, known?.count ?? 1) })
  }
  return [...distinct.values()]
}

/** Whether an event is about this container: `spec.containers{gateway}`, `spec.initContainers{setup}`. */
export function isAboutContainer(event: ClusterEvent, name: string): boolean {
  return event.involvedObject.fieldPath?.endsWith(`{${name}}`) ?? false
}

/** Epoch milliseconds of its last occurrence. */
export function timeOf({ lastTimestamp, eventTime, firstTimestamp, metadata }: ClusterEvent): number {
  return Date.parse(lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp ?? '') || 0
}

function byTime(a: ClusterEvent, b: ClusterEvent): number {
  const [left, right] = [a, b].map((each) => `${each.reason} ${each.message} ${each.count}`) as [string, string]
  return timeOf(a) - timeOf(b) || (left < right ? -1 : left > right ? 1 : 0)
}
