// Where an object is that names no namespace: where the gateway is, since that is where the action puts it.

import type { Manifest } from '../objects.ts'

/** Undefined when it belongs to the default of whoever applies it, as the gateway does. */
export function namespaceOf({ object }: Manifest, home: string | undefined): string | undefined {
  return object.metadata.namespace ?? home
}
