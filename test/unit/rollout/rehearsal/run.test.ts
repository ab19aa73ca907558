import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../../src/kube/object.ts'
import type { Other } from '../../../../src/rollout/rehearsal/copies.ts'
import { type Level, runRehearsal, startMs } from '../../../../src/rollout/rehearsal/run.ts'
import { LittleCluster } from '../../little-cluster.ts'
import { json, problemFrom } from '../../support.ts'
import { deployment, IMAGE, other, part } from './gateway.ts'

const CORE = '/api/v1/namespaces/home'
const PODS = `${CORE}/pods`
const MEMORY = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'Unschedulable',
  message: '0/1 nodes are available: 1 Insufficient memory.',
}
const ELSEWHERE = { ...MEMORY, message: "0/2 nodes are available: 1 node(s) didn't match node selector." }

type Pod = KubeObject & {
  spec: { containers: { name: string; command?: string[] }[]; affinity: object; nodeName?: string }
}
/** What becomes of a pod, in the terms of its status. */
type Fate = (pod: Pod) => object | undefined

const READY = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-23T02:00:20Z' }],
  containerStatuses: [
    { name: 'gateway', ready: true, started: true, state: { running: { startedAt: '2026-11-23T02:00:03Z' } } },
  ],
}
const DONE = {
  phase: 'Succeeded',
  containerStatuses: [{ name: 'gateway', state: { terminated: { exitCode: 0, reason: 'Completed' } } }],
}
const isPull = ({ spec }: Pod) => spec.containers[0]?.command?.join(' ') === 'node -e 0'
const well: Fate = (pod) => (isPull(pod) ? DONE : READY)

/** A cluster that takes what is made, gives it a node and lets its fate come. */
class Kubelet {
  readonly made: Pod[] = []
  /** As `DELETE path`, also of what is not there. */
  readonly writes: string[] = []
  readonly patches: { path: string; body: unknown }[] = []
  /** Instead of making or deleting it. */
  refuse: (
    method: string,
    path: string,
    object: KubeObject | undefined,
  ) => [status: number, message: string] | undefined = () => undefined
  readonly little: LittleCluster

  static async start(fate: Fate): Promise<Kubelet> {
    return new Kubelet(await LittleCluster.start(), fate)
  }

  private constructor(little: LittleCluster, fate: Fate) {
    this.little = little
    little.answer = (url, response, request) => {
      const { method = '' } = request
      const path = url.pathname
      if (method === 'GET' && /\/(configmaps|secrets)$/.test(path)) {
        json(response, {
          items: [...this.#copies.values()].filter((each) => `${CORE}/${each.kind.toLowerCase()}s` === path),
        })
        return true
      }
      if (method === 'GET' && path === '/api/v1/nodes') {
        json(response, { items: this.nodes.map((name) => ({ metadata: { name } })) }, this.nodes.length > 0 ? 200 : 403)
        return true
      }
      if (/\/log$|\/exec$/.test(path)) {
        json(response, { message: 'forbidden' }, 403)
        return true
      }
      if (method === 'GET') return false
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        const body = text === '' ? undefined : JSON.parse(text)
        const [status, message] = this.refuse(method, path, body) ?? [0, '']
        this.writes.push(`${method} ${path}`)
        if (status > 0) json(response, { message }, status)
        else if (method === 'POST') this.#make(body, response, fate)
        else if (method === 'PATCH') {
          this.patches.push({ path, body })
          json(response, {})
        } else this.#delete(path, response)
      })
      return true
    }
  }

  /** None: they may not be listed. */
  nodes: readonly string[] = []
  readonly #copies = new Map<string, KubeObject>()

  /** Left by a run that was killed. */
  stray(object: KubeObject): void {
    if (object.kind === 'Pod') this.little.put(PODS, object)
    else this.#copies.set(object.metadata.name, object)
  }

  /** What there is of pods and copies. */
  async left(): Promise<string[]> {
    const { items } = await this.little.client.get<{ items: KubeObject[] }>(PODS)
    return [...items.map(({ metadata }) => metadata.name), ...this.#copies.keys()]
  }

  #make(object: KubeObject, response: Parameters<typeof json>[0], fate: Fate): void {
    const made = { ...object, metadata: { ...object.metadata, uid: `uid-${object.metadata.name}` } } as Pod
    json(response, made, 201)
    if (object.kind !== 'Pod') {
      this.#copies.set(object.metadata.name, object)
      return
    }
    this.made.push(made)
    const status = fate(made)
    const conditions = (status as { conditions?: { type: string }[] } | undefined)?.conditions ?? []
    const nodeName = conditions.some(({ type }) => type === 'PodScheduled') ? {} : { nodeName: 'n1' }
    this.little.put(PODS, { ...made, spec: { ...made.spec, ...nodeName }, ...(status && { status }) })
  }

  #delete(path: string, response: Parameters<typeof json>[0]): void {
    const name = path.split('/').at(-1) ?? ''
    json(response, {})
    this.#copies.delete(name)
    if (path.startsWith(PODS) && this.made.concat(this.#strays).some(({ metadata }) => metadata.name === name))
      this.little.remove(PODS, name)
  }

  readonly #strays: Pod[] = []
  strayPod(name: string): void {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'home' },
      spec: { containers: [], affinity: {} },
    }
    this.#strays.push(pod)
    this.stray(pod)
  }
}

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
      path.includes('configmaps') && method !== 'POST' ? [403, 'forbidden'] : undefined
    const spec = { volumes: [{ name: 'c', configMap: { name: 'config' } }] }
    const { done, warnings } = await rehearsing(kubelet, 'on', [other('ConfigMap', 'config')], { spec })
    expect(await done).toMatchObject({ level: 'on' })
    expect(warnings).toEqual([])
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
    kubelet.refuse = (...asked) => (isStart(...asked) ? [status, message] : undefined)
    const { done, warnings } = await rehearsing(kubelet)
    expect(await done).toMatchObject({ level: 'pull' })
    expect(warnings).toEqual([expect.stringMatching(/^Only the pull is rehearsed, not the start: /)])
    expect(await kubelet.left()).toEqual([])
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
