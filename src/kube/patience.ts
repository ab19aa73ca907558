// When a request is sent once more: an API server that has answered in this run and is away now is most often one that restarts,
// and a run that is given up for that is an evening lost. What could be done twice by it is never repeated.

import { setTimeout as sleep } from 'node:timers/promises'
import { systemCode } from '../errors.ts'
import { withJitter } from '../jitter.ts'
import type { ApiRequest } from './message.ts'

export interface Patience {
  /** How long one request waits in all. */
  readonly ms: number
  /** Told once when the server is away, and once when it is back. */
  readonly progress: (line: string) => void
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** A connection that was kept and that the server had closed meanwhile: no sign that it is away. */
export class StaleConnection extends Error {
  constructor(cause: unknown) {
    super('a kept connection was closed', { cause })
  }
}

/** A k3s that restarts is back within some 10 s, and its node within a minute. */
export const PATIENCE_MS = 60_000

const FIRST_MS = 250
const MOST_MS = 2_000
/** How long a server that has just started may refuse everyone, until it has read its roles. */
const REFUSAL_MS = 15_000

// How connections break, by Node's names; a name that was known before is unknown while the DNS restarts.
const BROKEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EAI_AGAIN',
  'ENOTFOUND',
])

/** Sends requests once more as long as a server that has answered is away. */
export class Persistence {
  readonly #host: string
  readonly #patience: Patience | undefined
  readonly #explain: (error: unknown) => string
  readonly #closing = new AbortController()
  #beforeWrite: (() => Promise<void>) | undefined
  #hasAnswered = false
  #isAway = false
  /** By `performance.now()`: when anything was allowed last. */
  #allowedMs = Number.NEGATIVE_INFINITY

  /** @param patience without it every request is sent once @param explain what broke a connection, in a clause */
  constructor(host: string, patience: Patience | undefined, explain: (error: unknown) => string) {
    this.#host = host
    this.#patience = patience
    this.#explain = explain
  }

  /** @param prove is asked before a write is sent again; what it throws ends that */
  guardWrites(prove: () => Promise<void>): void {
    this.#beforeWrite = prove
  }

  /** From now on nothing is waited for. */
  close(): void {
    this.#closing.abort()
  }

  /** @returns the first answer that will not change by waiting, or the last one @throws what `send` rejects with, as that */
  async ask(request: ApiRequest, send: () => Promise<Answer>): Promise<Answer> {
    const begunMs = performance.now()
    const patience = isRepeatable(request) ? this.#patience : undefined
    let cutMs: number | undefined
    for (let attempt = 0; ; attempt++) {
      if (attempt > 0 && isWrite(request)) await this.#beforeWrite?.()
      const isLast =
        !patience || !this.#hasAnswered || this.#closing.signal.aborted || performance.now() - begunMs >= patience.ms
      const answer = await send().catch((error: unknown) => {
        const isStale = error instanceof StaleConnection
        if (isLast || !(isStale || mayReconnect(error))) throw isStale ? error.cause : error
        if (isStale) return 'stale'
        cutMs = performance.now()
        this.#away(this.#explain(error))
        return undefined
      })
      if (answer === 'stale') continue
      if (answer) {
        const isPassing = mayChange(answer.status, answer.text) || this.#isDoubtful(answer.status, cutMs)
        this.#heard(answer, isPassing)
        if (isLast || !isPassing) return answer
        this.#away(`it answered ${answer.status}`)
      }
      await sleep(withJitter(pauseMs(attempt)), undefined, { signal: this.#closing.signal }).catch(() => {})
    }
  }

  /** A refusal right after a cut, where nothing was allowed since. */
  #isDoubtful(status: number, cutMs: number | undefined): boolean {
    if ((status !== 401 && status !== 403) || cutMs === undefined) return false
    return this.#allowedMs < cutMs && performance.now() - cutMs < REFUSAL_MS
  }

  #heard({ status }: Answer, isPassing: boolean): void {
    this.#hasAnswered = true
    if (status < 300) this.#allowedMs = performance.now()
    if (isPassing) return
    if (this.#isAway) this.#patience?.progress('The API server is back')
    this.#isAway = false
  }

  #away(why: string): void {
    if (!this.#isAway)
      this.#patience?.progress(`The API server at ${this.#host} is away (${why}); waiting for it to come back`)
    this.#isAway = true
  }
}

/**
 * Whether the same request twice does the same as once: reads, deletes, server-side applies, and reviews, which make no object.
 * A caller that gave it a deadline or can cut it has patience of its own.
 */
export function isRepeatable({ method, path, contentType, timeoutMs, signal }: ApiRequest): boolean {
  if (timeoutMs !== undefined || signal !== undefined) return false
  if (method === 'GET' || method === 'DELETE') return true
  if (method === 'PATCH') return contentType === 'application/apply-patch+yaml'
  return method === 'POST' && path.endsWith('/selfsubjectaccessreviews')
}

function isWrite({ method }: ApiRequest): boolean {
  return method === 'PATCH' || method === 'DELETE'
}

/** Whether a connection that failed so may be made a moment later. */
export function mayReconnect(error: unknown): boolean {
  const code = systemCode(error) ?? ''
  // A proxy that cannot reach the server either; one that refuses us will go on doing so.
  if (code === 'ERR_PROXY_TUNNEL') return ((error as { statusCode?: number }).statusCode ?? 502) >= 500
  return BROKEN.has(code) || (error instanceof Error && error.name === 'TimeoutError')
}

/** Whether an answer is that of a server that is just not ready. */
export function mayChange(status: number, text: string): boolean {
  if (status === 429 || status === 502 || status === 503 || status === 504) return true
  // https://github.com/etcd-io/etcd/blob/main/api/v3rpc/rpctypes/error.go: a leader that changed, a request that took too long.
  return status === 500 && /etcdserver: (leader changed|request timed out|no leader)/.test(text)
}

/** Milliseconds before the next attempt, counted from 0. */
export function pauseMs(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** attempt, MOST_MS)
}
