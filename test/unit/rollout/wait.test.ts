import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Verdict } from '../../../src/rollout/verdict.ts'
import type { RolloutView } from '../../../src/rollout/view.ts'
import { waitForPod, waitForRollout } from '../../../src/rollout/wait.ts'
import { LittleCluster, until } from '../little-cluster.ts'
import {
  DEPLOYMENTS,
  DONE,
  deployment,
  GENERATION,
  IMAGE,
  otherSet,
  PODS,
  pod,
  RUNNING,
  SETS,
  set,
} from '../little-gateway.ts'
import { after, json, problemFrom } from '../support.ts'

const now = () => new Date().toISOString()
const GOING = { replicas: 1, updatedReplicas: 1, unavailableReplicas: 1 }

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
  const expected = { generation: GENERATION, container: 'gateway', image: IMAGE, appliedAtMs: Date.now() }
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
    const times: number[] = []
    // The quickest of some: each may lose its processor for a while.
    for (const pause of [20, 60, 100, 150, 200]) {
      const little = await going()
      const { done } = await settled(little)
      await new Promise((resolve) => setTimeout(resolve, pause))
      const begun = performance.now()
      finish(little)
      await done
      times.push(performance.now() - begun)
    }
    expect(Math.min(...times)).toBeLessThan(50)
  })

  test('is told even when the watches are dead, when a clock ends', async () => {
    const little = await going()
    const { done } = await settled(little, { timeoutMs: 3_000 })
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

  test.each([true, false])(
    'is told beside another gateway with the same labels (ReplicaSets seen: %s)',
    async (seen) => {
      const little = await going()
      little.answer = (url, response) => {
        if (url.pathname !== SETS || seen) return false
        json(response, { message: 'forbidden' }, 403)
        return true
      }
      little.put(SETS, otherSet)
      little.put(PODS, pod(RUNNING, true, {}, otherSet))
      finish(little)
      const { done } = waiting(little)
      expect((await done).metadata.name).toBe('new')
    },
  )

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
    await new Promise((resolve) => setTimeout(resolve, 500))
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
    const [first = '', ...again] = lines
    const seconds = again.map((line) => Number(/^ \(for (\d+\.\d) s\)$/.exec(line.replace(first, ''))?.[1]))
    // No sooner than it is due; later on a busy machine.
    expect(seconds[0]).toBeGreaterThanOrEqual(0.2)
    expect(seconds[1]).toBeGreaterThanOrEqual(0.4)
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

describe('a node that is away when a verdict is due', () => {
  const NODES = '/api/v1/nodes'
  const node = (status: string, taints: object[] = []) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'lab' },
    spec: { taints },
    status: {
      conditions: [{ type: 'Ready', status, reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting.' }],
    },
  })
  /** A gateway that has failed for good, as its node told last. */
  async function failed(...nodes: KubeObject[]): Promise<LittleCluster> {
    const little = await going()
    little.put(NODES, ...nodes)
    little.put(PODS, refusing(0))
    return little
  }
  const refusing = (restartCount: number) =>
    pod({ waiting: { reason: 'CrashLoopBackOff' } }, false, {
      lastState: { terminated: { exitCode: 78, reason: 'Error', message: 'Missing config.' } },
      restartCount,
    })
  const away = 'Node lab does not answer, so nobody knows how the pod is'
  const asked = (little: LittleCluster) => little.asked.filter((each) => each === `${NODES}/lab`).length

  test.each<[what: string, status: string, taints: object[]]>([
    ['by its condition', 'Unknown', []],
    [
      'by the taint that is left for a moment',
      'True',
      [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }],
    ],
  ])('%s, is waited for', async (_, status, taints) => {
    const little = await failed(node(status, taints))
    const { done, lines } = waiting(little)
    await until(() => lines.some((line) => line.includes(away)))
    finish(little)
    expect((await done).metadata.name).toBe('new')
    expect(asked(little)).toBe(1)
  })

  test('is asked again once the pod has changed, and then what the pod tells counts', async () => {
    const little = await failed(node('Unknown'))
    const { done, lines } = waiting(little)
    await until(() => lines.some((line) => line.includes(away)))
    little.put(NODES, node('True'))
    little.put(PODS, refusing(1))
    expect(await problemFrom(() => done)).toMatchObject({ code: 'openclaw-refused' })
    expect(asked(little)).toBe(2)
  })

  test('is what a clock ends with, and the release is not to blame', async () => {
    const little = await failed(node('Unknown'))
    expect(await problemFrom(() => waiting(little, { timeoutMs: 2_000 }).done)).toMatchObject({
      code: 'rollout-timeout',
      message: expect.stringContaining(away),
      evidence: expect.arrayContaining(['NodeStatusUnknown: Kubelet stopped posting.']),
      blameless: true,
    })
  })

  test.each([403, 404, 500])('is not known where nodes cannot be read (%s)', async (status) => {
    const little = await failed()
    little.answer = ({ pathname }, response) => {
      if (pathname === `${NODES}/lab`) json(response, { message: 'no' }, status)
      return pathname === `${NODES}/lab`
    }
    const { done, lines } = waiting(little)
    expect(await problemFrom(() => done)).toMatchObject({ code: 'openclaw-refused' })
    expect(lines.filter((line) => /node/i.test(line))).toEqual([])
  })

  test('is not asked about while nothing has failed', async () => {
    const little = await going()
    const { done } = await settled(little)
    finish(little)
    await done
    expect(asked(little)).toBe(0)
  })
})

