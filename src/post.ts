// The post step: puts away what a main step that crashed or was cancelled has left. It never fails a job.

import { rm } from 'node:fs/promises'
import { getInput, getState, info, warning } from '@actions/core'
import { removeDockerConfig } from './image/docker-config.ts'
import { DOCKER_CONFIG_STATE, OPEN_FILE_STATE, OPEN_WORK_STATE } from './state/step.ts'

export async function cleanUp(): Promise<void> {
  await Promise.all([
    removeLogin(getState(DOCKER_CONFIG_STATE)),
    removeFile(getState(OPEN_FILE_STATE)),
    leaveCluster(getState(OPEN_WORK_STATE)),
  ])
}

async function removeFile(path: string): Promise<void> {
  if (path === '') return
  try {
    await rm(path, { force: true, recursive: true })
  } catch (error) {
    warning(
      `${path} was left by a run that was cut off, and could not be removed: ${String(error)}. Remove it by hand: it may hold credentials.`,
    )
  }
}

async function removeLogin(folder: string): Promise<void> {
  if (folder === '') return
  try {
    if (await removeDockerConfig(folder)) info('Removed the Docker login that the main step left behind')
  } catch (error) {
    warning(`The login to ECR could not be removed from ${folder}: ${String(error)}. Remove that folder by hand.`)
  }
}

async function leaveCluster(left: string): Promise<void> {
  if (left === '') return
  const { putAway } = await import('./phases/put-away.ts')
  await putAway(left, (name) => getInput(name, { trimWhitespace: false }), process.env)
}
