import { describe, expect, test } from '@jest/globals'
import { parseDevices, UNREADABLE, UnreadableList } from '../../../src/pairing/devices.ts'
import { ALICE, NOW } from './support.ts'

const PENDING = {
  requestId: '89075b41-2d63-4df0-a3f4-350f4b8a769a',
  deviceId: ALICE,
  publicKey: 's_VjWq',
  displayName: 'Alice laptop\n::error::boo',
  platform: 'web',
  clientId: 'openclaw-control-ui',
  clientMode: 'webchat',
  role: 'operator',
  roles: ['operator'],
  scopes: ['operator.admin', 'operator.read'],
  remoteIp: '192.0.2.2',
  silent: false,
  isRepair: false,
  ts: NOW - 60_000,
}
const PAIRED = {
  deviceId: ALICE,
  publicKey: 's_VjWq',
  role: 'operator',
  roles: ['operator'],
  scopes: ['operator.read'],
  approvedVia: 'owner',
  approvedAtMs: NOW - 5_000,
  lastSeenAtMs: NOW - 1_000,
  tokens: [{ role: 'operator', scopes: ['operator.read'], createdAtMs: NOW }],
}
const parsed = (pending: unknown, paired: unknown = []) => parseDevices(JSON.stringify({ pending, paired }), NOW)

test('keeps what the gateway knows of itself, and nothing that a client may say', () => {
  expect(parsed([PENDING], [PAIRED])).toEqual({
    nowMs: NOW,
    pending: [
      {
        requestId: PENDING.requestId,
        deviceId: ALICE,
        roles: ['operator'],
        scopes: ['operator.admin', 'operator.read'],
        remoteIp: '192.0.2.2',
        requestedAtMs: NOW - 60_000,
        isRepair: false,
      },
    ],
    paired: [
      {
        deviceId: ALICE,
        roles: ['operator'],
        scopes: ['operator.read'],
        approvedAtMs: NOW - 5_000,
        lastSeenAtMs: NOW - 1_000,
      },
    ],
  })
})

describe('what is odd makes a request more, never less', () => {
  const one = (changes: Record<string, unknown>) => parsed([{ ...PENDING, ...changes }]).pending[0]

  test.each<[what: string, changes: Record<string, unknown>, expected: Record<string, unknown>]>([
    ['a role beside the list', { role: 'node' }, { roles: ['operator', 'node'] }],
    ['a role alone', { roles: undefined }, { roles: ['operator'] }],
    ['a role of strange signs', { roles: ['operator', 'no de\n'] }, { roles: ['operator', UNREADABLE] }],
    ['a scope of strange signs', { scopes: ['operator.read\u0000'] }, { scopes: [UNREADABLE] }],
    ['a scope without end', { scopes: ['a'.repeat(101)] }, { scopes: [UNREADABLE] }],
    ['no scopes', { scopes: undefined }, { scopes: [] }],
    ['an address that is none', { remoteIp: '1.2.3.4, 5.6.7.8' }, { remoteIp: UNREADABLE }],
    ['a repair that is no yes and no no', { isRepair: 'false' }, { isRepair: true }],
    ['no word on repair', { isRepair: undefined }, { isRepair: false }],
  ])('%s', (_, changes, expected) => {
    expect(one(changes)).toMatchObject(expected)
  })
})

test('a device that has lost its roles is still known', () => {
  const { role: _, ...withoutRole } = PAIRED
  expect(parsed([], [{ ...withoutRole, roles: [] }]).paired).toMatchObject([{ deviceId: ALICE, roles: [] }])
})

test.each<[what: string, text: string]>([
  ['nothing', ''],
  ['words', 'Config warnings:\n{}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['no pending', '{"paired":[]}'],
  ['pending that is no list', '{"pending":{},"paired":[]}'],
  ['a request that is none', '{"pending":[null],"paired":[]}'],
  ['a request without an id', JSON.stringify({ pending: [{ ...PENDING, requestId: undefined }], paired: [] })],
  ['an id that is a command', JSON.stringify({ pending: [{ ...PENDING, requestId: 'x; rm -rf /' }], paired: [] })],
  ['a request without roles', JSON.stringify({ pending: [{ ...PENDING, role: undefined, roles: [] }], paired: [] })],
  ['roles that are no words', JSON.stringify({ pending: [{ ...PENDING, roles: [1] }], paired: [] })],
  ['scopes that are no list', JSON.stringify({ pending: [{ ...PENDING, scopes: 'operator.read' }], paired: [] })],
  ['a request without a time', JSON.stringify({ pending: [{ ...PENDING, ts: undefined }], paired: [] })],
])('%s is no list of devices, and what it holds is not told', (_, text) => {
  expect(() => parseDevices(text, NOW)).toThrow(UnreadableList)
  expect(() => parseDevices(text, NOW)).not.toThrow(/rm -rf/)
})
