// What a kustomization.yaml asks for, as far as it can be told without kustomize.

import { isMap, isScalar, isSeq, type Scalar } from 'yaml'
import type { Problem } from '../../errors.ts'
import { type ManifestFile, parseDocuments } from '../documents.ts'

/** A file that a kustomization names. */
export interface Named {
  /** As it is written: relative to the kustomization's folder, or an address. */
  readonly path: string
  /** From 1. */
  readonly line: number
}

export interface Asked {
  /** What its objects come from: files, folders and addresses. */
  readonly resources: readonly Named[]
  /** It asks for nothing but its resources as they are, so they can be read without kustomize. */
  readonly isPlain: boolean
}

const NAMES = /^(kustomization\.ya?ml|Kustomization)$/
/** What adds objects; only the first may stand in a plain one. */
const SOURCES = ['resources', 'bases', 'components']

/** Whether kustomize takes a file of this name for a kustomization. */
export function isKustomizationName(name: string): boolean {
  return NAMES.test(name)
}

/** Reads a kustomization; undefined when it is no YAML, which is added to `problems`. */
export function readKustomization(file: ManifestFile, problems: Problem[]): Asked | undefined {
  const found: Problem[] = []
  const [source, ...more] = parseDocuments(file, found)
  problems.push(...found)
  if (found.length > 0) return undefined
  const root = source?.document.contents
  if (!isMap(root)) return { resources: [], isPlain: false }
  const keys = root.items.map(({ key }) => String(key))
  const resources: Named[] = []
  let areNames = more.length === 0
  for (const field of SOURCES) {
    const list = root.get(field, true)
    for (const item of isSeq(list) ? list.items : []) {
      if (isName(item))
        resources.push({ path: item.value, line: source?.lines.linePos(item.range?.[0] ?? 0).line ?? 1 })
      else areNames = false
    }
  }
  const isPlain =
    areNames &&
    isSeq(root.get('resources', true)) &&
    keys.every((key) => ['apiVersion', 'kind', 'resources'].includes(key)) &&
    String(root.get('apiVersion') ?? 'kustomize.config.k8s.io/').startsWith('kustomize.config.k8s.io/') &&
    (root.get('kind') ?? 'Kustomization') === 'Kustomization'
  return { resources, isPlain }
}

/** Whether a path that is not there may be an address of another repository or server. */
export function mayBeRemote(path: string): boolean {
  return /:|\?|^[\w-]+(\.[\w-]+)+\//.test(path)
}

function isName(node: unknown): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string' && node.value !== ''
}
