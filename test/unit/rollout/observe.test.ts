import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import { Observer } from '../../../src/rollout/observe.ts'
import type { ClusterEvent } from '../../../src/rollout/view.ts'
import { LittleCluster, until } from '../little-cluster.ts'
import { after as cleanUp, json, problemFrom } from '../support.ts'

const CORE = '/api/v1/namespaces/home'
const APPS = '/apis/apps/v1/namespaces/home'
const DEPLOYMENTS = `${APPS}/deployments`
const SETS = `${APPS}/replicasets`
const PODS = `${CORE}/pods`
const CLAIMS = `${CORE}/persistentvolumeclaims`
const EVENTS = `${CORE}/events`

const APPLIED_MS = Date.parse('2026-11-23T02:00:00.500Z')
const BEFORE = '2026-11-23T01:00:00Z'
const AFTER = '2026-11-23T02:00:00Z'
const applied = { container: 'gateway', image: 'repo:new', appliedAtMs: APPLIED_MS }

const object = (kind: string, name: string, more: object = {}, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'home', uid: `uid-${name}`, creationTimestamp: BEFORE, ...metadata },
  ...more,
})
const deployment = (spec: object = {}) =>
  object('Deployment', 'openclaw', {
    spec: { selector: { matchLabels: { app: 'x' } }, template: { spec: { containers: [] } }, ...spec },
  })
const controlledBy = (kind: string, name: string) => ({
  ownerReferences: [{ kind, name, uid: `uid-${name}`, controller: true }],
})
/** Of a ReplicaSet `openclaw-1`, as the Deployment's controller names them. */
const pod = (
  name: string,
  status: object = {},
  { image = 'repo:new', metadata = {}, volumes = [] as object[], owner = 'openclaw-1' } = {},
) =>
  object(
    'Pod',
    name,
    { spec: { containers: [{ name: 'gateway', image }], volumes }, status },
    { labels: { app: 'x', 'pod-template-hash': '1' }, ...controlledBy('ReplicaSet', owner), ...metadata },
  )
const set = (name: string, image = 'repo:new', deployment = 'openclaw') =>
  object(
    'ReplicaSet',
    name,
    { spec: { template: { spec: { containers: [{ name: 'gateway', image }] } } } },
    controlledBy('Deployment', deployment),
  )
const event = (name: string, about: string, time: object = { lastTimestamp: AFTER }) =>
  object('Event', name, { reason: name, involvedObject: { uid: `uid-${about}` }, ...time })
const container = (state: object, more: object = {}) => ({ containerStatuses: [{ name: 'gateway', state, ...more }] })

async function cluster(): Promise<LittleCluster> {
  const little = await LittleCluster.start()
  little.put(DEPLOYMENTS, deployment())
  return little
}

function observing(little: LittleCluster) {
  const notes: string[] = []
  let changes = 0
  const target = { client: little.client, namespace: 'home', deployment: 'openclaw' }
  const listener = {
    onChange: () => {
      changes++
    },
    onNote: (line: string) => notes.push(line),
  }
  const observer = new Observer(target, applied, listener)
  cleanUp(() => observer.close())
  return { observer, notes, changes: () => changes }
}

/** Everything is watched. */
async function settled(little: LittleCluster) {
  const all = observing(little)
  await until(() => [DEPLOYMENTS, SETS, PODS, CLAIMS, EVENTS].every((path) => little.watches(path) === 1))
  return all
}

const names = (objects: readonly KubeObject[] = []) => objects.map(({ metadata }) => metadata.name)
const reasons = (events: readonly ClusterEvent[] = []) => events.map(({ reason }) => reason)

