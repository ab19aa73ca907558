import { writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readNpmRegistry, resolveRelease, schemaVersionsOf } from '../../../src/image/release.ts'
import { json, maskedBy, problemFrom, serve, temporaryFolder } from '../support.ts'

const DEPRECATED = ['2026.7.1', '2026.7.2', '2026.8.31']
const release = (version: string) => ({
  version,
  ...(DEPRECATED.includes(version) && { deprecated: 'breaks' }),
  dist: { integrity: `sha512-${version}` },
  engines: { node: '>=24.16.0 <25 || >=26.1.0' },
})
const VERSIONS = [
  ...['2026.7.1', '2026.7.2', '2026.8.29', '2026.8.30', '2026.8.31'],
  ...['2026.9.5', '2026.9.6', '2026.9.7-beta.1', '2026.10.1'],
]
const PACKUMENT = {
  'dist-tags': { latest: '2026.9.6', beta: '2026.9.7-beta.1' },
  versions: Object.fromEntries(VERSIONS.map((version) => [version, release(version)])),
}

/** The npm registry's two answers: the list of versions, and one version by number or dist-tag. */
async function npm(override?: (path: string, response: ServerResponse) => boolean) {
  const server = await serve((request, response) => {
    if (override?.(request.url ?? '', response)) return
    const [, spec] = /^\/openclaw\/(.+)$/.exec(decodeURIComponent(request.url ?? '')) ?? []
    if (request.url === '/openclaw') return json(response, PACKUMENT)
    const version = PACKUMENT['dist-tags'][spec as 'latest'] ?? spec
    if (VERSIONS.includes(version ?? '')) return json(response, release(version as string))
    json(response, `version not found: ${spec}`, 404)
  })
  return { ...server, registry: { url: `${server.url}/`, npmrc: '' } }
}

describe('what `openclaw-version` stands for', () => {
  test.each<[spec: string, version: string, asked: string]>([
    ['latest', '2026.9.6', 'GET /openclaw/latest'],
    ['beta', '2026.9.7-beta.1', 'GET /openclaw/beta'],
    ['2026.9.5', '2026.9.5', 'GET /openclaw/2026.9.5'],
    ['2026.9.7-beta.1', '2026.9.7-beta.1', 'GET /openclaw/2026.9.7-beta.1'],
    ['~2026.9.0', '2026.9.6', 'GET /openclaw'],
    ['2026.8.x', '2026.8.30', 'GET /openclaw'],
    ['<2026.9.6', '2026.9.5', 'GET /openclaw'],
    ['^2026.9.7-beta.0', '2026.10.1', 'GET /openclaw'],
    ['>=2026.9.0', '2026.9.6', 'GET /openclaw'],
    ['*', '2026.9.6', 'GET /openclaw'],
    ['~2026.7.0', '2026.7.2', 'GET /openclaw'],
    ['v2026.9.5', '2026.9.5', 'GET /openclaw/2026.9.5'],
  ])('%s is %s, for one GET', async (spec, version, asked) => {
    const { registry, asked: requests } = await npm()
    expect(await resolveRelease(spec, registry)).toEqual({
      version,
      integrity: `sha512-${version}`,
      nodeRange: '>=24.16.0 <25 || >=26.1.0',
    })
    expect(requests).toEqual([asked])
  })

  test('is asked with the login of the registry', async () => {
    const { registry, requests } = await npm()
    await resolveRelease('latest', { ...registry, authorization: 'Bearer t0ken' })
    expect(requests[0]?.headers.authorization).toBe('Bearer t0ken')
  })
})

