// Phase "Resolve and connect", the release's part: which one, weighed against what is live, and its base image.

import type { BaseImage } from '../image/base.ts'
import type { NpmRegistry } from '../image/npmrc.ts'
import type { Choice, Release, TreeBound } from '../image/release.ts'
import { UNKNOWN_VERSION } from '../image/unknown-version.ts'
import type { BuildSource } from '../inputs/deploy.ts'
import type { Run } from '../run.ts'
import { lookAtUpgrade } from './upgrade.ts'

/** What the cluster told. */
export interface Live {
  /** Undefined when there is no gateway; UNKNOWN_VERSION when nothing tells the version of the one that there is. */
  readonly version: string | undefined
}

export interface ResolvedRelease {
  readonly release: Release
  readonly base: BaseImage
  readonly registry: NpmRegistry
  /** How young what a build installs may be; undefined without `min-age`. Asked for only by a build. */
  readonly treeBound: () => Promise<TreeBound | undefined>
}

/**
 * @param live settles when the cluster was asked; undefined when it could not be, which ends the run anyway
 * @throws DeployError when there is no such release, none that may be deployed, or no base image for it
 */
export async function resolveRelease(
  run: Run,
  source: BuildSource,
  architecture: string,
  live: Promise<Live | undefined>,
): Promise<ResolvedRelease> {
  const { surroundings, timeline, outcome } = run
  const [npm, { resolveBase }] = await Promise.all([import('../image/release.ts'), import('../image/base.ts')])
  const { workspace, env, dockerHubMirror } = surroundings
  const progress = (line: string) => timeline.progress(line)
  const registry = await npm.readNpmRegistry(workspace, env, progress)
  const baseFor = (nodeRange: string) =>
    resolveBase({
      nodeRange,
      architecture,
      env,
      progress,
      ...(source.baseImage && { wanted: source.baseImage }),
      ...(dockerHubMirror && { dockerHubMirror }),
    })
  const offer = await npm.resolveRelease(source.versionSpec, registry)
  const { version, nodeRange } = offer.release
  outcome.openclawVersion = version
  timeline.progress(`openclaw@${source.versionSpec} is ${version}, which needs Node ${nodeRange}`)
  // Before the cluster has answered: most often it is this release, or one that needs the same Node.
  const likelyBase = baseFor(nodeRange)
  likelyBase.catch(() => undefined)
  const { minAgeMs } = source
  const nowMs = Date.now()
  const known = await live
  const choice: Choice = known
    ? await npm.chooseRelease(offer, { minAgeMs, nowMs, live: known.version }, registry)
    : offer
  const { release, note, warning } = choice
  outcome.openclawVersion = release.version
  if (note) {
    outcome.reasons.push(note)
    timeline.progress(note)
  }
  if (warning) run.warn(`${warning}.`)
  const [base] = await Promise.all([
    release.nodeRange === nodeRange ? likelyBase : baseFor(release.nodeRange),
    known?.version && known.version !== UNKNOWN_VERSION && lookAtUpgrade(run, known.version, release, registry),
  ])
  timeline.progress(`Base image ${base.reference}${base.nodeVersion ? `, Node ${base.nodeVersion}` : ''}`)
  const plugins = source.buildArgs.flatMap(([name, value]) => (name === 'PLUGINS' ? npm.exactPackages(value) : []))
  const treeBound = async () => (minAgeMs > 0 ? npm.treeBound(release, plugins, nowMs - minAgeMs, registry) : undefined)
  return { release, base, registry, treeBound }
}
