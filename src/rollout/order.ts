// In which order objects are applied: what others need comes first. The gateway's own Deployment is not among them: it
// comes last of all, because applying it stops the old gateway, and a refusal of anything else should come before that.

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

/** Groups in apply order; what is in one group does not need each other, and keeps the order of the manifests. */
export function applyOrder<T extends { readonly object: KubeObject }>(items: readonly T[]): T[][] {
  const groups = Map.groupBy(items, ({ object }) => {
    const rank = FIRST.indexOf(object.kind)
    return rank === -1 ? FIRST.length : rank
  })
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
}
