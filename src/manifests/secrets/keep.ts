// `secrets: keep`: what is encrypted is not opened and not applied; the cluster must have it already.

import type { Place, Problem } from '../../errors.ts'
import type { ObjectName } from '../../kube/object.ts'
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
    const where = placeOf(each)
    const text = (...path: string[]) => {
      const value = each.document.getIn(path)
      return typeof value === 'string' && value !== '' && !isCiphertext(value) ? value : undefined
    }
    const [apiVersion, kind, name] = [text('apiVersion'), text('kind'), text('metadata', 'name')]
    if ('malformed' in metadata) problems.push(malformed(each, metadata.malformed))
    else if (!apiVersion || !kind || !name || isCiphertext(each.document.getIn(['metadata', 'namespace']))) {
      problems.push({
        code: 'secret-encrypted',
        message: 'This object is encrypted by SOPS together with its kind and name, so it cannot be kept by name',
        fix: 'Encrypt only its values (`sops encrypt --encrypted-regex "^(data|stringData)$"`), or set `secrets: apply`',
        where,
      })
    } else {
      const namespace = text('metadata', 'namespace')
      return [{ object: { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } }, where }]
    }
    return []
  })
}
