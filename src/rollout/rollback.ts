// Putting the old gateway back: each object that was changed is applied as it was, and objects that are new go again.
// Fields of other managers are not touched, and nothing that holds data is ever deleted.

import { problemsOf } from '../errors.ts'
import { describe, type KubeObject, type ObjectBefore, type ObjectName } from '../kube/object.ts'
import type { KubeClient } from '../kube/request.ts'
import { apply } from './apply.ts'

// Deleting one of these deletes what people keep in it.
const KEPT = new Set(['PersistentVolumeClaim', 'PersistentVolume', 'Namespace', 'CustomResourceDefinition', 'Secret'])

/**
 * Puts objects back, one after the other.
 * @returns the objects that are there again, as they are now
 * @throws DeployError when an object cannot be put back
 */
export async function restore(
  client: KubeClient,
  before: readonly ObjectBefore[],
  progress: (line: string) => void,
): Promise<KubeObject[]> {
  const restored: KubeObject[] = []
  for (const each of before) {
    if ('object' in each) {
      restored.push(await apply(client, each.object, undefined, undefined))
      progress(`${describe(each.object)} is as before`)
    } else if (KEPT.has(each.absent.kind)) {
      progress(`${describe(each.absent)} is new and stays, since it may hold data`)
    } else {
      await remove(client, each.absent, progress)
    }
  }
  return restored
}

async function remove(client: KubeClient, object: ObjectName, progress: (line: string) => void): Promise<void> {
  try {
    const path = await client.pathOf(object)
    if (path !== undefined) await client.remove(path)
    progress(`${describe(object)} is removed`)
  } catch (error) {
    // The old gateway matters more than an object too many; a deployer needs no right to delete.
    progress(`${describe(object)} could not be removed: ${problemsOf(error)[0].message}`)
  }
}
