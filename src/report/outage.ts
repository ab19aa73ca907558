// Seconds without a ready gateway, by what it waited for. Pure: values of the moment go in, a new value comes out.

import { formatSeconds } from './log.ts'

export interface OutageStep {
  /** What it waited for: stop, schedule, pull, init, start, probe. */
  readonly name: string
  /** Milliseconds since the run's start. */
  readonly startMs: number
  readonly endMs: number
}

export interface Outage {
  /** In the order in which they happened; the time between two is time with a ready gateway. */
  readonly steps: readonly OutageStep[]
  /** What it waits for now, while no gateway is ready. */
  readonly open?: Pick<OutageStep, 'name' | 'startMs'>
  /** The run ended, and no gateway was ready. */
  readonly isOngoing: boolean
}

export const NO_OUTAGE: Outage = { steps: [], isOngoing: false }

/**
 * What was seen at a moment.
 * @param isServing whether a gateway was ready
 * @param step what is waited for; undefined where only that is not known
 */
export function seen(outage: Outage, atMs: number, isServing: boolean, step: string | undefined): Outage {
  const { open, isOngoing } = outage
  const name = step ?? open?.name ?? 'stop'
  if (!isServing && open?.name === name) return outage
  const steps = open ? [...outage.steps, { ...open, endMs: atMs }] : outage.steps
  return { steps, isOngoing, ...(!isServing && { open: { name, startMs: atMs } }) }
}

/** At the end of what can be seen. */
export function closed(outage: Outage, atMs: number): Outage {
  return outage.open ? { ...seen(outage, atMs, true, undefined), isOngoing: true } : outage
}

/** Milliseconds of all steps. */
export function outageMs({ steps }: Outage): number {
  return steps.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
}

/** `12.3 s without a ready gateway: stop 4.1 s, start 8.2 s`; steps of the same name are one. */
export function describeOutage(outage: Outage): string {
  const total = outageMs(outage)
  const byName = Map.groupBy(outage.steps, ({ name }) => name)
  const parts = [...byName].map(([name, steps]) => `${name} ${formatSeconds(outageMs({ ...NO_OUTAGE, steps }))}`)
  const split = parts.length > 0 ? `: ${parts.join(', ')}` : ''
  return `${formatSeconds(total)} without a ready gateway${outage.isOngoing ? ', and still none' : ''}${split}`
}
