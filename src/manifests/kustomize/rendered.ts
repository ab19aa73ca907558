// What a kustomization renders, as documents that know where they come from: what is wrong with a rendered object is to
// be corrected in some file, and nobody can open the rendered one.

import { dirname } from 'node:path'
import type { Document, ParsedNode } from 'yaml'
import type { Problem } from '../../errors.ts'
import { type Kustomization, type ManifestFile, parseDocuments, type Source } from '../documents.ts'
import { entriesOf } from '../list.ts'
import type { Written } from '../path.ts'
import { sourcesBelow } from './resolve.ts'
import { render, renderProblem } from './tool.ts'

/** The documents that it renders; that it does not is added to `problems`. */
export async function renderedSources(
  kustomization: Kustomization,
  workspace: string,
  problems: Problem[],
): Promise<Source[]> {
  const { file, renderer } = kustomization
  const rendered = await render(renderer, dirname(file.absolute))
  if ('failure' in rendered) {
    problems.push(renderProblem(file.path, renderer, rendered.failure))
    return []
  }
  const found: Problem[] = []
  const documents = parseDocuments({ ...file, text: rendered.text }, found)
  // Their lines are those of a text that nobody sees.
  problems.push(...found.map((problem) => ({ ...problem, where: { file: file.path } })))
  const originOf = await origins(file, workspace)
  return documents.map((source) => ({ ...source, ...originOf(source.document), rendered: kustomization }))
}

type Origin = Pick<Source, 'file' | 'line' | 'lines' | 'node'>

/** Where an object is written: in the only document below that has its kind and name, else the kustomization itself. */
async function origins(file: ManifestFile, workspace: string): Promise<(document: Document<ParsedNode>) => Origin> {
  const known = new Map<string, Origin[]>()
  for (const source of await sourcesBelow(file.path, workspace)) {
    for (const { node, inherited } of entriesOf(source.document)) {
      const key = keyOf(node, inherited.kind)
      const line = lineOf(source, node)
      known.set(key, [...(known.get(key) ?? []), { ...source, line, node: node as Written['node'] }])
    }
  }
  const [own] = parseDocuments(file, [])
  return (document) => {
    const [origin, ...more] = known.get(keyOf(document.contents, undefined)) ?? []
    if (origin && more.length === 0)
      return { file: origin.file, line: origin.line, lines: origin.lines, node: origin.node }
    return { file, line: own?.line ?? 1, lines: own?.lines as Origin['lines'], node: undefined }
  }
}

function keyOf(node: unknown, inherited: string | undefined): string {
  const get = (...path: string[]) => (node as { getIn?: (path: readonly string[]) => unknown } | null)?.getIn?.(path)
  return `${get('kind') ?? inherited}/${get('metadata', 'name')}`
}

function lineOf({ lines, line }: Source, node: unknown): number {
  const range = (node as ParsedNode | null)?.range
  return range ? lines.linePos(range[0]).line : line
}
