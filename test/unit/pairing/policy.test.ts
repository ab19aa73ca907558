import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Devices, PairingRequest } from '../../../src/pairing/devices.ts'
import { type Judgement, judge, type Policy, type RuleName, reasonsOf } from '../../../src/pairing/policy.ts'
import { ALICE, BEGAN, devices, MALLORY, NOW, paired, RULES, request } from './support.ts'

const BY_RULES: Policy = { requests: [], devices: [], rules: RULES }
/** What the Control UI asks for. */
const CONTROL_UI = ['admin', 'read', 'write', 'approvals', 'questions', 'pairing'].map((each) => `operator.${each}`)

/** Who approved it, or which rules refused it. */
function verdict(judgement: Judgement | undefined): string | string[] {
  if (judgement === undefined) throw new Error('not judged')
  return 'approvedBy' in judgement ? judgement.approvedBy : judgement.refusals.map(({ rule }) => rule)
}

describe('by rules', () => {
  test.each<[what: string, changes: Partial<PairingRequest>, verdict: 'rules' | RuleName[]]>([
    ['meets all', {}, 'rules'],
    ['has all scopes that are allowed', { scopes: ['operator.write', 'operator.read'] }, 'rules'],
    ['has an address that IPv6 maps', { remoteIp: '::ffff:192.168.1.7' }, 'rules'],
    ['has an IPv6 address with a zone', { remoteIp: 'fd00:1::9%eth0' }, 'rules'],
    ['was made at the very moment', { requestedAtMs: NOW }, 'rules'],
    ['asks for one scope more', { scopes: ['operator.read', 'operator.talk'] }, ['scopes']],
    ['asks for what the Control UI asks for', { scopes: CONTROL_UI }, ['powerful', 'scopes']],
    ['asks for admin', { scopes: ['operator.admin'] }, ['powerful']],
    ['asks for pairing', { scopes: ['operator.read', 'operator.pairing'] }, ['powerful']],
    ['asks to be a node', { roles: ['node'], scopes: [] }, ['role']],
    ['asks to be a node as well', { roles: ['operator', 'node'] }, ['role']],
    ['is a repair', { isRepair: true }, ['new-device']],
    ['comes from elsewhere', { remoteIp: '192.168.2.7' }, ['from']],
    ['comes from an address that is none', { remoteIp: '(unreadable)' }, ['from']],
    ['comes from loopback', { remoteIp: undefined as never }, ['from']],
    ['waited before the run began', { requestedAtMs: NOW - 1 }, ['after']],
    [
      'is wrong in all',
      {
        roles: ['node'],
        scopes: ['operator.admin', 'x'],
        isRepair: true,
        remoteIp: '9.9.9.9',
        requestedAtMs: 0,
      },
      ['role', 'new-device', 'powerful', 'scopes', 'from', 'after'],
    ],
  ])('a request that %s', (_, changes, expected) => {
    expect(verdict(judge(BY_RULES, devices([request(changes)]), BEGAN)[0])).toEqual(expected)
  })

  test('an upgrade of a paired device is none of theirs', () => {
    const [judgement] = judge(BY_RULES, devices([request()], [paired()]), BEGAN)
    expect(verdict(judgement)).toEqual(['new-device'])
  })

  test('an instant that is given counts in the place of the run’s first look', () => {
    const policy = { ...BY_RULES, rules: { ...RULES, afterMs: NOW + 5_000 } }
    expect(verdict(judge(policy, devices([request()]), BEGAN)[0])).toEqual(['after'])
    const earlier = { ...BY_RULES, rules: { ...RULES, afterMs: NOW - 5_000 } }
    expect(verdict(judge(earlier, devices([request({ requestedAtMs: NOW - 1 })]), BEGAN)[0])).toBe('rules')
  })

  test('of more requests than may be, none is approved, whatever the others ask for', () => {
    const other = request({ requestId: 'r2', deviceId: MALLORY, scopes: ['operator.admin'], remoteIp: '9.9.9.9' })
    expect(judge(BY_RULES, devices([request(), other]), BEGAN).map(verdict)).toEqual([
      ['at-most'],
      ['powerful', 'from', 'at-most'],
    ])
  })

  test('what the run has approved by rules before counts as well', () => {
    expect(verdict(judge(BY_RULES, devices([request()]), { ...BEGAN, approvedByRules: 1 })[0])).toEqual(['at-most'])
  })

  test('one that is named does not count', () => {
    const named = request({ requestId: 'r2', deviceId: MALLORY, scopes: CONTROL_UI })
    const policy = { ...BY_RULES, requests: ['r2'] }
    expect(judge(policy, devices([request(), named]), BEGAN).map(verdict)).toEqual(['rules', 'request'])
  })
})