describe('the view', () => {
  test('is there as soon as the Deployment and its pods are, and follows them', async () => {
    const little = await cluster()
    little.put(PODS, pod('a'))
    const { observer } = observing(little)
    expect(observer.view).toBeUndefined()
    await until(() => observer.view !== undefined)
    expect(names(observer.view?.pods)).toEqual(['a'])
    await until(() => little.watches(PODS) === 1)
    little.put(PODS, pod('b'))
    await until(() => observer.view?.pods.length === 2)
    little.put(SETS, set('rs', 'repo:new'))
    await until(() => observer.view?.replicaSets.length === 1)
  })

  test('of a Deployment that somebody deletes has none', async () => {
    const little = await cluster()
    const { observer } = await settled(little)
    little.remove(DEPLOYMENTS, 'openclaw')
    await until(() => observer.view?.deployment === undefined)
    expect(observer.view).toMatchObject({ pods: [] })
  })

  test('of a Deployment that is gone before the first look is there and empty', async () => {
    const { observer } = observing(await LittleCluster.start())
    await until(() => observer.view !== undefined)
    expect(observer.view).toEqual({
      deployment: undefined,
      replicaSets: [],
      pods: [],
      claims: [],
      events: [],
      logs: new Map(),
    })
  })

  test('asks with the whole of the selector', async () => {
    const little = await LittleCluster.start()
    const matchExpressions = [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'NotIn', values: ['yes'] },
      { key: 'here', operator: 'Exists' },
      { key: 'gone', operator: 'DoesNotExist' },
    ]
    little.put(DEPLOYMENTS, deployment({ selector: { matchLabels: { app: 'x' }, matchExpressions } }))
    await settled(little)
    const asked = little.asked.find((each) => each.startsWith(PODS))
    expect(new URL(asked ?? '', 'http://c').searchParams.get('labelSelector')).toBe(
      'app=x,tier in (a,b),old notin (yes),here,!gone',
    )
  })

  test('has the claims that are mounted, those of ephemeral volumes too', async () => {
    const little = await LittleCluster.start()
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
    little.put(DEPLOYMENTS, deployment({ template: { spec: { containers: [], volumes } } }))
    little.put(
      PODS,
      pod('a', {}, { volumes: [{ name: 'scratch', ephemeral: {} }, { name: 'tmp' }] }),
      pod('b', {}, { volumes: [{ name: 'x', persistentVolumeClaim: { claimName: 'more' } }] }),
    )
    little.put(CLAIMS, ...['data', 'a-scratch', 'more', 'foreign'].map((name) => object('Claim', name)))
    const { observer } = await settled(little)
    expect(names(observer.view?.claims)).toEqual(['data', 'a-scratch', 'more'])
  })
})

describe('another Deployment, whose pods the selector matches too,', () => {
  const volumes = [{ name: 'x', persistentVolumeClaim: { claimName: 'theirs' } }]

  test('is no part of it, nor are its claims', async () => {
    const little = await cluster()
    little.put(SETS, set('openclaw-1'), set('staging-1', 'repo:new', 'staging'))
    little.put(PODS, pod('ours'), pod('theirs', {}, { owner: 'staging-1', volumes }))
    little.put(CLAIMS, object('Claim', 'theirs'))
    const { observer } = await settled(little)
    expect(names(observer.view?.pods)).toEqual(['ours'])
    expect(observer.view?.claims).toEqual([])
    expect(names((await observer.lastLook()).pods)).toEqual(['ours'])
  })

  test('is told by the names where ReplicaSets may not be listed', async () => {
    const little = await cluster()
    little.answer = (url, response) => {
      if (url.pathname === SETS) json(response, { message: 'forbidden' }, 403)
      return url.pathname === SETS
    }
    little.put(PODS, pod('ours'), pod('theirs', {}, { owner: 'staging-1' }))
    const { observer } = observing(little)
    await until(() => observer.view !== undefined)
    expect(names(observer.view?.pods)).toEqual(['ours'])
  })

  test('may have left a ReplicaSet to this one, which keeps its name', async () => {
    const little = await cluster()
    little.put(SETS, set('before-1'))
    little.put(PODS, pod('adopted', {}, { owner: 'before-1' }))
    const { observer } = await settled(little)
    expect(names(observer.view?.pods)).toEqual(['adopted'])
  })

  test('does not have its logs read', async () => {
    const little = await cluster()
    little.put(SETS, set('staging-1', 'repo:new', 'staging'))
    const { observer, changes } = await settled(little)
    const before = changes()
    little.put(PODS, pod('theirs', container({ terminated: { exitCode: 1 } }), { owner: 'staging-1' }))
    await until(() => changes() > before)
    await observer.lastLook()
    expect(little.asked.filter((each) => each.includes('/log?'))).toEqual([])
  })
})

test('a pod that somebody made by hand is no part of it', async () => {
  const little = await cluster()
  little.put(PODS, pod('stray', {}, { metadata: { ownerReferences: [] } }), pod('ours'))
  const { observer } = await settled(little)
  expect(names(observer.view?.pods)).toEqual(['ours'])
})

