// The post step: removes the login, also when the main step crashed or was cancelled. It never fails a job.

import { getState, info, warning } from '@actions/core'
import { removeDockerConfig } from './image/docker-config.ts'
import { DOCKER_CONFIG_STATE } from './state/step.ts'

export async function cleanUp(): Promise<void> {
  const folder = getState(DOCKER_CONFIG_STATE)
  if (folder === '') return
  try {
    if (await removeDockerConfig(folder)) info('Removed the Docker login that the main step left behind')
  } catch (error) {
    warning(`The login to ECR could not be removed from ${folder}: ${String(error)}. Remove that folder by hand.`)
  }
}
