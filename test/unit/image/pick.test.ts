import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Listing, type Pick, pickRelease } from '../../../src/image/pick.ts'
import { UNKNOWN_VERSION } from '../../../src/image/unknown-version.ts'
import { compareReleases } from '../../../src/image/version.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-09-25T12:00:00Z')

/** Releases by their age in hours; the tags beside them. */
function listing(ages: Record<string, number>, tags: Record<string, string>, deprecated: string[] = []): Listing {
  const versions = Object.keys(ages)
  return {
    tags,
    versions: Object.fromEntries(
      versions.map((version) => [version, deprecated.includes(version) ? { deprecated: 'breaks\n the state.' } : {}]),
    ),
    times: Object.fromEntries(versions.map((version) => [version, agedHours(ages[version] as number)])),
  }
}
const agedHours = (hours: number) => new Date(NOW - hours * HOUR).toISOString()

interface Given {
  readonly spec?: string
  readonly live?: string
  readonly minAge?: number
}
const pick = (from: Listing, { spec = 'latest', live, minAge = 0 }: Given) =>
  pickRelease(from, { spec, live, minAgeMs: minAge * HOUR, nowMs: NOW })

const STABLE = { '2026.9.4': 300, '2026.9.5': 150, '2026.9.6': 20 }
const LATEST_6 = listing(STABLE, { latest: '2026.9.6' })
const LATEST_5 = listing(STABLE, { latest: '2026.9.5' })
const WITH_BETAS = listing(
  { ...STABLE, '2026.9.7-alpha.9': 90, '2026.9.7-beta.1': 80, '2026.9.7-beta.2': 10 },
  { latest: '2026.9.6', beta: '2026.9.7-beta.2' },
)
const UNPUBLISHED = listing({ '2026.9.4': 300, '2026.9.5': 150 }, { latest: '2026.9.5' })

