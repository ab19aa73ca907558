// Which OpenClaw: a dist-tag, range or version of the user's becomes one exact release with its integrity.

import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import valid from 'semver/functions/valid.js'
import validRange from 'semver/ranges/valid.js'
import { type Environment, nameableEnvironment } from '../environment.ts'
import { DeployError, messageOf } from '../errors.ts'
import { maskAuthorization } from '../report/mask.ts'
import { certificatesIn } from './certificates.ts'
import { type NpmRegistry, npmRegistry } from './npmrc.ts'
import { getPackument, getVersion, hostOf, PACKAGE, type Packument, type VersionManifest } from './packument.ts'
import { type Listing, pickRelease, type Wish, wantedOf } from './pick.ts'

/** One release of the npm package `openclaw`. */
export interface Release {
  readonly version: string
  /** Subresource integrity of the tarball, such as `sha512-...`. */
  readonly integrity: string
  /** The Node range of `engines.node`. */
  readonly nodeRange: string
  /** Of its databases, such as state: 18; undefined when the registry does not tell. */
  readonly schemaVersions?: SchemaVersions
  /** Packages of its own project that it needs in exactly one version. */
  readonly siblings?: readonly ExactPackage[]
  /** Undefined when it was not asked for. */
  readonly publishedMs?: number
}

export interface ExactPackage {
  readonly name: string
  readonly version: string
}

/** What bounds the packages that are installed with a release. */
export interface TreeBound {
  /** ISO date; none that was published later is installed. */
  readonly before: string
  /** `name@version` of the package whose publish time that is; undefined when it is what `min-age` asks for. */
  readonly setBy?: string
}

/** By kind of database; an older release refuses one that a newer has moved on. */
export type SchemaVersions = Readonly<Record<string, number>>

/** What the version that the user asks for stands for today, and what that was seen from. */
export interface Offer {
  readonly spec: string
  readonly release: Release
  readonly listing: Listing
}

/** What is deployed. `note` and `warning` are sentences for people. */
export interface Choice {
  readonly release: Release
  readonly note?: string
  readonly warning?: string
}

const HOUR_MS = 3_600_000
// Published by the same hands in the same hours as the release, and most often after it.
const OWN_SCOPE = '@openclaw/'
// It only helps to explain: nothing waits for a registry that is away.
const TRAITS_TIMEOUT_MS = 10_000

/**
 * The npm registry as the runner's npmrc files and environment set it; all logins are masked.
 * @throws DeployError when its `cafile` cannot be used
 */
export async function readNpmRegistry(
  workspace: string,
  env: Environment,
  progress?: (line: string) => void,
): Promise<NpmRegistry> {
  const home = env.HOME || homedir()
  const user = env.NPM_CONFIG_USERCONFIG || env.npm_config_userconfig || join(home, '.npmrc')
  const files = await Promise.all(
    [join(workspace, '.npmrc'), user].map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  // An npmrc of the checkout could name a key of AWS in the registry's address, and this would carry it there.
  const registry = npmRegistry(files, { ...nameableEnvironment(env), HOME: home })
  const logins = [registry.authorization ?? [], registry.scopeLogins ?? []].flat()
  for (const login of logins) maskAuthorization(login)
  if (registry.caFile) trust(await readCas(registry.caFile, progress), env)
  return { ...registry, ...(progress && { progress }) }
}

/** '' when it cannot be read, which the build goes without as well; npm says nothing of a file that is not there. */
async function readCas(file: string, progress: ((line: string) => void) | undefined): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    progress?.(`npm’s \`cafile\` ${file} cannot be read, so the CAs in it are not trusted: ${messageOf(error)}`)
    return ''
  })
}

/**
 * Finds the release. An exact version or dist-tag costs one small GET, a range the list of versions; so does all else with a registry
 * that serves only the list.
 * @throws DeployError when the registry does not answer, has no such version, or the release lacks an integrity
 */
export async function resolveRelease(spec: string, registry: NpmRegistry): Promise<Offer> {
  const exact = valid(spec)
  if (exact === null && validRange(spec) !== null) return resolveListed(spec, registry)
  const manifest = await getVersion(registry, exact ?? spec)
  if (!manifest) return resolveListed(spec, registry)
  const { version } = manifest
  const listing = { tags: exact === null ? { [spec]: version } : {}, versions: { [version]: manifest } }
  return { spec, release: releaseOf(manifest, registry), listing }
}

