// Which release a run deploys: what the registry offers, weighed against what is live and how old it has to be. Pure.

import satisfies from 'semver/functions/satisfies.js'
import valid from 'semver/functions/valid.js'
import maxSatisfying from 'semver/ranges/max-satisfying.js'
import validRange from 'semver/ranges/valid.js'
import type { Problem } from '../errors.ts'
import { UNKNOWN_VERSION } from './unknown-version.ts'
import { compareReleases, isPrerelease, trackOf } from './version.ts'

/** What the registry says. */
export interface Listing {
  readonly tags: Readonly<Record<string, string>>
  /** All releases, or just the one that was asked for. */
  readonly versions: Readonly<Record<string, { readonly deprecated?: string }>>
  /** ISO dates by version, known only with all releases; undefined when they were not asked for. */
  readonly times?: Readonly<Record<string, string>>
}

export interface Wish {
  /** dist-tag, range or exact version. */
  readonly spec: string
  readonly minAgeMs: number
  readonly nowMs: number
  /** Version of the gateway that is live; undefined when there is none. What is no version is one that is not known. */
  readonly live: string | undefined
}

export type Pick =
  /** `note` and `warning` are sentences for people. */
  | { readonly kind: 'take'; readonly version: string; readonly note?: string; readonly warning?: string }
  /** Stay at the live version: what is newer is too young. */
  | { readonly kind: 'hold'; readonly version: string; readonly note: string; readonly warning?: string }
  | { readonly kind: 'refuse'; readonly problem: Problem }
  /** Decided only with all releases and their publish times, which are many bytes. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'none' }

const HOUR_MS = 3_600_000

/**
 * Only an exact version goes down or is younger than `min-age`: who names one has chosen it, while a dist-tag and a range
 * move by themselves. Beside a gateway of unknown version any release may be a way down, so none is taken but what the
 * dist-tag or range stands for, with a warning.
 * @returns `ask` only without publish times
 */
export function pickRelease(listing: Listing, wish: Wish): Pick {
  const { spec, minAgeMs } = wish
  const isUnknown = wish.live !== undefined && valid(wish.live) === null
  const live = isUnknown ? undefined : wish.live
  const doubt = isUnknown
    ? `The version of the gateway that is live is not known, so OpenClaw ${wantedOf(listing, spec)} may be a downgrade`
    : undefined
  const wanted = wantedOf(listing, spec)
  if (wanted === undefined) return { kind: 'none' }
  if (wanted === live) return taken(listing, wanted)
  const isLower = live !== undefined && compareReleases(wanted, live) < 0
  if (valid(spec) !== null) {
    const note = isLower
      ? `\`openclaw-version\` names ${wanted}, which is lower than ${live}, which is live`
      : undefined
    return taken(listing, wanted, note)
  }
  if (!isLower && minAgeMs === 0) return taken(listing, wanted, undefined, doubt)
  if (listing.times === undefined) return { kind: 'ask' }
  if (isLower) return { kind: 'refuse', problem: downgrade(listing, spec, wanted, live) }
  if (ageMs(listing, wish, wanted) >= minAgeMs) return taken(listing, wanted, undefined, doubt)
  if (isUnknown) return tooNew(listing, wish, wanted, UNKNOWN_VERSION)
  // To stay would be to stay for ever.
  return hasTimes(listing) ? older(listing, wish, wanted, live) : tooNew(listing, wish, wanted, live)
}

/** What the spec stands for, as npm picks, whatever its age and whatever is live. */
export function wantedOf(listing: Listing, spec: string): string | undefined {
  const exact = valid(spec)
  const isRange = exact === null && validRange(spec) !== null
  const version = isRange ? best(listing, Object.keys(listing.versions), spec) : (exact ?? own(listing.tags, spec))
  return version !== undefined && Object.hasOwn(listing.versions, version) ? version : undefined
}

/** `latest` when it is in the range, else the highest; a deprecated version only when there is no other. */
function best({ tags, versions }: Listing, among: readonly string[], range: string): string | undefined {
  const sound = among.filter((version) => !versions[version]?.deprecated)
  const { latest } = tags
  if (latest !== undefined && sound.includes(latest) && satisfies(latest, range)) return latest
  return maxSatisfying(sound, range) ?? maxSatisfying([...among], range) ?? undefined
}

