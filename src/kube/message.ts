// What is sent to the API server, and what comes back.

/** A `Status` object: how the API server explains a refusal. */
export interface ApiStatus {
  readonly message?: string
  readonly reason?: string
  readonly code?: number
  readonly details?: {
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[]
  }
}

export interface ApiResponse<T> {
  readonly status: number
  readonly body: T | ApiStatus
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with query, from the server's root. */
  readonly path: string
  readonly body?: unknown
  readonly contentType?: string
  readonly timeoutMs?: number
  /** Cuts the request; what it then rejects with means nothing. */
  readonly signal?: AbortSignal
}

/** What hears an answer that comes over time. */
export interface LineListener {
  /** The server has accepted the request: lines will follow. */
  onOpen(): void
  onLine(line: string): void
}

/** The server's own words for why it refused. */
export function reasonOf(response: ApiResponse<unknown>): string {
  const status = response.body as ApiStatus | undefined
  return status?.message || `HTTP ${response.status}`
}

export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy in between answers in HTML or plain text.
    return { message: text.slice(0, 300) } satisfies ApiStatus
  }
}
