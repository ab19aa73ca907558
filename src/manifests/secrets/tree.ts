// The documents of one SOPS file, decrypted and proven whole: every value by its own tag, and all of them together by
// the file's MAC. Either everything is proven, or nothing comes out.
// The walk is Tree.Decrypt of https://github.com/getsops/sops/blob/main/sops.go.

import { createHash, timingSafeEqual } from 'node:crypto'
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, type Scalar } from 'yaml'
import { isCiphertext, type Opened, openValue } from './cipher.ts'
import { goNumber } from './go-numbers.ts'
import type { Metadata } from './metadata.ts'
import { SOPS_KEY } from './sealed.ts'

export interface OpenedLeaf {
  readonly document: Document<ParsedNode>
  /** Keys from the root; places in lists are left out, as SOPS does. */
  readonly path: readonly string[]
  readonly node: Scalar
  readonly plain: Opened['plain']
}

/** What is wrong, in words that follow "the value of PATH"; no path: the MAC over all documents. */
export interface Damage {
  readonly document: Document<ParsedNode>
  readonly path?: readonly string[]
  readonly node?: Node
  readonly flaw: string
}

/** sha256 of "sops", by which a MAC over the encrypted values alone differs from one over all. */
const ONLY_ENCRYPTED = createHash('sha256').update('sops').digest()

/**
 * Decrypts the documents that SOPS encrypted together, in their order in the file. They are left as they are.
 * @param dataKey 32 bytes
 */
export function openTree(
  documents: readonly Document<ParsedNode>[],
  metadata: Metadata,
  dataKey: Buffer,
): { readonly leaves: readonly OpenedLeaf[] } | { readonly damages: readonly Damage[] } {
  const hash = createHash('sha512')
  if (metadata.macOnlyEncrypted) hash.update(ONLY_ENCRYPTED)
  const leaves: OpenedLeaf[] = []
  const damages: Damage[] = []

  for (const document of documents) {
    for (const { path, node } of leavesOf(document)) {
      if (!isScalar(node)) {
        damages.push({ document, path, node, flaw: 'is a YAML alias, which SOPS never writes' })
        continue
      }
      const { value } = node
      // SOPS neither encrypts nor hashes these.
      if (value === null || value === '') continue
      const isEncrypted = metadata.encrypts(path) ?? isCiphertext(value)
      if (!isEncrypted) {
        if (!metadata.macOnlyEncrypted) hash.update(authenticatedText(node))
        continue
      }
      const opened = isCiphertext(value)
        ? openValue(String(value), dataKey, `${path.join(':')}:`)
        : { flaw: 'is not encrypted, where SOPS encrypts every value' }
      if ('flaw' in opened) damages.push({ document, path, node, ...opened })
      else {
        hash.update(opened.authenticated)
        leaves.push({ document, path, node, plain: opened.plain })
      }
    }
  }
  // Without every value there is nothing to compare the MAC with.
  if (damages.length > 0) return { damages }

  const written = openValue(metadata.mac, dataKey, metadata.lastModified)
  const [document] = documents
  if (document && ('flaw' in written || !isEqual(written.authenticated, hash.digest('hex').toUpperCase()))) {
    const node = document.getIn([SOPS_KEY, 'mac'], true) as Node | undefined
    const flaw = 'flaw' in written ? written.flaw : 'does not fit the values: one was changed, added or removed'
    return { damages: [{ document, ...(node && { node }), flaw }] }
  }
  return { leaves }
}

/** Every value but those of SOPS' own key, in the order of the file. */
function* leavesOf(document: Document<ParsedNode>): Generator<{ path: readonly string[]; node: Node }> {
  if (!isMap(document.contents)) return
  for (const { key, value } of document.contents.items) {
    const name = nameOf(key)
    if (name !== SOPS_KEY && value) yield* leavesBelow(value, [name])
  }
}

function* leavesBelow(node: Node, path: readonly string[]): Generator<{ path: readonly string[]; node: Node }> {
  if (isMap<Node, Node | null>(node)) {
    for (const { key, value } of node.items) if (value) yield* leavesBelow(value, [...path, nameOf(key)])
  } else if (isSeq<Node>(node)) {
    for (const item of node.items) yield* leavesBelow(item, path)
  } else if (isScalar(node) || isAlias(node)) {
    yield { path, node }
  }
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.source ?? key.value) : String(key)
}

/** A value that stands there in plain text, as ToBytes of SOPS gives it to the MAC. */
function authenticatedText(scalar: Scalar): string {
  const { value } = scalar
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? goNumber(scalar) : String(value)
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
