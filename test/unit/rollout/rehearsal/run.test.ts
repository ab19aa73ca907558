import { describe, expect, test } from '@jest/globals'
import type { Other } from '../../../../src/rollout/rehearsal/copies.ts'
import { type Level, runRehearsal, startMs } from '../../../../src/rollout/rehearsal/run.ts'
import { problemFrom } from '../../support.ts'
import { deployment, IMAGE, other, part } from './gateway.ts'
import { CORE, DONE, isPull, Kubelet, PODS, type Pod, READY, well } from './kubelet.ts'

const MEMORY = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'Unschedulable',
  message: '0/1 nodes are available: 1 Insufficient memory.',
}
const ELSEWHERE = { ...MEMORY, message: "0/2 nodes are available: 1 node(s) didn't match node selector." }

async function rehearsing(
  kubelet: Kubelet,
  level: Level = 'on',
  others: readonly Other[] = [],
  more: { timeoutMs?: number; spec?: object } = {},
) {
  const lines: string[] = []
  const warnings: string[] = []
  const stage = {
    client: kubelet.little.client,
    namespace: 'home',
    part: part(deployment(more.spec), others),
    image: { reference: IMAGE, version: '2026.9.6' },
    configs: [],
    timeoutMs: more.timeoutMs ?? 10_000,
    progress: (line: string) => lines.push(line),
    warn: (line: string) => warnings.push(line),
  }
  const done = runRehearsal(stage, level, 'n1')
  done.catch(() => {})
  return { done, lines, warnings }
}

