// Why a connection was not made, when it is the proxy's doing: told by its address, never with its login.

import { messageOf, systemCode } from '../errors.ts'
import { addressOf, type WebProxy } from './rules.ts'

export interface ConnectionFailure {
  /** A clause that follows a colon. */
  readonly said: string
  /** What to do about it, when that can be told from the failure alone. */
  readonly fix?: string
  /** It will be the same the next time. */
  readonly isLasting?: boolean
}

const UNTRUSTED = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

// Through a proxy nothing else is looked up or connected to from here.
const NOT_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/

const EXTRA_CA_FIX =
  'Put the CA that signed it (a private registry’s, or that of a proxy which opens TLS) into a file on the runner and name that file in NODE_EXTRA_CA_CERTS, in `env` of the job or in the runner’s own environment'

/** Whether a certificate was refused because nobody here knows its CA. */
function isUntrusted(error: unknown): boolean {
  return UNTRUSTED.has(systemCode(error) ?? '')
}

/** Whether a deadline of ours passed, whose own words are "The operation was aborted due to timeout". */
function isLate(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || isLate(error.cause))
}

/** @param target host and port, as a person would name it */
export function explainConnection(error: unknown, target: string, proxy: WebProxy | undefined): ConnectionFailure {
  const ofProxy = proxy && explainProxy(error, target, proxy)
  if (ofProxy) return ofProxy
  if (isLate(error)) return { said: `no answer in time${proxy ? ` by the proxy ${addressOf(proxy)}` : ''}` }
  const said = messageOf(error)
  return isUntrusted(error) ? { said, fix: EXTRA_CA_FIX, isLasting: true } : { said }
}

/**
 * What a proxy's own answer means: to CONNECT, or to a request over plain HTTP, where only 407 is surely its own.
 * @param status HTTP
 */
export function explainProxyStatus(status: number, target: string, proxy: WebProxy): ConnectionFailure {
  const { name, setBy } = told(proxy)
  if (status === 407) {
    const isGiven = proxy.url.username !== ''
    return {
      said: `${name} ${isGiven ? 'does not accept the login in' : 'wants a login, and there is none in'} ${setBy} (407)`,
      fix: `${isGiven ? 'Correct' : 'Put'} user and password ${isGiven ? 'in' : 'into'} ${setBy} as http://user:password@${addressOf(proxy)}, each percent-encoded, from a secret`,
      isLasting: true,
    }
  }
  if (status >= 500)
    return {
      said: `${name} cannot connect to ${target} (${status})`,
      fix: `Check that ${target} is right and that the proxy can reach it, or name its host in NO_PROXY if it is reached without a proxy`,
    }
  return {
    said: `${name} refuses to connect to ${target} (${status})`,
    fix: `Let the proxy connect to ${target}, or name its host in NO_PROXY if it is reached without a proxy`,
    isLasting: true,
  }
}

function explainProxy(error: unknown, target: string, proxy: WebProxy): ConnectionFailure | undefined {
  const { name, setBy } = told(proxy)
  const status = tunnelStatus(error)
  // It may be another host of the same client, such as the one that gives credentials.
  const [, host = target] = /tunnel to (\S+) via/.exec(messageOf(error)) ?? []
  if (status !== undefined) return explainProxyStatus(status, host, proxy)
  const code = systemCode(error) ?? ''
  const fix = `Correct ${setBy} or the proxy itself, or name the host of ${target} in NO_PROXY if it is reached without a proxy`
  if (NOT_CONNECTED.test(code)) return { said: `${name} cannot be reached (${code})`, fix }
  if (code === 'ERR_PROXY_TUNNEL') return { said: `${name} opened no connection to ${target}`, fix }
  // OpenSSL's words for an answer in plain text.
  if (proxy.url.protocol === 'https:' && /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(code))
    return { said: `${name} does not speak TLS`, fix: `Write ${setBy} as http://${addressOf(proxy)}` }
  return undefined
}

function told(proxy: WebProxy): { name: string; setBy: string } {
  return { name: `the proxy ${addressOf(proxy)}`, setBy: proxy.setBy }
}

/** HTTP status by which CONNECT was refused: Node tells it in a field, the agent of client-node in words. */
function tunnelStatus(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown }
  if (systemCode(error) === 'ERR_PROXY_TUNNEL' && typeof statusCode === 'number') return statusCode
  const [, status] = /^Bad response: (\d{3})$/.exec(messageOf(error)) ?? []
  return status === undefined ? undefined : Number(status)
}
