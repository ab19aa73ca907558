// What outlives a run: a failure is not repeated, and a run that was killed is finished by the next. On the stand-in,
// since nothing here depends on OpenClaw.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { crashAtStart, expectNoSecrets, expectOneError, gatewayPods, soakTest } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'
const CONFIG = 'manifests/configmap.yaml'

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

const breakIt = (eels: string) => crashAtStart(site, MANIFEST, eels)

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

  soakTest(
    'between apply and verdict of a broken set: the next judges it, and the set that was verified comes back',
    async () => {
      breakIt('one more eel')
      const killed = await deploy(good.image, {}, /^Apply: /)
      expect(killed.exitCode).not.toBe(0)

      const judged = await deploy(good.image)
      expectOneError(judged, /one more eel/)
      expect(judged.outputs).toMatchObject({ 'failure-code': 'crash-loop', 'rolled-back': 'true' })
      expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: good.digest })])
    },
  )

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

test('an object that the server does not take back as it was is named, and the old gateway comes back all the same', async () => {
  const config = site.read(CONFIG)
  breakIt('full of crabs')
  site.edit(CONFIG, (text) => `${text}immutable: true\n`)
  const result = await deploy(good.image)
  site.edit(CONFIG, () => config)
  site.edit(MANIFEST, () => sound)
  expect(result.errors).toEqual([
    expect.stringMatching(/crabs/),
    expect.stringMatching(/^ConfigMap \S*openclaw-config could not be put back as it was: .*immutable/s),
  ])
  expect(result.outputs).toMatchObject({ 'failure-code': 'crash-loop', 'rolled-back': 'true' })
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: good.digest })])
  site.kubectl('-n', site.namespace, 'delete', 'configmap', 'openclaw-config')
  const mended = await deploy(good.image)
  expect(mended.errors).toEqual([])
  expect(mended.outputs).toMatchObject({ verified: 'full' })
})

test('a first deploy makes the namespace itself, in which there is nowhere to remember anything before', async () => {
  const first = await Site.create({ namespace: fresh('e2e-first'), repository: site.repository })
  try {
    const auths = { [first.env.LAB_ECR_REGISTRY ?? '']: { auth: await first.registryAuth() } }
    first.edit('manifests/secrets.yaml', () =>
      [
        secretOf(first, 'openclaw-secrets', 'Opaque', { OPENCLAW_GATEWAY_TOKEN: first.gatewayToken }),
        secretOf(first, 'ecr-pull', 'kubernetes.io/dockerconfigjson', {
          '.dockerconfigjson': JSON.stringify({ auths }),
        }),
      ].join('---\n'),
    )
    first.kubectl('delete', 'namespace', first.namespace)
    const { errors, outputs, log } = await first.deploy({
      with: { 'ecr-repository': '', image: good.image },
    })
    expect(errors).toEqual([])
    expect(outputs).toMatchObject({ changed: 'true', verified: 'full' })
    expect(log).toMatch(/Namespace \S+ created/)
    const again = await first.deploy({ with: { 'ecr-repository': '', image: good.image } })
    expect(again.outputs).toMatchObject({ decision: 'nothing', changed: 'false' })
  } finally {
    first.remove()
  }
})

function secretOf({ namespace }: Site, name: string, type: string, stringData: Record<string, string>): string {
  // JSON is YAML.
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, stringData })}\n`
}

test('a Job with the gateway’s image stays as it ran when that moves, and the next run finds nothing to do', async () => {
  const file = 'manifests/migrate.yaml'
  const spec = {
    restartPolicy: 'Never',
    imagePullSecrets: [{ name: 'ecr-pull' }],
    containers: [{ name: 'migrate', image: good.image, command: ['true'] }],
  }
  const metadata = { name: 'migrate', namespace: site.namespace }
  site.edit(file, () => stringify({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: { spec } } }))
  expect((await deploy(good.image)).errors).toEqual([])
  const next = await pushStandIn(site, '2026.1.2')
  const moved = await deploy(next.image)
  expect(moved.errors).toEqual([])
  expect(moved.outputs).toMatchObject({ changed: 'true', digest: next.digest })
  expect(site.read(file)).toContain(next.digest)
  const image = '{.spec.template.spec.containers[0].image}'
  expect(site.kubectl('-n', site.namespace, 'get', 'job/migrate', '-o', `jsonpath=${image}`)).toBe(good.image)
  expect((await deploy(next.image)).outputs).toMatchObject({ decision: 'nothing', changed: 'false' })
})
