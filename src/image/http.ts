// GETs that are safe to repeat, against registries that are sometimes busy.

import { setTimeout as sleep } from 'node:timers/promises'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON; undefined when the body is none. */
  readonly body: unknown
}

const TIMEOUT_MS = 20_000
// A busy or restarting registry is back within seconds; a third failure is an outage and worth telling.
const RETRY_DELAYS_MS = [500, 2_000]

/** GET, following redirects. @throws the last network error; any HTTP status is an answer */
export async function getJson(
  url: string,
  headers: Record<string, string>,
  method: 'GET' | 'HEAD' = 'GET',
): Promise<HttpAnswer> {
  for (let attempt = 0; ; attempt++) {
    const delay = RETRY_DELAYS_MS[attempt]
    try {
      const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS) })
      if (delay === undefined || (response.status !== 429 && response.status < 500)) {
        return { status: response.status, headers: response.headers, body: parse(await response.text()) }
      }
      await response.body?.cancel()
    } catch (error) {
      if (delay === undefined) throw error
    }
    // Jitter, so that many nightly runs do not come back at the same moment.
    await sleep(delay * (0.75 + Math.random() / 2))
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
