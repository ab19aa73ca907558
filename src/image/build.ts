// From a plan to an image that may be pushed: built, and checked.

import { readFile } from 'node:fs/promises'
import { DeployError } from '../errors.ts'
import type { BaseImage } from './base.ts'
import { certificatesIn } from './certificates.ts'
import { checkArguments, judgeCheck, runArguments } from './check.ts'
import type { BuildRequest, Docker } from './docker.ts'
import type { Release } from './release.ts'

export interface ImagePlan {
  readonly release: Release
  readonly base: BaseImage
  readonly platform: string
  readonly dockerfilePath: string
  readonly contextPath: string
  readonly fingerprint: string
  readonly npmrc: string
  /** npm's `cafile`. */
  readonly caFile?: string
  /** No package published after this ISO date is installed. */
  readonly before?: string
  /** `repository:tag`. */
  readonly image: string
  readonly buildArgs: readonly (readonly [name: string, value: string])[]
}

/** @param extraCaFile of NODE_EXTRA_CA_CERTS @throws DeployError with the build's last lines */
export async function buildImage(
  docker: Docker,
  plan: ImagePlan,
  extraCaFile: string | undefined,
  progress: (line: string) => void,
): Promise<void> {
  // A file may end without a newline, and two certificates on one line are none.
  const ca = [await textOf(extraCaFile), ...certificatesIn(await textOf(plan.caFile))]
    .filter((pem) => pem !== '')
    .map((pem) => (pem.endsWith('\n') ? pem : `${pem}\n`))
    .join('')
  const request: BuildRequest = {
    dockerfilePath: plan.dockerfilePath,
    contextPath: plan.contextPath,
    platform: plan.platform,
    image: plan.image,
    buildArgs: [
      ['OPENCLAW_VERSION', plan.release.version],
      ['OPENCLAW_INTEGRITY', plan.release.integrity],
      ['BASE_IMAGE', plan.base.reference],
      ...(plan.before ? [['OPENCLAW_BEFORE', plan.before] as const] : []),
      ...plan.buildArgs,
    ],
    labels: labelsOf(plan),
    secrets: { npmrc: plan.npmrc, ...(ca && { ca }) },
  }
  await docker.build(request, progress)
}

/** '' without a file, which the build then goes without. */
async function textOf(path: string | undefined): Promise<string> {
  return path === undefined ? '' : readFile(path, 'utf8').catch(() => '')
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

/** Runs a script by the image's Node, with `input` for it to read. @returns what it printed, or why it did not run */
export async function runInImage(
  docker: Docker,
  image: string,
  platform: string,
  script: string,
  input: string,
): Promise<{ output: string } | { obstacle: string }> {
  // By stdin, since whoever may list processes may read arguments.
  const args = runArguments(image, platform, ['--interactive'], ['node', '-e', script])
  const { exitCode, output } = await docker.run(args, input)
  return exitCode === 0 ? { output } : { obstacle: output.trim().split('\n').at(-1) || `exit code ${exitCode}` }
}
