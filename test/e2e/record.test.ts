// What outlives a run: a failure is not repeated, and a run that was killed is finished by the next. On the stand-in,
// since nothing here depends on OpenClaw.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { expectNoSecrets, expectOneError, gatewayPods } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'

let site: Site
let good: StandIn
let sound: string

/** Only the rollout: no build, and no rehearsal, which would find a crash before any outage. */
function deploy(image: string, inputs: Record<string, string> = {}, killAt?: RegExp): Promise<ActionResult> {
  return site.deploy({
    with: { 'ecr-repository': '', rehearse: 'off', image, ...inputs },
    ...(killAt && { onLine: (line, main) => killAt.test(line) && main.kill('SIGKILL') }),
  })
}

/** The config makes it crash: what a broken release looks like to the cluster. */
function breakIt(eels: string): void {
  site.edit(MANIFEST, (text) =>
    text.replace(
      '          ports:\n',
      `          command: [node, -e, "console.error('${eels}'); process.exit(1)"]\n          ports:\n`,
    ),
  )
}

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-record'), repository: fresh('e2e/record') })
  good = await pushStandIn(site, '2026.1.1')
  expect((await deploy(good.image)).errors).toEqual([])
  sound = site.read(MANIFEST)
})
afterAll(() => site?.remove())
beforeEach(() => site.edit(MANIFEST, () => sound))

describe('three nights with a release that crashes', () => {
  const nights: ActionResult[] = []
  const pods: string[][] = []

  beforeAll(async () => {
    site.edit(MANIFEST, () => sound)
    breakIt('full of eels')
    for (let night = 1; night <= 3; night++) {
      nights.push(await deploy(good.image))
      pods.push(gatewayPods(site).map(({ uid }) => uid))
    }
  })

  test('the first is red, has one outage and puts the old gateway back', () => {
    const [first] = nights
    expectOneError(first as ActionResult, /eels/)
    expect(first?.outputs).toMatchObject({ 'failure-code': 'crash-loop', 'rolled-back': 'true' })
    expect(Number(first?.outputs['outage-seconds'])).toBeGreaterThan(0)
    expect(first?.summary).toMatch(/```mermaid\ngantt\n[\s\S]*section No gateway\n {2}stop /)
  })

  test('the others are red and touch nothing', () => {
    for (const night of nights.slice(1)) {
      expectOneError(night, /failed here on \d{4}-\d\d-\d\d and is not tried again.*eels.*force: true/s)
      expect(night.outputs).toMatchObject({ 'failure-code': 'failed-before', 'outage-seconds': '0.0' })
      expectNoSecrets(night, site)
    }
    expect(pods).toEqual([pods[0], pods[0], pods[0]])
  })

  test('with `force: true` it is tried once more', async () => {
    breakIt('full of eels')
    const forced = await deploy(good.image, { force: 'true' })
    expectOneError(forced, /eels/)
    expect(forced.outputs).toMatchObject({ 'failure-code': 'crash-loop', 'rolled-back': 'true' })
  })

  test('once it is mended nothing is restarted, since the old gateway is what the manifests want', async () => {
    const before = gatewayPods(site)
    const mended = await deploy(good.image)
    expect(mended.errors).toEqual([])
    expect(mended.outputs).toMatchObject({ changed: 'false' })
    expect(gatewayPods(site)).toEqual(before)
  })
})

describe('a run that was killed', () => {
  test('between apply and verdict is finished by the next', async () => {
    const next = await pushStandIn(site, '2026.1.2')
    const killed = await deploy(next.image, {}, /^Apply: /)
    expect(killed.exitCode).not.toBe(0)
    expect(site.read(MANIFEST)).toBe(sound)

    const finished = await deploy(next.image)
    expect(finished.errors).toEqual([])
    expect(finished.log).toMatch(/The run before .*ended between its apply and its end/)
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: next.digest })])
    expect(site.read(MANIFEST)).toContain(next.digest)
    expect((await deploy(next.image)).log).not.toMatch(/The run before/)
    sound = site.read(MANIFEST)
    good = next
  })

  test('between apply and verdict of a broken set: the next judges it, and the set that was verified comes back', async () => {
    breakIt('one more eel')
    const killed = await deploy(good.image, {}, /^Apply: /)
    expect(killed.exitCode).not.toBe(0)

    const judged = await deploy(good.image)
    expectOneError(judged, /one more eel/)
    expect(judged.outputs).toMatchObject({ 'failure-code': 'crash-loop', 'rolled-back': 'true' })
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: good.digest })])
  })

  test('on its way back: the next goes back, and does not try again', async () => {
    breakIt('the last eel')
    const killed = await deploy(good.image, {}, /is as before/)
    expect(killed.exitCode).not.toBe(0)

    const next = await deploy(good.image)
    expectOneError(next, /failed here on .*the last eel/s)
    expect(next.outputs).toMatchObject({ 'failure-code': 'failed-before', 'rolled-back': 'true' })
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: good.digest })])
    expectNoSecrets(next, site)
  })
})
