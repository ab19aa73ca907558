import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { inspectImage, parseReference } from '../../../src/image/registry.ts'
import { DIGEST, json, OTHER_DIGEST, serve } from '../support.ts'

describe('parseReference', () => {
  const hub = { api: 'https://registry-1.docker.io', host: 'docker.io' }
  test.each<[reference: string, parts: object]>([
    ['node', { ...hub, repository: 'library/node', tag: 'latest' }],
    ['node:24-bookworm-slim', { ...hub, repository: 'library/node', tag: '24-bookworm-slim' }],
    ['docker.io/node:24', { ...hub, repository: 'library/node', tag: '24' }],
    ['docker.io/library/node:24', { ...hub, repository: 'library/node', tag: '24' }],
    ['openclaw/base', { ...hub, repository: 'openclaw/base', tag: 'latest' }],
    ['ghcr.io/a/b/c:1', { api: 'https://ghcr.io', host: 'ghcr.io', repository: 'a/b/c', tag: '1' }],
    ['registry:5000/node', { api: 'https://registry:5000', host: 'registry:5000', repository: 'node', tag: 'latest' }],
    ['localhost/node:1', { host: 'localhost', repository: 'node', tag: '1' }],
    [`node@${DIGEST}`, { ...hub, repository: 'library/node', digest: DIGEST }],
    [`node:24@${DIGEST}`, { ...hub, repository: 'library/node', tag: '24', digest: DIGEST }],
    [`ghcr.io/a/b:1@${DIGEST}`, { host: 'ghcr.io', repository: 'a/b', tag: '1', digest: DIGEST }],
  ])('%s', (reference, parts) => {
    expect(parseReference(reference)).toMatchObject(parts)
    expect('digest' in parseReference(reference)).toBe(reference.includes('@'))
    expect('tag' in parseReference(reference)).toBe('tag' in parts)
  })

  test.each([
    ['mirror.gcr.io', 'https://mirror.gcr.io'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5000'],
    ['https://mirror:5000', 'https://mirror:5000'],
  ])('asks the mirror %s in Docker Hub’s place, and names the image as before', (mirror, api) => {
    expect(parseReference('node:24', mirror)).toMatchObject({ api, host: 'docker.io', repository: 'library/node' })
    expect(parseReference('ghcr.io/a/b', mirror)).toMatchObject({ api: 'https://ghcr.io' })
  })
})

describe('a mirror’s login', () => {
  const login = `Basic ${Buffer.from('ci:hunter@22').toString('base64')}`

  test.each([
    ['https://ci:hunter%4022@mirror:5000/', 'https://mirror:5000'],
    ['ci:hunter%4022@mirror:5000', 'https://mirror:5000'],
    ['http://ci:hunter@22@mirror', 'http://mirror'],
  ])('is taken out of %s', (mirror, api) => {
    expect(parseReference('node:24', mirror)).toMatchObject({ api, login })
    expect(parseReference('ghcr.io/a/b', mirror)).not.toHaveProperty('login')
  })

  test('goes with each request to the mirror', async () => {
    const server = await serve(
      registry({ 'manifests/24': MANIFEST, 'blobs/sha256:config': CONFIG }, { 'docker-content-digest': DIGEST }),
    )
    const mirror = server.url.replace('://', '://ci:hunter%4022@')
    expect((await inspectImage(parseReference('node:24', mirror), 'amd64'))?.digest).toBe(DIGEST)
    expect(server.requests.map((each) => each.headers.authorization)).toEqual([login, login])
  })

  test('gets the token that the mirror wants', async () => {
    const server = await serve((request, response) => {
      const { authorization } = request.headers
      if (request.url === '/token') return json(response, authorization === login ? { token: 'ours' } : {})
      if (authorization === 'Bearer ours') return json(response, {}, 404)
      json(response, {}, 401, { 'www-authenticate': `Bearer realm="http://${request.headers.host}/token"` })
    })
    const mirror = server.url.replace('://', '://ci:hunter%4022@')
    expect(await inspectImage(parseReference('node:24', mirror), 'amd64')).toBeUndefined()
  })
})

const ARM = `sha256:${'a1'.repeat(32)}`
const INDEX = {
  manifests: [
    { digest: `sha256:${'00'.repeat(32)}`, platform: { os: 'windows', architecture: 'amd64' } },
    { digest: ARM, platform: { os: 'linux', architecture: 'arm64' } },
    { digest: DIGEST, platform: { os: 'linux', architecture: 'amd64' } },
    { digest: OTHER_DIGEST, platform: { os: 'unknown', architecture: 'unknown' } },
  ],
}
const MANIFEST = { config: { digest: 'sha256:config' } }
const CONFIG = { architecture: 'amd64', config: { Env: ['PATH=/usr/bin:/bin', 'NODE_VERSION=24.21.0', 'A=b=c', 'E='] } }

/** A registry with these bodies by path below /v2/library/node/. */
const registry =
  (bodies: Record<string, object>, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    const body = bodies[(request.url ?? '').replace('/v2/library/node/', '')]
    if (body) json(response, body, 200, headers)
    else json(response, { errors: [{ code: 'MANIFEST_UNKNOWN' }] }, 404)
  }

async function inspect(listener: RequestListener, architecture = 'amd64', reference = 'node:24') {
  const server = await serve(listener)
  return { server, image: await inspectImage(parseReference(reference, server.url), architecture) }
}

describe('inspectImage', () => {
  test('finds the platform’s own manifest in an index', async () => {
    const { image, server } = await inspect(
      registry({ 'manifests/24': INDEX, [`manifests/${DIGEST}`]: MANIFEST, 'blobs/sha256:config': CONFIG }),
    )
    expect(image).toEqual({
      digest: DIGEST,
      env: { PATH: '/usr/bin:/bin', NODE_VERSION: '24.21.0', A: 'b=c', E: '' },
    })
    expect(server.requests[0]?.headers.accept).toContain('application/vnd.oci.image.index.v1+json')
  })

  test('takes a manifest for one platform by the digest of its header', async () => {
    const bodies = { 'manifests/24': MANIFEST, 'blobs/sha256:config': CONFIG }
    expect((await inspect(registry(bodies, { 'docker-content-digest': DIGEST }))).image?.digest).toBe(DIGEST)
  })

  test('asks by digest when the reference has one', async () => {
    const { server, image } = await inspect(
      registry({ [`manifests/${OTHER_DIGEST}`]: MANIFEST, 'blobs/sha256:config': CONFIG }),
      'amd64',
      `node:24@${OTHER_DIGEST}`,
    )
    expect(image?.digest).toBe(OTHER_DIGEST)
    expect(server.asked[0]).toBe(`GET /v2/library/node/manifests/${OTHER_DIGEST}`)
  })

  test.each<[what: string, bodies: Record<string, object>, architecture: string]>([
    ['no such tag', {}, 'amd64'],
    ['no such platform in the index', { 'manifests/24': INDEX }, 'riscv64'],
    ['a single manifest of another platform', { 'manifests/24': MANIFEST, 'blobs/sha256:config': CONFIG }, 'arm64'],
  ])('is undefined for %s', async (_, bodies, architecture) => {
    expect((await inspect(registry(bodies, { 'docker-content-digest': DIGEST }), architecture)).image).toBeUndefined()
  })

  test('fetches the anonymous token that a public registry wants, once', async () => {
    const images = registry(
      { 'manifests/24': MANIFEST, 'blobs/sha256:config': CONFIG },
      { 'docker-content-digest': DIGEST },
    )
    const { server, image } = await inspect((request, response) => {
      if (request.url?.startsWith('/token')) return json(response, { access_token: 'anonymous' })
      if (request.headers.authorization === 'Bearer anonymous') return images(request, response)
      const challenge = `Bearer realm="http://${request.headers.host}/token",service="registry.docker.io",scope="repository:library/node:pull"`
      json(response, {}, 401, { 'www-authenticate': challenge })
    })
    expect(image?.digest).toBe(DIGEST)
    expect(server.asked.filter((line) => line.includes('/token'))).toEqual([
      'GET /token?service=registry.docker.io&scope=repository%3Alibrary%2Fnode%3Apull',
    ])
  })

  describe('with a login that Docker has', () => {
    const login = `Basic ${Buffer.from('me:hunter22').toString('base64')}`
    const images = registry(
      { 'manifests/24': MANIFEST, 'blobs/sha256:config': CONFIG },
      { 'docker-content-digest': DIGEST },
    )
    /** A registry that wants its challenge answered. */
    const guarded =
      (accepted: string, challenge: string, tokenFor: (login: string | undefined) => object = () => ({})) =>
      (request: IncomingMessage, response: ServerResponse) => {
        const { authorization, host } = request.headers
        if (request.url === '/token') return json(response, tokenFor(authorization))
        if (authorization === accepted) return images(request, response)
        json(response, {}, 401, {
          'www-authenticate': challenge.replace('HOST', host ?? '').replace('PORT', host?.split(':')[1] ?? ''),
        })
      }
    const look = async (listener: RequestListener) => {
      const server = await serve(listener)
      const image = await inspectImage(parseReference('node:24', server.url), 'amd64', { loginFor: async () => login })
      return { image, sent: server.requests.map(({ url, headers }) => [url, headers.authorization]) }
    }

    test('gives it to a registry that asks for it, and only then', async () => {
      const { image, sent } = await look(guarded(login, 'Basic realm="x"'))
      expect(image?.digest).toBe(DIGEST)
      expect(sent.map(([, authorization]) => authorization)).toEqual([undefined, login, login])
    })

    test('gets a token with it, and gives the registry the token alone', async () => {
      const tokenFor = (given: string | undefined) => (given === login ? { token: 'ours' } : {})
      const { image, sent } = await look(guarded('Bearer ours', 'Bearer realm="http://HOST/token"', tokenFor))
      expect(image?.digest).toBe(DIGEST)
      expect(sent.filter(([, authorization]) => authorization === login)).toEqual([['/token', login]])
    })

    test('keeps it from whom everybody on the way could hear, a token server or the registry', async () => {
      const elsewhere = 'Bearer realm="http://0.0.0.0:PORT/token"'
      const anyone = () => ({ token: 'anonymous' })
      const byToken = await look(guarded('Bearer anonymous', elsewhere, anyone))
      expect(byToken.image?.digest).toBe(DIGEST)
      expect(byToken.sent.flat()).not.toContain(login)
      const server = await serve(guarded(login, 'Basic realm="x"'))
      const reference = parseReference('node:24', server.url.replace('127.0.0.1', '0.0.0.0'))
      await expect(inspectImage(reference, 'amd64', { loginFor: async () => login })).rejects.toThrow(/HTTP 401/)
      expect(server.requests.map((each) => each.headers.authorization)).toEqual([undefined])
    })

    test('goes without one that has ended where anyone may read', async () => {
      const tokenFor = (given: string | undefined) => (given ? {} : { token: 'anonymous' })
      const { image } = await look(guarded('Bearer anonymous', 'Bearer realm="http://HOST/token"', tokenFor))
      expect(image?.digest).toBe(DIGEST)
    })

    test('asks for none where none is wanted', async () => {
      const server = await serve(images)
      const loginFor = () => Promise.reject(new Error('was asked'))
      expect(await inspectImage(parseReference('node:24', server.url), 'amd64', { loginFor })).toBeDefined()
    })
  })

  test.each<[what: string, answer: RequestListener, message: RegExp]>([
    [
      'wants a real login',
      (_, response) => json(response, {}, 401, { 'www-authenticate': 'Basic realm="x"' }),
      /answered HTTP 401/,
    ],
    [
      'gives no token',
      (request, response) =>
        request.url?.startsWith('/token')
          ? json(response, {}, 403)
          : json(response, {}, 401, { 'www-authenticate': `Bearer realm="http://${request.headers.host}/token"` }),
      /gave no token \(HTTP 403\)/,
    ],
    [
      'challenges without a realm',
      (_, response) => json(response, {}, 401, { 'www-authenticate': 'Bearer service="x"' }),
      /answered HTTP 401/,
    ],
    [
      'answers with a page',
      (_, response) => void response.end('<html>'),
      /^127\.0\.0\.1:\d+ answered with something else than JSON/,
    ],
  ])('a registry that %s is told by its host', async (_, answer, message) => {
    await expect(inspect(answer)).rejects.toThrow(message)
  })
})
