// What a throwaway pod is called, so that this action finds it again and nothing else takes it for the gateway's.

import { randomInt } from 'node:crypto'
import { type Labels, selects, serves } from '../../kube/labels.ts'
import type { Deployment } from '../../kube/workloads.ts'
import type { Part } from './part.ts'

/** Names the Deployment that a pod, ConfigMap or Secret was made to rehearse. */
const REHEARSAL_LABEL = 'openclaw-deploy/rehearsal'

/** What would take a pod with these labels for the gateway's, if anything does. */
export function whatWouldTake({ deployment, others }: Part, labels: Labels): string | undefined {
  const { namespace } = deployment.metadata
  const services = others.filter(({ result }) => result.kind === 'Service' && result.metadata.namespace === namespace)
  const service = services.find(({ result }) => {
    const { selector } = (result.spec ?? {}) as { selector?: unknown }
    return serves(selector, labels)
  })
  if (service) return `Service ${service.result.metadata.name}`
  return selects(deployment.spec.selector ?? {}, labels) ? `Deployment ${deployment.metadata.name}` : undefined
}

/** Never a label of the template: its ReplicaSet would adopt the pod, and its Service send requests there. */
export function labelsFor({ metadata }: Pick<Deployment, 'metadata'>): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'openclaw-deploy', [REHEARSAL_LABEL]: cut(metadata.name, LONGEST_LABEL) }
}

/** A name nobody has, and room behind it for those of the copies. */
export function nameFor({ metadata }: Pick<Deployment, 'metadata'>): string {
  const random = Array.from({ length: 5 }, () => randomInt(36).toString(36)).join('')
  const suffix = `-rehearsal-${random}`
  return `${cut(metadata.name, LONGEST_LABEL - suffix.length - '-99'.length)}${suffix}`
}

// A pod's name is its host name too, and of that no more than a label is used.
const LONGEST_LABEL = 63

function cut(name: string, length: number): string {
  return name.slice(0, length).replace(/[-.]+$/, '')
}
