import { writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  chooseRelease,
  exactPackages,
  readNpmRegistry,
  resolveRelease,
  schemaVersionsOf,
  traitsOf,
  treeBound,
} from '../../../src/image/release.ts'
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
    expect((await resolveRelease(spec, registry)).release).toEqual({
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

describe('what is deployed of it', () => {
  const HOUR = 3_600_000
  const NOW = Date.parse('2026-09-25T12:00:00Z')
  const TIME = Object.fromEntries(VERSIONS.map((version) => [version, '2026-09-01T00:00:00.000Z']))

  /** Of the packument, the full form only. */
  async function choose(spec: string, live: string | undefined, hours: number, time: object | undefined = TIME) {
    const { registry, asked, requests } = await npm((path, response) => {
      if (path !== '/openclaw' || requests.at(-1)?.headers.accept?.includes('install-v1')) return false
      json(response, { ...PACKUMENT, time })
      return true
    })
    const offer = await resolveRelease(spec, registry)
    const choice = await chooseRelease(offer, { minAgeMs: hours * HOUR, nowMs: NOW, live }, registry)
    return { version: choice.release.version, integrity: choice.release.integrity, ...choice, asked }
  }

  test.each<[what: string, spec: string, live: string | undefined, hours: number]>([
    ['for the first deploy', 'latest', undefined, 0],
    ['for a newer one', 'latest', '2026.9.5', 0],
    ['for the one that is live, whatever min-age', 'latest', '2026.9.6', 72],
    ['for an exact one, whatever min-age', '2026.9.6', '2026.9.7', 72],
  ])('takes no more than the one small GET %s', async (_, spec, live, hours) => {
    const { version, asked } = await choose(spec, live, hours)
    expect(version).toBe('2026.9.6')
    expect(asked).toEqual([`GET /openclaw/${spec}`])
  })

  test('is another one when min-age says so, with what the registry tells of it', async () => {
    const time = { ...TIME, '2026.9.6': '2026-09-25T00:00:00.000000+00:00' }
    expect(await choose('latest', '2026.8.29', 72, time)).toMatchObject({
      release: { version: '2026.9.5', integrity: 'sha512-2026.9.5', nodeRange: '>=24.16.0 <25 || >=26.1.0' },
      note: expect.stringContaining('2026.9.6 is 12 h old'),
      asked: ['GET /openclaw/latest', 'GET /openclaw'],
    })
    expect(await choose('latest', '2026.9.5', 72, time)).toMatchObject({
      release: { version: '2026.9.5', publishedMs: Date.parse('2026-09-01T00:00:00Z') },
      note: expect.stringContaining('2026.9.5 stays until'),
    })
    expect(await choose('~2026.9.0', '2026.8.29', 72, time)).toMatchObject({
      version: '2026.9.5',
      asked: ['GET /openclaw', 'GET /openclaw'],
    })
  })

  test.each<[what: string, live: string, hours: number, time: object | undefined, code: string]>([
    ['a lower one', '2026.9.8', 0, TIME, 'downgrade-refused'],
    ['one of which no age is told', '2026.9.5-1', 72, undefined, 'release-too-new'],
  ])('is never %s', async (_, live, hours, time, code) => {
    expect(await problemFrom(() => choose('latest', live, hours, time ?? {}))).toMatchObject({ code })
  })

  test('comes with the maintainers’ warning', async () => {
    expect(await choose('2026.7.2', undefined, 0)).toMatchObject({ warning: 'OpenClaw 2026.7.2 is deprecated: breaks' })
  })

  test('is not found by a registry that then does not know the package', async () => {
    const { registry } = await npm((path, response) => {
      if (path === '/openclaw') json(response, {}, 404)
      return path === '/openclaw'
    })
    const offer = await resolveRelease('latest', registry)
    const rules = { minAgeMs: HOUR, nowMs: NOW, live: undefined }
    expect(await problemFrom(() => chooseRelease(offer, rules, registry))).toMatchObject({ code: 'release-not-found' })
  })
})

describe('what bounds its dependency tree', () => {
  const NOT_AFTER = Date.parse('2026-09-22T12:34:56Z')
  const EARLIER = '2026-09-20T00:00:00.000Z'
  // As npm has them: the release, and 380 s later what it needs in exactly that version.
  const RELEASED = '2026-09-24T22:17:03.665000+00:00'
  const SIBLING = '2026-09-24T22:23:23.849000+00:00'
  const AI = { name: '@openclaw/ai', version: '2026.9.6' }
  const DISCORD = { name: '@openclaw/discord', version: '2026.9.6' }
  type Times = Readonly<Record<string, string | undefined>>

  /** @param times by package, each of its version 2026.9.6; a package that is not there is answered with 404 */
  async function bound(times: Times, plugins = [DISCORD], publishedMs?: number) {
    const { registry, asked } = await npm((path, response) => {
      const name = decodeURIComponent(path.slice(1))
      const known = Object.hasOwn(times, name)
      json(response, known ? { time: { '2026.9.6': times[name] } } : 'not found', known ? 200 : 404)
      return true
    })
    const release = { version: '2026.9.6', integrity: '', nodeRange: '', siblings: [AI] }
    const found = await treeBound({ ...release, ...(publishedMs && { publishedMs }) }, plugins, NOT_AFTER, registry)
    return { ...found, asked }
  }

  test.each<[what: string, times: Times, before: string, setBy: string | undefined]>([
    [
      'min-age, to the hour',
      { openclaw: EARLIER, '@openclaw/ai': EARLIER, '@openclaw/discord': EARLIER },
      '2026-09-22T12:00:00.000Z',
      undefined,
    ],
    [
      'its own age, when it is the youngest',
      { openclaw: RELEASED, '@openclaw/ai': EARLIER, '@openclaw/discord': EARLIER },
      '2026-09-24T22:17:03.665Z',
      'openclaw@2026.9.6',
    ],
    [
      'that of the package that it needs in exactly one version',
      { openclaw: RELEASED, '@openclaw/ai': SIBLING, '@openclaw/discord': RELEASED },
      '2026-09-24T22:23:23.849Z',
      '@openclaw/ai@2026.9.6',
    ],
    [
      'that of such a package, when the release is just old enough',
      { openclaw: EARLIER, '@openclaw/ai': '2026-09-22T13:00:00.000Z', '@openclaw/discord': EARLIER },
      '2026-09-22T13:00:00.000Z',
      '@openclaw/ai@2026.9.6',
    ],
    [
      'that of a plugin which was named exactly',
      { openclaw: RELEASED, '@openclaw/ai': RELEASED, '@openclaw/discord': SIBLING },
      '2026-09-24T22:23:23.849Z',
      '@openclaw/discord@2026.9.6',
    ],
    ['min-age, when no age is told', { openclaw: undefined }, '2026-09-22T12:00:00.000Z', undefined],
  ])('is %s', async (_, times, before, setBy) => {
    const { asked, ...found } = await bound(times)
    expect(found).toEqual({ before, ...(setBy && { setBy }) })
    expect(asked.sort()).toEqual(['GET /@openclaw%2fai', 'GET /@openclaw%2fdiscord', 'GET /openclaw'])
  })

  test('is asked for only of what is not known', async () => {
    const { asked } = await bound({ '@openclaw/ai': SIBLING }, [], Date.parse(EARLIER))
    expect(asked).toEqual(['GET /@openclaw%2fai'])
  })

  test('counts no sibling that may be older', async () => {
    const dependencies = { '@openclaw/ai': '2026.9.6', '@openclaw/proxyline': '^0.3.12', croner: '10.0.1' }
    const { registry } = await npm((_, response) => {
      json(response, { ...release('2026.9.6'), dependencies })
      return true
    })
    expect((await resolveRelease('latest', registry)).release.siblings).toEqual([AI])
  })

  test.each<[list: string, exact: string[]]>([
    ['@openclaw/discord@2026.9.6  left-pad@1.3.0', ['@openclaw/discord@2026.9.6', 'left-pad@1.3.0']],
    ['@openclaw/discord @openclaw/slack@latest left-pad@^1.3.0', []],
    ['github:me/x@1.0.0 ./x.tgz npm:y@1.0.0@1.0.0 @x@1.0.0', []],
    ['', []],
  ])('counts of the plugins "%s" %j', (list, exact) => {
    expect(exactPackages(list).map(({ name, version }) => `${name}@${version}`)).toEqual(exact)
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
    expect((await resolveRelease('2026.9.6', registry)).release.schemaVersions).toEqual(schemas)
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

  const ONE = 'GET /openclaw/2026.9.5'
  test.each<[what: string, answer: (response: ServerResponse) => unknown, asked: string[]]>([
    ['is busy', (response) => json(response, {}, 503), [ONE]],
    ['refuses', (response) => json(response, {}, 403), [ONE]],
    ['does not know it', (response) => json(response, 'version not found', 404), [ONE, 'GET /openclaw']],
    ['shows a sign-in page', (response) => response.end('<html>'), [ONE]],
    ['answers null', (response) => json(response, null), [ONE]],
    ['hangs up', (response) => response.destroy(), [ONE]],
  ])('are unknown, and no error, when the registry %s; nothing is asked twice', async (_, answer, requests) => {
    const { registry, asked } = await npm((_, response) => {
      answer(response)
      return true
    })
    expect(await schemaVersionsOf('2026.9.5', registry)).toBeUndefined()
    expect(asked).toEqual(requests)
  })

  test('are unknown, and no error, when the registry lists no versions; it is asked once for them', async () => {
    const { registry, asked } = await npm((path, response) => {
      json(response, {}, path === '/openclaw' ? 503 : 404)
      return true
    })
    expect(await schemaVersionsOf('2026.9.5', registry)).toBeUndefined()
    expect(asked).toEqual([ONE, 'GET /openclaw'])
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

// Sonatype Nexus and Azure Artifacts: npm itself reads no other address.
describe.each([404, 405])('a registry that answers HTTP %d for a single version', (status) => {
  const listOnly = () =>
    npm((path, response) => {
      if (path !== '/openclaw') json(response, {}, status)
      return path !== '/openclaw'
    })

  test.each<[spec: string, version: string]>([
    ['latest', '2026.9.6'],
    ['beta', '2026.9.7-beta.1'],
    ['2026.9.6', '2026.9.6'],
    ['v2026.9.5', '2026.9.5'],
  ])('is asked for the list of them, where %s is %s', async (spec, version) => {
    const { registry, asked, requests } = await listOnly()
    const offer = await resolveRelease(spec, registry)
    expect(offer.release).toEqual({
      version,
      integrity: `sha512-${version}`,
      nodeRange: '>=24.16.0 <25 || >=26.1.0',
    })
    expect(asked).toEqual([expect.stringContaining('GET /openclaw/'), 'GET /openclaw'])
    expect(requests[1]?.headers.accept).toContain('install-v1')
    const rules = { minAgeMs: 0, nowMs: 0, live: '2026.9.4' }
    expect((await chooseRelease(offer, rules, registry)).release.version).toBe(version)
  })

  test('tells what a release needs and brings in the full list, with the login', async () => {
    const { registry, requests } = await npm((path, response) => {
      const isFull = requests.at(-1)?.headers.accept === 'application/json'
      const full = { ...release('2026.9.5'), openclaw: { schemaVersions: { state: 18 } } }
      if (path !== '/openclaw') json(response, {}, status)
      else json(response, { versions: { '2026.9.5': isFull ? full : release('2026.9.5') } })
      return true
    })
    expect(await traitsOf('v2026.9.5', { ...registry, authorization: 'Bearer t0ken' })).toEqual({
      nodeRange: '>=24.16.0 <25 || >=26.1.0',
      schemaVersions: { state: 18 },
    })
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t0ken', 'Bearer t0ken'])
    expect(await traitsOf('2026.9.99', registry)).toEqual({})
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

  test('is not told by a registry that then fails to list the others: it may be there', async () => {
    const { registry } = await npm((path, response) => {
      if (path === '/openclaw') json(response, {}, 403)
      return path === '/openclaw'
    })
    expect(await problemFrom(() => resolveRelease('nightly', registry))).toMatchObject({ code: 'npm-unreachable' })
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
    const { registry, asked, host } = await npm((_, response) => {
      if (busy-- <= 0) return false
      json(response, {}, 503)
      return true
    })
    const told: string[] = []
    const waiting = { ...registry, progress: (line: string) => told.push(line) }
    expect((await resolveRelease('latest', waiting)).release).toMatchObject({ version: '2026.9.6' })
    expect(asked).toHaveLength(2)
    expect(told).toEqual([`${host}: HTTP 503; try 2 of 3 follows`])
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

  test('masks the login of a scope’s registry', async () => {
    const home = temporaryFolder()
    writeFileSync(join(home, '.npmrc'), '@acme:registry=https://acme.example\n//acme.example/:_authToken=acme-t0ken\n')
    const masked = await maskedBy(() => readNpmRegistry(temporaryFolder(), { HOME: home }))
    expect(masked).toContain('acme-t0ken')
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

  test('tells of a cafile that cannot be read, and goes on', async () => {
    const home = temporaryFolder()
    writeFileSync(join(home, '.npmrc'), 'cafile=~/nowhere.pem\n')
    const lines: string[] = []
    const caFile = join(home, 'nowhere.pem')
    expect(await readNpmRegistry(home, { HOME: home }, (line) => lines.push(line))).toMatchObject({ caFile })
    expect(lines).toEqual([expect.stringContaining(`npm’s \`cafile\` ${caFile} cannot be read`)])
  })

  describe('with a cafile, on a Node that cannot take one while it runs', () => {
    const { setDefaultCACertificates } = tls
    beforeEach(() => void Object.assign(tls, { setDefaultCACertificates: undefined }))
    afterEach(() => void Object.assign(tls, { setDefaultCACertificates }))

    function withCafile() {
      const HOME = temporaryFolder()
      const cafile = join(HOME, 'ca.pem')
      writeFileSync(cafile, '-----BEGIN CERTIFICATE-----\ncm9vdA==\n-----END CERTIFICATE-----\n')
      return { HOME, npm_config_cafile: cafile }
    }

    test('points at NODE_EXTRA_CA_CERTS', async () => {
      const env = withCafile()
      expect(await problemFrom(() => readNpmRegistry(env.HOME, env))).toMatchObject({
        code: 'npm-unreachable',
        message: expect.stringMatching(/`cafile`.*Node \d+\.\d+\.\d+/),
        fix: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      })
    })

    test('goes on where that is set', async () => {
      const env = withCafile()
      const { npm_config_cafile: caFile } = env
      expect(await readNpmRegistry(env.HOME, { ...env, NODE_EXTRA_CA_CERTS: caFile })).toMatchObject({ caFile })
    })
  })
})
