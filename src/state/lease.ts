// What a Lease says: who may deploy, and until when. Pure; lock.ts reads and writes it. The rules are those of client-go's
// leader election.

import { isDeepStrictEqual } from 'node:util'
import type { KubeObject } from '../kube/object.ts'

export interface Lease extends KubeObject {
  readonly spec?: {
    readonly holderIdentity?: string | null
    readonly leaseDurationSeconds?: number | null
    /** With six digits of a second, or the API does not take it; so is `renewTime`. */
    readonly acquireTime?: string | null
    readonly renewTime?: string | null
    readonly leaseTransitions?: number | null
  }
}

/** How a run is told from others, and by whom. */
export interface Holder {
  /** Of this run alone, and told to people: `acme/home run 123 attempt 1 (8f3a2c)`. */
  readonly identity: string
  /** Address of the workflow run. */
  readonly run?: string
}

/** A Lease as it was seen last; none when there was no such object. */
export interface Sighting {
  readonly lease: Lease | undefined
  /** By our clock, in milliseconds: since when it says the same. */
  readonly sinceMs: number
}

export type Standing = 'free' | 'ours' | 'held' | 'expired'

/** How long a run that was killed stands in the way. Four renewals long, so that an API server may restart meanwhile. */
export const TERM_SECONDS = 60
const RUN = 'openclaw-deploy/run'

/** @param nowMs by our clock, which only has to go on evenly */
export function seen(before: Sighting | undefined, lease: Lease | undefined, nowMs: number): Sighting {
  const isSame = before !== undefined && isDeepStrictEqual(before.lease?.spec, lease?.spec)
  return { lease, sinceMs: isSame ? before.sinceMs : nowMs }
}

/**
 * Expired is what has said the same for its whole term, by our own clock: the times in it are from the clock of another
 * machine, which may be wrong.
 */
export function standing({ lease, sinceMs }: Sighting, me: Holder, nowMs: number): Standing {
  const holder = lease?.spec?.holderIdentity
  if (!holder) return 'free'
  if (holder === me.identity) return 'ours'
  return nowMs - sinceMs >= termMs(lease) ? 'expired' : 'held'
}

/**
 * Whether its holder was at work within the term, by the times in it. No more than a hint: good enough for not waiting, and
 * not for taking over.
 * @param serverNowMs by the API server's clock, by which our own runs write these times
 */
export function seemsAlive(lease: Lease | undefined, serverNowMs: number): boolean {
  const age = serverNowMs - Date.parse(lease?.spec?.renewTime ?? '')
  // One that is renewed in the future is of a clock that tells nothing.
  return Boolean(lease?.spec?.holderIdentity) && Math.abs(age) < termMs(lease as Lease)
}

/** The Lease to write so that it is ours. @param before as it is now, if it is there */
export function taken(
  before: Lease | undefined,
  place: { readonly namespace: string; readonly name: string },
  { identity, run }: Holder,
  serverNowMs: number,
): Lease {
  const { [RUN]: _, ...others } = before?.metadata.annotations ?? {}
  const now = microTime(serverNowMs)
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...before?.metadata,
      ...place,
      labels: { ...before?.metadata.labels, 'app.kubernetes.io/managed-by': 'openclaw-deploy' },
      annotations: { ...others, ...(run && { [RUN]: run }) },
    },
    spec: {
      ...before?.spec,
      holderIdentity: identity,
      leaseDurationSeconds: TERM_SECONDS,
      acquireTime: now,
      renewTime: now,
      leaseTransitions: before ? (before.spec?.leaseTransitions ?? 0) + 1 : 0,
    },
  }
}

export function renewed(ours: Lease, serverNowMs: number): Lease {
  return { ...ours, spec: { ...ours.spec, renewTime: microTime(serverNowMs) } }
}

/** Kept and not deleted, so that whoever saw it before can see that somebody has been here. */
export function released(ours: Lease, serverNowMs: number): Lease {
  const now = microTime(serverNowMs)
  return { ...ours, spec: { ...ours.spec, holderIdentity: '', acquireTime: now, renewTime: now } }
}

/** For people: `acme/home run 123 attempt 1 (8f3a2c), https://…`. */
export function describeHolder(lease: Lease | undefined): string {
  const run = lease?.metadata.annotations?.[RUN]
  return `${lease?.spec?.holderIdentity || 'nobody'}${run ? `, ${run}` : ''}`
}

/** For how long, in milliseconds, by the API server's clock; undefined where the Lease does not tell. */
export function heldForMs(lease: Lease | undefined, serverNowMs: number): number | undefined {
  const age = serverNowMs - Date.parse(lease?.spec?.acquireTime ?? '')
  // That clock is known to a second only.
  return age > -2_000 ? Math.max(age, 0) : undefined
}

/** In milliseconds. One that has none lives as long as ours: somebody has written it by hand. */
export function termMs({ spec }: Lease): number {
  return (spec?.leaseDurationSeconds ?? TERM_SECONDS) * 1000
}

function microTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000Z')
}
