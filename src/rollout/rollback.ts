// Putting the old gateway back: each object that was changed is applied as it was, and objects that are new go again.
// Fields of other managers are not touched, and nothing that holds data is ever deleted.

import { DeployError, type FailureCode, type Problem, problemsOf } from '../errors.ts'
import { describe, type KubeObject, type ObjectBefore, type ObjectName } from '../kube/object.ts'
import type { KubeClient } from '../kube/request.ts'
import { apply } from './apply.ts'

// Deleting one of these deletes what people keep in it.
const KEPT = new Set(['PersistentVolumeClaim', 'PersistentVolume', 'Namespace', 'CustomResourceDefinition', 'Secret'])

/** What a server that is well says of one object; all else would hold for the next one too. */
const REFUSALS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'apply-rejected',
  'apply-conflict',
  'cluster-forbidden',
])

interface Restored {
  /** The objects that are there again, as they are now. */
  readonly objects: readonly KubeObject[]
  /** One for each object that the server refused to have back, which is as it was left. */
  readonly refusals: readonly Problem[]
}

/**
 * Puts objects back, one after the other: the gateway matters more than one that the server refuses.
 * @throws DeployError when the server cannot be asked any more, with what it refused until then
 */
export async function restore(
  client: KubeClient,
  before: readonly ObjectBefore[],
  progress: (line: string) => void,
): Promise<Restored> {
  const objects: KubeObject[] = []
  const refusals: Problem[] = []
  for (const each of before) {
    if ('object' in each) {
      try {
        objects.push(await restoreObject(client, each.object, progress))
      } catch (error) {
        const [cause, ...more] = problemsOf(error)
        if (!REFUSALS.has(cause.code)) throw new DeployError(cause, ...more, ...refusals)
        const refusal = notRestored(each.object, cause)
        refusals.push(refusal)
        progress(refusal.message)
      }
    } else if (KEPT.has(each.absent.kind)) {
      progress(`${describe(each.absent)} is new and stays, since it may hold data`)
    } else {
      await remove(client, each.absent, progress)
    }
  }
  return { objects, refusals }
}

/** @returns the object as it is now @throws DeployError when it cannot be put back */
export async function restoreObject(
  client: KubeClient,
  object: KubeObject,
  progress: (line: string) => void,
): Promise<KubeObject> {
  const restored = await apply(client, object, undefined, undefined, true)
  progress(`${describe(object)} is as before`)
  return restored
}

function notRestored(object: KubeObject, cause: Problem): Problem {
  return {
    ...cause,
    message: `${describe(object)} could not be put back as it was: ${cause.message}`,
    fix: 'It stays as the failed rollout left it; where the old gateway needs it as it was, mend what the message names and put it back by hand',
  }
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
