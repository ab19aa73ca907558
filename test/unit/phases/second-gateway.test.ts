// A Deployment that was renamed in git, while the old one runs on the same claim.

import { describe, expect, test } from '@jest/globals'
import type { Cluster } from '../../../src/kube/connect.ts'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Deployment } from '../../../src/kube/workloads.ts'
import type { Gateway } from '../../../src/phases/read.ts'
import { refuseSecondGateway } from '../../../src/phases/second-gateway.ts'
import type { Target } from '../../../src/phases/target.ts'
import type { Run } from '../../../src/run.ts'
import { LittleCluster } from '../little-cluster.ts'
import { built, deployment, IMAGE, part } from '../rollout/rehearsal/gateway.ts'
import { json, problemFrom } from '../support.ts'

const PODS = '/api/v1/namespaces/home/pods'
const WHERE = { file: 'deployment.yaml', line: 3 }
const OLD_IMAGE = 'repo/openclaw:old'

interface Mount {
  readonly claim?: string
  readonly subPath?: string
  readonly subPathExpr?: string
  readonly readOnly?: boolean
}

/** Of the one claim. */
const specWith = ({ claim = 'data', ...mount }: Mount = {}, image = IMAGE) => ({
  containers: [{ name: 'gateway', image, volumeMounts: [{ name: 'state', mountPath: '/state', ...mount }] }],
  volumes: [{ name: 'state', persistentVolumeClaim: { claimName: claim } }],
})

function gatewayWith(mount: Mount = {}): Deployment {
  const { containers, ...rest } = specWith(mount)
  return deployment(rest, containers[0])
}

interface Given {
  readonly mount?: Mount
  readonly image?: string
  /** Kind and name; null for a pod by hand. */
  readonly owner?: readonly [kind: string, name: string] | null
  readonly status?: object
  readonly metadata?: object
  readonly spec?: object
}

function pod({ mount, image = OLD_IMAGE, owner = ['ReplicaSet', 'claw-5d8f'], ...more }: Given = {}): KubeObject {
  const { status = { phase: 'Running' }, metadata = {}, spec = specWith(mount, image) } = more
  const [kind = '', name = ''] = owner ?? []
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'claw-5d8f-x2v',
      namespace: 'home',
      labels: { 'pod-template-hash': '5d8f' },
      ...(owner && { ownerReferences: [{ kind, name, uid: 'uid', controller: true }] }),
      ...metadata,
    },
    spec,
    status,
  }
}

/** What becomes of a gateway that is not live, beside these pods. */
async function beside(
  pods: readonly KubeObject[] | 'forbidden',
  { live, object = gatewayWith(), dryRun = false }: { live?: object; object?: KubeObject; dryRun?: boolean } = {},
) {
  const little = await LittleCluster.start()
  if (pods !== 'forbidden') little.put(PODS, ...pods)
  else {
    little.answer = (_, response) => {
      json(response, { message: 'forbidden' }, 403)
      return true
    }
  }
  const warnings: unknown[][] = []
  const run = { inputs: { dryRun }, warn: (...said: unknown[]) => warnings.push(said) } as unknown as Run
  const manifest = { object, file: { path: WHERE.file }, line: WHERE.line }
  const gateway = {
    workload: { manifest, container: 'gateway', image: OLD_IMAGE },
    repository: 'repo/openclaw',
  } as unknown as Gateway
  const checked = { manifest, object, live } as unknown as Target['gateway']
  const start = () => refuseSecondGateway(run, { client: little.client } as Cluster, gateway, checked, 'home')
  return { start, warnings, little }
}

test('it is refused, by the old one’s name, at the manifest', async () => {
  const { start, warnings } = await beside([pod()])
  expect(await problemFrom(start)).toEqual({
    code: 'volume-mount',
    message:
      'Deployment home/openclaw would be a second gateway on PersistentVolumeClaim data: pod claw-5d8f-x2v of Deployment claw has it mounted, and nothing was touched',
    fix: 'Delete the old one first (kubectl -n home delete deployment claw), which keeps the claim, or keep its name in the manifests; a gateway beside it needs a claim of its own',
    where: WHERE,
  })
  expect(warnings).toEqual([])
})

