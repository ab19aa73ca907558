// How often a run asks for its lock, from the look to the release, by what it has to write.

import { beforeEach, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import { Lock } from '../../../src/phases/lock.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import { rollOut } from '../../../src/phases/rollout.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Image, Run } from '../../../src/run.ts'
import { type Lease, taken } from '../../../src/state/lease.ts'
import { RecordKeeper } from '../../../src/state/store.ts'
import { LittleCluster } from '../little-cluster.ts'
import { DEPLOYMENTS, DONE, deployment, PODS, pod, IMAGE as REFERENCE, RUNNING, SETS, set } from '../little-gateway.ts'
import { LittleLeases } from '../little-leases.ts'
import { DIGEST, json, printedBy, problemFrom } from '../support.ts'

const PLACE = { namespace: 'home', deployment: 'openclaw' }
const WHERE = { namespace: 'home', name: 'openclaw-deploy.openclaw' }
const IMAGE: Image = { reference: REFERENCE, digest: DIGEST, version: undefined }
const RECORD = '/api/v1/namespaces/home/secrets/openclaw-deploy.openclaw'

const GATEWAY = deployment(DONE)
const POD = pod(RUNNING, true, { imageID: `x@${DIGEST}` })

let cluster: LittleCluster
let leases: LittleLeases
let record: object | undefined
/** What a review of a right is answered; `cut`: the connection is closed. */
let review: 'allowed' | 'denied' | 'cut'
/** Methods of what was asked about the lock, and the writes of all else. */
let asked: string[]

beforeEach(async () => {
  cluster = await LittleCluster.start()
  leases = new LittleLeases(WHERE)
  record = undefined
  review = 'denied'
  asked = []
  cluster.put(DEPLOYMENTS, GATEWAY)
  cluster.put(SETS, set)
  cluster.put(PODS, POD)
  cluster.answer = (url, response, request) => {
    const { method = '' } = request
    if (leases.answer(url, response, request)) {
      asked.push(`${method} lock`)
      return true
    }
    if (url.pathname.endsWith('/selfsubjectaccessreviews')) {
      if (review === 'cut') request.socket.destroy()
      else json(response, { status: { allowed: review === 'allowed' } }, 201)
      return true
    }
    if (url.pathname.endsWith('/exec')) {
      cluster.remove(DEPLOYMENTS, 'openclaw')
      json(response, {}, 404)
      return true
    }
    if (url.pathname === '/apis/apps/v1') {
      json(response, { resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true }] })
      return true
    }
    if (method !== 'PATCH' && url.pathname !== RECORD) return false
    if (method !== 'PATCH') {
      json(response, record ?? {}, record ? 200 : 404)
      return true
    }
    asked.push(url.pathname === RECORD ? 'PATCH record' : 'PATCH object')
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      if (url.pathname === RECORD) record = JSON.parse(text)
      json(response, url.pathname === RECORD ? (record as object) : GATEWAY)
    })
    return true
  }
})

/** From the look at the lock to its release. @param before runs when the lock is taken */
async function deploying({ mustApply = false, rollback = true, before = () => {} } = {}) {
  const outcome: Run['outcome'] = { reasons: [], previousImage: IMAGE.reference }
  const run = {
    inputs: { lock: 'wait', dryRun: false, timeoutMs: 60_000, rollback },
    surroundings: { runName: 'acme/home run 8', workspace: '/nowhere' },
    timeline: new Timeline(),
    outcome,
    warn: () => {},
    onOpenWork: () => {},
  } as unknown as Run
  const lock = new Lock(run)
  const gateway = {
    object: GATEWAY,
    result: GATEWAY,
    live: GATEWAY,
    change: 'unchanged',
    mustApply,
    byHand: [],
    where: { file: 'x' },
  }
  const plan = {
    others: [],
    gateway,
    configs: [],
    fingerprint: 'f1',
    mark: async (deployment: KubeObject) => deployment,
    pinned: { files: [], manifests: new Map() },
  } as unknown as Plan
  await lock.around(() => lock.look(cluster.client, PLACE))
  try {
    const target = {
      cluster: { client: cluster.client },
      namespace: 'home',
      workload: { container: 'gateway', deployment: 'openclaw' },
      gateway,
      lock,
      record: await RecordKeeper.read(cluster.client, PLACE, () => {}),
    } as unknown as Target
    before()
    await rollOut(run, target, IMAGE, plan)
  } finally {
    await lock.release()
  }
}

test('a run that writes nothing takes the lock, lets it go, and proves nothing', async () => {
  await printedBy(() => deploying())
  // What was found to work is news once.
  expect(asked).toEqual(['GET lock', 'POST lock', 'PUT lock', 'PATCH record', 'PUT lock'])
  asked = []
  await printedBy(() => deploying())
  expect(asked).toEqual(['GET lock', 'PUT lock', 'PUT lock'])
})

test('a run that applies proves the lock before its first write', async () => {
  await printedBy(() => deploying({ mustApply: true }))
  expect(asked.slice(0, 5)).toEqual(['GET lock', 'POST lock', 'PUT lock', 'PATCH record', 'PATCH object'])
  expect(asked.slice(-3)).toEqual(['PUT lock', 'PATCH record', 'PUT lock'])
})

test.each([true, false])('a lost lock ends the run before a write (an object to apply: %s)', async (mustApply) => {
  const steal = () => leases.put(taken(leases.current as Lease, WHERE, { identity: 'another' }, Date.now()))
  await printedBy(async () => {
    expect(await problemFrom(() => deploying({ mustApply, before: steal }))).toMatchObject({ code: 'locked' })
  })
  expect(asked.filter((each) => each.startsWith('PATCH'))).toEqual([])
})

test('a gateway that is ready and cannot be asked stays, unblamed, for the next run to prove', async () => {
  review = 'cut'
  await printedBy(async () => {
    expect(await problemFrom(() => deploying({ mustApply: true }))).toMatchObject({ code: 'cluster-unreachable' })
  })
  expect(asked.filter((each) => each === 'PATCH object')).toHaveLength(1)
  asked = []
  review = 'denied'
  cluster.put(DEPLOYMENTS, GATEWAY)
  await printedBy(() => deploying())
  expect(asked).toEqual(['GET lock', 'PUT lock', 'PUT lock', 'PATCH record', 'PUT lock'])
})

test('a gateway whose pod is gone when it is asked is waited for and judged as before', async () => {
  review = 'allowed'
  await printedBy(async () => {
    const problem = await problemFrom(() => deploying({ mustApply: true, rollback: false }))
    expect(problem).toMatchObject({ code: 'deployment-gone' })
  })
  expect(asked.filter((each) => each === 'PATCH object')).toHaveLength(1)
})
