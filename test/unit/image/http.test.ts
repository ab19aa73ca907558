import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { getJson as getJsonAt, type HttpOptions, Unanswered } from '../../../src/image/http.ts'
import { certificate, littleProxy, runModule, tlsBefore } from '../little-proxy.ts'
import { json, serve } from '../support.ts'

// As many tries as there are, in less time.
const getJson = (url: string, headers: Record<string, string>, options: HttpOptions = {}) =>
  getJsonAt(url, headers, { delaysMs: [5, 20], ...options })
const portOf = (host: string) => host.split(':')[1] ?? ''

/** Why there was no answer. */
async function failure(work: Promise<unknown>): Promise<Unanswered> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof Unanswered)) throw new Error(`not Unanswered: ${thrown}`)
  return thrown
}

describe('by way of a proxy', () => {
  test('it is asked for a name that only it knows', async () => {
    const server = await serve((_, response) => json(response, { ok: 1 }))
    const proxy = await littleProxy()
    const url = `http://registry.test:${portOf(server.host)}/openclaw`
    expect(await getJson(url, { accept: 'a/b' }, { env: { HTTP_PROXY: proxy.url } })).toMatchObject({
      status: 200,
      body: { ok: 1 },
    })
    expect(proxy.passed).toEqual([`GET ${url}`])
    expect(server.requests[0]?.headers).toMatchObject({ accept: 'a/b' })
  })

  test('what NO_PROXY names and what is on this machine goes past it', async () => {
    const server = await serve((_, response) => json(response, { ok: 1 }))
    const proxy = await littleProxy()
    expect(await getJson(server.url, {}, { env: { HTTP_PROXY: proxy.url } })).toMatchObject({ body: { ok: 1 } })
    const url = `http://registry.test:${portOf(server.host)}/`
    const { message } = await failure(getJson(url, {}, { env: { HTTP_PROXY: proxy.url, NO_PROXY: '.test' } }))
    expect(message).toMatch(/ENOTFOUND|EAI_AGAIN|nothing came within/)
    expect(proxy.passed).toEqual([])
  })

  test('what is packed is unpacked', async () => {
    const server = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"ok":"é"}'))
    })
    const proxy = await littleProxy()
    const url = `http://registry.test:${portOf(server.host)}/`
    expect(await getJson(url, {}, { env: { http_proxy: proxy.url } })).toMatchObject({ body: { ok: 'é' } })
  })

  test.each([204, 205, 304])('what is said to be packed and has no body (%d)', async (status) => {
    // 205 is the one that Node lets have a body.
    const server = await serve(
      (_, response) => void response.writeHead(status, { 'content-encoding': 'gzip' }).end('not packed'),
    )
    const proxy = await littleProxy()
    const url = `http://registry.test:${portOf(server.host)}/`
    expect(await getJson(url, {}, { env: { http_proxy: proxy.url } })).toMatchObject({ status, body: undefined })
  })

  test('a login goes along to the same host, and to no other', async () => {
    const other = await serve((_, response) => json(response, { ok: 1 }))
    const first = await serve((request, response) => {
      const to = request.url === '/1' ? '/2' : `http://blobs.test:${portOf(other.host)}/3`
      response.writeHead(307, { location: to }).end()
    })
    const proxy = await littleProxy()
    const url = `http://registry.test:${portOf(first.host)}/1`
    const headers = { authorization: 'Bearer t0ken' }
    expect(await getJson(url, headers, { env: { HTTP_PROXY: proxy.url } })).toMatchObject({ body: { ok: 1 } })
    expect(first.requests.map((each) => each.headers.authorization)).toEqual(['Bearer t0ken', 'Bearer t0ken'])
    expect(other.requests.map((each) => each.headers.authorization)).toEqual([undefined])
    expect(proxy.passed).toHaveLength(3)
  })

  test('a circle of redirects ends', async () => {
    const server = await serve((_, response) => void response.writeHead(302, { location: '/' }).end())
    const proxy = await littleProxy()
    const url = `http://registry.test:${portOf(server.host)}/`
    const { message } = await failure(getJson(url, {}, { env: { HTTP_PROXY: proxy.url } }))
    expect(message).toMatch(/redirects in a circle/)
  })

  test('one that wants a login gets it', async () => {
    const server = await serve((_, response) => json(response, { ok: 1 }))
    const proxy = await littleProxy({ login: 'me:p@ss' })
    const url = `http://registry.test:${portOf(server.host)}/`
    const env = { HTTP_PROXY: `http://me:p%40ss@${proxy.host}` }
    expect(await getJson(url, {}, { env })).toMatchObject({ body: { ok: 1 } })
    expect(server.requests[0]?.headers['proxy-authorization']).toBeUndefined()
  })

  test.each<[scheme: 'http' | 'https', login: string, said: RegExp, fix: RegExp]>([
    ['http', '', /wants a login, and there is none in HTTP_PROXY \(407\)$/, /^Put user and password into HTTP_PROXY/],
    [
      'https',
      '',
      /wants a login, and there is none in HTTPS_PROXY \(407\)$/,
      /^Put user and password into HTTPS_PROXY/,
    ],
    ['http', 'me:hunter22@', /does not accept the login in HTTP_PROXY \(407\)$/, /^Correct user and password/],
    ['https', 'me:hunter22@', /does not accept the login in HTTPS_PROXY \(407\)$/, /^Correct user and password/],
  ])('%s without the right login ("%s") is told at once', async (scheme, login, said, fix) => {
    const proxy = await littleProxy({ login: 'me:other' })
    const url = `http://${login}${proxy.host}`
    const told: string[] = []
    const thrown = await failure(
      getJson(
        `${scheme}://registry.test/`,
        {},
        { env: { HTTP_PROXY: url, HTTPS_PROXY: url }, progress: (line) => told.push(line) },
      ),
    )
    expect(thrown.message).toMatch(said)
    expect(thrown.message).toContain(`the proxy ${proxy.host} `)
    expect(thrown.fix).toMatch(fix)
    expect(thrown.message + thrown.fix).not.toMatch(/hunter22|other/)
    expect(told).toEqual([])
  })

  test.each<[status: number, said: RegExp, fix: RegExp]>([
    [403, /refuses to connect to registry\.test:443 \(403\)$/, /NO_PROXY/],
    [502, /cannot connect to registry\.test:443 \(502\)$/, /the proxy can reach it/],
  ])('one that answers %d to CONNECT', async (status, said, fix) => {
    const proxy = await littleProxy({ refuses: status })
    const env = { HTTPS_PROXY: `http://me:hunter22@${proxy.host}` }
    const thrown = await failure(getJson('https://registry.test/', {}, { env }))
    expect(thrown.message).toMatch(said)
    expect(thrown.fix).toMatch(fix)
    expect(thrown.message + thrown.fix).not.toContain('hunter22')
  })

  test('one that is not there is told by its address, after three tries', async () => {
    const told: string[] = []
    const env = { HTTPS_PROXY: 'http://me:hunter22@127.0.0.1:1' }
    const options = { env, progress: (line: string) => told.push(line) }
    const thrown = await failure(getJson('https://registry.test/', {}, options))
    expect(thrown.message).toBe('the proxy 127.0.0.1:1 cannot be reached (ECONNREFUSED)')
    expect(thrown.fix).toMatch(/^Correct HTTPS_PROXY.*registry\.test.*NO_PROXY/)
    expect(told).toEqual([
      'registry.test: the proxy 127.0.0.1:1 cannot be reached (ECONNREFUSED); try 2 of 3 follows',
      'registry.test: the proxy 127.0.0.1:1 cannot be reached (ECONNREFUSED); try 3 of 3 follows',
    ])
  })

  test('one whose TLS is none', async () => {
    const proxy = await littleProxy()
    const env = { HTTPS_PROXY: `https://${proxy.host}` }
    const thrown = await failure(getJson('https://registry.test/', {}, { env }))
    expect(thrown.message).toBe(`the proxy ${proxy.host} does not speak TLS`)
    expect(thrown.fix).toBe(`Write HTTPS_PROXY as http://${proxy.host}`)
  })

  test('one that says nothing ends by the deadline', async () => {
    const proxy = await littleProxy({ isSilent: true })
    const env = { HTTPS_PROXY: proxy.url }
    const { message } = await failure(getJson('https://registry.test/', {}, { env, timeoutMs: 50 }))
    expect(message).toBe(`nothing came within 0.05 s by way of the proxy ${proxy.host}`)
  })

  test.each<[encoding: string, begin: string | Buffer]>([
    ['identity', '{"versions":'],
    ['gzip', gzipSync('{"versions":{}}').subarray(0, 12)],
  ])('a body (%s) that stalls ends by the deadline', async (encoding, begin) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100', 'content-encoding': encoding })
      response.write(begin)
    })
    const proxy = await littleProxy()
    const url = `http://registry.test:${portOf(server.host)}/`
    const env = { HTTP_PROXY: proxy.url }
    const { message } = await failure(getJson(url, {}, { env, timeoutMs: 200, delaysMs: [] }))
    expect(message).toBe(`nothing came within 0.2 s by way of the proxy ${proxy.host}`)
  })
})

