// Whether there is anything to do, and why. Pure: what was built, what the plan would change and how the gateway is are
// found out elsewhere.

export interface Standing {
  /** Why there is an image to deploy: what ECR had, or what was built, behind what was said of its release. */
  readonly imageReasons: readonly string[]
  readonly built: boolean
  /** The objects that an apply would change, as people name them. */
  readonly changes: readonly string[]
  /** Of those, fields that somebody has set by hand: `Deployment home/openclaw: spec.replicas (kubectl-scale)`. */
  readonly byHand: readonly string[]
  /** Whether exactly these manifests with this image were verified here last, and nothing came after them. */
  readonly isVerifiedSet: boolean
  /** Whether a run before has ended between its apply and its end. */
  readonly isUnfinished: boolean
  /** What ails the gateway that should be there, or undefined when it is ready. */
  readonly ailment: string | undefined
}

export interface Decision {
  readonly decision: 'build' | 'roll-out' | 'nothing'
  /** A sentence each, without a full stop. */
  readonly reasons: readonly string[]
  /** What is not as the last verified run left it, though nobody changed the manifests; [] when all is. */
  readonly drift: readonly string[]
  /** Whether that is all there is to do: git wants nothing that the last verified run did not leave. */
  readonly isDriftAlone: boolean
}

export function decide(standing: Standing): Decision {
  const { imageReasons, built, changes, byHand, isVerifiedSet, isUnfinished, ailment } = standing
  // The apply of an unfinished run is no drift: it is ours.
  const drifted = isVerifiedSet && !isUnfinished ? changes : []
  const drift = [
    ...drifted.map((name) => `${name} was changed in the cluster since the last verified run`),
    ...byHand.map((field) => `a field was set by hand, ${field}`),
    ...(ailment !== undefined && changes.length === 0 ? [ailment] : []),
  ]
  const reasons = [
    ...imageReasons,
    ...(isUnfinished ? ['a run before was ended between its apply and its end'] : []),
    ...(changes.length === 0 ? ['the cluster has every object as the manifests want it'] : []),
    ...(changes.length > 0 && drifted.length === 0 ? [`${list(changes)} would change`] : []),
    ...drift,
    ...(ailment === undefined && changes.length === 0 ? ['the gateway is ready'] : []),
  ]
  const idle = changes.length === 0 && !isUnfinished && ailment === undefined
  const isDriftAlone = drift.length > 0 && isVerifiedSet && !isUnfinished
  return { decision: built ? 'build' : idle ? 'nothing' : 'roll-out', reasons, drift, isDriftAlone }
}

function list(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more objects` : names.join(' and ')
}
