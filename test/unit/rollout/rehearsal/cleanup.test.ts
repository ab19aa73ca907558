import { describe, expect, test } from '@jest/globals'
import { removeCopy, removePod, sweep } from '../../../../src/rollout/rehearsal/cleanup.ts'
import { LittleCluster, until } from '../../little-cluster.ts'
import { json } from '../../support.ts'

const PODS = '/api/v1/namespaces/home/pods'
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'home' } }

async function cleaning() {
  const little = await LittleCluster.start()
  const warnings: string[] = []
  const deletes: string[] = []
  little.answer = (url, response, { method }) => {
    if (method !== 'DELETE') return false
    deletes.push(url.pathname)
    json(response, {})
    return true
  }
  return {
    little,
    warnings,
    deletes,
    cleaner: { client: little.client, namespace: 'home', warn: (line: string) => warnings.push(line) },
  }
}

describe('a pod', () => {
  test('is removed when it is gone, not when that is asked', async () => {
    const { little, cleaner, deletes, warnings } = await cleaning()
    little.put(PODS, POD)
    let isDone = false
    const done = removePod(cleaner, 'p').then(() => {
      isDone = true
    })
    await until(() => little.watches(PODS) === 1)
    expect(isDone).toBe(false)
    little.remove(PODS, 'p')
    await done
    expect(deletes).toEqual([`${PODS}/p`])
    expect(warnings).toEqual([])
    await until(() => little.watches(PODS) === 0)
  })

  test('that stays is a warning in the end', async () => {
    const { little, cleaner, warnings } = await cleaning()
    little.put(PODS, POD)
    await removePod(cleaner, 'p', 2_000)
    expect(warnings).toEqual(['Pod p of the rehearsal is still stopping after 2 s'])
    await until(() => little.watches(PODS) === 0)
  })

  test('is removed by a server that was away', async () => {
    const { little, cleaner, deletes, warnings } = await cleaning()
    await little.stop()
    const done = removePod(cleaner, 'p')
    await new Promise((resolve) => setTimeout(resolve, 200))
    await little.startAgain()
    await done
    expect(deletes).toEqual([`${PODS}/p`])
    expect(warnings).toEqual([])
  })

  test('of a server that stays away is a warning', async () => {
    const { little, cleaner, warnings } = await cleaning()
    await little.stop()
    await removePod(cleaner, 'p', 300)
    expect(warnings).toEqual([expect.stringMatching(/kubectl -n home delete pod p does it\. .*cannot be reached/)])
  })
})

test('a copy that cannot be deleted for another reason than a right is a warning', async () => {
  const { little, cleaner, warnings } = await cleaning()
  little.answer = (_, response) => {
    json(response, { message: 'no leader' }, 500)
    return true
  }
  await removeCopy(cleaner, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } })
  expect(warnings).toEqual([expect.stringMatching(/^Secret s of the rehearsal could not be deleted: .*no leader/)])
})

test('what may not be listed is not swept', async () => {
  const { little, cleaner, deletes } = await cleaning()
  little.answer = (_, response) => {
    json(response, { message: 'forbidden' }, 403)
    return true
  }
  expect(await sweep(cleaner, { a: 'b' })).toEqual([])
  expect(deletes).toEqual([])
})
