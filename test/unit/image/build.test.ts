import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { buildImage, type ImagePlan } from '../../../src/image/build.ts'
import type { BuildRequest, Docker } from '../../../src/image/docker.ts'
import { DIGEST, temporaryFolder } from '../support.ts'

const PLAN: ImagePlan = {
  release: { version: '2026.9.6', integrity: 'sha512-abc', nodeRange: '>=24.16.0' },
  base: { reference: `docker.io/library/node:24-bookworm-slim@${DIGEST}`, digest: DIGEST },
  platform: 'linux/amd64',
  dockerfilePath: '/w/Dockerfile',
  contextPath: '/w',
  fingerprint: 'f00d',
  npmrc: '',
  image: 'repo:tag',
  buildArgs: [
    ['PLUGINS', 'hunter22'],
    ['TOOLCHAIN', 'on'],
  ],
}

/** What Docker is asked to build. */
async function requestFor(plan: ImagePlan, extraCaFile?: string): Promise<BuildRequest | undefined> {
  let request: BuildRequest | undefined
  const docker = {
    build: async (asked: BuildRequest) => {
      request = asked
    },
  } as unknown as Docker
  await buildImage(docker, plan, extraCaFile, () => {})
  return request
}

test('the build gets the release, its base, and what the user adds', async () => {
  const own = [
    ['OPENCLAW_VERSION', '2026.9.6'],
    ['OPENCLAW_INTEGRITY', 'sha512-abc'],
    ['BASE_IMAGE', PLAN.base.reference],
  ]
  expect((await requestFor(PLAN))?.buildArgs).toEqual([...own, ...PLAN.buildArgs])
  const before = '2026-09-22T12:00:00.000Z'
  expect((await requestFor({ ...PLAN, before }))?.buildArgs).toEqual([
    ...own,
    ['OPENCLAW_BEFORE', before],
    ...PLAN.buildArgs,
  ])
})

test('labels tell what decided the build, and no value of a build argument', async () => {
  expect((await requestFor(PLAN))?.labels).toEqual({
    'org.opencontainers.image.title': 'openclaw',
    'org.opencontainers.image.description': expect.stringContaining('OpenClaw'),
    'org.opencontainers.image.version': '2026.9.6',
    'org.opencontainers.image.base.name': 'docker.io/library/node:24-bookworm-slim',
    'org.opencontainers.image.base.digest': DIGEST,
    'openclaw-deploy.fingerprint': 'f00d',
    'openclaw-deploy.integrity': 'sha512-abc',
    'openclaw-deploy.node-range': '>=24.16.0',
    'openclaw-deploy.platform': 'linux/amd64',
    'openclaw-deploy.build-args': 'PLUGINS TOOLCHAIN',
  })
})

describe('the CAs that the build gets', () => {
  const pem = (kind: string, text: string) => `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----`
  const [ROOT, NEXT, PROXYS] = ['cm9vdA==', 'bmV4dA==', 'cHJveHk='].map((text) => pem('CERTIFICATE', text))
  const KEY = pem('PRIVATE KEY', 'aHVudGVyMjI=')
  const file = (content: string) => {
    const path = join(temporaryFolder(), 'ca.pem')
    writeFileSync(path, content)
    return path
  }
  const secretsWith = async (caFile?: string, extraCaFile?: string) =>
    (await requestFor({ ...PLAN, ...(caFile && { caFile }) }, extraCaFile))?.secrets

  test('are those of npm’s cafile and of NODE_EXTRA_CA_CERTS', async () => {
    // Without a newline at its end, which would join two certificates to none.
    expect((await secretsWith(file(`${ROOT}\n${NEXT}`), file(`${PROXYS}`)))?.ca).toBe(`${PROXYS}\n${ROOT}\n${NEXT}\n`)
  })

  test('are those of npm’s cafile alone', async () => {
    expect((await secretsWith(file(`# ours\n${ROOT}\n`)))?.ca).toBe(`${ROOT}\n`)
  })

  test('are those of NODE_EXTRA_CA_CERTS alone, whatever form they have', async () => {
    expect((await secretsWith(undefined, file(pem('TRUSTED CERTIFICATE', 'x'))))?.ca).toBe(
      `${pem('TRUSTED CERTIFICATE', 'x')}\n`,
    )
  })

  test('are nothing else of the file that an npmrc of the checkout names', async () => {
    expect((await secretsWith(file(`${KEY}\n${ROOT}\n${KEY}`)))?.ca).toBe(`${ROOT}\n`)
    expect(await secretsWith(file(KEY))).toEqual({ npmrc: '' })
  })

  test('are none where there is no such file', async () => {
    expect(await secretsWith('/nowhere/ca.pem', '/nowhere/extra.pem')).toEqual({ npmrc: '' })
    expect(await secretsWith()).toEqual({ npmrc: '' })
  })
})