async function resolveListed(spec: string, registry: NpmRegistry): Promise<Offer> {
  const packument = await getPackument(registry, 'short')
  const listing = packument && listingOf(packument)
  const manifest = packument?.versions?.[(listing && wantedOf(listing, spec)) ?? '']
  if (!listing || !manifest) throw notFound(spec, packument)
  return { spec, release: releaseOf(manifest, registry), listing }
}

/**
 * Weighs the offer against what is live. Most often that takes no further request; the full packument (10 MB) is asked for
 * when `min-age` is set and the offer is not live yet, or to tell why it is lower.
 * @throws DeployError when nothing may be deployed, or the registry does not answer
 */
export async function chooseRelease(offer: Offer, rules: Omit<Wish, 'spec'>, registry: NpmRegistry): Promise<Choice> {
  const wish = { spec: offer.spec, ...rules }
  let pick = pickRelease(offer.listing, wish)
  let packument: Packument | undefined
  if (pick.kind === 'ask') {
    packument = await getPackument(registry, 'full')
    if (packument) pick = pickRelease({ ...listingOf(packument), times: packument.time ?? {} }, wish)
  }
  if (pick.kind === 'refuse') throw new DeployError(pick.problem)
  if (pick.kind === 'ask' || pick.kind === 'none') throw notFound(offer.spec, packument)
  const { kind: _, version, ...told } = pick
  const other = version === offer.release.version ? undefined : packument?.versions?.[version]
  const publishedMs = packument && publishedIn(packument, version)
  const release = other ? releaseOf(other, registry) : offer.release
  return { release: { ...release, ...(publishedMs !== undefined && { publishedMs }) }, ...told }
}

/**
 * The moment after which no package of the release's tree may have been published. npm installs nothing at all when that
 * leaves out a package which has to be there in one exact version, so it is never before one of those: the release itself,
 * which may have been named or be live already, its siblings, and plugins that were named exactly.
 * @param notAfterMs what `min-age` asks for; taken to the hour, so that builds within one hour share their layers
 * @throws DeployError when the registry does not answer for the release
 */
export async function treeBound(
  { version, publishedMs, siblings = [] }: Release,
  plugins: readonly ExactPackage[],
  notAfterMs: number,
  registry: NpmRegistry,
): Promise<TreeBound> {
  const [published, ...others] = await Promise.all([
    publishedMs ?? getPackument(registry, 'full').then((packument) => publishedIn(packument ?? {}, version)),
    // One that is not told is left to the build, which may have it from another registry.
    ...[...siblings, ...plugins].map((each) =>
      getPackument(registry, 'full', each.name).then(
        (packument) => publishedIn(packument ?? {}, each.version),
        () => undefined,
      ),
    ),
  ])
  let bound: TreeBound & { readonly ms: number } = boundAt(Math.floor(notAfterMs / HOUR_MS) * HOUR_MS)
  const exact = [{ name: PACKAGE, version }, ...siblings, ...plugins]
  for (const [index, ms] of [published, ...others].entries()) {
    if (ms !== undefined && ms > bound.ms) bound = boundAt(ms, exact[index])
  }
  const { ms: _, ...told } = bound
  return told
}

function boundAt(ms: number, setBy?: ExactPackage): TreeBound & { readonly ms: number } {
  return { ms, before: new Date(ms).toISOString(), ...(setBy && { setBy: `${setBy.name}@${setBy.version}` }) }
}

/** Those of a list as npm takes it, separated by blanks, that name one exact version. */
export function exactPackages(list: string): ExactPackage[] {
  return list.split(/\s+/).flatMap((each) => {
    const [, name = '', spec = ''] = /^((?:@[^/@]+\/)?[^/@]+)@(.+)$/.exec(each) ?? []
    const version = valid(spec)
    return version === null ? [] : [{ name, version }]
  })
}

function publishedIn({ time = {} }: Packument, version: string): number | undefined {
  const published = Date.parse(time[version] ?? '')
  return Number.isNaN(published) ? undefined : published
}

function listingOf({ 'dist-tags': tags = {}, versions = {} }: Packument): Listing {
  return { tags, versions }
}

