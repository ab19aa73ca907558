// Objects from which a controller makes a Secret, some time after they were applied. Pure.

import type { KubeObject } from '../kube/object.ts'

// SealedSecret, ExternalSecret, VaultStaticSecret and their like; of the core group is only Secret itself.
const MAKES_A_SECRET = /^(\w+Secret|Certificate|OnePasswordItem)$/

/** Where they say which Secret they make, if it is not named as they are. */
interface SecretSource {
  readonly target?: { readonly name?: string }
  readonly destination?: { readonly name?: string }
  readonly secretName?: string
}

/** Name of the Secret that is made from it, in its own namespace; undefined when none is. */
export function secretMadeFrom({ kind, metadata, spec }: KubeObject): string | undefined {
  if (!MAKES_A_SECRET.test(kind)) return undefined
  const { target, destination, secretName } = (spec ?? {}) as SecretSource
  return target?.name ?? destination?.name ?? secretName ?? metadata.name
}
