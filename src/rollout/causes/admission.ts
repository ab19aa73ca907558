// Pods that the API server will not have: quota, policies, webhooks.

import type { Condition } from '../../kube/workloads.ts'
import type { Finding } from '../finding.ts'
import { ADMISSION, ONLY_SHOWN, QUOTA } from '../patience.ts'
import type { ReplicaSet, RolloutView } from '../view.ts'

/**
 * @param replicaSet the new one, if there is one yet
 * @param appliedAtMs what the Deployment's conditions told before that is about an earlier rollout
 */
export function admissionFinding(
  { deployment }: RolloutView,
  replicaSet: ReplicaSet | undefined,
  appliedAtMs: number,
): Finding | undefined {
  const refusal =
    replicaSet?.status?.conditions?.find(isRefusal) ??
    deployment?.status?.conditions?.find((each) => isRefusal(each) && isNewerThan(each, appliedAtMs))
  return refusal && refusedPod(refusal.message ?? '', refusal.reason)
}

/**
 * What the server's words about a pod that it will not have mean.
 * @param reason of the condition that quotes them; undefined when they came as the answer itself
 */
export function refusedPod(message: string, reason?: string): Finding {
  const cause = reason ? `${reason}: ${message}` : message
  const said = message.replace(/^pods "[^"]*" is forbidden: /, '')
  // Not a matter of room: while the quota stands, a pod that does not say what it needs is refused for good.
  if (/failed quota: .*must specify /.test(message)) {
    return {
      code: 'admission-denied',
      variant: 'unspecified',
      message: `The namespace's quota wants to be told more of the new pod: ${said}`,
      fix: 'Set those resources on these containers in the manifest, or defaults for them in a LimitRange',
      patienceMs: ADMISSION,
      cause,
    }
  }
  if (/exceeded quota/.test(message)) {
    return {
      code: 'admission-denied',
      variant: 'quota',
      message: `The namespace's quota does not allow the new pod: ${said}`,
      fix: 'Raise the ResourceQuota, or lower resources of the container',
      patienceMs: QUOTA,
      cause,
    }
  }
  if (/(maximum|minimum) \S+ usage per|max limit to request ratio/.test(message)) {
    return {
      code: 'admission-denied',
      variant: 'limit-range',
      message: `The namespace's LimitRange does not allow the new pod: ${said}`,
      fix: 'Change resources of the container, or the LimitRange',
      patienceMs: ADMISSION,
      cause,
    }
  }
  // A webhook that is down is not one that says no.
  const down = /failed calling webhook|deadline exceeded|connection refused|etcdserver|Internal error/.test(message)
  return {
    code: 'admission-denied',
    variant: down ? 'down' : 'denied',
    message: `The cluster does not let the new pod be made: ${said}`,
    fix: /serviceaccount/i.test(message)
      ? 'Add the ServiceAccount to the manifests, or correct serviceAccountName'
      : 'Change what the message names in the manifest, or the policy that forbids it',
    patienceMs: down ? ONLY_SHOWN : ADMISSION,
    cause,
  }
}

function isRefusal({ type, status, reason }: Condition): boolean {
  return (
    (type === 'ReplicaFailure' && status === 'True') || (type === 'Progressing' && reason === 'ReplicaSetCreateError')
  )
}

/** Whether the controller wrote a condition after our apply; without a time it cannot be told from a stale one. */
export function isNewerThan({ lastUpdateTime }: Condition, epochMs: number): boolean {
  return Date.parse(lastUpdateTime ?? '') > epochMs
}
