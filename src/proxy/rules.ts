// Which proxy a URL is reached by: HTTPS_PROXY, HTTP_PROXY and NO_PROXY with their lower-case twins, which win as in curl and in
// Node. What NO_PROXY may hold is what Go's clients take, kubectl and Docker among them
// (https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config): Node itself knows no ranges such as 10.43.0.0/16, and those are how
// a cluster's own addresses are written.

import { overlaps, rangeOf, rangesOf } from '../addresses.ts'
import type { Environment } from '../environment.ts'

export interface WebProxy {
  /** With its login, if it has one. */
  readonly url: URL
  /** What set it, for messages: `HTTPS_PROXY`. */
  readonly setBy: string
}

export interface ProxySetting {
  readonly name: string
  readonly value: string
}

const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'https:': ['https_proxy', 'HTTPS_PROXY'],
  'http:': ['http_proxy', 'HTTP_PROXY'],
}
const LOOPBACK = rangesOf('127.0.0.0/8', '::1')

/** Undefined when the target is reached without one. What is no URL counts as not set: the inputs were checked for it. */
export function proxyFor(target: URL, env: Environment): WebProxy | undefined {
  const setting = settingFor(target.protocol, env)
  const url = setting && parseProxyUrl(setting.value)
  return setting && url && !isExempt(target, noProxyOf(env)) ? { url, setBy: setting.name } : undefined
}

/** Whether there may be a proxy for anything. */
export function isProxySet(env: Environment): boolean {
  return proxySettings(env).length > 0
}

/** The variables that count. */
export function proxySettings(env: Environment): ProxySetting[] {
  return Object.keys(VARIABLES).flatMap((protocol) => settingFor(protocol, env) ?? [])
}

/** Of `http://user:password@host:port` or `host:port`; undefined when it is no proxy that this action can use. */
export function parseProxyUrl(text: string): URL | undefined {
  const url = URL.parse(hasScheme(text) ? text : `http://${text}`)
  return url && /^https?:$/.test(url.protocol) && isWellFormed(url) ? url : undefined
}

/** Whether it is a URL of a SOCKS proxy, as client-node takes them. */
export function isSocksUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && url.hostname !== '' && /^socks(4a?|5h?)?:\/\//.test(text) && isWellFormed(url)
}

/** Without one, what is before the first colon may be a host. */
export function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
}

/** `host:port`, without the login. */
export function addressOf({ url }: WebProxy): string {
  return `${url.hostname}:${portOf(url)}`
}

/** Whether nothing that is sent there leaves this machine. */
export function isOnThisMachine({ hostname }: URL): boolean {
  const host = plain(hostname)
  const address = rangeOf(host)
  return host === 'localhost' || (address !== undefined && LOOPBACK.some((range) => overlaps(range, address)))
}

/** Whether a target is reached directly, since it is on this machine or NO_PROXY names it. */
export function isExempt(target: URL, noProxy: string): boolean {
  if (isOnThisMachine(target)) return true
  const host = plain(target.hostname)
  const address = rangeOf(host)
  return entriesOf(noProxy).some((entry) => {
    if (entry === '*') return true
    // Before a port is looked for: an IPv6 address has colons of its own.
    const range = rangeOf(entry)
    if (range) return address !== undefined && overlaps(range, address)
    const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? []
    if (port !== undefined && port !== portOf(target)) return false
    return address ? isSame(name, host) : isWithin(host, name)
  })
}

function settingFor(protocol: string, env: Environment): ProxySetting | undefined {
  const name = VARIABLES[protocol]?.find((each) => env[each]?.trim())
  return name === undefined ? undefined : { name, value: env[name]?.trim() ?? '' }
}

function noProxyOf(env: Environment): string {
  return env.no_proxy || env.NO_PROXY || ''
}

/** Whether NO_PROXY turns every proxy off. */
export function isAllExempt(env: Environment): boolean {
  return entriesOf(noProxyOf(env)).includes('*')
}

function entriesOf(noProxy: string): string[] {
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
}

function isSame(entry: string, address: string): boolean {
  const [one, other] = [rangeOf(plain(entry)), rangeOf(address)]
  return one !== undefined && other !== undefined && overlaps(one, other)
}

/** `example.com` is the host and all below it, `.example.com` and `*.example.com` only what is below. */
function isWithin(host: string, entry: string): boolean {
  const name = plain(entry).replace(/^\*(?=\.)/, '')
  if (name === '') return false
  return name.startsWith('.') ? host.endsWith(name) : host === name || host.endsWith(`.${name}`)
}

/** Without the brackets of an IPv6 address and the dot that ends a full name. */
function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
}

/**
 * Of a proxy's URL nothing comes after the port. What does is most often a password with one of / ? # in it, not encoded: what is
 * before that, part of the password too, would be taken for host and port, and be looked up and told.
 */
function isWellFormed({ username, password, pathname, search, hash }: URL): boolean {
  return /^\/?$/.test(pathname) && search === '' && hash === '' && isDecodable(username + password)
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80')
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
