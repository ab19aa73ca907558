// Secrets by which a node pulls images, and which of their logins it takes for an image: as the kubelet has it in
// pkg/credentialprovider (https://kubernetes.io/docs/concepts/containers/images/#config-json).

import { splitReference } from '../reference.ts'
import { isRecord, type KubeObject } from './object.ts'

/** A login, under the registry that it is for, as that is written: a host, perhaps with scheme, path or `*`. */
export interface RegistryLogin {
  readonly registry: string
  readonly username: string
  readonly password: string
}

export type LoginFormat = 'dockerconfigjson' | 'dockercfg'

export interface LoginSecret {
  readonly format: LoginFormat
  readonly logins: readonly RegistryLogin[]
  /** By registry, as they are written. */
  readonly auths: Readonly<Record<string, unknown>>
}

/** By type, which no Secret can change: the key of the data, and the format. */
const FORMATS: Readonly<Record<string, LoginFormat>> = {
  'kubernetes.io/dockerconfigjson': 'dockerconfigjson',
  'kubernetes.io/dockercfg': 'dockercfg',
}

/** The logins of a Secret, or why the kubelet takes none from it: a clause that follows the Secret's name, without a part of it. */
export function loginsOf(secret: KubeObject): LoginSecret | { readonly flaw: string } {
  const { type = 'Opaque' } = secret as { type?: string }
  const format = Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined
  if (format === undefined) return { flaw: `is of type ${type}, from which no node takes a login` }
  const text = dataOf(secret, `.${format}`)
  if (text === undefined) return { flaw: `has no key .${format}` }
  const auths = authsIn(text, format)
  if (auths === undefined) return { flaw: `has no JSON of registries in .${format}` }
  const logins = Object.entries(auths).map(([registry, entry]) => loginOf(registry, entry))
  const damaged = logins.indexOf(undefined)
  if (damaged >= 0) return { flaw: `has an entry for ${Object.keys(auths)[damaged]} that cannot be read` }
  return { format, auths, logins: logins.filter((each) => each !== undefined) }
}

/** The data of a Secret with these logins, base64 as the API has it. */
export function loginData({ format, auths }: Pick<LoginSecret, 'format' | 'auths'>): Record<string, string> {
  const content = format === 'dockercfg' ? auths : { auths }
  return { [`.${format}`]: Buffer.from(JSON.stringify(content)).toString('base64') }
}

/** An entry for a registry as Docker writes it. */
export function authEntry(username: string, password: string): { readonly auth: string } {
  return { auth: Buffer.from(`${username}:${password}`).toString('base64') }
}

/**
 * Whether a login under this registry is tried for an image. Each part between the dots of a host is matched by itself, so
 * `*.example.com` is not for `a.b.example.com`.
 */
export function isFor(registry: string, image: string): boolean {
  const { host, repository } = splitReference(image)
  if (host === undefined && registryKey(registry) === 'index.docker.io') return true
  const library = host === undefined && !repository.includes('/') ? 'library/' : ''
  const wanted = split(registryKey(registry))
  const given = split(`${host ?? 'docker.io'}/${library}${repository}`)
  if (wanted.port !== given.port || wanted.labels.length !== given.labels.length) return false
  if (!given.path.startsWith(wanted.path)) return false
  return wanted.labels.every((label, index) => globOf(label).test(given.labels[index] ?? ''))
}

/** A registry as the kubelet files it: without the scheme, and without what stood for the API's version. */
export function registryKey(registry: string): string {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/]*)(.*)$/.exec(registry) ?? []
  const effective = path.replace(/^\/v[12](?=\/)/, '')
  return effective === '/' ? host : host + effective
}

function split(schemeless: string): { labels: string[]; port: string; path: string } {
  const [, host = '', port = '', path = ''] = /^([^/:]*)(?::(\d*))?(.*)$/.exec(schemeless) ?? []
  return { labels: host.split('.'), port, path }
}

function globOf(label: string): RegExp {
  const pattern = label
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${pattern}$`)
}

/** A manifest may have it as `stringData`, which then goes over `data`. */
function dataOf(secret: KubeObject, key: string): string | undefined {
  const { data, stringData } = secret
  const plain = isRecord(stringData) ? stringData[key] : undefined
  if (typeof plain === 'string') return plain
  const encoded = isRecord(data) ? data[key] : undefined
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('utf8') : undefined
}

function authsIn(text: string, format: LoginFormat): Readonly<Record<string, unknown>> | undefined {
  const content = parsed(text)
  if (!isRecord(content)) return undefined
  if (format === 'dockercfg') return content
  return content.auths === undefined ? {} : isRecord(content.auths) ? content.auths : undefined
}

function loginOf(registry: string, entry: unknown): RegistryLogin | undefined {
  if (!isRecord(entry)) return undefined
  const { auth, username = '', password = '' } = entry
  if (auth === undefined || auth === '')
    return typeof username === 'string' && typeof password === 'string' ? { registry, username, password } : undefined
  if (typeof auth !== 'string') return undefined
  const decoded = Buffer.from(auth, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon < 0) return undefined
  return { registry, username: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
