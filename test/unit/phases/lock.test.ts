import { beforeEach, describe, expect, test } from '@jest/globals'
import { DeployError, type FailureCode } from '../../../src/errors.ts'
import { KubeClient } from '../../../src/kube/request.ts'
import { Lock } from '../../../src/phases/lock.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Run } from '../../../src/run.ts'
import { type Lease, released, taken } from '../../../src/state/lease.ts'
import { LittleCluster, until } from '../little-cluster.ts'
import { LittleLeases } from '../little-leases.ts'
import { after, json, printedBy, problemFrom } from '../support.ts'

const PLACE = { namespace: 'home', deployment: 'openclaw' }
const WHERE = { namespace: 'home', name: 'openclaw-deploy.openclaw' }
const theirs = () => taken(undefined, WHERE, { identity: 'acme/home run 7 (a11)' }, Date.now())

let cluster: LittleCluster
let leases: LittleLeases
beforeEach(async () => {
  cluster = await LittleCluster.start()
  leases = new LittleLeases(WHERE)
  cluster.answer = leases.answer
})

function deploying(inputs: Partial<Run['inputs']> = {}) {
  const warnings: string[] = []
  const left: unknown[] = []
  const outcome: Run['outcome'] = { reasons: [] }
  const run = {
    inputs: { lock: 'wait', dryRun: false, timeoutMs: 600_000, ...inputs },
    surroundings: { runName: 'acme/home run 8', runUrl: 'https://github.com/acme/home/actions/runs/8' },
    timeline: new Timeline(),
    outcome,
    warn: (line: string) => warnings.push(line),
    onOpenWork: (work: unknown) => left.push(work),
  } as unknown as Run
  const lock = new Lock(run, { pollMs: 20 })
  let surveys = 0
  const around = () =>
    lock.around(async () => {
      await lock.look(cluster.client, PLACE)
      surveys++
      outcome.reasons.push(`survey ${surveys}`)
      if (surveys === 1) outcome.previousVersion = 'before the other one'
      return surveys
    })
  return { run, lock, warnings, outcome, left, around }
}

test.each<[what: string, inputs: Partial<Run['inputs']>]>([
  ['with `lock: off`', { lock: 'off' }],
  ['in a dry run', { dryRun: true }],
])('%s nothing is asked, of the cluster or of its Role', async (_, inputs) => {
  leases.put(theirs())
  const { lock, around } = deploying(inputs)
  expect(await lock.rights(PLACE)).toEqual([])
  expect(await around()).toBe(1)
  await lock.demand()
  await lock.release()
  expect(leases.asked).toEqual([])
})

test('a lock that is free costs three requests and a proof, and no phase', async () => {
  const { lock, around, run } = deploying()
  expect(await lock.rights(PLACE)).toHaveLength(3)
  expect(await around()).toBe(1)
  expect(leases.current).toMatchObject({
    metadata: { annotations: { 'openclaw-deploy/run': 'https://github.com/acme/home/actions/runs/8' } },
    spec: { holderIdentity: expect.stringMatching(/^acme\/home run 8 \(\w+\)$/) },
  })
  await lock.demand()
  await lock.release()
  expect(leases.asked.map((each) => each.split(' ')[0])).toEqual(['GET', 'POST', 'PUT', 'PUT'])
  expect(run.timeline.records).toEqual([])
})

test('of two deploys started together one waits, and then looks at everything anew', async () => {
  const [first, second] = [deploying(), deploying()]
  const printed = await printedBy(async () => {
    const results = await Promise.all(
      [first, second].map(async ({ around, lock }) => {
        const surveys = await around()
        await lock.demand()
        await lock.release()
        return surveys
      }),
    )
    expect(results.sort()).toEqual([1, 2])
  })
  expect(printed).toMatch(/Wait for the lock[\s\S]*It is this run’s turn/)
  const waited = [first, second].find(({ run }) => run.timeline.records.length > 0)
  // Nothing of what was found before the wait is left.
  expect(waited?.outcome).toEqual({ reasons: ['survey 2'] })
})

test('who is at work is told at the first look', async () => {
  leases.put(theirs())
  const { around, lock } = deploying()
  const printed = await printedBy(async () => {
    const done = around()
    await until(() => leases.reads > 1)
    leases.put(released(leases.current as Lease, Date.now()))
    expect(await done).toBe(2)
  })
  expect(printed).toMatch(/Another deploy is at work: acme\/home run 7 \(a11\), for 0 s/)
  await lock.release()
})

