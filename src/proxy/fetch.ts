// GET as `fetch` does it, by way of proxies. Node's fetch cannot be told which targets go through one: its own switch is read when
// the process starts, and knows no ranges in NO_PROXY. Loaded only where a proxy is set.

import http from 'node:http'
import https from 'node:https'
import { pipeline, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { createGunzip } from 'node:zlib'
import type { Environment } from '../environment.ts'
import { agentThrough } from './agents.ts'
import { proxyFor } from './rules.ts'

// As fetch has it.
const MOST_REDIRECTS = 20
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const WITHOUT_BODY = new Set([204, 205, 304])

/** Follows redirects, each by the proxy of where it leads; a login stays with the host that it is for. @throws the network's own error */
export async function fetchByProxy(
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  env: Environment,
): Promise<Response> {
  let url = new URL(address)
  let sent = { 'accept-encoding': 'gzip', 'user-agent': 'openclaw-deploy', ...headers }
  for (let redirects = 0; ; redirects++) {
    const answer = await get(url, sent, signal, env)
    const { statusCode: status = 0 } = answer
    const { location } = answer.headers
    if (!REDIRECTS.has(status) || location === undefined) return responseOf(status, answer)
    answer.resume()
    if (redirects === MOST_REDIRECTS) throw new Error(`${url.host} redirects in a circle`)
    const next = new URL(location, url)
    if (next.origin !== url.origin) sent = withoutLogin(sent)
    url = next
  }
}

function get(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  env: Environment,
): Promise<http.IncomingMessage> {
  const proxy = proxyFor(url, env)
  const transport = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    // No agent, no connection that outlives the answer.
    let answer: http.IncomingMessage | undefined
    const request = transport.get(
      url,
      { headers, agent: proxy ? agentThrough(proxy, url.protocol) : false },
      (response) => {
        answer = response
        resolve(response)
      },
    )
    // Not by the option `signal`: see kube/request.ts.
    const cut = () => {
      reject(signal.reason)
      // Before the request, which would end it without the reason: "aborted".
      answer?.destroy(signal.reason)
      request.destroy(signal.reason)
    }
    request.on('error', reject)
    request.on('close', () => signal.removeEventListener('abort', cut))
    signal.addEventListener('abort', cut)
    if (signal.aborted) cut()
  })
}

function responseOf(status: number, answer: http.IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(answer.headersDistinct))
    for (const value of values) headers.append(name, value)
  if (WITHOUT_BODY.has(status)) {
    answer.resume()
    return new Response(null, { status, headers })
  }
  // A body that breaks off destroys its reader with the error.
  const body = answer.headers['content-encoding'] === 'gzip' ? pipeline(answer, createGunzip(), () => {}) : answer
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { status, headers })
}

function withoutLogin<T extends Readonly<Record<string, string>>>(headers: T): T {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization')) as T
}
