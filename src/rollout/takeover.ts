// The first server-side apply over objects that kubectl applied from the client side. Without this step every field
// that differs is a conflict, and a field that leaves the manifest later stays in the cluster for ever, because
// kubectl's old entry still owns it. The rule is client-go's csaupgrade
// (https://pkg.go.dev/k8s.io/client-go/util/csaupgrade): kubectl's entry becomes ours.

import type { FieldSet, ManagedFields } from '../kube/object.ts'

/** Under this name `kubectl apply` without --server-side notes its fields. */
export const KUBECTL_CLIENT_SIDE = 'kubectl-client-side-apply'
const LAST_APPLIED = ['f:metadata', 'f:annotations', 'f:kubectl.kubernetes.io/last-applied-configuration']

/**
 * The managed fields after the takeover, or undefined when kubectl owns nothing here. Owners other than kubectl's
 * client-side apply keep what they have, and no field is given up.
 */
export function takeOver(managedFields: readonly ManagedFields[], manager: string): ManagedFields[] | undefined {
  const isKubectl = (entry: ManagedFields) =>
    entry.manager === KUBECTL_CLIENT_SIDE && entry.operation === 'Update' && !entry.subresource
  const kubectl = managedFields.filter(isKubectl)
  const [newest] = kubectl.toSorted((a, b) => (b.time ?? '').localeCompare(a.time ?? ''))
  if (newest === undefined) return undefined
  const isOurs = (entry: ManagedFields) =>
    entry.manager === manager && entry.operation === 'Apply' && !entry.subresource
  const ours = managedFields.find(isOurs)
  const fields = [...kubectl, ...(ours ? [ours] : [])].reduce<FieldSet>(
    (all, entry) => union(all, entry.fieldsV1 ?? {}),
    {},
  )
  const merged: ManagedFields = {
    ...newest,
    ...ours,
    manager,
    operation: 'Apply',
    fieldsType: 'FieldsV1',
    // kubectl's own bookkeeping is not in any manifest: owned by us, the next apply would delete it under a kubectl
    // that somebody may still use.
    fieldsV1: without(fields, LAST_APPLIED),
  }
  return [...managedFields.filter((entry) => !isKubectl(entry) && !isOurs(entry)), merged]
}

/** The fields of both. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  const merged: Record<string, FieldSet> = { ...a }
  for (const [key, child] of Object.entries(b)) merged[key] = union(merged[key] ?? {}, child)
  return merged
}

function without(fields: FieldSet, [key, ...rest]: readonly string[]): FieldSet {
  const child = key === undefined ? undefined : fields[key]
  if (key === undefined || child === undefined) return fields
  const { [key]: _, ...others } = fields
  const left = rest.length === 0 ? {} : without(child, rest)
  return Object.keys(left).length === 0 && rest.length > 0
    ? others
    : rest.length === 0
      ? others
      : { ...others, [key]: left }
}