test('a run that had to wait proves the lock too before it sends a write again, by a client of its second survey', async () => {
  leases.put(theirs())
  const { lock } = deploying()
  const clients: KubeClient[] = []
  const { config, server } = cluster.client
  await printedBy(async () => {
    const done = lock.around(async () => {
      const client = new KubeClient(config, server, { patience: { ms: 2_000, progress: () => {} } })
      after(() => client.close())
      clients.push(client)
      await lock.look(client, PLACE)
    })
    await until(() => leases.reads > 1)
    leases.put(released(leases.current as Lease, Date.now()))
    await done
  })
  const [, second] = clients as [KubeClient, KubeClient]
  expect(clients).toHaveLength(2)

  // It has to have answered once.
  await second.request({ method: 'GET', path: '/version' })
  let applied = 0
  cluster.answer = (url, response, request) => {
    if (request.method !== 'PATCH') return leases.answer(url, response, request)
    applied++
    leases.put(theirs())
    json(response, { message: 'away' }, 503)
    return true
  }
  const apply = { method: 'PATCH', path: '/api/v1/x', contentType: 'application/apply-patch+yaml', body: {} } as const
  await printedBy(async () => {
    expect(await problemFrom(() => second.request(apply))).toMatchObject({ code: 'locked' })
  })
  expect(applied).toBe(1)
})

test('a write before the lock is taken needs no proof of it to be sent again', async () => {
  const { lock } = deploying()
  const { config, server } = cluster.client
  const client = new KubeClient(config, server, { patience: { ms: 60_000, progress: () => {} } })
  after(() => client.close())
  await lock.look(client, PLACE)
  const statuses = [503, 200]
  cluster.answer = (_, response) => {
    json(response, {}, statuses.shift())
    return true
  }
  const apply = { method: 'PATCH', path: '/api/v1/x', contentType: 'application/apply-patch+yaml', body: {} } as const
  await printedBy(async () => {
    expect(await client.request(apply)).toMatchObject({ status: 200 })
  })
})

