// A real HTTP server that plays the API server's exec: it upgrades to a WebSocket and runs the command on this machine.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { KubeClient } from '../../src/kube/request.ts'
import { after, json, listen } from './support.ts'

/**
 * Where each command runs: its environment, besides PATH. A number refuses the exec with that HTTP status, `cut` closes the
 * connection, and a list is what the kubelet says in place of running it.
 */
export type Container = Readonly<Record<string, string>> | number | 'cut' | readonly [said: string]

export interface LittlePod {
  readonly client: KubeClient
  /** Every request, exec or not, as path without query. */
  readonly asked: string[]
}

/**
 * @param containers of the execs in their order, the last one for all after it
 * @param objects answers to GETs by path; there is no right to any other
 */
export async function littlePod(
  containers: readonly [Container, ...Container[]],
  objects: Readonly<Record<string, object>> = {},
): Promise<LittlePod> {
  const asked: string[] = []
  let execs = 0
  const next = () => containers[Math.min(execs++, containers.length - 1)] as Container
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://pod')
    asked.push(pathname)
    const object = objects[pathname]
    json(response, object ?? { message: 'forbidden' }, object ? 200 : 403)
  })
  server.on('upgrade', (request, socket) => {
    const url = new URL(request.url ?? '', 'http://pod')
    asked.push(url.pathname)
    socket.on('error', () => {})
    // An upgraded connection is not closed with its server, which would then wait for it.
    after(() => socket.destroy())
    const container = next()
    if (container === 'cut') {
      socket.destroy()
      return
    }
    if (typeof container === 'number') {
      socket.end(`HTTP/1.1 ${container} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    // RFC 6455, section 4.2.2.
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\nsec-websocket-protocol: v4.channel.k8s.io\r\n\r\n`,
    )
    if (isWords(container)) {
      socket.write(frame(3, JSON.stringify({ status: 'Failure', message: container[0] })))
      return
    }
    const [file = '', ...args] = url.searchParams.getAll('command')
    const env = { PATH: process.env.PATH, ...container }
    const child = execFile(file, args, { env, maxBuffer: 2 ** 24, encoding: 'buffer' }, (error, stdout, stderr) => {
      socket.write(frame(1, stdout))
      socket.write(frame(2, stderr))
      const exit = { status: 'Failure', details: { causes: [{ reason: 'ExitCode', message: `${error?.code}` }] } }
      socket.write(frame(3, JSON.stringify(error ? exit : { status: 'Success' })))
    })
    child.stdin?.on('error', () => {})
    const messages = new Messages()
    // A byte that names the channel, before those that are meant for the command.
    socket.on('data', (chunk) => messages.read(chunk, (message) => child.stdin?.write(message.subarray(1))))
  })
  const url = `http://${await listen(server)}`
  const config = new KubeConfig()
  config.loadFromClusterAndUser({ name: 'c', server: url, skipTLSVerify: true }, { name: 'u', token: 't0ken' })
  const client = new KubeClient(config, new URL(url))
  after(() => client.close())
  return { client, asked }
}

function isWords(container: Container): container is readonly [string] {
  return Array.isArray(container)
}

/** A binary message of one of the exec protocol's channels. */
function frame(channel: number, content: string | Buffer): Buffer {
  const payload = Buffer.concat([Buffer.from([channel]), Buffer.from(content)])
  const head = Buffer.alloc(10)
  head[0] = 0x82
  head[1] = 127
  head.writeBigUInt64BE(BigInt(payload.length), 2)
  return Buffer.concat([head, payload])
}

/** The binary messages of a client, which masks them (RFC 6455, section 5.2). */
class Messages {
  #rest = Buffer.alloc(0)

  read(chunk: Buffer, onMessage: (message: Buffer) => void): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (;;) {
      const rest = this.#rest
      const short = (rest[1] ?? 0) & 0x7f
      const begin = 2 + (short === 127 ? 8 : short === 126 ? 2 : 0) + 4
      if (rest.length < begin) return
      const length = short === 127 ? Number(rest.readBigUInt64BE(2)) : short === 126 ? rest.readUInt16BE(2) : short
      if (rest.length < begin + length) return
      const mask = rest.subarray(begin - 4, begin)
      const message = Buffer.from(rest.subarray(begin, begin + length))
      for (let i = 0; i < length; i++) message[i] = (message[i] as number) ^ (mask[i % 4] as number)
      this.#rest = rest.subarray(begin + length)
      if (((rest[0] ?? 0) & 0x0f) === 2) onMessage(message)
    }
  }
}
