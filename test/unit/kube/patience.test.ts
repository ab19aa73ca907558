import { describe, expect, test } from '@jest/globals'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import fc from 'fast-check'
import { DeployError } from '../../../src/errors.ts'
import type { ApiRequest } from '../../../src/kube/message.ts'
import { isRepeatable, mayChange, mayReconnect, pauseMs } from '../../../src/kube/patience.ts'
import { KubeClient } from '../../../src/kube/request.ts'
import { until } from '../little-cluster.ts'
import { after, json, problemFrom, serve } from '../support.ts'

const GET: ApiRequest = { method: 'GET', path: '/api/v1/pods' }
const APPLY: ApiRequest = { method: 'PATCH', path: '/x', contentType: 'application/apply-patch+yaml', body: {} }

/** What a server does with the next request: answers with a status, or cuts the connection. */
type Turn = number | 'cut'

/** A client of a server that takes these turns and then answers 200. */
async function clientOf(turns: readonly Turn[], ms = 10_000) {
  const left = [...turns]
  const server = await serve((request, response) => {
    const turn = left.shift() ?? 200
    if (turn === 'cut') request.socket.destroy()
    else json(response, { message: `turn ${turn}` }, turn)
  })
  const config = new KubeConfig()
  config.loadFromClusterAndUser({ name: 'c', server: server.url, skipTLSVerify: true }, { name: 'u', token: 't0ken' })
  const said: string[] = []
  const client = new KubeClient(config, new URL(server.url), { patience: { ms, progress: (line) => said.push(line) } })
  after(() => client.close())
  return { client, said, server }
}

describe('a server that has answered and is away', () => {
  test.each<[what: string, request: ApiRequest, turns: Turn[]]>([
    ['a read, cut off', GET, ['cut', 'cut']],
    ['an apply, cut off', APPLY, ['cut', 'cut']],
    ['a delete that is refused as too many', { method: 'DELETE', path: '/x' }, [429]],
    ['a read while it starts', GET, [503]],
    ['a read while it starts and knows no roles', GET, ['cut', 'cut', 403]],
    ['a read while it starts and knows no accounts', GET, ['cut', 'cut', 401]],
  ])('is waited for by %s', async (_, request, turns) => {
    const { client, said, server } = await clientOf([200, ...turns])
    await client.request(GET)
    expect((await client.request(request)).status).toBe(200)
    expect(server.asked).toHaveLength(turns.length + 2)
    expect(said).toEqual([
      expect.stringMatching(/^The API server at \S+ is away \(.+\); waiting for it to come back$/),
      'The API server is back',
    ])
  })

  test.each<[what: string, request: ApiRequest]>([
    ['a create', { method: 'POST', path: '/api/v1/pods', body: {} }],
    ['a replace', { method: 'PUT', path: '/x', body: {} }],
    ['a patch by steps', { method: 'PATCH', path: '/x', contentType: 'application/json-patch+json', body: [] }],
    ['a read with a deadline of its own', { ...GET, timeoutMs: 5_000 }],
    ['a read that its caller can cut', { ...GET, signal: new AbortController().signal }],
  ])('is not asked twice by %s', async (_, request) => {
    const { client, said, server } = await clientOf([200, 'cut'])
    await client.request(GET)
    expect(await problemFrom(() => client.request(request))).toMatchObject({ code: 'cluster-unreachable' })
    expect(server.asked).toHaveLength(2)
    expect(said).toEqual([])
  })

  test('is given up at the end of the patience, with its last answer', async () => {
    const { client, server } = await clientOf([200, 503, 503], 100)
    await client.request(GET)
    expect(await client.request(GET)).toEqual({ status: 503, body: { message: 'turn 503' } })
    expect(server.asked).toHaveLength(3)
  })

  test('asks nobody any more once the run is cut off', async () => {
    const { client, said, server } = await clientOf([200, 'cut', 'cut'])
    await client.request(GET)
    void client.request(GET)
    await until(() => said.length === 1)
    client.halt()
    expect(await Promise.race([client.request(GET), Promise.resolve('nothing')])).toBe('nothing')
    expect(server.asked).toHaveLength(3)
  })
})

