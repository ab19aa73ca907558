// GETs that are safe to repeat, against registries that are sometimes busy.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../environment.ts'
import { withJitter } from '../jitter.ts'
import { type ConnectionFailure, explainConnection, explainProxyStatus } from '../proxy/failure.ts'
import { addressOf, isProxySet, proxyFor } from '../proxy/rules.ts'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON; undefined when the body is none. */
  readonly body: unknown
}

export interface HttpOptions {
  /** Told what is waited for whenever a request has to be repeated. */
  readonly progress?: ((line: string) => void) | undefined
  /** Where proxies are set; as for every client, this process's own. */
  readonly env?: Environment
  /** Of one request, its body included. */
  readonly timeoutMs?: number
  /** Before each further try. */
  readonly delaysMs?: readonly number[]
}

/** A server that gave no answer; the message is a clause that tells why. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
  /** What to do about it, when the failure tells. */
  readonly fix: string | undefined

  constructor({ said, fix }: ConnectionFailure) {
    super(said)
    this.fix = fix
  }
}

const TIMEOUT_MS = 20_000
// A busy or restarting registry is back within seconds; a third failure is an outage and worth telling.
const RETRY_DELAYS_MS = [500, 2_000]

/**
 * GET, following redirects. What is busy, and what says 200 and is no JSON (it broke off, or a proxy's own page stands in for it), is
 * asked again.
 * @throws Unanswered when there is no answer; any HTTP status is one
 */
export async function getJson(
  address: string,
  headers: Record<string, string>,
  options: HttpOptions = {},
): Promise<HttpAnswer> {
  const { host } = new URL(address)
  const { delaysMs = RETRY_DELAYS_MS, progress } = options
  for (let attempt = 0; ; attempt++) {
    const delay = delaysMs[attempt]
    const outcome = await tryOnce(address, headers, options)
    const isAnswer = 'status' in outcome
    if (isAnswer && (delay === undefined || !isWorthAnother(outcome))) return outcome
    if (!isAnswer && (delay === undefined || outcome.isLasting)) throw new Unanswered(outcome)
    const why = isAnswer ? whatIsWrongWith(outcome) : outcome.said
    progress?.(`${host}: ${why}; try ${attempt + 2} of ${delaysMs.length + 1} follows`)
    await sleep(withJitter(delay ?? 0))
  }
}

/** One GET, following redirects, by way of the proxy where one is set. @throws the network's own error */
export async function get(
  address: string,
  headers: Record<string, string>,
  { env = process.env, timeoutMs = TIMEOUT_MS }: HttpOptions = {},
): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs)
  if (!isProxySet(env)) return fetch(address, { headers, signal })
  const { fetchByProxy } = await import('../proxy/fetch.ts')
  return fetchByProxy(address, headers, signal, env)
}

async function tryOnce(
  address: string,
  headers: Record<string, string>,
  options: HttpOptions,
): Promise<HttpAnswer | ConnectionFailure> {
  const { env = process.env, timeoutMs = TIMEOUT_MS } = options
  const url = new URL(address)
  const proxy = proxyFor(url, env)
  try {
    const response = await get(address, headers, options)
    const text = await response.text()
    if (response.status === 407 && proxy) return explainProxyStatus(407, url.host, proxy)
    return { status: response.status, headers: response.headers, body: parse(text) }
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      return {
        said: `nothing came within ${timeoutMs / 1000} s${proxy ? ` by way of the proxy ${addressOf(proxy)}` : ''}`,
      }
    return explainConnection(error, url.host, proxy)
  }
}

function isWorthAnother({ status, body }: HttpAnswer): boolean {
  return status === 429 || status >= 500 || (status === 200 && body === undefined)
}

function whatIsWrongWith({ status }: HttpAnswer): string {
  return status === 200 ? 'what it answered is no JSON' : `HTTP ${status}`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
