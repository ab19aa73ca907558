// Phase "Resolve and connect", the image's half: from a dist-tag to the exact release, its base image and the tag of its
// image, and whether ECR has that already. Docker is not asked.

import { together } from '../errors.ts'
import type { Ecr } from '../image/ecr.ts'
import type { BuildSource } from '../inputs/deploy.ts'
import type { Run } from '../run.ts'
import { refuseCopiedPin } from './commit.ts'
import type { Gateway } from './read.ts'
import { type Live, type ResolvedRelease, resolveRelease } from './release.ts'

/** Where ECR keeps the images. */
export interface Repository {
  readonly ecr: Ecr
  readonly repositoryUri: string
}

/** Everything a build needs, and the tag under which its result is kept. */
export interface Build extends ResolvedRelease, Repository {
  readonly tag: string
  /** Digest under that tag in ECR, when an earlier run has built it. */
  readonly existing: string | undefined
  readonly platform: string
  readonly dockerfilePath: string
  readonly contextPath: string
  readonly buildArgs: BuildSource['buildArgs']
  readonly fingerprint: string
}

/**
 * Begins to ask ECR for the repository. A promise of its own: what needs no more than ECR must not fail by the release.
 * @returns rejects with a DeployError, which `resolveBuild` tells
 */
export function beginRepository(run: Run, source: BuildSource): Promise<Repository> {
  const lookUp = async () => {
    const { Ecr } = await import('../image/ecr.ts')
    const { ecrRepository: repository, awsRegion: region, registryId, createRepository: create } = source
    const ecr = new Ecr({ region, repository, create, ...(registryId && { registryId }) })
    run.closing.push(() => ecr.close())
    const created = () => run.timeline.progress(`Created the ECR repository ${repository}`)
    return { ecr, repositoryUri: await ecr.repositoryUri(created) }
  }
  const looking = lookUp()
  looking.catch(() => {})
  return looking
}

/** @param live settles when the cluster was asked; undefined when it could not be, which ends the run anyway */
export async function resolveBuild(
  run: Run,
  source: BuildSource,
  gateway: Gateway,
  repository: Promise<Repository>,
  live: Promise<Live | undefined>,
): Promise<Build> {
  const [{ imageFingerprint, imageTag }, { readBuildContext }] = await Promise.all([
    import('../image/fingerprint.ts'),
    import('../image/context.ts'),
  ])
  const { buildArgs } = source
  const { architecture } = gateway
  const platform = `linux/${architecture}`
  const [resolved, context, { ecr, repositoryUri }] = await together([
    resolveRelease(run, source, architecture, live),
    readBuildContext(source.dockerfile, source.context, run.surroundings.workspace).then(async (read) => {
      await refuseCopiedPin(run, gateway, source.dockerfile, read.files)
      return read
    }),
    repository,
  ])
  const { dockerfilePath, contextPath } = context
  const { release, base } = resolved

  const fingerprint = imageFingerprint({
    version: release.version,
    integrity: release.integrity,
    baseReference: base.reference,
    platform,
    dockerfile: context.dockerfile,
    context: context.digest,
    buildArgs,
  })
  const tag = imageTag(release.version, fingerprint)
  run.outcome.tag = tag
  const existing = await ecr.digestOf(tag)
  if (existing === undefined) await requireDocker(run)
  run.timeline.progress(`ECR ${existing ? `has ${tag}` : `does not have ${tag} yet`}`)
  return {
    ecr,
    repositoryUri,
    tag,
    existing,
    ...resolved,
    platform,
    dockerfilePath,
    contextPath,
    buildArgs,
    fingerprint,
  }
}

/** Where a daemon may yet come, the build waits for it. */
async function requireDocker({ surroundings: { daemonless, dockerHost, env } }: Run): Promise<void> {
  if (!daemonless) return
  const { requireDaemon } = await import('../image/daemonless.ts')
  await requireDaemon(dockerHost, env)
}
