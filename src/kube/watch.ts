// A collection of objects kept current: listed once, then watched from there, as client-go's reflector does
// (https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes). client-node's Watch
// is not used: it gives up on a server that says nothing for 30 s, and swallows errors.

import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError, problemsOf } from '../errors.ts'
import { withJitter } from '../jitter.ts'
import type { ApiStatus } from './message.ts'
import type { KubeObject } from './object.ts'
import { refused } from './refusal.ts'
import type { KubeClient } from './request.ts'

export interface Collection {
  /** Path without query, such as `/api/v1/namespaces/home/pods`. */
  readonly path: string
  readonly labelSelector?: string
  /** Only the object of this name: a Role may allow no more than that one. */
  readonly name?: string
}

export interface CollectionListener<T> {
  /** Told once it is listed, and at each change after that. */
  onChange(objects: readonly T[]): void
  /** Why the server cannot be asked now; undefined as soon as it answers again. */
  onAway?(why: string | undefined): void
  /** Told once when it may be listed, or its one object read, and not watched: it is asked for each second instead. */
  onPolling?(): void
}

export interface WatchTiming {
  /** After it the server ends a watch by itself, and a new one goes on from there. */
  readonly watchSeconds: number
  /** A connection that says nothing for longer is dead (a NAT forgot it, a node lost its power), and a new one is made. */
  readonly silenceMs: number
  readonly pollMs: number
  /** How long a 401 or 403 must last, where it was allowed before, until it is believed. */
  readonly refusalPatienceMs: number
}

const TIMING: WatchTiming = {
  // Short, because until then nothing tells a silent server from a dead connection: a NAT forgets one without a word.
  watchSeconds: 30,
  silenceMs: 35_000,
  pollMs: 1_000,
  // An API server that has just started refuses everyone until it has read its roles.
  refusalPatienceMs: 30_000,
}

// client-go waits 0.8 to 30 s, to spare a server that has thousands of clients. A k3s that restarts is back within
// some 10 s, its users wait for exactly this, and here are five watches.
const BACKOFF_FIRST_MS = 100
const BACKOFF_MOST_MS = 2_000
/** A watch that ends sooner than this, having said nothing, has not worked. */
const TOO_SHORT_MS = 1_000

/**
 * Keeps a collection current until the signal ends it, across cut connections and restarts of the API server.
 * @throws DeployError when the credentials are refused, or not even listing is allowed
 */
export async function watchCollection<T extends KubeObject>(
  client: KubeClient,
  collection: Collection,
  listener: CollectionListener<T>,
  signal: AbortSignal,
  timing: Partial<WatchTiming> = {},
): Promise<void> {
  await new CollectionWatch(client, collection, listener, signal, { ...TIMING, ...timing }).run()
}

interface WatchEvent<T> {
  readonly type: string
  readonly object: T | ApiStatus
}

interface List<T> {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: { readonly resourceVersion?: string }
  readonly items: readonly T[]
}

class CollectionWatch<T extends KubeObject> {
  readonly #client: KubeClient
  readonly #collection: Collection
  readonly #listener: CollectionListener<T>
  readonly #signal: AbortSignal
  readonly #timing: WatchTiming
  #objects = new Map<string, T>()
  /** How far we have seen; undefined when it must be listed (again). */
  #version: string | undefined
  #mode: 'watch' | 'poll-list' | 'poll-object' = 'watch'
  /** In a row. */
  #failures = 0
  #isAway = false
  /** Since when everything was refused that had been allowed. */
  #refusedSince: number | undefined
  #wasListed = false
  #wasWatched = false

