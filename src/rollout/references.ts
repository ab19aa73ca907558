// The ConfigMaps and Secrets that a pod names: which they are, and the same pod with other names for them.

import type { Deployment } from '../kube/workloads.ts'

export interface ConfigReference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
}

type PodSpec = Deployment['spec']['template']['spec']

/** @returns the new name, or undefined to keep the old one */
export type Rename = (kind: ConfigReference['kind'], name: string) => string | undefined

/** Every ConfigMap and Secret that the pods read, by volume, envFrom or env; pull secrets are not read by the pod. */
export function configReferences({ spec }: Deployment): ConfigReference[] {
  const found = new Map<string, ConfigReference>()
  visit(readBy(spec.template.spec), (kind, name) => {
    if (name !== '') found.set(`${kind}/${name}`, { kind, name })
    return undefined
  })
  return [...found.values()].sort((a, b) => (a.kind + a.name < b.kind + b.name ? -1 : 1))
}

/** The Secrets by which the node pulls; the pods themselves do not read them. */
export function pullSecretReferences({ spec }: Deployment): ConfigReference[] {
  // Of a manifest whose lines below it are comments it is null, which a server takes for none.
  return (spec.template.spec.imagePullSecrets ?? []).map(({ name }) => ({ kind: 'Secret', name }))
}

/** The pod with other names for what it reads, and for its pull secrets. */
export function renamed<T extends PodSpec>(spec: T, rename: Rename): T {
  const pull = spec.imagePullSecrets?.map(({ name }) => ({ name: rename('Secret', name) ?? name }))
  return { ...spec, ...(visit(readBy(spec), rename) as Partial<T>), ...(pull && { imagePullSecrets: pull }) }
}

/** The parts of a pod in which it names what it reads. */
function readBy({ containers, initContainers, volumes }: PodSpec): Partial<PodSpec> {
  return { containers, ...(initContainers && { initContainers }), ...(volumes && { volumes }) }
}

const KINDS: Readonly<Record<string, ConfigReference['kind']>> = {
  configMap: 'ConfigMap',
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  secret: 'Secret',
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
}

function visit(value: unknown, rename: Rename): unknown {
  if (Array.isArray(value)) return value.map((each) => visit(each, rename))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const kind = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined
      return [key, kind ? reference(visit(child, rename), kind, rename) : visit(child, rename)]
    }),
  )
}

function reference(value: unknown, kind: ConfigReference['kind'], rename: Rename): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { name, secretName } = value as { name?: unknown; secretName?: unknown }
  // A volume names its Secret otherwise than all others do.
  const field = typeof secretName === 'string' ? 'secretName' : 'name'
  const old = field === 'secretName' ? secretName : name
  const anew = typeof old === 'string' ? rename(kind, old) : undefined
  return anew === undefined ? value : { ...value, [field]: anew }
}
