// The frame around a story: what it found out and did is reported, however it ends. The exit code is set here and
// nowhere else.

import { setOutput, warning } from '@actions/core'
import { problemsOf } from './errors.ts'
import { readSurroundings } from './inputs/common.ts'
import { listenForSignals } from './interruption.ts'
import { Timeline } from './report/log.ts'
import type { Outcome } from './report/outcome.ts'
import { annotate } from './report/problems.ts'
import type { Step } from './run.ts'

/** How long what is still open may keep the process, all being done. */
const LINGER_MS = 3_000

/**
 * @param outputsOf the action's outputs by their names
 * @param describe what a run leaves behind that is cancelled in this phase, a clause
 */
export async function runStep(
  story: (step: Step) => Promise<void>,
  outputsOf: (outcome: Outcome) => Record<string, string>,
  describe: (outcome: Outcome, phase: string | undefined) => string,
): Promise<void> {
  const step: Step = {
    surroundings: readSurroundings(process.env, process.cwd()),
    timeline: new Timeline(),
    outcome: { reasons: [] },
    warn: (line, where) => warning(line, where && { file: where.file, ...(where.line && { startLine: where.line }) }),
    closing: [],
  }
  const { outcome, timeline } = step
  const interruption = listenForSignals(timeline, (phase) => describe(outcome, phase))
  try {
    await Promise.race([story(step), interruption.signalled])
  } catch (thrown) {
    const problems = problemsOf(thrown)
    outcome.problems = problems
    annotate(problems)
    // Not setFailed: it would say again what the annotations have just said.
    process.exitCode = 1
  } finally {
    for (const close of step.closing) close(interruption.isOver())
  }
  for (const [name, value] of Object.entries(outputsOf(outcome))) setOutput(name, value)
  const { writeSummary } = await import('./report/summary.ts')
  await writeSummary(outcome, timeline.records).catch((error: unknown) =>
    warning(`The job summary could not be written: ${String(error)}`),
  )
  interruption.stopListening()
  // The story would go on: what it left open is put away by the post step.
  if (interruption.isOver()) process.exit()
  // A peer that took a connection and never answered must not hold up a run whose verdict is told.
  setTimeout(() => process.exit(), LINGER_MS).unref()
}
