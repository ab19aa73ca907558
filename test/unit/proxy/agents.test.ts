import { once } from 'node:events'
import type { Agent } from 'node:http'
import https from 'node:https'
import { describe, expect, test } from '@jest/globals'
import { agentThrough, RoutingAgent } from '../../../src/proxy/agents.ts'
import { littleProxy } from '../little-proxy.ts'

describe('a proxy that takes the connection and says nothing', () => {
  const failure = async (agent: Agent) => {
    const request = https.get('https://ecr.test/', { agent })
    const [error] = await once(request, 'error').catch((thrown: unknown) => [thrown])
    return error as Error
  }

  test('is given up after a while', async () => {
    const { url } = await littleProxy({ isSilent: true })
    const setBy = 'HTTPS_PROXY'
    expect(await failure(agentThrough({ url: new URL(url), setBy }, 'https:', { timeout: 50 }))).toMatchObject({
      code: 'ERR_PROXY_TUNNEL',
    })
    expect(await failure(new RoutingAgent({ [setBy]: url }, { timeout: 50 }))).toMatchObject({
      code: 'ERR_PROXY_TUNNEL',
    })
  })

  test('whoever asks', () => {
    const proxy = { url: new URL('http://a:3128'), setBy: 'HTTPS_PROXY' }
    for (const agent of [agentThrough(proxy, 'https:'), agentThrough(proxy, 'http:'), new RoutingAgent({}, {})])
      expect(agent).toMatchObject({ options: { timeout: 20_000 } })
  })
})
