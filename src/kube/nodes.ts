// Which nodes a pod may run on, as far as labels and taints tell; room and volumes only the scheduler knows.

import { type Labels, meets, type Requirement, selects } from './labels.ts'
import type { KubeClient } from './request.ts'

export interface Node {
  readonly metadata: { readonly name: string; readonly labels?: Labels }
  readonly spec?: {
    readonly unschedulable?: boolean
    readonly taints?: readonly Taint[]
  }
  readonly status?: { readonly images?: readonly { readonly names?: readonly string[] }[] }
}

interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: string
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly Requirement[]
  readonly matchFields?: readonly Requirement[]
}

export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: {
    readonly nodeSelectorTerms?: readonly NodeSelectorTerm[]
  }
}

export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
}

/** What of a pod's spec decides where it may run. */
export interface Placement {
  readonly nodeName?: string
  readonly nodeSelector?: Labels
  readonly affinity?: { readonly nodeAffinity?: NodeAffinity }
  readonly tolerations?: readonly Toleration[]
}

/** All nodes; undefined without the right to list them, or when the cluster does not say. */
export async function listNodes(client: KubeClient): Promise<Node[] | undefined> {
  const response = await client
    .request<{ items: Node[] }>({ method: 'GET', path: '/api/v1/nodes' })
    .catch(() => undefined)
  return response?.status === 200 ? (response.body as { items: Node[] }).items : undefined
}

export function mayRunOn({ metadata, spec: { unschedulable, taints = [] } = {} }: Node, placement: Placement): boolean {
  const { nodeName, nodeSelector = {}, affinity, tolerations = [] } = placement
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  return (
    !unschedulable &&
    (nodeName ?? metadata.name) === metadata.name &&
    selects({ matchLabels: nodeSelector }, metadata.labels ?? {}) &&
    (terms === undefined || terms.filter(isMeaningful).some((term) => isMet(term, metadata))) &&
    taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerations.some((each) => tolerates(each, taint)))
  )
}

/** A term without requirements matches no node (core/v1 NodeSelectorTerm). */
export function isMeaningful({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean {
  return matchExpressions.length + matchFields.length > 0
}

function isMet({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, metadata: Node['metadata']): boolean {
  return (
    matchExpressions.every((each) => meets(each, metadata.labels ?? {})) &&
    matchFields.every((each) => meets(each, { 'metadata.name': metadata.name }))
  )
}

function tolerates({ key, operator = 'Equal', value = '', effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false
  if (key === undefined || key === '') return operator === 'Exists'
  return key === taint.key && (operator === 'Exists' || value === (taint.value ?? ''))
}
