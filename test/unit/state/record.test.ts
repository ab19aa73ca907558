import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FailureCode } from '../../../src/errors.ts'
import type { KubeObject, ObjectBefore } from '../../../src/kube/object.ts'
import {
  begun,
  type DeployRecord,
  type FailedRollout,
  failed,
  failedBefore,
  isStanding,
  mayRollOut,
  NO_RECORD,
  settled,
  storable,
  verified,
} from '../../../src/state/record.ts'

const NOW = { timeoutMs: 600_000, pullSecrets: 'p1' }
const rollout = (fingerprint: string) => ({ fingerprint, image: `r/o:${fingerprint}`, at: '2026-11-23T02:00:00.000Z' })
const failure = (fingerprint: string, code: FailureCode = 'crash-loop'): FailedRollout => ({
  ...rollout(fingerprint),
  code,
  message: 'It crashed',
  circumstances: NOW,
})
const object = (kind: string, name: string, namespace = 'home', data = 'old'): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace },
  data,
})
const pending = (fingerprint: string, ...before: ObjectBefore[]) => ({ ...rollout(fingerprint), before })

describe('what the last run left in the cluster', () => {
  const set = { ...rollout('a'), level: 'full' as const, objects: [] }
  const later = { at: '2026-11-24T02:00:00.000Z' }

  test.each<[what: string, record: DeployRecord, stands: boolean]>([
    ['is the verified set', { verified: set, failed: [] }, true],
    ['is nothing that was never verified', NO_RECORD, false],
    ['is not known while a rollout is under way', { verified: set, failed: [], pending: pending('b') }, false],
    ['is the verified set again after a rollback', { verified: set, failed: [{ ...failure('b'), ...later }] }, true],
    [
      'is a later set that failed and was left',
      { verified: set, failed: [{ ...failure('b'), ...later, leftStanding: true }] },
      false,
    ],
  ])('%s', (_, record, stands) => {
    expect(isStanding(record, 'a')).toBe(stands)
    expect(isStanding(record, 'b')).toBe(false)
  })

  test.each(['crash-loop', 'node-lost', 'apply-rejected'] as const)(
    'is not the verified set where one that failed for %s was left standing over it',
    (code) => {
      const left = failed({ verified: set, failed: [] }, { ...failure('b'), ...later, code, leftStanding: true })
      expect(isStanding(left, 'a')).toBe(false)
    },
  )

  test('is the verified set again once that was verified anew', () => {
    const overtaken = { verified: set, failed: [{ ...failure('b'), ...later, leftStanding: true as const }] }
    const again = verified(overtaken, { ...set, at: '2026-11-25T02:00:00.000Z' })
    expect(isStanding(again, 'a')).toBe(true)
  })
})

describe('a failure that is remembered', () => {
  test.each<[what: string, code: FailureCode, now: typeof NOW, stillStands: boolean]>([
    ['of the same set', 'crash-loop', NOW, true],
    ['of the same set, though there is more time now', 'crash-loop', { ...NOW, timeoutMs: 900_000 }, true],
    ['of too little time', 'rollout-timeout', NOW, true],
    ['of too little time, with less now', 'rollout-timeout', { ...NOW, timeoutMs: 1 }, true],
    ['of too little time, with more now', 'rollout-timeout', { ...NOW, timeoutMs: 900_000 }, false],
    [
      'of the Deployment’s own deadline, with more time now',
      'progress-deadline',
      { ...NOW, timeoutMs: 900_000 },
      false,
    ],
    ['of a pull that was denied', 'image-denied', NOW, true],
    ['of a pull that was denied, with a new pull secret', 'image-denied', { ...NOW, pullSecrets: 'p2' }, false],
    ['of a crash, with a new pull secret', 'crash-loop', { ...NOW, pullSecrets: 'p2' }, true],
  ])('%s', (_, code, now, stillStands) => {
    const record = failed(NO_RECORD, failure('a', code))
    expect(failedBefore(record, 'a', now) !== undefined).toBe(stillStands)
    expect(failedBefore(record, 'b', now)).toBeUndefined()
  })

  test.each<FailureCode>([
    'cluster-unreachable',
    'apply-conflict',
    'deployment-changed',
    'node-lost',
    'old-pod-stuck',
    'internal',
  ])('is none when it was no fault of the set: %s', (code) => {
    expect(failed(NO_RECORD, failure('a', code))).toBe(NO_RECORD)
  })

  test('is none when the failure itself says that the set is not to blame', () => {
    const blameless = { ...failure('a', 'unschedulable'), blameless: true as const }
    expect(failed(NO_RECORD, blameless)).toBe(NO_RECORD)
    const left = failed(NO_RECORD, { ...blameless, leftStanding: true })
    expect(left.failed).toHaveLength(1)
    expect(failedBefore(left, 'a', NOW)).toBeUndefined()
  })

  test('stands once, the newest first, and not for ever', () => {
    const names = Array.from({ length: 30 }, (_, index) => `f${index}`)
    const record = [...names, 'f29'].reduce<DeployRecord>((all, name) => failed(all, failure(name)), NO_RECORD)
    expect(record.failed.map(({ fingerprint }) => fingerprint)).toEqual(names.slice(10).reverse())
  })
})