describe('by name', () => {
  test('an exact request id admits whatever it asks for', () => {
    const asked = request({ roles: ['operator', 'node'], scopes: CONTROL_UI, isRepair: true })
    const policy = { requests: [asked.requestId], devices: [] }
    expect(verdict(judge(policy, devices([asked], [paired()]), BEGAN)[0])).toBe('request')
  })

  test('a known device gets in as operator, with all scopes and upgrades, and not as a node', () => {
    const policy = { requests: [], devices: [ALICE] }
    const of = (changes: Partial<PairingRequest>) =>
      verdict(judge(policy, devices([request(changes)], [paired()]), BEGAN)[0])
    expect(of({ scopes: CONTROL_UI })).toBe('device')
    expect(of({ isRepair: true })).toBe('device')
    expect(of({ roles: ['operator', 'node'] })).toEqual(['role'])
    expect(of({ deviceId: MALLORY })).toEqual(['named'])
  })

  test('a device is not known by the beginning of its id', () => {
    const policy = { requests: [], devices: [ALICE.slice(0, 12)] }
    expect(verdict(judge(policy, devices([request()]), BEGAN)[0])).toEqual(['named'])
  })
})

test('each refusal names its rule', () => {
  const [judgement] = judge(BY_RULES, devices([request({ scopes: ['operator.admin'], remoteIp: '9.9.9.9' })]), BEGAN)
  expect(reasonsOf(judgement as Judgement)).toBe(
    'it asks for operator.admin, which no rule may give (rule powerful); it comes from 9.9.9.9, which is in no network of `from` (rule from)',
  )
})

describe('properties', () => {
  const scope = fc.constantFrom(
    'operator.read',
    'operator.write',
    'operator.admin',
    'operator.pairing',
    'operator.talk',
  )
  const role = fc.constantFrom('operator', 'node', 'darwin')
  const some = <T>(each: fc.Arbitrary<T>, minLength = 0) => fc.uniqueArray(each, { maxLength: 4, minLength })
  const deviceId = fc.constantFrom(ALICE, MALLORY, 'c'.repeat(64), 'd'.repeat(64))
  const pending: fc.Arbitrary<PairingRequest[]> = fc.uniqueArray(
    fc.record({
      requestId: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5'),
      deviceId,
      roles: some(role, 1),
      scopes: some(scope),
      remoteIp: fc.constantFrom('192.168.1.7', '::ffff:192.168.1.8', '9.9.9.9', '(unreadable)'),
      requestedAtMs: fc.constantFrom(NOW - 1, NOW, NOW + 1),
      isRepair: fc.boolean(),
    }),
    { selector: ({ requestId }) => requestId, maxLength: 4 },
  )
  const listed: fc.Arbitrary<Devices> = fc.tuple(pending, some(deviceId)).map(([requests, ids]) =>
    devices(
      requests,
      ids.map((id) => paired({ deviceId: id })),
    ),
  )
  const policy: fc.Arbitrary<Policy> = fc.record(
    {
      requests: some(fc.constantFrom('r1', 'r2')),
      devices: some(deviceId),
      rules: fc.record({
        from: fc.constantFrom(['192.168.1.0/24'], ['192.168.0.0/16', '9.0.0.0/8']),
        scopes: some(scope, 1),
        atMost: fc.integer({ min: 1, max: 3 }),
        afterMs: fc.constantFrom(NOW - 5, NOW + 1),
      }),
    },
    { requiredKeys: ['requests', 'devices'] },
  )
  const approved = (judgements: readonly Judgement[]) =>
    judgements.flatMap((each) => ('approvedBy' in each ? [each.request.requestId] : [])).sort()

  test('no role or scope that is added turns a refusal into an approval, of that request or of another', () => {
    const more = fc.record({ role: fc.option(role, { nil: undefined }), scope: fc.option(scope, { nil: undefined }) })
    fc.assert(
      fc.property(policy, listed, fc.nat(3), more, (anyPolicy, before, index, { role: newRole, scope: newScope }) => {
        const widened = before.pending.map((each, at) =>
          at !== index
            ? each
            : {
                ...each,
                roles: newRole ? [...new Set([...each.roles, newRole])] : each.roles,
                scopes: newScope ? [...new Set([...each.scopes, newScope])] : each.scopes,
              },
        )
        const could = approved(judge(anyPolicy, before, BEGAN))
        const can = approved(judge(anyPolicy, { ...before, pending: widened }, BEGAN))
        expect(could).toEqual(expect.arrayContaining(can))
      }),
      { numRuns: 2_000 },
    )
  })

  test('the order of the requests does not matter', () => {
    fc.assert(
      fc.property(policy, listed, fc.infiniteStream(fc.nat(999)), (anyPolicy, before, noise) => {
        const shuffled = before.pending
          .map((each) => ({ each, key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each)
        const byId = (list: readonly Judgement[]) =>
          new Map(list.map((each) => [each.request.requestId, verdict(each)]))
        expect(byId(judge(anyPolicy, { ...before, pending: shuffled }, BEGAN))).toEqual(
          byId(judge(anyPolicy, before, BEGAN)),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  test('rules never let in what holds a powerful scope or another role, even where they are told to', () => {
    fc.assert(
      fc.property(policy, listed, (anyPolicy, before) => {
        for (const each of judge(anyPolicy, before, BEGAN)) {
          if (!('approvedBy' in each) || each.approvedBy !== 'rules') continue
          expect(each.request.roles).toEqual(['operator'])
          expect(each.request.scopes).not.toContain('operator.admin')
          expect(each.request.scopes).not.toContain('operator.pairing')
          expect(before.paired.map((device) => device.deviceId)).not.toContain(each.request.deviceId)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
