// The little that all Kubernetes objects share. Users' objects are sent as they were written, never through a
// typed model that would drop fields it does not know.

export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly uid?: string
    readonly generation?: number
    readonly resourceVersion?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly ownerReferences?: readonly OwnerReference[]
    readonly creationTimestamp?: string
    readonly deletionTimestamp?: string
    readonly managedFields?: readonly ManagedFields[]
  }
  readonly [field: string]: unknown
}

interface OwnerReference {
  readonly kind: string
  readonly name: string
  readonly uid: string
  /** Of all owners at most one is it: what makes the object, and replaces it. */
  readonly controller?: boolean
}

/** An entry of metadata.managedFields: who owns which fields. `fieldsV1` is the API's own tree of `f:` keys. */
export interface ManagedFields {
  readonly manager?: string
  readonly operation?: 'Apply' | 'Update'
  readonly apiVersion?: string
  readonly time?: string
  readonly fieldsType?: string
  readonly fieldsV1?: FieldSet
  readonly subresource?: string
}
export interface FieldSet {
  readonly [key: string]: FieldSet
}

/** `Deployment openclaw/openclaw`: how messages name an object. */
export function describe(object: Pick<ObjectName, 'kind' | 'metadata'>): string {
  const { name, namespace } = object.metadata
  return `${object.kind} ${namespace ? `${namespace}/` : ''}${name}`
}

/** What makes an object, and replaces it; undefined for one that somebody made by hand. */
export function controllerOf({ metadata }: KubeObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller)
}

/** What names an object in its cluster. */
export interface ObjectName {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
}

/** An object at an earlier time: what to apply to have it back, or that there was none. */
export type ObjectBefore = { readonly object: KubeObject } | { readonly absent: ObjectName }

/** A string for each object; the version of the API does not tell objects apart. */
export function identityOf({ apiVersion, kind, metadata }: ObjectName): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : ''
  return [group, kind, metadata.namespace ?? '', metadata.name].join('/')
}

/** The same value with all keys in order, so that the same content has the same text. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, canonical(child)]),
  )
}

/** Whether it has keys: what people and servers write may be anything. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
