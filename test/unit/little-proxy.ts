// A real forward proxy, and names that only it can look up: whatever is asked for ends at this machine, so that a request which
// goes past it finds nothing.

import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import http, { createServer, type ServerResponse } from 'node:http'
import net from 'node:net'
import { join } from 'node:path'
import tls from 'node:tls'
import { after, listen, temporaryFolder } from './support.ts'

export interface LittleProxy {
  /** `http://[login@]127.0.0.1:<port>` */
  readonly url: string
  /** `127.0.0.1:<port>` */
  readonly host: string
  /** What passed, as `CONNECT host:port` or `GET http://host/path`. */
  readonly passed: string[]
}

export interface ProxyRules {
  /** `user:password`, which a client must bring. */
  readonly login?: string
  /** HTTP status by which all is refused. */
  readonly refuses?: number
  /** Takes CONNECT and never answers. */
  readonly isSilent?: boolean
}

export async function littleProxy({ login, refuses, isSilent }: ProxyRules = {}): Promise<LittleProxy> {
  const passed: string[] = []
  const expected = login && `Basic ${Buffer.from(login).toString('base64')}`
  const judge = (given: string | undefined) => refuses ?? (expected && given !== expected ? 407 : undefined)
  const server = createServer((request, response: ServerResponse) => {
    const status = judge(request.headers['proxy-authorization'])
    if (status !== undefined) return void response.writeHead(status).end('<html>proxy</html>')
    passed.push(`${request.method} ${request.url}`)
    const { port, pathname, search, host } = new URL(request.url ?? '')
    const { 'proxy-authorization': _, ...headers } = request.headers
    const forward = http.request(
      {
        host: '127.0.0.1',
        port: port || 80,
        path: pathname + search,
        method: request.method,
        headers: { ...headers, host },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      },
    )
    forward.on('error', () => response.destroy())
    request.pipe(forward)
  })
  server.on('connect', (request, socket) => {
    socket.on('error', () => {})
    after(() => socket.destroy())
    if (isSilent) return
    const status = judge(request.headers['proxy-authorization'])
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`)
    passed.push(`CONNECT ${request.url}`)
    const port = Number(/:(\d+)$/.exec(request.url ?? '')?.[1])
    const upstream = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    after(() => upstream.destroy())
  })
  const host = await listen(server)
  return { url: `http://${login ? `${login}@` : ''}${host}`, host, passed }
}

export interface Certificate {
  readonly key: Buffer
  readonly cert: Buffer
  /** File of the CA that signed it, which nobody trusts. */
  readonly caFile: string
}

const NAMES = ['registry.test', 'api.test', 'ecr.test', 'sts.test', 'localhost']

/** For those names. */
export function certificate(): Certificate {
  const cwd = temporaryFolder()
  const openssl = (text: string) => execFileSync('openssl', text.split(' '), { cwd, stdio: 'ignore' })
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1'
  openssl(`${request} -subj /CN=little-ca -keyout ca.key -out ca.pem -addext keyUsage=critical,keyCertSign`)
  openssl(
    `${request} -subj /CN=server -CA ca.pem -CAkey ca.key -keyout key.pem -out cert.pem -addext subjectAltName=${NAMES.map((name) => `DNS:${name}`)} -addext basicConstraints=critical,CA:FALSE`,
  )
  const read = (name: string) => readFileSync(join(cwd, name))
  return { key: read('key.pem'), cert: read('cert.pem'), caFile: join(cwd, 'ca.pem') }
}

/** TLS in front of a server without it. @returns its port */
export async function tlsBefore(port: number | string, { key, cert }: Certificate): Promise<number> {
  const server = tls.createServer({ key, cert }, (socket) => {
    const upstream = net.connect(Number(port), '127.0.0.1')
    for (const each of [socket, upstream]) {
      each.on('error', () => {})
      each.on('close', () => {
        socket.destroy()
        upstream.destroy()
      })
      after(() => each.destroy())
    }
    socket.pipe(upstream).pipe(socket)
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => new Promise((resolve) => server.close(resolve)))
  return (server.address() as net.AddressInfo).port
}

/** Runs a module in a Node of its own, since that reads NODE_EXTRA_CA_CERTS when it starts. @returns what it printed, as JSON */
export function runModule(source: string, env: Readonly<Record<string, string>>): Promise<unknown> {
  const root = new URL('../../', import.meta.url)
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', source],
      { cwd: root, env: { PATH: process.env.PATH, ...env } },
      (error, stdout, stderr) =>
        error ? reject(new Error(stderr)) : resolve(JSON.parse(stdout.split('\n').findLast(Boolean) ?? '')),
    )
  })
}
