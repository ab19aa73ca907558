import { expect, test } from '@jest/globals'
import { putAway } from '../../../src/phases/put-away.ts'
import { taken } from '../../../src/state/lease.ts'
import { LittleCluster } from '../little-cluster.ts'
import { LittleLeases } from '../little-leases.ts'
import { kubeconfigFor } from '../rbac.ts'
import { json, printedBy } from '../support.ts'

const WORK = { namespace: 'home', deployment: 'openclaw', holder: 'acme/home run 8 (b0b)' }
const WHERE = { namespace: 'home', name: 'openclaw-deploy.openclaw' }
const POD = '/api/v1/namespaces/home/pods/openclaw-rehearsal-abcde'

/** A cluster with a rehearsal's pod, a copy of a Secret, and a lock. */
async function left(holder: string) {
  const cluster = await LittleCluster.start()
  const leases = new LittleLeases(WHERE)
  leases.put(taken(undefined, WHERE, { identity: holder }, Date.now()))
  const deleted: string[] = []
  cluster.answer = (url, response, request) => {
    if (leases.answer(url, response, request)) return true
    const { pathname } = url
    if (request.method === 'DELETE') {
      deleted.push(pathname)
      json(response, {})
      return true
    }
    if (pathname === '/version') {
      json(response, { gitVersion: 'v1.33.0' })
      return true
    }
    if (url.searchParams.has('watch')) return false
    const isLabelled = url.searchParams.get('labelSelector')?.includes('openclaw-deploy/rehearsal=openclaw')
    if (isLabelled && pathname.endsWith('/pods')) {
      json(response, { items: [{ metadata: { name: 'openclaw-rehearsal-abcde' } }] })
      return true
    }
    if (isLabelled && pathname.endsWith('/secrets')) {
      json(response, { items: [{ metadata: { name: 'openclaw-rehearsal-abcde-1' } }] })
      return true
    }
    return false
  }
  const kubeconfig = kubeconfigFor(cluster.client.server.href)
  const read = (name: string) => (name === 'kubeconfig' ? kubeconfig : '')
  return { cluster, leases, deleted, read }
}

test('pods, copies and the lock of a run that was cut off go', async () => {
  const { leases, deleted, read } = await left(WORK.holder)
  const printed = await printedBy(() => putAway(JSON.stringify(WORK), read, {}))
  expect(printed).not.toContain('::warning')
  expect(deleted).toContain(POD)
  expect(deleted).toContain('/api/v1/namespaces/home/secrets/openclaw-rehearsal-abcde-1')
  expect(leases.current?.spec?.holderIdentity).toBe('')
})

test('nothing of a run that has taken over the lock is touched', async () => {
  const { leases, deleted, read } = await left('another')
  await printedBy(() => putAway(JSON.stringify(WORK), read, {}))
  expect(leases.current?.spec?.holderIdentity).toBe('another')
  expect(deleted).toEqual([])
})

test('a cluster that is away is a warning', async () => {
  const { cluster, read } = await left(WORK.holder)
  await cluster.stop()
  const printed = await printedBy(() => putAway(JSON.stringify(WORK), read, {}))
  expect(printed).toMatch(
    /::warning::What the main step left in the cluster could not be put away, which the next run does/,
  )
})