  constructor(
    client: KubeClient,
    collection: Collection,
    listener: CollectionListener<T>,
    signal: AbortSignal,
    timing: WatchTiming,
  ) {
    this.#client = client
    this.#collection = collection
    this.#listener = listener
    this.#signal = signal
    this.#timing = timing
  }

  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        await this.#round()
      } catch (error) {
        if (this.#signal.aborted) return
        if (!this.#mayPass(error)) throw error
        this.#failed(problemsOf(error)[0].message)
      }
      await this.#pause()
    }
  }

  /** One list and one watch, or one poll. */
  async #round(): Promise<void> {
    if (this.#mode !== 'watch') {
      if (this.#mode === 'poll-list') await this.#list()
      else await this.#read()
      this.#answered()
      return
    }
    if (this.#version === undefined) {
      await this.#list()
      // A lone object that may be read and not listed is polled from here on.
      if (this.#version === undefined) return
    }
    await this.#watch(this.#version)
  }

  async #list(): Promise<void> {
    const path = this.#path()
    const response = await this.#client.request<List<T>>({ method: 'GET', path, signal: this.#signal })
    if (response.status === 403 && this.#collection.name !== undefined && !this.#wasListed) {
      await this.#read()
      this.#poll('poll-object')
      return
    }
    if (response.status !== 200) throw refused(`GET ${path}`, response)
    const { kind, apiVersion, metadata, items } = response.body as List<T>
    this.#version = metadata.resourceVersion ?? '0'
    // The items of a list leave out what its own kind says of them all.
    this.#replace(items.map((item) => ({ ...item, kind: kind.replace(/List$/, ''), apiVersion })))
  }

  /** The one object of a collection that may not be listed. */
  async #read(): Promise<void> {
    const path = `${this.#collection.path}/${encodeURIComponent(this.#collection.name ?? '')}`
    const response = await this.#client.request<T>({ method: 'GET', path, signal: this.#signal })
    if (response.status !== 200 && response.status !== 404) throw refused(`GET ${path}`, response)
    this.#replace(response.status === 200 ? [response.body as T] : [])
  }

  #replace(objects: readonly T[]): void {
    const before = this.#objects
    this.#objects = new Map(objects.map((object) => [keyOf(object), object]))
    const isSame =
      this.#wasListed &&
      before.size === objects.length &&
      objects.every((object) => before.get(keyOf(object))?.metadata.resourceVersion === object.metadata.resourceVersion)
    this.#wasListed = true
    if (!isSame) this.#changed()
  }

  async #watch(from: string): Promise<void> {
    const { watchSeconds, silenceMs } = this.#timing
    const path = this.#path({
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: String(watchSeconds),
      resourceVersion: from,
    })
    const cut = new AbortController()
    const timer = setTimeout(() => cut.abort(new DOMException('silence', 'TimeoutError')), silenceMs)
    const begun = performance.now()
    let isOpen = false
    let worked = false
    const listener = {
      onOpen: () => {
        isOpen = true
        this.#wasWatched = true
        this.#answered()
      },
      onLine: (line: string) => {
        if (cut.signal.aborted) return
        timer.refresh()
        worked = this.#take(line)
        // After a line that cannot be used, a new connection starts from the last that could.
        if (!worked) cut.abort()
      },
    }
    try {
      const response = await this.#client.stream(path, listener, AbortSignal.any([this.#signal, cut.signal]))
      if (response.status === 403 && !this.#wasWatched) return this.#poll('poll-list')
      if (response.status === 410) this.#version = undefined
      else if (response.status !== 200) throw refused(`WATCH ${path}`, response)
    } catch (error) {
      // A cut of our own says nothing about a server that had answered; the next connection will tell.
      if (!isOpen || !cut.signal.aborted) throw error
    } finally {
      clearTimeout(timer)
      worked ||= isOpen && performance.now() - begun >= TOO_SHORT_MS
      if (worked) this.#failures = 0
    }
    // A server or proxy that ends each watch at once, or calls every version too old, must not be asked in a circle.
    if (!worked) this.#failures++
  }

  #path(more: Record<string, string> = {}): string {
    const { path, labelSelector, name } = this.#collection
    const query = new URLSearchParams({
      ...(labelSelector && { labelSelector }),
      // RBAC allows list and watch under resourceNames only with this selector.
      ...(name && { fieldSelector: `metadata.name=${name}` }),
      ...more,
    })
    return query.size > 0 ? `${path}?${query}` : path
  }

  /** @returns false when the stream is of no use any more */
  #take(line: string): boolean {
    if (line.trim() === '') return true
    let event: WatchEvent<T>
    try {
      event = JSON.parse(line) as WatchEvent<T>
    } catch {
      return false
    }
    if (event.type === 'ERROR') {
      // 410 means that the server has forgotten so old a version. Nothing else is defined here, and a list heals all.
      this.#version = undefined
      return false
    }
    const object = event.object as T
    this.#version = object.metadata.resourceVersion ?? this.#version
    // A bookmark only says how far we have come.
    if (event.type === 'BOOKMARK') return true
    if (event.type === 'DELETED') this.#objects.delete(keyOf(object))
    else this.#objects.set(keyOf(object), object)
    this.#changed()
    return true
  }

  #changed(): void {
    this.#listener.onChange([...this.#objects.values()])
  }

  #poll(mode: 'poll-list' | 'poll-object'): void {
    this.#mode = mode
    this.#answered()
    this.#listener.onPolling?.()
  }

  #answered(): void {
    this.#refusedSince = undefined
    if (this.#mode !== 'watch') this.#failures = 0
    if (this.#isAway) this.#listener.onAway?.(undefined)
    this.#isAway = false
  }

  #failed(why: string): void {
    this.#failures++
    // One cut is healed by the next connection, and nobody needs to know.
    if (this.#failures < 2 || this.#isAway) return
    this.#isAway = true
    this.#listener.onAway?.(why)
  }

  #mayPass(error: unknown): boolean {
    if (!(error instanceof DeployError)) return false
    const { code } = error.problems[0]
    if (code === 'cluster-unreachable') return true
    const isRefusal = code === 'cluster-forbidden' || code === 'cluster-unauthorized'
    if (!isRefusal || !this.#wasListed) return false
    this.#refusedSince ??= performance.now()
    return performance.now() - this.#refusedSince < this.#timing.refusalPatienceMs
  }

  async #pause(): Promise<void> {
    const most = Math.min(BACKOFF_FIRST_MS * 2 ** (this.#failures - 1), BACKOFF_MOST_MS)
    // Jitter, because all watches of a server that died come back to it together.
    const backoff = this.#failures === 0 ? 0 : withJitter(most)
    const ms = this.#mode === 'watch' ? backoff : Math.max(backoff, this.#timing.pollMs)
    if (ms > 0) await sleep(ms, undefined, { signal: this.#signal }).catch(() => {})
  }
}

function keyOf(object: KubeObject): string {
  return object.metadata.uid ?? object.metadata.name
}
