// Runs a stream of views through the verdict as wait.ts does: at each view, and in between whenever a patience ends.

import { type Goal, type History, judge, NO_HISTORY, type Verdict } from '../../../src/rollout/verdict.ts'
import type { RolloutView } from '../../../src/rollout/view.ts'

/** What was seen, and when: milliseconds since the apply. */
export type Stream = readonly (readonly [ms: number, view: RolloutView])[]

export interface Outcome {
  readonly verdict: Verdict
  /** When it was reached, or when the stream ended. */
  readonly ms: number
  readonly lines: readonly string[]
  readonly history: History
}

/** @param untilMs how long the last view stands; with the last view itself when missing */
export function run(stream: Stream, expected: Goal, untilMs = stream.at(-1)?.[0] ?? 0): Outcome {
  let history = NO_HISTORY
  let verdict: Verdict = { state: 'progressing', step: 'stop', line: '' }
  const lines: string[] = []
  for (const [index, [at, view]] of stream.entries()) {
    const end = stream[index + 1]?.[0] ?? untilMs + 1
    for (
      let ms = at;
      ms === at || ms < end;
      ms += (verdict.state === 'progressing' && verdict.recheckInMs) || Infinity
    ) {
      ;({ verdict, history } = judge(view, expected, expected.appliedAtMs + ms, history))
      if (verdict.state !== 'progressing') return { verdict, ms, lines, history }
      if (verdict.line !== lines.at(-1)) lines.push(verdict.line)
    }
  }
  return { verdict, ms: untilMs, lines, history }
}

/** One view that stands for a while. */
export function stands(view: RolloutView, forMs: number, expected: Goal): Outcome {
  return run([[0, view]], expected, forMs)
}

/** `ready`, `progressing`, or the code of the failure. */
export function endOf({ verdict }: Outcome): string {
  return verdict.state === 'failed' ? verdict.problem.code : verdict.state
}
