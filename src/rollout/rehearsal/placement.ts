// Where the rehearsal runs: by the scheduler, which alone knows what fits, and where the gateway runs now.

import { type Labels, selects } from '../../kube/labels.ts'
import { isMeaningful, mayRunOn, type Node, type Placement } from '../../kube/nodes.ts'
import type { Affinity } from './template.ts'

/**
 * The template's affinity, steered to a node, if one is given.
 * @param labels of the template: a rule that keeps the gateway apart from itself would keep the rehearsal from its node
 */
export function steered(affinity: Affinity | undefined, labels: Labels, node: string | undefined): Affinity {
  const { nodeAffinity, podAntiAffinity, ...rest } = affinity ?? {}
  const required = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  // A term without requirements matches no node, and must not come to match this one.
  const terms = required ? required.filter(isMeaningful) : [{}]
  const pin = { key: 'metadata.name', operator: 'In', values: [node ?? ''] }
  const nodeSelectorTerms = terms.map((term) => ({ ...term, matchFields: [...(term.matchFields ?? []), pin] }))
  const apart = podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.filter(
    ({ labelSelector }) => labelSelector && !selects(labelSelector, labels),
  )
  return {
    ...rest,
    ...(node !== undefined && nodeSelectorTerms.length > 0
      ? { nodeAffinity: { ...nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } }
      : nodeAffinity && { nodeAffinity }),
    ...(apart && { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: apart } }),
  }
}

/** Names of the other nodes that could run the gateway and do not have its image yet. */
export function otherNodes(nodes: readonly Node[], spec: Placement, node: string, digest: string): string[] {
  const hasImage = ({ status }: Node) =>
    // The kubelet says null of an image that has none.
    status?.images?.some(({ names }) => (names ?? []).some((name) => name.endsWith(`@${digest}`))) ?? false
  return nodes
    .filter((each) => each.metadata.name !== node && mayRunOn(each, spec) && !hasImage(each))
    .map(({ metadata }) => metadata.name)
    .sort()
}