describe('the schemas of its databases', () => {
  test.each<[what: string, openclaw: unknown, schemas: object | undefined]>([
    ['as 2026.9.6 tells them', { schemaVersions: { state: 18, agent: 23 } }, { state: 18, agent: 23 }],
    ['without what is no number', { schemaVersions: { state: 18, agent: '23', other: null } }, { state: 18 }],
    ['unknown: none is a number', { schemaVersions: { state: 'new' } }, undefined],
    ['unknown: there are none', { schemaVersions: {} }, undefined],
    ['unknown: no object', { schemaVersions: 18 }, undefined],
    ['unknown: null', { schemaVersions: null }, undefined],
    ['unknown: an older release', undefined, undefined],
  ])('%s', async (_, openclaw, schemas) => {
    const { registry, requests } = await npm((_, response) => {
      json(response, { ...release('2026.9.6'), openclaw })
      return true
    })
    expect((await resolveRelease('2026.9.6', registry)).schemaVersions).toEqual(schemas)
    expect(await schemaVersionsOf('2026.9.6', registry)).toEqual(schemas)
    expect(requests.map(({ headers }) => headers.accept)).toEqual([
      expect.stringContaining('install-v1'),
      // The short form does not have them.
      'application/json',
    ])
  })

  test('are asked of the one version, with the login', async () => {
    const { registry, asked, requests } = await npm()
    await schemaVersionsOf('v2026.9.5', { ...registry, authorization: 'Bearer t0ken' })
    expect(asked).toEqual(['GET /openclaw/2026.9.5'])
    expect(requests[0]?.headers.authorization).toBe('Bearer t0ken')
  })

  test.each<[what: string, answer: (response: ServerResponse) => unknown]>([
    ['is busy', (response) => json(response, {}, 503)],
    ['refuses', (response) => json(response, {}, 403)],
    ['does not know it', (response) => json(response, 'version not found', 404)],
    ['shows a sign-in page', (response) => response.end('<html>')],
    ['answers null', (response) => json(response, null)],
    ['hangs up', (response) => response.destroy()],
  ])('are unknown, and no error, when the registry %s; it is asked once', async (_, answer) => {
    const { registry, asked } = await npm((_, response) => {
      answer(response)
      return true
    })
    expect(await schemaVersionsOf('2026.9.5', registry)).toBeUndefined()
    expect(asked).toHaveLength(1)
  })

  test.each<[version: string, url: string]>([
    ['nightly', 'http://127.0.0.1:1/'],
    ['', 'http://127.0.0.1:1/'],
    ['2026.9.5', 'http://127.0.0.1:1/'],
    ['2026.9.5', 'npm.example.com/'],
  ])('are unknown for "%s" at %s', async (version, url) => {
    expect(await schemaVersionsOf(version, { url, npmrc: '' })).toBeUndefined()
  })
})

describe('a version that there is not', () => {
  test.each(['nightly', '2026.9.99', '~2027.1.0'])('%s is told with the dist-tags that there are', async (spec) => {
    const { registry } = await npm()
    expect(await problemFrom(() => resolveRelease(spec, registry))).toMatchObject({
      code: 'release-not-found',
      message: `npm has no release of openclaw for "${spec}"; latest is 2026.9.6, beta is 2026.9.7-beta.1`,
      fix: expect.stringContaining('`openclaw-version`'),
    })
  })

  test('is told also by a registry that then fails to list the others', async () => {
    const { registry } = await npm((path, response) => {
      if (path === '/openclaw') json(response, {}, 403)
      return path === '/openclaw'
    })
    expect(await problemFrom(() => resolveRelease('nightly', registry))).toMatchObject({ code: 'release-not-found' })
  })

  test('is told also by a registry that does not know the package at all', async () => {
    const { registry } = await npm((_, response) => {
      json(response, { error: 'Not found' }, 404)
      return true
    })
    expect(await problemFrom(() => resolveRelease('latest', registry))).toMatchObject({
      code: 'release-not-found',
      message: 'npm has no release of openclaw for "latest"',
    })
  })
})

