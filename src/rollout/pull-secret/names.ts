// Which pull secrets a pod has, what a run must be allowed to do with them, and which registries are ECR's. Pure.

import type { Right } from '../../kube/access.ts'
import { isRecord, type KubeObject } from '../../kube/object.ts'
import type { Deployment } from '../../kube/workloads.ts'

// AWS's own pattern, of its credential provider for the kubelet (kubernetes/cloud-provider-aws).
const ECR_HOST =
  /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9][a-z0-9-]*)\.(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/

/** The region of a private registry of ECR, by its host; undefined for any other host. */
export function ecrRegion(host: string): string | undefined {
  return ECR_HOST.exec(host)?.[1]
}

/** The pull secrets that a pod template or a ServiceAccount names. */
export function namedIn(holder: unknown): string[] {
  const { imagePullSecrets } = isRecord(holder) ? holder : {}
  if (!Array.isArray(imagePullSecrets)) return []
  return imagePullSecrets.flatMap((each: unknown) => (isRecord(each) && typeof each.name === 'string' ? each.name : []))
}

/** Name of the ServiceAccount whose pull secrets the pod gets when it names none itself. */
export function accountOf({ spec }: Deployment): string {
  return spec.template.spec.serviceAccountName || 'default'
}

/**
 * What a run must be allowed to do with the pull secrets that its manifests name.
 * @param refresh the right to make one that is missing is not among these: the record's right to make Secrets is the same
 */
export function rightsOn(
  deployment: Deployment,
  manifests: readonly KubeObject[],
  namespace: string,
  refresh: boolean,
): Right[] {
  const own = namedIn(deployment.spec.template.spec)
  const account = manifests.find(
    ({ kind, metadata }) =>
      kind === 'ServiceAccount' &&
      metadata.name === accountOf(deployment) &&
      (metadata.namespace ?? namespace) === namespace,
  )
  const names = own.length > 0 ? own : namedIn(account)
  const unless = refresh ? 'pull-secret: check' : 'pull-secret: off'
  const on = { group: '', resource: 'secrets', namespace }
  return names.flatMap((name) => [
    { verb: 'get', ...on, name, unless: 'pull-secret: off' },
    ...(refresh ? [{ verb: 'patch', ...on, name, unless }] : []),
  ])
}
