import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { candidateTags, resolveBase } from '../../../src/image/base.ts'
import { DIGEST, json, OTHER_DIGEST, problemFrom, serve, temporaryFolder } from '../support.ts'

describe('candidateTags', () => {
  test.each<[range: string, majors: number[]]>([
    ['>=24.16.0 <25 || >=26.1.0', [24, 26, 28]],
    ['>=22', [22, 24, 26]],
    ['>=22.19.0', [22, 24, 26]],
    ['22', [22]],
    ['^24.3.0', [24]],
    ['>=22 <25', [22, 24]],
    ['>=23', [24, 26, 28]],
    ['26.x || 24.x', [24, 26]],
    ['24.5.0', [24]],
    ['^23.0.0', []],
    ['^20.0.0', []],
    ['*', [22, 24, 26]],
    ['>=4', [22, 24, 26]],
  ])('for %s, the oldest long-term release first', (range, majors) => {
    expect(candidateTags(range)).toEqual(majors.map((major) => `node:${major}-bookworm-slim`))
  })
})

/** Docker Hub with these Node versions by tag. */
async function hub(versions: Record<string, string | undefined>) {
  return serve((request, response) => {
    const [, kind, name = ''] = /\/v2\/library\/node\/(manifests|blobs)\/(.+)$/.exec(request.url ?? '') ?? []
    if (kind === 'blobs') {
      const version = versions[name.replace('sha256:', '')]
      return json(response, { architecture: 'amd64', config: { Env: version ? [`NODE_VERSION=${version}`] : [] } })
    }
    if (!(name in versions)) return json(response, {}, 404)
    const digest = name.startsWith('24') ? DIGEST : OTHER_DIGEST
    json(response, { config: { digest: `sha256:${name}` } }, 200, { 'docker-content-digest': digest })
  })
}

const resolve = async (versions: Record<string, string | undefined>, nodeRange: string, wanted?: string) => {
  const server = await hub(versions)
  const env = { HOME: temporaryFolder() }
  return resolveBase({ nodeRange, architecture: 'amd64', env, dockerHubMirror: server.url, ...(wanted && { wanted }) })
}

