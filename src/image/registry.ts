// The registry API without Docker, for public base images: which digest a tag has for a platform, and what the image
// says of itself. https://github.com/opencontainers/distribution-spec/blob/main/spec.md

import { splitReference } from '../reference.ts'
import { getJson, type HttpAnswer } from './http.ts'

export interface ImageReference {
  /** Host of the registry's API, with scheme. */
  readonly api: string
  /** Host as an image reference names it. */
  readonly host: string
  readonly repository: string
  /** Left out beside a digest that was given without one. */
  readonly tag?: string
  readonly digest?: string
}

export interface PlatformImage {
  /** Digest of the platform's own manifest. */
  readonly digest: string
  /** Environment of the image's config. */
  readonly env: Readonly<Record<string, string>>
}

const DOCKER_HUB = 'docker.io'
const DOCKER_HUB_API = 'https://registry-1.docker.io'
const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

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
  return {
    api: onHub ? (mirror ? withScheme(mirror) : DOCKER_HUB_API) : withScheme(host),
    host,
    repository: onHub && !repository.includes('/') ? `library/${repository}` : repository,
    ...(tag && { tag }),
    ...(digest && { digest }),
  }
}

/**
 * What a reference stands for on linux/<architecture>.
 * @returns undefined when there is no such tag or no such platform
 * @throws Error when the registry does not answer or wants a login
 */
export async function inspectImage(
  reference: ImageReference,
  architecture: string,
): Promise<PlatformImage | undefined> {
  const base = `${reference.api}/v2/${reference.repository}`
  const session: Session = {}
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

interface Session {
  authorization?: string
}

async function get(session: Session, url: string): Promise<HttpAnswer | undefined> {
  const send = () =>
    getJson(url, { accept: MANIFEST_TYPES, ...(session.authorization && { authorization: session.authorization }) })
  let answer = await send()
  const tokenUrl = answer.status === 401 ? tokenUrlOf(answer.headers.get('www-authenticate')) : undefined
  if (tokenUrl) {
    session.authorization = `Bearer ${await anonymousToken(tokenUrl)}`
    answer = await send()
  }
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw new Error(`${new URL(url).host} answered HTTP ${answer.status}`)
  return answer
}

/**
 * Where a challenge says to get a token: public images too are read with one, which anyone gets
 * (https://distribution.github.io/distribution/spec/auth/token/). Undefined when the registry wants a real login.
 */
function tokenUrlOf(challenge: string | null): URL | undefined {
  if (!challenge || !/^bearer /i.test(challenge)) return undefined
  const parts = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
  const url = URL.parse(parts.get('realm') ?? '')
  for (const key of ['service', 'scope']) if (parts.get(key)) url?.searchParams.set(key, parts.get(key) ?? '')
  return url ?? undefined
}

async function anonymousToken(url: URL): Promise<string> {
  const { status, body } = await getJson(url.href, {})
  const { token, access_token } = (body ?? {}) as { token?: string; access_token?: string }
  if (!token && !access_token) throw new Error(`${url.host} gave no token (HTTP ${status})`)
  return (token ?? access_token) as string
}

function withScheme(host: string): string {
  return /^https?:\/\//.test(host) ? host.replace(/\/+$/, '') : `https://${host}`
}
