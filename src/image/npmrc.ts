// Which npm registry, and with which login: npm's own files, in npm's own order, for the one GET we make and for the
// build. Rules from https://docs.npmjs.com/cli/configuring-npm/npmrc.

import { unescape as decodeUri } from 'node:querystring'

export interface NpmRegistry {
  /** With a trailing slash and without a login. */
  readonly url: string
  /** The Authorization header's value. */
  readonly authorization?: string
  /** Files with extra CAs. */
  readonly caFile?: string
  /** An npmrc that holds just this registry and its login, for the build. */
  readonly npmrc: string
}

interface Login {
  readonly authorization: string
  /** The same for an npmrc. */
  readonly lines: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

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
  const { url, userinfo } = splitUrl(settings.get('registry') || PUBLIC_REGISTRY)
  const login = loginInSettings(url, settings) ?? loginInUrl(url, userinfo)
  const caFile = settings.get('cafile')
  return {
    url,
    ...(login && { authorization: login.authorization }),
    ...(caFile && { caFile }),
    npmrc: [setting('registry', url), ...(login?.lines ?? []), ''].join('\n'),
  }
}

/** `https://me:password@host/`: fetch refuses such a URL, and its error would print the password. */
function splitUrl(registry: string): { url: string; userinfo: string | undefined } {
  const [, scheme = '', userinfo, rest = registry] = /^(https?:\/\/)(?:([^/?#]*)@)?(.*)$/i.exec(registry) ?? []
  return { url: `${scheme}${rest.replace(/\/+$/, '')}/`, userinfo }
}

function loginInUrl(url: string, userinfo: string | undefined): Login | undefined {
  if (!userinfo) return undefined
  const pair = userinfo.includes(':') ? userinfo : `${userinfo}:`
  const basic = Buffer.from(decodeUri(pair)).toString('base64')
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
    const plain = unquoted(value)
    yield [
      key,
      plain.replace(
        /\$\{([^}]+)\}/g,
        (whole, name: string) => env[name.replace(/\?$/, '')] ?? (name.endsWith('?') ? '' : whole),
      ),
    ]
  }
}

/** A value without its quotes, or up to the comment behind it (https://github.com/npm/ini). */
function unquoted(value: string): string {
  const [, , quoted] = /^(["'])(.*)\1$/.exec(value) ?? []
  if (quoted !== undefined) return quoted
  const [bare = ''] = /^(\\.|[^\\;#])*/.exec(value) ?? []
  return bare.replace(/\\([\\;#])/g, '$1').trim()
}
