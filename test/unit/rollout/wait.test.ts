import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Verdict } from '../../../src/rollout/verdict.ts'
import type { RolloutView } from '../../../src/rollout/view.ts'
import { waitForPod, waitForRollout } from '../../../src/rollout/wait.ts'
import { LittleCluster, until } from '../little-cluster.ts'
import { DIGEST, json, problemFrom } from '../support.ts'

const CORE = '/api/v1/namespaces/home'
const APPS = '/apis/apps/v1/namespaces/home'
const DEPLOYMENTS = `${APPS}/deployments`
const SETS = `${APPS}/replicasets`
const PODS = `${CORE}/pods`
const IMAGE = `repo/openclaw:new@${DIGEST}`

const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'gateway', image: IMAGE }] } }
const now = () => new Date().toISOString()
const object = (apiVersion: string, kind: string, name: string, more: object, owner?: KubeObject): KubeObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: 'home',
    uid: `uid-${name}`,
    generation: 7,
    creationTimestamp: now(),
    ...(owner && {
      ownerReferences: [{ kind: owner.kind, name: owner.metadata.name, uid: `uid-${owner.metadata.name}` }],
    }),
  },
  ...more,
})
const deployment = (status: object = {}) =>
  object('apps/v1', 'Deployment', 'openclaw', {
    spec: { replicas: 1, strategy: { type: 'Recreate' }, selector: { matchLabels: { app: 'x' } }, template },
    status: { observedGeneration: 7, ...status },
  })
const set = object('apps/v1', 'ReplicaSet', 'rs', { spec: { replicas: 1, template } }, deployment())
const pod = (state: object, ready = false, more: object = {}) =>
  object(
    'v1',
    'Pod',
    'new',
    {
      spec: { nodeName: 'lab', containers: template.spec.containers },
      status: {
        phase: 'Running',
        conditions: [
          { type: 'PodScheduled', status: 'True' },
          { type: 'Ready', status: ready ? 'True' : 'False' },
        ],
        containerStatuses: [{ name: 'gateway', ready, started: true, restartCount: 0, state, ...more }],
      },
    },
    set,
  )
const DONE = { replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1 }
const GOING = { replicas: 1, updatedReplicas: 1, unavailableReplicas: 1 }
const RUNNING = { running: { startedAt: now() } }

async function going(): Promise<LittleCluster> {
  const little = await LittleCluster.start()
  little.put(DEPLOYMENTS, deployment(GOING))
  little.put(SETS, set)
  little.put(PODS, pod(RUNNING))
  return little
}
/** Everything that says done, as one burst each. */
function finish(little: LittleCluster): void {
  little.put(PODS, pod(RUNNING, true))
  little.put(DEPLOYMENTS, deployment(DONE))
}

function waiting(
  little: LittleCluster,
  limits: { timeoutMs?: number; noProgressMs?: number; repeatMs?: number; signal?: AbortSignal } = {},
) {
  const lines: string[] = []
  const views: { ms: number; view: RolloutView; verdict: Verdict }[] = []
  const target = { client: little.client, namespace: 'home', deployment: 'openclaw' }
  const expected = { generation: 7, container: 'gateway', image: IMAGE, appliedAtMs: Date.now() }
  const done = waitForRollout(
    target,
    expected,
    { timeoutMs: 10_000, ...limits },
    { progress: (line) => lines.push(line), onView: (ms, view, verdict) => views.push({ ms, view, verdict }) },
  )
  done.catch(() => {})
  return { done, lines, views }
}
/** All is watched, and the first line is said. */
async function settled(little: LittleCluster, limits = {}) {
  const wait = waiting(little, limits)
  await until(() => little.watches(PODS) === 1 && little.watches(DEPLOYMENTS) === 1 && wait.lines.length > 0)
  return wait
}

