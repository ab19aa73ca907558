// What shows why a rollout failed: the first real cause, then what the container said last, then what the cluster said
// about its pod.

import { stripVTControlCharacters } from 'node:util'
import type { Pod } from '../kube/workloads.ts'
import { redact } from '../report/redact.ts'
import { eventsAbout } from './events.ts'
import { containersOf, endedLog } from './pods.ts'
import type { RolloutView } from './view.ts'

const LOG_LINES = 10
const EVENTS = 5
const LINE_LENGTH = 300

/**
 * Redacted lines for a problem, most telling first.
 * @param pod undefined when it never came to be
 * @param container whose log is shown: of the run that ended, or of the only one
 * @param cause the cluster's own words, as they were when the trouble began
 */
export function evidenceOf(view: RolloutView, pod: Pod | undefined, container: string, cause?: string): string[] {
  const seen = pod && containersOf(pod, container).find(({ name }) => name === container)
  const log = pod && seen ? endedLog(view, pod, seen) : []
  const events = eventsAbout(view.events, pod?.metadata.uid)
    .filter(({ type, message = '' }) => type === 'Warning' && !cause?.includes(message))
    .map(({ reason, message, count = 1 }) => `${reason}: ${message}${count > 1 ? ` (${count} times)` : ''}`)
  const lines = [
    ...(cause ? [cause] : []),
    ...log.filter((line) => line.trim() !== '').slice(-LOG_LINES),
    ...events.slice(-EVENTS),
  ]
  return lines.map((line) => printable(line, LINE_LENGTH))
}

/** Text from elsewhere as one line that is fit for a log: redacted, without colours and line breaks, cut. */
export function printable(text: string, maxLength: number): string {
  const line = redact(stripVTControlCharacters(text).replaceAll(/\s+/g, ' ').trim())
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line
}
