import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  describeHolder,
  heldForMs,
  type Lease,
  released,
  renewed,
  type Standing,
  seemsAlive,
  seen,
  standing,
  taken,
  termMs,
} from '../../../src/state/lease.ts'

const NOW = Date.parse('2026-11-28T22:15:00Z')
const PLACE = { namespace: 'home', name: 'openclaw-deploy.openclaw' }
const ME = { identity: 'acme/home run 8 attempt 1 (b0b)', run: 'https://github.com/acme/home/actions/runs/8' }
const OTHER = { identity: 'acme/home run 7 attempt 1 (a11)', run: 'https://github.com/acme/home/actions/runs/7' }
const theirs = (nowMs = NOW) => taken(undefined, PLACE, OTHER, nowMs)
const withSpec = (spec: Lease['spec']): Lease => ({ ...theirs(), spec: { ...theirs().spec, ...spec } })

describe('whose the lock is', () => {
  test.each<[what: string, lease: Lease | undefined, unchangedForMs: number, is: Standing]>([
    ['nobody has ever had it', undefined, 0, 'free'],
    ['it was let go', released(theirs(), NOW), 0, 'free'],
    ['it has no holder', withSpec({ holderIdentity: null }), 0, 'free'],
    ['somebody made it by hand without a spec', { ...theirs(), spec: undefined } as unknown as Lease, 0, 'free'],
    ['another has it', theirs(), 0, 'held'],
    ['another has it, just within its term', theirs(), 59_999, 'held'],
    ['another has said nothing for its term', theirs(), 60_000, 'expired'],
    ['another has a longer term', withSpec({ leaseDurationSeconds: 600 }), 599_999, 'held'],
    ['another has a shorter term', withSpec({ leaseDurationSeconds: 3 }), 3_000, 'expired'],
    ['another tells no term', withSpec({ leaseDurationSeconds: null }), 59_999, 'held'],
    ['another tells no term, for ours', withSpec({ leaseDurationSeconds: null }), 60_000, 'expired'],
    ['another’s clock is a year behind', theirs(NOW - 365 * 86_400_000), 59_999, 'held'],
    ['another’s clock is a year ahead', theirs(NOW + 365 * 86_400_000), 60_000, 'expired'],
    ['we have it', taken(undefined, PLACE, ME, NOW), 0, 'ours'],
    ['we have it, and were not heard for long', taken(undefined, PLACE, ME, NOW), 600_000, 'ours'],
  ])('%s', (_, lease, unchangedForMs, is) => {
    expect(standing({ lease, sinceMs: 1_000 }, ME, 1_000 + unchangedForMs)).toBe(is)
  })

  test('is judged from when it was first seen as it is', () => {
    const first = seen(undefined, theirs(), 1_000)
    expect(seen(first, theirs(), 50_000).sinceMs).toBe(1_000)
    const labelled = { ...theirs(), metadata: { ...theirs().metadata, resourceVersion: '9', labels: { a: 'b' } } }
    expect(seen(first, labelled, 50_000)).toEqual({ lease: labelled, sinceMs: 1_000 })
    expect(seen(first, renewed(theirs(), NOW + 15_000), 50_000).sinceMs).toBe(50_000)
    expect(seen(first, undefined, 50_000).sinceMs).toBe(50_000)
    expect(seen(seen(undefined, undefined, 1_000), undefined, 50_000).sinceMs).toBe(1_000)
  })

  test('is never taken from a holder that renews in time, whatever the clocks say', () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 59_999 }), { minLength: 1 })
    fc.assert(
      fc.property(pauses, fc.integer({ min: -1e12, max: 1e12 }), (between, skewMs) => {
        let nowMs = 0
        let lease = theirs(NOW + skewMs)
        let sighting = seen(undefined, lease, nowMs)
        for (const pause of between) {
          nowMs += pause
          expect(standing(sighting, ME, nowMs)).toBe('held')
          lease = renewed(lease, NOW + skewMs + nowMs)
          sighting = seen(sighting, lease, nowMs)
        }
      }),
    )
  })
})

test.each<[what: string, lease: Lease | undefined, seems: boolean]>([
  ['renewed just now', theirs(), true],
  ['renewed within its term', theirs(NOW - 59_000), true],
  ['not renewed for its term', theirs(NOW - 60_000), false],
  ['renewed by a clock that is a little ahead', theirs(NOW + 5_000), true],
  ['renewed in an hour, so by a clock that tells nothing', theirs(NOW + 3_600_000), false],
  ['with a time that is none', withSpec({ renewTime: 'yesterday' }), false],
  ['let go', released(theirs(), NOW), false],
  ['that nobody has had', undefined, false],
])('whether a holder seems to be at work: a Lease %s', (_, lease, seems) => {
  expect(seemsAlive(lease, NOW)).toBe(seems)
})

describe('the Lease that is written', () => {
  test('is the field’s own, with times in microseconds', () => {
    expect(theirs()).toEqual({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: {
        ...PLACE,
        labels: { 'app.kubernetes.io/managed-by': 'openclaw-deploy' },
        annotations: { 'openclaw-deploy/run': OTHER.run },
      },
      spec: {
        holderIdentity: OTHER.identity,
        leaseDurationSeconds: 60,
        acquireTime: '2026-11-28T22:15:00.000000Z',
        renewTime: '2026-11-28T22:15:00.000000Z',
        leaseTransitions: 0,
      },
    })
  })

  test('names the version that it replaces, keeps what others have written there, and no word of the holder before', () => {
    const before: Lease = {
      ...theirs(),
      metadata: {
        ...theirs().metadata,
        resourceVersion: '7',
        uid: 'u',
        annotations: { ours: 'no', ...theirs().metadata.annotations },
      },
    }
    const { metadata, spec } = taken(before, PLACE, { identity: ME.identity }, NOW)
    expect(metadata).toMatchObject({ resourceVersion: '7', uid: 'u' })
    expect(metadata.annotations).toEqual({ ours: 'no' })
    expect(spec).toMatchObject({ holderIdentity: ME.identity, leaseTransitions: 1 })
  })

  test('of a renewal says since when it is held, and of a release that nobody holds it', () => {
    const later = renewed(theirs(), NOW + 15_000)
    expect(later.spec).toEqual({ ...theirs().spec, renewTime: '2026-11-28T22:15:15.000000Z' })
    const free = released(later, NOW + 20_000)
    expect(free.spec).toMatchObject({ holderIdentity: '', leaseTransitions: 0 })
    expect(taken(free, PLACE, ME, NOW + 30_000).spec?.leaseTransitions).toBe(1)
  })
})

test('its holder is told by name, address and time, as far as the Lease has them', () => {
  expect(describeHolder(theirs())).toBe(`${OTHER.identity}, ${OTHER.run}`)
  expect(describeHolder(taken(undefined, PLACE, { identity: 'i' }, NOW))).toBe('i')
  expect(describeHolder(undefined)).toBe('nobody')
  expect(heldForMs(renewed(theirs(), NOW + 15_000), NOW + 20_000)).toBe(20_000)
  expect(heldForMs(theirs(), NOW - 900)).toBe(0)
  expect(heldForMs(theirs(), NOW - 60_000)).toBeUndefined()
  expect(heldForMs(withSpec({ acquireTime: null }), NOW)).toBeUndefined()
  expect(termMs(theirs())).toBe(60_000)
})