describe('a rehearsal', () => {
  test('makes the pod on the node of the gateway, waits until it is ready, and leaves nothing', async () => {
    const kubelet = await Kubelet.start(well)
    const { done, warnings } = await rehearsing(kubelet)
    const { level, pod, unproven } = (await done) ?? {}
    expect(level).toBe('on')
    expect(pod?.spec.nodeName).toBe('n1')
    expect(unproven).toContainEqual(expect.stringContaining('may not exec'))
    expect(kubelet.made).toHaveLength(1)
    expect(JSON.stringify(kubelet.made[0]?.spec.affinity)).toContain('"values":["n1"]')
    expect(warnings).toEqual([])
    expect(await kubelet.left()).toEqual([])
  })

  test('of the pull ends when its container has', async () => {
    const kubelet = await Kubelet.start(well)
    const { done } = await rehearsing(kubelet, 'pull')
    expect(await done).toMatchObject({ level: 'pull', unproven: ['that it starts with the new config'] })
    expect(await kubelet.left()).toEqual([])
  })

  test('names the nodes that it says nothing about', async () => {
    const kubelet = await Kubelet.start(well)
    kubelet.nodes = ['n1', 'n2', 'n3']
    const { done } = await rehearsing(kubelet, 'pull')
    expect((await done)?.unproven).toContain('the pull on nodes n2, n3')
    kubelet.nodes = ['n1', 'a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect((await (await rehearsing(kubelet, 'pull')).done)?.unproven).toContain(
      'the pull on nodes a, b, c, d, e and 2 more',
    )
  })

  test('reads copies of the new config, which go with the pod', async () => {
    const kubelet = await Kubelet.start(well)
    const spec = { volumes: [{ name: 'c', configMap: { name: 'config' } }], imagePullSecrets: [{ name: 'ecr' }] }
    const others = [other('ConfigMap', 'config', { data: { a: 'b' } }), other('Secret', 'ecr', { data: {} }, 'created')]
    const { done, warnings } = await rehearsing(kubelet, 'on', others, { spec })
    await done
    const name = kubelet.made[0]?.metadata.name ?? ''
    const ownerReferences = [{ apiVersion: 'v1', kind: 'Pod', name, uid: `uid-${name}` }]
    expect(kubelet.patches).toEqual([
      { path: `${CORE}/configmaps/${name}-1`, body: { metadata: { ownerReferences } } },
      { path: `${CORE}/secrets/${name}-2`, body: { metadata: { ownerReferences } } },
    ])
    expect(kubelet.writes.filter((each) => each.startsWith('POST')).map((each) => each.split('/').at(-1))).toEqual([
      'configmaps',
      'secrets',
      'pods',
    ])
    expect(kubelet.writes.filter((each) => each.startsWith('DELETE')).toSorted()).toEqual([
      `DELETE ${CORE}/configmaps/${name}-1`,
      `DELETE ${PODS}/${name}`,
      `DELETE ${CORE}/secrets/${name}-2`,
    ])
    expect(warnings).toEqual([])
  })

  test('leaves copies that it may not delete to the garbage collection, silently', async () => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path) =>
      path.includes('configmaps') && method === 'DELETE' ? [403, 'forbidden'] : undefined
    const spec = { volumes: [{ name: 'c', configMap: { name: 'config' } }] }
    const { done, warnings } = await rehearsing(kubelet, 'on', [other('ConfigMap', 'config')], { spec })
    expect(await done).toMatchObject({ level: 'on' })
    expect(warnings).toEqual([])
  })

  test('tells of a copy that would stay without this run, and goes on', async () => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path) =>
      path.includes('secrets') && method === 'PATCH' ? [403, 'secrets "x" is forbidden'] : undefined
    const spec = { imagePullSecrets: [{ name: 'ecr' }] }
    const { done, warnings } = await rehearsing(kubelet, 'on', [other('Secret', 'ecr', { data: {} })], { spec })
    expect(await done).toMatchObject({ level: 'on' })
    expect(warnings).toEqual([
      `Secret ${kubelet.made[0]?.metadata.name}-1 of the rehearsal could not be given to its pod, so it stays if this run is cut off now: secrets "x" is forbidden`,
    ])
    expect(await kubelet.left()).toEqual([])
  })

  test('first removes what killed runs have left', async () => {
    const kubelet = await Kubelet.start(well)
    kubelet.strayPod('openclaw-rehearsal-stray')
    kubelet.stray({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'openclaw-rehearsal-stray-1', namespace: 'home' },
    })
    const { done, lines } = await rehearsing(kubelet)
    await done
    expect(lines).toContain('Removed pod openclaw-rehearsal-stray, which an earlier rehearsal had left')
    const asked = kubelet.little.asked.find((each) => each.startsWith(`${PODS}?`)) ?? ''
    expect(new URL(asked, 'http://c').searchParams.get('labelSelector')).toBe(
      'app.kubernetes.io/managed-by=openclaw-deploy,openclaw-deploy/rehearsal=openclaw',
    )
    expect(await kubelet.left()).toEqual([])
    expect(kubelet.writes.findIndex((each) => each.startsWith('DELETE'))).toBeLessThan(
      kubelet.writes.findIndex((each) => each.startsWith('POST')),
    )
  })

  test('moves with the manifests to another node', async () => {
    const kubelet = await Kubelet.start((pod) =>
      JSON.stringify(pod.spec.affinity).includes('n1') ? { conditions: [ELSEWHERE] } : READY,
    )
    const { done, lines } = await rehearsing(kubelet)
    expect(await done).toMatchObject({ level: 'on' })
    expect(kubelet.made.map(({ spec }) => JSON.stringify(spec.affinity).includes('n1'))).toEqual([true, false])
    expect(lines.some((line) => line.includes("didn't match node selector"))).toBe(true)
    expect(await kubelet.left()).toEqual([])
  })
})

const UNSPECIFIED = 'pods "x" is forbidden: failed quota: batch: must specify limits.cpu for: gateway'