describe('whether a rollout may begin', () => {
  const free = { changes: true, force: false }

  test('of a set that was tried once more and not judged, to its end', () => {
    const record = begun({ failed: [failure('a'), failure('b')] }, pending('a'))
    expect(mayRollOut(record, 'a', NOW, free)).toEqual({ kind: 'go' })
    expect(record.failed).toEqual([failure('b')])
  })

  test('of a set that stands in the cluster after a failure that was not its own', () => {
    const record = failed(NO_RECORD, { ...failure('a', 'node-lost'), leftStanding: true })
    expect(mayRollOut(record, 'a', NOW, free)).toEqual({ kind: 'go' })
  })

  const broken = failed(NO_RECORD, failure('a'))
  const cutOff = { ...broken, pending: pending('a', { object: object('ConfigMap', 'c') }) }
  test.each<[what: string, record: DeployRecord, fingerprint: string, changes: boolean, force: boolean, kind: string]>([
    ['nothing is known', NO_RECORD, 'a', true, false, 'go'],
    ['it failed here', broken, 'a', true, false, 'refuse'],
    ['it failed here, and is forced', broken, 'a', true, true, 'go'],
    ['another failed here', broken, 'b', true, false, 'go'],
    ['it failed here and is what is live', broken, 'a', false, false, 'go'],
    ['it failed, and the way back was cut off', cutOff, 'a', true, false, 'roll-back-first'],
    ['it failed, is what is live, and the way back was cut off', cutOff, 'a', false, false, 'roll-back-first'],
    ['it failed, the way back was cut off, and it is forced', cutOff, 'a', false, true, 'go'],
    ['a run was cut off before its verdict', { ...NO_RECORD, pending: pending('a') }, 'a', true, false, 'go'],
    ['it failed, and another was cut off', { ...broken, pending: pending('b') }, 'a', true, false, 'roll-back-first'],
    ['it did not fail, and another was cut off', { ...broken, pending: pending('a') }, 'b', true, false, 'go'],
  ])('%s', (_, record, fingerprint, changes, force, kind) => {
    expect(mayRollOut(record, fingerprint, NOW, { changes, force }).kind).toBe(kind)
  })

  test('three nights with the same broken set are one outage', () => {
    let record: DeployRecord = NO_RECORD
    let outages = 0
    for (const night of [1, 2, 3]) {
      if (mayRollOut(record, 'a', NOW, { changes: true, force: false }).kind !== 'go') continue
      outages++
      record = settled(failed(begun(record, pending('a')), failure('a', night === 1 ? 'crash-loop' : 'oom-killed')))
    }
    expect(outages).toBe(1)
  })
})

describe('what is to be put back', () => {
  test('of a run that was cut off stays, as it is older, and what this run adds comes to it', () => {
    const first = begun(NO_RECORD, pending('a', { object: object('ConfigMap', 'c', 'home', 'good') }))
    const second = begun(
      first,
      pending(
        'b',
        { object: object('ConfigMap', 'c', 'home', 'broken') },
        { absent: { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'home' } } },
      ),
    )
    expect(second.pending).toEqual(
      pending(
        'b',
        { object: object('ConfigMap', 'c', 'home', 'good') },
        { absent: { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'home' } } },
      ),
    )
  })

  test('is nothing once the set is verified, which also takes its failure back', () => {
    const record = failed(begun(NO_RECORD, pending('a')), failure('a'))
    const set = { ...rollout('a'), level: 'full' as const, objects: [object('ConfigMap', 'c')] }
    expect(verified(record, set)).toEqual({ verified: set, failed: [] })
    expect(settled(record)).toEqual({ failed: [failure('a')] })
  })

  test('is no news when the same set is verified again', () => {
    const set = { ...rollout('a'), level: 'full' as const, objects: [] }
    const record = verified(NO_RECORD, set)
    expect(verified(record, { ...set, at: 'later' })).toBe(record)
    expect(verified(record, { ...set, level: 'basic' })).not.toBe(record)
  })

  test('is news when its version was not kept, and none when it is not known now', () => {
    const set = { ...rollout('a'), level: 'full' as const, objects: [] }
    const record = verified(verified(NO_RECORD, set), { ...set, version: '2026.9.6' })
    expect(record.verified?.version).toBe('2026.9.6')
    expect(verified(record, set)).toBe(record)
  })
})

test('what is stored in a namespace holds no Secret of another', () => {
  const any = fc.record({
    kind: fc.constantFrom('Secret', 'ConfigMap'),
    name: fc.constantFrom('a', 'b'),
    namespace: fc.constantFrom('home', 'elsewhere'),
  })
  fc.assert(
    fc.property(fc.array(any), fc.array(any), (set, before) => {
      const objects = set.map(({ kind, name, namespace }) => object(kind, name, namespace))
      const record: DeployRecord = {
        verified: { ...rollout('a'), level: 'full', objects },
        pending: pending(
          'b',
          ...before.map(({ kind, name, namespace }) => ({ object: object(kind, name, namespace) })),
        ),
        failed: [],
      }
      const stored = storable(record, 'home')
      const kept = [
        ...(stored.verified?.objects ?? []),
        ...(stored.pending?.before ?? []).flatMap((each) => ('object' in each ? [each.object] : [])),
      ]
      const isForeign = ({ kind, metadata }: KubeObject) => kind === 'Secret' && metadata.namespace !== 'home'
      expect(kept.some(isForeign)).toBe(false)
      expect(kept.length).toBe(
        [...set, ...before].filter(({ kind, namespace }) => kind !== 'Secret' || namespace === 'home').length,
      )
    }),
  )
})
