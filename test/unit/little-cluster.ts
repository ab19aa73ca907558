// A real HTTP server that plays the API server's list and watch, and its troubles.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { KubeObject } from '../../src/kube/object.ts'
import { KubeClient } from '../../src/kube/request.ts'
import { after, json } from './support.ts'

// An address for each of jest's workers: a port that is given up here for a while is not taken by another test.
const HOST = `127.0.0.${10 + Number(process.env.JEST_WORKER_ID ?? 0)}`

const COLLECTIONS = new Set(['deployments', 'replicasets', 'pods', 'events', 'persistentvolumeclaims'])

interface Change {
  readonly version: number
  readonly path: string
  readonly type: string
  readonly object: object
}

interface Watcher {
  readonly path: string
  readonly name: string | undefined
  readonly response: ServerResponse
}

export class LittleCluster {
  readonly client: KubeClient
  /** What was asked, as path and query. */
  readonly asked: string[] = []
  /** Answers instead of the cluster when it returns true. */
  answer: (url: URL, response: ServerResponse, request: IncomingMessage) => boolean = () => false
  readonly #port: number
  #server: Server
  #version = 100
  /** Versions below it are forgotten. */
  #oldest = 0
  readonly #objects = new Map<string, Map<string, KubeObject>>()
  readonly #changes: Change[] = []
  readonly #watchers = new Set<Watcher>()

