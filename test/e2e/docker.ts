// The lab's Docker, by its own command and with a configuration folder of the test's own.

import { spawnSync } from 'node:child_process'
import { cleanEnvironment } from '../../lab/environment.ts'
import type { Site } from '../../lab/site.ts'

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  /** What a container's log is: on both streams. */
  readonly written: string
}

/** Runs a command to its end, whatever that is. @param input for its standard input */
export function tryDocker(site: Site, configFolder: string, args: readonly string[], input = ''): Ran {
  const env = { ...cleanEnvironment(), ...site.env, DOCKER_CONFIG: configFolder }
  const { error, status, stdout, stderr } = spawnSync('docker', args, { env, input, encoding: 'utf8' })
  if (error) throw error
  return { status, stdout, written: stdout + stderr }
}

/** @returns what it wrote to its standard output @throws with all that it wrote, when it fails */
export function runDocker(...[site, configFolder, args, input]: Parameters<typeof tryDocker>): string {
  const { status, stdout, written } = tryDocker(site, configFolder, args, input)
  if (status !== 0) throw new Error(`docker ${args[0]} ended with ${status}: ${written}`)
  return stdout
}
