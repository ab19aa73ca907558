// Against a little server that honours resourceVersion as the API server does.

import { beforeEach, describe, expect, test } from '@jest/globals'
import { type Lease, released, renewed, taken } from '../../../src/state/lease.ts'
import { DeployLock, holderOf, lockRights } from '../../../src/state/lock.ts'
import { LittleCluster, until } from '../little-cluster.ts'
import { LittleLeases } from '../little-leases.ts'
import { after, problemFrom } from '../support.ts'

const PLACE = { namespace: 'home', deployment: 'openclaw' }
const WHERE = { namespace: 'home', name: 'openclaw-deploy.openclaw' }
const OTHER = { identity: 'acme/home run 7 attempt 1 (a11)', run: 'https://github.com/acme/home/actions/runs/7' }
const ME = { identity: 'acme/home run 8 attempt 1 (b0b)' }

let cluster: LittleCluster
let leases: LittleLeases
let lost: string[]
let nowMs: number
beforeEach(async () => {
  cluster = await LittleCluster.start()
  leases = new LittleLeases(WHERE)
  cluster.answer = leases.answer
  lost = []
  nowMs = 1_000
  // Ends what still waits when a test has failed.
  after(() => {
    nowMs = Number.POSITIVE_INFINITY
  })
})

/** With a clock that stands until a test moves it. */
const lockOf = (me = ME, options: { renewMs?: number } = {}) =>
  new DeployLock(cluster.client, PLACE, me, (why) => lost.push(why), {
    renewMs: 3_600_000,
    pollMs: 5,
    now: () => nowMs,
    ...options,
  })
const theirs = (agoMs = 0, seconds = 60): Lease => {
  const lease = taken(undefined, WHERE, OTHER, Date.now() - agoMs)
  return { ...lease, spec: { ...lease.spec, leaseDurationSeconds: seconds } }
}
async function held(options: { renewMs?: number } = {}): Promise<DeployLock> {
  const lock = lockOf(ME, options)
  expect(await lock.look()).toBe('free')
  expect(await lock.take()).toBe(true)
  return lock
}
const waiting = (more: { patienceMs?: number; onlyForDead?: boolean } = {}) => {
  const lines: string[] = []
  const progress = (line: string) => {
    lines.push(line)
  }
  return { lines, patienceMs: 600_000, onlyForDead: false, progress, ...more }
}