describe('resolveBase', () => {
  test('takes the oldest that fits, by digest', async () => {
    expect(await resolve({ '24-bookworm-slim': '24.21.0', '26-bookworm-slim': '26.4.0' }, '>=24')).toEqual({
      reference: `docker.io/library/node:24-bookworm-slim@${DIGEST}`,
      digest: DIGEST,
      nodeVersion: '24.21.0',
    })
  })

  test.each<[what: string, older: Record<string, string>]>([
    ['whose Node is too old', { '24-bookworm-slim': '24.15.0' }],
    ['that is not there', {}],
  ])('passes over one %s', async (_, older) => {
    expect(await resolve({ ...older, '26-bookworm-slim': '26.1.0' }, '>=24.16.0 <25 || >=26.1.0')).toMatchObject({
      reference: `docker.io/library/node:26-bookworm-slim@${OTHER_DIGEST}`,
    })
  })

  test('takes the wanted image only, also when it does not tell its Node', async () => {
    expect(await resolve({ mine: undefined, '24-bookworm-slim': '24.21.0' }, '>=24', 'node:mine')).toEqual({
      reference: `docker.io/library/node:mine@${OTHER_DIGEST}`,
      digest: OTHER_DIGEST,
    })
  })

  test('of a wanted digest invents no tag', async () => {
    const server = await hub({ [OTHER_DIGEST]: '24.21.0' })
    const base = await resolveBase({
      nodeRange: '>=24',
      architecture: 'amd64',
      env: { HOME: temporaryFolder() },
      dockerHubMirror: server.url,
      wanted: `node@${OTHER_DIGEST}`,
    })
    expect(base.reference).toBe(`docker.io/library/node@${OTHER_DIGEST}`)
  })

  test.each<
    [
      what: string,
      versions: Record<string, string>,
      range: string,
      wanted: string | undefined,
      said: RegExp,
      fix: RegExp,
    ]
  >([
    [
      'nothing fits',
      { '24-bookworm-slim': '24.1.0' },
      '>=24.16.0 <25',
      undefined,
      /node:24-bookworm-slim has Node 24\.1\.0/,
      /Set `base-image`/,
    ],
    [
      'nothing is there',
      {},
      '24',
      undefined,
      /node:24-bookworm-slim does not exist for linux\/amd64/,
      /Set `base-image`/,
    ],
    [
      'the wanted one is too old',
      { mine: '22.0.0' },
      '>=24',
      'node:mine',
      /node:mine has Node 22\.0\.0/,
      /newer image, or remove/,
    ],
    ['the wanted one is not there', {}, '>=24', 'node:mine', /node:mine does not exist/, /`base-image`/],
    ['only an odd Node would fit', {}, '^23.0.0', undefined, /needs Node \^23\.0\.0/, /Set `base-image`/],
    ['the range is none', {}, 'latest', undefined, /needs Node latest, which is no range/, /`openclaw-version`/],
  ])('when %s, says what was tried', async (_, versions, range, wanted, said, fix) => {
    expect(await problemFrom(() => resolve(versions, range, wanted))).toMatchObject({
      code: 'base-image',
      message: expect.stringMatching(said),
      fix: expect.stringMatching(fix),
    })
  })

  test.each<[what: string, status: number, headers: Record<string, string>]>([
    ['a login', 401, {}],
    ['another login', 403, {}],
    ['a login for its token', 401, { 'www-authenticate': 'Bearer realm="http://HOST/token"' }],
  ])('a registry that wants %s is told with the image, and where a login has to be', async (_, status, headers) => {
    const server = await serve((request, response) => {
      const { 'www-authenticate': challenge } = headers
      const sent = challenge && { 'www-authenticate': challenge.replace('HOST', request.headers.host ?? '') }
      json(response, {}, status, { ...sent })
    })
    const request = {
      nodeRange: '>=24',
      architecture: 'amd64',
      env: { HOME: temporaryFolder() },
      dockerHubMirror: server.url,
    }
    expect(await problemFrom(() => resolveBase(request))).toMatchObject({
      code: 'base-image',
      message: expect.stringMatching(new RegExp(`node:24-bookworm-slim cannot be looked up: .*HTTP ${status}`)),
      fix: expect.stringMatching(/login, .*`auths`.*docker login/),
    })
  })

  test('the mirror’s own login that is refused is told as that', async () => {
    const server = await serve((_, response) => json(response, {}, 401))
    const dockerHubMirror = server.url.replace('//', '//ci:hunter22@')
    const env = { HOME: temporaryFolder() }
    const problem = await problemFrom(() =>
      resolveBase({ nodeRange: '>=24', architecture: 'amd64', env, dockerHubMirror }),
    )
    expect(problem.fix).toBe('Correct the login in DOCKER_HUB_MIRROR, or what it may read there')
    expect(JSON.stringify(problem)).not.toContain('hunter22')
  })

  test('a login that Docker has is used', async () => {
    const auth = Buffer.from('me:hunter22').toString('base64')
    const server = await serve((request, response) => {
      if (request.headers.authorization === `Basic ${auth}`) return json(response, {}, 404)
      json(response, {}, 401, { 'www-authenticate': 'Basic realm="x"' })
    })
    const docker = temporaryFolder()
    writeFileSync(join(docker, 'config.json'), JSON.stringify({ auths: { [server.host]: { auth } } }))
    const env = { DOCKER_CONFIG: docker }
    const request = { nodeRange: '24', architecture: 'amd64', env, dockerHubMirror: server.url }
    expect(await problemFrom(() => resolveBase(request))).toMatchObject({
      message: expect.stringMatching(/does not exist/),
    })
  })
})
