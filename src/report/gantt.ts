// The run as a Mermaid gantt, which GitHub draws in a job summary: https://mermaid.js.org/syntax/gantt.html

import { formatSeconds, type PhaseRecord } from './log.ts'
import type { Outage } from './outage.ts'

interface Bar {
  readonly name: string
  readonly startMs: number
  readonly endMs: number
  readonly isBad: boolean
}

/** Lines of a fenced block: the phases, and below them, in red, the time without a ready gateway. Pure. */
export function gantt(phases: readonly PhaseRecord[], outage: Outage | undefined): string[] {
  const run = phases.map(({ name, failed, ...times }) => ({
    ...times,
    name: failed ? `${name} (failed)` : name,
    isBad: failed,
  }))
  const down = (outage?.steps ?? []).map((step) => ({ ...step, isBad: true }))
  return [
    '```mermaid',
    'gantt',
    '  dateFormat x',
    '  axisFormat %M:%S',
    ...section('Run', run),
    ...(down.length > 0 ? section('No gateway', down) : []),
    '```',
  ]
}

function section(name: string, bars: readonly Bar[]): string[] {
  return [`  section ${name}`, ...bars.map(bar)]
}

/** The signs that end a name in Mermaid's grammar never stand in the names of our own phases and steps. */
function bar({ name, startMs, endMs, isBad }: Bar): string {
  const [start, end] = [Math.round(startMs), Math.max(Math.round(endMs), Math.round(startMs) + 1)]
  return `  ${name} ${formatSeconds(endMs - startMs)} :${isBad ? 'crit, ' : ''}${start}, ${end}`
}
