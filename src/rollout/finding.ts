// A suspicion about a rollout: what causes/*.ts find in a view, and the verdict weighs by the time it has stood.

import type { FailureCode } from '../errors.ts'
import type { Pod } from '../kube/workloads.ts'

/** What a rollout waits for at a moment, in the order in which a pod goes through them. */
export type Step = 'stop' | 'schedule' | 'pull' | 'init' | 'start' | 'probe'

export interface Finding {
  readonly code: FailureCode
  /** The cause, one sentence without a final full stop. */
  readonly message: string
  readonly fix: string
  /** How long it may stand before it is the verdict: one of patience.ts. */
  readonly patienceMs: number
  /** How long it has to stand before it is worth a line; at once when missing. */
  readonly shownAfterMs?: number
  /** The line of the log while it is no verdict, where that is not the message. */
  readonly line?: string
  /** Tells suspicions of one code apart whose patience must not add up. */
  readonly variant?: string
  /** Trouble of the cluster, which what is deployed did not make. */
  readonly blameless?: true
  /** The cluster's own words: the first piece of evidence. */
  readonly cause?: string
  readonly container?: string
  readonly pod?: Pod
  /** Whose line it is in the log: `Pod openclaw-5d9`. */
  readonly subject?: string
}

/** Its identity: the clock of its patience runs as long as findings with this key follow one another. */
export function keyOf({ code, variant = '', container = '', pod }: Finding): string {
  return [code, variant, container, pod?.metadata.uid ?? ''].join('/')
}
