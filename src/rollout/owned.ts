// The part of a live object that some field managers own: what an earlier apply of theirs had written, and so what an
// apply of ours has to put back to undo itself. The format of fieldsV1 is that of structured-merge-diff
// (https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go).

import type { FieldSet, KubeObject, ManagedFields } from '../kube/object.ts'
import { KUBECTL_CLIENT_SIDE, union } from './takeover.ts'

/**
 * An apply configuration of the fields that `manager` owns, or that kubectl's client-side apply does and `manager` would
 * take over; nothing but the object's identity when there are none. Applied, it undoes a later apply of `manager`.
 */
export function extractOwned(live: KubeObject, manager: string): KubeObject {
  const isOurs = (entry: ManagedFields) =>
    !entry.subresource &&
    ((entry.manager === manager && entry.operation === 'Apply') || entry.manager === KUBECTL_CLIENT_SIDE)
  const sets = (live.metadata.managedFields ?? []).filter(isOurs).map(({ fieldsV1 = {} }) => fieldsV1)
  const owned = sets.length === 0 ? {} : (extract(live, sets.reduce(union)) as Partial<KubeObject>)
  const { apiVersion, kind, metadata } = live
  const { name, namespace } = metadata
  return {
    ...owned,
    apiVersion,
    kind,
    metadata: { ...withoutLastApplied(owned.metadata), name, ...(namespace && { namespace }) },
  }
}

/** kubectl's bookkeeping is neither ours to put back nor to take away, and has all of an object's values in it. */
export function withoutLastApplied(metadata: Partial<KubeObject['metadata']> | undefined): object {
  const { annotations, ...rest } = metadata ?? {}
  if (!annotations) return rest
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...kept } = annotations
  return Object.keys(kept).length === 0 ? rest : { ...rest, annotations: kept }
}

function extract(value: unknown, fields: FieldSet): unknown {
  const paths = Object.keys(fields).filter((key) => key !== '.')
  // A leaf, or a value that is owned as a whole.
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value.flatMap((element: unknown) => {
      const path = paths.find((each) => isAt(element, each))
      return path === undefined ? [] : [extract(element, fields[path] ?? {})]
    })
  }
  const object = value as Record<string, unknown>
  return Object.fromEntries(
    paths.flatMap((path) => {
      const name = path.slice('f:'.length)
      return name in object ? [[name, extract(object[name], fields[path] ?? {})]] : []
    }),
  )
}

/** Whether an element of a list is the one that `k:{"name":"x"}` or `v:"x"` names. */
function isAt(element: unknown, path: string): boolean {
  if (path.startsWith('v:')) return JSON.stringify(element) === path.slice('v:'.length)
  if (!path.startsWith('k:') || typeof element !== 'object' || element === null) return false
  const keys = JSON.parse(path.slice('k:'.length)) as Record<string, unknown>
  return Object.entries(keys).every(([key, wanted]) => (element as Record<string, unknown>)[key] === wanted)
}