test('a server that has never answered is a wrong address, and told at once', async () => {
  const { client, server } = await clientOf(['cut'])
  expect(await problemFrom(() => client.request(GET))).toMatchObject({ code: 'cluster-unreachable' })
  expect(server.asked).toHaveLength(1)
})

test('a refusal by a server that was not away is an answer', async () => {
  const { client } = await clientOf([200, 403])
  await client.request(GET)
  expect((await client.request(GET)).status).toBe(403)
})

test('a review makes no object, so it may be asked twice', () => {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  expect(isRepeatable({ method: 'POST', path, body: {} })).toBe(true)
})

test('a refusal after a cut is an answer when others were allowed meanwhile', async () => {
  const { client, server } = await clientOf([200, 'cut', 'cut', 200, 403, 403])
  await client.request(GET)
  const late = client.request(GET)
  await until(() => server.asked.length === 3)
  // Its own kind of request, sent once, and answered before the other comes back.
  await client.request({ ...GET, timeoutMs: 5_000 })
  expect((await late).status).toBe(403)
  expect(server.asked).toHaveLength(5)
})

test('a server that goes on answering 503 is away once, and not back in between', async () => {
  const { client, said } = await clientOf([200, ...Array.from({ length: 40 }, () => 503)], 700)
  await client.request(GET)
  const late = client.request(GET)
  await until(() => said.length === 1)
  for (let polls = 0; polls < 3; polls++) await client.request({ ...GET, timeoutMs: 5_000 })
  expect((await late).status).toBe(503)
  expect(said).toHaveLength(1)
})

test('a kept connection that the server has closed is no sign of its absence', async () => {
  const { client, said, server } = await clientOf([200, 'cut', 200])
  await client.request(GET)
  expect((await client.request(GET)).status).toBe(200)
  expect(server.asked).toHaveLength(3)
  expect(said).toEqual([])
})

describe('a write that is sent again', () => {
  test('proves first that nobody else may have written', async () => {
    const { client, server } = await clientOf([200, 503, 503])
    let proofs = 0
    client.guardWrites(async () => {
      proofs++
    })
    await client.request(GET)
    await client.request(APPLY)
    expect([proofs, server.asked.length]).toEqual([2, 4])
  })

  test('is not sent when that cannot be proven', async () => {
    const { client, server } = await clientOf([200, 503])
    client.guardWrites(async () => {
      throw new DeployError({ code: 'locked', message: 'lost', fix: 'Run again' })
    })
    await client.request(GET)
    expect(await problemFrom(() => client.request(APPLY))).toMatchObject({ code: 'locked' })
    expect(server.asked).toHaveLength(2)
  })
})

test('a client that is closed waits for nothing more', async () => {
  const { client, said, server } = await clientOf([200, 503, 503, 503, 503, 503])
  await client.request(GET)
  const late = client.request(GET)
  await until(() => said.length === 1)
  client.close()
  expect((await late).status).toBe(503)
  expect(server.asked.length).toBeLessThan(5)
})

test.each<[status: number, text: string, isPassing: boolean]>([
  [429, '', true],
  [503, '', true],
  [500, 'etcdserver: leader changed', true],
  [500, 'Internal error occurred: failed calling webhook', false],
  [403, '', false],
  [404, '', false],
  [409, '', false],
  [422, '', false],
  [200, '', false],
])('%d %j may pass: %s', (status, text, isPassing) => {
  expect(mayChange(status, text)).toBe(isPassing)
})

test.each<[error: object, may: boolean]>([
  [{ code: 'ECONNREFUSED' }, true],
  [{ code: 'EAI_AGAIN' }, true],
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 503 }, true],
  [{ code: 'ERR_PROXY_TUNNEL' }, true],
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 407 }, false],
  [{ code: 'CERT_HAS_EXPIRED' }, false],
  [{ name: 'TimeoutError' }, true],
])('%j may be tried again: %s', (error, may) => {
  expect(mayReconnect(Object.assign(new Error('x'), error))).toBe(may)
})

test('pauses grow, never beyond two seconds, and are never none', () => {
  fc.assert(
    fc.property(fc.nat(40), (attempt) => {
      const ms = pauseMs(attempt)
      return ms >= 250 && ms <= 2_000 && pauseMs(attempt + 1) >= ms
    }),
  )
})
