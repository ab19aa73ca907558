// Plain HTTPS to the API server. client-node's KubeConfig does what it does best (credentials, TLS, proxies, exec
// plugins); its generated API is left out because its serializer drops fields that it does not know, and costs
// megabytes at every start.

import http from 'node:http'
import https from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { DeployError, systemCode } from '../errors.ts'
import { agentThrough } from '../proxy/agents.ts'
import { explainConnection, explainProxyStatus } from '../proxy/failure.ts'
import type { WebProxy } from '../proxy/rules.ts'
import { type Credentials, credentialsOf } from './credentials.ts'
import { type ApiRequest, type ApiResponse, type ApiStatus, type LineListener, parseBody } from './message.ts'
import type { KubeObject, ObjectName } from './object.ts'
import { type Patience, Persistence, StaleConnection } from './patience.ts'
import { cannotBeReached, refused, unauthorized, unreachable, unusable } from './refusal.ts'

/** How the API names a kind: its collection in the URL, and whether it lives in a namespace. */
interface Resource {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
}

const REQUEST_TIMEOUT_MS = 30_000
/** Enough to hide an API server's latency; more would only open sockets for requests that it queues anyway. */
const MOST_CONNECTIONS = 32

export interface ClientOptions {
  /** What the server is reached by; its URL is the cluster's `proxyUrl` in the config as well. */
  readonly proxy?: WebProxy
  /** With a server that has answered once; without it every request is sent once. */
  readonly patience?: Patience
}

export class KubeClient {
  readonly server: URL
  readonly config: KubeConfig
  readonly proxy: WebProxy | undefined
  readonly #agent: http.Agent
  readonly #persistence: Persistence
  #skewMs = 0
  #isHalted = false
  readonly #discovered = new Map<string, Promise<readonly Resource[]>>()

