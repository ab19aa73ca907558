// Which nodes a pod may run on, as far as labels and taints tell; room and volumes only the scheduler knows. And whether a
// node is away.

import { type Labels, meets, type Requirement, selects } from './labels.ts'
import type { ApiRequest } from './message.ts'
import type { KubeClient } from './request.ts'
import type { Condition } from './workloads.ts'

export interface Node {
  readonly metadata: { readonly name: string; readonly labels?: Labels }
  readonly spec?: {
    readonly unschedulable?: boolean
    readonly taints?: readonly Taint[]
  }
  readonly status?: {
    readonly conditions?: readonly Condition[]
    readonly images?: readonly { readonly names?: readonly string[] | null }[] | null
  }
}

interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: string
}

/** The taint of a node that is cordoned. */
export const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable'
// The scheduler asks for its toleration also before the taint is there.
const CORDON: Taint = { key: UNSCHEDULABLE, effect: 'NoSchedule' }

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

/** One node; undefined without the right to get it, or when the cluster does not say. */
export async function readNode(
  client: KubeClient,
  name: string,
  options: Pick<ApiRequest, 'timeoutMs' | 'signal'> = {},
): Promise<Node | undefined> {
  const path = `/api/v1/nodes/${encodeURIComponent(name)}`
  const response = await client.request<Node>({ method: 'GET', path, ...options }).catch(() => undefined)
  return response?.status === 200 ? (response.body as Node) : undefined
}

/** What a node is that cannot be asked for its pods. */
export interface Absence {
  /** A clause after its name: `does not answer`. */
  readonly said: string
  /** The cluster's own words. */
  readonly cause: string
}

const UNREACHABLE = 'node.kubernetes.io/unreachable'
const AWAY = [UNREACHABLE, 'node.kubernetes.io/not-ready']

/** Undefined of a node that is well, and of one that tells nothing of it. */
export function absenceOf({ spec, status }: Node): Absence | undefined {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  // A node that is just back still has it for a moment, and has told nothing new of its pods yet.
  const taint = spec?.taints?.find(({ key }) => AWAY.includes(key))?.key
  if (taint === undefined && (ready === undefined || ready.status === 'True')) return undefined
  const isSilent = ready?.status === 'Unknown' || taint === UNREACHABLE
  return {
    said: isSilent ? 'does not answer' : 'is not ready',
    cause: ready === undefined || ready.status === 'True' ? `Taint ${taint}` : `${ready.reason}: ${ready.message}`,
  }
}

export function mayRunOn({ metadata, spec: { unschedulable, taints = [] } = {} }: Node, placement: Placement): boolean {
  const { nodeName, nodeSelector, affinity, tolerations } = placement
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const isTolerated = (taint: Taint) => (tolerations ?? []).some((each) => tolerates(each, taint))
  return (
    (!unschedulable || isTolerated(CORDON)) &&
    (nodeName ?? metadata.name) === metadata.name &&
    selects({ matchLabels: nodeSelector ?? {} }, metadata.labels ?? {}) &&
    (terms === undefined || terms.filter(isMeaningful).some((term) => isMet(term, metadata))) &&
    taints.every((taint) => taint.effect === 'PreferNoSchedule' || isTolerated(taint))
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
