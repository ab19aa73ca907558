// Manifests from disk: which files, their objects, and where in the text each object stands, so that an error can
// point at a line and the pin can change one value and keep every other byte.

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type Document,
  isMap,
  isScalar,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type ScalarTag,
  type Tags,
} from 'yaml'
import { DeployError, messageOf, type Place, type Problem } from '../errors.ts'
import { identityOf, type KubeObject, type ObjectName } from '../kube/object.ts'
import { findFiles } from './files.ts'
import { ciphertextIn } from './secrets/ciphertext.ts'
import type { Kept } from './secrets/keep.ts'
import { holdsNothing, isSealed, placeOf, SOPS_KEY } from './secrets/sealed.ts'

export interface ManifestFile {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string
  readonly absolute: string
  readonly text: string
}

/** A document of a file. */
interface Source {
  readonly file: ManifestFile
  /** Line of the object's first key, from 1. */
  readonly line: number
  /** The object's YAML, for the ranges of its values. */
  readonly document: Document<ParsedNode>
  readonly lines: LineCounter
}

export interface Manifest extends Source {
  /** In plain text, always: what is encrypted never gets an object. */
  readonly object: KubeObject
  /** SOPS encrypted it in the file, so the file's text and what it says here differ. */
  readonly encrypted?: true
}

/** What becomes of objects that SOPS encrypted: decrypted and applied, or left as the cluster has them. */
export type SecretsPolicy =
  | {
      readonly kind: 'apply'
      /** One or more keys, as `age-keygen` writes them; '' when none is given. */
      readonly ageKeys: string
    }
  | { readonly kind: 'keep' }

export interface Manifests {
  readonly manifests: readonly Manifest[]
  /** Objects that are not applied and must be in the cluster already. */
  readonly kept: readonly Kept[]
}

/**
 * Reads every object of the given files, globs and folders (a folder: its YAML files, not its subfolders, as
 * `kubectl apply -f` does).
 * @throws DeployError with every file that is missing, outside the workspace, or not a Kubernetes manifest, and every
 * object that is encrypted and cannot be opened
 */
export async function readManifests(
  patterns: readonly string[],
  workspace: string,
  secrets: SecretsPolicy,
): Promise<Manifests> {
  const problems: Problem[] = []
  const paths = new Set<string>()
  for (const pattern of patterns) {
    const found = await findFiles(pattern, workspace, problems)
    for (const path of found) paths.add(path)
  }
  const sources: Source[] = []
  for (const path of paths) {
    const absolute = resolve(workspace, path)
    try {
      const text = decode(await readFile(absolute))
      sources.push(...parseDocuments({ path, absolute, text }, problems))
    } catch (error) {
      problems.push({
        code: 'manifest-invalid',
        message: `${path} cannot be read: ${messageOf(error)}`,
        fix: 'Check that the file is there, readable and UTF-8',
        where: { file: path },
      })
    }
  }
  const sealed = sources.filter(({ document }) => isSealed(document))
  const kept = await settleSealed(sealed, secrets, problems)
  const manifests = sources.flatMap((source): Manifest[] => {
    if (!sealed.includes(source)) return manifestsOf(source, problems)
    if (holdsNothing(source.document)) return []
    return manifestsOf(source, problems).map((manifest) => ({ ...manifest, encrypted: true }))
  })
  const named = manifests.map(({ object, file, line }) => ({ object, where: { file: file.path, line } }))
  problems.push(...duplicates([...named, ...kept]))
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
  return { manifests, kept }
}

/** The objects of one file, without those that SOPS encrypted; what is wrong with it is added to `problems`. */
export function parseManifests(file: ManifestFile, problems: Problem[]): Manifest[] {
  return parseDocuments(file, problems).flatMap((source) => manifestsOf(source, problems))
}

/** Opens the encrypted documents, or names those that the cluster must have. */
async function settleSealed(sealed: readonly Source[], secrets: SecretsPolicy, problems: Problem[]): Promise<Kept[]> {
  if (sealed.length === 0) return []
  if (secrets.kind === 'keep') {
    const { keepSealed } = await import('./secrets/keep.ts')
    return keepSealed(sealed, problems)
  }
  // Brings the library for age along, so it is loaded only here.
  const { openSealed } = await import('./secrets/open.ts')
  problems.push(...(await openSealed(sealed, secrets.ageKeys)))
  return []
}

function parseDocuments(file: ManifestFile, problems: Problem[]): Source[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(file.text, {
    lineCounter: lines,
    version: '1.1',
    customTags: asKubectlReads,
    uniqueKeys: true,
  })
  const sources: Source[] = []
  for (const document of Array.isArray(documents) ? documents : []) {
    for (const error of document.errors) {
      problems.push({
        code: 'manifest-invalid',
        message: `${file.path} is not valid YAML: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`,
        fix: 'Correct the syntax on that line',
        where: { file: file.path, line: lines.linePos(error.pos[0]).line },
      })
    }
    // Kubernetes' tools skip a document of nothing or of comments.
    const { contents } = document
    const isEmpty = contents === null || (isScalar(contents) && contents.value === null)
    if (document.errors.length > 0 || isEmpty) continue
    sources.push({ file, line: lines.linePos(contents.range[0]).line, document, lines })
  }
  return sources
}