describe('a registry that cannot be used', () => {
  test.each([401, 403])('HTTP %d points at the login', async (status) => {
    const { registry, asked, host } = await npm((_, response) => {
      json(response, {}, status)
      return true
    })
    const problem = await problemFrom(() => resolveRelease('latest', registry))
    expect(problem).toMatchObject({ code: 'npm-unreachable', fix: expect.stringContaining('login') })
    expect(problem.message).toContain(host)
    expect(problem.message).toContain(String(status))
    expect(problem.message).not.toContain('did not answer')
    expect(asked).toHaveLength(1)
  })

  test('HTTP 503 is asked again, and what comes then counts', async () => {
    let busy = 1
    const { registry, asked } = await npm((_, response) => {
      if (busy-- <= 0) return false
      json(response, {}, 503)
      return true
    })
    expect(await resolveRelease('latest', registry)).toMatchObject({ version: '2026.9.6' })
    expect(asked).toHaveLength(2)
  })

  test('HTTP 503 three times is an error that names the host', async () => {
    const { registry, asked, host } = await npm((_, response) => {
      json(response, {}, 503)
      return true
    })
    expect(await problemFrom(() => resolveRelease('latest', registry))).toMatchObject({
      code: 'npm-unreachable',
      message: expect.stringMatching(new RegExp(`${host}.*HTTP 503`)),
    })
    expect(asked).toHaveLength(3)
  })

  test.each<[what: string, spec: string]>([
    ['a tag', 'latest'],
    ['a range', '~2026.9.0'],
  ])('a sign-in page instead of JSON for %s is its fault, not a bug of the action', async (_, spec) => {
    const { registry } = await npm((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>')
      return true
    })
    expect(await problemFrom(() => resolveRelease(spec, registry))).toMatchObject({ code: 'npm-unreachable' })
  })

  test.each(['npm.example.com/', 'me:hunter22@npm.example.com/'])(
    'the URL %s is none and told as such',
    async (url) => {
      const problem = await problemFrom(() => resolveRelease('latest', { url, npmrc: '' }))
      expect(problem).toMatchObject({
        code: 'npm-unreachable',
        message: expect.stringContaining('no http or https URL'),
      })
      expect(problem.message).not.toContain('hunter22')
    },
  )

  test.each<[what: string, manifest: object, missing: string]>([
    ['an integrity', { version: '1', dist: {}, engines: { node: '24' } }, 'integrity'],
    ['dist', { version: '1', engines: { node: '24' } }, 'integrity'],
    ['engines.node', { version: '1', dist: { integrity: 'sha512-x' } }, 'engines.node'],
  ])('without %s it serves too little', async (_, manifest, missing) => {
    const { registry } = await npm((_, response) => {
      json(response, manifest)
      return true
    })
    expect(await problemFrom(() => resolveRelease('latest', registry))).toMatchObject({
      code: 'release-not-found',
      message: expect.stringContaining(`gives no ${missing} for openclaw 1`),
    })
  })
})

describe('readNpmRegistry', () => {
  test('takes the project’s npmrc before the user’s, and masks the login', async () => {
    const workspace = temporaryFolder()
    const home = temporaryFolder()
    writeFileSync(join(workspace, '.npmrc'), 'registry=https://npm.example.com/\n')
    writeFileSync(join(home, '.npmrc'), 'registry=https://other.example/\n//npm.example.com/:_authToken=user-t0ken\n')
    const masked = await maskedBy(async () =>
      expect(await readNpmRegistry(workspace, { HOME: home })).toMatchObject({
        url: 'https://npm.example.com/',
        authorization: 'Bearer user-t0ken',
      }),
    )
    expect(masked).toContain('user-t0ken')
  })

  test('masks a password in the forms in which it is passed on', async () => {
    const home = temporaryFolder()
    const password = Buffer.from('pass-word').toString('base64')
    writeFileSync(
      join(home, '.npmrc'),
      `//registry.npmjs.org/:username=me\n//registry.npmjs.org/:_password=${password}\n`,
    )
    const masked = await maskedBy(() => readNpmRegistry(temporaryFolder(), { HOME: home }))
    expect(masked).toEqual(
      expect.arrayContaining([Buffer.from('me:pass-word').toString('base64'), password, 'pass-word']),
    )
  })

  test('takes NPM_CONFIG_USERCONFIG for the user’s file', async () => {
    const file = join(temporaryFolder(), 'npmrc')
    writeFileSync(file, 'registry=https://npm.example.com/\n')
    expect(await readNpmRegistry(temporaryFolder(), { NPM_CONFIG_USERCONFIG: file })).toMatchObject({
      url: 'https://npm.example.com/',
    })
  })

  test('needs no file at all', async () => {
    const empty = temporaryFolder()
    expect(await readNpmRegistry(empty, { HOME: empty })).toEqual({
      url: 'https://registry.npmjs.org/',
      npmrc: 'registry=https://registry.npmjs.org/\n',
    })
  })
})
