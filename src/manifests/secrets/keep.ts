// `secrets: keep`: what is encrypted is not opened and not applied; the cluster must have it already.

import { isMap } from 'yaml'
import type { Place, Problem } from '../../errors.ts'
import type { ObjectName } from '../../kube/object.ts'
import { type Entry, entriesOf } from '../list.ts'
import { isCiphertext } from './cipher.ts'
import { holdsNothing, placeOf, type Sealed } from './sealed.ts'
import { malformed, metadataOf } from './sealed-metadata.ts'

/** An object that stays as the cluster has it. */
export interface Kept {
  readonly object: ObjectName
  readonly where: Place
}

/** The names of the encrypted objects; one without a plain name is a problem, since nobody could look for it. */
export function keepSealed(sealed: readonly Sealed[], problems: Problem[]): Kept[] {
  return sealed.flatMap((each): Kept[] => {
    if (holdsNothing(each.document)) return []
    const metadata = metadataOf(each)
    if ('malformed' in metadata) {
      problems.push(malformed(each, metadata.malformed))
      return []
    }
    return entriesOf(each.document).flatMap((entry): Kept[] => {
      const where = entry.path.length === 0 ? placeOf(each) : placeOf(each, entry.node)
      const object = nameOf(entry)
      if (object) return [{ object, where }]
      problems.push({
        code: 'secret-encrypted',
        message: 'This object is encrypted by SOPS together with its kind and name, so it cannot be kept by name',
        fix: 'Encrypt only its values (`sops encrypt --encrypted-regex "^(data|stringData)$"`), or set `secrets: apply`',
        where,
      })
      return []
    })
  })
}

function nameOf({ node, inherited }: Entry): ObjectName | undefined {
  if (!isMap(node)) return undefined
  const text = (...path: string[]) => {
    const value = node.getIn(path)
    return typeof value === 'string' && value !== '' && !isCiphertext(value) ? value : undefined
  }
  const [apiVersion, kind, name] = [
    text('apiVersion') ?? inherited.apiVersion,
    text('kind') ?? inherited.kind,
    text('metadata', 'name'),
  ]
  if (!apiVersion || !kind || !name || isCiphertext(node.getIn(['metadata', 'namespace']))) return undefined
  const namespace = text('metadata', 'namespace')
  return { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } }
}
