import { describe, expect, test } from '@jest/globals'
import { UNKNOWN_VERSION } from '../../../src/image/unknown-version.ts'
import type { BuildSource } from '../../../src/inputs/deploy.ts'
import { type Live, resolveRelease } from '../../../src/phases/release.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Run } from '../../../src/run.ts'
import { DIGEST, json, printedBy, problemFrom, serve, temporaryFolder } from '../support.ts'

const OLD = '2000-01-01T00:00:00.000Z'
const RELEASES = {
  '2026.9.5': { node: '>=24.16.0', time: OLD },
  '2026.9.6': { node: '>=26.1.0', time: '2999-01-01T00:00:00.000Z' },
}
const manifest = (version: keyof typeof RELEASES) => ({
  version,
  dist: { integrity: `sha512-${version}` },
  engines: { node: RELEASES[version].node },
})

/** npm and Docker Hub in one. @param majors of Node for which there is an image */
async function resolving(live: Promise<Live | undefined>, minAgeHours: number, majors: number[] = [24, 26]) {
  const server = await serve((request, response) => {
    const url = request.url ?? ''
    const [, major] = /\/v2\/library\/node\/(?:manifests|blobs)\/(?:sha256:)?(\d+)/.exec(url) ?? []
    if (/^\/openclaw\/(latest|2026\.9\.6)$/.test(url)) return json(response, manifest('2026.9.6'))
    if (url === '/openclaw/2026.9.5') return json(response, manifest('2026.9.5'))
    if (url === '/openclaw') {
      const versions = { '2026.9.5': manifest('2026.9.5'), '2026.9.6': manifest('2026.9.6') }
      const time = Object.fromEntries(Object.entries(RELEASES).map(([version, each]) => [version, each.time]))
      return json(response, { 'dist-tags': { latest: '2026.9.6' }, versions, time })
    }
    if (!majors.includes(Number(major))) return json(response, {}, 404)
    if (url.includes('/blobs/')) return json(response, { config: { Env: [`NODE_VERSION=${major}.20.0`] } })
    json(response, { config: { digest: `sha256:${major}` } }, 200, { 'docker-content-digest': DIGEST })
  })
  const empty = temporaryFolder()
  const warnings: string[] = []
  const run = {
    surroundings: {
      workspace: empty,
      env: { HOME: empty, npm_config_registry: server.url },
      dockerHubMirror: server.url,
    },
    timeline: new Timeline(),
    outcome: { reasons: [] },
    warn: (line: string) => warnings.push(line),
  } as unknown as Run
  const source = {
    kind: 'build',
    versionSpec: 'latest',
    minAgeMs: minAgeHours * 3_600_000,
    buildArgs: [['PLUGINS', '@openclaw/discord@2026.9.6']],
  } as unknown as BuildSource
  let found: Awaited<ReturnType<typeof resolveRelease>> | undefined
  const start = async () => {
    await printedBy(async () => {
      found = await resolveRelease(run, source, 'amd64', live)
    })
    return { version: found?.release.version, base: found?.base.reference.replace(/@.*/, '') }
  }
  return { start, run, server, warnings, treeBound: () => found?.treeBound() }
}
const NODE_24 = 'docker.io/library/node:24-bookworm-slim'
const NODE_26 = 'docker.io/library/node:26-bookworm-slim'

describe('the release and its base', () => {
  test('are those that npm offers, looked up before the cluster has answered', async () => {
    let answer: (live: Live) => void = () => undefined
    const live = new Promise<Live>((resolve) => {
      answer = resolve
    })
    const { start, run, server } = await resolving(live, 0)
    const found = start()
    while (!server.asked.some((each) => each.includes('/blobs/')))
      await new Promise((resolve) => setTimeout(resolve, 5))
    answer({ version: '2026.9.5' })
    expect(await found).toEqual({ version: '2026.9.6', base: NODE_26 })
    expect(server.asked).not.toContain('GET /openclaw')
    expect(run.outcome).toEqual({
      openclawVersion: '2026.9.6',
      reasons: [],
      upgrade: { node: { from: '>=24.16.0', to: '>=26.1.0' } },
    })
  })

  test('are those of the live one while min-age holds the other back, with the reason', async () => {
    const { start, run } = await resolving(Promise.resolve({ version: '2026.9.5' }), 72)
    expect(await start()).toEqual({ version: '2026.9.5', base: NODE_24 })
    expect(run.outcome).toEqual({
      openclawVersion: '2026.9.5',
      reasons: [expect.stringMatching(/2026\.9\.5 stays until/)],
    })
  })

  test('do not suffer from a release that is held back and has no base', async () => {
    const { start } = await resolving(Promise.resolve({ version: '2026.9.5' }), 72, [24])
    expect(await start()).toEqual({ version: '2026.9.5', base: NODE_24 })
  })

  test('are taken with a warning, and nothing is told of an upgrade, when it is not known what is live', async () => {
    const { start, run, server, warnings } = await resolving(Promise.resolve({ version: UNKNOWN_VERSION }), 0)
    expect(await start()).toEqual({ version: '2026.9.6', base: NODE_26 })
    expect(warnings).toEqual([expect.stringMatching(/not known, so .*may be a downgrade\.$/)])
    expect(run.outcome).toEqual({ openclawVersion: '2026.9.6', reasons: [] })
    expect(server.asked.filter((each) => each.includes('/openclaw'))).toEqual(['GET /openclaw/latest'])
  })

  test('are refused when they would be a way down', async () => {
    // Not at once: the look-up of the base would go on after the test.
    const live = new Promise<Live>((resolve) => setTimeout(resolve, 200, { version: '2026.9.7' }))
    const { start } = await resolving(live, 0)
    expect(await problemFrom(start)).toMatchObject({ code: 'downgrade-refused' })
  })

  test('are not judged against a cluster that could not be asked, which is told by itself', async () => {
    const { start } = await resolving(Promise.resolve(undefined), 72)
    expect(await start()).toEqual({ version: '2026.9.6', base: NODE_26 })
  })

  test('come with a bound of what is installed when min-age is set', async () => {
    const live = Promise.resolve({ version: '2026.9.5' })
    const [held, free] = [await resolving(live, 72), await resolving(live, 0)]
    await held.start()
    await free.start()
    const ageMs = Date.now() - Date.parse((await held.treeBound())?.before ?? '')
    expect(ageMs).toBeGreaterThanOrEqual(72 * 3_600_000)
    expect(ageMs).toBeLessThan(74 * 3_600_000)
    expect(held.server.asked).toContain('GET /@openclaw%2fdiscord')
    expect(await free.treeBound()).toBeUndefined()
    expect(free.server.asked).not.toContain('GET /openclaw')
  })
})
