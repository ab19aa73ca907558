// The few calls the lab itself makes to its API server. No client library: the lab must run before any is built.

import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { apiServerUrl } from '../layout.ts'
import { readSecrets } from '../secrets.ts'
import { caFile } from './certificates.ts'

export async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  const text = await call(`${apiServerUrl()}${path}`, {
    method,
    ca: readFileSync(caFile),
    headers: { authorization: `Bearer ${readSecrets().tokens.admin}`, 'content-type': type },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return JSON.parse(text) as T
}

/** For health endpoints with a certificate made up on the spot. */
export async function healthz(address: string): Promise<boolean> {
  return (await call(`https://${address}/healthz`, { rejectUnauthorized: false })) === 'ok'
}

interface CallOptions {
  method?: string
  ca?: Buffer
  rejectUnauthorized?: boolean
  headers?: Record<string, string>
  body?: string | undefined
}

export class ApiError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

function call(url: string, { body, ...options }: CallOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...options, timeout: 5000 }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        const status = response.statusCode ?? 0
        if (status < 300) resolve(text)
        else reject(new ApiError(status, `${options.method ?? 'GET'} ${url} answered ${status}: ${text.slice(0, 300)}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${url} does not answer`)))
    outgoing.end(body)
  })
}
