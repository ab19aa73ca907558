// The rehearsal: what would fail is found while the old gateway runs, at no outage at all.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { clusterState, expectNoSecrets, expectOneError, gatewayPods, REAL, rehearsalLeftOvers } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'
const CONFIG = 'manifests/configmap.yaml'

/** Red, and nothing has happened to the old gateway. */
function expectNoOutage(result: ActionResult, site: Site, before: unknown): void {
  expect(result.outputs).toMatchObject({ changed: 'false', 'outage-seconds': '0.0' })
  expect(result.summary).toContain('the old gateway was not touched')
  expect(clusterState(site)).toEqual(before)
  expect(rehearsalLeftOvers(site)).toEqual([])
  expectNoSecrets(result, site)
}

describe('on the stand-in', () => {
  let site: Site
  let old: StandIn
  let files: [file: string, text: string][]

  const deploy = (image: string, inputs: Record<string, string> = {}, killAt?: RegExp) =>
    site.deploy({
      // An evicted one leaves its lock too, for whose end the next run would wait.
      with: { 'ecr-repository': '', image, ...(killAt && { lock: 'off' }), ...inputs },
      ...(killAt && { isEvicted: true, onLine: (line, main) => killAt.test(line) && main.kill('SIGKILL') }),
    })

  beforeAll(async () => {
    site = await Site.create({ namespace: fresh('e2e-rehearsal'), repository: fresh('e2e/rehearsal') })
    old = await pushStandIn(site, '2026.1.1')
    expect((await deploy(old.image)).errors).toEqual([])
    files = [MANIFEST, CONFIG].map((file) => [file, site.read(file)])
  })
  afterAll(() => site?.remove())
  afterEach(() => {
    for (const [file, text] of files ?? []) site.edit(file, () => text)
  })

  test('a digest that does not exist costs no outage', async () => {
    const before = clusterState(site)
    const result = await deploy(old.image.replace(/@sha256:.*/, `@sha256:${'0'.repeat(64)}`))
    expectOneError(result, /rehears.*sha256:0{64}/is)
    expect(result.outputs['failure-code']).toBe('image-missing')
    expectNoOutage(result, site, before)
  })

  test('with `rehearse: pull` an image for another architecture costs no outage', async () => {
    const foreign = await pushStandIn(site, '2026.1.2', { platform: 'linux/arm64' })
    const before = clusterState(site)
    const result = await deploy(foreign.image, { rehearse: 'pull' })
    expect(result.outputs['failure-code']).toBe('image-platform')
    expectNoOutage(result, site, before)
  })

  test('a sound image is pulled and started before the old gateway stops, with the config as it will be', async () => {
    const next = await pushStandIn(site, '2026.1.3')
    site.edit(CONFIG, (text) => `${text}  rehearsed: "yes"\n`)
    const steps: string[] = []
    const result = await site.deploy({
      with: { 'ecr-repository': '', image: next.image },
      onLine: (line) => void (/Rehearsed on node|^Apply: /.test(line) && steps.push(line)),
    })
    expect(result.errors).toEqual([])
    expect(steps).toEqual([
      expect.stringMatching(/Rehearsed on node \S+: OpenClaw 2026\.1\.3 starts/),
      expect.stringMatching(/^Apply/),
    ])
    expect(result.summary).toMatch(/\| Rehearsal \|.*pulled and started with the new config/)
    // The copy of the changed ConfigMap goes with its pod, by the cluster's garbage collector at the latest.
    for (let tries = 0; tries < 60 && rehearsalLeftOvers(site).length > 0; tries++) site.kubectl('version', '--short')
    expect(rehearsalLeftOvers(site)).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: next.digest })])
    old = next
    files = [MANIFEST, CONFIG].map((file) => [file, site.read(file)])
  })

  test('of a run that was killed, the next one clears the pod away', async () => {
    const next = await pushStandIn(site, '2026.1.4')
    const killed = await deploy(next.image, {}, /Pod \S+-rehearsal-/)
    expect(killed.exitCode).not.toBe(0)
    expect(rehearsalLeftOvers(site)).toEqual([expect.stringMatching(/^openclaw-rehearsal-/)])
    const before = clusterState(site)
    const result = await deploy(next.image.replace(/@sha256:.*/, `@sha256:${'0'.repeat(64)}`))
    expect(result.exitCode).toBe(1)
    expectNoOutage(result, site, before)
  })

  test('without the memory for both it pulls only, says so, and the rollout goes on', async () => {
    const node = JSON.parse(site.kubectl('get', 'nodes', '-o', 'json')) as {
      items: [{ status: { allocatable: { memory: string } } }]
    }
    const most = Math.floor((Number.parseInt(node.items[0].status.allocatable.memory, 10) / 1024) * 0.6)
    const ask = () =>
      site.edit(MANIFEST, (text) =>
        text
          .replace('memory: 1Gi }', `memory: ${most}Mi }`)
          .replace('limits: { memory: 2Gi }', `limits: { memory: ${most}Mi }`),
      )
    ask()
    expect((await deploy(old.image, { rehearse: 'off' })).errors).toEqual([])
    const next = await pushStandIn(site, '2026.1.5')
    const result = await deploy(next.image)
    expect(result.errors).toEqual([])
    expect(result.log).toMatch(/Insufficient memory/)
    expect(result.summary).toMatch(/\| Rehearsal \| the image was pulled on node/)
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: next.digest })])
  })
})

