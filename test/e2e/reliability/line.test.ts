// The line between the runner and the API server, on a stand-in.

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { parse } from 'yaml'
import { disturbanceTest } from './disturb.ts'
import { LineGate } from './gate.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'

let gateway: SmallGateway
let gate: LineGate
let byGate: { kubeconfig: string }
beforeAll(async () => {
  gateway = await smallGateway('line')
  const { env } = gateway.site
  gate = await LineGate.before(new URL(env.LAB_API_SERVER ?? ''))
  const config = parse(readFileSync(env.KUBECONFIG ?? '', 'utf8')) as { clusters: { cluster: { server: string } }[] }
  for (const { cluster } of config.clusters) cluster.server = `https://${gate.host}`
  byGate = { kubeconfig: JSON.stringify(config) }
  expect((await gateway.site.deploy({ with: byGate })).errors).toEqual([])
})
afterAll(async () => {
  gateway?.site.remove()
  await gate?.close()
})

const theGateway = () => gateway
const WAIT = /^::group::Wait for the rollout/

disturbanceTest('every connection to the API server is cut in the wait', theGateway, () => ({
  with: byGate,
  at: /old pod .* to stop/,
  strike: () => gate.cut(),
  fired: () => {
    if (gate.cutOff === 0) throw new Error('no connection was open')
    return `the gate cut ${gate.cutOff} connections off`
  },
}))

const SILENCE_MS = 40_000
let silence: NodeJS.Timeout | undefined
disturbanceTest('the line to the API server swallows everything for 40 s in the wait', theGateway, () => ({
  with: byGate,
  at: WAIT,
  strike: () => {
    gate.hold(true)
    silence = setTimeout(() => gate.hold(false), SILENCE_MS)
  },
  fired: () => {
    if (gate.swallowed === 0) throw new Error('nothing was sent')
    return `the gate swallowed ${gate.swallowed} bytes`
  },
  heal: () => {
    clearTimeout(silence)
    gate.hold(false)
  },
}))

disturbanceTest('the API server cannot be reached from the start', theGateway, async () => {
  const closed = await LineGate.before(new URL(`https://${gate.host}`))
  const { host } = closed
  const kubeconfig = byGate.kubeconfig.replaceAll(gate.host, host)
  await closed.close()
  return {
    with: { kubeconfig },
    strike: () => undefined,
    fired: ({ log }) => {
      if (!log.includes('ECONNREFUSED')) throw new Error('no connection was refused')
      return `ECONNREFUSED from ${host}`
    },
  }
})
