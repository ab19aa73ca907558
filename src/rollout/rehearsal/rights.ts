// What throwaway pods need that a rollout does not.

import type { Right } from '../../kube/access.ts'
import type { Level } from './part.ts'

const UNLESS = 'rehearse: off'

/** For any throwaway pod. */
export function podRights(namespace: string): Right[] {
  const pods = { group: '', resource: 'pods', namespace, unless: UNLESS }
  return ['create', 'delete'].map((verb) => ({ verb, ...pods }))
}

/**
 * For a rehearsal: the pod, and the copies of the ConfigMaps and Secrets that it reads. Which it takes is known only after
 * the plan. A copy is given to its pod by `patch`; one that a killed run has left is found by `list` and removed by the next.
 */
export function rehearsalRights(namespace: string, level: Level): Right[] {
  const copies = (resource: string, verbs: readonly string[]) =>
    verbs.map((verb) => ({ verb, group: '', resource, namespace, unless: UNLESS }))
  // Of a pull secret that this run makes or changes; it goes with its pod.
  if (level === 'pull') return [...podRights(namespace), ...copies('secrets', ['create', 'patch'])]
  const verbs = ['create', 'patch', 'list', 'delete']
  return [...podRights(namespace), ...copies('configmaps', verbs), ...copies('secrets', verbs)]
}
