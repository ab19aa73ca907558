// Which OpenClaw: a dist-tag, range or version of the user's becomes one exact release with its integrity.

import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import satisfies from 'semver/functions/satisfies.js'
import valid from 'semver/functions/valid.js'
import maxSatisfying from 'semver/ranges/max-satisfying.js'
import validRange from 'semver/ranges/valid.js'
import { DeployError, messageOf } from '../errors.ts'
import { mask } from '../report/mask.ts'
import { getJson } from './http.ts'
import { type NpmRegistry, npmRegistry } from './npmrc.ts'

/** One release of the npm package `openclaw`. */
export interface Release {
  readonly version: string
  /** Subresource integrity of the tarball, such as `sha512-...`. */
  readonly integrity: string
  /** The Node range of `engines.node`. */
  readonly nodeRange: string
  /** Of its databases, such as state: 18; undefined when the registry does not tell. */
  readonly schemaVersions?: SchemaVersions
}

/** By kind of database; an older release refuses one that a newer has moved on. */
export type SchemaVersions = Readonly<Record<string, number>>

interface VersionManifest {
  readonly version: string
  readonly dist?: { readonly integrity?: string }
  readonly engines?: { readonly node?: string }
  /** The maintainers' warning; npm avoids a version that has one. */
  readonly deprecated?: string
  /** Not in the short form of a packument, which a range is answered from. */
  readonly openclaw?: { readonly schemaVersions?: unknown }
}

interface Packument {
  readonly 'dist-tags'?: Readonly<Record<string, string>>
  readonly versions?: Readonly<Record<string, VersionManifest>>
}

const PACKAGE = 'openclaw'
// npm's short form of a packument: a tenth of the bytes, and it has what is needed.
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8'
// It only helps to explain: nothing waits for a registry that is away.
const SCHEMA_TIMEOUT_MS = 10_000

/** The npm registry as the runner's npmrc files and environment set it; its login is masked. */
export async function readNpmRegistry(
  workspace: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<NpmRegistry> {
  const user = env.NPM_CONFIG_USERCONFIG || env.npm_config_userconfig || join(env.HOME || homedir(), '.npmrc')
  const files = await Promise.all(
    [join(workspace, '.npmrc'), user].map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  const registry = npmRegistry(files, env)
  if (registry.authorization) maskLogin(registry.authorization)
  if (registry.caFile) trust(await readFile(registry.caFile, 'utf8').catch(() => ''))
  return registry
}

/**
 * Finds the release. An exact version or dist-tag costs one small GET, a range the list of versions.
 * @throws DeployError when the registry does not answer, has no such version, or the release lacks an integrity
 */
export async function resolveRelease(spec: string, registry: NpmRegistry): Promise<Release> {
  const exact = valid(spec)
  if (exact === null && validRange(spec) !== null) return resolveRange(spec, registry)
  const { status, body } = await get(registry, `${PACKAGE}/${encodeURIComponent(exact ?? spec)}`)
  if (status === 404 || status === 405) {
    // The dist-tags are help only: without them the answer is the same.
    throw notFound(spec, await getPackument(registry).catch(() => undefined))
  }
  return releaseOf(body as VersionManifest, registry)
}

/** The schemas of a release by one GET of some 130 kB; undefined when they cannot be had, whatever the reason. */
export async function schemaVersionsOf(version: string, registry: NpmRegistry): Promise<SchemaVersions | undefined> {
  const exact = valid(version)
  if (exact === null) return undefined
  try {
    const response = await fetch(`${registry.url}${PACKAGE}/${encodeURIComponent(exact)}`, {
      headers: { accept: 'application/json', ...(registry.authorization && { authorization: registry.authorization }) },
      signal: AbortSignal.timeout(SCHEMA_TIMEOUT_MS),
    })
    return response.ok ? schemasIn((await response.json()) as VersionManifest | null) : undefined
  } catch {
    return undefined
  }
}

async function resolveRange(range: string, registry: NpmRegistry): Promise<Release> {
  const packument = await getPackument(registry)
  const version = packument && pickVersion(packument, range)
  const manifest = version && packument.versions?.[version]
  if (!manifest) throw notFound(range, packument)
  return releaseOf(manifest, registry)
}

/** As npm picks: `latest` when it is in the range, else the highest; a deprecated version only when there is no other. */
function pickVersion({ 'dist-tags': tags, versions = {} }: Packument, range: string): string | undefined {
  const all = Object.keys(versions)
  const sound = all.filter((version) => !versions[version]?.deprecated)
  const latest = tags?.latest
  if (latest !== undefined && sound.includes(latest) && satisfies(latest, range)) return latest
  return maxSatisfying(sound, range) ?? maxSatisfying(all, range) ?? undefined
}

async function getPackument(registry: NpmRegistry): Promise<Packument | undefined> {
  const { status, body } = await get(registry, PACKAGE)
  return status === 200 ? (body as Packument) : undefined
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
  return { version, integrity: dist.integrity, nodeRange: engines.node, ...(schemaVersions && { schemaVersions }) }
}

function schemasIn(manifest: VersionManifest | null): SchemaVersions | undefined {
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

/** An object under 200, or an answer that says there is none. @throws DeployError for any other */
async function get(registry: NpmRegistry, path: string): Promise<{ status: number; body: unknown }> {
  if (!/^https?:$/.test(URL.parse(registry.url)?.protocol ?? '')) {
    // Not shown, since who knows what stands there.
    throw unreachable('that npmrc sets is no http or https URL', 'Correct `registry` in the npmrc that this step sees')
  }
  const host = hostOf(registry)
  const answer = await getJson(registry.url + path, {
    accept: ABBREVIATED,
    ...(registry.authorization && { authorization: registry.authorization }),
  }).catch((error: unknown) => {
    throw unreachable(
      `${host} did not answer: ${messageOf(error)}`,
      'Check the registry in npmrc and the runner’s network, then run again',
    )
  })
  const { status, body } = answer
  if (status === 401 || status === 403) {
    throw unreachable(
      `${host} refuses access: HTTP ${status}`,
      'Check the login of that registry in the npmrc that this step sees',
    )
  }
  if (status === 200 && (typeof body !== 'object' || body === null)) {
    throw unreachable(
      `${host} answered with something else than JSON`,
      'Check the registry in npmrc, and whether a proxy or a sign-in page stands before it',
    )
  }
  if (status !== 200 && status !== 404 && status !== 405) {
    throw unreachable(`${host} answered HTTP ${status}`, 'Run again when the registry is well')
  }
  return answer
}

/** @param what continues "The npm registry ..." */
function unreachable(what: string, fix: string): DeployError {
  return new DeployError({ code: 'npm-unreachable', message: `The npm registry ${what}`, fix })
}

function hostOf(registry: NpmRegistry): string {
  return new URL(registry.url).host
}

/** The credentials and, for Basic, the password in them, which npmrc keeps in a form of its own. */
function maskLogin(authorization: string): void {
  const [scheme, credentials = ''] = authorization.split(' ')
  mask(credentials)
  if (scheme !== 'Basic') return
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  mask(pair.slice(pair.indexOf(':') + 1))
}

/** npm's `cafile` for our own request too. */
function trust(pem: string): void {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  if (certificates) tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates])
}
