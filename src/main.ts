// The action's main step: inputs in, story told, outcome reported. The exit code is set here and nowhere else.

import { getInput, saveState, setOutput, warning } from '@actions/core'
import { deploy } from './deploy.ts'
import { problemsOf } from './errors.ts'
import { parseInputs, readSurroundings } from './inputs.ts'
import { Timeline } from './report/log.ts'
import { type Outcome, outputsOf } from './report/outcome.ts'
import { annotate } from './report/problems.ts'
import { DOCKER_CONFIG_STATE } from './state/step.ts'

export async function run(): Promise<void> {
  const timeline = new Timeline()
  const outcome: Outcome = { reasons: [] }
  try {
    const inputs = parseInputs((name) => getInput(name, { trimWhitespace: false }), process.env)
    await deploy({
      inputs,
      surroundings: readSurroundings(process.env, process.cwd()),
      timeline,
      outcome,
      warn: (line, where) => warning(line, where && { file: where.file, ...(where.line && { startLine: where.line }) }),
      onDockerConfig: (folder) => saveState(DOCKER_CONFIG_STATE, folder),
      closing: [],
    })
  } catch (thrown) {
    const problems = problemsOf(thrown)
    outcome.problems = problems
    annotate(problems)
    // Not setFailed: it would say again what the annotations have just said.
    process.exitCode = 1
  }
  for (const [name, value] of Object.entries(outputsOf(outcome))) setOutput(name, value)
  const { writeSummary } = await import('./report/summary.ts')
  await writeSummary(outcome, timeline.records).catch((error: unknown) =>
    warning(`The job summary could not be written: ${String(error)}`),
  )
}
