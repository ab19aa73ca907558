// What is still ciphertext in an object about to be applied. The API server would take it for the secret itself.

import { type Document, isPair, type ParsedNode, type Scalar, visit } from 'yaml'
import { isCiphertext } from './cipher.ts'

export interface Ciphertext {
  readonly node: Scalar
  /** The key it stands under. */
  readonly key: string
  /** The value is not one ciphertext but a file of them, as kustomize's secretGenerator leaves it. */
  readonly isFile: boolean
}

const ANYWHERE = /ENC\[AES256_GCM,data:/

/** Values that are ciphertext, and in a Secret also those that hold some, in plain or in base64. */
export function ciphertextIn(document: Document<ParsedNode>): Ciphertext[] {
  const isSecret = document.getIn(['kind']) === 'Secret'
  const found: Ciphertext[] = []
  visit(document, {
    Scalar(place, node, ancestors) {
      const { value } = node
      if (place === 'key' || typeof value !== 'string') return
      const [top] = ancestors.filter(isPair)
      const holder = ancestors.findLast(isPair)
      const field = String(top?.key)
      const isFile = isSecret && ANYWHERE.test(field === 'data' ? Buffer.from(value, 'base64').toString() : value)
      if (isCiphertext(value)) found.push({ node, key: String(holder?.key), isFile: false })
      else if (isFile) found.push({ node, key: String(holder?.key), isFile })
    },
  })
  return found
}
