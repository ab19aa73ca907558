import { describe, expect, test } from '@jest/globals'
import { pushImage } from '../../../src/image/build.ts'
import type { Docker, Pushed } from '../../../src/image/docker.ts'
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
