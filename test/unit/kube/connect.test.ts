import { writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { connect } from '../../../src/kube/connect.ts'
import { after, json, maskedBy, problemFrom, serve, temporaryFolder } from '../support.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** A kubeconfig with the contexts home (namespace openclaw) and work. */
function kubeconfig(
  server: string,
  { user = 'token: t0ken-of-home', cluster = 'insecure-skip-tls-verify: true' } = {},
): string {
  return `apiVersion: v1
kind: Config
current-context: home
clusters:
  - name: k3s
    cluster: {server: "${server}", ${cluster}}
  - name: eks
    cluster: {server: "${server}/eks", ${cluster}}
contexts:
  - {name: home, context: {cluster: k3s, user: me, namespace: openclaw}}
  - {name: work, context: {cluster: eks, user: me}}
  - {name: broken, context: {cluster: nowhere, user: me}}
users:
  - name: me
    user: {${user}}
`
}

const apiServer: RequestListener = (request, response) =>
  request.url?.endsWith('/version') ? json(response, { gitVersion: 'v1.36.1+k3s1' }) : json(response, {}, 404)

async function connected(given: (config: string) => Parameters<typeof connect>, answer = apiServer) {
  const server = await serve(answer)
  const cluster = await connect(...given(kubeconfig(server.url)))
  after(() => cluster.client.close())
  return { server, cluster }
}

/** Writes a kubeconfig into a file of its own. */
function file(content: string): string {
  const path = join(temporaryFolder(), 'config')
  writeFileSync(path, content)
  return path
}

describe('a kubeconfig', () => {
  test.each<[what: string, given: (config: string) => Parameters<typeof connect>, origin: string]>([
    ['as content', (config) => [{ kubeconfig: config }, {}], 'input kubeconfig'],
    ['as JSON', (config) => [{ kubeconfig: JSON.stringify(JSON.parse(toJson(config))) }, {}], 'input kubeconfig'],
    ['as base64', (config) => [{ kubeconfig: base64(config) }, {}], 'input kubeconfig'],
    [
      'as base64 in lines',
      (config) => [{ kubeconfig: base64(config).replace(/.{76}/g, '$&\n') }, {}],
      'input kubeconfig',
    ],
    ['as a path', (config) => [{ kubeconfig: file(config) }, {}], 'input kubeconfig'],
    ['as a path with spaces around it', (config) => [{ kubeconfig: ` ${file(config)}\n` }, {}], 'input kubeconfig'],
    ['by KUBECONFIG', (config) => [{}, { KUBECONFIG: file(config) }], 'KUBECONFIG'],
    [
      'by the input before KUBECONFIG',
      (config) => [{ kubeconfig: config }, { KUBECONFIG: '/nope' }],
      'input kubeconfig',
    ],
    [
      'by a list in KUBECONFIG, as kubectl takes it',
      (config) => [{}, { KUBECONFIG: `${file(config)}:/nope` }],
      'KUBECONFIG',
    ],
  ])('%s leads to the cluster', async (_, given, origin) => {
    const { cluster, server } = await connected(given)
    expect(cluster).toMatchObject({ origin, version: 'v1.36.1+k3s1', defaultNamespace: 'openclaw' })
    expect(server.requests[0]?.headers.authorization).toBe('Bearer t0ken-of-home')
  })

  test('is read in the context that `kube-context` names', async () => {
    const { cluster, server } = await connected((config) => [{ kubeconfig: config, context: 'work' }, {}])
    expect(cluster.defaultNamespace).toBe('default')
    expect(server.asked).toEqual(['GET /eks/version'])
  })

  test('in a file has its own paths beside it', async () => {
    const { url } = await serve(apiServer)
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'config'), kubeconfig(url, { user: 'tokenFile: x' }))
    const path = join(folder, 'with-ca')
    writeFileSync(path, kubeconfig('https://127.0.0.1:1', { cluster: 'certificate-authority: ca.pem' }))
    writeFileSync(join(folder, 'ca.pem'), 'no certificate')
    // The file is found: what fails is the connection, not the reading of ca.pem.
    expect(await problemFrom(() => connect({ kubeconfig: path }, {}))).toMatchObject({ code: 'cluster-unreachable' })
  })

  test('gives its secrets to be masked before anything is sent', async () => {
    const { url } = await serve(apiServer)
    const user = `token: t0ken-of-home, username: u, password: passw0rd, client-key-data: ${base64('private key')}`
    const masked = await maskedBy(async () => {
      const { client } = await connect({ kubeconfig: kubeconfig(url, { user }) }, {})
      client.close()
    })
    expect(masked).toEqual(expect.arrayContaining(['t0ken-of-home', 'passw0rd', base64('private key')]))
  })
})

function toJson(config: string): string {
  const server = /server: "([^"]+)"/.exec(config)?.[1]
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'home',
    clusters: [{ name: 'k3s', cluster: { server, 'insecure-skip-tls-verify': true } }],
    contexts: [{ name: 'home', context: { cluster: 'k3s', user: 'me', namespace: 'openclaw' } }],
    users: [{ name: 'me', user: { token: 't0ken-of-home' } }],
  })
}

