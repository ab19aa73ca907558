// What SOPS wrote into a document, and how messages speak of it.

import type { Place, Problem } from '../../errors.ts'
import { isCiphertext } from './cipher.ts'
import { type Metadata, type MetadataFlaw, readMetadata } from './metadata.ts'
import { placeOf, type Sealed, SOPS_KEY } from './sealed.ts'

export function metadataOf({ document }: Sealed): Metadata | MetadataFlaw {
  try {
    return readMetadata((document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>)[SOPS_KEY])
  } catch {
    return { malformed: 'its aliases cannot be read' }
  }
}

export function malformed(sealed: Sealed, why: string): Problem {
  return {
    code: 'manifest-invalid',
    message: `${labelOf(sealed)} carries a \`sops\` key that is no SOPS metadata: ${why}`,
    fix: 'Encrypt the file again by sops, or remove the key',
    where: placeOfMetadata(sealed),
  }
}

export function placeOfMetadata(sealed: Sealed): Place {
  return placeOf(sealed, sealed.document.get(SOPS_KEY, true))
}

/** `Secret tokens`: how messages name it; its kind and name may be encrypted too. */
export function labelOf({ document }: Sealed): string {
  const kind = document.getIn(['kind'])
  const name = document.getIn(['metadata', 'name'])
  const isPlain = typeof kind === 'string' && typeof name === 'string' && !isCiphertext(kind) && !isCiphertext(name)
  return isPlain ? `${kind} ${name}` : 'This object'
}
