import { writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { connect } from '../../../src/kube/connect.ts'
import { tokenOf } from '../rbac.ts'
import { after, json, maskedBy, problemFrom, serve, temporaryFolder } from '../support.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** A kubeconfig with the contexts home (namespace openclaw) and work. */
function kubeconfig(
  server: string,
  { user = 'token: t0ken-of-home', cluster = 'insecure-skip-tls-verify: true', current = 'home' } = {},
): string {
  return `apiVersion: v1
kind: Config
current-context: ${current}
clusters:
  - name: k3s
    cluster: {server: "${server}", ${cluster}}
  - name: eks
    cluster: {server: "${server}/eks", ${cluster}}
contexts:
  - {name: home, context: {cluster: k3s, user: me, namespace: openclaw}}
  - {name: work, context: {cluster: eks, user: me}}
  - {name: broken, context: {cluster: nowhere, user: me}}
  - {name: strange, context: {cluster: k3s, user: mee}}
  - {name: nobody, context: {cluster: k3s}}
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

  test('with the token of a service account tells whose it is', async () => {
    const token = tokenOf({ sub: 'system:serviceaccount:arc-runners:openclaw-deployer' })
    const { url } = await serve(apiServer)
    const { client, origin } = await connect({ kubeconfig: kubeconfig(url, { user: `token: ${token}` }) }, {})
    client.close()
    expect(origin).toBe('input kubeconfig, system:serviceaccount:arc-runners:openclaw-deployer')
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

  test.each(['20261128', '[20261128]', '{of: 20261128}'])(
    'may have a token that YAML takes for no text: %s',
    async (token) => {
      const { url } = await serve(apiServer)
      const masked = await maskedBy(async () => {
        const { client } = await connect({ kubeconfig: kubeconfig(url, { user: `token: ${token}` }) }, {})
        client.close()
      })
      if (!token.startsWith('{')) expect(masked).toContain('20261128')
    },
  )
})

describe('a kubeconfig with a `tokenFile`', () => {
  /** @param token undefined for a file that is not there */
  async function connectedBy(user: string, token: string | undefined) {
    const server = await serve(apiServer)
    const folder = temporaryFolder()
    const write = (text: string) => writeFileSync(join(folder, 'token'), text)
    if (token !== undefined) write(token)
    writeFileSync(join(folder, 'config'), kubeconfig(server.url, { user }))
    const { client } = await connect({ kubeconfig: join(folder, 'config') }, {})
    after(() => client.close())
    const sent = () => server.requests.map(({ headers }) => headers.authorization)
    return { client, write, sent }
  }

  test.each([
    ['beside it', 'tokenFile: token'],
    ['and a `token`, which only the file may replace', 'tokenFile: token, token: t0ken-of-home'],
    ['and a plugin', 'tokenFile: token, exec: {command: no-such-plugin}'],
  ])('%s has its token from there, whatever line end it has', async (_, user) => {
    const { sent } = await connectedBy(user, 't0ken-of-file\n')
    expect(sent()).toEqual(['Bearer t0ken-of-file'])
  })

  test('may be content, with a path from the root', async () => {
    const { url, requests } = await serve(apiServer)
    const user = `tokenFile: ${file('t0ken-of-file')}`
    const { client } = await connect({ kubeconfig: kubeconfig(url, { user }) }, {})
    client.close()
    expect(requests[0]?.headers.authorization).toBe('Bearer t0ken-of-file')
  })

  test('takes what the file has by then, masked, and the last one where it has none', async () => {
    const masked = await maskedBy(async () => {
      const { client, write, sent } = await connectedBy('tokenFile: token', 't0ken-of-file\n')
      for (const token of ['renewed-t0ken\r\n', '', 'half a t0ken']) {
        write(token)
        await client.get('/version')
      }
      expect(sent()).toEqual(['Bearer t0ken-of-file', ...Array(3).fill('Bearer renewed-t0ken')])
    })
    expect(masked).toEqual(expect.arrayContaining(['t0ken-of-file', 'renewed-t0ken']))
  })

  test('that is not there yet begins with its `token`', async () => {
    const { sent } = await connectedBy('tokenFile: token, token: t0ken-of-home', undefined)
    expect(sent()).toEqual(['Bearer t0ken-of-home'])
  })

  test.each([
    ['is not there', undefined, /^The `tokenFile` of the kubeconfig \(input kubeconfig\) cannot be read \(ENOENT\)$/],
    ['is empty', '\n', /holds no token$/],
    ['is something else', 'two\nlines', /holds no token$/],
  ])('that %s is a wrong input', async (_, token, message) => {
    expect(await problemFrom(() => connectedBy('tokenFile: token', token))).toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(/^Put the token into that file before this step/),
    })
  })

  test('of a user that is not the current one is not read', async () => {
    const { url } = await serve(apiServer)
    const config = `${kubeconfig(url)}  - {name: other, user: {tokenFile: /nope/token}}\n`
    const { client } = await connect({ kubeconfig: config }, {})
    client.close()
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
    [
      'a pod without a token',
      {},
      { KUBERNETES_SERVICE_HOST: '10.43.0.1' },
      /^No access to the cluster: this pod has no token/,
      /`automountServiceAccountToken: false`/,
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
      /home, work, broken, strange, nobody/,
    ],
    [
      'a context without cluster',
      { kubeconfig: config, context: 'broken' },
      {},
      /no cluster for the context "broken"/,
      /`kube-context`/,
    ],
    [
      'a context whose user is not there',
      { kubeconfig: config, context: 'strange' },
      {},
      /^The kubeconfig \(input kubeconfig\) has no user "mee" for the context "strange"$/,
      /`kube-context`/,
    ],
    [
      'no current context',
      { kubeconfig: config.replace('current-context: home\n', '') },
      {},
      /has no `current-context`/,
      /`kube-context` to one of: home, work, broken, strange, nobody/,
    ],
    ['no clusters', { kubeconfig: 'apiVersion: v1\nkind: Config\n' }, {}, /has no `current-context`/, /it has none/],
    [
      'a current context that is no text',
      { kubeconfig: config.replace('current-context: home', 'current-context: {}') },
      {},
      /has no `current-context`/,
      /home/,
    ],
    [
      'a cluster without its server',
      { kubeconfig: config.replace(/server: "[^"]*", /, '') },
      {},
      /cannot be parsed: clusters\[0\]\.cluster\.server is missing/,
      /path/,
    ],
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
    ['a login in an address that is none', kubeconfig('me:hunter22@10.0.0.5:6443')],
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

  test('as nobody: a user without credentials, on a server that takes anonymous requests', async () => {
    const message = 'forbidden: User "system:anonymous" cannot get path "/api"'
    const { url } = await serve((request, response) =>
      request.url === '/api' ? json(response, { message }, 403) : apiServer(request, response),
    )
    const given = { kubeconfig: kubeconfig(url, { user: 'username: ""' }) }
    expect(await problemFrom(() => connect(given, {}))).toMatchObject({
      code: 'cluster-unauthorized',
      message: expect.stringMatching(/\(403, system:anonymous\), since the kubeconfig’s user has no credentials$/),
    })
  })

  test('is not what a user without credentials is told where something in between has them', async () => {
    const { url } = await serve(apiServer)
    const { client } = await connect({ kubeconfig: kubeconfig(url, { user: 'username: ""' }) }, {})
    client.close()
  })

  test.each<[what: string, options: Parameters<typeof kubeconfig>[1]]>([
    [
      'an exec plugin that is not installed',
      { user: 'exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin}' },
    ],
    ['a key file that is not there', { user: 'client-certificate: /nope/crt, client-key: /nope/key' }],
    [
      'a CA file that is not there, and a context without user',
      { cluster: 'certificate-authority: /nope/ca.pem', current: 'nobody' },
    ],
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
