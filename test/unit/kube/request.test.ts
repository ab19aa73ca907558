import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import https from 'node:https'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { reasonOf } from '../../../src/kube/message.ts'
import { refused } from '../../../src/kube/refusal.ts'
import { KubeClient } from '../../../src/kube/request.ts'
import { tokenOf } from '../rbac.ts'
import { after, json, listen, problemFrom, serve, temporaryFolder } from '../support.ts'

function clientFor(
  server: string,
  cluster: object = { skipTLSVerify: true },
  user: object = { token: 't0ken' },
): KubeClient {
  const config = new KubeConfig()
  config.loadFromClusterAndUser({ name: 'c', server, skipTLSVerify: false, ...cluster }, { name: 'u', ...user })
  const client = new KubeClient(config, new URL(server))
  after(() => client.close())
  return client
}

async function client(answer: RequestListener, path = '') {
  const server = await serve(answer)
  return { server, client: clientFor(server.url + path) }
}

const DISCOVERY: RequestListener = (request, response) => {
  if (request.url === '/apis/apps/v1')
    return json(response, {
      resources: [
        { name: 'deployments', kind: 'Deployment', namespaced: true },
        { name: 'deployments/scale', kind: 'Scale', namespaced: true },
        { name: 'deployments/status', kind: 'Deployment', namespaced: true },
      ],
    })
  if (request.url === '/api/v1')
    return json(response, { resources: [{ name: 'namespaces', kind: 'Namespace', namespaced: false }] })
  json(response, { message: 'not found' }, 404)
}

describe('a request', () => {
  test('carries the credentials, the method, the content type and the body', async () => {
    const { client: kube, server } = await client(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      json(response, { body: Buffer.concat(chunks).toString(), type: request.headers['content-type'] }, 201)
    })
    const answer = await kube.request({
      method: 'PATCH',
      path: '/x?fieldManager=a',
      contentType: 'application/apply-patch+yaml',
      body: { name: 'é' },
    })
    expect(answer).toEqual({ status: 201, body: { body: '{"name":"é"}', type: 'application/apply-patch+yaml' } })
    expect(server.asked).toEqual(['PATCH /x?fieldManager=a'])
    expect(server.requests[0]?.headers.authorization).toBe('Bearer t0ken')
  })

  test.each([
    ['', '/version'],
    ['/', '/version'],
    ['/k8s/clusters/c-1', '/k8s/clusters/c-1/version'],
    ['/k8s/clusters/c-1/', '/k8s/clusters/c-1/version'],
  ])('to a server at %j goes to %s', async (path, asked) => {
    const { client: kube, server } = await client((_, response) => json(response, {}), path)
    await kube.get('/version')
    expect(server.asked).toEqual([`GET ${asked}`])
  })

  test('uses one connection for many', async () => {
    const ports = new Set<number | undefined>()
    const { client: kube } = await client((request, response) => {
      ports.add(request.socket.remotePort)
      json(response, {})
    })
    for (let count = 0; count < 3; count++) await kube.get('/version')
    expect(ports.size).toBe(1)
  })

  test.each([403, 404, 409, 422, 500])('answered by %d is a result for the caller to judge', async (status) => {
    const { client: kube } = await client((_, response) => json(response, { message: 'why' }, status))
    expect(await kube.request({ method: 'GET', path: '/x' })).toEqual({ status, body: { message: 'why' } })
  })

  test('answered in HTML by something in between keeps its words', async () => {
    const { client: kube } = await client((_, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'))
    expect(await kube.request({ method: 'GET', path: '/x' })).toEqual({
      status: 502,
      body: { message: '<h1>Bad gateway</h1>' },
    })
  })

  test('for text gives text', async () => {
    const { client: kube } = await client((_, response) => void response.end('line 1\nline 2\n'))
    expect(await kube.requestText('/log')).toEqual({ status: 200, text: 'line 1\nline 2\n' })
  })
})

describe('a server that cannot be used', () => {
  const ask = (kube: KubeClient, timeoutMs?: number) => () =>
    kube.request({ method: 'GET', path: '/x', ...(timeoutMs && { timeoutMs }) })

  const sub = 'system:serviceaccount:arc-runners:openclaw-deployer'
  test.each<[what: string, user: object, message: RegExp, fix: RegExp]>([
    [
      'no credentials at all',
      {},
      /wants credentials \(401 Unauthorized\), and the kubeconfig’s user has none$/,
      /^Put a token/,
    ],
    ['a password', { username: 'me', password: 'p' }, /does not accept the credentials \(401/, /client certificate/],
    [
      'a token that tells nothing',
      { token: 't0ken' },
      /does not accept the credentials \(401 Unauthorized\)$/,
      /same cluster/,
    ],
    [
      'a token that is over',
      { token: tokenOf({ sub, exp: 1_700_000_000 }) },
      /token of system:serviceaccount:arc-runners:openclaw-deployer \(401 Unauthorized\): the token ended at 2023-11-14T22:13:20\.000Z$/,
      /^Make a new token/,
    ],
    [
      'a token of another cluster',
      { token: tokenOf({ sub, exp: 9_999_999_999 }) },
      /does not accept the token of system:serviceaccount:arc-runners:openclaw-deployer \(401 Unauthorized\)$/,
      /same cluster/,
    ],
  ])('401 to %s', async (_, user, message, fix) => {
    const { url, host } = await serve((_, response) => json(response, {}, 401))
    const problem = await problemFrom(ask(clientFor(url, undefined, user)))
    expect(problem).toEqual({
      code: 'cluster-unauthorized',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    })
    expect(problem.message).toContain(host)
    expect(JSON.stringify(problem)).not.toMatch(/t0ken|eyJ/)
  })

  test('nobody listens', async () => {
    expect(await problemFrom(ask(clientFor('http://127.0.0.1:1')))).toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(/127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/),
      fix: expect.stringContaining('address'),
    })
  })

  test('no answer in time', async () => {
    const { client: kube } = await client(() => {})
    expect(await problemFrom(ask(kube, 50))).toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(/cannot be reached: no answer in time$/),
    })
  })

  test('the connection breaks in the middle of the answer', async () => {
    const { client: kube } = await client((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{', () => response.destroy())
    })
    expect(await problemFrom(ask(kube))).toMatchObject({ code: 'cluster-unreachable' })
  })

  test('a certificate that nobody here trusts points at the CA, and is fine with it', async () => {
    const folder = temporaryFolder()
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const arguments_ = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=lab -addext subjectAltName=IP:127.0.0.1 -keyout ${key} -out ${cert}`
    execFileSync('openssl', arguments_.split(' '), { stdio: 'ignore' })
    const server = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
      json(response, { ok: 1 }),
    )
    const url = `https://${await listen(server)}`
    expect(await problemFrom(ask(clientFor(url, {})))).toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringContaining('certificate'),
      fix: expect.stringContaining('certificate-authority-data'),
    })
    expect(await clientFor(url, { caFile: cert }).get('/x')).toEqual({ ok: 1 })
    expect(await clientFor(url, { skipTLSVerify: true }).get('/x')).toEqual({ ok: 1 })
  })
})