describe('the view of a pod by itself', () => {
  const alone = (little: LittleCluster) => {
    const target = { client: little.client, namespace: 'home', pod: 'alone' }
    const observer = new Observer(target, applied, { onChange: () => {}, onNote: () => {} })
    cleanUp(() => observer.close())
    return observer
  }

  test('is that pod and what is said of it, and asks for nothing else', async () => {
    const little = await LittleCluster.start()
    little.put(PODS, pod('alone'), pod('other'))
    little.put(EVENTS, event('about it', 'alone'), event('about the other', 'other'))
    const observer = alone(little)
    await until(() => observer.view?.events.length === 1)
    expect(names(observer.view?.pods)).toEqual(['alone'])
    expect(reasons(observer.view?.events)).toEqual(['about it'])
    expect(observer.view?.deployment).toBeUndefined()
    const asked = new Set(little.asked.map((each) => each.split('?')[0]))
    expect(asked).toEqual(new Set([PODS, EVENTS]))
  })

  test('is empty as soon as it is gone, and the last look finds it again', async () => {
    const little = await LittleCluster.start()
    const observer = alone(little)
    await until(() => observer.view?.pods.length === 0 && little.watches(PODS) === 1)
    little.quietly(() => little.put(PODS, pod('alone'), pod('other')))
    expect(names((await observer.lastLook()).pods)).toEqual(['alone'])
  })
})

describe('events', () => {
  test('are those about the rollout’s objects, without what was before it', async () => {
    const little = await cluster()
    little.put(SETS, set('rs-old', 'repo:old'), set('rs-new', 'repo:new'))
    little.put(PODS, pod('old', {}, { image: 'repo:old' }), pod('new'))
    little.put(CLAIMS, object('Claim', 'foreign'))
    little.put(
      EVENTS,
      event('of the Deployment', 'openclaw'),
      event('of the Deployment before', 'openclaw', { lastTimestamp: BEFORE }),
      event('of the old pod', 'old'),
      event('of the old pod before', 'old', { lastTimestamp: BEFORE }),
      // The clock of the node is wrong, but a pod with our image can only be of this rollout or of one like it.
      event('of the new pod, by a slow clock', 'new', { lastTimestamp: BEFORE }),
      event('of the new set, by a slow clock', 'rs-new', { lastTimestamp: BEFORE }),
      event('of the old set before', 'rs-old', { lastTimestamp: BEFORE }),
      event('of something else', 'stranger'),
      event('of a claim nobody mounts', 'foreign'),
      event('by eventTime', 'openclaw', { lastTimestamp: null, eventTime: '2026-11-23T02:00:01.123456Z' }),
      event('of a series', 'openclaw', {
        lastTimestamp: null,
        eventTime: BEFORE,
        series: { lastObservedTime: '2026-11-23T02:00:01.123456Z' },
      }),
      event('by nothing but its creation', 'openclaw', {}),
    )
    const { observer } = await settled(little)
    expect(reasons(observer.view?.events)).toEqual([
      'of the Deployment',
      'of the old pod',
      'of the new pod, by a slow clock',
      'of the new set, by a slow clock',
      'by eventTime',
      'of a series',
    ])
  })

  test('of a pod made after the apply are kept whatever its image', async () => {
    const little = await cluster()
    little.put(PODS, pod('p', {}, { image: 'mutated:by-webhook', metadata: { creationTimestamp: AFTER } }))
    little.put(EVENTS, event('early', 'p', { lastTimestamp: BEFORE }))
    const { observer } = await settled(little)
    expect(reasons(observer.view?.events)).toEqual(['early'])
  })

  test('of a pod that is gone still say why', async () => {
    const little = await cluster()
    little.put(PODS, pod('evicted'))
    const { observer } = await settled(little)
    expect(observer.view?.pods).toHaveLength(1)
    little.remove(PODS, 'evicted')
    little.put(EVENTS, event('Evicted', 'evicted'))
    await until(() => observer.view?.pods.length === 0 && observer.view.events.length === 1)
  })
})