  constructor(config: KubeConfig, server: URL, { proxy, patience }: ClientOptions = {}) {
    this.config = config
    this.server = server
    this.proxy = proxy
    this.#persistence = new Persistence(
      server.host,
      patience,
      (error) => explainConnection(error, server.host, proxy).said,
    )
    const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS }
    const { protocol } = server
    if (proxy) this.#agent = agentThrough(proxy, protocol, options)
    else this.#agent = protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
  }

  /** Epoch milliseconds by the API server's clock, which is what its objects' times are told in; within a second. */
  now(): number {
    return Date.now() + this.#skewMs
  }

  /** Ends idle connections and waits, which would keep the process alive. */
  close(): void {
    this.#persistence.close()
    this.#agent.destroy()
  }

  /** @param prove is asked before a write is sent once more: that nobody else may have written meanwhile */
  guardWrites(prove: () => Promise<void>): void {
    this.#persistence.guardWrites(prove)
  }

  /**
   * From now on every request waits for ever: the story of a run that was cut off must not write what nobody tells of. What is on
   * its way goes on.
   */
  halt(): void {
    this.#isHalted = true
  }

  /**
   * Sends one request. Any HTTP answer but 401 is a result, since 403, 404, 409 and 422 mean different things to
   * different callers.
   * @throws DeployError when the server cannot be reached or does not accept our credentials
   */
  async request<T>(request: ApiRequest): Promise<ApiResponse<T>> {
    const { status, text } = await this.#exchange(request)
    return { status, body: parseBody(text) as T | ApiStatus }
  }

  /** GET of something that is not JSON, such as a log. @throws as `request` does */
  async requestText(
    path: string,
    options: Pick<ApiRequest, 'timeoutMs' | 'signal'> = {},
  ): Promise<{ status: number; text: string }> {
    return this.#exchange({ method: 'GET', path, ...options })
  }

  /**
   * GET of an answer that is lines and goes on until the server ends it: a watch. It has no deadline of its own.
   * @returns 200 when the server ended it, or how the server refused it
   * @throws as `request` does, also when the connection is cut
   */
  async stream(path: string, listener: LineListener, signal: AbortSignal): Promise<ApiResponse<undefined>> {
    const { status, text } = await this.#exchange({ method: 'GET', path, signal }, listener)
    return { status, body: status === 200 ? undefined : (parseBody(text) as ApiStatus) }
  }

  async #exchange(request: ApiRequest, listener?: LineListener): Promise<{ status: number; text: string }> {
    let credentials: Credentials | undefined
    const { status, text } = await this.#persistence
      .ask(request, async () => {
        if (this.#isHalted) return new Promise(() => {})
        const options = await this.#authenticated().catch((error: unknown) => {
          throw unusable(error)
        })
        credentials = credentialsOf(options)
        const payload = request.body === undefined ? undefined : JSON.stringify(request.body)
        return this.#send(request, options, payload, listener)
      })
      .catch((error: unknown) => {
        throw error instanceof DeployError ? error : this.#unreachable(error)
      })
    // Of a server without TLS, whose requests the proxy answers itself.
    if (status === 407 && this.proxy)
      throw cannotBeReached(this.server, explainProxyStatus(status, this.server.host, this.proxy))
    if (status === 401 && credentials) throw new DeployError(unauthorized(this.server.host, credentials, this.now()))
    return { status, text }
  }

  /** Who we are, as far as what we send tells. @throws DeployError when the credentials cannot be used */
  async credentials(): Promise<Credentials> {
    return credentialsOf(
      await this.#authenticated().catch((error: unknown) => {
        throw unusable(error)
      }),
    )
  }

  /** GET that must succeed. @throws DeployError naming the path and the server's own reason */
  async get<T>(path: string): Promise<T> {
    const response = await this.request<T>({ method: 'GET', path })
    if (response.status !== 200) throw refused(`GET ${path}`, response)
    return response.body as T
  }

  /** The object as it lives in the cluster, or undefined if there is none. */
  async find(object: ObjectName): Promise<KubeObject | undefined> {
    const path = await this.pathOf(object)
    if (path === undefined) return undefined
    const response = await this.request<KubeObject>({ method: 'GET', path })
    if (response.status === 404) return undefined
    if (response.status !== 200) throw refused(`GET ${path}`, response)
    return response.body as KubeObject
  }

  /** Deletes an object, and lets the cluster delete what belongs to it; one that is gone already is fine. */
  async remove(path: string, signal?: AbortSignal): Promise<void> {
    const body = { propagationPolicy: 'Background' }
    const response = await this.request({ method: 'DELETE', path, body, ...(signal && { signal }) })
    if (response.status >= 300 && response.status !== 404) throw refused(`DELETE ${path}`, response)
  }

  /** The URL path of an object; undefined when the cluster does not know its kind. */
  async pathOf(object: ObjectName): Promise<string | undefined> {
    const resource = await this.#resourceOf(object)
    if (resource === undefined) return undefined
    const scope = resource.namespaced ? `/namespaces/${encodeURIComponent(object.metadata.namespace ?? '')}` : ''
    return `${rootOf(object)}${scope}/${resource.name}/${encodeURIComponent(object.metadata.name)}`
  }

  /** Whether objects of this kind live in a namespace; undefined when the cluster does not know the kind. */
  async isNamespaced(object: Pick<KubeObject, 'apiVersion' | 'kind'>): Promise<boolean | undefined> {
    return (await this.#resourceOf(object))?.namespaced
  }

  async #resourceOf(object: Pick<KubeObject, 'apiVersion' | 'kind'>): Promise<Resource | undefined> {
    return (await this.#resources(rootOf(object))).find((each) => each.kind === object.kind)
  }

  #resources(root: string): Promise<readonly Resource[]> {
    let found = this.#discovered.get(root)
    if (found === undefined) {
      found = this.request<{ resources: Resource[] }>({ method: 'GET', path: root }).then((response) => {
        if (response.status === 404) return []
        if (response.status !== 200) throw refused(`GET ${root}`, response)
        // Subresources ("deployments/status") carry the kind of their parent.
        return (response.body as { resources: Resource[] }).resources.filter((each) => !each.name.includes('/'))
      })
      this.#discovered.set(root, found)
    }
    return found
  }

  #unreachable(error: unknown): DeployError {
    const cluster = this.config.getCurrentCluster()
    return unreachable(this.server, error, this.proxy, Boolean(cluster?.caData || cluster?.caFile))
  }

  /** Asked anew for each request: a service account's token is rotated while a long run goes on. */
  async #authenticated(): Promise<https.RequestOptions> {
    const options: https.RequestOptions = {}
    await this.config.applyToHTTPSOptions(options)
    // KubeConfig's own agent opens a connection for every request; the TLS settings are in the options as well. An
    // agent for SOCKS stays.
    const plain =
      this.proxy !== undefined ||
      options.agent?.constructor === https.Agent ||
      options.agent?.constructor === http.Agent
    return plain ? { ...options, agent: this.#agent } : options
  }

  #send(
    request: ApiRequest,
    options: https.RequestOptions,
    payload: string | undefined,
    listener: LineListener | undefined,
  ): Promise<{ status: number; text: string }> {
    const deadline = listener ? undefined : AbortSignal.timeout(request.timeoutMs ?? REQUEST_TIMEOUT_MS)
    const signal = AbortSignal.any([deadline, request.signal].filter((each) => each !== undefined))
    const transport = this.server.protocol === 'https:' ? https : http
    return new Promise((resolve, reject) => {
      const outgoing = transport.request(
        new URL(this.server.pathname.replace(/\/$/, '') + request.path, this.server),
        {
          ...options,
          method: request.method,
          headers: {
            ...(options.headers as http.OutgoingHttpHeaders | undefined),
            accept: 'application/json',
            'user-agent': 'openclaw-deploy',
            ...(payload !== undefined && {
              'content-type': request.contentType ?? 'application/json',
              'content-length': Buffer.byteLength(payload),
            }),
          },
        },
        (response) => {
          const status = response.statusCode ?? 0
          this.#skewMs = Date.parse(response.headers.date ?? '') - Date.now() || this.#skewMs
          let text = ''
          response.setEncoding('utf8')
          if (listener && status === 200) {
            listener.onOpen()
            response.on('data', (chunk: string) => {
              const lines = (text + chunk).split('\n')
              text = lines.pop() ?? ''
              for (const line of lines) listener.onLine(line)
            })
          } else {
            response.on('data', (chunk: string) => {
              text += chunk
            })
          }
          response.on('end', () => resolve({ status, text }))
          response.on('error', reject)
        },
      )
      // Not by the option `signal`: when the answer has just come to its end, Node destroys with the error a socket that
      // nobody listens to any more, which ends the process.
      const cut = () => {
        reject(signal.reason)
        outgoing.destroy()
      }
      outgoing.on('error', (error) => reject(isStale(outgoing, error) ? new StaleConnection(error) : error))
      outgoing.on('close', () => signal.removeEventListener('abort', cut))
      signal.addEventListener('abort', cut)
      if (signal.aborted) cut()
      else outgoing.end(payload)
    })
  }
}

/** The core group is served apart from all others. */
function rootOf({ apiVersion }: Pick<KubeObject, 'apiVersion'>): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
}

/** https://nodejs.org/api/http.html#requestreusedsocket: the server had closed it before the request came. */
function isStale({ reusedSocket }: http.ClientRequest, error: Error): boolean {
  return reusedSocket && systemCode(error) === 'ECONNRESET'
}