describe('a rehearsal is less than wanted', () => {
  const quota = 'pods "x" is forbidden: exceeded quota: home, requested: requests.memory=1Gi'
  const isStart = (_: string, path: string, object: unknown) =>
    path === PODS && object !== undefined && !isPull(object as Pod)

  test('for want of memory', async () => {
    const kubelet = await Kubelet.start((pod) => (isPull(pod) ? DONE : { conditions: [MEMORY] }))
    const { done, warnings } = await rehearsing(kubelet)
    expect(await done).toMatchObject({ level: 'pull' })
    expect(warnings).toEqual([
      'Only the pull is rehearsed, not the start: there is no room for both gateways (Insufficient memory)',
    ])
    expect(await kubelet.left()).toEqual([])
  })

  test('when the kubelet has less than the scheduler thought', async () => {
    const kubelet = await Kubelet.start((pod) =>
      isPull(pod) ? DONE : { phase: 'Failed', reason: 'OutOfmemory', message: 'no' },
    )
    const { done, warnings } = await rehearsing(kubelet)
    expect(await done).toMatchObject({ level: 'pull' })
    expect(warnings).toHaveLength(1)
  })

  test.each<[what: string, status: number, message: string]>([
    ['a quota', 403, quota],
    [
      'a LimitRange that the greater request breaks',
      403,
      'pods "x" is forbidden: maximum memory usage per Container is 512Mi, but request is 1Gi',
    ],
    ['a server that finds it invalid', 422, 'Pod "x" is invalid: spec.containers[0].resources.requests'],
  ])('for %s', async (_, status, message) => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path, object) => (isStart(method, path, object) ? [status, message] : undefined)
    const { done, warnings } = await rehearsing(kubelet)
    expect(await done).toMatchObject({ level: 'pull' })
    expect(warnings).toEqual([expect.stringMatching(/^Only the pull is rehearsed, not the start: /)])
    expect(await kubelet.left()).toEqual([])
  })

  test.each([
    'minimum cpu usage per Container is 50m, but request is 10m',
    'cpu max limit to request ratio per Container is 4, but provided ratio is 50.000000',
  ])('for a LimitRange that only the pull breaks: %s', async (said) => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path) =>
      method === 'POST' && path === PODS ? [403, `pods "x" is forbidden: ${said}`] : undefined
    const { done, warnings } = await rehearsing(kubelet, 'pull')
    expect(await done).toBeUndefined()
    expect(warnings).toEqual([expect.stringMatching(/^Not rehearsed: /)])
    expect(warnings[0]).toContain(said)
    expect(await kubelet.left()).toEqual([])
  })

  test.each<[after: string, level: Level, second: [number, string] | undefined]>([
    ['is taken', 'on', undefined],
    ['is taken', 'pull', undefined],
    ['is refused for something else', 'on', [403, quota]],
    ['cannot be asked about', 'on', [400, 'admission webhook "v" does not support dry run']],
  ])('for a quota that wants more of it, where the pod as the real one %s (%s)', async (_, level, second) => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path, _object, isDryRun) => {
      if (method !== 'POST' || path !== PODS) return undefined
      return isDryRun ? second : [403, UNSPECIFIED]
    }
    const { done, warnings } = await rehearsing(kubelet, level)
    expect(await done).toBeUndefined()
    expect(warnings.at(-1)).toMatch(/^Not rehearsed: .*throwaway pod.*failed quota: batch: must specify limits\.cpu/)
    expect(kubelet.asked).toHaveLength(warnings.length)
    expect(kubelet.asked[0]?.spec).not.toHaveProperty('activeDeadlineSeconds')
    expect(kubelet.made).toEqual([])
  })

  test('down to nothing, which is no error', async () => {
    const kubelet = await Kubelet.start(() => ({ conditions: [MEMORY] }))
    const { done, warnings } = await rehearsing(kubelet)
    expect(await done).toBeUndefined()
    expect(warnings).toEqual([
      expect.stringMatching(/^Only the pull/),
      expect.stringMatching(/^Not rehearsed: .*Insufficient memory/),
    ])
    expect(await kubelet.left()).toEqual([])
  })

  test('for a Secret that comes only after the apply', async () => {
    const kubelet = await Kubelet.start(well)
    const spec = { volumes: [{ name: 't', secret: { secretName: 'token' } }] }
    const others = [other('SealedSecret', 'token', {}, 'created', 'bitnami.com/v1alpha1')]
    const { done, warnings } = await rehearsing(kubelet, 'on', others, { spec })
    expect(await done).toMatchObject({ level: 'pull' })
    expect(warnings[0]).toMatch(/it needs what SealedSecret token brings only after the apply/)
    expect(kubelet.made).toHaveLength(1)
  })

  test('where a Service would send requests to the throwaway pod', async () => {
    const kubelet = await Kubelet.start(well)
    const selector = { 'app.kubernetes.io/managed-by': 'openclaw-deploy' }
    const { done, warnings } = await rehearsing(kubelet, 'on', [
      other('Service', 'all', { spec: { selector } }, 'unchanged'),
    ])
    expect(await done).toBeUndefined()
    expect(warnings).toEqual([expect.stringContaining('Service all')])
    expect(kubelet.made).toEqual([])
  })
})