describe('readiness', () => {
  test('that is there already is told at once', async () => {
    const little = await going()
    finish(little)
    const { done, lines } = waiting(little)
    expect((await done).metadata.name).toBe('new')
    expect(lines).toEqual([])
  })

  test('is told when it is seen, not after an interval', async () => {
    const little = await going()
    const { done } = await settled(little)
    for (const half of [20, 130]) await new Promise((resolve) => setTimeout(resolve, half))
    const begun = performance.now()
    finish(little)
    await done
    expect(performance.now() - begun).toBeLessThan(50)
  })

  test('is told even when the watches are dead, when a clock ends', async () => {
    const little = await going()
    const { done } = await settled(little, { timeoutMs: 600 })
    little.quietly(() => finish(little))
    expect((await done).metadata.name).toBe('new')
  })

  test('is told to a deployer that may not list ReplicaSets', async () => {
    const little = await going()
    little.answer = (url, response) => {
      if (url.pathname === SETS) json(response, { message: 'forbidden' }, 403)
      return url.pathname === SETS
    }
    const { done } = await settled(little, { timeoutMs: 2_000 })
    finish(little)
    expect((await done).metadata.name).toBe('new')
  })

  test('leaves no watch open', async () => {
    const little = await going()
    const { done } = await settled(little)
    finish(little)
    await done
    await until(() => [DEPLOYMENTS, SETS, PODS].every((path) => little.watches(path) === 0))
  })
})

describe('progress', () => {
  test('is told once per change, and a burst is judged once', async () => {
    const little = await going()
    const { done, lines, views } = await settled(little)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const before = views.length
    little.put(PODS, ...Array.from({ length: 30 }, () => pod(RUNNING)))
    await until(() => views.length > before)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(views.length).toBe(before + 1)
    expect(lines).toHaveLength(1)
    finish(little)
    await done
  })

  test('that stands still is told again with how long it does', async () => {
    const little = await going()
    const { done, lines } = await settled(little, { repeatMs: 200 })
    await until(() => lines.length === 3)
    expect(lines[1]).toBe(`${lines[0]} (for 0.2 s)`)
    expect(lines[2]).toBe(`${lines[0]} (for 0.4 s)`)
    finish(little)
    await done
  })

  test('is told as it was judged', async () => {
    const little = await going()
    const { done, views } = await settled(little)
    finish(little)
    await done
    expect(views[0]?.view.pods[0]?.status?.containerStatuses?.[0]?.ready).toBe(false)
    expect(views.at(-1)?.view.pods[0]?.status?.containerStatuses?.[0]?.ready).toBe(true)
    expect(views.map(({ verdict }) => verdict.state)).toEqual([...views.slice(1).map(() => 'progressing'), 'ready'])
    expect(views.map(({ ms }) => ms)).toEqual(views.map(({ ms }) => ms).toSorted((a, b) => a - b))
  })
})

describe('a failure', () => {
  test('is thrown with the log of the run that failed', async () => {
    const little = await going()
    little.answer = (url, response) => {
      if (!url.pathname.endsWith('/log')) return false
      setTimeout(() => response.end('Config invalid: gateway.prt\n'), 100)
      return true
    }
    const { done } = await settled(little)
    const end = { terminated: { exitCode: 78, reason: 'Error', finishedAt: now() } }
    little.put(PODS, pod({ waiting: { reason: 'CrashLoopBackOff' } }, false, { lastState: end, restartCount: 2 }))
    const problem = await problemFrom(() => done)
    expect(JSON.stringify(problem)).toContain('gateway.prt')
  })

  test('that is over when looked at again is none', async () => {
    const little = await going()
    const { done, lines } = await settled(little)
    little.quietly(() => finish(little))
    // The watch of the pods alone wakes up, with news that is old by now.
    const old = pod({ waiting: { reason: 'InvalidImageName', message: 'invalid reference format' } })
    little.raw(PODS, `${JSON.stringify({ type: 'MODIFIED', object: old })}\n`)
    expect((await done).metadata.name).toBe('new')
    expect(lines).toHaveLength(1)
  })

  test('of rights is thrown as it is', async () => {
    const little = await going()
    little.answer = (url, response) => {
      if (url.pathname === PODS) json(response, { message: 'pods is forbidden' }, 403)
      return url.pathname === PODS
    }
    expect(await problemFrom(() => waiting(little).done)).toMatchObject({ code: 'cluster-forbidden' })
  })
})

