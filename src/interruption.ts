// A run that is cancelled still says what it leaves behind. The runner sends SIGINT, 7.5 s later SIGTERM, and 2.5 s later it
// kills (https://github.com/actions/runner/issues/1309); what takes longer than that is the post step's.

import { DeployError } from './errors.ts'
import type { Timeline } from './report/log.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export interface Interruption {
  /** Rejects at the first signal with a DeployError that says what is live. */
  readonly signalled: Promise<never>
  /** Whether there was one. */
  readonly isOver: () => boolean
  /** Signals do again what they do without us. */
  readonly stopListening: () => void
}

/** @param describe what the run leaves behind that ends in this phase, a clause */
export function listenForSignals(timeline: Timeline, describe: (phase: string | undefined) => string): Interruption {
  let stopListening = () => {}
  let isOver = false
  const signalled = new Promise<never>((_, reject) => {
    const onSignal = (signal: NodeJS.Signals) => {
      isOver = true
      const phase = timeline.current
      reject(
        new DeployError({
          code: 'cancelled',
          message: `The run was cancelled (${signal})${phase === undefined ? '' : ` in "${phase}"`}: ${describe(phase)}`,
          fix: 'Run again to go on from there',
        }),
      )
    }
    for (const signal of SIGNALS) process.once(signal, onSignal)
    stopListening = () => {
      for (const signal of SIGNALS) process.off(signal, onSignal)
    }
  })
  // Nobody waits for it any more once the story has ended.
  signalled.catch(() => {})
  return { signalled, isOver: () => isOver, stopListening: () => stopListening() }
}
