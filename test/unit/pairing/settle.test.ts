// The loop against a gateway that behaves as OpenClaw does: exact ids, requests that merge and then have another id, and
// what happens between two questions.

import { describe, expect, test } from '@jest/globals'
import type { PairedDevice, PairingRequest } from '../../../src/pairing/devices.ts'
import type { Gateway, Reply } from '../../../src/pairing/gateway.ts'
import type { Policy } from '../../../src/pairing/policy.ts'
import { approveDevices, listDevices, type Settlement } from '../../../src/pairing/settle.ts'
import { problemFrom } from '../support.ts'
import { ALICE, MALLORY, NOW, paired, RULES, request } from './support.ts'

const NAMED: Policy = { requests: ['request-alice'], devices: [] }
const KNOWN: Policy = { requests: [], devices: [ALICE] }
const BY_RULES: Policy = { requests: [], devices: [], rules: RULES }

class Door implements Gateway {
  pending: PairingRequest[]
  paired: PairedDevice[]
  readonly asked: string[] = []
  readonly lines: string[] = []
  readonly paused: number[] = []
  /** Called before each question, with its number, counted from 1. */
  before: (question: number) => void = () => {}
  /** In the place of the next answer. */
  interruption: Extract<Reply<never>, { kind: 'down' | 'unknown' }> | undefined
  /** Whether an approval that is cut off has come about all the same. */
  doesItAllTheSame = false
  #elapsedMs = 0

  constructor(pending: PairingRequest[] = [], pairedDevices: PairedDevice[] = []) {
    this.pending = pending
    this.paired = pairedDevices
  }

  async list() {
    const interruption = this.#next('list')
    if (interruption) return interruption
    return {
      kind: 'done',
      value: { nowMs: NOW + this.#elapsedMs, pending: this.pending, paired: this.paired },
    } as const
  }

  async approve(requestId: string) {
    const interruption = this.#next(`approve ${requestId}`)
    const found = this.pending.find((each) => each.requestId === requestId)
    if (found && (!interruption || this.doesItAllTheSame)) this.admit(found)
    if (interruption) return interruption
    return { kind: 'done', value: found ? 'approved' : 'no-such-request' } as const
  }

  admit({ requestId, deviceId, roles, scopes }: PairingRequest): void {
    this.pending = this.pending.filter((each) => each.requestId !== requestId)
    this.paired = [...this.paired, paired({ deviceId, roles, scopes, approvedAtMs: NOW + this.#elapsedMs })]
  }

  settle(policy: Policy, waitMs = 0): Promise<Settlement> {
    return approveDevices(this, policy, waitMs, this.#surroundings())
  }

  look(): Promise<Settlement> {
    return listDevices(this, this.#surroundings())
  }

  #next(what: string) {
    this.asked.push(what)
    this.before(this.asked.length)
    const { interruption } = this
    this.interruption = undefined
    return interruption
  }

  #surroundings() {
    return {
      progress: (line: string) => void this.lines.push(line),
      now: () => this.#elapsedMs,
      sleep: async (milliseconds: number) => {
        this.paused.push(milliseconds)
        this.#elapsedMs += milliseconds
      },
    }
  }
}

const codes = ({ problems }: Settlement) => problems.map(({ code }) => code)
const admitted = ({ admitted: list }: Settlement) =>
  list.map(({ request: { deviceId }, approvedBy }) => [deviceId, approvedBy])

test('a list touches nothing', async () => {
  const door = new Door([request()], [paired({ deviceId: MALLORY })])
  const { judgements, devices } = await door.look()
  expect(judgements).toHaveLength(1)
  expect(devices.paired).toHaveLength(1)
  expect(door.asked).toEqual(['list'])
})

describe('by its id', () => {
  test('is approved right after a list, and proven by another', async () => {
    const door = new Door([request()])
    const settlement = await door.settle(NAMED)
    expect(door.asked).toEqual(['list', 'approve request-alice', 'list'])
    expect(admitted(settlement)).toEqual([[ALICE, 'request']])
    expect(settlement.problems).toEqual([])
  })

  test('that nobody knows is said, with what may have become of it', async () => {
    const door = new Door([], [paired({ approvedAtMs: NOW - 12_000 })])
    const { problems } = await door.settle(NAMED, 60_000)
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'pairing-request-gone',
        message: expect.stringMatching(/request-alice.*device aaaaaaaaaaaa was approved 12 s ago/),
      }),
    ])
    expect(door.asked).toEqual(['list'])
  })

  test('that somebody else approves in between is paired, and nobody’s failure', async () => {
    const door = new Door([request()])
    door.before = (question) => question === 2 && door.admit(request())
    const settlement = await door.settle(NAMED)
    expect(admitted(settlement)).toEqual([[ALICE, 'somebody else']])
    expect(settlement.problems).toEqual([])
  })

  test('that ends in between is gone', async () => {
    const door = new Door([request()])
    door.before = (question) => {
      if (question === 2) door.pending = []
    }
    const settlement = await door.settle(NAMED)
    expect([codes(settlement), admitted(settlement)]).toEqual([['pairing-request-gone'], []])
  })

  test('that is replaced in between is not approved under its new id', async () => {
    const door = new Door([request()])
    door.before = (question) => {
      if (question === 2) door.pending = [request({ requestId: 'request-2', scopes: ['operator.admin'] })]
    }
    const settlement = await door.settle(NAMED)
    expect(settlement.problems).toEqual([
      expect.objectContaining({
        code: 'pairing-request-replaced',
        message: expect.stringMatching(/request-alice was replaced.*request-2.*operator.admin/),
      }),
    ])
    expect(door.asked.filter((each) => each.startsWith('approve'))).toEqual(['approve request-alice'])
  })

  test('that brings the device more than was judged is said, with the way to undo it', async () => {
    const door = new Door([request()], [paired({ scopes: ['operator.write'] })])
    door.before = (question) => {
      if (question !== 2) return
      door.pending = []
      door.paired = [paired({ scopes: ['operator.write', 'operator.read', 'operator.pairing'] })]
    }
    const settlement = await door.settle(NAMED)
    expect(settlement.problems).toEqual([
      expect.objectContaining({
        code: 'pairing-failed',
        message: expect.stringMatching(/got operator\.pairing too/),
        fix: expect.stringContaining(`openclaw devices remove ${ALICE}`),
      }),
    ])
    expect(settlement.admitted).toMatchObject([
      { approvedBy: 'request', request: { scopes: ['operator.read', 'operator.pairing'] } },
    ])
  })

  test('of a repair that ends in between is gone, though the device is paired from before', async () => {
    const door = new Door([request({ isRepair: true })], [paired({ approvedAtMs: NOW - 60_000 })])
    door.before = (question) => {
      if (question === 2) door.pending = []
    }
    const settlement = await door.settle(NAMED)
    expect([codes(settlement), admitted(settlement)]).toEqual([['pairing-request-gone'], []])
  })

  test('that cannot be proven, since the gateway went away, takes nothing from what was approved before', async () => {
    const door = new Door([request(), request({ requestId: 'request-2', deviceId: MALLORY })])
    door.before = (question) => {
      if (question > 3) door.interruption = { kind: 'down', why: 'it has no pod now' }
    }
    const settlement = await door.settle({ requests: ['request-alice', 'request-2'], devices: [] })
    expect(admitted(settlement)).toEqual([[ALICE, 'request']])
    expect(settlement.problems).toEqual([
      expect.objectContaining({ code: 'gateway-down', message: expect.stringMatching(/last approval is not known/) }),
    ])
  })

  test('several are approved one by one', async () => {
    const other = request({ requestId: 'request-2', deviceId: MALLORY })
    const door = new Door([request(), other])
    const settlement = await door.settle({ requests: ['request-alice', 'request-2', 'request-3'], devices: [] })
    expect(admitted(settlement)).toEqual([
      [ALICE, 'request'],
      [MALLORY, 'request'],
    ])
    expect(codes(settlement)).toEqual(['pairing-request-gone'])
  })
})