describe('a lock that is free', () => {
  test('is taken where there was none, and where one was let go; then it is let go again', async () => {
    const first = await held()
    expect(leases.current?.spec).toMatchObject({ holderIdentity: ME.identity, leaseTransitions: 0 })
    await first.release()
    expect(leases.current?.spec).toMatchObject({ holderIdentity: '' })
    const second = await held()
    expect(leases.current?.spec).toMatchObject({ holderIdentity: ME.identity, leaseTransitions: 1 })
    await second.release()
    expect(leases.asked.filter((each) => each.startsWith('DELETE'))).toEqual([])
    expect(lost).toEqual([])
  })

  test('is not taken by a run that looked before another had it, though that one is done', async () => {
    const early = lockOf()
    expect(await early.look()).toBe('free')
    leases.put(theirs())
    leases.put(released(theirs(), Date.now()))
    expect(await early.take()).toBe(false)
    await early.wait(waiting())
    expect(leases.current?.spec?.holderIdentity).toBe(ME.identity)
  })

  test('is taken by one of many that try at once', async () => {
    const locks = Array.from({ length: 8 }, (_, index) => lockOf({ identity: `run ${index}` }))
    await Promise.all(locks.map((lock) => lock.look()))
    const results = await Promise.all(locks.map((lock) => lock.take()))
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(leases.current?.spec?.holderIdentity).toBe(`run ${results.indexOf(true)}`)
  })

  test('is ours also when the answer to our own write was lost', async () => {
    const lock = lockOf()
    await lock.look()
    leases.onWrite = (response) => response.destroy()
    expect(await problemFrom(() => lock.take())).toMatchObject({ code: 'cluster-unreachable' })
    leases.onWrite = undefined
    expect(await lock.look()).toBe('ours')
    expect(await lock.take()).toBe(true)
    await lock.demand()
  })

  test('is let go also when nobody could tell whether it was taken', async () => {
    const lock = lockOf()
    await lock.look()
    leases.onWrite = (response) => response.destroy()
    await problemFrom(() => lock.take())
    leases.onWrite = undefined
    expect(leases.current?.spec?.holderIdentity).toBe(ME.identity)
    await lock.release()
    expect(leases.current?.spec?.holderIdentity).toBe('')
  })

  test('is left alone by a run that could not tell whether it was taken, where another has it', async () => {
    const lock = lockOf()
    await lock.look()
    leases.onWrite = (response) => response.destroy()
    await problemFrom(() => lock.take())
    leases.onWrite = undefined
    leases.put(theirs())
    const { writes } = leases
    await lock.release()
    expect(leases.writes).toBe(writes)
  })

  test('cannot be said to be let go where nobody can tell whether it was taken', async () => {
    const lock = lockOf()
    await lock.look()
    await cluster.stop()
    await problemFrom(() => lock.take())
    expect(await problemFrom(() => lock.release())).toMatchObject({ code: 'cluster-unreachable' })
  })

  test('is asked for as long as all else while the API server is away, as there is nobody to outlive', async () => {
    const lock = lockOf()
    await lock.look()
    await cluster.stop()
    const how = waiting()
    const waited = problemFrom(() => lock.wait(how))
    await until(() => how.lines.length === 1)
    nowMs += 59_999
    await cluster.startAgain()
    leases.refusal = 500
    const { writes } = leases
    await until(() => leases.writes > writes + 1)
    nowMs += 1
    expect(await waited).toMatchObject({ code: 'cluster-unreachable' })
  })

  test('is none in a namespace that this run has yet to make, and not asked for', async () => {
    const lock = lockOf()
    await lock.look()
    leases.refusal = 404
    expect(await lock.take()).toBe(true)
    await lock.demand()
    await lock.release()
    expect(leases.writes).toBe(2)
  })

  test('is one after all when another run has made the namespace meanwhile', async () => {
    leases.refusal = 404
    const lock = lockOf()
    await lock.look()
    expect(await lock.take()).toBe(true)
    leases.refusal = undefined
    leases.put(theirs())
    expect(await problemFrom(() => lock.demand())).toMatchObject({ code: 'locked' })
    leases.put(released(theirs(), Date.now()))
    const other = lockOf()
    await other.look()
    expect(await other.take()).toBe(true)
    await other.demand()
    expect(leases.current?.spec?.holderIdentity).toBe(ME.identity)
  })

  test.each([403, 500])('that the server refuses to write (%i) is an error that names it', async (status) => {
    const lock = lockOf()
    await lock.look()
    leases.refusal = status
    expect(await problemFrom(() => lock.take())).toMatchObject({
      code: status === 403 ? 'cluster-forbidden' : 'cluster-unreachable',
      message: expect.stringContaining('Lease home/openclaw-deploy.openclaw'),
    })
  })
})

