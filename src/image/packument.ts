// What the npm registry answers about OpenClaw: one release, or all of them (a packument).

import { DeployError } from '../errors.ts'
import { getJson, type HttpOptions, type Unanswered } from './http.ts'
import type { NpmRegistry } from './npmrc.ts'

export interface VersionManifest {
  readonly version: string
  readonly dist?: { readonly integrity?: string }
  readonly engines?: { readonly node?: string }
  readonly dependencies?: Readonly<Record<string, string>>
  /** The maintainers' warning; npm avoids a version that has one. */
  readonly deprecated?: string
  /** Not in the short form of a packument, which a range is answered from. */
  readonly openclaw?: { readonly schemaVersions?: unknown }
}

export interface Packument {
  readonly 'dist-tags'?: Readonly<Record<string, string>>
  readonly versions?: Readonly<Record<string, VersionManifest>>
  /** ISO dates by version; only in the full form. */
  readonly time?: Readonly<Record<string, string>>
}

export const PACKAGE = 'openclaw'
// A tenth of the bytes of the full form, which has 10 MB (1.5 MB gzipped), and all but the times and the schemas.
const ACCEPT = {
  short: 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8',
  full: 'application/json',
}
type Form = keyof typeof ACCEPT

/** As for getJson. */
type Patience = Pick<HttpOptions, 'timeoutMs' | 'delaysMs'>

/**
 * @param form `full` has the publish times and the schemas
 * @returns undefined when there is no such package
 * @throws DeployError when the registry does not answer
 */
export async function getPackument(
  registry: NpmRegistry,
  form: Form,
  name = PACKAGE,
  patience: Patience = {},
): Promise<Packument | undefined> {
  const { status, body } = await get(registry, name.replace('/', '%2f'), form, patience)
  return status === 200 ? (body as Packument) : undefined
}

/**
 * @param name an exact version or a dist-tag
 * @param form `full` has the schemas
 * @returns undefined when there is none, or the registry serves nothing but packuments, as Sonatype Nexus and Azure Artifacts do
 * @throws DeployError when the registry does not answer
 */
export async function getVersion(
  registry: NpmRegistry,
  name: string,
  form: Form = 'short',
  patience: Patience = {},
): Promise<VersionManifest | undefined> {
  const { status, body } = await get(registry, `${PACKAGE}/${encodeURIComponent(name)}`, form, patience)
  return status === 200 ? (body as VersionManifest) : undefined
}

/** An object under 200, or an answer that says there is none. @throws DeployError for any other */
async function get(
  registry: NpmRegistry,
  path: string,
  form: Form,
  patience: Patience,
): Promise<{ status: number; body: unknown }> {
  if (!/^https?:$/.test(URL.parse(registry.url)?.protocol ?? '')) {
    // Not shown, since who knows what stands there.
    throw unreachable('that npmrc sets is no http or https URL', 'Correct `registry` in the npmrc that this step sees')
  }
  const host = hostOf(registry)
  const { authorization, progress } = registry
  const headers = { accept: ACCEPT[form], ...(authorization && { authorization }) }
  const options = { ...patience, progress }
  const answer = await getJson(registry.url + path, headers, options).catch(({ message, fix }: Unanswered) => {
    throw unreachable(
      `${host} did not answer: ${message}`,
      fix ?? 'Check the registry in npmrc and the runner’s network, then run again',
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

export function hostOf(registry: NpmRegistry): string {
  return new URL(registry.url).host
}
