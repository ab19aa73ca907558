// The main step of action.yml.

import { getInput, saveState } from '@actions/core'
import { deploy } from './deploy.ts'
import { parseInputs } from './inputs/deploy.ts'
import { describeLive, outputsOf } from './report/outcome.ts'
import { DOCKER_CONFIG_STATE, OPEN_FILE_STATE, OPEN_WORK_STATE } from './state/step.ts'
import { runStep } from './step.ts'

export function run(): Promise<void> {
  return runStep(
    async (step) => {
      const inputs = parseInputs((name) => getInput(name, { trimWhitespace: false }), process.env)
      await deploy({
        ...step,
        inputs,
        onDockerConfig: (folder) => saveState(DOCKER_CONFIG_STATE, folder),
        onOpenFile: (path) => saveState(OPEN_FILE_STATE, path ?? ''),
        onOpenWork: (work) => saveState(OPEN_WORK_STATE, work ? JSON.stringify(work) : ''),
      })
    },
    outputsOf,
    describeLive,
  )
}
