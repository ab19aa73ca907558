// What must outlive a run: the set of objects that was verified last, a run that has not come to its end, and what failed
// here. Pure; store.ts keeps it in the cluster.

import type { FailureCode } from '../errors.ts'
import { identityOf, type KubeObject, type ObjectBefore } from '../kube/object.ts'

/** One rollout of one set of objects. */
interface Rollout {
  /** Of everything that decides it: rollout/fingerprint.ts. */
  readonly fingerprint: string
  /** `repository:tag@sha256:...` */
  readonly image: string
  /** Of OpenClaw in it; undefined where it is not known. The image's tag does not tell where a kustomize leaves it out. */
  readonly version?: string
  /** ISO 8601, by the runner's clock. */
  readonly at: string
  /** Address of the workflow run. */
  readonly run?: string
}

export interface VerifiedSet extends Rollout {
  readonly level: 'full' | 'basic'
  /** As they were applied. */
  readonly objects: readonly KubeObject[]
}

/** Between apply and verdict, or between a failure and the end of its rollback. */
export interface PendingRollout extends Rollout {
  /** What to put back, the gateway's Deployment last. */
  readonly before: readonly ObjectBefore[]
}

export interface FailedRollout extends Rollout {
  readonly code: FailureCode
  /** The cause, as the run told it. */
  readonly message: string
  /** Not all was put back after it: the cluster still has this set, or part of it. */
  readonly leftStanding?: true
  /** The cluster's trouble, as the failure itself told. */
  readonly blameless?: true
  readonly circumstances: Circumstances
}

/** What a failure may have come from besides the set itself. */
export interface Circumstances {
  readonly timeoutMs: number
  /** Of the pull secrets' versions. */
  readonly pullSecrets: string
}

export interface DeployRecord {
  readonly verified?: VerifiedSet
  readonly pending?: PendingRollout
  /** Newest first. */
  readonly failed: readonly FailedRollout[]
}

export const NO_RECORD: DeployRecord = { failed: [] }

// Each is some hundred bytes, and older ones come back only if somebody goes back that far.
const FAILURES_KEPT = 20

/**
 * Nothing of the set ever makes these: the cluster or a node went away, the old pod did not stop, somebody else interfered, or
 * the action has a bug.
 */
const NOT_OF_THE_SET: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'cluster-unreachable',
  'cluster-unauthorized',
  'cluster-forbidden',
  'apply-conflict',
  'apply-rejected',
  'deployment-gone',
  'deployment-changed',
  'node-lost',
  'old-pod-stuck',
  'internal',
])

function isOfTheSet({ code, blameless }: FailedRollout): boolean {
  return !blameless && !NOT_OF_THE_SET.has(code)
}

/**
 * The failure of the same set in the same circumstances, if it is remembered. A longer `timeout`, or a renewed pull
 * secret, can heal what came from their lack.
 */
export function failedBefore(
  { failed }: DeployRecord,
  fingerprint: string,
  now: Circumstances,
): FailedRollout | undefined {
  const found = failed.find((each) => each.fingerprint === fingerprint)
  if (found === undefined || !isOfTheSet(found)) return undefined
  const { code, circumstances } = found
  const isOfTime = code === 'rollout-timeout' || code === 'progress-deadline'
  if (isOfTime && now.timeoutMs > circumstances.timeoutMs) return undefined
  const isOfPull = code === 'image-denied' || code === 'image-pull' || code === 'image-missing'
  if (isOfPull && now.pullSecrets !== circumstances.pullSecrets) return undefined
  return found
}

/** Whether this set is what the last run left in the cluster, verified; what differs from it is then nobody's deploy. */
export function isStanding(record: DeployRecord, fingerprint: string): boolean {
  return record.verified?.fingerprint === fingerprint && record.pending === undefined && !isOvertaken(record)
}

/** A later set failed and was left standing over the verified one. */
function isOvertaken({ verified: set, failed }: DeployRecord): boolean {
  return set !== undefined && failed.some(({ leftStanding, at }) => leftStanding && at > set.at)
}

export type Permission =
  | { readonly kind: 'go' }
  /** It failed here before, and trying again would be another outage. */
  | { readonly kind: 'refuse'; readonly failure: FailedRollout }
  /** The same, and an earlier run ended before it had put the old gateway back. */
  | { readonly kind: 'roll-back-first'; readonly failure: FailedRollout; readonly pending: PendingRollout }

/** @param changes whether this rollout would write anything; what is live already can only be waited for */
export function mayRollOut(
  record: DeployRecord,
  fingerprint: string,
  now: Circumstances,
  { changes, force }: { readonly changes: boolean; readonly force: boolean },
): Permission {
  const failure = force ? undefined : failedBefore(record, fingerprint, now)
  if (failure === undefined) return { kind: 'go' }
  const { pending } = record
  if (pending) return { kind: 'roll-back-first', failure, pending }
  return changes ? { kind: 'refuse', failure } : { kind: 'go' }
}

/**
 * Before the apply. What an unfinished run wanted to put back is older, so it is what was good. An earlier failure of the same
 * set is over: it was meant to be tried again, and the next run is to prove it, not to go back for that.
 */
export function begun(record: DeployRecord, rollout: PendingRollout): DeployRecord {
  const { before } = rollout
  const older = record.pending?.before ?? []
  const isInOlder = new Set(older.map(nameOf))
  return {
    ...record,
    failed: record.failed.filter(({ fingerprint }) => fingerprint !== rollout.fingerprint),
    pending: { ...rollout, before: [...older, ...before.filter((each) => !isInOlder.has(nameOf(each)))] },
  }
}

/** After the proof. The same set again is no news. */
export function verified(record: DeployRecord, set: VerifiedSet): DeployRecord {
  const isKnown =
    record.verified?.fingerprint === set.fingerprint &&
    record.verified.level === set.level &&
    (set.version === undefined || record.verified.version === set.version)
  const isFailed = record.failed.some(({ fingerprint }) => fingerprint === set.fingerprint)
  if (isKnown && !isFailed && !record.pending && !isOvertaken(record)) return record
  return { verified: set, failed: record.failed.filter(({ fingerprint }) => fingerprint !== set.fingerprint) }
}

/** After the verdict, before any rollback; the pending rollout stays until that has ended. */
export function failed(record: DeployRecord, failure: FailedRollout): DeployRecord {
  // Kept all the same where it stands in the cluster, or that would be taken for somebody's change by hand.
  if (!isOfTheSet(failure) && !failure.leftStanding) return record
  const others = record.failed.filter(({ fingerprint }) => fingerprint !== failure.fingerprint)
  return { ...record, failed: [failure, ...others].slice(0, FAILURES_KEPT) }
}

/** Nothing is left to be put back. */
export function settled(record: DeployRecord): DeployRecord {
  if (record.pending === undefined) return record
  const { pending: _, ...rest } = record
  return rest
}

/** The record as it may be kept in `namespace`: a Secret of elsewhere does not become readable there. */
export function storable(record: DeployRecord, namespace: string): DeployRecord {
  const isOurs = ({ kind, metadata }: Pick<KubeObject, 'kind' | 'metadata'>) =>
    kind !== 'Secret' || metadata.namespace === namespace
  const { verified: set, pending } = record
  return {
    ...record,
    ...(set && { verified: { ...set, objects: set.objects.filter(isOurs) } }),
    ...(pending && {
      pending: { ...pending, before: pending.before.filter((each) => !('object' in each) || isOurs(each.object)) },
    }),
  }
}

function nameOf(before: ObjectBefore): string {
  return identityOf('object' in before ? before.object : before.absent)
}
