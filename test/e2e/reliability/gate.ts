// A port before another one, at which a test can stand in the way of what passes: of bytes, or of HTTP answers.

import { createServer, type Server as HttpServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, request as requestByTls } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Connections of two sockets each, which end together. */
class Pairs {
  /** How many sockets were cut off. */
  cutOff = 0
  readonly #open = new Set<Duplex>()

  join(one: Duplex, other: Duplex): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      this.#open.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        this.#open.delete(from)
        to.destroy()
      })
    }
  }

  /** Ends all that are open. */
  cut(): void {
    for (const socket of [...this.#open]) {
      this.cutOff++
      socket.destroy()
    }
  }
}

/** Passes connections on, byte for byte. */
export class LineGate {
  /** How many bytes were swallowed. */
  swallowed = 0
  #isHeld = false
  readonly #server: Server
  readonly #pairs = new Pairs()

  private constructor(to: URL) {
    this.#server = createTcpServer((socket) => this.#pass(socket, connect(Number(to.port), to.hostname)))
  }

  static async before(to: URL): Promise<LineGate> {
    const gate = new LineGate(to)
    await listening(gate.#server, '127.0.0.1')
    return gate
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  #pass(client: Socket, server: Socket): void {
    this.#pairs.join(client, server)
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('data', (bytes) => {
        // As a router does that was switched off: nobody is told.
        if (this.#isHeld) this.swallowed += bytes.length
        else to.write(bytes)
      })
    }
  }

  get cutOff(): number {
    return this.#pairs.cutOff
  }

  /** Ends all connections that are open; new ones pass. */
  cut(): void {
    this.#pairs.cut()
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    // What was open lost bytes and is of no use any more, to either side.
    if (!isHeld) this.cut()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** What is done to the next answer. */
export type Answer = 'pass' | 'late' | 'cut' | 'page'

const LATE_MS = 5_000

/** Passes GETs on to a base URL and answers for it. */
export class AnswerGate {
  /** What was done to each request so far. */
  readonly done: Answer[] = []
  readonly url: string
  readonly #server: HttpServer

  private constructor(server: HttpServer, url: string) {
    this.#server = server
    this.url = url
  }

  /** @param next is asked at each request @param tls its own, whatever the other one has */
  static async before(
    to: URL,
    next: () => Answer,
    address = '127.0.0.1',
    tls?: { readonly key: string; readonly cert: string },
  ): Promise<AnswerGate> {
    const server = tls ? createTlsServer(tls) : createServer()
    const port = await listening(server, address)
    const gate = new AnswerGate(server, `${tls ? 'https' : 'http'}://${address}:${port}/`)
    server.on('request', (incoming, response) => gate.#answer(to, next(), incoming, response))
    return gate
  }

  #answer(to: URL, what: Answer, incoming: IncomingMessage, response: ServerResponse): void {
    this.done.push(what)
    if (what === 'page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in to this network</html>')
      return
    }
    const { host: _, connection: __, 'accept-encoding': ___, ...headers } = incoming.headers
    const send = to.protocol === 'https:' ? requestByTls : request
    const path = new URL(`.${incoming.url}`, to)
    const upstream = send(path, { method: incoming.method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        const { 'transfer-encoding': _, ...kept } = answer.headers
        const write = () => {
          response.writeHead(answer.statusCode ?? 502, { ...kept, 'content-length': body.length })
          if (what !== 'cut') response.end(body)
          else response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
        }
        if (what === 'late') setTimeout(write, LATE_MS)
        else write()
      })
    })
    upstream.on('error', () => response.destroy())
    upstream.end()
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** A proxy as companies have it: it opens tunnels for those who log in, and sees nothing of what passes. */
export class ConnectProxy {
  readonly host: string
  /** `host:port` of each tunnel. */
  readonly asked: string[] = []
  /** How many requests had no login, or a wrong one. */
  refused = 0
  readonly #server: HttpServer
  readonly #pairs = new Pairs()

  private constructor(server: HttpServer, host: string) {
    this.#server = server
    this.host = host
  }

  /** @param login `user:password` */
  static async start(address: string, login: string): Promise<ConnectProxy> {
    const server = createServer((_, response) => response.writeHead(501).end())
    const port = await listening(server, address)
    const proxy = new ConnectProxy(server, `${address}:${port}`)
    const wanted = `Basic ${Buffer.from(login).toString('base64')}`
    server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
      if (incoming.headers['proxy-authorization'] !== wanted) {
        proxy.refused++
        client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n')
        return
      }
      proxy.#open(incoming.url ?? '', client, head)
    })
    return proxy
  }

  #open(target: string, client: Duplex, head: Buffer): void {
    this.asked.push(target)
    const { hostname, port } = new URL(`http://${target}`)
    const server = connect(Number(port || 443), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      server.write(head)
      server.pipe(client)
      client.pipe(server)
    })
    this.#pairs.join(client, server)
  }

  get cutOff(): number {
    return this.#pairs.cutOff
  }

  /** Ends all tunnels; new ones are opened. */
  cut(): void {
    this.#pairs.cut()
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** @returns the port */
async function listening(server: Server, address: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, address, () => resolve()))
  return (server.address() as AddressInfo).port
}