test('a dry run is told so, and goes on', async () => {
  const { start, warnings } = await beside([pod()], { dryRun: true })
  await start()
  expect(warnings).toEqual([[expect.stringMatching(/second gateway on .* data: .*\. Delete the old one first/), WHERE]])
})

test('a dry run without the right to list pods goes on, and no other', async () => {
  const dry = await beside('forbidden', { dryRun: true })
  await dry.start()
  expect(dry.warnings).toEqual([])
  expect(await problemFrom((await beside('forbidden')).start)).toMatchObject({ code: 'cluster-forbidden' })
})

describe('the one that has the claim is told', () => {
  test.each<[what: string, given: Given, message: RegExp, fix: RegExp]>([
    [
      'by another kind',
      { owner: ['StatefulSet', 'claw'] },
      /of StatefulSet claw has it/,
      /^Scale StatefulSet claw to 0/,
    ],
    ['by its pod alone', { owner: null }, /: pod claw-5d8f-x2v has it/, /kubectl -n home delete pod claw-5d8f-x2v\)/],
    [
      'though it is on its way out, since it has the claim until it has stopped',
      { metadata: { deletionTimestamp: '2026-11-23T02:00:00Z' } },
      /of Deployment claw has it/,
      /^Wait until that pod has stopped, and run again; /,
    ],
    [
      'though it is not ready, or not even placed',
      { status: { phase: 'Pending' } },
      /of Deployment claw/,
      /delete deployment claw/,
    ],
  ])('%s', async (_, given, message, fix) => {
    const { start } = await beside([pod(given)])
    expect(await problemFrom(start)).toMatchObject({
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    })
  })

  test.each<[what: string, ours: Mount, theirs: Mount]>([
    ['the whole of it and a folder', {}, { subPath: 'claw' }],
    ['a folder and one in it', { subPath: 'claw' }, { subPath: './claw/state/' }],
  ])('where they have %s', async (_, ours, theirs) => {
    const { start } = await beside([pod({ mount: theirs })], { object: gatewayWith(ours) })
    expect(await problemFrom(start)).toMatchObject({ code: 'volume-mount' })
  })
})

describe('nothing is refused beside', () => {
  test.each<[what: string, given: Given]>([
    ['a pod of its own, which a Deployment deleted alone has left', { owner: ['ReplicaSet', 'openclaw-5d8f'] }],
    ['a pod that has ended', { status: { phase: 'Succeeded' } }],
    ['a pod that has failed', { status: { phase: 'Failed' } }],
    ['a Job with the gateway’s image', { owner: ['Job', 'claw-backup'] }],
    ['what is no gateway', { image: 'restic/restic:1' }],
    ['a gateway with another claim', { mount: { claim: 'other' } }],
    ['one that cannot write there', { mount: { readOnly: true } }],
    ['one whose folder nobody knows', { mount: { subPathExpr: '$(POD_NAME)' } }],
    ['what has no volume', { spec: { containers: [{ name: 'gateway', image: IMAGE }] } }],
  ])('%s', async (_, given) => {
    const { start, warnings } = await beside([pod(given)])
    await start()
    expect(warnings).toEqual([])
  })

  test('a gateway with another folder of the same claim', async () => {
    const { start } = await beside([pod({ mount: { subPath: 'claw' } })], {
      object: gatewayWith({ subPath: 'claw-2' }),
    })
    await start()
  })

  test.each(['on', 'pull'] as const)('a throwaway pod of ours (%s)', async (level) => {
    const { pod: throwaway } = built(part(gatewayWith()), level)
    const { start } = await beside([{ ...throwaway, status: { phase: 'Running' } }])
    await start()
  })
})

test.each<[what: string, given: { live?: object; object?: KubeObject }]>([
  ['that is live already', { live: gatewayWith() }],
  ['without a claim', { object: deployment() }],
  ['whose volumes are no volumes', { object: deployment({ volumes: [null, 7, { persistentVolumeClaim: 'x' }] }) }],
  ['whose mounts are no mounts', { object: deployment({}, { volumeMounts: 'state' }) }],
])('nobody is asked for pods because of a gateway %s', async (_, given) => {
  const { start, little } = await beside([pod()], given)
  await start()
  expect(little.asked).toEqual([])
})