describe('a lock that another has', () => {
  test('is waited for, and taken when it is let go; the line says who has it', async () => {
    leases.put(theirs(125_000))
    leases.put(renewed(leases.current as Lease, Date.now()))
    const lock = lockOf()
    expect(await lock.look()).toBe('held')
    expect(await lock.take()).toBe(false)
    const how = waiting()
    const waited = lock.wait(how)
    await until(() => leases.reads > 3)
    leases.put(released(leases.current as Lease, Date.now()))
    await waited
    expect(how.lines).toEqual([`Waiting for ${OTHER.identity}, ${OTHER.run}, for 2 min`])
    expect(leases.current?.spec).toMatchObject({ holderIdentity: ME.identity, leaseTransitions: 1 })
  })

  test('is told again each minute, and at once when it is another', async () => {
    leases.put(theirs())
    const how = waiting()
    const waited = lockOf().wait(how)
    await until(() => how.lines.length === 1)
    nowMs += 59_000
    leases.put(renewed(leases.current as Lease, Date.now() + 1))
    const { reads } = leases
    await until(() => leases.reads > reads + 2)
    nowMs += 1_000
    await until(() => how.lines.length === 2)
    leases.put(taken(leases.current, WHERE, { identity: 'run 9' }, Date.now()))
    await until(() => how.lines.length === 3)
    expect(how.lines[2]).toMatch(/^Waiting for run 9, for 0 s/)
    leases.put(released(leases.current as Lease, Date.now()))
    await waited
  })

  test('and shows no sign of life is taken over after its term by our clock, not before', async () => {
    leases.put(theirs(3_600_000))
    const how = waiting()
    const waited = lockOf().wait(how)
    await until(() => how.lines.length === 1)
    expect(how.lines[0]).toMatch(/; it is taken over unless it shows a sign of life within 60 s$/)
    nowMs += 59_999
    const { reads } = leases
    await until(() => leases.reads > reads + 2)
    expect(leases.current?.spec?.holderIdentity).toBe(OTHER.identity)
    nowMs += 1
    await waited
    expect(leases.current?.spec?.holderIdentity).toBe(ME.identity)
  })

  test('is no longer waited for when it takes too long: the error names who has it and what to do', async () => {
    leases.put(theirs())
    const waited = problemFrom(() => lockOf().wait(waiting({ patienceMs: 1_800_000 })))
    await until(() => leases.reads > 2)
    leases.put(renewed(leases.current as Lease, Date.now() + 1))
    nowMs += 1_800_000
    // Renewed meanwhile, so this is not the end of its term.
    const problem = await waited
    expect(problem).toMatchObject({ code: 'locked', fix: expect.stringMatching(/^Run again when that run has ended/) })
    expect(problem.message).toMatch(
      /^Another deploy holds the lock, Lease home\/openclaw-deploy\.openclaw: acme\/home run 7 .*runs\/7, for \d+ s, and this run has waited 30 min for it$/,
    )
    expect(leases.current?.spec?.holderIdentity).toBe(OTHER.identity)
  })

  test('is waited for while the API server restarts, in which time its term does not run', async () => {
    leases.put(theirs())
    const how = waiting()
    const waited = lockOf().wait(how)
    await until(() => how.lines.length === 1)
    await cluster.stop()
    await until(() => how.lines.length === 2)
    expect(how.lines[1]).toMatch(/cannot be reached.*; asking again$/)
    nowMs += 61_000
    await cluster.startAgain()
    const { reads } = leases
    await until(() => leases.reads > reads + 2)
    expect(leases.current?.spec?.holderIdentity).toBe(OTHER.identity)
    nowMs += 60_000
    await waited
  })

  test('is not waited for on request, unless it seems dead', async () => {
    leases.put(theirs())
    const lock = lockOf()
    await lock.look()
    expect(await problemFrom(() => lock.refuseOther())).toMatchObject({ code: 'locked' })
    expect(await problemFrom(() => lock.wait(waiting({ onlyForDead: true })))).toMatchObject({ code: 'locked' })

    leases.put(theirs(3_600_000))
    const next = lockOf()
    await next.look()
    next.refuseOther()
    const how = waiting({ onlyForDead: true })
    const waited = problemFrom(() => next.wait(how))
    await until(() => how.lines.length === 1)
    nowMs += 1_000
    // Alive after all, with a clock an hour behind.
    leases.put(renewed(leases.current as Lease, Date.now() - 3_600_000 + 1))
    expect(await waited).toMatchObject({ code: 'locked' })
  })
})

