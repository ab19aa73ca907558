import { describe, expect, test } from '@jest/globals'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { missingRights, type Right } from '../../../src/kube/access.ts'
import { KubeClient } from '../../../src/kube/request.ts'
import { after, json, serve } from '../support.ts'

interface Review {
  readonly spec: { readonly resourceAttributes: Record<string, string> }
}

/** An API server that allows what `allows` says. */
async function askingAbout(rights: Right[], allows: (attributes: Record<string, string>) => object, status = 201) {
  const reviews: Review[] = []
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const review = JSON.parse(Buffer.concat(chunks).toString()) as Review
    reviews.push(review)
    json(response, allows(review.spec.resourceAttributes), status)
  })
  const config = new KubeConfig()
  config.loadFromClusterAndUser({ name: 'c', server: server.url, skipTLSVerify: true }, { name: 'u' })
  const client = new KubeClient(config, new URL(server.url))
  after(() => client.close())
  return { missing: await missingRights(client, rights), reviews, server }
}

const patch: Right = { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'home' }
const exec: Right = { verb: 'create', group: '', resource: 'pods/exec', namespace: 'home' }
const nodes: Right = { verb: 'get', group: '', resource: 'nodes' }

describe('missingRights', () => {
  test('gives those that the cluster denies, in the order asked', async () => {
    const { missing } = await askingAbout([exec, patch, nodes], ({ verb }) => ({
      status: { allowed: verb === 'patch' },
    }))
    expect(missing).toEqual([exec, nodes])
  })

  test('asks by group, resource, subresource and namespace', async () => {
    const { reviews, server } = await askingAbout([exec, patch, nodes], () => ({ status: { allowed: true } }))
    expect(server.asked).toEqual(Array(3).fill('POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews'))
    const asked = reviews.map(({ spec }) => spec.resourceAttributes)
    expect(asked).toEqual(
      expect.arrayContaining([
        { verb: 'create', group: '', resource: 'pods', subresource: 'exec', namespace: 'home' },
        { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'home' },
        { verb: 'get', group: '', resource: 'nodes' },
      ]),
    )
  })

  const named = (name: string): Right => ({ ...patch, name })

  test('asks one question about one verb on many objects, where a Role gives it for all', async () => {
    const { missing, reviews } = await askingAbout([named('a'), named('b'), exec], () => ({
      status: { allowed: true },
    }))
    expect(missing).toEqual([])
    expect(reviews.map(({ spec }) => spec.resourceAttributes)).toEqual([
      { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'home' },
      { verb: 'create', group: '', resource: 'pods', subresource: 'exec', namespace: 'home' },
    ])
  })

  test('asks about each object where a Role names them, and finds the one that it does not name', async () => {
    const { missing, reviews } = await askingAbout([named('a'), named('b'), named('c')], ({ name = '' }) => ({
      status: { allowed: ['a', 'c'].includes(name) },
    }))
    expect(missing).toEqual([named('b')])
    expect(reviews).toHaveLength(4)
  })

  test('asks about an only object by its name at once', async () => {
    const { missing, reviews } = await askingAbout([named('a')], ({ name }) => ({ status: { allowed: name === 'a' } }))
    expect(missing).toEqual([])
    expect(reviews).toHaveLength(1)
  })

  test('names no object where the right is needed for all of them', async () => {
    const { missing, reviews } = await askingAbout([named('a'), patch], () => ({ status: { allowed: false } }))
    expect(missing).toEqual([patch])
    expect(reviews).toHaveLength(1)
  })

  test('takes an answer without a verdict for a no', async () => {
    expect((await askingAbout([patch], () => ({ status: {} }))).missing).toEqual([patch])
  })

  test.each([403, 404, 500])('lets the run go on where the question itself is answered by %d', async (status) => {
    expect((await askingAbout([patch], () => ({ message: 'no' }), status)).missing).toEqual([])
  })

  test('asks nothing about nothing', async () => {
    expect((await askingAbout([], () => ({}))).server.asked).toEqual([])
  })
})
