// Plain HTTPS to the API server. client-node's KubeConfig does what it does best (credentials, TLS, proxies, exec
// plugins); its generated API is left out because its serializer drops fields that it does not know, and costs
// megabytes at every start.

import http from 'node:http'
import https from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { DeployError, messageOf, systemCode } from '../errors.ts'
import type { KubeObject, ObjectName } from './object.ts'

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
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
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

/** How the API names a kind: its collection in the URL, and whether it lives in a namespace. */
interface Resource {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
}

const REQUEST_TIMEOUT_MS = 30_000
/** Enough to hide an API server's latency; more would only open sockets for requests that it queues anyway. */
const MOST_CONNECTIONS = 32

export class KubeClient {
  readonly server: URL
  readonly config: KubeConfig
  readonly #agent: http.Agent
  #skewMs = 0
  readonly #discovered = new Map<string, Promise<readonly Resource[]>>()

  constructor(config: KubeConfig, server: URL) {
    this.config = config
    this.server = server
    const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS }
    this.#agent = this.server.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
  }

  /** Epoch milliseconds by the API server's clock, which is what its objects' times are told in; within a second. */
  now(): number {
    return Date.now() + this.#skewMs
  }

  /** Ends idle connections, which would keep the process alive. */
  close(): void {
    this.#agent.destroy()
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
    const options = await this.#authenticated().catch((error: unknown) => {
      throw unusable(error)
    })
    const payload = request.body === undefined ? undefined : JSON.stringify(request.body)
    const { status, text } = await this.#send(request, options, payload, listener).catch((error: unknown) => {
      throw unreachable(this.server, error)
    })
    if (status === 401) {
      throw new DeployError({
        code: 'cluster-unauthorized',
        message: `The API server at ${this.server.host} does not accept the credentials (401 Unauthorized)`,
        fix: 'Renew the token or client certificate of the kubeconfig, or check the service account of the runner pod',
      })
    }
    return { status, text }
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
  async remove(path: string): Promise<void> {
    const response = await this.request({ method: 'DELETE', path, body: { propagationPolicy: 'Background' } })
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

  /** Asked anew for each request: a service account's token is rotated while a long run goes on. */
  async #authenticated(): Promise<https.RequestOptions> {
    const options: https.RequestOptions = {}
    await this.config.applyToHTTPSOptions(options)
    // KubeConfig's own agent opens a connection for every request; the TLS settings are in the options as well. An
    // agent for a proxy-url stays.
    const plain = options.agent?.constructor === https.Agent || options.agent?.constructor === http.Agent
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
      outgoing.on('error', reject)
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

/** An answer that the caller cannot use, as an error with the server's own sentence. */
export function refused(action: string, response: ApiResponse<unknown>): DeployError {
  const said = reasonOf(response)
  if (response.status === 403) {
    return new DeployError({
      code: 'cluster-forbidden',
      message: `The cluster forbids ${action} (403): ${said}`,
      fix: 'Grant that verb to the deployer in a Role of the namespace (README, section Permissions)',
    })
  }
  const message = `The API server answered ${response.status} to ${action}: ${said}`
  // 429 is how a server that has too much to do says so.
  if (response.status >= 500 || response.status === 429) {
    return new DeployError({ code: 'cluster-unreachable', message, fix: 'Run again when the cluster is well' })
  }
  return new DeployError({ code: 'apply-rejected', message, fix: 'Correct what the message names and run again' })
}

/** The server's own words for why it refused. */
export function reasonOf(response: ApiResponse<unknown>): string {
  const status = response.body as ApiStatus | undefined
  return status?.message || `HTTP ${response.status}`
}

/** What KubeConfig throws while it gathers credentials: a missing file, an exec plugin that is not installed. */
function unusable(error: unknown): DeployError {
  return new DeployError({
    code: 'cluster-unauthorized',
    message: `The credentials of the kubeconfig cannot be used: ${messageOf(error)}`,
    fix: 'Give a kubeconfig whose files and plugins are there on the runner, best with a token or certificate in it',
  })
}

function unreachable(server: URL, error: unknown): DeployError {
  const code = systemCode(error)
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const said = cause instanceof Error && cause.name === 'TimeoutError' ? 'no answer in time' : messageOf(error)
  const certificate = code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/.test(code)
  return new DeployError({
    code: 'cluster-unreachable',
    message: `The Kubernetes API server at ${server.host} cannot be reached: ${said}`,
    fix: certificate
      ? 'Put the CA that signed the API server into certificate-authority-data of the kubeconfig, and use a host name that its certificate holds'
      : 'Check that the address is right and that the runner can reach it from where it runs',
  })
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy in between answers in HTML or plain text.
    return { message: text.slice(0, 300) } satisfies ApiStatus
  }
}