describe('a known device', () => {
  test('that is paired is nothing to wait for', async () => {
    const door = new Door([], [paired()])
    expect((await door.settle(KNOWN, 60_000)).problems).toEqual([])
    expect(door.asked).toEqual(['list'])
  })

  test('is waited for, with progress', async () => {
    const door = new Door()
    door.before = (question) => {
      if (question === 3) door.pending = [request({ scopes: ['operator.admin'] })]
    }
    const settlement = await door.settle(KNOWN, 60_000)
    expect(admitted(settlement)).toEqual([[ALICE, 'device']])
    expect(door.lines.slice(0, 2)).toEqual([
      'nobody asks; looking for another 60 s',
      'nobody asks; looking for another 55 s',
    ])
  })

  test('of two is waited for until both are in', async () => {
    const door = new Door([request()])
    door.before = (question) => {
      if (question === 5) door.pending = [request({ requestId: 'request-2', deviceId: MALLORY })]
    }
    const settlement = await door.settle({ requests: [], devices: [ALICE, MALLORY] }, 60_000)
    expect(admitted(settlement)).toEqual([
      [ALICE, 'device'],
      [MALLORY, 'device'],
    ])
  })

  test('that merges more into its request meanwhile is approved as it then is, or not', async () => {
    const door = new Door([request()])
    door.before = (question) => {
      if (question === 2) door.pending = [request({ requestId: 'request-2', roles: ['operator', 'node'] })]
    }
    const settlement = await door.settle(KNOWN)
    expect(admitted(settlement)).toEqual([])
    expect(door.asked.filter((each) => each.startsWith('approve'))).toEqual(['approve request-alice'])
  })

  test('that changes its request all the time is given up', async () => {
    const door = new Door([request()])
    door.before = (question) => {
      door.pending = [request({ requestId: `request-${question}`, scopes: [`operator.x${question}`] })]
    }
    const settlement = await door.settle(KNOWN)
    expect(codes(settlement)).toEqual(['pairing-failed'])
    expect(door.asked.filter((each) => each.startsWith('approve'))).toHaveLength(5)
  })
})