describe('TLS of a private CA, by way of a proxy', () => {
  const source = `
    import { getJson } from './src/image/http.ts'
    const answer = await getJson(process.env.ASKED, {}).then(({ body }) => body, ({ message, fix }) => ({ message, fix }))
    console.log(JSON.stringify(answer))`

  async function ask(env: (caFile: string) => Record<string, string>) {
    const server = await serve((_, response) => json(response, { ok: 1 }))
    const made = certificate()
    const port = await tlsBefore(portOf(server.host), made)
    const proxy = await littleProxy()
    const asked = `https://registry.test:${port}/openclaw`
    const answer = await runModule(source, { ASKED: asked, HTTPS_PROXY: proxy.url, ...env(made.caFile) })
    return { answer, proxy, port }
  }

  test('is trusted when NODE_EXTRA_CA_CERTS names it', async () => {
    const { answer, proxy, port } = await ask((caFile) => ({ NODE_EXTRA_CA_CERTS: caFile }))
    expect(answer).toEqual({ ok: 1 })
    expect(proxy.passed).toEqual([`CONNECT registry.test:${port}`])
  })

  test('is trusted of the proxy itself too', async () => {
    const server = await serve((_, response) => json(response, { ok: 1 }))
    const made = certificate()
    const proxy = await littleProxy({ login: 'me:hunter22' })
    const port = await tlsBefore(portOf(proxy.host), made)
    const asked = `https://registry.test:${await tlsBefore(portOf(server.host), made)}/`
    const env = { ASKED: asked, HTTPS_PROXY: `https://me:hunter22@localhost:${port}`, NODE_EXTRA_CA_CERTS: made.caFile }
    expect(await runModule(source, env)).toEqual({ ok: 1 })
    expect(proxy.passed).toHaveLength(1)
  })

  test('is told with NODE_EXTRA_CA_CERTS when not, and not asked again', async () => {
    const { answer, proxy } = await ask(() => ({}))
    expect(answer).toEqual({
      message: expect.stringMatching(/certificate/),
      fix: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
    expect(proxy.passed).toHaveLength(1)
  })
})

describe('what is asked again', () => {
  test.each<[what: string, first: (response: ServerResponse) => void, said: RegExp]>([
    ['a page', (response) => void response.end('<html>Sign in</html>'), /what it answered is no JSON/],
    ['half of JSON', (response) => void response.end('{"versions":'), /what it answered is no JSON/],
    [
      'an answer that breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{', () => response.destroy())
      },
      /./,
    ],
    ['429', (response) => json(response, {}, 429), /HTTP 429/],
    ['503', (response) => json(response, {}, 503), /HTTP 503/],
  ])('%s', async (_, first, said) => {
    let asked = 0
    const server = await serve((_, response) => (asked++ === 0 ? first(response) : json(response, { ok: 1 })))
    const told: string[] = []
    expect(await getJson(server.url, {}, { progress: (line) => told.push(line) })).toMatchObject({ body: { ok: 1 } })
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(said)
    expect(told[0]).toContain(server.host)
  })

  test.each([401, 404, 400])('not %d, whatever it says', async (status) => {
    const server = await serve((_, response) => void response.writeHead(status).end('<html>'))
    expect(await getJson(server.url, {})).toMatchObject({ status, body: undefined })
    expect(server.asked).toHaveLength(1)
  })

  test('a server that says nothing, by the deadline of each try', async () => {
    const server = await serve(() => {})
    expect((await failure(getJson(server.url, {}, { timeoutMs: 1_000 }))).message).toBe('nothing came within 1 s')
    expect(server.asked).toHaveLength(3)
  })
})
