// A build where ARC brings no Docker: told before anything is built, and without waiting for a sidecar that nobody starts.

import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { DeployError, messageOf } from '../errors.ts'
import { Docker } from './docker.ts'

/**
 * @param host where the Docker CLI looks for its daemon, as a URL
 * @throws DeployError when no daemon answers now and none is about to
 */
export async function requireDaemon(host: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const socket = /^unix:\/\/(.+)$/.exec(host)?.[1]
  // A sidecar that somebody has added to the job's pod, and which may be starting.
  if (socket !== undefined && (await isThere(socket))) return
  // The user's own configuration may name a context with another daemon.
  const docker = new Docker(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'), host, env)
  const { version, now } = await docker.ask().catch((error: unknown) => ({ version: '', now: messageOf(error) }))
  if (version !== '') return
  throw new DeployError({
    code: 'docker-unavailable',
    message:
      'An image has to be built, and ARC’s containerMode kubernetes (or kubernetes-novolume) has no Docker daemon',
    fix: 'Run this workflow on a scale set with containerMode: dind, or set `image` to one that was built elsewhere; DOCKER_HOST may name a daemon that this pod can reach',
    evidence: [`${host}: ${now}`],
  })
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