/** What a release needs and brings, as far as the registry tells. */
export type Traits = Partial<Pick<Release, 'nodeRange' | 'schemaVersions'>>

/**
 * By one GET of some 130 kB, or by the full packument of a registry that serves nothing else; nothing is known when it cannot be had
 * within ten seconds, whatever the reason.
 */
export async function traitsOf(version: string, registry: NpmRegistry): Promise<Traits> {
  const exact = valid(version)
  if (exact === null) return {}
  try {
    const manifest = await manifestOf(exact, registry)
    const nodeRange = manifest?.engines?.node
    const schemaVersions = schemasIn(manifest)
    return { ...(nodeRange && { nodeRange }), ...(schemaVersions && { schemaVersions }) }
  } catch {
    return {}
  }
}

/** Each asked once, whatever the answer, and in the full form, which alone has the schemas. */
async function manifestOf(exact: string, registry: NpmRegistry): Promise<VersionManifest | undefined> {
  const deadline = performance.now() + TRAITS_TIMEOUT_MS
  const once = () => ({ timeoutMs: Math.max(0, Math.ceil(deadline - performance.now())), delaysMs: [] })
  const manifest = await getVersion(registry, exact, 'full', once())
  return manifest ?? (await getPackument(registry, 'full', PACKAGE, once()))?.versions?.[exact]
}

/** As traitsOf; undefined when they are not known. */
export async function schemaVersionsOf(version: string, registry: NpmRegistry): Promise<SchemaVersions | undefined> {
  return (await traitsOf(version, registry)).schemaVersions
}

function releaseOf(manifest: VersionManifest, registry: NpmRegistry): Release {
  const { version, dist, engines } = manifest
  if (!dist?.integrity || !engines?.node) {
    throw new DeployError({
      code: 'release-not-found',
      message: `The registry ${hostOf(registry)} gives no ${dist?.integrity ? 'engines.node' : 'integrity'} for ${PACKAGE} ${version}`,
      fix: 'Use a registry that serves the package’s full metadata',
    })
  }
  const schemaVersions = schemasIn(manifest)
  const siblings = siblingsIn(manifest)
  return {
    version,
    integrity: dist.integrity,
    nodeRange: engines.node,
    ...(schemaVersions && { schemaVersions }),
    ...(siblings.length > 0 && { siblings }),
  }
}

function siblingsIn({ dependencies = {} }: VersionManifest): ExactPackage[] {
  return Object.entries(dependencies).flatMap(([name, spec]) => {
    const version = name.startsWith(OWN_SCOPE) ? valid(spec) : null
    return version === null ? [] : [{ name, version }]
  })
}

function schemasIn(manifest: VersionManifest | undefined): SchemaVersions | undefined {
  const told = manifest?.openclaw?.schemaVersions
  if (typeof told !== 'object' || told === null) return undefined
  const schemas = Object.entries(told).filter((each): each is [string, number] => Number.isInteger(each[1]))
  return schemas.length > 0 ? Object.fromEntries(schemas) : undefined
}

function notFound(spec: string, packument: Packument | undefined): DeployError {
  const tags = Object.entries(packument?.['dist-tags'] ?? {}).map(([tag, version]) => `${tag} is ${version}`)
  return new DeployError({
    code: 'release-not-found',
    message: `npm has no release of ${PACKAGE} for "${spec}"${tags.length > 0 ? `; ${tags.join(', ')}` : ''}`,
    fix: 'Set `openclaw-version` to `latest` or to a version that npm lists (npm view openclaw versions)',
  })
}

/**
 * npm's `cafile` for our own request too.
 * @throws DeployError on a Node before 24.5, which takes CAs only when it starts, and was given none
 */
function trust(pem: string, env: Environment): void {
  const certificates = certificatesIn(pem)
  if (certificates.length === 0) return
  // Not there in each Node that a runner has, whatever the types say.
  if ((tls.setDefaultCACertificates as unknown) !== undefined) {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates])
    return
  }
  if (env.NODE_EXTRA_CA_CERTS) return
  throw new DeployError({
    code: 'npm-unreachable',
    message: `The npm registry’s CA is in \`cafile\` of npm’s settings, which this runner’s Node ${process.versions.node} cannot use`,
    fix: 'Set NODE_EXTRA_CA_CERTS to that file in `env` of the job, or use a newer runner (Node 24.5 or newer)',
  })
}
