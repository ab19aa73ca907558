import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { connect } from '../../../src/kube/connect.ts'
import { exec } from '../../../src/kube/exec.ts'
import { loadKubeconfig } from '../../../src/kube/kubeconfig.ts'
import { KubeClient } from '../../../src/kube/request.ts'
import { watchCollection } from '../../../src/kube/watch.ts'
import { littlePod } from '../little-pod.ts'
import { certificate, littleProxy, type ProxyRules, tlsBefore } from '../little-proxy.ts'
import { after, json, maskedBy, problemFrom, serve } from '../support.ts'

const TARGET = { namespace: 'home', pod: 'openclaw-0', container: 'gateway' }
const VERSION = { '/version': { gitVersion: 'v1.34.0' } }

function closeAfter(client: KubeClient): void {
  after(() => client.close())
}

interface Kubeconfig {
  readonly server: string
  readonly caFile?: string
  readonly proxyUrl?: string
}

function kubeconfig({ server, caFile, proxyUrl }: Kubeconfig): string {
  return JSON.stringify({
    apiVersion: 'v1',
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    clusters: [
      {
        name: 'c',
        cluster: {
          server,
          ...(caFile && { 'certificate-authority-data': readFileSync(caFile).toString('base64') }),
          ...(proxyUrl && { 'proxy-url': proxyUrl }),
        },
      },
    ],
    users: [{ name: 'u', user: { token: 't0ken' } }],
  })
}

/** An API server with TLS of a private CA, under a name that only a proxy knows. */
async function apiServer(rules: ProxyRules = {}) {
  const pod = await littlePod([{}], VERSION)
  const made = certificate()
  const port = await tlsBefore(pod.client.server.port, made)
  const proxy = await littleProxy(rules)
  const server = `https://api.test:${port}`
  const open = async (given: Partial<Kubeconfig>, env: Record<string, string>) => {
    const content = kubeconfig({ server, caFile: made.caFile, ...given })
    const cluster = await connect({ kubeconfig: content }, env)
    closeAfter(cluster.client)
    return cluster
  }
  return { pod, proxy, server, open, connected: `CONNECT api.test:${port}`, host: `api.test:${port}` }
}