describe('logs', () => {
  const LOG = /\/pods\/([^/]+)\/log/
  /** Answers logs by `previous`. */
  async function withLogs(answers: Record<string, string> = { false: 'now\n', true: 'before\n' }) {
    const little = await cluster()
    little.answer = (url, response) => {
      if (!LOG.test(url.pathname)) return false
      response.end(answers[url.searchParams.get('previous') ?? ''] ?? '')
      return true
    }
    return little
  }
  const asked = (little: LittleCluster) => little.asked.filter((each) => LOG.test(each))
  const log = (observer: Observer, key = 'uid-p/gateway') => observer.view?.logs.get(key)
  const ended = (exitCode: number) => ({ terminated: { exitCode } })

  test('are fetched when a container has ended, once a run', async () => {
    const little = await withLogs()
    const { observer } = await settled(little)
    little.put(PODS, pod('p', container({ running: {} })))
    little.put(PODS, pod('p', container(ended(1), { restartCount: 0 })))
    await until(() => log(observer) !== undefined)
    expect(log(observer)).toEqual({ current: ['now'], previous: [] })
    little.put(PODS, pod('p', { ...container(ended(1), { restartCount: 0 }), message: 'again' }))
    little.put(PODS, pod('p', container({ waiting: {} }, { restartCount: 1, lastState: ended(1) })))
    await until(() => log(observer)?.previous.length === 1)
    // What waits has no run of its own.
    expect(log(observer)).toEqual({ current: [], previous: ['before'] })
    little.put(PODS, pod('p', container(ended(1), { restartCount: 1, lastState: ended(1) })))
    await until(() => log(observer)?.current.length === 1)
    expect(log(observer)).toEqual({ current: ['now'], previous: ['before'] })
    expect(asked(little)).toHaveLength(4)
    expect(asked(little)[0]).toBe(`${PODS}/p/log?container=gateway&tailLines=40&previous=false`)
  })

  test('of init containers are fetched when they fail', async () => {
    const little = await withLogs()
    const { observer } = await settled(little)
    const init = (name: string, exitCode: number) => ({ name, state: ended(exitCode) })
    little.put(PODS, pod('p', { initContainerStatuses: [init('fine', 0), init('setup', 2)] }))
    await until(() => log(observer, 'uid-p/setup') !== undefined)
    expect(asked(little)).toHaveLength(1)
  })

  test.each([
    ['an old pod', pod('p', container(ended(1)), { image: 'repo:old' })],
    ['a pod that is being stopped', pod('p', container(ended(143)), { metadata: { deletionTimestamp: AFTER } })],
    ['a container that runs', pod('p', container({ running: {} }))],
    ['a pod without a status', pod('p', undefined)],
  ])('of %s are not', async (_, which) => {
    const little = await withLogs()
    const { changes } = await settled(little)
    const before = changes()
    little.put(PODS, which)
    await until(() => changes() > before)
    expect(asked(little)).toEqual([])
  })

  test('of what runs without getting ready are fetched for the last look', async () => {
    const little = await withLogs()
    const { observer } = await settled(little)
    little.put(PODS, pod('p', container({ running: {} })), pod('q', container({ running: {} }, { ready: true })))
    await until(() => observer.view?.pods.length === 2)
    expect((await observer.lastLook()).logs).toEqual(new Map([['uid-p/gateway', { current: ['now'], previous: [] }]]))
  })

  test('are cut to a readable length', async () => {
    const little = await withLogs({ false: `${'x'.repeat(5000)}\n\nlast` })
    const { observer } = await settled(little)
    little.put(PODS, pod('p', container(ended(1))))
    await until(() => log(observer) !== undefined)
    expect(log(observer)?.current.map((line) => line.length)).toEqual([2000, 4])
  })

  test.each([
    [403, ['May not read logs (get pods/log): reasons will be poorer']],
    [400, []],
    [500, []],
  ])('that the server refuses (%i) are missing', async (status, notes) => {
    const little = await cluster()
    little.answer = (url, response) => {
      if (LOG.test(url.pathname)) json(response, {}, status)
      return LOG.test(url.pathname)
    }
    const { observer, notes: said } = await settled(little)
    little.put(PODS, pod('p', container(ended(1), { lastState: ended(1) })))
    await until(() => log(observer) !== undefined)
    expect(log(observer)).toEqual({ current: [], previous: [] })
    expect(said).toEqual(notes)
  })
})

