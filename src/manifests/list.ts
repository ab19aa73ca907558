// A `kind: List`, as `kubectl get -o yaml` writes it: every item is an object of its own.

import { type Document, isMap, isSeq, type ParsedNode } from 'yaml'
import type { Path } from './path.ts'

/** An object's place in its document. */
export interface Entry {
  /** `[]` for the document itself, `['items', 2]` for an item of a List. */
  readonly path: Path
  readonly node: unknown
  /** What a typed list, such as a ConfigMapList, says for items that do not say it themselves. */
  readonly inherited: { readonly apiVersion?: string; readonly kind?: string }
}

/** The document itself, or the items of the List that it is; of Lists in Lists too. */
export function entriesOf({ contents }: Document<ParsedNode>): Entry[] {
  return entriesBelow({ path: [], node: contents, inherited: {} })
}

function entriesBelow(entry: Entry): Entry[] {
  const { path, node, inherited } = entry
  if (!isMap(node)) return [entry]
  const kind = node.get('kind') ?? inherited.kind
  const apiVersion = node.get('apiVersion') ?? inherited.apiVersion
  const items = node.get('items', true)
  if (typeof kind !== 'string' || !kind.endsWith('List') || typeof apiVersion !== 'string' || !isSeq(items)) {
    return [entry]
  }
  const ofItems = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) }
  return items.items.flatMap((item, index) =>
    entriesBelow({ path: [...path, 'items', index], node: item, inherited: ofItems }),
  )
}