describe('a clock', () => {
  test('for all ends it with what it waited for', async () => {
    const little = await going()
    const begun = performance.now()
    const problem = await problemFrom(async () => (await settled(little, { timeoutMs: 2_000 })).done)
    expect(problem).toMatchObject({ code: 'rollout-timeout', message: expect.stringMatching(/not ready within/) })
    expect(performance.now() - begun).toBeLessThan(9_000)
  })

  test('for standing still ends it sooner', async () => {
    const little = await LittleCluster.start()
    little.put(DEPLOYMENTS, deployment({ observedGeneration: GENERATION - 1 }))
    const problem = await problemFrom(() => waiting(little, { noProgressMs: 300 }).done)
    expect(problem).toMatchObject({ code: 'rollout-timeout', message: expect.stringMatching(/nothing has changed/) })
  })

  test('for standing still starts anew at each change', async () => {
    const little = await LittleCluster.start()
    little.put(DEPLOYMENTS, deployment({ observedGeneration: GENERATION - 1 }))
    const { done, lines } = await settled(little, { noProgressMs: 3_000 })
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    little.put(DEPLOYMENTS, deployment({ replicas: 0 }))
    await until(() => lines.length === 2)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
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

  test('for longer than a patience does not use it up', async () => {
    const little = await going()
    const unschedulable = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'no node' }
    const pending = {
      spec: { containers: [{ name: 'gateway', image: IMAGE }] },
      status: { conditions: [unschedulable] },
    }
    little.put(PODS, { ...pod(RUNNING), ...pending })
    const { done, lines, views } = await settled(little)
    await little.stop()
    await until(() => lines.some((line) => line.endsWith('waiting for it')))
    const seen = views.length
    // The wait has heard it too.
    await new Promise((resolve) => setImmediate(resolve))
    const { now } = Date
    after(() => Object.assign(Date, { now }))
    Object.assign(Date, { now: () => now() + 3_600_000 })
    await little.startAgain()
    await until(() => views.length > seen && lines.includes('The API server answers again'))
    finish(little)
    expect((await done).metadata.name).toBe('new')
    expect(views.map(({ verdict }) => verdict.state)).not.toContain('failed')
  })

  test('from the start to the end is what is told', async () => {
    const little = await going()
    await little.stop()
    const { done, lines } = waiting(little, { timeoutMs: 4_000, repeatMs: 1_500 })
    expect(await problemFrom(() => done)).toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(/is not known: .*cannot be reached/),
    })
    expect(lines[0]).toMatch(/waiting for it/)
    expect(lines.some((line) => line.startsWith('Still: '))).toBe(true)
  })

  test('when its last word would be needed gets no verdict', async () => {
    const little = await going()
    const { done } = await settled(little, { timeoutMs: 4_000 })
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
