// From a checked image in the daemon to its tag in ECR, confirmed by ECR itself.

import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError, messageOf } from '../errors.ts'
import { withJitter } from '../jitter.ts'
import type { Docker, Interrupted, Pushed } from './docker.ts'
import type { Ecr } from './ecr.ts'

// Docker itself tries a layer five times; these are for what it gives up on, such as the manifest.
const DELAYS_MS = [2_000, 8_000]

/**
 * Logs in, pushes and asks ECR what it has. A tag that is there by now, from a run beside this one, is of the same fingerprint and so as
 * good: it is never moved.
 * @returns the digest under the tag in ECR, which need not be that of the image in the daemon
 * @throws DeployError when the push fails or ECR holds something else
 */
export async function pushImage(
  docker: Docker,
  ecr: Ecr,
  repositoryUri: string,
  tag: string,
  progress: (line: string) => void,
  delaysMs: readonly number[] = DELAYS_MS,
): Promise<string> {
  const kept = (digest: string) => {
    progress(`ECR had ${tag} already and keeps it: ${digest}`)
    return digest
  }
  // It was not there when the run began, and a build is long. In a mutable repository a push would take the tag off what may be live.
  const earlier = await ecr.digestOf(tag)
  if (earlier !== undefined) return kept(earlier)
  let pushed: Exclude<Pushed, Interrupted>
  try {
    pushed = await pushPatiently(docker, ecr, repositoryUri, tag, progress, delaysMs)
  } catch (failure) {
    // Of an immutable repository's refusal some Dockers print the status alone, "400 Bad Request".
    const there = await ecr.digestOf(tag).catch(() => undefined)
    if (there === undefined) throw failure
    progress(`ECR has ${tag} all the same: ${there}. What the push ended with: ${messageOf(failure)}`)
    return there
  }
  const stored = await ecr.digestOf(tag)
  const digest = pushed.kind === 'stored' ? pushed.digest : undefined
  if (stored === undefined || (digest !== undefined && digest !== stored)) {
    throw new DeployError({
      code: 'push-failed',
      message:
        pushed.kind === 'taken'
          ? `ECR refused the tag ${tag} as taken, but has nothing under it`
          : `Docker pushed ${digest ?? 'an image'}, but ECR has ${stored ?? 'nothing'} under ${tag}`,
      fix: 'Run again; if it stays, check that no other job pushes to this repository',
    })
  }
  if (pushed.kind === 'taken') return kept(stored)
  progress(`ECR has ${tag}: ${stored}`)
  return stored
}

/** Registry host of a repository's URI. */
export function registryOf(repositoryUri: string): string {
  return repositoryUri.slice(0, repositoryUri.indexOf('/'))
}

/** A push may be repeated: layers that are there are not sent again, and the tag is set last. */
async function pushPatiently(
  docker: Docker,
  ecr: Ecr,
  repositoryUri: string,
  tag: string,
  progress: (line: string) => void,
  delaysMs: readonly number[],
): Promise<Exclude<Pushed, Interrupted>> {
  const registry = registryOf(repositoryUri)
  let needsLogin: 'first' | 'fresh' | undefined = 'first'
  const logIn = async (isAgain: boolean): Promise<Interrupted | undefined> => {
    const cut = await docker.login(await ecr.login(registry, isAgain))
    if (!cut) progress(`Logged in to ${registry}${isAgain ? ' again' : ''}`)
    return cut
  }
  let wasRenewed = false
  for (let attempt = 0; ; attempt++) {
    const cut: Interrupted | undefined = needsLogin && (await logIn(needsLogin === 'fresh'))
    if (!cut) needsLogin = undefined
    const pushed = cut ?? (await docker.push(`${repositoryUri}:${tag}`))
    if (pushed.kind !== 'again') return pushed
    const delay = delaysMs[attempt]
    if (delay === undefined || (pushed.isLoginOver && wasRenewed)) throw new DeployError(pushed.problem)
    if (pushed.isLoginOver) {
      wasRenewed = true
      needsLogin = 'fresh'
      progress(`ECR no longer takes the login (${pushed.said}): a fresh one is asked for`)
      continue
    }
    const what = cut ? 'login' : 'push'
    progress(`The ${what} was cut off: ${pushed.said}; trying again (${attempt + 2} of ${delaysMs.length + 1})`)
    await sleep(withJitter(delay))
  }
}