  private constructor(server: Server) {
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
    const url = `http://${HOST}:${this.#port}`
    const config = new KubeConfig()
    config.loadFromClusterAndUser({ name: 'c', server: url, skipTLSVerify: true }, { name: 'u', token: 't0ken' })
    this.client = new KubeClient(config, new URL(url))
    server.on('request', (request, response) => this.#serve(request, response))
    after(() => {
      this.client.close()
      return this.stop()
    })
  }

  static async start(): Promise<LittleCluster> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, HOST, () => resolve()))
    return new LittleCluster(server)
  }

  /** As a crash does: connections are cut, new ones refused. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve))
  }

  async startAgain(): Promise<void> {
    this.#server = createServer((request, response) => this.#serve(request, response))
    await new Promise<void>((resolve, reject) =>
      this.#server.once('error', reject).listen(this.#port, HOST, () => resolve()),
    )
  }

  /** Adds or changes objects of a collection; open watches get all of it in one burst. */
  put(path: string, ...objects: KubeObject[]): void {
    const collection = this.#collection(path)
    const changes = objects.map((object) => {
      const type = collection.has(object.metadata.name) ? 'MODIFIED' : 'ADDED'
      const stored = this.#stamp(object)
      collection.set(object.metadata.name, stored)
      return this.#note(path, type, stored)
    })
    this.#send(changes)
  }

  remove(path: string, name: string): void {
    const object = this.#collection(path).get(name)
    if (!object) throw new Error(`there is no ${path}/${name}`)
    this.#collection(path).delete(name)
    this.#send([this.#note(path, 'DELETED', this.#stamp(object))])
  }

  bookmark(path: string): void {
    this.#version++
    this.#send([
      { version: this.#version, path, type: 'BOOKMARK', object: { metadata: { resourceVersion: `${this.#version}` } } },
    ])
  }

  /** Sends bytes as they are to the watches of a collection. */
  raw(path: string, text: string): void {
    for (const watcher of this.#watchers) if (watcher.path === path) watcher.response.write(text)
  }

  /** Changes that do not come through: the watches stand, and are dead. */
  quietly(change: () => void): void {
    const watchers = [...this.#watchers]
    this.#watchers.clear()
    change()
    for (const watcher of watchers) this.#watchers.add(watcher)
  }

  cut(): void {
    for (const { response } of this.#watchers) response.destroy()
  }

  end(): void {
    for (const { response } of this.#watchers) response.end()
  }

  /** As etcd's compaction does: a watch from before now gets 410. */
  forget(): void {
    this.#oldest = ++this.#version
  }

  watches(path: string): number {
    return [...this.#watchers].filter((each) => each.path === path).length
  }

  /** Of the requests so far: lists, or watches. */
  count(kind: 'list' | 'watch', path: string): number {
    return this.asked.filter(
      (each) => each.split('?')[0] === path && each.includes('watch=true') === (kind === 'watch'),
    ).length
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://cluster')
    this.asked.push(`${url.pathname}${url.search}`)
    if (this.answer(url, response, request)) return
    const name = /^metadata\.name=(.*)$/.exec(url.searchParams.get('fieldSelector') ?? '')?.[1]
    if (url.searchParams.has('watch')) this.#watch({ path: url.pathname, name, response }, url.searchParams)
    else this.#read(url, name, response)
  }

  #read(url: URL, name: string | undefined, response: ServerResponse): void {
    const slash = url.pathname.lastIndexOf('/')
    const last = url.pathname.slice(slash + 1)
    if (!COLLECTIONS.has(last)) {
      const single = this.#objects.get(url.pathname.slice(0, slash))?.get(last)
      json(response, single ?? { message: `${last} not found` }, single ? 200 : 404)
      return
    }
    const all = [...(this.#objects.get(url.pathname)?.values() ?? [])]
    json(response, {
      apiVersion: 'v1',
      kind: `${all[0]?.kind ?? 'Thing'}List`,
      metadata: { resourceVersion: `${this.#version}` },
      // As in the real thing, the items do not say what they are.
      items: all
        .filter((each) => name === undefined || each.metadata.name === name)
        .map(({ apiVersion: _a, kind: _k, ...rest }) => rest),
    })
  }

  #watch(watcher: Watcher, query: URLSearchParams): void {
    const from = Number(query.get('resourceVersion'))
    watcher.response.writeHead(200, { 'content-type': 'application/json' })
    watcher.response.flushHeaders()
    if (from < this.#oldest) {
      const status = { kind: 'Status', code: 410, reason: 'Expired', message: `too old resource version: ${from}` }
      watcher.response.end(`${JSON.stringify({ type: 'ERROR', object: status })}\n`)
      return
    }
    this.#watchers.add(watcher)
    watcher.response.on('close', () => this.#watchers.delete(watcher))
    write(
      watcher,
      this.#changes.filter(({ version }) => version > from),
    )
  }

  #send(changes: readonly Change[]): void {
    for (const watcher of this.#watchers) write(watcher, changes)
  }

  #stamp(object: KubeObject): KubeObject {
    const { name } = object.metadata
    return { ...object, metadata: { uid: `uid-${name}`, ...object.metadata, resourceVersion: `${++this.#version}` } }
  }

  #note(path: string, type: string, object: KubeObject): Change {
    const change = { version: Number(object.metadata.resourceVersion), path, type, object }
    this.#changes.push(change)
    return change
  }

  #collection(path: string): Map<string, KubeObject> {
    const found = this.#objects.get(path) ?? new Map<string, KubeObject>()
    this.#objects.set(path, found)
    return found
  }
}

function write(watcher: Watcher, changes: readonly Change[]): void {
  const lines = changes
    .filter(({ path }) => path === watcher.path)
    .filter(
      ({ object, type }) =>
        watcher.name === undefined ||
        type === 'BOOKMARK' ||
        (object as { metadata: { name?: string } }).metadata.name === watcher.name,
    )
    .map(({ type, object }) => `${JSON.stringify({ type, object })}\n`)
  if (lines.length > 0) watcher.response.write(lines.join(''))
}

/** Waits until something is true; a test that waits for longer than 10 s has failed. */
export async function until(what: () => boolean, why = what.toString()): Promise<void> {
  const begun = performance.now()
  while (!what()) {
    if (performance.now() - begun > 10_000) throw new Error(`never happened: ${why}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
