// What a run says while it goes: one log group per phase, each line that waits with the time since the start.

import { endGroup, info, startGroup } from '@actions/core'
import { harmless, harmlessLines } from './commands.ts'

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
  readonly #open: string[] = []

  /** Name of the innermost phase that goes on now. */
  get current(): string | undefined {
    return this.#open.at(-1)
  }

  elapsedMs(): number {
    return performance.now() - this.#start
  }

  /** Runs one phase in its own log group and records how long it took, also when it throws. */
  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startMs = this.elapsedMs()
    let failed = true
    startGroup(name)
    this.#open.push(name)
    try {
      const result = await work()
      failed = false
      return result
    } finally {
      const endMs = this.elapsedMs()
      this.#open.pop()
      this.records.push({ name, startMs, endMs, failed })
      info(`${name}: ${failed ? 'failed after ' : ''}${formatSeconds(endMs - startMs)}`)
      endGroup()
    }
  }

  /** Text of several lines, whoever wrote it. */
  text(block: string): void {
    for (const line of harmlessLines(block)) info(`  | ${line}`)
  }

  /** A line with the time since the run's start, for work that a reader watches. */
  progress(line: string): void {
    // One line, whatever it quotes.
    info(`[${formatSeconds(this.elapsedMs())}] ${harmless(line.replace(/\s*[\r\n]+\s*/g, ' '))}`)
  }
}

/** `44.7 kB`, `1.2 GB`: units of a thousand, as `ls -h --si` has them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const step = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3)))
  return `${step === 0 ? bytes : (bytes / 1000 ** step).toFixed(1)} ${units[step]}`
}

/** `12.3 s` below a minute, `1 min 47 s` from there on. */
export function formatSeconds(milliseconds: number): string {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** `2026-11-22 18:05 UTC` of epoch milliseconds. */
export function formatTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