/** The document's object, none when it is encrypted or has a problem. Manifests are made here and nowhere else. */
function manifestsOf(source: Source, problems: Problem[]): Manifest[] {
  const { document, file, line } = source
  if (isSealed(document)) return []
  const { object, flaw } = readValue(document)
  if (flaw) {
    problems.push({ code: 'manifest-invalid', ...flaw, where: { file: file.path, line } })
    return []
  }
  const { kind, metadata } = object as KubeObject
  const ciphertext = ciphertextIn(document)
  for (const { node, key, isFile } of ciphertext) {
    problems.push({
      code: 'secret-encrypted',
      message: isFile
        ? `${key} in ${kind} ${metadata.name} is a whole file that SOPS encrypted, and would be applied as ciphertext`
        : `${key} in ${kind} ${metadata.name} is SOPS ciphertext, and there is no \`sops\` metadata to open it by`,
      fix: 'Encrypt the manifest itself (`sops encrypt --encrypted-regex "^(data|stringData)$"`), or decrypt it in a step before',
      where: placeOf(source, node),
    })
  }
  return ciphertext.length === 0 ? [{ ...source, object: object as KubeObject }] : []
}

/** A document's value, or why it cannot be applied. */
function readValue(document: Document<ParsedNode>): {
  object?: unknown
  flaw?: { message: string; fix: string } | undefined
} {
  try {
    const object: unknown = isMap(document.contents) ? document.toJS({ maxAliasCount: 100 }) : undefined
    return { object, flaw: flawOf(object) }
  } catch (error) {
    // An alias without its anchor, or aliases that multiply without end.
    return { flaw: { message: `This document cannot be read: ${messageOf(error)}`, fix: 'Correct its YAML aliases' } }
  }
}

/** Why a parsed document cannot be applied as it is. */
function flawOf(value: unknown): { message: string; fix: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      message: 'This document is not a Kubernetes object',
      fix: 'Give an object with apiVersion, kind and metadata, or remove the file from `manifests`',
    }
  }
  const object = value as Record<string, unknown>
  const metadata = object.metadata as Record<string, unknown> | undefined
  const missing = ['apiVersion', 'kind'].filter((key) => typeof object[key] !== 'string' || object[key] === '')
  if (missing.length > 0) {
    return {
      message: `This object has no ${missing.join(' and no ')}`,
      fix: `Add ${missing.join(' and ')}, or remove the file from \`manifests\``,
    }
  }
  if (String(object.kind).endsWith('List') && Array.isArray(object.items)) {
    return {
      message: `This is a ${object.kind}, which cannot be pinned or applied as one object`,
      fix: 'Write its items as separate documents, divided by ---',
    }
  }
  if (object.apiVersion === 'kustomize.config.k8s.io/v1beta1') {
    return {
      message: 'This is a kustomization, which this version does not build',
      fix: 'List the plain manifests in `manifests`, or build them in a step before',
    }
  }
  if (typeof metadata?.name !== 'string' || metadata.name === '') {
    return {
      message: `This ${object.kind} has no metadata.name`,
      fix: 'Add metadata.name (generateName cannot be applied again and again)',
    }
  }
  if (metadata.namespace !== undefined && typeof metadata.namespace !== 'string') {
    return {
      message: `The metadata.namespace of ${object.kind} ${metadata.name} is no text`,
      fix: 'Write the namespace’s name, in quotes if it is a number, or leave it out',
    }
  }
  // A merge key can bring it in where the document itself has none.
  if (object[SOPS_KEY] !== undefined) {
    return {
      message: `${object.kind} ${metadata.name} carries a \`sops\` key that is no SOPS metadata`,
      fix: 'Encrypt the file again by sops, or remove the key',
    }
  }
  return undefined
}

function duplicates(objects: readonly { object: ObjectName; where: Place }[]): Problem[] {
  const seen = new Map<string, Place>()
  return objects.flatMap(({ object, where }): Problem[] => {
    const { kind, metadata } = object
    const identity = identityOf(object)
    const earlier = seen.get(identity)
    seen.set(identity, where)
    if (!earlier) return []
    return [
      {
        code: 'manifest-invalid',
        message: `${kind} ${metadata.name} is there twice: also at ${earlier.file}:${earlier.line}`,
        fix: 'Remove one of the two',
        where,
      },
    ]
  })
}

function decode(bytes: Buffer): string {
  // Fatal, because bytes that are lost here would be lost in the file when the pin is written; a BOM is a byte too.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

/** Go's own notation, which go-yaml lets through beside YAML 1.1's `0644`. */
const goOctal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) => Number.parseInt(text.replace('0o', ''), 8),
}

/**
 * kubectl reads YAML 1.1 by go-yaml: `0644` is octal and `yes` is true, but there are no base-60 numbers, and dates
 * stay text (https://github.com/go-yaml/yaml/tree/v2#compatibility).
 */
const asKubectlReads = (tags: Tags): Tags => [
  goOctal,
  ...tags.filter((tag) => typeof tag === 'string' || (tag.format !== 'TIME' && !tag.tag.endsWith(':timestamp'))),
]