describe('a clock', () => {
  test('for all ends it with what it waited for', async () => {
    const little = await going()
    const begun = performance.now()
    const problem = await problemFrom(async () => (await settled(little, { timeoutMs: 500 })).done)
    expect(problem).toMatchObject({ code: 'rollout-timeout', message: expect.stringMatching(/not ready within/) })
    expect(performance.now() - begun).toBeLessThan(1_500)
  })

  test('for standing still ends it sooner', async () => {
    const little = await LittleCluster.start()
    little.put(DEPLOYMENTS, deployment({ observedGeneration: 6 }))
    const problem = await problemFrom(() => waiting(little, { noProgressMs: 300 }).done)
    expect(problem).toMatchObject({ code: 'rollout-timeout', message: expect.stringMatching(/nothing has changed/) })
  })

  test('for standing still starts anew at each change', async () => {
    const little = await LittleCluster.start()
    little.put(DEPLOYMENTS, deployment({ observedGeneration: 6 }))
    const { done, lines } = await settled(little, { noProgressMs: 600 })
    await new Promise((resolve) => setTimeout(resolve, 400))
    little.put(DEPLOYMENTS, deployment({ replicas: 0 }))
    await until(() => lines.length === 2)
    await new Promise((resolve) => setTimeout(resolve, 400))
    little.put(SETS, set)
    finish(little)
    expect((await done).metadata.name).toBe('new')
  })

  test('for standing still does not run while a node is at work', async () => {
    const little = await going()
    little.put(PODS, pod({ waiting: { reason: 'ContainerCreating' } }))
    const { done, lines } = await settled(little, { noProgressMs: 200 })
    await new Promise((resolve) => setTimeout(resolve, 600))
    finish(little)
    expect((await done).metadata.name).toBe('new')
    expect(lines.length).toBeLessThan(3)
  })
})

describe('an API server that is away', () => {
  test('for a while is waited for, said once, and stops the clock for standing still', async () => {
    const little = await going()
    const { done, lines } = await settled(little, { noProgressMs: 700, repeatMs: 60_000 })
    await little.stop()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    finish(little)
    await little.startAgain()
    expect((await done).metadata.name).toBe('new')
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/cannot be reached.*waiting for it/),
      'The API server answers again',
    ])
  })

  test('from the start to the end is what is told', async () => {
    const little = await going()
    await little.stop()
    const { done, lines } = waiting(little, { timeoutMs: 900, repeatMs: 300 })
    expect(await problemFrom(() => done)).toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(/is not known: .*cannot be reached/),
    })
    expect(lines[0]).toMatch(/waiting for it/)
    expect(lines.some((line) => line.startsWith('Still: '))).toBe(true)
  })

  test('when its last word would be needed gets no verdict', async () => {
    const little = await going()
    const { done } = await settled(little, { timeoutMs: 1_500 })
    await little.stop()
    expect(await problemFrom(() => done)).toMatchObject({ code: 'cluster-unreachable' })
  })
})

describe('a pod by itself', () => {
  const target = (little: LittleCluster) => ({ client: little.client, namespace: 'home', pod: 'new' })
  const expected = {
    pod: { name: 'new', uid: 'uid-new' },
    until: 'ready' as const,
    container: 'gateway',
    image: IMAGE,
    appliedAtMs: Date.now(),
  }
  const listener = { progress: () => {} }

  test('is waited for without a Deployment', async () => {
    const little = await LittleCluster.start()
    little.put(PODS, pod(RUNNING))
    const done = waitForPod(target(little), expected, { timeoutMs: 10_000 }, listener)
    await until(() => little.watches(PODS) === 1)
    little.put(PODS, pod(RUNNING, true))
    expect((await done).metadata.name).toBe('new')
    expect(little.asked.some((each) => each.includes('/deployments') || each.includes('/replicasets'))).toBe(false)
  })

  test('that fails is looked at once more, with its log', async () => {
    const little = await LittleCluster.start()
    little.answer = (url, response) => {
      if (!url.pathname.endsWith('/log')) return false
      response.end('Missing config. Run openclaw setup\n')
      return true
    }
    const end = { terminated: { exitCode: 78, reason: 'Error', finishedAt: now() } }
    little.put(PODS, pod({ waiting: { reason: 'CrashLoopBackOff' } }, false, { lastState: end }))
    const done = waitForPod(target(little), expected, { timeoutMs: 10_000 }, listener)
    expect(await problemFrom(() => done)).toMatchObject({
      code: 'openclaw-refused',
      evidence: expect.arrayContaining(['Missing config. Run openclaw setup']),
    })
  })
})

test('a signal ends the wait with its reason, and leaves no watch open', async () => {
  const little = await going()
  const stop = new AbortController()
  const { done } = await settled(little, { signal: stop.signal })
  const reason = { why: 'seen enough' }
  stop.abort(reason)
  await expect(done).rejects.toBe(reason)
  await until(() => [DEPLOYMENTS, SETS, PODS].every((path) => little.watches(path) === 0))
})
