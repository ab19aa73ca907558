// The objects of a document, or why it cannot be applied. Manifests are made here and nowhere else.

import { type Document, isAlias, isMap, type Node, type ParsedNode, visit } from 'yaml'
import { messageOf, type Problem } from '../errors.ts'
import { isRecord, type KubeObject } from '../kube/object.ts'
import { type ManifestFile, parseDocuments, type Source } from './documents.ts'
import { type Entry, entriesOf } from './list.ts'
import { type Path, placeAt, valueAt } from './path.ts'
import { ciphertextIn } from './secrets/ciphertext.ts'
import { isSealed, placeOf, SOPS_KEY } from './secrets/sealed.ts'

export interface Manifest extends Source {
  /** In plain text, always: what is encrypted never gets an object. */
  readonly object: KubeObject
  /** Where in its document it stands: `[]`, or `['items', 2]` in a List. */
  readonly root: Path
  /** SOPS encrypted it in the file, so the file's text and what it says here differ. */
  readonly encrypted?: true
}

interface Flaw {
  readonly message: string
  readonly fix: string
  /** What of the object is to blame; undefined for the whole. */
  readonly path?: Path
}

/** The objects of one file, without those that SOPS encrypted; what is wrong with it is added to `problems`. */
export function parseManifests(file: ManifestFile, problems: Problem[]): Manifest[] {
  return parseDocuments(file, problems).flatMap((source) => manifestsOf(source, problems))
}

/** The document's objects, none when it is encrypted; what has a problem is left out and added to `problems`. */
export function manifestsOf(source: Source, problems: Problem[]): Manifest[] {
  const { document, file } = source
  if (isSealed(document)) return []
  const read = readValue(document)
  if ('message' in read) {
    const { message, fix, node } = read
    problems.push({ code: 'manifest-invalid', message, fix, where: placeOf(source, node) })
    return []
  }
  const entries = entriesOf(document)
  const manifests = entries.flatMap((entry): Manifest[] => {
    const manifest = manifestOf(source, entry, read.value)
    const flaw = flawOf(manifest.object, entry)
    if (flaw) {
      const { message, fix, path } = flaw
      const where = path ? placeAt(manifest, path) : { file: file.path, line: manifest.line }
      problems.push({ code: 'manifest-invalid', message, fix, where })
    }
    return flaw ? [] : [manifest]
  })
  const ciphertext = ciphertextIn(document, entries)
  for (const { node, key, isFile, entry } of ciphertext) {
    const object = manifests.find(({ root }) => root === entry?.path)?.object
    const owner = object ? `${object.kind} ${object.metadata.name}` : 'this document'
    problems.push({
      code: 'secret-encrypted',
      message: isFile
        ? `${key} in ${owner} is a whole file that SOPS encrypted, and would be applied as ciphertext`
        : `${key} in ${owner} is SOPS ciphertext, and there is no \`sops\` metadata to open it by`,
      fix: 'Encrypt the manifest itself (`sops encrypt --encrypted-regex "^(data|stringData)$"`), or decrypt it in a step before',
      where: placeOf(source, node),
    })
  }
  return ciphertext.length === 0 ? manifests : []
}

function manifestOf(source: Source, { path, node, inherited }: Entry, value: unknown): Manifest {
  const own = valueAt(value, path)
  const object = (isRecord(own) ? { ...inherited, ...own } : own) as KubeObject
  if (path.length === 0 || source.rendered) return { ...source, object, root: path }
  const range = (node as ParsedNode | null)?.range
  const line = range ? source.lines.linePos(range[0]).line : source.line
  // Behind an alias stand the lines of another item.
  return { ...source, object, root: path, line, node: isAlias(node) ? undefined : (node as ParsedNode) }
}

// What goes through an object does so by recursion; no API of Kubernetes comes near.
const DEEPEST = 256

/** Whether something lies below that many levels. Stops there. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((child) => isDeeper(child, levels - 1))
}

/** A document's value, or why it has none. */
function readValue(document: Document<ParsedNode>): { value: unknown } | (Flaw & { readonly node?: Node }) {
  if (!isMap(document.contents)) return { value: undefined }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    if (!isDeeper(value, DEEPEST)) return { value }
    return {
      message: 'This document is nested too deeply, or one of its aliases stands for what it is in',
      fix: `Nest no more than ${DEEPEST} levels`,
    }
  } catch (error) {
    const node = lostAlias(document)
    if (node === undefined) {
      // Such as aliases that multiply without end.
      return { message: `This document cannot be read: ${messageOf(error)}`, fix: 'Correct its YAML aliases' }
    }
    // Its name is not told: it may be a password that begins with a star.
    return {
      message: 'This is a YAML alias (`*name`), and there is no anchor (`&name`) of its name before it',
      fix: 'Put the value in quotes if it is meant as text, or correct the name',
      node,
    }
  }
}

