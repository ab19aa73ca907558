// Putting the old gateway back: each object this run changed gets the fields that were ours before, and objects that are
// new in this run go again. Fields of other managers are not touched, and nothing that holds data is ever deleted.

import { problemsOf } from '../errors.ts'
import { describe, type KubeObject } from '../kube/object.ts'
import type { KubeClient } from '../kube/request.ts'
import { apply, FIELD_MANAGER } from './apply.ts'
import { extractOwned } from './owned.ts'
import type { Planned } from './plan.ts'

// Deleting one of these deletes what people keep in it.
const KEPT = new Set(['PersistentVolumeClaim', 'PersistentVolume', 'Namespace', 'CustomResourceDefinition', 'Secret'])

/**
 * Puts objects back, the gateway's Deployment last.
 * @param planned what this run applied, in its order; only what it changed is undone
 * @returns the gateway's Deployment as it is now
 * @throws DeployError when an object cannot be put back
 */
export async function restore(
  client: KubeClient,
  planned: readonly Planned[],
  gateway: Planned,
  progress: (line: string) => void,
): Promise<KubeObject> {
  const changed = planned.filter(({ mustApply, live }) => mustApply || !live)
  for (const { object, live, where } of changed.filter((each) => each !== gateway)) {
    if (live) await putBack(client, live, where)
    else if (KEPT.has(object.kind)) {
      progress(`${describe(object)} is new and stays, since it may hold data`)
      continue
    } else await remove(client, object, progress)
    progress(`${describe(object)} ${live ? 'is as before' : 'is removed'}`)
  }
  const before = gateway.live as KubeObject
  const restored = await putBack(client, before, gateway.where)
  progress(`${describe(before)} is as before`)
  return restored
}

function putBack(client: KubeClient, live: KubeObject, where: Planned['where']): Promise<KubeObject> {
  return apply(client, extractOwned(live, FIELD_MANAGER), undefined, where)
}

async function remove(client: KubeClient, object: KubeObject, progress: (line: string) => void): Promise<void> {
  try {
    const path = await client.pathOf(object)
    if (path !== undefined) await client.remove(path)
  } catch (error) {
    // The old gateway matters more than an object too many; a deployer needs no right to delete.
    progress(`${describe(object)} could not be removed: ${problemsOf(error)[0].message}`)
  }
}