describe('a lock that is ours', () => {
  test('is renewed again and again, which keeps no process alive', async () => {
    const lock = await held({ renewMs: 5 })
    const { writes } = leases
    await until(() => leases.writes > writes + 2)
    await lock.release()
    const after = leases.writes
    expect(leases.current?.spec?.holderIdentity).toBe('')
    await new Promise((resolve) => setImmediate(resolve))
    expect(leases.writes).toBe(after)
    expect(lost).toEqual([])
  })

  test('stays ours when somebody has set a label', async () => {
    const lock = await held()
    leases.put({ ...(leases.current as Lease), metadata: { ...WHERE, labels: { by: 'hand' } } })
    await lock.demand()
    expect(leases.current?.metadata.labels).toEqual({ by: 'hand' })
    await lock.release()
    expect(leases.current?.spec?.holderIdentity).toBe('')
  })

  test.each<[what: string, change: () => void, why: RegExp]>([
    ['another has taken it', () => leases.put(theirs()), /^acme\/home run 7 .* has it$/],
    ['it was let go by hand', () => leases.put(released(theirs(), Date.now())), /by hand/],
    ['it was deleted', () => leases.put(undefined), /by hand/],
  ])('is lost when %s: told once, asked for in vain, and left alone', async (_, change, why) => {
    const lock = await held()
    change()
    const left = leases.current
    const problem = await problemFrom(() => lock.demand())
    expect(problem).toMatchObject({ code: 'locked', message: expect.stringMatching(/has lost its lock, Lease home/) })
    expect(lost).toEqual([expect.stringMatching(why)])
    expect(await problemFrom(() => lock.demand())).toMatchObject({ code: 'locked' })
    await lock.release()
    expect(leases.current).toEqual(left)
    expect(lost).toHaveLength(1)
  })

  test('is lost when it could not be renewed for its term, and not before', async () => {
    const lock = await held()
    leases.refusal = 500
    nowMs += 59_999
    const asked = problemFrom(() => lock.demand())
    await until(() => leases.writes > 3)
    expect(lost).toEqual([])
    nowMs += 1
    expect(await asked).toMatchObject({
      code: 'locked',
      message: expect.stringMatching(/could not be renewed for 60 s \(.*500/),
    })
  })

  test('is proven by a renewal, for which a server that is away for a moment is asked again', async () => {
    const lock = await held()
    leases.refusal = 500
    const { writes } = leases
    const asked = lock.demand()
    await until(() => leases.writes > writes + 1)
    leases.refusal = undefined
    await asked
    expect(lost).toEqual([])
  })

  test('that cannot be let go is an error', async () => {
    const lock = await held()
    leases.refusal = 500
    expect(await problemFrom(() => lock.release())).toMatchObject({ code: 'cluster-unreachable' })
  })

  test('is not let go when it was never taken', async () => {
    leases.put(theirs())
    const lock = lockOf()
    await lock.look()
    await lock.release()
    expect(leases.writes).toBe(0)
    expect(await problemFrom(() => lock.demand())).toMatchObject({ code: 'locked' })
  })
})

test('each run has a name of its own, also two of the same job', () => {
  const [one, two] = [holderOf('a/b run 1', 'https://x'), holderOf('a/b run 1', undefined)]
  expect(one).toEqual({ identity: expect.stringMatching(/^a\/b run 1 \([0-9a-f]{6}\)$/), run: 'https://x' })
  expect(two.identity).not.toBe(one.identity)
  expect(two).not.toHaveProperty('run')
})

test('the rights are those of one Lease, and of `create`, which knows no names', () => {
  const leases = { group: 'coordination.k8s.io', resource: 'leases', namespace: 'home', unless: 'lock: off' }
  expect(lockRights(PLACE)).toEqual([
    { verb: 'get', ...leases, name: WHERE.name },
    { verb: 'update', ...leases, name: WHERE.name },
    { verb: 'create', ...leases },
  ])
})
