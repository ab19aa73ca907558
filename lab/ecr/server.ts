// The lab's stand-in for Amazon ECR: its API and its registry on one address, in front of a plain registry.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from './api.ts'
import { Backend } from './backend.ts'
import { readBody } from './body.ts'
import { CommandError, control } from './control.ts'
import { AwsError, RegistryError } from './errors.ts'
import type { EcrConfig, Lab } from './lab.ts'
import { proxy } from './registry.ts'
import { equal, keyIn } from './sigv4.ts'
import { Store } from './state.ts'

const API_LIMIT = 8 * 1024 * 1024

export async function startEcr(config: EcrConfig): Promise<{ address: string; close: () => Promise<void> }> {
  const store = new Store(config.stateDirectory)
  const server = createServer((req, res) => void serve(lab, req, res))
  server.requestTimeout = 0 // a large layer over a slow line takes as long as it takes
  server.keepAliveTimeout = 75_000 // longer than clients keep theirs, so that they never write into a closing one
  const address = () => `${config.listen.host}:${(server.address() as AddressInfo).port}`
  const lab: Lab = {
    config,
    store,
    backend: new Backend(config.backend),
    requests: [],
    passwords: new Map(),
    address,
    now: (accessKeyId = '') => Date.now() + (store.state.skewSeconds[accessKeyId] ?? 0) * 1000,
    endsAtLogin: new Set(),
    inTurn: queues(),
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.listen.port, config.listen.host, resolve)
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { address: address(), close }
}

async function serve(lab: Lab, req: IncomingMessage, res: ServerResponse): Promise<void> {
  // The clock a client may correct its own by: that of the signatures' check.
  res.setHeader('date', new Date(lab.now(keyIn(req.headers.authorization))).toUTCString())
  const { pathname } = new URL(req.url ?? '/', 'http://ecr')
  try {
    if (pathname === '/healthz') return await health(lab, res)
    if (pathname === '/_lab/') return await serveControl(lab, req, res)
    if (pathname === '/v2' || pathname.startsWith('/v2/')) return await serveRegistry(lab, req, res)
    if (pathname === '/' && req.method === 'POST') return await serveApi(lab, req, res)
    json(res, 404, 'application/json', { message: 'not found' })
  } catch (error) {
    // A connection that broke is nobody's to answer; anything else is a bug here.
    if (!req.destroyed && !res.destroyed) console.error(`${req.method} ${pathname}:`, error)
    if (res.headersSent) res.destroy()
    else json(res, 500, 'application/json', { message: 'internal error' })
  }
}

async function health(lab: Lab, res: ServerResponse): Promise<void> {
  const ready = await lab.backend.alive()
  json(res, ready ? 200 : 503, 'application/json', { ready })
}

async function serveApi(lab: Lab, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const type = 'application/x-amz-json-1.1'
  res.setHeader('x-amzn-requestid', randomUUID())
  try {
    const body = await readBody(req, API_LIMIT)
    if (!body) throw new AwsError('SerializationException', 'The request is too large')
    const { pathname: path, search } = new URL(req.url ?? '/', 'http://ecr')
    const signed = { method: 'POST', path, query: search.slice(1), headers: req.headersDistinct, body }
    json(res, 200, type, await answer(lab, signed))
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    res.setHeader('x-amzn-errortype', error.type)
    json(res, error.status, type, { __type: error.type, message: error.message })
  }
}

async function serveRegistry(lab: Lab, req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.setHeader('docker-distribution-api-version', 'registry/2.0')
  try {
    await proxy(lab, req, res)
  } catch (error) {
    if (res.headersSent || res.destroyed) throw error // the answer was under way: all there is to do is to cut it
    const { status, code, message } =
      error instanceof RegistryError ? error : new RegistryError(502, 'UNAVAILABLE', `registry behind: ${error}`)
    json(res, status, 'application/json', { errors: [{ code, message }] })
  }
}

async function serveControl(lab: Lab, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const password = req.headers['x-lab-control']
  if (typeof password !== 'string' || !equal(password, lab.config.secretAccessKey) || req.method !== 'POST') {
    return json(res, 404, 'application/json', { message: 'not found' }) // as if there were nothing here
  }
  try {
    json(res, 200, 'application/json', control(lab, (await readBody(req, API_LIMIT)) ?? Buffer.alloc(0)))
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    json(res, 400, 'application/json', { message: error.message })
  }
}

function json(res: ServerResponse, status: number, type: string, body: object): void {
  const text = JSON.stringify(body)
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text)
}

/** One queue for each key: what is put in runs when everything before it has ended. */
function queues(): Lab['inTurn'] {
  const last = new Map<string, Promise<unknown>>()
  return (key, change) => {
    const run = (last.get(key) ?? Promise.resolve()).then(change)
    last.set(
      key,
      run.catch(() => undefined),
    )
    return run
  }
}

function configFromEnv(env: NodeJS.ProcessEnv): EcrConfig {
  const get = (name: string, fallback?: string): string => {
    const value = env[name] || fallback
    if (value === undefined) throw new Error(`${name} is not set`)
    return value
  }
  const { hostname, port } = new URL(`http://${get('ECR_LISTEN')}`)
  return {
    listen: { host: hostname, port: Number(port || 80) },
    backend: get('ECR_BACKEND'),
    stateDirectory: get('ECR_STATE'),
    account: get('ECR_ACCOUNT', '123456789012'),
    region: get('ECR_REGION', 'eu-central-1'),
    accessKeyId: get('ECR_ACCESS_KEY_ID'),
    secretAccessKey: get('ECR_SECRET_ACCESS_KEY'),
    tokenTtlSeconds: Number(get('ECR_TOKEN_TTL_SECONDS', '43200')),
  }
}

if (import.meta.main) {
  const { address, close } = await startEcr(configFromEnv(process.env))
  console.log(`ECR ready on http://${address}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void close().then(() => process.exit(0)))
}
