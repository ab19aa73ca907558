// The ConfigMaps and Secrets of a pod, named otherwise.

import type { ConfigReference } from '../config.ts'
import type { PodTemplateSpec } from './template.ts'

/** @returns the new name, or undefined to keep the old one */
export type Rename = (kind: ConfigReference['kind'], name: string) => string | undefined

/** The same keys as config.ts looks for, and the pull secrets. */
export function renamed(spec: PodTemplateSpec, rename: Rename): PodTemplateSpec {
  const { containers, initContainers, volumes, imagePullSecrets } = spec
  const pull = imagePullSecrets?.map(({ name }) => ({ name: rename('Secret', name) ?? name }))
  return {
    ...spec,
    ...(visit({ containers, ...(initContainers && { initContainers }), ...(volumes && { volumes }) }, rename) as Pick<
      PodTemplateSpec,
      'containers'
    >),
    ...(pull && { imagePullSecrets: pull }),
  }
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
      const kind = KINDS[key]
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