describe('a dist-tag that moves', () => {
  test.each<[what: string, listing: Listing, given: Given, pick: string]>([
    // Where the tag stands.
    ['the first deploy takes it', LATEST_6, {}, 'take 2026.9.6'],
    ['newer: is taken', LATEST_6, { live: '2026.9.5' }, 'take 2026.9.6'],
    ['same: is the same', LATEST_6, { live: '2026.9.6' }, 'take 2026.9.6'],
    ['lower: is refused', LATEST_5, { live: '2026.9.6' }, 'refuse downgrade-refused'],
    ['lower, and min-age set: is refused', LATEST_5, { live: '2026.9.6', minAge: 72 }, 'refuse downgrade-refused'],
    ['a live version that is none is not known', LATEST_5, { live: '2026.9.6_build' }, 'take 2026.9.5'],
    // What was live is gone.
    ['unpublished: no way down by itself', UNPUBLISHED, { live: '2026.9.6' }, 'refuse downgrade-refused'],
    ['unpublished: up is a way', UNPUBLISHED, { live: '2026.9.3' }, 'take 2026.9.5'],
    ['a tag of what is unpublished is none', listing(STABLE, { latest: '2026.9.7' }), {}, 'none'],
    ['a tag that there is not is none', LATEST_6, { spec: 'constructor' }, 'none'],
    // Prereleases.
    ['prerelease: the tag is followed', WITH_BETAS, { spec: 'beta', live: '2026.9.7-beta.1' }, 'take 2026.9.7-beta.2'],
    ['prerelease: over a stable one', WITH_BETAS, { spec: 'beta', live: '2026.9.6' }, 'take 2026.9.7-beta.2'],
    ['prerelease to its release', LATEST_6, { live: '2026.9.6-beta.3' }, 'take 2026.9.6'],
    ['prerelease back to stable', WITH_BETAS, { live: '2026.9.7-beta.2' }, 'refuse downgrade-refused'],
    // OpenClaw's corrections, which semver takes for prereleases.
    [
      'a correction is newer',
      listing({ '2026.7.1': 9, '2026.7.1-2': 1 }, { latest: '2026.7.1-2' }),
      { live: '2026.7.1' },
      'take 2026.7.1-2',
    ],
    [
      'what was corrected is lower',
      listing({ '2026.7.1': 9, '2026.7.1-2': 1 }, { latest: '2026.7.1' }),
      { live: '2026.7.1-2' },
      'refuse downgrade-refused',
    ],
    // Other tracks.
    [
      'another track is a way up',
      listing({ '2026.8.33': 9 }, { 'extended-stable': '2026.8.33' }),
      { spec: 'extended-stable', live: '2026.8.2' },
      'take 2026.8.33',
    ],
    // min-age.
    ['min-age, old enough: is taken', LATEST_6, { live: '2026.9.5', minAge: 20 }, 'take 2026.9.6'],
    ['min-age, too young: stays', LATEST_6, { live: '2026.9.5', minAge: 72 }, 'hold 2026.9.5'],
    ['min-age, between: the one that is old enough', LATEST_6, { live: '2026.9.4', minAge: 72 }, 'take 2026.9.5'],
    ['min-age, none between is old enough: stays', LATEST_6, { live: '2026.9.4', minAge: 200 }, 'hold 2026.9.4'],
    ['min-age, live is the young one: is the same', LATEST_6, { live: '2026.9.6', minAge: 72 }, 'take 2026.9.6'],
    ['min-age, the first deploy: the one that is old enough', LATEST_6, { minAge: 200 }, 'take 2026.9.4'],
    ['min-age, the first deploy, none: is refused', LATEST_6, { minAge: 400 }, 'refuse release-too-new'],
    [
      'min-age, young, and live is unpublished: is refused',
      LATEST_6,
      { live: '2026.9.5-1', minAge: 200 },
      'refuse release-too-new',
    ],
    [
      'min-age, the one between is deprecated: is avoided',
      listing(STABLE, { latest: '2026.9.6' }, ['2026.9.5']),
      { live: '2026.9.4', minAge: 72 },
      'hold 2026.9.4',
    ],
    [
      'min-age, all that are old enough are deprecated: as npm, better than none',
      listing(STABLE, { latest: '2026.9.6' }, ['2026.9.5', '2026.9.4']),
      { minAge: 72 },
      'take 2026.9.5',
    ],
    [
      'min-age, no prerelease in the place of a release',
      listing({ '2026.9.5': 150, '2026.9.6-beta.1': 100, '2026.9.6': 20 }, { latest: '2026.9.6' }),
      { live: '2026.9.5', minAge: 72 },
      'hold 2026.9.5',
    ],
    [
      'min-age, no release of the trailing line in the place of a regular one',
      listing({ '2026.8.2': 150, '2026.8.33': 100, '2026.9.1': 20 }, { latest: '2026.9.1' }),
      { live: '2026.8.2', minAge: 72 },
      'hold 2026.8.2',
    ],
    [
      'min-age, a prerelease in the place of one',
      WITH_BETAS,
      { spec: 'beta', live: '2026.9.5', minAge: 72 },
      'take 2026.9.7-beta.1',
    ],
    [
      'min-age, no newer one than the tag’s',
      listing({ '2026.9.5': 150, '2026.9.6': 20, '2026.9.7': 100 }, { latest: '2026.9.6' }),
      { live: '2026.9.5', minAge: 72 },
      'hold 2026.9.5',
    ],
    ['unknown: is taken', LATEST_6, { live: UNKNOWN_VERSION }, 'take 2026.9.6'],
    ['unknown, min-age, old enough: is taken', LATEST_6, { live: UNKNOWN_VERSION, minAge: 20 }, 'take 2026.9.6'],
    [
      'unknown, min-age, too young: is refused',
      LATEST_6,
      { live: UNKNOWN_VERSION, minAge: 72 },
      'refuse release-too-new',
    ],
    ['no version at all is unknown too', LATEST_6, { live: '2026.x', minAge: 72 }, 'refuse release-too-new'],
    ['min-age, a registry without times', { ...LATEST_6, times: {} }, { minAge: 1 }, 'refuse release-too-new'],
    [
      'min-age, a registry without times, with an older one live',
      { ...LATEST_6, times: { created: '2026-01-01T00:00:00.000Z' } },
      { live: '2026.9.5', minAge: 1 },
      'refuse release-too-new',
    ],
    [
      'min-age, a registry without times, but it is live',
      { ...LATEST_6, times: {} },
      { live: '2026.9.6', minAge: 1 },
      'take 2026.9.6',
    ],
  ])('%s', (_, from, given, expected) => {
    expect(inShort(pick(from, given))).toBe(expected)
  })
})

