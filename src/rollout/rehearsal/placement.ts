// Where the rehearsal runs: by the scheduler, which alone knows what fits, and where the gateway runs now.

import { type Labels, meets, selects } from '../../kube/labels.ts'
import type { Affinity, NodeSelectorTerm, PodTemplateSpec, Toleration } from './template.ts'

/**
 * The template's affinity, steered to a node, if one is given.
 * @param labels of the template: a rule that keeps the gateway apart from itself would keep the rehearsal from its node
 */
export function steered(affinity: Affinity | undefined, labels: Labels, node: string | undefined): Affinity {
  const { nodeAffinity, podAntiAffinity, ...rest } = affinity ?? {}
  const required = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  // A term without requirements matches no node (core/v1 NodeSelectorTerm), and must not come to match this one.
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

export interface Node {
  readonly metadata: { readonly name: string; readonly labels?: Labels }
  readonly spec?: {
    readonly unschedulable?: boolean
    readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[]
  }
  readonly status?: { readonly images?: readonly { readonly names?: readonly string[] }[] }
}

/** Names of the other nodes that could run the gateway and do not have its image yet, as far as labels and taints tell. */
export function otherNodes(nodes: readonly Node[], spec: PodTemplateSpec, node: string, digest: string): string[] {
  const { nodeSelector = {}, affinity, tolerations = [] } = spec
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const fits = ({ metadata, spec: { unschedulable, taints = [] } = {} }: Node) =>
    !unschedulable &&
    (spec.nodeName ?? metadata.name) === metadata.name &&
    selects({ matchLabels: nodeSelector }, metadata.labels ?? {}) &&
    (terms === undefined || terms.filter(isMeaningful).some((term) => isMet(term, metadata))) &&
    taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerations.some((each) => tolerates(each, taint)))
  const hasImage = ({ status }: Node) =>
    status?.images?.some(({ names = [] }) => names.some((name) => name.endsWith(`@${digest}`))) ?? false
  return nodes
    .filter((each) => each.metadata.name !== node && fits(each) && !hasImage(each))
    .map(({ metadata }) => metadata.name)
    .sort()
}

function isMeaningful({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean {
  return matchExpressions.length + matchFields.length > 0
}

function isMet({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, metadata: Node['metadata']): boolean {
  return (
    matchExpressions.every((each) => meets(each, metadata.labels ?? {})) &&
    matchFields.every((each) => meets(each, { 'metadata.name': metadata.name }))
  )
}

function tolerates(
  { key, operator = 'Equal', value = '', effect }: Toleration,
  taint: { readonly key: string; readonly value?: string; readonly effect: string },
): boolean {
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false
  if (key === undefined || key === '') return operator === 'Exists'
  return key === taint.key && (operator === 'Exists' || value === (taint.value ?? ''))
}
