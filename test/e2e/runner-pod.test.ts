// Where the action is at home: in a runner's pod as ARC makes it, with a Docker of its own beside it whose cache is empty, with
// the pod's own credentials and the Roles of manifests/rbac. Real OpenClaw.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { RunnerPod } from '../../lab/runner-pod.ts'
import { fresh, Site } from '../../lab/site.ts'
import { Device } from './device.ts'
import { directEntrance } from './proxy.ts'
import { grant, shippedRbac } from './rbac.ts'
import {
  clusterState,
  crashAtStart,
  expectNoSecrets,
  expectOneError,
  filesBelow,
  gatewayPods,
  soakTest,
} from './support.ts'

const CONFIG = 'manifests/configmap.yaml'
const MANIFEST = 'manifests/deployment.yaml'
const ACCOUNT = 'openclaw-deployer'

let site: Site
let runners = ''
let runner: RunnerPod

const startRunner = () => RunnerPod.start({ env: site.env, namespace: runners, serviceAccountName: ACCOUNT })
const rbac = (file: string) => shippedRbac(file, site.namespace, runners)

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-runner'), repository: fresh('e2e/runner') })
  runners = `${site.namespace}-pods`
  site.kubectlApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: runners } })
  for (const file of ['serviceaccount.yaml', 'deployer.yaml', 'namespace.yaml', 'exec.yaml']) grant(site, rbac(file))
  runner = await startRunner()
})
afterAll(() => {
  if (runners !== '') site.kubectl('delete', 'namespace', runners, '--wait=false', '--ignore-not-found')
  site?.remove()
})

async function safe(result: ActionResult): Promise<ActionResult> {
  expectNoSecrets(result, site, { 'token of the runner': await runner.token() })
  expect(result.postExitCode).toBe(0)
  return result
}

const deploy = async (inputs: Record<string, string> = {}) => safe(await site.deploy({ with: inputs, runner }))

test('the runner has what ARC’s has: no root, git, docker and buildx, and neither Node nor kubectl', async () => {
  expect(await runner.output('id')).toMatch(/^uid=1001\(\w+\) .*\b123\(docker\)/)
  await runner.output('sh', '-c', 'git version && docker buildx version')
  const lookUp = 'for name in "$@"; do command -v "$name" || true; done'
  const absent = ['node', 'npm', 'kubectl', 'kustomize', 'aws', 'sudo', 'curl']
  expect(await runner.output('sh', '-c', lookUp, '-', 'git', ...absent)).toBe('/usr/bin/git\n')
})

