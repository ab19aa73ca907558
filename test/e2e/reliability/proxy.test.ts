// A proxy in front of everything that is asked by TLS, and a CA that only the runner knows; on a stand-in.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { hostNpmrc } from '../../../lab/npmrc.ts'
import { expectNoSecrets } from '../support.ts'
import { type Blow, disturbanceTest } from './disturb.ts'
import { AnswerGate, ConnectProxy } from './gate.ts'
import { makePrivateCa, type PrivateCa } from './private-ca.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'

const PASSWORD = 'proxy-pass-4711'

let gateway: SmallGateway
let proxy: ConnectProxy
let gate: AnswerGate
let ca: PrivateCa
let folder = ''
let environment: Record<string, string | undefined>
beforeAll(async () => {
  gateway = await smallGateway('proxy')
  const { env } = gateway.site
  // Loopback is never asked by way of a proxy, so all of them listen where the lab's network is.
  const { hostname } = new URL(env.LAB_API_SERVER ?? '')
  folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-ca-'))
  ca = makePrivateCa(folder, hostname)
  const registry = /^registry=(.*)$/m.exec(hostNpmrc())?.[1] ?? ''
  gate = await AnswerGate.before(
    new URL(registry.endsWith('/') ? registry : `${registry}/`),
    () => 'pass',
    hostname,
    ca,
  )
  proxy = await ConnectProxy.start(hostname, `runner:${PASSWORD}`)
  gateway.site.edit('.npmrc', () => `registry=${gate.url}\n`)
  const url = `http://runner:${PASSWORD}@${proxy.host}`
  // The host's own go, in both spellings.
  const none = Object.fromEntries(
    ['https_proxy', 'http_proxy', 'no_proxy', 'NO_PROXY', 'HTTP_PROXY'].map((name) => [name, undefined]),
  )
  environment = { ...none, HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: ca.file }
  const { errors } = await gateway.site.deploy({ env: environment })
  expect(errors).toEqual([])
})
afterAll(async () => {
  gateway?.site.remove()
  await proxy?.close()
  await gate?.close()
  rmSync(folder, { recursive: true, force: true })
})

const theGateway = () => gateway

/** What the proxy let through, or not, since the blow. */
function through(blow: Partial<Blow>, proof: (seen: readonly string[]) => string | undefined): Blow {
  let from = 0
  return {
    env: environment,
    ...blow,
    strike: () => {
      from = proxy.asked.length
      return blow.strike?.()
    },
    fired: (result) => {
      const seen = proxy.asked.slice(from)
      expectNoSecrets(result, gateway.site, { 'password of the proxy': PASSWORD })
      const said = proof(seen)
      if (said === undefined) throw new Error(`the proxy saw ${seen.join(', ') || 'nothing'}`)
      return said
    },
  }
}

const api = () => new URL(gateway.site.env.LAB_API_SERVER ?? '').host
const sawBoth = (seen: readonly string[]) =>
  seen.includes(api()) && seen.includes(new URL(gate.url).host)
    ? `the proxy: ${seen.length} × CONNECT, to the API server and npm among them`
    : undefined

disturbanceTest(
  'a proxy with a login stands before the API server and npm, whose certificate is of a private CA',
  theGateway,
  () => through({}, sawBoth),
)
disturbanceTest('the proxy cuts every connection in the wait', theGateway, () =>
  through({ at: /old pod .* to stop/, strike: () => proxy.cut() }, (seen) =>
    proxy.cutOff > 0 && seen.includes(api()) ? `the proxy: ${proxy.cutOff} ends of tunnels closed` : undefined,
  ),
)
disturbanceTest('the private CA of npm’s certificate is not told to the runner', theGateway, () => ({
  env: { ...environment, NODE_EXTRA_CA_CERTS: '' },
  usual: { env: environment },
  strike: () => undefined,
  fired: ({ errors: [error = ''] }) => {
    if (!/NODE_EXTRA_CA_CERTS/.test(error)) throw new Error('npm’s certificate was taken')
    return 'the run names NODE_EXTRA_CA_CERTS'
  },
}))
disturbanceTest('the proxy does not take the login', theGateway, () => ({
  usual: { env: environment },
  env: {
    ...environment,
    HTTPS_PROXY: `http://runner:wrong-${PASSWORD}@${proxy.host}`,
    NO_PROXY: new URL(gate.url).host,
  },
  strike: () => undefined,
  fired: (result) => {
    expectNoSecrets(result, gateway.site, { 'password of the proxy': PASSWORD })
    if (proxy.refused === 0 || !result.errors[0]?.includes(proxy.host)) throw new Error('the proxy refused nobody')
    return `the proxy answered 407 to ${proxy.refused} requests`
  },
}))
