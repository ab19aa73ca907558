import { describe, expect, test } from '@jest/globals'
import { buildImage, pushImage } from '../../../src/image/build.ts'
import type { BuildRequest, Docker, Pushed } from '../../../src/image/docker.ts'
import type { Ecr } from '../../../src/image/ecr.ts'
import { DIGEST, OTHER_DIGEST, problemFrom } from '../support.ts'

const HOST = '1.dkr.ecr.eu-central-1.amazonaws.com'

/** Pushes to an ECR that then holds `stored`; gives the digest and the last line of progress. */
async function push(pushed: Pushed, stored: string | undefined) {
  const said: string[] = []
  const docker = { login: async () => {}, push: async () => pushed } as unknown as Docker
  const ecr = { login: async () => ({}), digestOf: async () => stored } as unknown as Ecr
  const digest = await pushImage(docker, ecr, `${HOST}/openclaw`, 'tag', (line) => said.push(line))
  return { digest, said: said.at(-1) }
}

describe('after the push', () => {
  test.each<[what: string, pushed: Pushed, said: string]>([
    ['the digest that Docker told', { kind: 'stored', digest: DIGEST }, `ECR has tag: ${DIGEST}`],
    ['a digest when Docker told none', { kind: 'stored', digest: undefined }, `ECR has tag: ${DIGEST}`],
    ['the image of a run beside this one', { kind: 'refused' }, `ECR had tag already and keeps it: ${DIGEST}`],
  ])('ECR has %s', async (_, pushed, said) => {
    expect(await push(pushed, DIGEST)).toEqual({ digest: DIGEST, said })
  })

  test.each<[what: string, pushed: Pushed, stored: string | undefined, message: string]>([
    [
      'another digest',
      { kind: 'stored', digest: DIGEST },
      OTHER_DIGEST,
      `Docker pushed ${DIGEST}, but ECR has ${OTHER_DIGEST} under tag`,
    ],
    [
      'nothing',
      { kind: 'stored', digest: undefined },
      undefined,
      'Docker pushed an image, but ECR has nothing under tag',
    ],
    [
      'nothing and refused it',
      { kind: 'refused' },
      undefined,
      'ECR refused the tag tag as taken, but has nothing under it',
    ],
  ])('it is an error that ECR has %s', async (_, pushed, stored, message) => {
    expect(await problemFrom(() => push(pushed, stored))).toMatchObject({ code: 'push-failed', message })
  })
})

test('labels tell what decided the build, and no value of a build argument', async () => {
  let request: BuildRequest | undefined
  const docker = {
    build: async (asked: BuildRequest) => {
      request = asked
    },
  } as unknown as Docker
  const release = { version: '2026.9.6', integrity: 'sha512-abc', nodeRange: '>=24.16.0' }
  await buildImage(
    docker,
    {
      release,
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
    },
    undefined,
  )
  expect(request?.labels).toEqual({
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