describe('rules', () => {
  test('nobody at the door is fine when nobody was to be waited for', async () => {
    expect((await new Door().settle(BY_RULES)).problems).toEqual([])
  })

  test('nobody at the door in time is a failure when somebody was', async () => {
    const door = new Door([request({ scopes: ['operator.admin'] })])
    const { problems } = await door.settle(BY_RULES, 12_000)
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'pairing-no-request',
        message: expect.stringMatching(/within 12 s; one request waits and is refused/),
        evidence: [expect.stringMatching(/operator.admin, which no rule may give \(rule powerful\)/)],
      }),
    ])
    expect(door.asked).toEqual(['list', 'list', 'list', 'list'])
  })

  test.each<[what: string, named: Partial<Policy>, somebodyElse: boolean]>([
    ['a request', { requests: ['request-alice'] }, false],
    ['a request that somebody else approves', { requests: ['request-alice'] }, true],
    ['a device', { devices: [ALICE] }, false],
  ])('are waited for also after %s that is named', async (_, named, somebodyElse) => {
    const door = new Door([request()])
    const other = request({ requestId: 'request-mallory', deviceId: MALLORY, requestedAtMs: NOW + 1 })
    door.before = (question) => {
      if (question === 2 && somebodyElse) door.admit(request())
      if (question === 4) door.pending = [other]
    }
    const settlement = await door.settle({ ...BY_RULES, ...named }, 60_000)
    expect(admitted(settlement)).toEqual([
      [ALICE, somebodyElse ? 'somebody else' : Object.keys(named)[0]?.replace(/s$/, '')],
      [MALLORY, 'rules'],
    ])
    expect(settlement.problems).toEqual([])
  })

  test('nobody is a failure also when a request that is named is in', async () => {
    const settlement = await new Door([request()]).settle({ ...BY_RULES, requests: ['request-alice'] }, 12_000)
    expect([admitted(settlement), codes(settlement)]).toEqual([[[ALICE, 'request']], ['pairing-no-request']])
    expect(settlement.problems[0]?.message).toMatch(/^No other pairing request that may be approved appeared/)
  })

  test('are met by somebody whom somebody else lets in a moment before', async () => {
    const door = new Door([request()])
    door.before = (question) => question === 2 && door.admit(request())
    const settlement = await door.settle(BY_RULES, 60_000)
    expect([admitted(settlement), codes(settlement)]).toEqual([[[ALICE, 'somebody else']], []])
    expect(door.paused).toEqual([])
  })

  test('a request that waited before the run began is none of theirs', async () => {
    const settlement = await new Door([request({ requestedAtMs: NOW - 1 })]).settle(BY_RULES)
    expect(admitted(settlement)).toEqual([])
  })

  test('an attacker who merges more after the list gets nothing', async () => {
    const door = new Door()
    door.before = (question) => {
      if (question === 2) door.pending = [request()]
      if (question === 3)
        door.pending = [request({ requestId: 'request-2', scopes: ['operator.read', 'operator.admin'] })]
    }
    const settlement = await door.settle(BY_RULES, 5_000)
    expect([admitted(settlement), codes(settlement)]).toEqual([[], ['pairing-no-request']])
    expect(door.paired).toEqual([])
  })
})

describe('a gateway that is away', () => {
  test('is waited for, and what came of a cut-off approval is read from the next list', async () => {
    for (const doesItAllTheSame of [true, false]) {
      const door = new Door([request()])
      door.doesItAllTheSame = doesItAllTheSame
      door.before = (question) => {
        if (question === 2) door.interruption = { kind: 'unknown', why: 'the command was cut off' }
        if (question === 3) door.interruption = { kind: 'down', why: 'it has no pod now' }
      }
      const settlement = await door.settle(NAMED)
      expect(admitted(settlement)).toEqual([[ALICE, 'request']])
      expect(door.asked.filter((each) => each.startsWith('approve'))).toHaveLength(doesItAllTheSame ? 1 : 2)
      expect(door.lines).toContain('Waiting for the gateway: it has no pod now')
    }
  })

  test('and stays away is said with its reason', async () => {
    const door = new Door()
    door.before = () => {
      door.interruption = { kind: 'down', why: 'it has no pod now' }
    }
    const problem = await problemFrom(() => door.settle(NAMED))
    expect(problem).toMatchObject({
      code: 'gateway-down',
      message: expect.stringMatching(/within 300 s: it has no pod now/),
    })
    expect(door.lines).toEqual(['Waiting for the gateway: it has no pod now'])
    // Jitter.
    expect(new Set(door.paused).size).toBeGreaterThan(door.paused.length / 2)
  })
})
