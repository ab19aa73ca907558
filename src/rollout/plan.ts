// The plan: every object through a server-side dry run before the first real apply.

import { type Place, together } from '../errors.ts'
import { describe, type KubeObject } from '../kube/object.ts'
import type { KubeClient } from '../kube/request.ts'
import { dryRun, FIELD_MANAGER, type FieldOwner } from './apply.ts'
import { diffObjects, isSameContent, isSameOwnership } from './diff.ts'
import type { Checked } from './preflight.ts'

export interface Planned {
  /** As it will be applied. */
  readonly object: KubeObject
  /** What the API server would make of it. */
  readonly result: KubeObject
  readonly live: KubeObject | undefined
  readonly where: Place
  readonly change: 'created' | 'configured' | 'unchanged'
  /** Whether an apply has anything to write; unchanged content may still change hands. */
  readonly mustApply: boolean
  /** Fields that somebody has set by hand in the cluster, and that an apply takes back; [] when there are none. */
  readonly byHand: readonly FieldOwner[]
  /** Unified diff without secrets, '' when nothing changes. */
  readonly diff: string
  /** Why this object could not be proven, when it could not. */
  readonly unproven?: string
}

interface Written {
  readonly file: { readonly path: string }
  readonly line: number
  /** Its values are secret, whatever its kind. */
  readonly encrypted?: true
}

const NOT_SHOWN = '(what changes is encrypted in git and not shown)'

/**
 * Dry-runs all of `items` at once.
 * @param newNamespaces names of those that only this run will make
 * @param wasOurs whether an object was of the set that was verified last: what was set by hand in it since is set back
 * @throws DeployError with everything that the API server would refuse
 */
export async function plan(
  client: KubeClient,
  items: readonly Checked<Written>[],
  newNamespaces: ReadonlySet<string>,
  wasOurs: (object: KubeObject) => boolean,
): Promise<Planned[]> {
  return together(items.map((item) => planObject(client, item, newNamespaces, wasOurs(item.object))))
}

async function planObject(
  client: KubeClient,
  { object, live, manifest }: Checked<Written>,
  newNamespaces: ReadonlySet<string>,
  wasOurs: boolean,
): Promise<Planned> {
  const where = { file: manifest.file.path, line: manifest.line }
  const { namespace } = object.metadata
  const diffTo = (after: KubeObject) => {
    const text = diffObjects(live, after)
    // Of a Secret the diff hides the values by itself.
    return text !== '' && manifest.encrypted && object.kind !== 'Secret' ? NOT_SHOWN : text
  }
  if (namespace !== undefined && newNamespaces.has(namespace)) {
    const unproven = `${describe(object)}: its namespace is made in this run, and a dry run cannot look into it`
    const diff = diffTo(object)
    return { object, result: object, live, where, change: 'created', mustApply: true, byHand: [], diff, unproven }
  }
  const { result, byHand } = await dryRun(client, object, where, wasOurs)
  const diff = diffTo(result)
  if (!live) return { object, result, live, where, change: 'created', mustApply: true, byHand, diff }
  const isSame = isSameContent(live, result)
  const mustApply = !isSame || !isSameOwnership(live, result, FIELD_MANAGER)
  return { object, result, live, where, change: isSame ? 'unchanged' : 'configured', mustApply, byHand, diff }
}