describe('a range', () => {
  const many = listing(
    { '2026.8.2': 900, '2026.9.5': 150, '2026.9.6': 20, '2026.10.1': 100, '2026.10.2-beta.1': 90 },
    { latest: '2026.9.6', next: '2026.10.1' },
  )
  test.each<[given: Given, pick: string]>([
    [{ spec: '*' }, 'take 2026.9.6'],
    [{ spec: '>=2026.10.0' }, 'take 2026.10.1'],
    [{ spec: '2026.8.x', live: '2026.8.2' }, 'take 2026.8.2'],
    [{ spec: '2026.8.x', live: '2026.9.6' }, 'refuse downgrade-refused'],
    [{ spec: '*', live: '2026.10.1' }, 'refuse downgrade-refused'],
    [{ spec: '~2027.1.0' }, 'none'],
    [{ spec: '~2026.9.0', minAge: 72 }, 'take 2026.9.5'],
    [{ spec: '~2026.9.0', live: '2026.9.5', minAge: 72 }, 'hold 2026.9.5'],
    [{ spec: '~2026.9.0', live: '2026.8.2', minAge: 200 }, 'hold 2026.8.2'],
    [{ spec: '~2026.9.0', minAge: 200 }, 'refuse release-too-new'],
    // Holding back never leads to a newer one.
    [{ spec: '*', minAge: 72 }, 'take 2026.9.5'],
  ])('%j: %s', (given, expected) => {
    expect(inShort(pick(many, given))).toBe(expected)
  })

  test('avoids what is deprecated, as npm does', () => {
    const deprecated = listing(STABLE, { latest: '2026.9.6' }, ['2026.9.6'])
    expect(inShort(pick(deprecated, { spec: '~2026.9.0' }))).toBe('take 2026.9.5')
    expect(inShort(pick(deprecated, { spec: '~2026.9.0', live: '2026.9.6' }))).toBe('refuse downgrade-refused')
  })
})

describe('an exact version', () => {
  test.each<[what: string, given: Given, pick: string]>([
    ['whatever is live', { spec: '2026.9.6', live: UNKNOWN_VERSION, minAge: 72 }, 'take 2026.9.6'],
    ['whatever its age', { spec: '2026.9.6', live: '2026.9.5', minAge: 72 }, 'take 2026.9.6'],
    ['also when it is lower', { spec: 'v2026.9.4', live: '2026.9.6', minAge: 72 }, 'take 2026.9.4'],
    ['not when there is none', { spec: '2026.9.9', live: '2026.9.6' }, 'none'],
  ])('is taken %s', (_, given, expected) => {
    expect(inShort(pick(LATEST_6, given))).toBe(expected)
    // The one small answer is enough for it.
    const { times: _times, ...few } = LATEST_6
    expect(inShort(pick(few, given))).toBe(expected)
  })

  test('that is lower is told', () => {
    expect(pick(LATEST_6, { spec: '2026.9.4', live: '2026.9.6' })).toMatchObject({
      note: '`openclaw-version` names 2026.9.4, which is lower than 2026.9.6, which is live',
    })
  })
})

describe('all releases are asked for only', () => {
  const { times: _, ...one } = listing({ '2026.9.6': 20 }, { latest: '2026.9.6' })
  test.each<[what: string, given: Given, pick: string]>([
    ['not without min-age', { live: '2026.9.5' }, 'take 2026.9.6'],
    ['not when it is live', { live: '2026.9.6', minAge: 72 }, 'take 2026.9.6'],
    ['for its age', { live: '2026.9.5', minAge: 72 }, 'ask'],
    ['for its age beside an unknown one', { live: UNKNOWN_VERSION, minAge: 72 }, 'ask'],
    ['for its age at the first deploy', { minAge: 72 }, 'ask'],
    ['to say why it is lower', { live: '2026.9.7' }, 'ask'],
  ])('%s', (_, given, expected) => {
    expect(inShort(pick(one, given))).toBe(expected)
  })
})

