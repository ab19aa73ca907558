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
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[]
    readonly creationTimestamp?: string
    readonly deletionTimestamp?: string
    readonly managedFields?: readonly ManagedFields[]
  }
  readonly [field: string]: unknown
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
export function describe(object: Pick<KubeObject, 'kind' | 'metadata'>): string {
  const { name, namespace } = object.metadata
  return `${object.kind} ${namespace ? `${namespace}/` : ''}${name}`
}
