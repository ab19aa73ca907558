// In which order objects are applied: what others need comes first, and the gateway's own Deployment last of all,
// because applying it stops the old gateway, and a refusal of anything else should come before that.

import type { KubeObject } from '../kube/object.ts'

// Namespaces and limits, then identities and data that pods mount, then the rest as it is written.
const FIRST = [
  'Namespace',
  'CustomResourceDefinition',
  'PriorityClass',
  'StorageClass',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'Secret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'NetworkPolicy',
  'PodDisruptionBudget',
]

/** A new array in apply order; objects of one rank keep the order of the manifests. */
export function applyOrder<T extends { readonly object: KubeObject }>(items: readonly T[], gateway: T): T[] {
  const rank = (item: T) => {
    if (item === gateway) return FIRST.length + 1
    const known = FIRST.indexOf(item.object.kind)
    return known === -1 ? FIRST.length : known
  }
  return [...items].sort((a, b) => rank(a) - rank(b))
}
