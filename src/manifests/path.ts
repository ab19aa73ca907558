// A path into an object: its value, its YAML, and the line it stands on.

import { isCollection, isMap, type LineCounter, type ParsedNode } from 'yaml'
import type { Place } from '../errors.ts'

export type Path = readonly (string | number)[]

/** How an object is written down. */
export interface Written {
  readonly file: { readonly path: string }
  /** Line of the object's first key, from 1. */
  readonly line: number
  readonly lines: LineCounter
  /** The object's YAML; undefined where nothing but the file is known. */
  readonly node: ParsedNode | undefined
}

/** The value at a path, undefined where the path ends earlier. Own properties only, since keys come from users. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined
    current = (current as Record<string | number, unknown>)[step]
  }
  return current
}

/** The YAML of the root and of each step of the path, as far as the document has them. Nothing behind an alias. */
export function nodesAlong(root: unknown, path: Path): unknown[] {
  return stepsAlong(root, path).map(({ node }) => node)
}

/** Line of the key or item at the path, or of what should hold it. */
export function placeAt({ file, line, lines, node }: Written, path: Path): Place {
  const offset = stepsAlong(node, path).findLast((step) => step.start !== undefined)?.start
  return { file: file.path, line: offset === undefined ? line : lines.linePos(offset).line }
}

function stepsAlong(root: unknown, path: Path): { node: unknown; start: number | undefined }[] {
  const steps = [{ node: root, start: startOf(root) }]
  for (const step of path) {
    const node = steps.at(-1)?.node
    // Behind an alias stand the lines of its anchor, which another object may own.
    if (!isCollection(node)) break
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => String((key as { value?: unknown } | null)?.value ?? key) === String(step),
      )
      if (pair === undefined) break
      steps.push({ node: pair.value, start: startOf(pair.key) })
    } else {
      const item = (node as { items: unknown[] }).items[Number(step)]
      if (item === undefined) break
      steps.push({ node: item, start: startOf(item) })
    }
  }
  return steps
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly [number, number, number] } | null | undefined)?.range?.[0]
}
