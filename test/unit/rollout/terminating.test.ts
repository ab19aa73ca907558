import { expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Deployment } from '../../../src/kube/workloads.ts'
import { waitForTerminating } from '../../../src/rollout/terminating.ts'
import { LittleCluster, until } from '../little-cluster.ts'
import { deployment, PODS, pod, RUNNING } from '../little-gateway.ts'
import { json } from '../support.ts'

const HOUR_MS = 3_600_000

/** @param graceMs from now to the end of its grace period */
function terminating(little: LittleCluster, name: string, graceMs: number, more: object = {}): KubeObject {
  const { metadata, ...rest } = pod(RUNNING)
  const deletionTimestamp = new Date(little.client.now() + graceMs).toISOString()
  return { ...rest, metadata: { ...metadata, name, uid: `uid-${name}`, deletionTimestamp }, ...more }
}

function waiting(little: LittleCluster, timing: { slackMs?: number; repeatMs?: number } = {}) {
  const lines: string[] = []
  const place = { client: little.client, namespace: 'home' }
  const done = waitForTerminating(place, deployment() as Deployment, (line) => lines.push(line), timing)
  return { done, lines }
}

test('pods that still stop are waited for, each by its name, until the last is gone', async () => {
  const little = await LittleCluster.start()
  little.put(PODS, terminating(little, 'a', HOUR_MS), terminating(little, 'b', HOUR_MS), pod(RUNNING))
  const { done, lines } = waiting(little, { repeatMs: 20 })
  await until(() => lines.includes('Still waiting for pod a and pod b to stop'))
  little.remove(PODS, 'a')
  await until(() => lines.includes('Still waiting for pod b to stop'))
  little.remove(PODS, 'b')
  expect(await done).toBe(true)
  expect(lines.filter((line) => !line.startsWith('Still'))).toEqual([
    expect.stringMatching(/^Waiting for pod a and pod b to stop, for no more than 36\d\d s$/),
    expect.stringMatching(/^Waiting for pod b to stop, for no more than 36\d\d s$/),
  ])
  expect(little.asked[0]).toBe(`${PODS}?labelSelector=app%3Dx`)
  await until(() => little.watches(PODS) === 0)
})

test.each<[what: string, change: object]>([
  ['has ended', { status: { phase: 'Failed' } }],
  ['no ReplicaSet owns', { metadata: { name: 'stray', deletionTimestamp: new Date().toISOString() } }],
])('a pod that %s is not waited for', async (_, change) => {
  const little = await LittleCluster.start()
  little.put(PODS, terminating(little, 'old', HOUR_MS, change))
  const { done, lines } = waiting(little)
  expect(await done).toBe(false)
  expect(lines).toEqual([])
})

test('a pod on a lost node is given up when it should have been gone', async () => {
  const little = await LittleCluster.start()
  little.put(PODS, terminating(little, 'lost', -HOUR_MS))
  const { done, lines } = waiting(little)
  expect(await done).toBe(true)
  expect(lines).toEqual(['Going on without the end of pod lost, which should have come by now'])
})

test('a grace period that somebody shortens is taken at its word', async () => {
  const little = await LittleCluster.start()
  little.put(PODS, terminating(little, 'old', HOUR_MS))
  const { done, lines } = waiting(little)
  await until(() => lines.length === 1 && little.watches(PODS) === 1)
  little.put(PODS, terminating(little, 'old', -HOUR_MS))
  expect(await done).toBe(true)
})

test('pods that may not be listed hold up nothing', async () => {
  const little = await LittleCluster.start()
  little.answer = (_, response) => {
    json(response, { message: 'pods is forbidden' }, 403)
    return true
  }
  const { done, lines } = waiting(little)
  expect(await done).toBe(false)
  expect(lines).toEqual([
    expect.stringMatching(/^Whether a pod of the gateway still stops cannot be seen: .*forbidden/),
  ])
})

test('a server that is away for a while is waited for', async () => {
  const little = await LittleCluster.start()
  little.put(PODS, terminating(little, 'old', HOUR_MS))
  await little.stop()
  const { done, lines } = waiting(little)
  await until(() => lines.length === 1)
  await little.startAgain()
  await until(() => lines.length === 3)
  little.remove(PODS, 'old')
  expect(await done).toBe(true)
  expect(lines).toEqual([
    expect.stringMatching(/cannot be reached.*; waiting for it$/),
    expect.stringMatching(/^Waiting for pod old to stop/),
    'The API server answers again',
  ])
})

test('a server that stays away is left to the next request', async () => {
  const little = await LittleCluster.start()
  await little.stop()
  expect(await waiting(little, { slackMs: 20 }).done).toBe(false)
})
