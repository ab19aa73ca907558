import { describe, expect, test } from '@jest/globals'
import { type Outcome, outputsOf, pairingOutputs } from '../../../src/report/outcome.ts'
import type { PairingReport } from '../../../src/report/pairing.ts'
import { renderSummary } from '../../../src/report/summary.ts'

const DEVICE = {
  deviceId: '0123456789abcdef'.repeat(4),
  roles: ['operator'],
  scopes: ['operator.read', 'operator.admin'],
}
const REQUEST = { ...DEVICE, requestId: '89075b41-2d63', remoteIp: '192.0.2.2' }
const WAITING: PairingReport['pending'][number] = {
  request: REQUEST,
  ageMs: 65_000,
  verdict: 'refused: it asks for operator.admin, which no rule may give (rule powerful)',
  refusedBy: ['powerful'],
}
const REPORT: PairingReport = {
  kind: 'approve',
  looked: true,
  pending: [WAITING],
  paired: [{ device: { ...DEVICE, deviceId: 'f'.repeat(64) }, approvedMsAgo: 3 * 86_400_000, seenMsAgo: 7_200_000 }],
  approved: [{ request: { ...REQUEST, deviceId: 'e'.repeat(64) }, approvedBy: 'request' }],
}
const GATEWAY = { namespace: 'home', deployment: 'openclaw', container: 'gateway' }
const PROBLEM = { code: 'pairing-request-gone', message: 'It is gone', fix: 'Reload' } as const

describe('the summary of devices', () => {
  const summary = renderSummary({ reasons: [], gateway: GATEWAY, pairing: REPORT }, [])

  test('shows who got in, who waits and why, and who is in', () => {
    expect(summary.split('\n').filter((line) => /^\| `/.test(line))).toEqual([
      '| `eeeeeeeeeeee` |  | 192.0.2.2 | operator | operator.read, operator.admin | approved by request |',
      `| \`0123456789ab\` | 1 min 5 s | 192.0.2.2 | operator | operator.read, operator.admin | ${WAITING.verdict} |`,
      '| `ffffffffffff` | 3 days |  | operator | operator.read, operator.admin | paired, seen 2 h ago |',
    ])
  })

  test('gives the next command, for the workflow and for the pod', () => {
    expect(summary).toContain(
      '    gh workflow run approve-device.yml -f request=89075b41-2d63 -f namespace=home -f deployment=openclaw -f container=gateway\n',
    )
    expect(summary).toContain(
      '    kubectl -n home exec deploy/openclaw -c gateway -- openclaw devices approve 89075b41-2d63\n',
    )
  })

  test.each<[what: string, report: Partial<PairingReport>, failed: boolean, verdict: RegExp]>([
    ['one was approved', {}, false, /^## ✅ One device approved\n/],
    ['one waits', { kind: 'list', approved: [] }, false, /^## 🔎 One device waits for an approval\n/],
    ['nobody waits', { kind: 'list', approved: [], pending: [] }, false, /^## ✅ No device waits for an approval\n/],
    ['nobody is there to approve', { approved: [], pending: [] }, false, /^## ✅ No device to approve\n/],
    ['none was approved', { approved: [] }, true, /^## ❌ No device was approved\n/],
    ['nobody could be asked', { looked: false, approved: [] }, true, /^## ❌ The devices could not be looked at\n/],
    ['only some were approved', {}, true, /^## ⚠️ One device approved, but not all is well\n/],
  ])('begins with the verdict when %s', (_, changes, failed, verdict) => {
    const outcome = { reasons: [], pairing: { ...REPORT, ...changes }, ...(failed && { problems: [PROBLEM] }) }
    expect(renderSummary(outcome, [])).toMatch(verdict)
  })

  test('after a deploy says that the gateway is live, whatever became of the pairing', () => {
    const outcome: Outcome = { reasons: [], decision: 'roll-out', openclawVersion: '2026.9.6', pairing: REPORT }
    expect(renderSummary({ ...outcome, objects: [] }, [])).toMatch(/^## ✅ OpenClaw 2026\.9\.6 was live already\n/)
    expect(renderSummary({ ...outcome, problems: [PROBLEM] }, [])).toMatch(
      /^## ⚠️ OpenClaw 2026\.9\.6 is live, but not all devices were paired\n/,
    )
  })
})

describe('the outputs', () => {
  test('hold what a later step needs, and no more', () => {
    const outputs = pairingOutputs({ reasons: [], pairing: REPORT })
    expect(Object.keys(outputs)).toEqual(['pending-devices', 'approved-devices'])
    expect(JSON.parse(outputs['pending-devices'] ?? '')).toEqual([
      { ...REQUEST, ageSeconds: 65, refusedBy: ['powerful'] },
    ])
    expect(JSON.parse(outputs['approved-devices'] ?? '')).toEqual([
      { ...REQUEST, deviceId: 'e'.repeat(64), approvedBy: 'request' },
    ])
  })

  test('of a deploy that did not look are not there', () => {
    expect(outputsOf({ reasons: [] })).toEqual({ reasons: '[]' })
  })
})
