// What a night comes to, with real OpenClaw: each row's outcome is written down before the run.

import { BatchDeleteImageCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { clusterState, ecrRequests, expectNoSecrets, gatewayPods, soakTest } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'
const CONFIG = 'manifests/configmap.yaml'
const NO_DOCKER = { DOCKER_HOST: 'unix:///nowhere.sock', RUNNER_WAIT_FOR_DOCKER_IN_SECONDS: '1' }

let site: Site
let tag = ''
beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-nightly'), repository: fresh('e2e/nightly') })
  const { errors, outputs } = await site.deploy({ with: { rehearse: 'off' } })
  expect(errors).toEqual([])
  tag = outputs.tag as string
})
afterAll(() => site?.remove())

async function night(inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<ActionResult> {
  const result = await site.deploy({ with: { rehearse: 'off', ...inputs }, env })
  expect(result.errors).toEqual([])
  expectNoSecrets(result, site)
  return result
}

/** Of a run: what was decided, whether the cluster was changed, and whether the gateway was restarted by it. */
async function outcomeOf(run: () => Promise<ActionResult>) {
  const before = gatewayPods(site).map(({ uid }) => uid)
  const { outputs, log } = await run()
  const after = gatewayPods(site).map(({ uid }) => uid)
  const { decision, changed } = outputs
  return { decision, changed, restarted: before.join() !== after.join(), reasons: outputs.reasons ?? '', log }
}

interface Standing {
  readonly metadata: {
    readonly resourceVersion: string
    readonly managedFields: readonly { readonly manager: string }[]
  }
  readonly spec: object
  readonly status: { readonly containerStatuses?: readonly { readonly restartCount: number }[] }
}

/** What any write to the Deployment or a pod but that of its status, and any restart, would change. */
function standing(): unknown {
  // kubectl's own output is without who wrote what.
  const read = (path: string) => JSON.parse(site.kubectl('get', '--raw', path)) as { items: Standing[] }
  const lists = [
    read(`/apis/apps/v1/namespaces/${site.namespace}/deployments`),
    read(`/api/v1/namespaces/${site.namespace}/pods`),
  ]
  return lists
    .flatMap(({ items }) => items)
    .map(({ metadata: { resourceVersion: _, managedFields, ...metadata }, spec, status }) => [
      metadata,
      // Those of the status come with the time of their last write.
      managedFields.filter(({ manager }) => !/^(kubelet|kube-controller-manager)$/.test(manager)),
      spec,
      status.containerStatuses?.map(({ restartCount }) => restartCount),
    ])
}

const inNamespace = (...args: string[]) => site.kubectl('-n', site.namespace, ...args)
const byHand = (data: object) =>
  inNamespace('patch', 'configmap', 'openclaw-config', '--type=merge', '-p', JSON.stringify(data))

test('nothing new: said with its reasons, without Docker or a login, and every byte of the pod as it was', async () => {
  const before = standing()
  const pinned = site.read(MANIFEST)
  let result: ActionResult | undefined
  const asked = await ecrRequests(site, async () => {
    result = await night({}, NO_DOCKER)
  })
  const { decision, changed, verified, 'outage-seconds': outage, reasons } = result?.outputs ?? {}
  expect({ decision, changed, verified, outage }).toEqual({
    decision: 'nothing',
    changed: 'false',
    verified: 'full',
    outage: '0.0',
  })
  expect(JSON.parse(reasons ?? '')).toEqual([
    `ECR has the image of this fingerprint, ${tag}`,
    'the cluster has every object as the manifests want it',
    'the gateway is ready',
  ])
  expect(asked.filter((name) => !name.startsWith('Describe'))).toEqual([])
  expect(standing()).toEqual(before)
  expect(site.read(MANIFEST)).toBe(pinned)
})

describe('what somebody set by hand in the cluster', () => {
  test('is only reported with on-drift: report', async () => {
    byHand({ data: { 'openclaw.json': '{}' } })
    const before = clusterState(site)
    const { outputs, log, summary } = await night({ 'on-drift': 'report' }, NO_DOCKER)
    expect(outputs).toMatchObject({ decision: 'roll-out', changed: 'false' })
    expect(log).toMatch(
      /::warning::.*set by hand, ConfigMap \S+: data\.openclaw\.json \(kubectl-patch\).*Nothing was touched/,
    )
    expect(summary).toMatch(/^## ⚠️ .*the cluster is not as it should be, and nothing was touched/)
    expect(clusterState(site)).toEqual(before)
  })

  test('is put right by the next night, without a restart where the pod never saw it', async () => {
    const outcome = await outcomeOf(() => night({}, NO_DOCKER))
    expect(outcome).toMatchObject({ decision: 'roll-out', changed: 'true', restarted: false })
    expect(outcome.reasons).toMatch(/was changed in the cluster since the last verified run/)
    expect(inNamespace('get', 'configmap', 'openclaw-config', '-o', 'yaml')).toContain('trustedProxies')
  })

  soakTest('the live image: it is put back, by a restart', async () => {
    const { image = '' } = (await night()).outputs
    inNamespace('set', 'image', 'deploy/openclaw', `openclaw=${image.replace(/@.*/, `@sha256:${'0'.repeat(64)}`)}`)
    const outcome = await outcomeOf(() => night({}, NO_DOCKER))
    expect(outcome).toMatchObject({ decision: 'roll-out', changed: 'true', restarted: true })
    expect(outcome.reasons).toMatch(/spec\.template\.spec\.containers.*image \(kubectl-set\)/)
  })
})

test('a gateway that is not ready: said, and waited for', async () => {
  inNamespace('delete', 'pod', '-l', 'app.kubernetes.io/name=openclaw', '--grace-period=0', '--force')
  const { outputs, log } = await night({}, NO_DOCKER)
  expect(outputs).toMatchObject({ decision: 'roll-out', changed: 'false', verified: 'full' })
  expect(outputs.reasons).toMatch(/the gateway(’s pod \S+ is not ready|has no pod)/)
  expect(log).toMatch(/::warning::The gateway.*The run waits for it/)
})

test('one byte of the config: a rollout, and no build', async () => {
  site.edit(CONFIG, (text) => text.replace('alias: "haiku"', 'alias: "haikU"'))
  const outcome = await outcomeOf(() => night({}, NO_DOCKER))
  expect(outcome).toMatchObject({ decision: 'roll-out', changed: 'true', restarted: true })
  expect(outcome.reasons).toMatch(/ConfigMap \S+ and Deployment \S+ would change/)
})

test('one byte of the Dockerfile: a build, and a rollout of it', async () => {
  site.edit('Dockerfile', (text) => `${text}# one more\n`)
  const outcome = await outcomeOf(() => night())
  expect(outcome).toMatchObject({ decision: 'build', changed: 'true', restarted: true })
})

soakTest('another digest of the base image, under the same tag: a build, and a rollout of it', async () => {
  await withOtherBase(async () => {
    const outcome = await outcomeOf(() => night())
    expect(outcome).toMatchObject({ decision: 'build', changed: 'true', restarted: true })
  })
})

soakTest('the tag gone from ECR: a build', async () => {
  const { tag: imageTag } = (await night()).outputs
  await site.ecr((client) =>
    client.send(new BatchDeleteImageCommand({ repositoryName: site.repository, imageIds: [{ imageTag }] })),
  )
  expect(await outcomeOf(() => night())).toMatchObject({ decision: 'build' })
})

/** The same Node image with one annotation more, as long as `work` goes on: another digest, and nothing else. */
async function withOtherBase(work: () => Promise<void>): Promise<void> {
  const url = `http://${site.env.LAB_BASE_REGISTRY}/v2/library/node/manifests/24-bookworm-slim`
  const types = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json']
  const response = await fetch(url, { headers: { accept: types.join() } })
  const type = response.headers.get('content-type') ?? ''
  const before = await response.text()
  const put = async (body: string) => {
    const { ok, status } = await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body })
    if (!ok) throw new Error(`the lab's base registry answered ${status}`)
  }
  await put(JSON.stringify({ ...(JSON.parse(before) as object), annotations: { rebuilt: fresh('e2e') } }))
  try {
    await work()
  } finally {
    await put(before)
  }
}