describe('on real OpenClaw', () => {
  let site: Site
  let config: string

  beforeAll(async () => {
    site = await Site.create({ namespace: fresh('e2e-rehearsal-real'), repository: REAL })
    expect((await site.deploy()).errors).toEqual([])
    config = site.read(CONFIG)
  })
  afterAll(() => site?.remove())
  afterEach(() => site?.edit(CONFIG, () => config))

  test('a config that the gateway refuses costs no outage', async () => {
    site.edit(CONFIG, (text) => text.replace('gateway: {', 'no_such_key: 1, gateway: {'))
    expect(site.read(CONFIG)).toContain('no_such_key')
    const before = clusterState(site)
    const result = await site.deploy()
    expectOneError(result, /no_such_key/)
    expect(result.outputs['failure-code']).toBe('openclaw-refused')
    expectNoOutage(result, site, before)
  })

  test('nothing goes out of it: a channel that the live gateway uses at once stays silent', async () => {
    const requests: string[] = []
    const telegram = createServer((request, response) => {
      requests.push(request.url ?? '')
      const method = request.url?.split('/').at(-1)?.split('?')[0]
      const me = { id: 123456, is_bot: true, first_name: 'lab', username: 'lab_bot' }
      const result = method === 'getMe' ? me : method === 'getUpdates' ? [] : true
      const answer = () => response.end(JSON.stringify({ ok: true, result }))
      response.setHeader('content-type', 'application/json')
      // Long polling: an empty answer at once would be asked for again at once.
      if (method === 'getUpdates') setTimeout(answer, 2_000)
      else answer()
    })
    const host = new URL(site.env.AWS_ENDPOINT_URL_ECR ?? '').hostname
    await new Promise<void>((resolve) => telegram.listen(0, host, () => resolve()))
    try {
      const { port } = telegram.address() as AddressInfo
      const channel = `channels: { telegram: { enabled: true, botToken: "123456:LAB", apiRoot: "http://${host}:${port}", dmPolicy: "pairing" } },`
      site.edit(CONFIG, (text) => text.replace('gateway: {', `${channel} gateway: {`))
      let duringRehearsal: number | undefined
      const result = await site.deploy({
        onLine: (line) => {
          if (/^Rehearse: /.test(line)) duringRehearsal = requests.length
        },
      })
      expect(result.errors).toEqual([])
      expect(result.log).toMatch(/Rehearsed on node \S+: OpenClaw \S+ starts with the new config/)
      expect(duringRehearsal).toBe(0)
      // The same config in the live gateway: the channel works, so the silence was not for want of a way.
      for (let tries = 0; tries < 300 && requests.length === 0; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100))
      expect(requests).toContainEqual(expect.stringMatching(/\/bot[^/]*\/getMe/))
    } finally {
      telegram.closeAllConnections()
      telegram.close()
    }
  })
})
