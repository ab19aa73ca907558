// From a plan to an image that may carry its tag: built, checked, pushed, and confirmed with ECR.

import { readFile } from 'node:fs/promises'
import { DeployError } from '../errors.ts'
import type { BaseImage } from './base.ts'
import { checkArguments, judgeCheck } from './check.ts'
import type { Docker } from './docker.ts'
import type { Ecr } from './ecr.ts'
import type { Release } from './release.ts'

export interface ImagePlan {
  readonly release: Release
  readonly base: BaseImage
  readonly platform: string
  readonly dockerfilePath: string
  readonly contextPath: string
  readonly fingerprint: string
  readonly npmrc: string
  /** `repository:tag`. */
  readonly image: string
  readonly buildArgs: readonly (readonly [name: string, value: string])[]
}

/** @throws DeployError with the build's last lines */
export async function buildImage(docker: Docker, plan: ImagePlan, extraCaFile: string | undefined): Promise<void> {
  const ca = extraCaFile === undefined ? undefined : await readFile(extraCaFile, 'utf8').catch(() => undefined)
  await docker.build({
    dockerfilePath: plan.dockerfilePath,
    contextPath: plan.contextPath,
    platform: plan.platform,
    image: plan.image,
    buildArgs: [
      ['OPENCLAW_VERSION', plan.release.version],
      ['OPENCLAW_INTEGRITY', plan.release.integrity],
      ['BASE_IMAGE', plan.base.reference],
      ...plan.buildArgs,
    ],
    labels: labelsOf(plan),
    secrets: { npmrc: plan.npmrc, ...(ca && { ca }) },
  })
}

/** What the image is, and what decided its build. Of build arguments only the names: a value may be a secret. */
function labelsOf({ release, base, fingerprint, platform, buildArgs }: ImagePlan): Record<string, string> {
  return {
    'org.opencontainers.image.title': 'openclaw',
    'org.opencontainers.image.description': 'OpenClaw gateway, built by openclaw-deploy',
    'org.opencontainers.image.version': release.version,
    'org.opencontainers.image.base.name': base.reference.replace(/@.*/, ''),
    'org.opencontainers.image.base.digest': base.digest,
    'openclaw-deploy.fingerprint': fingerprint,
    'openclaw-deploy.integrity': release.integrity,
    'openclaw-deploy.node-range': release.nodeRange,
    'openclaw-deploy.platform': platform,
    'openclaw-deploy.build-args': buildArgs.map(([name]) => name).join(' '),
  }
}

/** @throws DeployError with everything that is wrong with the image */
export async function checkImage(
  docker: Docker,
  image: string,
  platform: string,
  version: string,
  progress: (line: string) => void,
): Promise<void> {
  const { exitCode, output } = await docker.run(checkArguments(image, platform))
  const [first, ...more] = judgeCheck(exitCode, output, version)
  if (first) throw new DeployError(first, ...more)
  progress(`OpenClaw ${version} starts as uid 1000 and accepts a config`)
}

/**
 * Logs in, pushes and asks ECR what it has.
 * @returns the digest under the tag in ECR
 * @throws DeployError when the push fails or ECR holds something else
 */
export async function pushImage(
  docker: Docker,
  ecr: Ecr,
  repositoryUri: string,
  tag: string,
  progress: (line: string) => void,
): Promise<string> {
  const registry = registryOf(repositoryUri)
  await docker.login(await ecr.login(registry))
  progress(`Logged in to ${registry}`)
  const pushed = await docker.push(`${repositoryUri}:${tag}`)
  const stored = await ecr.digestOf(tag)
  const digest = pushed.kind === 'stored' ? pushed.digest : undefined
  if (stored === undefined || (digest !== undefined && digest !== stored)) {
    throw new DeployError({
      code: 'push-failed',
      message:
        pushed.kind === 'refused'
          ? `ECR refused the tag ${tag} as taken, but has nothing under it`
          : `Docker pushed ${digest ?? 'an image'}, but ECR has ${stored ?? 'nothing'} under ${tag}`,
      fix: 'Run again; if it stays, check that no other job pushes to this repository',
    })
  }
  // In an immutable repository the tag may have come from a run beside this one: the same fingerprint, so as good.
  progress(pushed.kind === 'refused' ? `ECR had ${tag} already and keeps it: ${stored}` : `ECR has ${tag}: ${stored}`)
  return stored
}

/** Registry host of a repository's URI. */
export function registryOf(repositoryUri: string): string {
  return repositoryUri.slice(0, repositoryUri.indexOf('/'))
}
