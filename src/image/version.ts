// The order of OpenClaw's releases, which is npm's but for two habits of OpenClaw's (its docs/reference/RELEASING.md):
// `2026.7.1-2` is no prerelease but the second correction of 2026.7.1 and comes after it, and a patch from 33 on belongs to
// the trailing line that is published as `extended-stable`.

import type SemVer from 'semver/classes/semver.js'
import parse from 'semver/functions/parse.js'

const FIRST_EXTENDED_PATCH = 33

/** What a release is published as: `stable`, `extended-stable`, or the word of a prerelease, such as `beta`. */
export function trackOf(version: string): string {
  const parsed = parse(version)
  const [word] = parsed?.prerelease ?? []
  if (typeof word === 'string') return word
  return (parsed?.patch ?? 0) >= FIRST_EXTENDED_PATCH ? 'extended-stable' : 'stable'
}

export function isPrerelease(version: string): boolean {
  return typeof parse(version)?.prerelease[0] === 'string'
}

/** Below 0 when `a` comes before `b`. Both must be versions. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [parse(a, {}, true), parse(b, {}, true)]
  return left.compareMain(right) || stageOf(left) - stageOf(right) || left.comparePre(right)
}

function stageOf({ prerelease: [first] }: SemVer): number {
  if (first === undefined) return 1
  return typeof first === 'number' ? 2 : 0
}
