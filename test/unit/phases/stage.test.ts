// Two gateways in one namespace whose labels are the same, as a staging one by nameSuffix has them.

import { expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Deployment } from '../../../src/kube/workloads.ts'
import { pairDevices } from '../../../src/phases/pair.ts'
import { podsOf, servingPod } from '../../../src/phases/stage.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Step } from '../../../src/run.ts'
import { LittleCluster } from '../little-cluster.ts'
import { APPS, DEPLOYMENTS, deployment, otherSet, PODS, pod, RUNNING, SETS, set } from '../little-gateway.ts'
import { littlePod } from '../little-pod.ts'
import { json, printedBy, problemFrom } from '../support.ts'

const LIVE = deployment() as Deployment
const ours = pod(RUNNING, true)
// The newer of the two, which would be chosen.
const theirs = pod(RUNNING, true, {}, otherSet)
const newer = { ...theirs, metadata: { ...theirs.metadata, creationTimestamp: '2126-11-23T02:00:00Z' } }

async function clusterWith(sets: readonly KubeObject[] | 'forbidden', ...pods: KubeObject[]) {
  const little = await LittleCluster.start()
  little.put(PODS, ...pods)
  if (sets !== 'forbidden') little.put(SETS, ...sets)
  else {
    little.answer = (url, response) => {
      if (url.pathname === SETS) json(response, { message: 'forbidden' }, 403)
      return url.pathname === SETS
    }
  }
  const place = { client: little.client, namespace: 'home' }
  return { little, names: async () => (await podsOf(place, LIVE)).map(({ metadata }) => metadata.name) }
}

test.each([
  ['with the right to list ReplicaSets', [set, otherSet]],
  ['without it', 'forbidden' as const],
])('the other one’s pods are not taken for ours, %s', async (_, sets) => {
  const { little, names } = await clusterWith(sets, newer, ours)
  expect(await names()).toEqual(['new'])
  const target = { cluster: { client: little.client }, namespace: 'home' } as unknown as Target
  expect((await servingPod(target, LIVE))?.metadata.name).toBe('new')
})

test('nobody is asked for ReplicaSets where the names tell it all', async () => {
  const { little, names } = await clusterWith([set], ours)
  expect(await names()).toEqual(['new'])
  expect(little.count('list', SETS)).toBe(0)
})

test('a pod of a ReplicaSet that another Deployment left behind is ours', async () => {
  const { names } = await clusterWith([{ ...otherSet, metadata: { ...set.metadata, ...named(otherSet) } }], theirs)
  expect(await names()).toEqual(['other'])
})

const named = ({ metadata: { name, uid } }: KubeObject) => ({ name, ...(uid !== undefined && { uid }) })

test('devices are paired at ours', async () => {
  const { client, asked } = await littlePod([403], {
    [`${DEPLOYMENTS}/openclaw`]: LIVE,
    [PODS]: { items: [newer, ours] },
  })
  const step = { timeline: new Timeline(), outcome: {}, warn: () => {} } as unknown as Step
  const place = { client, namespace: 'home', deployment: 'openclaw', container: 'gateway' }
  await printedBy(async () => {
    const { code } = await problemFrom(() => pairDevices(step, place, { kind: 'list' }))
    expect(code).toBe('cluster-forbidden')
  })
  expect(asked).toEqual([`${APPS}/deployments/openclaw`, PODS, SETS, `${PODS}/new/exec`])
})