describe('get', () => {
  test.each<[what: string, status: number, body: string, code: string, message: RegExp, fix: RegExp]>([
    [
      '403',
      403,
      '{"message":"pods is forbidden: User x"}',
      'cluster-forbidden',
      /forbids GET \/x \(403\): pods is forbidden: User x/,
      /Role/,
    ],
    ['404', 404, '{"message":"not found"}', 'apply-rejected', /answered 404 to GET \/x: not found/, /./],
    ['an empty 503', 503, '', 'cluster-unreachable', /503.*GET \/x: HTTP 503/, /again/],
    ['a text 500', 500, 'etcd leader changed', 'cluster-unreachable', /500.*etcd leader changed/, /again/],
  ])('answered by %s says what the server said', async (_, status, body, code, message, fix) => {
    const { client: kube } = await client((_, response) => void response.writeHead(status).end(body))
    expect(await problemFrom(() => kube.get('/x'))).toMatchObject({
      code,
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    })
  })
})

describe('objects', () => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a b', namespace: 'n' } }

  test('have their path by discovery, asked once', async () => {
    const { client: kube, server } = await client(DISCOVERY)
    expect(await Promise.all([kube.pathOf(deployment), kube.pathOf(deployment)])).toEqual(
      Array(2).fill('/apis/apps/v1/namespaces/n/deployments/a%20b'),
    )
    expect(await kube.pathOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } })).toBe(
      '/api/v1/namespaces/n',
    )
    expect(await kube.isNamespaced(deployment)).toBe(true)
    expect(await kube.isNamespaced({ apiVersion: 'v1', kind: 'Namespace' })).toBe(false)
    expect(server.asked).toEqual(['GET /apis/apps/v1', 'GET /api/v1'])
  })

  test.each([
    ['kind', { ...deployment, kind: 'Deploymnet' }],
    ['group', { ...deployment, apiVersion: 'traefik.io/v1alpha1' }],
  ])('of a %s that the cluster does not know have none', async (_, object) => {
    const { client: kube } = await client(DISCOVERY)
    expect(await kube.pathOf(object)).toBeUndefined()
    expect(await kube.isNamespaced(object)).toBeUndefined()
    expect(await kube.find(object)).toBeUndefined()
  })

  test('that are not there are undefined', async () => {
    const { client: kube } = await client(DISCOVERY)
    expect(await kube.find(deployment)).toBeUndefined()
  })
})

test.each<[body: unknown, reason: string]>([
  [{ message: 'no' }, 'no'],
  [{}, 'HTTP 418'],
  [{ message: '' }, 'HTTP 418'],
  [undefined, 'HTTP 418'],
  [null, 'HTTP 418'],
])('the reason in %j is %s', (body, reason) => {
  expect(reasonOf({ status: 418, body })).toBe(reason)
})

test('a refused apply names the object and the server’s words', () => {
  expect(
    refused('apply of Deployment a/b', { status: 422, body: { message: 'spec.x: Invalid' } }).problems[0],
  ).toMatchObject({
    code: 'apply-rejected',
    message: 'The API server answered 422 to apply of Deployment a/b: spec.x: Invalid',
  })
})
