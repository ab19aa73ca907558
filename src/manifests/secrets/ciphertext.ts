// What is still ciphertext in an object about to be applied. The API server would take it for the secret itself.

import { type Document, isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml'
import type { Entry } from '../list.ts'
import { isCiphertext } from './cipher.ts'

export interface Ciphertext {
  readonly node: Scalar
  /** The key it stands under. */
  readonly key: string
  /** The value is not one ciphertext but a file of them, as kustomize's secretGenerator leaves it. */
  readonly isFile: boolean
  /** The object that holds it; none has what stands beside the items of a List. */
  readonly entry: Entry | undefined
}

const ANYWHERE = /ENC\[AES256_GCM,data:/

/** Values that are ciphertext, and in a Secret also those that hold some, in plain or in base64. */
export function ciphertextIn({ contents }: Document<ParsedNode>, entries: readonly Entry[]): Ciphertext[] {
  const roots = new Map(entries.map((entry) => [entry.node, entry]))
  return [...ciphertextBelow(contents, { entry: undefined, field: undefined, key: '' }, roots)]
}

/** How a value is reached: in which object, under which of its fields, and under which key at last. */
interface Way {
  readonly entry: Entry | undefined
  readonly field: string | undefined
  readonly key: string
}

function* ciphertextBelow(node: unknown, above: Way, roots: ReadonlyMap<unknown, Entry>): Generator<Ciphertext> {
  const root = roots.get(node)
  const way = root ? { entry: root, field: undefined, key: '' } : above
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = String(pair.key)
      yield* ciphertextBelow(pair.value, { ...way, field: way.field ?? key, key }, roots)
    }
  } else if (isSeq(node)) {
    for (const item of node.items) yield* ciphertextBelow(item, way, roots)
  } else if (isScalar<string>(node) && typeof node.value === 'string') {
    const { entry, field, key } = way
    // What an alias brings into a Secret may stand beside the items.
    const isSecret = entry === undefined || kindOf(entry) === 'Secret'
    const text = isSecret && field === 'data' ? Buffer.from(node.value, 'base64').toString() : node.value
    if (isCiphertext(node.value)) yield { node, key, isFile: false, entry }
    else if (isSecret && ANYWHERE.test(text)) yield { node, key, isFile: true, entry }
  }
}

function kindOf({ node, inherited }: Entry): unknown {
  return (isMap(node) ? node.get('kind') : undefined) ?? inherited.kind
}