describe('in words', () => {
  const problemOf = (pick: Pick) => (pick.kind === 'refuse' ? pick.problem : undefined)

  test('a release that is held back', () => {
    expect(pick(LATEST_6, { live: '2026.9.5', minAge: 72 })).toEqual({
      kind: 'hold',
      version: '2026.9.5',
      note: 'OpenClaw 2026.9.6 is 20 h old and `min-age` is 72 h, so 2026.9.5 stays until 2026-09-27 16:00 UTC',
    })
  })

  test('one that is taken in the place of a younger', () => {
    expect(pick(LATEST_6, { live: '2026.9.4', minAge: 72 })).toEqual({
      kind: 'take',
      version: '2026.9.5',
      note: 'OpenClaw 2026.9.6 is 20 h old and `min-age` is 72 h, so 2026.9.5 is taken, the newest that is old enough',
    })
  })

  test('none that is old enough', () => {
    expect(problemOf(pick(LATEST_6, { minAge: 400 }))).toEqual({
      code: 'release-too-new',
      message: 'OpenClaw 2026.9.6 is 20 h old and `min-age` is 400 h, and no older release fits "latest"',
      fix: 'Run again after 2026-10-11 08:00 UTC, or set `openclaw-version: 2026.9.6`, since an exact version is taken whatever its age',
    })
  })

  test('a gateway of unknown version: that it may be a way down', () => {
    expect(pick(LATEST_6, { live: UNKNOWN_VERSION })).toEqual({
      kind: 'take',
      version: '2026.9.6',
      warning: expect.stringMatching(/^The version of the gateway that is live is not known, so .* may be a downgrade/),
    })
  })

  test('a gateway of unknown version, in the place of which no older one is taken', () => {
    expect(problemOf(pick(LATEST_6, { live: UNKNOWN_VERSION, minAge: 72 }))).toEqual({
      code: 'release-too-new',
      message:
        'OpenClaw 2026.9.6 is 20 h old and `min-age` is 72 h, and the version of the gateway that is live is not known, so an older release in its place may be a downgrade',
      fix: 'Run again after 2026-09-27 16:00 UTC, or set `openclaw-version: 2026.9.6`, since an exact version is taken whatever its age',
    })
  })

  test.each([undefined, '2026.9.5'])('a registry without publish times, with %s live', (live) => {
    expect(problemOf(pick({ ...LATEST_6, times: {} }, { minAge: 72, ...(live && { live }) }))).toMatchObject({
      message: 'The npm registry gives no publish times, so `min-age` cannot be judged',
      fix: expect.stringContaining('remove `min-age`'),
    })
  })

  test.each<[why: string, from: Listing, message: string, fix: RegExp]>([
    [
      'the tag was moved back',
      LATEST_5,
      'which is live',
      /2026\.9\.5` to go back on purpose.*, or .*2026\.9\.6` to stay$/,
    ],
    ['unpublished', UNPUBLISHED, 'which is live, and is no longer on npm', /to go back on purpose[^,]*,[^,]*$/],
    [
      'deprecated',
      listing(STABLE, { latest: '2026.9.5' }, ['2026.9.6']),
      'which is live, and is deprecated: breaks the state',
      /to stay$/,
    ],
  ])('a lower one, %s', (_, from, message, fix) => {
    expect(problemOf(pick(from, { live: '2026.9.6' }))).toEqual({
      code: 'downgrade-refused',
      message: `"latest" is now OpenClaw 2026.9.5, which is lower than 2026.9.6, ${message}`,
      fix: expect.stringMatching(fix),
    })
  })

  test('a deprecated one that stays', () => {
    expect(pick(listing(STABLE, { latest: '2026.9.6' }, ['2026.9.5']), { live: '2026.9.5', minAge: 72 })).toEqual({
      kind: 'hold',
      version: '2026.9.5',
      note: expect.stringContaining('2026.9.5 stays until'),
      warning: 'OpenClaw 2026.9.5 is deprecated: breaks the state',
    })
  })

  test('a deprecated one that the tag or the user names', () => {
    const deprecated = listing(STABLE, { latest: '2026.9.6' }, ['2026.9.6'])
    for (const spec of ['latest', '2026.9.6'])
      expect(pick(deprecated, { spec })).toEqual({
        kind: 'take',
        version: '2026.9.6',
        warning: 'OpenClaw 2026.9.6 is deprecated: breaks the state',
      })
  })
})

test('by itself it never goes down, never takes a younger one, and stays only at what is live', () => {
  const versions = ['2026.8.2', '2026.8.33', '2026.9.5', '2026.9.5-1', '2026.9.6-beta.1', '2026.9.6', '2026.9.7-beta.1']
  const version = fc.constantFrom(...versions)
  fc.assert(
    fc.property(
      fc.dictionary(version, fc.nat(100)),
      version,
      fc.option(version, { nil: undefined }),
      fc.constantFrom('latest', '*', '~2026.9.0', '>=2026.8.0'),
      fc.nat(100),
      (ages, latest, live, spec, minAge) => {
        const from = listing(ages, { latest })
        const found = pick(from, { spec, minAge, ...(live && { live }) })
        if (found.kind === 'ask') throw new Error('it has all')
        if (found.kind === 'hold') expect(found.version).toBe(live)
        if (found.kind !== 'take' || found.version === live) return
        expect(ages[found.version]).toBeGreaterThanOrEqual(minAge)
        if (live) expect(compareReleases(found.version, live)).toBeGreaterThan(0)
      },
    ),
  )
})

function inShort(pick: Pick): string {
  if (pick.kind === 'take' || pick.kind === 'hold') return `${pick.kind} ${pick.version}`
  return pick.kind === 'refuse' ? `refuse ${pick.problem.code}` : pick.kind
}
