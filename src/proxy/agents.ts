// How Node's own HTTP clients come to go through a proxy: by an Agent that was given one. Whether they have to is decided in
// rules.ts, and not by what Node makes of NO_PROXY.

import http from 'node:http'
import https from 'node:https'
import type { Environment } from '../environment.ts'
import { proxyFor, type WebProxy } from './rules.ts'

// Of a proxy that takes the connection and says nothing: it would be waited for, and keep the process alive, long after the request
// was given up.
const TUNNEL_TIMEOUT_MS = 20_000

/** An agent for targets of this protocol, all of which go through the proxy. */
export function agentThrough({ url }: WebProxy, protocol: string, options: http.AgentOptions = {}): http.Agent {
  const proxied = {
    timeout: TUNNEL_TIMEOUT_MS,
    ...options,
    proxyEnv: { HTTPS_PROXY: url.href, HTTP_PROXY: url.href },
  }
  return protocol === 'https:' ? new https.Agent(proxied) : new http.Agent(proxied)
}

/** For a client that talks to several hosts over TLS and takes one agent for all: each connection goes as its host has to. */
export class RoutingAgent extends https.Agent {
  readonly #env: Environment
  readonly #options: https.AgentOptions
  readonly #through = new Map<string, http.Agent>()

  constructor(env: Environment, options: https.AgentOptions) {
    // The one that counts for a tunnel, since it is in what createConnection gets.
    super({ timeout: TUNNEL_TIMEOUT_MS, ...options })
    this.#env = env
    this.#options = options
  }

  override createConnection(...args: Parameters<https.Agent['createConnection']>) {
    const [{ host, port }] = args
    const target = new URL(`https://${host?.includes(':') ? `[${host}]` : host}:${port ?? 443}`)
    const proxy = proxyFor(target, this.#env)
    if (proxy === undefined) return super.createConnection(...args)
    let agent = this.#through.get(proxy.url.href)
    if (agent === undefined) {
      agent = agentThrough(proxy, 'https:', this.#options)
      this.#through.set(proxy.url.href, agent)
    }
    return agent.createConnection(...args)
  }
}
