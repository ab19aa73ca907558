// One deploy of a gateway at a time. On the stand-in, since nothing here depends on OpenClaw. Two checkouts of one gateway, as two
// runs have them.

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site, type StepOptions } from '../../lab/site.ts'
import { pushStandIn } from './stand-in.ts'
import { clusterState, expectNoSecrets, expectOneError, gatewayPods } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'
const LEASE = 'openclaw-deploy.openclaw'
const TERM_MS = 60_000

let site: Site
let other: Site
beforeAll(async () => {
  const options = { namespace: fresh('e2e-lock'), repository: fresh('e2e/lock') }
  site = await Site.create(options)
  other = await Site.create(options)
})
afterAll(() => {
  other?.remove({ keepNamespace: true })
  site?.remove()
})

/** As the job of a workflow run, which others can then name. */
function deploy(from: Site, image: string, run: number, options: StepOptions = {}): Promise<ActionResult> {
  return from.deploy({
    ...options,
    with: { 'ecr-repository': '', rehearse: 'off', image, ...options.with },
    env: {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/home',
      GITHUB_RUN_ID: `${run}`,
      GITHUB_RUN_ATTEMPT: '1',
    },
  })
}

interface LeaseView {
  readonly metadata: { readonly annotations?: Record<string, string>; readonly resourceVersion: string }
  readonly spec: { readonly holderIdentity?: string; readonly leaseTransitions?: number }
}
const lease = () => JSON.parse(site.kubectl('-n', site.namespace, 'get', 'lease', LEASE, '-o', 'json')) as LeaseView
const generation = () =>
  Number(site.kubectl('-n', site.namespace, 'get', 'deployment', 'openclaw', '-o', 'jsonpath={.metadata.generation}'))

/** A Lease that somebody else holds, renewed some seconds ago. */
function occupy(secondsAgo: number, leaseDurationSeconds: number): void {
  const at = new Date(Date.now() - secondsAgo * 1000).toISOString().replace('Z', '000Z')
  site.kubectlApply({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: LEASE,
      namespace: site.namespace,
      annotations: { 'openclaw-deploy/run': 'https://github.com/acme/elsewhere/actions/runs/7' },
    },
    spec: { holderIdentity: 'acme/elsewhere run 7', leaseDurationSeconds, acquireTime: at, renewTime: at },
  })
}

test('two deploys started together: one deploys, the other waits and then finds nothing to do', async () => {
  const first = await pushStandIn(site, '2026.1.1')
  expect((await deploy(site, first.image, 1)).errors).toEqual([])
  expect(lease().spec).toMatchObject({ holderIdentity: '' })
  const before = generation()

  const next = await pushStandIn(site, '2026.1.2')
  const results = await Promise.all([deploy(site, next.image, 2), deploy(other, next.image, 3)])
  for (const result of results) {
    expect(result.errors).toEqual([])
    expectNoSecrets(result, site)
  }
  const [worked, waited] = results[0].outputs.changed === 'true' ? results : [results[1], results[0]]
  expect(worked.outputs).toMatchObject({ decision: 'roll-out', changed: 'true', verified: 'full' })
  expect(worked.log).not.toMatch(/Wait for the lock/)
  expect(waited.outputs).toMatchObject({ decision: 'nothing', changed: 'false', 'outage-seconds': '0.0' })
  expect(waited.log).toMatch(
    /Waiting for acme\/home run [23] attempt 1 \(\w{6}\), https:\/\/github\.com\/acme\/home\/actions\/runs\/[23], for \d+ s/,
  )
  expect(waited.outputs.reasons).toMatch(/the cluster has every object as the manifests want it/)

  // One rollout of the Deployment, and both files say what is live.
  expect(generation()).toBe(before + 1)
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: next.digest })])
  for (const each of [site, other]) expect(each.read(MANIFEST)).toContain(next.digest)
  expect(lease().spec).toMatchObject({ holderIdentity: '' })
})

test('a killed run’s lock does not block the next beyond its term', async () => {
  const next = await pushStandIn(site, '2026.1.3')
  const killed = await deploy(site, next.image, 4, {
    onLine: (line, main) => /^Apply: /.test(line) && main.kill('SIGKILL'),
    // With its runner: else the post step lets the lock go.
    isEvicted: true,
  })
  expect(killed.exitCode).not.toBe(0)
  expect(lease().spec.holderIdentity).toMatch(/^acme\/home run 4 attempt 1/)

  const taker = await deploy(other, next.image, 5)
  expect(taker.errors).toEqual([])
  expect(taker.log).toMatch(/Waiting for acme\/home run 4 attempt 1/)
  expect(taker.log).toMatch(/The run before .*runs\/4\) ended between its apply and its end/)
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: next.digest })])
  const waited = /^Wait for the lock: ([\d.]+) s$|^Wait for the lock: 1 min (\d+) s$/m.exec(taker.log)
  expect(waited).not.toBeNull()
  const waitedMs = waited?.[1] ? Number(waited[1]) * 1000 : TERM_MS + Number(waited?.[2]) * 1000
  expect(waitedMs).toBeLessThan(TERM_MS + 10_000)
  expect(lease().spec).toMatchObject({ holderIdentity: '' })
})

test('with `lock: fail` a deploy at work ends the run at once, with its name and address', async () => {
  const { image } = await pushStandIn(site, '2026.1.4')
  occupy(5, 60)
  const before = [clusterState(site), lease(), site.read(MANIFEST)]
  const refused = await deploy(site, image, 6, { with: { lock: 'fail' } })
  expectOneError(
    refused,
    /Another deploy holds the lock, Lease \S+\/openclaw-deploy\.openclaw: acme\/elsewhere run 7, https:\/\/github\.com\/acme\/elsewhere\/actions\/runs\/7, for \d+ s.*Run again when/s,
  )
  expect(refused.outputs).toMatchObject({ 'failure-code': 'locked' })
  expect(refused.log).not.toMatch(/Wait for the lock/)
  expect([clusterState(site), lease(), site.read(MANIFEST)]).toEqual(before)
})

test('with `lock: fail` a dead run’s lock is taken over after its term all the same', async () => {
  const { image, digest } = await pushStandIn(site, '2026.1.5')
  occupy(3_600, 3)
  const { errors } = await deploy(site, image, 8, { with: { lock: 'fail' } })
  expect(errors).toEqual([])
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
  expect(lease().metadata.annotations).toEqual({
    'openclaw-deploy/run': 'https://github.com/acme/home/actions/runs/8',
  })
})

test('a dry run takes no lock, and is stopped by none', async () => {
  const { image } = await pushStandIn(site, '2026.1.6')
  occupy(5, 60)
  const before = lease()
  const { errors, log } = await deploy(site, image, 9, { with: { 'dry-run': 'true' } })
  expect(errors).toEqual([])
  expect(log).not.toMatch(/Wait for the lock/)
  expect(lease()).toEqual(before)
})