describe('a deploy from nothing, and what comes after it', () => {
  test('is built by the Docker beside it, live and verified', async () => {
    const { errors, outputs, log } = await deploy({ lint: 'error' })
    expect(errors).toEqual([])
    expect(outputs).toMatchObject({ decision: 'build', changed: 'true', verified: 'full', 'manifest-changed': 'true' })
    expect(log).toMatch(/Docker \S+ answers at unix:\/\/\/var\/run\/docker\.sock/)
    expect(log).toContain(`system:serviceaccount:${runners}:${ACCOUNT}`)
    const { image, digest } = outputs
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    expect(site.read(MANIFEST)).toContain(`image: ${image}\n`)
    expect(await site.digestInRegistry(outputs.tag as string)).toBe(digest)
  }, 900_000)

  test('nothing new is found so', async () => {
    const before = clusterState(site)
    const pinned = site.read(MANIFEST)
    const left = ['/home/runner/.docker/left', '/tmp/left']
    await runner.output('sh', '-c', 'mkdir -p /home/runner/.docker && touch "$@"', '-', ...left)
    const { errors, outputs, elsewhere = '' } = await deploy()
    expect(errors).toEqual([])
    expect(outputs).toMatchObject({ decision: 'nothing', changed: 'false', verified: 'full', 'outage-seconds': '0.0' })
    // Where secrets were looked for, too.
    expect(filesBelow(elsewhere)).toEqual(expect.arrayContaining(left.map((file) => elsewhere + file)))
    expect(clusterState(site)).toEqual(before)
    expect(site.read(MANIFEST)).toBe(pinned)
  })

  test('a device at the door is let in', async () => {
    const device = new Device()
    const ask = { role: 'operator', scopes: ['operator.read'], token: site.gatewayToken }
    const first = await device.connect(directEntrance(site), ask)
    if (first.admitted || !first.requestId) throw new Error(`no request to approve: ${JSON.stringify(first)}`)
    const result = await site.pair({ with: { pairing: 'approve', 'pairing-request': first.requestId }, runner })
    expect((await safe(result)).errors).toEqual([])
    expect(JSON.parse(result.outputs['approved-devices'] ?? '')).toEqual([
      expect.objectContaining({ deviceId: device.id, approvedBy: 'request' }),
    ])
    expect(await device.connect(directEntrance(site), ask)).toMatchObject({ admitted: true, scopes: ['operator.read'] })
  })

  test('without the exec Role the gateway is not asked, and the run names what is missing', async () => {
    grant(site, rbac('exec.yaml'), () => [])
    const { errors, outputs, log } = await deploy()
    expect(errors).toEqual([])
    expect(outputs).toMatchObject({ decision: 'nothing', verified: 'basic' })
    expect(log).toContain('missing: get and create on pods/exec')
  })

  test('a gateway that crashes is explained and rolled back', async () => {
    const sound = site.read(MANIFEST)
    const { digest } = gatewayPods(site)[0] ?? {}
    crashAtStart(site, MANIFEST, 'full of eels')
    const result = await deploy({ rehearse: 'off' })
    site.edit(MANIFEST, () => sound)
    expectOneError(result, /eels/)
    expect(result.outputs).toMatchObject({ 'failure-code': 'crash-loop', 'rolled-back': 'true' })
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
  })

  for (const [signal, at, exitCode] of [
    ['SIGKILL', /^Docker \S+ answers|^#\d+ /, 137],
    ['SIGTERM', /Pod \S+-rehearsal-/, 1],
    ['SIGKILL', /^Apply: /, 137],
  ] as const) {
    soakTest(
      `${signal} at ${at}: the post step puts away what is left, and the next run finishes the work`,
      async () => {
        const before = site.read(CONFIG)
        site.edit(CONFIG, (text) => text.replace(/alias: "haiku\d*"/, `alias: "haiku${Date.now()}"`))
        let isCut = false
        const cut = await site.deploy({
          runner,
          with: { 'build-args': `UNUSED=${performance.now()}` },
          onLine: (line, step) => {
            if (isCut || !at.test(line)) return
            isCut = true
            step.kill(signal)
          },
        })
        expect([isCut, cut.exitCode]).toEqual([true, exitCode])
        await safe(cut)
        expect(filesBelow(cut.temp)).toEqual([])
        const { errors, outputs } = await deploy()
        expect(errors).toEqual([])
        expect(outputs).toMatchObject({ verified: 'basic' })
        expect(site.read(CONFIG)).not.toBe(before)
      },
    )
  }

  soakTest('a runner that is evicted in the middle of the rollout: another one finishes the work', async () => {
    site.edit(CONFIG, (text) => text.replace(/alias: "haiku\d*"/, 'alias: "haikU"'))
    let eviction: Promise<void> | undefined
    const { exitCode } = await site.deploy({
      runner,
      isEvicted: true,
      onLine: (line) => {
        if (/^Apply: /.test(line)) eviction ??= runner.evict()
      },
    })
    expect(exitCode).toBe(137)
    await eviction
    runner = await startRunner()
    const { errors, outputs } = await deploy()
    expect(errors).toEqual([])
    expect(outputs).toMatchObject({ decision: 'roll-out', verified: 'basic' })
    expect(await deploy()).toMatchObject({ errors: [], outputs: { decision: 'nothing' } })
  })
})
