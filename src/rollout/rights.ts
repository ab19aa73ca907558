// What a rollout needs besides the rights on the objects that it applies.

import type { Right } from '../kube/access.ts'

/**
 * What it is watched by, and what a failure is explained from: found missing on the night it is needed, the reasons would be
 * poorer just then.
 * @param deployment whose pods are found by labels, and the rest by the pods: only it is asked for by name
 */
export function watchRights(namespace: string, deployment: string): Right[] {
  const followed = [
    { group: 'apps', resource: 'deployments', name: deployment },
    { group: 'apps', resource: 'replicasets' },
    { group: '', resource: 'pods' },
    { group: '', resource: 'persistentvolumeclaims' },
    { group: '', resource: 'events' },
  ]
  return [
    ...followed.flatMap((each) => ['list', 'watch'].map((verb) => ({ verb, ...each, namespace }))),
    { verb: 'get', group: '', resource: 'pods/log', namespace },
  ]
}