describe('rights', () => {
  const forbid =
    (path: string, isWatch = false): LittleCluster['answer'] =>
    (url, response) => {
      const isForbidden = url.pathname === path && (!isWatch || url.searchParams.has('watch'))
      if (isForbidden) json(response, { message: 'forbidden' }, 403)
      return isForbidden
    }

  test.each([
    [EVENTS, 'events'],
    [SETS, 'replicasets'],
    [CLAIMS, 'persistentvolumeclaims'],
  ])('on %s may be missing, and that is said once', async (path, resource) => {
    const little = await cluster()
    little.answer = forbid(path)
    const { observer, notes } = observing(little)
    await until(() => notes.length > 0 && observer.view !== undefined)
    expect(notes).toEqual([`May not list ${resource}: reasons will be poorer`])
    expect(observer.failure).toBeUndefined()
  })

  test('an optional resource that fails for another reason is done without', async () => {
    const little = await cluster()
    little.answer = (url, response) => {
      if (url.pathname === EVENTS) json(response, { message: 'no such thing' }, 404)
      return url.pathname === EVENTS
    }
    const { notes } = observing(little)
    await until(() => notes.length > 0)
    expect(notes[0]).toMatch(/^Going on without events, so reasons will be poorer: .*no such thing/)
  })

  test('to list pods are needed', async () => {
    const little = await cluster()
    little.answer = forbid(PODS)
    const { observer } = observing(little)
    await until(() => observer.failure !== undefined)
    expect(
      await problemFrom(() => {
        throw observer.failure
      }),
    ).toMatchObject({ code: 'cluster-forbidden' })
  })

  test('to list Deployments are not, when ours may be read', async () => {
    const little = await cluster()
    little.answer = forbid(DEPLOYMENTS)
    const { observer, notes } = observing(little)
    await until(() => observer.view?.deployment !== undefined)
    expect(notes).toEqual([expect.stringMatching(/^May not watch/)])
  })

  test('to watch may be missing on all, and that is said once', async () => {
    const little = await cluster()
    little.answer = (url, response) => {
      if (url.searchParams.has('watch')) json(response, {}, 403)
      return url.searchParams.has('watch')
    }
    const { observer, notes } = observing(little)
    await until(() => observer.view !== undefined && little.count('watch', EVENTS) === 1)
    little.put(PODS, pod('new'))
    await until(() => observer.view?.pods.length === 1)
    expect(notes).toEqual(['May not watch (verb watch): asking the cluster once a second instead'])
  })
})

describe('a server that is away', () => {
  test('is told once, however many watches it had, and when it is back', async () => {
    const little = await cluster()
    const { observer, notes } = await settled(little)
    await little.stop()
    await until(() => observer.away !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await little.startAgain()
    await until(() => observer.away === undefined && little.watches(PODS) === 1)
    expect(notes).toEqual([
      expect.stringMatching(/cannot be reached.*; waiting for it$/),
      'The API server answers again',
    ])
  })

  test('cannot give a last look', async () => {
    const little = await cluster()
    const { observer } = await settled(little)
    await little.stop()
    expect(await problemFrom(() => observer.lastLook())).toMatchObject({ code: 'cluster-unreachable' })
  })
})

describe('the last look', () => {
  test('sees what a dead watch has missed', async () => {
    const little = await cluster()
    const { observer } = await settled(little)
    little.quietly(() => {
      little.put(PODS, pod('new'))
      little.remove(DEPLOYMENTS, 'openclaw')
    })
    expect(observer.view?.pods).toEqual([])
    const view = await observer.lastLook()
    expect(names(view.pods)).toEqual(['new'])
    expect(view.pods[0]).toMatchObject({ kind: 'Pod', apiVersion: 'v1' })
    expect(view.deployment).toBeUndefined()
  })

  test('of what may only be watched is what the watch has', async () => {
    const little = await cluster()
    little.put(PODS, pod('new'))
    const { observer } = await settled(little)
    little.answer = (_, response) => {
      json(response, {}, 403)
      return true
    }
    const view = await observer.lastLook()
    expect(names(view.pods)).toEqual(['new'])
    expect(view.deployment?.metadata.name).toBe('openclaw')
  })

  test('of a Deployment that was never there asks for no pods', async () => {
    const little = await LittleCluster.start()
    const { observer } = observing(little)
    await until(() => observer.view !== undefined)
    expect(await observer.lastLook()).toMatchObject({ deployment: undefined, pods: [] })
  })
})

test('closed, it leaves no watch open', async () => {
  const little = await cluster()
  const { observer } = await settled(little)
  observer.close()
  await until(() => [DEPLOYMENTS, SETS, PODS, CLAIMS, EVENTS].every((path) => little.watches(path) === 0))
  expect(observer.failure).toBeUndefined()
})
