// A value somewhere in a manifest together with its place, so that a rule says what is wrong and gets where for free.
// Manifests are written by people: any value may be missing or of another type than the API's.

import { type Document, isCollection, isMap, type ParsedNode } from 'yaml'
import type { Place } from '../../errors.ts'
import { isRecord } from '../../kube/object.ts'
import type { Manifest } from '../read.ts'

export type Path = readonly (string | number)[]

/** Something that a finding can point at. */
export interface Spot {
  readonly manifest: Manifest
  readonly place: Place
}

export class Part implements Spot {
  readonly manifest: Manifest
  readonly path: Path
  readonly value: unknown

  private constructor(manifest: Manifest, path: Path, value: unknown) {
    this.manifest = manifest
    this.path = path
    this.value = value
  }

  /** The whole object. */
  static of(manifest: Manifest): Part {
    return new Part(manifest, [], manifest.object)
  }

  /** The value below; its own value is undefined when there is none. */
  at(...path: Path): Part {
    return new Part(this.manifest, [...this.path, ...path], valueAt(this.value, path))
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null
  }

  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined
  }

  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined
  }

  /** Of a list; of anything else none. */
  get items(): Part[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.at(index)) : []
  }

  /** Of an object; of anything else none. */
  get entries(): [name: string, part: Part][] {
    return isRecord(this.value) ? Object.keys(this.value).map((name) => [name, this.at(name)]) : []
  }

  /** The line of its key or item, or of what should hold it. */
  get place(): Place {
    // An object that SOPS encrypted has other values in its file, but the same keys on the same lines.
    const { file, document, lines, line } = this.manifest
    const offset = offsetOf(document, this.path)
    return { file: file.path, line: offset === undefined ? line : lines.linePos(offset).line }
  }
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

/** Where the path, or the longest beginning of it that the document has, is written. */
function offsetOf(document: Document<ParsedNode>, path: Path): number | undefined {
  let node: unknown = document.contents
  let offset = startOf(node)
  for (const step of path) {
    // Behind an alias stand the lines of its anchor, which another object may own.
    if (!isCollection(node)) break
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => String((key as { value?: unknown } | null)?.value ?? key) === String(step),
      )
      if (pair === undefined) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else {
      node = (node as { items: unknown[] }).items[Number(step)]
      if (node === undefined) break
      offset = startOf(node) ?? offset
    }
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly [number, number, number] } | null | undefined)?.range?.[0]
}