describe('access that cannot work is a wrong input', () => {
  const config = kubeconfig('http://127.0.0.1:1')
  test.each<
    [what: string, given: Parameters<typeof connect>[0], env: Record<string, string>, message: RegExp, fix: RegExp]
  >([
    ['none at all', {}, {}, /No access to a cluster/, /`kubeconfig`.*service account/],
    [
      'a file that is not there',
      { kubeconfig: '/nope/config' },
      {},
      /\(input kubeconfig\) cannot be read from \/nope\/config: ENOENT/,
      /path/,
    ],
    ['KUBECONFIG that is not there', {}, { KUBECONFIG: '/nope/config' }, /\(KUBECONFIG\) cannot be read/, /path/],
    [
      'broken YAML',
      { kubeconfig: 'apiVersion: v1\nclusters: [' },
      {},
      /cannot be parsed/,
      /path, as its content, or as base64/,
    ],
    ['lines of something else', { kubeconfig: 'hello\nworld' }, {}, /neither a kubeconfig nor base64/, /base64/],
    [
      'a context that is not there',
      { kubeconfig: config, context: 'mars' },
      {},
      /no context "mars"/,
      /home, work, broken/,
    ],
    [
      'a context without cluster',
      { kubeconfig: config, context: 'broken' },
      {},
      /no cluster for the context "broken"/,
      /`kube-context`/,
    ],
    [
      'no current context',
      { kubeconfig: config.replace('current-context: home\n', '') },
      {},
      /context/,
      /`kube-context`/,
    ],
    ['no clusters', { kubeconfig: 'apiVersion: v1\nkind: Config\n' }, {}, /./, /./],
    ['a server that is no URL', { kubeconfig: kubeconfig('10.0.0.5:6443') }, {}, /10\.0\.0\.5:6443/, /https:\/\//],
  ])('%s', async (_, given, env, message, fix) => {
    expect(await problemFrom(() => connect(given, env))).toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    })
  })

  test.each<[what: string, kubeconfig: string]>([
    ['a line that is no path', base64(`apiVersion of something else, token hunter22 ${'x'.repeat(300)}`)],
    ['broken YAML', 'apiVersion: v1\nusers:\n  - user: {token: hunter22\n'],
    ['a broken line', 'apiVersion: v1\ntoken: "hunter22\n'],
    ['an alias', 'apiVersion: v1\ntoken: *hunter22\n'],
    ['text', 'token hunter22\nof somebody'],
  ])('%s is not repeated in the message, since it may be a secret', async (_, kubeconfig) => {
    const problem = JSON.stringify(await problemFrom(() => connect({ kubeconfig }, {})))
    expect(problem).not.toContain('hunter22')
    expect(problem).not.toContain(kubeconfig.slice(0, 60))
  })
})

describe('a cluster that does not let us in', () => {
  test.each<[what: string, answer: RequestListener, code: string, message: RegExp]>([
    [
      '401',
      (_, response) => json(response, { message: 'Unauthorized' }, 401),
      'cluster-unauthorized',
      /401 Unauthorized/,
    ],
    [
      '403',
      (_, response) => json(response, { message: 'forbidden: no' }, 403),
      'cluster-forbidden',
      /\(403\): forbidden: no/,
    ],
    [
      'a page of a proxy',
      (_, response) => void response.end('<html>Sign in</html>'),
      'cluster-unreachable',
      /127\.0\.0\.1/,
    ],
  ])('by %s', async (_, answer, code, message) => {
    const { url } = await serve(answer)
    expect(await problemFrom(() => connect({ kubeconfig: kubeconfig(url) }, {}))).toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  test.each<[what: string, options: Parameters<typeof kubeconfig>[1]]>([
    [
      'an exec plugin that is not installed',
      { user: 'exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin}' },
    ],
    ['a key file that is not there', { user: 'client-certificate: /nope/crt, client-key: /nope/key' }],
    ['a CA file that is not there', { cluster: 'certificate-authority: /nope/ca.pem' }],
  ])('for %s is no bug of the action', async (_, options) => {
    const config = kubeconfig('https://127.0.0.1:1', options)
    const problem = await problemFrom(() => connect({ kubeconfig: config }, {}))
    expect(problem.code).toMatch(/^(input-invalid|cluster-un)/)
    expect(problem.message).toMatch(/ENOENT|no-such-plugin/)
  })

  test('for plain HTTP without insecure-skip-tls-verify is no bug of the action either', async () => {
    const { url } = await serve(apiServer)
    const config = kubeconfig(url, { cluster: 'insecure-skip-tls-verify: false' })
    const outcome = await connect({ kubeconfig: config }, {}).then(
      ({ client }) => client.close(),
      () => problemFrom(() => connect({ kubeconfig: config }, {})),
    )
    if (outcome) expect(outcome.code).toBe('input-invalid')
  })
})
