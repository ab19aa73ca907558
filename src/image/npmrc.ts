// Which npm registry, and with which login: npm's own files, in npm's own order, for the one GET we make and for the
// build. Rules from https://docs.npmjs.com/cli/configuring-npm/npmrc.

import type { Environment } from '../environment.ts'
import { basicOf, splitUserinfo } from './userinfo.ts'

export interface NpmRegistry {
  /** With a trailing slash and without a login. */
  readonly url: string
  /** The Authorization header's value. */
  readonly authorization?: string
  /** A file with extra CAs, for the requests and for the build. */
  readonly caFile?: string
  /** Told what is waited for when the registry has to be asked again. */
  readonly progress?: (line: string) => void
  /** Authorization headers' values for the registries of scopes, which only the build asks; undefined when there are none. */
  readonly scopeLogins?: readonly string[]
  /** An npmrc that holds just this registry, those of scopes and their logins, for the build. */
  readonly npmrc: string
}

interface Login {
  readonly authorization: string
  /** The same for an npmrc. */
  readonly lines: readonly string[]
}

// npm's own default (https://docs.npmjs.com/cli/using-npm/config#registry): a stock runner has no npm to ask for it.
const PUBLIC_REGISTRY = 'https://registry.npmjs.org/'

/** @param files contents of npmrc files, the most specific first (project, user, global) */
export function npmRegistry(files: readonly string[], env: Environment): NpmRegistry {
  const settings = new Map<string, string>()
  for (const file of [...files].reverse()) for (const [key, value] of parseNpmrc(file, env)) settings.set(key, value)
  // npm takes any npm_config_<key> from the environment, and it wins over the files.
  for (const [name, value] of Object.entries(env)) {
    const [, key] = /^npm_config_(.+)$/i.exec(name) ?? []
    if (key && value) settings.set(key.startsWith('//') ? key : key.toLowerCase().replaceAll('_', '-'), value)
  }
  // `registry=` with nothing behind it is the default to npm.
  const { url, login, lines } = registryOf('registry', settings.get('registry') || PUBLIC_REGISTRY, settings)
  const scopes = [...settings]
    .filter(([key, value]) => /^@[^:]+:registry$/.test(key) && value !== '')
    .map(([key, value]) => registryOf(key, value, settings))
  const scopeLogins = scopes.flatMap((scope) => (scope.login ? [scope.login.authorization] : []))
  // npm reads a path so.
  const caFile = settings.get('cafile')?.replace(/^~(?=\/)/, (tilde) => env.HOME || tilde)
  return {
    url,
    ...(login && { authorization: login.authorization }),
    ...(scopeLogins.length > 0 && { scopeLogins }),
    ...(caFile && { caFile }),
    npmrc: [...new Set([...lines, ...scopes.flatMap((scope) => scope.lines)]), ''].join('\n'),
  }
}

/** A registry by its key and URL, and its lines of an npmrc. */
function registryOf(
  key: string,
  value: string,
  settings: ReadonlyMap<string, string>,
): { url: string; login: Login | undefined; lines: string[] } {
  const { url: given, userinfo } = splitUserinfo(value)
  const url = `${given.replace(/\/+$/, '')}/`
  const login = loginInSettings(url, settings) ?? loginInUrl(url, userinfo)
  return { url, login, lines: [setting(key, url), ...(login?.lines ?? [])] }
}

function loginInUrl(url: string, userinfo: string | undefined): Login | undefined {
  if (!userinfo) return undefined
  const basic = basicOf(userinfo)
  return { authorization: `Basic ${basic}`, lines: [setting(`${scopeOf(url)}:_auth`, basic)] }
}

function loginInSettings(url: string, settings: ReadonlyMap<string, string>): Login | undefined {
  // npm looks for `//host/path/:_authToken` and then at each parent path.
  let scope = scopeOf(url)
  while (scope.length > '//'.length) {
    const get = (key: string) => settings.get(`${scope}:${key}`)
    const token = get('_authToken')
    if (token) return { authorization: `Bearer ${token}`, lines: [setting(`${scope}:_authToken`, token)] }
    const basic = get('_auth')
    if (basic) return { authorization: `Basic ${basic}`, lines: [setting(`${scope}:_auth`, basic)] }
    const [username, password] = [get('username'), get('_password')]
    if (username && password) {
      const pair = `${username}:${Buffer.from(password, 'base64').toString('utf8')}`
      return {
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
        lines: [setting(`${scope}:username`, username), setting(`${scope}:_password`, password)],
      }
    }
    scope = scope.endsWith('/') ? scope.slice(0, -1) : scope.slice(0, scope.lastIndexOf('/') + 1)
  }
  return undefined
}

function scopeOf(url: string): string {
  return url.replace(/^https?:/i, '')
}

function setting(key: string, value: string): string {
  return `${key}=${value.replace(/[\\;#]/g, '\\$&')}`
}

function* parseNpmrc(text: string, env: Environment): Generator<[key: string, value: string]> {
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (key === undefined || value === undefined) continue
    yield [withVariables(key, env), withVariables(unquoted(value), env)]
  }
}

function withVariables(text: string, env: Environment): string {
  return text.replace(
    /\$\{([^}]+)\}/g,
    (whole, name: string) => env[name.replace(/\?$/, '')] ?? (name.endsWith('?') ? '' : whole),
  )
}

/** A value without its quotes, or up to the comment behind it (https://github.com/npm/ini). */
function unquoted(value: string): string {
  const [, , quoted] = /^(["'])(.*)\1$/.exec(value) ?? []
  if (quoted !== undefined) return quoted
  const [bare = ''] = /^(\\.|[^\\;#])*/.exec(value) ?? []
  return bare.replace(/\\([\\;#])/g, '$1').trim()
}