describe('a rehearsal fails', () => {
  const crash = {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'gateway',
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      },
    ],
  }

  test('as the rollout would, and leaves nothing', async () => {
    const kubelet = await Kubelet.start(() => crash)
    const { done } = await rehearsing(kubelet)
    expect(await problemFrom(() => done)).toMatchObject({
      code: 'crash-loop',
      message: expect.stringMatching(
        /^The rehearsal failed, and the old gateway runs on untouched: Container gateway ended 4 times/,
      ),
      fix: expect.stringContaining('`rehearse: pull` skips the start'),
    })
    expect(await kubelet.left()).toEqual([])
  })

  test('in its pull as well', async () => {
    const kubelet = await Kubelet.start(() => ({
      containerStatuses: [
        {
          name: 'gateway',
          state: { terminated: { exitCode: 128, reason: 'StartError', message: 'exec format error' } },
        },
      ],
    }))
    const { done } = await rehearsing(kubelet, 'pull')
    expect(await problemFrom(() => done)).toMatchObject({ code: 'image-platform' })
    expect(await kubelet.left()).toEqual([])
  })

  test('at its deadline, and leaves nothing', async () => {
    const kubelet = await Kubelet.start(() => ({
      containerStatuses: [{ name: 'gateway', state: { waiting: { reason: 'ContainerCreating' } } }],
    }))
    const { done } = await rehearsing(kubelet, 'on', [], { timeoutMs: 400 })
    expect(await problemFrom(() => done)).toMatchObject({
      code: 'rollout-timeout',
      message: expect.stringContaining('not ready within'),
    })
    expect(await kubelet.left()).toEqual([])
  })

  test.each<[what: string, status: number, message: string, code: string]>([
    [
      'Pod Security',
      403,
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot',
      'admission-denied',
    ],
    [
      'a quota that wants it to say more',
      403,
      'pods "x" is forbidden: failed quota: compute: must specify limits.cpu for: copy-config,openclaw',
      'admission-denied',
    ],
    ['a webhook', 400, 'admission webhook "v" denied the request: no digest', 'admission-denied'],
    [
      'a right that went missing',
      403,
      'pods is forbidden: User "d" cannot create resource "pods" in API group ""',
      'cluster-forbidden',
    ],
    ['a server that is not well', 500, 'etcdserver: request timed out', 'cluster-unreachable'],
  ])('by %s', async (_, status, message, code) => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path) => (method === 'POST' && path === PODS ? [status, message] : undefined)
    const { done } = await rehearsing(kubelet)
    expect(await problemFrom(() => done)).toMatchObject({
      code,
      message: expect.stringContaining(message.replace(/^pods "x" is forbidden: /, '')),
    })
  })

  test.each<Level>(['on', 'pull'])('by a quota that wants more of the real pod too, at the level %s', async (level) => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path, _object, isDryRun) => {
      if (method !== 'POST' || path !== PODS) return undefined
      return [403, isDryRun ? UNSPECIFIED.replace('gateway', 'gateway,tailscale') : UNSPECIFIED]
    }
    const { done } = await rehearsing(kubelet, level)
    expect(await problemFrom(() => done)).toMatchObject({
      code: 'admission-denied',
      message: expect.stringContaining('must specify limits.cpu for: gateway,tailscale'),
    })
    expect(kubelet.asked).toHaveLength(1)
    expect(await kubelet.left()).toEqual([])
  })

  test('with its copies already made, which go too', async () => {
    const kubelet = await Kubelet.start(well)
    kubelet.refuse = (method, path) =>
      method === 'POST' && path === PODS ? [403, 'pods "x" is forbidden: violates PodSecurity'] : undefined
    const spec = { volumes: [{ name: 'c', configMap: { name: 'config' } }] }
    const { done } = await rehearsing(kubelet, 'on', [other('ConfigMap', 'config')], { spec })
    expect(await problemFrom(() => done)).toMatchObject({ code: 'admission-denied' })
    expect(await kubelet.left()).toEqual([])
  })
})

test('a pod that cannot be deleted is a warning with the way to do it', async () => {
  const kubelet = await Kubelet.start(well)
  kubelet.refuse = (method) => (method === 'DELETE' ? [403, 'forbidden'] : undefined)
  const { done, warnings } = await rehearsing(kubelet)
  expect(await done).toMatchObject({ level: 'on' })
  const name = kubelet.made[0]?.metadata.name
  expect(warnings).toEqual([expect.stringContaining(`kubectl -n home delete pod ${name}`)])
})

test('how long a start took is told by the cluster', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [] } }
  expect(startMs({ ...pod, status: READY }, 'gateway')).toBe(17_000)
  expect(startMs({ ...pod, status: READY }, 'other')).toBeUndefined()
  expect(startMs(pod, 'gateway')).toBeUndefined()
})
