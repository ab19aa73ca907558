// OpenClaw's config inside a manifest: what it says, and on which line of the manifest each key stands.

import { parse as parseWithPlaces } from '@humanwhocodes/momoa'
import JSON5 from 'json5'
import { isScalar } from 'yaml'
import { messageOf } from '../../errors.ts'
import { isRecord } from '../../kube/object.ts'
import { nodesAlong } from '../path.ts'
import { Part, type Path, type Spot, valueAt } from './part.ts'

/** A file that a ConfigMap or Secret holds. */
export interface HeldFile {
  readonly part: Part
  readonly text: string
}

/** What the rules need of a node of momoa's tree. */
interface Node {
  readonly type: string
  readonly loc: { readonly start: { readonly line: number } }
  readonly body?: Node
  readonly members?: readonly { readonly name: Node; readonly value: Node; readonly loc: Node['loc'] }[]
  readonly elements?: readonly { readonly value: Node; readonly loc: Node['loc'] }[]
  readonly name?: string
  readonly value?: unknown
}

export class Config {
  /** Key of the ConfigMap or Secret. */
  readonly part: Part
  /** Undefined when it cannot be parsed. */
  readonly value: unknown
  /** Why it cannot be parsed, in json5's words. */
  readonly flaw: (Spot & { readonly message: string }) | undefined
  readonly source: string
  #tree: { readonly root: Node | undefined } | undefined
  readonly #firstLine: number | undefined

  constructor({ part, text }: HeldFile) {
    this.part = part
    this.source = text
    this.#firstLine = firstLineOf(part, text)
    try {
      // json5, because it is what OpenClaw reads with: momoa lets a line break in a string pass.
      this.value = JSON5.parse(text)
    } catch (error) {
      const [, message = messageOf(error), at, column] =
        /^(?:JSON5: )?(.*?)(?: at (\d+):(\d+))?$/.exec(messageOf(error)) ?? []
      // json5 counts a line break to the line after it, and an end that comes too early is below the text.
      const line = Math.min(Number(at) - (column === '0' ? 1 : 0), text.trimEnd().split('\n').length)
      this.flaw = { ...this.#spotAt(at === undefined ? undefined : line), message }
    }
  }

  at(...path: Path): unknown {
    return valueAt(this.value, path)
  }

  text(...path: Path): string | undefined {
    const value = this.at(...path)
    return typeof value === 'string' ? value : undefined
  }

  /** True when a file that `$include` brings in may hold the key. */
  mayInclude(...path: Path): boolean {
    return path.some((_, depth) => {
      const outer = this.at(...path.slice(0, depth))
      return isRecord(outer) && Object.hasOwn(outer, '$include')
    })
  }

  /** The line of a key, or of the longest beginning of its path that is there. */
  spot(...path: Path): Spot {
    this.#tree ??= { root: treeOf(this.source) }
    return this.#spotAt(this.value === undefined ? undefined : lineOf(this.#tree.root, path))
  }

  /** Of a line of the config itself, from 1. */
  spotOfLine(line: number): Spot {
    return this.#spotAt(line)
  }

  #spotAt(line: number | undefined): Spot {
    const { manifest, place } = this.part
    if (line === undefined || this.#firstLine === undefined) return { manifest, place }
    return { manifest, place: { ...place, line: this.#firstLine + line - 1 } }
  }
}

function treeOf(text: string): Node | undefined {
  try {
    return (parseWithPlaces(text, { mode: 'json5' }) as unknown as Node).body
  } catch {
    // Rare forms of JSON5 that momoa does not know, such as a key named `true`.
    return undefined
  }
}

/** Line in the config, from 1; undefined for the whole of it. */
function lineOf(root: Node | undefined, path: Path): number | undefined {
  let node = root
  let line: number | undefined
  for (const step of path) {
    // Of a key that is there twice the last one counts.
    const next =
      node?.members?.findLast(({ name }) => (name.type === 'Identifier' ? name.name : name.value) === String(step)) ??
      node?.elements?.[Number(step)]
    if (next === undefined) break
    line = next.loc.start.line
    node = next.value
  }
  return line
}

/** The manifest's line on which the text begins, undefined where its lines are not those of the manifest. */
function firstLineOf({ manifest, path }: Part, text: string): number | undefined {
  const nodes = nodesAlong(manifest.node, path)
  const node = nodes.length > path.length ? nodes.at(-1) : undefined
  if (manifest.encrypted || !isScalar(node)) return undefined
  if (node.type !== 'BLOCK_LITERAL' || node.value !== text || !node.range) return undefined
  return manifest.lines.linePos(node.range[0]).line + 1
}

/** The files of a ConfigMap or Secret by their keys. */
export function heldFiles(manifest: Part['manifest']): ReadonlyMap<string, HeldFile> {
  const object = Part.of(manifest)
  const files = new Map<string, HeldFile>()
  for (const field of ['binaryData', 'data', 'stringData']) {
    const isBase64 = field === 'binaryData' || (field === 'data' && manifest.object.kind === 'Secret')
    for (const [key, part] of object.at(field).entries) {
      if (part.text === undefined) continue
      files.set(key, { part, text: isBase64 ? Buffer.from(part.text, 'base64').toString('utf8') : part.text })
    }
  }
  return files
}
