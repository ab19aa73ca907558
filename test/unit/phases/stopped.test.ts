// A gateway that somebody has stopped in the cluster, in no manifest.

import { expect, test } from '@jest/globals'
import type { DeployError } from '../../../src/errors.ts'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import { refuseRepetition } from '../../../src/phases/repetition.ts'
import { refuseStopped } from '../../../src/phases/stopped.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import { plan } from '../../../src/rollout/plan.ts'
import { preflight } from '../../../src/rollout/preflight.ts'
import type { Run } from '../../../src/run.ts'
import { LittleCluster } from '../little-cluster.ts'
import { deployment } from '../rollout/rehearsal/gateway.ts'
import { json, printedBy, problemFrom } from '../support.ts'

/** A plan whose dry run says that the Deployment is and stays so; with what was written for real. */
async function planned(stopped: object) {
  const cluster = await LittleCluster.start()
  const written: string[] = []
  const { replicas: _, ...spec } = deployment().spec
  const result = { ...deployment(), spec: { ...deployment().spec, ...stopped } }
  cluster.answer = (url, response, request) => {
    if (url.pathname === '/apis/apps/v1')
      json(response, { resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true }] })
    else if (url.pathname.endsWith('/selfsubjectaccessreviews')) json(response, { status: { allowed: true } }, 201)
    else {
      if (url.searchParams.get('dryRun') !== 'All') written.push(`${request.method} ${url.pathname}`)
      json(response, result)
    }
    return true
  }
  const object = { ...deployment(), spec } as KubeObject
  const live = { ...deployment({}, { image: 'repo/openclaw:old' }) }
  const manifest = { object, file: { path: 'deployment.yaml' }, line: 1 }
  const [gateway] = await plan(cluster.client, [{ object, live, manifest }], new Set(), () => false)
  return { cluster, manifest, written, plan: { others: [], gateway, fingerprint: 'f1' } as unknown as Plan }
}

const running = { inputs: { rollback: true }, outcome: {}, timeline: new Timeline() } as unknown as Run

const withNothingToApply = ({ gateway, ...plan }: Plan): Plan => ({
  ...plan,
  gateway: { ...gateway, mustApply: false },
})

const STOPPED: [what: string, stopped: object, message: RegExp, fix: string][] = [
  ['paused', { paused: true }, /is paused in the cluster/, 'kubectl rollout resume deployment/openclaw -n home'],
  [
    'scaled to 0',
    { replicas: 0 },
    /is scaled to 0 in the cluster/,
    'kubectl scale deployment/openclaw --replicas=1 -n home',
  ],
]

test.each(STOPPED)('one that is %s is not rolled out, and nothing is written', async (_, stopped, message, fix) => {
  const { plan, written } = await planned(stopped)
  expect(await problemFrom(() => refuseStopped(plan))).toMatchObject({
    code: 'deployment-changed',
    message: expect.stringMatching(message),
    fix: expect.stringContaining(fix),
  })
  expect(written).toEqual([])
})

test.each(STOPPED)('one that is %s is not put back first either', async (_, stopped, message) => {
  const { plan, written, cluster } = await planned(stopped)
  const failure = { fingerprint: 'f1', at: '2026-11-28T02:00:00Z', code: 'crash-loop', message: 'It crashes' }
  const before = [{ object: deployment() }]
  const target = {
    cluster: { client: cluster.client },
    gateway: { object: deployment() },
    lock: { demand: async () => undefined },
    record: { current: { failed: [failure], pending: { fingerprint: 'f1', before } } },
  } as unknown as Target
  await printedBy(async () => {
    const thrown = await refuseRepetition(running, target, plan).catch((error: unknown) => error)
    expect((thrown as DeployError).problems).toMatchObject([{ message: expect.stringMatching(message) }])
  })
  expect(written).toEqual([])
})

test('one that is scaled to 0 is told also when there is nothing to do', async () => {
  const { plan } = await planned({ replicas: 0 })
  expect(await problemFrom(() => refuseStopped(withNothingToApply(plan)))).toMatchObject({ code: 'deployment-changed' })
})

test('one that is paused, or runs, is left to what comes after, when there is nothing to apply', async () => {
  const { plan } = await planned({ paused: true })
  await expect(refuseStopped(withNothingToApply(plan))).resolves.toBeUndefined()
  const { plan: usual } = await planned({})
  await expect(refuseStopped(usual)).resolves.toBeUndefined()
})

test('another Deployment in git may have no replicas, and the gateway may not', async () => {
  const { cluster, manifest } = await planned({})
  const idle = { ...deployment(), spec: { ...deployment().spec, replicas: 0 } }
  const other = { ...manifest, object: { ...idle, metadata: { name: 'helper', namespace: 'home' } } }
  expect(await preflight(cluster.client, [other, manifest], manifest, 'home')).toHaveLength(2)
  const stopped = { ...manifest, object: idle }
  expect(await problemFrom(() => preflight(cluster.client, [other, stopped], stopped, 'home'))).toMatchObject({
    code: 'manifest-invalid',
    message: expect.stringContaining('Deployment openclaw has replicas: 0'),
  })
})
