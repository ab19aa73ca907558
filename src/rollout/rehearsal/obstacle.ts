// Why a rehearsal says nothing about the rollout: what stands in the way of the throwaway pod alone. Pure.

import type { Finding } from '../finding.ts'
import { fateOf } from '../history.ts'
import type { RolloutView } from '../view.ts'

export interface Obstacle {
  /** `elsewhere`: it was steered to a node that the manifests keep it from, and may fit another. */
  readonly kind: 'obstacle' | 'elsewhere'
  /** A clause. */
  readonly why: string
}

// The gateway that runs now has what is missing here, and gives it back before the new one starts.
const NO_ROOM = /Insufficient [\w./-]*[\w]|Too many pods/

/** @param isSteered whether it may only run on one node */
export function obstacleOf(
  view: RolloutView,
  pod: { readonly name: string; readonly uid: string | undefined },
  isSteered: boolean,
): Obstacle | undefined {
  const seen = view.pods.find(({ metadata }) => metadata.uid === pod.uid)
  const fate = fateOf(view, pod)?.fate ?? (seen ? undefined : 'was deleted')
  // Also how a kubelet refuses a pod that the scheduler had counted on (OutOfmemory), and what it does when memory runs
  // out after all (Evicted).
  if (fate && seen?.status?.phase !== 'Succeeded') return { kind: 'obstacle', why: `pod ${pod.name} ${fate}` }
  const condition = seen?.status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')
  if (condition?.reason !== 'Unschedulable') return undefined
  // What preemption could do is about other pods.
  const [said = ''] = (condition.message ?? '').split(' preemption:')
  const scarce = NO_ROOM.exec(said)?.[0]
  if (scarce) return { kind: 'obstacle', why: `there is no room for both gateways (${scarce})` }
  return isSteered ? { kind: 'elsewhere', why: said } : undefined
}

/**
 * A refusal that the real pod would not get, since it takes the place of the old one and may ask for something else.
 * @param asksOtherwise for other resources than the real one
 */
export function isOnlyHere({ variant }: Finding, asksOtherwise: boolean): boolean {
  return variant === 'quota' || (variant === 'limit-range' && asksOtherwise)
}