describe('the API server by way of a proxy', () => {
  test.each<[what: string, use: (url: string) => { given?: Partial<Kubeconfig>; env?: Record<string, string> }]>([
    ['HTTPS_PROXY', (url) => ({ env: { HTTPS_PROXY: url } })],
    ['https_proxy', (url) => ({ env: { https_proxy: url } })],
    ['proxy-url of the kubeconfig', (url) => ({ given: { proxyUrl: url } })],
    [
      'proxy-url before HTTPS_PROXY, whatever NO_PROXY says',
      (url) => ({ given: { proxyUrl: url }, env: { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '*' } }),
    ],
  ])('of %s, with one connection for many requests', async (_, use) => {
    const { proxy, open, connected } = await apiServer({ login: 'me:hunter22' })
    const { given = {}, env = {} } = use(proxy.url)
    const { client, version } = await open(given, env)
    expect(version).toBe('v1.34.0')
    for (let count = 0; count < 3; count++) await client.get('/version')
    expect(proxy.passed).toEqual([connected])
  })

  test.each(['HTTPS_PROXY', 'proxy-url'])('of %s: exec', async (by) => {
    const { proxy, open, connected } = await apiServer({ login: 'me:hunter22' })
    const { client } = await open(
      by === 'proxy-url' ? { proxyUrl: proxy.url } : {},
      by === 'proxy-url' ? {} : { HTTPS_PROXY: proxy.url },
    )
    expect(await exec(client, TARGET, ['echo', 'hello'], 10_000)).toMatchObject({
      kind: 'done',
      exitCode: 0,
      stdout: 'hello\n',
    })
    expect(proxy.passed).toEqual([connected, connected])
  })

  test('of HTTPS_PROXY: an exec that it refuses says so', async () => {
    const { proxy, server } = await apiServer({ refuses: 403 })
    const loaded = await loadKubeconfig({ kubeconfig: kubeconfig({ server }) }, { HTTPS_PROXY: proxy.url })
    const client = new KubeClient(loaded.config, loaded.server, { ...(loaded.proxy && { proxy: loaded.proxy }) })
    closeAfter(client)
    expect(await exec(client, TARGET, ['echo'], 10_000)).toEqual({
      kind: 'broken',
      message: expect.stringMatching(/^the proxy \S+ refuses to connect to api\.test:\d+ \(403\)$/),
    })
  })

  test('what NO_PROXY names goes past it', async () => {
    const { proxy, open } = await apiServer()
    const problem = await problemFrom(() => open({}, { HTTPS_PROXY: proxy.url, NO_PROXY: '.test' }))
    expect(problem.message).toMatch(/ENOTFOUND|EAI_AGAIN|no answer in time/)
    expect(proxy.passed).toEqual([])
  })

  test('a server on this machine goes past it', async () => {
    const { client } = await littlePod([{}], VERSION)
    const content = kubeconfig({ server: client.server.origin }).replace(
      '"server"',
      '"insecure-skip-tls-verify":true,"server"',
    )
    const cluster = await connect({ kubeconfig: content }, { HTTP_PROXY: 'http://127.0.0.1:1' })
    closeAfter(cluster.client)
    expect(cluster.version).toBe('v1.34.0')
  })

  test('a watch', async () => {
    const { host } = await serve((request, response) => {
      const object = { metadata: { name: 'a', uid: '1', resourceVersion: '2' } }
      if (!request.url?.includes('watch='))
        return json(response, { kind: 'PodList', apiVersion: 'v1', metadata: {}, items: [] })
      response.writeHead(200)
      response.write(`${JSON.stringify({ type: 'ADDED', object })}\n`)
    })
    const made = certificate()
    const port = await tlsBefore(host.split(':')[1] ?? '', made)
    const proxy = await littleProxy()
    const content = kubeconfig({ server: `https://api.test:${port}`, caFile: made.caFile })
    const loaded = await loadKubeconfig({ kubeconfig: content }, { HTTPS_PROXY: proxy.url })
    const client = new KubeClient(loaded.config, loaded.server, { ...(loaded.proxy && { proxy: loaded.proxy }) })
    closeAfter(client)
    const end = new AbortController()
    const seen: number[] = []
    const onChange = (objects: readonly unknown[]) => {
      seen.push(objects.length)
      if (objects.length > 0) end.abort()
    }
    await watchCollection(client, { path: '/api/v1/namespaces/home/pods' }, { onChange }, end.signal)
    expect(seen).toEqual([0, 1])
    expect(proxy.passed).toEqual([`CONNECT api.test:${port}`])
  })
})