describe('a survey that fails', () => {
  const problem = (code: FailureCode) => new DeployError({ code, message: `it is ${code}`, fix: 'Mend it' })
  const DOWNGRADE = problem('downgrade-refused')

  /** The first survey fails, after `meanwhile`; the second does not. */
  function failing({ lock }: ReturnType<typeof deploying>, error: Error, meanwhile = () => {}) {
    let surveys = 0
    const done = lock.around(async () => {
      await lock.look(cluster.client, PLACE)
      surveys++
      if (surveys > 1) return surveys
      meanwhile()
      throw error
    })
    done.catch(() => undefined)
    return done
  }
  const free = () => leases.put(released(leases.current as Lease, Date.now()))

  test.each<FailureCode>([
    'downgrade-refused',
    'release-too-new',
    'secret-encrypted',
    'pull-secret',
    'docker-unavailable',
  ])('with %s is done again when the other deploy has ended', async (code) => {
    leases.put(theirs())
    const step = deploying()
    const printed = await printedBy(async () => {
      const done = failing(step, problem(code))
      await until(() => leases.reads > 2)
      free()
      expect(await done).toBe(2)
    })
    expect(printed).toMatch(new RegExp(`may be the cause, so this is judged again when it has ended: it is ${code}`))
    expect(step.left).toEqual([{ ...PLACE, holder: expect.stringMatching(/^acme\/home run 8 \(/) }])
    await step.lock.release()
  })

  test('is done again, though the lock is free, when another deploy has come and gone meanwhile', async () => {
    const step = deploying()
    const done = failing(step, DOWNGRADE, () => {
      leases.put(theirs())
      free()
    })
    await printedBy(async () => expect(await done).toBe(2))
    await step.lock.release()
  })

  test('ends the run at once when nobody else is at work, without a write', async () => {
    expect(await problemFrom(() => failing(deploying(), DOWNGRADE))).toMatchObject({ code: 'downgrade-refused' })
    expect(leases.writes).toBe(0)
  })

  test.each<[what: string, inputs: Partial<Run['inputs']>, error: Error]>([
    ['what the other cannot change', {}, problem('cluster-forbidden')],
    ['more than that', {}, new DeployError(...DOWNGRADE.problems, ...problem('release-not-found').problems)],
    ['a fault of our own', {}, new TypeError('x is not a function')],
    ['all with `lock: off`', { lock: 'off' }, DOWNGRADE],
    ['all in a dry run', { dryRun: true }, DOWNGRADE],
  ])('ends the run at once for %s', async (_, inputs, error) => {
    leases.put(theirs())
    await printedBy(async () => {
      await expect(failing(deploying(inputs), error)).rejects.toBe(error)
    })
    expect(leases.writes).toBe(0)
  })

  test('ends the run when the lock cannot be looked at any more', async () => {
    leases.put(theirs())
    await printedBy(async () => {
      const done = failing(deploying(), DOWNGRADE, () => {
        cluster.answer = (_url, response) => {
          json(response, { message: 'gone' }, 500)
          return true
        }
      })
      await expect(done).rejects.toBe(DOWNGRADE)
    })
  })
})

test('`lock: fail` ends the run before it looks at anything else', async () => {
  leases.put(theirs())
  const { around, lock } = deploying({ lock: 'fail' })
  expect(await problemFrom(around)).toMatchObject({
    code: 'locked',
    message: expect.stringMatching(/acme\/home run 7/),
  })
  await lock.release()
  expect(leases.current?.spec?.holderIdentity).toBe('acme/home run 7 (a11)')
})

describe('a lock that was lost', () => {
  test('ends a run that has applied nothing yet', async () => {
    const { around, lock, warnings } = deploying()
    await around()
    leases.put(theirs())
    const printed = await printedBy(async () => {
      expect(await problemFrom(() => lock.demand())).toMatchObject({ code: 'locked' })
    })
    expect(printed).toMatch(/is lost: acme\/home run 7 \(a11\) has it/)
    expect(warnings).toEqual([])
  })

  test('is a warning to one that has', async () => {
    const { around, lock, warnings } = deploying()
    await around()
    await lock.demand()
    leases.put(theirs())
    await lock.release()
    expect(warnings).toEqual([
      expect.stringMatching(/after its apply had begun: acme\/home run 7 \(a11\) has it\. Look/),
    ])
    expect(leases.current?.spec?.holderIdentity).toBe('acme/home run 7 (a11)')
  })
})

describe.each(['wait', 'fail'] as const)(
  'with `lock: %s`, where the answer to the lock’s first write is lost',
  (lock) => {
    /** The write is done, and its answer is cut. */
    function losing(meanwhile = () => {}) {
      leases.onWrite = (response) => {
        leases.onWrite = undefined
        meanwhile()
        response.destroy()
      }
    }

    test('the run goes on with what it has taken, and lets it go', async () => {
      const step = deploying({ lock })
      losing()
      const printed = await printedBy(async () => expect(await step.around()).toBe(2))
      expect(printed).toMatch(/cannot be reached.*; whether the lock was taken is looked at again/)
      await step.lock.demand()
      await step.lock.release()
      expect(leases.current?.spec?.holderIdentity).toBe('')
      expect(step.left).toStrictEqual([expect.objectContaining(PLACE), undefined])
    })

    test('nothing is taken from a run that has it by then', async () => {
      const step = deploying({ lock })
      losing(() => leases.put(theirs()))
      await printedBy(async () => {
        const done = step.around()
        if (lock === 'fail') expect(await problemFrom(() => done)).toMatchObject({ code: 'locked' })
        else {
          await until(() => leases.reads > 2)
          expect(leases.current?.spec?.holderIdentity).toBe('acme/home run 7 (a11)')
          leases.put(released(leases.current as Lease, Date.now()))
          expect(await done).toBe(2)
        }
      })
      await step.lock.release()
    })
  },
)

test('the post step hears of no lock that was let go, and of one that could not be', async () => {
  const [good, bad] = [deploying(), deploying()]
  await good.around()
  await good.lock.release()
  expect(good.left).toStrictEqual([expect.objectContaining(PLACE), undefined])
  await bad.around()
  leases.refusal = 500
  await bad.lock.release()
  expect(bad.left).toStrictEqual([expect.objectContaining(PLACE)])
})

test('a lock that cannot be let go is a warning', async () => {
  const { around, lock, warnings } = deploying()
  await around()
  leases.refusal = 500
  await lock.release()
  expect(warnings).toEqual([expect.stringMatching(/^The lock could not be let go, .*500/)])
})

test('what would have to be put away is known before the lock is taken', async () => {
  const { around, left } = deploying()
  leases.refusal = 403
  await problemFrom(around)
  expect(left).toEqual([{ ...PLACE, holder: expect.stringMatching(/^acme\/home run 8 \(/) }])
})

test('a run without a lock may leave a pod, and a dry run nothing', async () => {
  const off = deploying({ lock: 'off' })
  await off.around()
  await off.lock.release()
  expect(off.left).toStrictEqual([PLACE, undefined])
  const dry = deploying({ dryRun: true })
  await dry.around()
  expect(dry.left).toEqual([])
})
