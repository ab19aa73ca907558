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
import { DeployError, messageOf, type Problem } from '../errors.ts'
import type { KubeObject } from '../kube/object.ts'
import { findFiles } from './files.ts'

export interface ManifestFile {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string
  readonly absolute: string
  readonly text: string
}

export interface Manifest {
  readonly object: KubeObject
  readonly file: ManifestFile
  /** Line of the object's first key, from 1. */
  readonly line: number
  /** The object's YAML, for the ranges of its values. */
  readonly document: Document<ParsedNode>
  readonly lines: LineCounter
}

/**
 * Reads every object of the given files, globs and folders (a folder: its YAML files, not its subfolders, as
 * `kubectl apply -f` does).
 * @throws DeployError with every file that is missing, outside the workspace, or not a Kubernetes manifest
 */
export async function readManifests(patterns: readonly string[], workspace: string): Promise<Manifest[]> {
  const problems: Problem[] = []
  const paths = new Set<string>()
  for (const pattern of patterns) {
    const found = await findFiles(pattern, workspace, problems)
    for (const path of found) paths.add(path)
  }
  const manifests: Manifest[] = []
  for (const path of paths) {
    const absolute = resolve(workspace, path)
    try {
      const text = decode(await readFile(absolute))
      manifests.push(...parseManifests({ path, absolute, text }, problems))
    } catch (error) {
      problems.push({
        code: 'manifest-invalid',
        message: `${path} cannot be read: ${messageOf(error)}`,
        fix: 'Check that the file is there, readable and UTF-8',
        where: { file: path },
      })
    }
  }
  for (const duplicate of duplicates(manifests)) problems.push(duplicate)
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
  return manifests
}

/** The objects of one file; what is wrong with it is added to `problems`. */
export function parseManifests(file: ManifestFile, problems: Problem[]): Manifest[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(file.text, {
    lineCounter: lines,
    version: '1.1',
    customTags: asKubectlReads,
    uniqueKeys: true,
  })
  const manifests: Manifest[] = []
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
    const line = lines.linePos(contents.range[0]).line
    const { object, flaw } = readValue(document)
    if (flaw) problems.push({ code: 'manifest-invalid', ...flaw, where: { file: file.path, line } })
    else manifests.push({ object: object as KubeObject, file, line, document, lines })
  }
  return manifests
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
  // Applying ciphertext would replace the real Secret with it.
  if (typeof object.sops === 'object' && object.sops !== null) {
    return {
      message: `${object.kind} ${metadata.name} is still encrypted by SOPS`,
      fix: 'Decrypt it in a step before, or leave it out of `manifests` and keep the one in the cluster',
    }
  }
  return undefined
}

function duplicates(manifests: readonly Manifest[]): Problem[] {
  const seen = new Map<string, Manifest>()
  return manifests.flatMap((manifest): Problem[] => {
    const { apiVersion, kind, metadata } = manifest.object
    const key = [apiVersion.replace(/\/.*/, ''), kind, metadata.namespace, metadata.name].join('\0')
    const earlier = seen.get(key)
    seen.set(key, manifest)
    if (!earlier) return []
    return [
      {
        code: 'manifest-invalid',
        message: `${kind} ${metadata.name} is there twice: also at ${earlier.file.path}:${earlier.line}`,
        fix: 'Remove one of the two',
        where: { file: manifest.file.path, line: manifest.line },
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
