// What a run has found out and done so far. It grows as the story goes on, so that a failure reports all that was
// known when it came.

import type { Problem } from '../errors.ts'
import { type Outage, outageMs } from './outage.ts'
import { outputsOfPairing, type PairingReport, WHOM_IT_LET_IN } from './pairing.ts'

export type ObjectChange = 'created' | 'configured' | 'unchanged'

export interface Outcome {
  /** `repository:tag@digest` as it stands in the manifest. */
  image?: string
  digest?: string
  tag?: string
  openclawVersion?: string
  previousImage?: string
  previousVersion?: string
  /** What another version than the one before brings. */
  upgrade?: Upgrade
  /** How the packages of the new image differ from those of the one before; undefined when they were not compared. */
  packages?: readonly { readonly name: string; readonly from: readonly string[]; readonly to: readonly string[] }[]
  /** Before the plan it is known only whether to build. */
  decision?: 'build' | 'roll-out' | 'nothing'
  /** Why that was decided, a sentence each. */
  reasons: string[]
  /** What is not as the last verified run left it, a clause each. */
  drift?: readonly string[]
  /** What the plan found, the gateway's Deployment last; `diff` has no secrets. */
  plan?: readonly { readonly name: string; readonly change: ObjectChange; readonly diff: string }[]
  /** What happened to each object, in apply order. */
  objects?: { readonly name: string; readonly change: ObjectChange }[]
  /** What the throwaway pod proved before the apply; undefined when there was none. */
  rehearsal?: Rehearsal
  /** Of the state as the old version left it; `file` is an absolute path. */
  backup?: { readonly file: string; readonly bytes: number; readonly sha256: string }
  /** By which the node pulls the image, when it was looked at and is there. */
  pullSecret?: PullSecretReport
  verified?: 'full' | 'basic'
  /** What the verification could not prove, a clause each. */
  unproven?: readonly string[]
  manifestChanged?: boolean
  /** Undefined when there was no gateway before this run. */
  outage?: Outage
  /** After a failed rollout: whether the old gateway is live again. */
  rolledBack?: boolean
  /** The files that the pin was written into, relative to the workspace. */
  manifestFiles?: readonly string[]
  /** From the moment on that the pin is committed; `there`: the branch had it already, and `sha` is its tip. */
  commit?:
    | { readonly kind: 'open'; readonly branch: string }
    | { readonly kind: 'pushed' | 'there'; readonly branch: string; readonly sha: string }
  gateway?: { readonly namespace: string; readonly deployment: string; readonly container: string }
  /** From the moment on that the devices are looked at, which in a deploy is when the gateway is live. */
  pairing?: PairingReport
  problems?: readonly Problem[]
}

/**
 * Which gateway serves, as far as the run has come: for one that ends in the middle. A clause.
 * @param phase that it ends in
 */
export function describeLive(outcome: Outcome, phase: string | undefined): string {
  const { objects, verified, rolledBack, image, previousImage, manifestChanged, plan } = outcome
  const old = previousImage ? `the old gateway (${previousImage})` : 'no gateway'
  // Also that of a run before, which this one goes on with before it applies anything.
  if (phase === 'Roll back') return 'the gateway before is being put back, which the next run brings to its end'
  if (objects === undefined) return `nothing was applied, and ${old} is live as before`
  if (rolledBack) return `${old} is live again`
  const isWhole = plan === undefined || objects.length === plan.length
  if (verified) {
    const rest = manifestChanged === undefined ? ', and it is not pinned in the manifests yet' : ''
    return `the gateway is live and verified (${image})${phase === 'Pair' ? `, and ${WHOM_IT_LET_IN}` : rest}`
  }
  // It is the last that is applied.
  if (objects.at(-1)?.change === 'unchanged' && isWhole)
    return `the gateway that is applied (${image}) was not seen ready yet`
  if (!isWhole)
    return `the apply was cut off after ${objects.length} of ${plan.length} objects, and nothing of it is proven`
  return `the new gateway (${image}) is applied and not proven, and the old one is gone`
}

export interface Upgrade {
  /** Ranges of Node, when they differ. */
  readonly node?: { readonly from: string; readonly to: string }
  /** Of the databases that both versions have; undefined when they are not known. */
  readonly schemas?: readonly { readonly name: string; readonly from: number; readonly to: number }[]
}

export interface PullSecretReport {
  readonly name: string
  /** Epoch milliseconds; undefined when nothing tells it. */
  readonly endsAtMs?: number
  /** By this run. */
  readonly isRenewed: boolean
  /** Whether a restart asks the registry even where the node has the image. */
  readonly isAlwaysPulled: boolean
}

export interface Rehearsal {
  readonly level: 'on' | 'pull'
  /** Where it ran. */
  readonly node?: string
  /** What it could not prove, a clause each. */
  readonly unproven: readonly string[]
}

/** The action's outputs by their names in action.yml; those that are not known are left out. */
export function outputsOf(outcome: Outcome): Record<string, string> {
  const { objects, plan } = outcome
  const outputs: Record<string, string | undefined> = {
    image: outcome.image,
    digest: outcome.digest,
    tag: outcome.tag,
    'openclaw-version': outcome.openclawVersion,
    'previous-image': outcome.previousImage,
    'previous-version': outcome.previousVersion,
    changed: (objects ?? plan) && String((objects ?? []).some(({ change }) => change !== 'unchanged')),
    decision: outcome.decision,
    reasons: JSON.stringify(outcome.reasons),
    verified: outcome.verified,
    'manifest-changed': outcome.manifestChanged === undefined ? undefined : String(outcome.manifestChanged),
    'outage-seconds': outcome.outage && (outageMs(outcome.outage) / 1000).toFixed(1),
    'backup-file': outcome.backup?.file,
    'rolled-back': outcome.rolledBack === undefined ? undefined : String(outcome.rolledBack),
    ...pairingOutputs(outcome),
  }
  return Object.fromEntries(
    Object.entries(outputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** The outputs of pair/action.yml, which are outputs of action.yml too. */
export function pairingOutputs({ pairing, problems }: Outcome): Record<string, string> {
  return { ...(pairing && outputsOfPairing(pairing)), ...(problems?.[0] && { 'failure-code': problems[0].code }) }
}
