// What a run has found out and done so far. It grows as the story goes on, so that a failure reports all that was
// known when it came.

import type { Problem } from '../errors.ts'
import { type Outage, outageMs } from './outage.ts'

export type ObjectChange = 'created' | 'configured' | 'unchanged'

export interface Outcome {
  /** `repository:tag@digest` as it stands in the manifest. */
  image?: string
  digest?: string
  tag?: string
  openclawVersion?: string
  previousImage?: string
  previousVersion?: string
  decision?: 'build' | 'roll-out'
  /** Why that was decided, a sentence each. */
  reasons: string[]
  /** What the plan found, the gateway's Deployment last; `diff` has no secrets. */
  plan?: readonly { readonly name: string; readonly change: ObjectChange; readonly diff: string }[]
  /** What happened to each object, in apply order. */
  objects?: { readonly name: string; readonly change: ObjectChange }[]
  /** What the throwaway pod proved before the apply; undefined when there was none. */
  rehearsal?: Rehearsal
  verified?: 'full' | 'basic'
  /** What the verification could not prove, a clause each. */
  unproven?: readonly string[]
  manifestChanged?: boolean
  /** Undefined when there was no gateway before this run. */
  outage?: Outage
  /** After a failed rollout: whether the old gateway is live again. */
  rolledBack?: boolean
  /** The pinned file, relative to the workspace. */
  manifestFile?: string
  gateway?: { readonly namespace: string; readonly deployment: string; readonly container: string }
  problems?: readonly Problem[]
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
  const { objects, plan, problems } = outcome
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
    'rolled-back': outcome.rolledBack === undefined ? undefined : String(outcome.rolledBack),
    'failure-code': problems?.[0]?.code,
  }
  return Object.fromEntries(
    Object.entries(outputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
