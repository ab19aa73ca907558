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
