// What has to be put back when a rollout fails. Pure.

import { identityOf, type KubeObject, type ObjectBefore } from '../kube/object.ts'
import { FIELD_MANAGER } from './apply.ts'
import { extractOwned } from './owned.ts'
import type { Planned } from './plan.ts'

/**
 * For each object that this run will change: as it was verified last; where that is not known, the part of the live
 * object that is ours or kubectl's; or that it is new.
 * @param planned in the order in which it is put back, the gateway's Deployment last
 * @param verified the set that was verified last, as it was applied
 */
export function restorePoint(planned: readonly Planned[], verified: readonly KubeObject[]): ObjectBefore[] {
  const good = new Map(verified.map((object) => [identityOf(object), object]))
  const changed = planned.filter(({ mustApply, live }) => mustApply || !live)
  return changed.map(({ object, live }) => {
    const { apiVersion, kind, metadata } = object
    const { name, namespace } = metadata
    if (!live) return { absent: { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } } }
    return { object: good.get(identityOf(object)) ?? extractOwned(live, FIELD_MANAGER) }
  })
}
