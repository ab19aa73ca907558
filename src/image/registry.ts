// The registry API without Docker, for base images: which digest a tag has for a platform, and what the image
// says of itself. https://github.com/opencontainers/distribution-spec/blob/main/spec.md

import { isOnThisMachine } from '../proxy/rules.ts'
import { splitReference } from '../reference.ts'
import { getJson, type HttpAnswer, type HttpOptions } from './http.ts'
import { basicOf, splitUserinfo } from './userinfo.ts'

export interface ImageReference {
  /** Host of the registry's API, with scheme. */
  readonly api: string
  /** Host as an image reference names it. */
  readonly host: string
  readonly repository: string
  /** Left out beside a digest that was given without one. */
  readonly tag?: string
  readonly digest?: string
  /** The Authorization header's value, where the mirror's address has a login. */
  readonly login?: string
}

export interface PlatformImage {
  /** Digest of the platform's own manifest. */
  readonly digest: string
  /** Environment of the image's config. */
  readonly env: Readonly<Record<string, string>>
}

const DOCKER_HUB = 'docker.io'
export const DOCKER_HUB_HOST = 'registry-1.docker.io'
const DOCKER_HUB_API = `https://${DOCKER_HUB_HOST}`
const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

export interface InspectOptions extends Pick<HttpOptions, 'progress'> {
  /** The Authorization header's value for a registry that asks for a login. */
  readonly loginFor?: (host: string) => Promise<string | undefined>
}

/** A registry that did not take the login that it was given, or none. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused'
}

interface Manifest {
  readonly manifests?: readonly {
    readonly digest: string
    readonly platform?: { readonly os?: string; readonly architecture?: string }
  }[]
  readonly config?: { readonly digest: string }
}

/** Splits a reference as Docker does. @param mirror a registry asked in Docker Hub's place, scheme optional */
export function parseReference(reference: string, mirror?: string): ImageReference {
  const { host = DOCKER_HUB, repository, digest, tag = digest ? undefined : 'latest' } = splitReference(reference)
  const onHub = host === DOCKER_HUB
  const { url, userinfo } = splitUserinfo(withScheme(onHub ? mirror || DOCKER_HUB_API : host))
  return {
    api: url,
    host,
    repository: onHub && !repository.includes('/') ? `library/${repository}` : repository,
    ...(tag && { tag }),
    ...(digest && { digest }),
    ...(userinfo && { login: `Basic ${basicOf(userinfo)}` }),
  }
}

/**
 * What a reference stands for on linux/<architecture>.
 * @returns undefined when there is no such tag or no such platform
 * @throws LoginRefused, or another Error when the registry does not answer
 */
export async function inspectImage(
  reference: ImageReference,
  architecture: string,
  options: InspectOptions = {},
): Promise<PlatformImage | undefined> {
  const base = `${reference.api}/v2/${reference.repository}`
  const { login } = reference
  const session: Session = { ...options, ...(login && { loginFor: async () => login }), authorization: login }
  const top = await get(session, `${base}/manifests/${reference.digest ?? reference.tag}`)
  if (top === undefined) return undefined
  let digest = reference.digest ?? top.headers.get('docker-content-digest')
  let manifest = top.body as Manifest | undefined
  if (manifest?.manifests) {
    const match = manifest.manifests.find(
      ({ platform }) => platform?.os === 'linux' && platform.architecture === architecture,
    )
    if (match === undefined) return undefined
    digest = match.digest
    manifest = (await get(session, `${base}/manifests/${digest}`))?.body as Manifest | undefined
  }
  if (!digest || !manifest?.config)
    throw new Error(`${reference.host} gave no usable manifest for ${reference.repository}`)
  const config = (await get(session, `${base}/blobs/${manifest.config.digest}`))?.body as
    | { architecture?: string; config?: { Env?: string[] } }
    | undefined
  if (config?.architecture !== undefined && config.architecture !== architecture) return undefined
  const env = (config?.config?.Env ?? []).map((line) => [
    line.slice(0, line.indexOf('=')),
    line.slice(line.indexOf('=') + 1),
  ])
  return { digest, env: Object.fromEntries(env) as Record<string, string> }
}

interface Session extends InspectOptions {
  /** What goes with the next request. */
  authorization: string | undefined
}

async function get(session: Session, url: string): Promise<HttpAnswer | undefined> {
  const { progress } = session
  const send = () => {
    const { authorization } = session
    return getJson(url, { accept: MANIFEST_TYPES, ...(authorization && { authorization }) }, { progress })
  }
  let answer = await send()
  const target = new URL(url)
  if (answer.status === 401) {
    const authorization = await authorizationFor(answer.headers.get('www-authenticate') ?? '', target, session)
    if (authorization) {
      session.authorization = authorization
      answer = await send()
    }
  }
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw failure(answer.status, `${target.host} answered HTTP ${answer.status}`)
  if (typeof answer.body !== 'object' || answer.body === null)
    throw new Error(
      `${target.host} answered with something else than JSON, as a proxy or a sign-in page before it does`,
    )
  return answer
}

/** What answers a challenge: the login itself, or a token. Public images too are read with one, which anyone gets. */
async function authorizationFor(challenge: string, url: URL, session: Session): Promise<string | undefined> {
  const login = await session.loginFor?.(url.host)
  if (/^basic\b/i.test(challenge)) return isPrivate(url) ? login : undefined
  const tokenUrl = tokenUrlOf(challenge)
  return tokenUrl && `Bearer ${await tokenFrom(tokenUrl, isPrivate(tokenUrl) ? login : undefined, session.progress)}`
}

/** Where a challenge says to get a token (https://distribution.github.io/distribution/spec/auth/token/). */
function tokenUrlOf(challenge: string): URL | undefined {
  if (!/^bearer /i.test(challenge)) return undefined
  const parts = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
  const url = URL.parse(parts.get('realm') ?? '')
  for (const key of ['service', 'scope']) if (parts.get(key)) url?.searchParams.set(key, parts.get(key) ?? '')
  return url ?? undefined
}

/** By the login, or as anyone: a login that has ended is no reason not to read what is public. */
async function tokenFrom(url: URL, login: string | undefined, progress: HttpOptions['progress']): Promise<string> {
  const { status, body } = await getJson(url.href, login ? { authorization: login } : {}, { progress })
  const { token, access_token } = (body ?? {}) as { token?: string; access_token?: string }
  if (token || access_token) return (token || access_token) as string
  if (login) return tokenFrom(url, undefined, progress)
  throw failure(status, `${url.host} gave no token (HTTP ${status})`)
}

function failure(status: number, said: string): Error {
  return status === 401 || status === 403 ? new LoginRefused(said) : new Error(said)
}

/** Nobody on the way can read what is sent there. */
function isPrivate(url: URL): boolean {
  return url.protocol === 'https:' || isOnThisMachine(url)
}

function withScheme(host: string): string {
  return /^https?:\/\//i.test(host) ? host.replace(/\/+$/, '') : `https://${host}`
}
