import { describe, expect, test } from '@jest/globals'
import { isSameImage, unprovenImage } from '../../../src/rollout/running-image.ts'
import { LittleCluster } from '../little-cluster.ts'
import { DIGEST, json, OTHER_DIGEST } from '../support.ts'

const REPOSITORY = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/openclaw'
const OURS = `${REPOSITORY}:2026.9.6-abc@${DIGEST}`
const THIRD_DIGEST = `sha256:${'ef'.repeat(32)}`

describe('isSameImage', () => {
  test.each<[what: string, imageID: string | undefined, images: string[][], same: boolean]>([
    ['containerd', `${REPOSITORY}@${DIGEST}`, [], true],
    ['dockershim', `docker-pullable://${REPOSITORY}@${DIGEST}`, [], true],
    ['another name of it', `docker.io/library/mirror@${DIGEST}`, [], true],
    ['another digest', `${REPOSITORY}@${OTHER_DIGEST}`, [], false],
    ['only its id', `docker://${OTHER_DIGEST}`, [], false],
    ['nothing', undefined, [], false],
    ['an empty text', '', [], false],
    ['a digest that is none', `${REPOSITORY}@${DIGEST}00`, [], false],
    [
      'another digest of an image that the node knows by ours too',
      `${REPOSITORY}@${OTHER_DIGEST}`,
      [[`${REPOSITORY}@${OTHER_DIGEST}`, `${REPOSITORY}@${DIGEST}`, `${REPOSITORY}:2026.9.6-abc`]],
      true,
    ],
    [
      'two images of the node',
      `${REPOSITORY}@${OTHER_DIGEST}`,
      [[`${REPOSITORY}@${OTHER_DIGEST}`, `${REPOSITORY}@${THIRD_DIGEST}`], [`${REPOSITORY}@${DIGEST}`]],
      false,
    ],
    ['nothing, though the node knows ours', '', [[`${REPOSITORY}@${DIGEST}`]], false],
  ])('%s', (_, imageID, images, same) => {
    expect(isSameImage(imageID, OURS, images)).toBe(same)
  })

  test('an image without a digest leaves nothing to prove', () => {
    expect(isSameImage(`x@${DIGEST}`, `${REPOSITORY}:2026.9.6`)).toBe(true)
  })
})

describe('unprovenImage', () => {
  const reported = `${REPOSITORY}@${OTHER_DIGEST}`
  const clause = `the image, since the node reports ${OTHER_DIGEST}, which may be the platform's manifest of ours`

  test('asks nobody when the digests are the same', async () => {
    const { client, asked } = await LittleCluster.start()
    expect(await unprovenImage(client, `${REPOSITORY}@${DIGEST}`, OURS, 'n1')).toBeUndefined()
    expect(asked).toEqual([])
  })

  test('asks the node for the image’s other names', async () => {
    const cluster = await LittleCluster.start()
    cluster.answer = (_, response) => {
      json(response, { status: { images: [{ names: null }, { names: [reported, `${REPOSITORY}@${DIGEST}`] }] } })
      return true
    }
    expect(await unprovenImage(cluster.client, reported, OURS, 'n1')).toBeUndefined()
    expect(cluster.asked).toEqual(['/api/v1/nodes/n1'])
  })

  test.each<[what: string, status: number, body: object]>([
    ['may not be read', 403, { message: 'nodes "n1" is forbidden', status: 'Failure' }],
    ['is gone', 404, {}],
    ['tells no images', 200, { status: {} }],
    ['refuses the credentials', 401, {}],
  ])('is a clause when the node %s', async (_, status, body) => {
    const cluster = await LittleCluster.start()
    cluster.answer = (_, response) => {
      json(response, body, status)
      return true
    }
    expect(await unprovenImage(cluster.client, reported, OURS, 'n1')).toBe(clause)
  })

  test('is a clause when the API server is away, or the node not known', async () => {
    const cluster = await LittleCluster.start()
    expect(await unprovenImage(cluster.client, reported, OURS, undefined)).toBe(clause)
    await cluster.stop()
    expect(await unprovenImage(cluster.client, reported, OURS, 'n1')).toBe(clause)
  })

  test('is a clause when the runtime reports no digest', async () => {
    const { client } = await LittleCluster.start()
    expect(await unprovenImage(client, '', OURS, 'n1')).toBe('the image, since the node reports no digest of it')
  })
})