function lostAlias(document: Document<ParsedNode>): Node | undefined {
  let lost: Node | undefined
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined
      lost = alias
      return visit.BREAK
    },
  })
  return lost
}

/** Why a parsed object cannot be applied as it is. */
function flawOf(value: unknown, { path }: Entry): Flaw | undefined {
  if (!isRecord(value)) {
    return {
      message: `This ${path.length > 0 ? 'item of a List' : 'document'} is not a Kubernetes object`,
      fix: 'Give an object with apiVersion, kind and metadata, or remove the file from `manifests`',
    }
  }
  const metadata = value.metadata as Record<string, unknown> | undefined
  const missing = ['apiVersion', 'kind'].filter((key) => typeof value[key] !== 'string' || value[key] === '')
  if (missing.length > 0) {
    return {
      message: `This object has no ${missing.join(' and no ')}`,
      fix: `Add ${missing.join(' and ')}, or remove the file from \`manifests\``,
    }
  }
  if (value.kind === 'List' || (String(value.kind).endsWith('List') && Array.isArray(value.items))) {
    return {
      message: `This is a ${value.kind} whose \`items\` are not written as a list`,
      fix: 'Write its items as separate documents, divided by ---',
    }
  }
  if (String(value.apiVersion).startsWith('kustomize.config.k8s.io/')) {
    return {
      message: 'This is a kustomization, which is read from its folder',
      fix: 'Name the file kustomization.yaml, and its folder in `manifests`',
    }
  }
  if (typeof metadata?.name !== 'string' || metadata.name === '') {
    return {
      message: `This ${value.kind} has no metadata.name`,
      fix: 'Add metadata.name (generateName cannot be applied again and again)',
    }
  }
  const flaw = nameFlaw(String(value.apiVersion), metadata.name)
  if (flaw)
    return { ...flaw, message: `The metadata.name of this ${value.kind} ${flaw.message}`, path: ['metadata', 'name'] }
  if (metadata.namespace !== undefined && typeof metadata.namespace !== 'string') {
    return {
      message: `The metadata.namespace of ${value.kind} ${metadata.name} is no text`,
      fix: 'Write the namespace’s name, in quotes if it is a number, or leave it out',
      path: ['metadata', 'namespace'],
    }
  }
  if (metadata.namespace !== undefined && !NAMESPACE.test(metadata.namespace)) {
    return {
      message: `The metadata.namespace of ${value.kind} ${metadata.name} is "${metadata.namespace}", which no namespace can be called`,
      fix: 'Write it in lower-case letters, digits and hyphens',
      path: ['metadata', 'namespace'],
    }
  }
  // A merge key can bring it in where the document itself has none.
  if (value[SOPS_KEY] !== undefined) {
    return {
      message: `${value.kind} ${metadata.name} carries a \`sops\` key that is no SOPS metadata`,
      fix: 'Encrypt the file again by sops, or remove the key',
    }
  }
  return undefined
}

// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
const NAMESPACE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const SUBDOMAIN = /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/
/** The groups of Kubernetes that name all of their objects so; a Role, for one, may be called almost anything. */
const NAMED_BY_SUBDOMAIN = /^(v1|(apps|batch|policy|autoscaling|networking\.k8s\.io|traefik\.io)\/[^/]+)$/

function nameFlaw(apiVersion: string, name: string): Flaw | undefined {
  if (NAMED_BY_SUBDOMAIN.test(apiVersion)) {
    if (SUBDOMAIN.test(name) && name.length <= 253) return undefined
    return {
      message: `is "${name}", which Kubernetes does not take`,
      fix: 'Write it in lower-case letters, digits, hyphens and dots',
    }
  }
  // What is a part of every object's address.
  if (name.isWellFormed() && name !== '.' && name !== '..' && !/[/%]/.test(name)) return undefined
  return { message: `is "${name}", which cannot be a part of an address`, fix: 'Leave out slashes and per cent signs' }
}
