// Phase "Resolve and connect", the image's half: from a dist-tag to the exact release, its base image and the tag of its
// image, and whether ECR has that already. Docker is not asked.

import { together } from '../errors.ts'
import type { BaseImage } from '../image/base.ts'
import type { Ecr } from '../image/ecr.ts'
import type { Release } from '../image/release.ts'
import type { Source } from '../inputs.ts'
import type { Run } from '../run.ts'
import type { Gateway } from './read.ts'

type BuildSource = Extract<Source, { kind: 'build' }>

/** Everything a build needs, and the tag under which its result is kept. */
export interface Build {
  readonly ecr: Ecr
  readonly repositoryUri: string
  readonly tag: string
  /** Digest under that tag in ECR, when an earlier run has built it. */
  readonly existing: string | undefined
  readonly release: Release
  readonly base: BaseImage
  readonly platform: string
  readonly dockerfilePath: string
  readonly contextPath: string
  readonly buildArgs: BuildSource['buildArgs']
  readonly fingerprint: string
  readonly npmrc: string
}

export async function resolveBuild(run: Run, source: BuildSource, { architecture }: Gateway): Promise<Build> {
  const [{ Ecr }, { imageFingerprint, imageTag }, { readBuildContext }] = await Promise.all([
    import('../image/ecr.ts'),
    import('../image/fingerprint.ts'),
    import('../image/context.ts'),
  ])
  const { ecrRepository: repository, awsRegion: region, registryId, buildArgs } = source
  const ecr = new Ecr({ region, repository, ...(registryId && { registryId }) })
  run.closing.push(() => ecr.close())

  const platform = `linux/${architecture}`
  const [{ release, base, npmrc }, context, repositoryUri] = await together([
    resolveRelease(run, source, architecture),
    readBuildContext(source.dockerfile, source.context, run.surroundings.workspace),
    ecr.repositoryUri(),
  ])
  const { dockerfilePath, contextPath } = context

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
  run.timeline.progress(`ECR ${existing ? `has ${tag}` : `does not have ${tag} yet`}`)
  return {
    ecr,
    repositoryUri,
    tag,
    existing,
    release,
    base,
    platform,
    dockerfilePath,
    contextPath,
    buildArgs,
    fingerprint,
    npmrc,
  }
}

async function resolveRelease({ surroundings, timeline, outcome }: Run, source: BuildSource, architecture: string) {
  const [npm, { resolveBase }] = await Promise.all([import('../image/release.ts'), import('../image/base.ts')])
  const { workspace, env, dockerHubMirror } = surroundings
  const registry = await npm.readNpmRegistry(workspace, env)
  const release = await npm.resolveRelease(source.versionSpec, registry)
  outcome.openclawVersion = release.version
  timeline.progress(`openclaw@${source.versionSpec} is ${release.version}, which needs Node ${release.nodeRange}`)
  const base = await resolveBase({
    nodeRange: release.nodeRange,
    architecture,
    ...(source.baseImage && { wanted: source.baseImage }),
    ...(dockerHubMirror && { dockerHubMirror }),
  })
  timeline.progress(`Base image ${base.reference}${base.nodeVersion ? `, Node ${base.nodeVersion}` : ''}`)
  return { release, base, npmrc: registry.npmrc }
}
