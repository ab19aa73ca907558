// The gateway's pod, read as the kubelet would: which file comes from which volume, and what each variable holds.

import { posix } from 'node:path'
import type { Manifest } from '../objects.ts'
import { type HeldFile, heldFiles } from './config.ts'
import { namespaceOf } from './home.ts'
import type { Part } from './part.ts'

export interface Volume {
  readonly part: Part
  readonly name: string
  readonly kind: 'claim' | 'empty' | 'objects' | 'other'
  /** Name of the PersistentVolumeClaim. */
  readonly claim?: string
}

export interface Mount {
  readonly part: Part
  /** Without a slash at its end. */
  readonly path: string
  readonly subPath: string
  /** Also a ConfigMap or Secret, which Kubernetes mounts read-only whatever the manifest says. */
  readonly isReadOnly: boolean
  readonly volume: Volume | undefined
}

/** Objects of the manifests by kind and name; one of the gateway's own namespace comes first. */
export type Lookup = (kind: string, name: unknown) => Manifest | undefined

export function lookupIn(manifests: readonly Manifest[], namespace: string | undefined): Lookup {
  return (kind, name) => {
    const named = manifests.filter(({ object }) => object.kind === kind && object.metadata.name === name)
    return named.find((manifest) => namespaceOf(manifest, namespace) === namespace) ?? named[0]
  }
}

export function volumesOf(pod: Part): Volume[] {
  return pod.at('volumes').items.flatMap((part): Volume[] => {
    const name = part.at('name').text
    if (name === undefined) return []
    const claim = part.at('persistentVolumeClaim', 'claimName').text
    const isObjects = ['configMap', 'secret', 'projected', 'downwardAPI'].some((key) => part.at(key).isThere)
    const kind = claim !== undefined ? 'claim' : part.at('emptyDir').isThere ? 'empty' : isObjects ? 'objects' : 'other'
    return [{ part, name, kind, ...(claim !== undefined && { claim }) }]
  })
}

export function mountsOf(container: Part, volumes: readonly Volume[]): Mount[] {
  return container.at('volumeMounts').items.flatMap((part): Mount[] => {
    const path = part.at('mountPath').text
    if (path === undefined) return []
    const volume = volumes.find(({ name }) => name === part.at('name').value)
    const isReadOnly = part.at('readOnly').value === true || volume?.kind === 'objects'
    return [{ part, path: cleaned(path), subPath: part.at('subPath').text ?? '', isReadOnly, volume }]
  })
}

/** The mount that holds a path: the longest, as the kernel sees it. */
export function mountOver(mounts: readonly Mount[], path: string): Mount | undefined {
  return mounts
    .filter((mount) => isWithin(path, mount.path))
    .reduce<Mount | undefined>(
      (best, mount) => (best && best.path.length >= mount.path.length ? best : mount),
      undefined,
    )
}

/** The file of a ConfigMap or Secret that a mount of it shows at a path of the container. */
export function fileAt(mount: Mount, path: string, lookup: Lookup): HeldFile | undefined {
  const inside = posix.join(mount.subPath, posix.relative(mount.path, cleaned(path)))
  return filesOf(mount.volume, lookup).get(inside)
}

/** What a volume of ConfigMaps and Secrets holds, as far as these are in the manifests, by path. */
export function filesOf(volume: Volume | undefined, lookup: Lookup): ReadonlyMap<string, HeldFile> {
  const files = new Map<string, HeldFile>()
  if (volume === undefined) return files
  const projected = volume.part.at('projected', 'sources').items
  for (const source of [volume.part, ...projected]) {
    for (const [kind, key, nameKey] of SOURCES) {
      const reference = source.at(key)
      const name = reference.at(nameKey).text ?? reference.at('name').text
      const owner = name === undefined ? undefined : lookup(kind, name)
      if (owner === undefined) continue
      const held = heldFiles(owner)
      const items = reference.at('items').items
      const chosen =
        items.length > 0
          ? items.map((item) => [item.at('path').text ?? '', held.get(item.at('key').text ?? '')] as const)
          : [...held]
      for (const [path, file] of chosen) if (file) files.set(path, file)
    }
  }
  return files
}

const SOURCES = [
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'secretName'],
] as const

export interface Environment {
  /** A value that the manifests give in plain text; never one of a Secret. */
  literal(name: string): string | undefined
  /** False when the manifests show that the variable is not set. */
  mayHave(name: string): boolean
  /** True when the manifests show that the variable is set. */
  has(name: string): boolean
  /** Where a variable of `env` stands. */
  part(name: string): Part | undefined
}

export function environmentOf(container: Part, lookup: Lookup): Environment {
  const literals = new Map<string, string>()
  const hidden = new Set<string>()
  let isOpen = false
  for (const source of container.at('envFrom').items) {
    const prefix = source.at('prefix').text ?? ''
    const isSecret = source.at('secretRef').isThere
    const owner = lookup(
      isSecret ? 'Secret' : 'ConfigMap',
      source.at(isSecret ? 'secretRef' : 'configMapRef', 'name').value,
    )
    if (owner === undefined) isOpen = true
    else
      for (const [key, { text }] of heldFiles(owner))
        isSecret ? hidden.add(prefix + key) : literals.set(prefix + key, text)
  }
  const parts = new Map<string, Part>()
  for (const part of container.at('env').items) {
    const name = part.at('name').text
    if (name === undefined) continue
    parts.set(name, part)
    literals.delete(name)
    hidden.delete(name)
    const { value } = part.at('value')
    if (typeof value === 'string') literals.set(name, value)
    else if (part.at('valueFrom').isThere) hidden.add(name)
  }
  const has = (name: string) => hidden.has(name) || Boolean(literals.get(name))
  return {
    literal: (name) => literals.get(name),
    mayHave: (name) => (isOpen && !parts.has(name)) || has(name),
    has,
    part: (name) => parts.get(name),
  }
}

/** A container's command and arguments as one text, to look for words in. */
export function commandOf(container: Part): string {
  return [...container.at('command').items, ...container.at('args').items].flatMap(({ text }) => text ?? []).join(' ')
}

/** `--name value` or `--name=value` of a command. */
export function flagOf(command: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)--${name}(?:=|\\s+)["']?([^\\s"']+)`).exec(command)?.[1]
}

export function cleaned(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, '')
}

export function isWithin(path: string, folder: string): boolean {
  const [inner, outer] = [cleaned(path), cleaned(folder)]
  return inner === outer || outer === '/' || inner.startsWith(`${outer}/`)
}
