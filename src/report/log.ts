// What a run says while it goes: one log group per phase, each line that waits with the time since the start.

import { endGroup, info, startGroup } from '@actions/core'

/** One phase of the story as it went, for the summary's table. Times in milliseconds since the run's start. */
export interface PhaseRecord {
  readonly name: string
  readonly startMs: number
  readonly endMs: number
  readonly failed: boolean
}

export class Timeline {
  readonly records: PhaseRecord[] = []
  readonly #start = performance.now()

  elapsedMs(): number {
    return performance.now() - this.#start
  }

  /** Runs one phase in its own log group and records how long it took, also when it throws. */
  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startMs = this.elapsedMs()
    let failed = true
    startGroup(name)
    try {
      const result = await work()
      failed = false
      return result
    } finally {
      const endMs = this.elapsedMs()
      this.records.push({ name, startMs, endMs, failed })
      info(`${name}: ${failed ? 'failed after ' : ''}${formatSeconds(endMs - startMs)}`)
      endGroup()
    }
  }

  /** Text of several lines, each behind a sign: one that begins with `::` would be a command to the runner. */
  text(block: string): void {
    for (const line of block.split(/\r\n|\r|\n/)) info(`  | ${line}`)
  }

  /** A line with the time since the run's start, for work that a reader watches. */
  progress(line: string): void {
    // One line, whatever it quotes: a second one could begin with `::` and be a command to the runner.
    info(`[${formatSeconds(this.elapsedMs())}] ${line.replace(/\s*[\r\n]+\s*/g, ' ')}`)
  }
}

/** `12.3 s` below a minute, `1 min 47 s` from there on. */
export function formatSeconds(milliseconds: number): string {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
