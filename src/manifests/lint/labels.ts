// The pods of the manifests by their labels, and who selects them.

import { serves } from '../../kube/labels.ts'
import type { Manifest } from '../objects.ts'
import { valueAt } from './part.ts'

/** Whether a Service selects a pod, or the template of one, among these. */
export function servesAny({ object: service }: Manifest, among: readonly Manifest[]): boolean {
  const selector = valueAt(service, ['spec', 'selector'])
  return among.some(({ object }) =>
    serves(
      selector,
      object.kind === 'Pod' ? object.metadata.labels : valueAt(object, ['spec', 'template', 'metadata', 'labels']),
    ),
  )
}