/** In the place of a release that is too young. */
function older(listing: Listing, wish: Wish, wanted: string, live: string | undefined): Pick {
  const { spec, minAgeMs } = wish
  const isOld = (version: string) => ageMs(listing, wish, version) >= minAgeMs
  const inRange = validRange(spec) === null ? () => true : (version: string) => satisfies(version, spec)
  const among = Object.keys(listing.versions).filter(
    (version) => valid(version) !== null && isOld(version) && inRange(version) && standsInFor(version, wanted),
  )
  const sound = among.filter((version) => !listing.versions[version]?.deprecated)
  const next = (sound.length > 0 ? sound : among).sort(compareReleases).at(-1)
  const young = describeAge(listing, wish, wanted)
  if (next !== undefined && (live === undefined || compareReleases(next, live) > 0))
    return taken(listing, next, `${young}, so ${next} is taken, the newest that is old enough`)

  const due = dueDate(listing, wish, wanted)
  if (live !== undefined && Object.hasOwn(listing.versions, live)) {
    const warning = deprecationWarning(listing, live)
    const note = `${young}, so ${live} stays${due ? ` until ${due}` : ''}`
    return { kind: 'hold', version: live, note, ...(warning && { warning }) }
  }
  return tooNew(listing, wish, wanted, live)
}

function tooNew(listing: Listing, wish: Wish, wanted: string, live: string | undefined): Pick {
  const young = describeAge(listing, wish, wanted)
  const due = dueDate(listing, wish, wanted)
  const why =
    live === undefined
      ? `no older release fits "${wish.spec}"`
      : live === UNKNOWN_VERSION
        ? 'the version of the gateway that is live is not known, so an older release in its place may be a downgrade'
        : `${live}, which is live, is no longer on npm, so that it cannot be built again`
  const known = hasTimes(listing)
  return {
    kind: 'refuse',
    problem: {
      code: 'release-too-new',
      message: !known
        ? 'The npm registry gives no publish times, so `min-age` cannot be judged'
        : `${young}, and ${why}`,
      fix: known
        ? `Run again ${due ? `after ${due}` : 'later'}, or set \`openclaw-version: ${wanted}\`, since an exact version is taken whatever its age`
        : 'Use a registry that serves the package’s full metadata, or remove `min-age`',
    },
  }
}

/** Whether who follows what `wanted` was published as would take this one in its place. */
function standsInFor(version: string, wanted: string): boolean {
  if (compareReleases(version, wanted) > 0) return false
  return trackOf(version) === trackOf(wanted) || (isPrerelease(wanted) && trackOf(version) === 'stable')
}

function taken(listing: Listing, version: string, note?: string, doubt?: string): Pick {
  const warning = [doubt, deprecationWarning(listing, version)].filter(Boolean).join('. ')
  return { kind: 'take', version, ...(note && { note }), ...(warning && { warning }) }
}

function deprecationWarning(listing: Listing, version: string): string | undefined {
  const deprecated = deprecationOf(listing, version)
  return deprecated && `OpenClaw ${version} is deprecated: ${deprecated}`
}

function downgrade(listing: Listing, spec: string, wanted: string, live: string): Problem {
  const deprecated = deprecationOf(listing, live)
  const isListed = Object.hasOwn(listing.versions, live)
  const why = !isListed ? ', and is no longer on npm' : deprecated ? `, and is deprecated: ${deprecated}` : ''
  return {
    code: 'downgrade-refused',
    message: `"${spec}" is now OpenClaw ${wanted}, which is lower than ${live}, which is live${why}`,
    fix: `Set \`openclaw-version: ${wanted}\` to go back on purpose, which needs a backup when the state's schema has moved${isListed ? `, or \`openclaw-version: ${live}\` to stay` : ''}`,
  }
}

/** The maintainers' words on one line. */
function deprecationOf({ versions }: Listing, version: string): string | undefined {
  const said = versions[version]?.deprecated
  return said ? String(said).replace(/\s+/g, ' ').trim().replace(/\.$/, '') : undefined
}

/** Milliseconds since a release was published; below any age when that is not known. */
function ageMs({ times = {} }: Listing, { nowMs }: Wish, version: string): number {
  const published = Date.parse(own(times, version) ?? '')
  return Number.isNaN(published) ? -Infinity : nowMs - published
}

/** Of any release: some registries tell only when the package itself was made. */
function hasTimes({ versions, times = {} }: Listing): boolean {
  return Object.keys(versions).some((version) => own(times, version) !== undefined)
}

function describeAge(listing: Listing, wish: Wish, version: string): string {
  const age = ageMs(listing, wish, version)
  const told = Number.isFinite(age) ? `${Math.max(0, Math.floor(age / HOUR_MS))} h old` : 'of unknown age'
  return `OpenClaw ${version} is ${told} and \`min-age\` is ${wish.minAgeMs / HOUR_MS} h`
}

/** When a release will be old enough, to the minute. */
function dueDate(listing: Listing, wish: Wish, version: string): string | undefined {
  const left = wish.minAgeMs - ageMs(listing, wish, version)
  // Rounded up, so that a run at that minute does take it.
  const minute = Math.ceil((wish.nowMs + left) / 60_000) * 60_000
  return Number.isFinite(left) ? `${new Date(minute).toISOString().slice(0, 16).replace('T', ' ')} UTC` : undefined
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
