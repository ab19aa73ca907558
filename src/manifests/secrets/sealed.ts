// A document that SOPS encrypted, as it is read: it has no object yet, so there is nothing that could be applied.

import { type Document, isMap, type LineCounter, type Node, type ParsedNode } from 'yaml'
import type { Place } from '../../errors.ts'

export interface Sealed {
  readonly file: { readonly path: string }
  /** Line of the document's first key, from 1. */
  readonly line: number
  readonly document: Document<ParsedNode>
  readonly lines: LineCounter
  /** It is from a kustomization, and the document's lines are not those of a file. */
  readonly rendered?: unknown
}

export const SOPS_KEY = 'sops'

/** Whether a document carries SOPS' metadata, or what looks like it. */
export function isSealed(document: Document<ParsedNode>): boolean {
  return isMap(document.contents) && document.contents.has(SOPS_KEY)
}

/** SOPS writes its metadata into an empty document too. */
export function holdsNothing(document: Document<ParsedNode>): boolean {
  return isMap(document.contents) && document.contents.items.every(({ key }) => String(key) === SOPS_KEY)
}

export function placeOf(sealed: Pick<Sealed, 'file' | 'line' | 'lines' | 'rendered'>, node?: unknown): Place {
  const start = sealed.rendered ? undefined : (node as Node | undefined)?.range?.[0]
  return { file: sealed.file.path, line: start === undefined ? sealed.line : sealed.lines.linePos(start).line }
}
