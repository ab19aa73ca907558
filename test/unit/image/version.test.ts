import { describe, expect, test } from '@jest/globals'
import { compareReleases, isPrerelease, trackOf } from '../../../src/image/version.ts'

describe('the order of releases', () => {
  test('is that of OpenClaw, where a number behind the version is a correction', () => {
    const order = [
      ...['2026.6.35', '2026.7.1-alpha.4', '2026.7.1-beta.1', '2026.7.1-beta.10', '2026.7.1'],
      ...['2026.7.1-1', '2026.7.1-2', '2026.7.2-beta.1', '2026.7.2', '2026.7.10', '2026.7.33', '2026.10.1'],
    ]
    expect([...order].reverse().sort(compareReleases)).toEqual(order)
    expect(compareReleases('2026.7.1', '2026.7.1')).toBe(0)
  })
})

test.each<[version: string, track: string]>([
  ['2026.9.6', 'stable'],
  ['2026.7.1-2', 'stable'],
  ['2026.7.32', 'stable'],
  ['2026.7.33', 'extended-stable'],
  ['2026.9.7-beta.1', 'beta'],
  ['2026.9.40-alpha.1', 'alpha'],
])('%s is published as %s', (version, track) => {
  expect(trackOf(version)).toBe(track)
  expect(isPrerelease(version)).toBe(!track.includes('stable'))
})