describe('a proxy that cannot be used', () => {
  test.each<[what: string, rules: ProxyRules, login: string, said: RegExp, fix: RegExp]>([
    [
      'wants a login',
      { login: 'me:other' },
      '',
      /wants a login, and there is none in HTTPS_PROXY \(407\)$/,
      /^Put user/,
    ],
    [
      'refuses the login',
      { login: 'me:other' },
      'me:hunter22@',
      /does not accept the login in HTTPS_PROXY/,
      /^Correct/,
    ],
    [
      'refuses the server',
      { refuses: 403 },
      'me:hunter22@',
      /refuses to connect to api\.test:\d+ \(403\)$/,
      /NO_PROXY/,
    ],
    ['does not reach the server', { refuses: 503 }, '', /cannot connect to api\.test:\d+ \(503\)$/, /can reach it/],
  ])('since it %s is told with its address', async (_, rules, login, said, fix) => {
    const { proxy, open, host } = await apiServer(rules)
    const problem = await problemFrom(() => open({}, { HTTPS_PROXY: `http://${login}${proxy.host}` }))
    expect(problem).toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(said),
      fix: expect.stringMatching(fix),
    })
    expect(problem.message).toContain(`API server at ${host} cannot be reached: the proxy ${proxy.host} `)
    expect(JSON.stringify(problem)).not.toMatch(/hunter22|other/)
  })

  test('since it is not there', async () => {
    const { open } = await apiServer()
    const problem = await problemFrom(() => open({}, { HTTPS_PROXY: 'http://me:hunter22@127.0.0.1:1' }))
    expect(problem).toMatchObject({
      message: expect.stringMatching(/: the proxy 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)$/),
      fix: expect.stringMatching(/^Correct HTTPS_PROXY/),
    })
    expect(JSON.stringify(problem)).not.toContain('hunter22')
  })

  test('to a server without TLS, since it wants a login', async () => {
    const proxy = await littleProxy({ login: 'me:other' })
    const content = kubeconfig({ server: 'http://api.test:1' }).replace(
      '"server"',
      '"insecure-skip-tls-verify":true,"server"',
    )
    expect(
      await problemFrom(() => connect({ kubeconfig: content }, { HTTP_PROXY: proxy.url.replace('me:other@', '') })),
    ).toMatchObject({
      code: 'cluster-unreachable',
      message: `The Kubernetes API server at api.test:1 cannot be reached: the proxy ${proxy.host} wants a login, and there is none in HTTP_PROXY (407)`,
    })
  })

  test('since it opens TLS: the CA of the kubeconfig stays the only one', async () => {
    const { proxy, open } = await apiServer()
    const { caFile } = certificate()
    expect(await problemFrom(() => open({ caFile }, { HTTPS_PROXY: proxy.url }))).toMatchObject({
      message: expect.stringContaining('certificate'),
      fix: expect.stringMatching(/certificate-authority-data of the kubeconfig, and .*NO_PROXY$/),
    })
  })

  test('since its CA is not known, and the kubeconfig names none', async () => {
    const { proxy, server } = await apiServer()
    const content = kubeconfig({ server })
    expect(await problemFrom(() => connect({ kubeconfig: content }, { HTTPS_PROXY: proxy.url }))).toMatchObject({
      fix: expect.stringMatching(
        /certificate-authority-data of the kubeconfig, or into the file of NODE_EXTRA_CA_CERTS/,
      ),
    })
  })
})

describe('proxy-url of a kubeconfig', () => {
  const load = (proxyUrl: string, node?: string) =>
    loadKubeconfig({ kubeconfig: kubeconfig({ server: 'https://api.test', proxyUrl }) }, {}, node)

  test.each([
    'http://',
    'ftp://a',
    'http://me:hunter22@a:99999',
    'http://me:12345/hunter22@a:3128',
    'socks5://me:12345/hunter22@a:1080',
    // As in kubectl: only in the environment a scheme may be missing.
    'a:3128',
    'me:hunter22@a:3128',
  ])('%s is told, without its value', async (proxyUrl) => {
    const problem = await problemFrom(() => load(proxyUrl))
    expect(problem).toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining('`proxy-url`'),
      fix: expect.stringContaining('percent-encoded'),
    })
    expect(JSON.stringify(problem)).not.toMatch(/hunter22|12345/)
  })

  test.each(['http://a:3128', 'https://a:3128'])('%s is not ignored on a Node that cannot use it', async (proxyUrl) => {
    expect(await problemFrom(() => load(proxyUrl, '24.4.1'))).toMatchObject({
      code: 'input-invalid',
      message: 'The kubeconfig (input kubeconfig) names a proxy, which this runner’s Node 24.4.1 cannot use',
      fix: expect.stringMatching(/24\.5/),
    })
    expect((await load(proxyUrl, '24.5.0')).proxy?.url.host).toBe('a:3128')
  })

  test('SOCKS is left to client-node', async () => {
    const { proxy, config } = await load('socks5://a:1080')
    expect(proxy).toBeUndefined()
    expect(config.getCurrentCluster()?.proxyUrl).toBe('socks5://a:1080')
  })

  test('SOCKS is not up to Node', async () => {
    expect((await load('socks5://a:1080', '24.4.1')).proxy).toBeUndefined()
  })

  test.each(['http://me:hunter%4022@a:3128', 'socks5://me:hunter%4022@a:1080', 'me:hunter%4022@a:99999'])(
    'the login in %s is masked',
    async (proxyUrl) => {
      expect(await maskedBy(() => load(proxyUrl).catch(() => {}))).toEqual(
        expect.arrayContaining(['me:hunter%4022', 'hunter%4022', 'me:hunter@22', 'hunter@22']),
      )
    },
  )
})
