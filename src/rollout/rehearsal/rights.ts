// What a rehearsal needs that a rollout does not.

import type { Right } from '../../kube/access.ts'

/** Known before the plan; which copies of ConfigMaps and Secrets it takes is known only after it. */
export function podRights(namespace: string | undefined): Right[] {
  const pods = { group: '', resource: 'pods', ...(namespace && { namespace }), unless: 'rehearse: off' }
  return ['create', 'delete'].map((verb) => ({ verb, ...pods }))
}
