// "The new config" exists nowhere before the apply. So the rehearsal reads copies of what this run would write.

import type { KubeObject } from '../../kube/object.ts'
import type { Deployment } from '../../kube/workloads.ts'
import { secretMadeFrom } from '../made-secret.ts'
import type { Planned } from '../plan.ts'
import { type ConfigReference, configReferences, pullSecretReferences } from '../references.ts'
import type { PodTemplateSpec } from './template.ts'

/** What is known of the other objects of this run. */
export type Other = Pick<Planned, 'result' | 'change'>

export interface Copy {
  readonly of: ConfigReference
  readonly object: KubeObject
}

/** Copies of every ConfigMap and Secret that the pod refers to and this run would make or change. */
export function copiesFor(
  spec: PodTemplateSpec,
  others: readonly Other[],
  pod: { readonly name: string; readonly namespace: string; readonly labels: Readonly<Record<string, string>> },
): Copy[] {
  const changed = referencesOf(spec).flatMap((of) => {
    const found = others.find(
      ({ result, change }) =>
        change !== 'unchanged' &&
        result.kind === of.kind &&
        result.apiVersion === 'v1' &&
        result.metadata.name === of.name &&
        result.metadata.namespace === pod.namespace,
    )
    return found ? [{ of, result: found.result }] : []
  })
  return changed.map(({ of, result }, index) => {
    const { data, binaryData, type } = result as { data?: object; binaryData?: object; type?: string }
    const { namespace, labels } = pod
    return {
      of,
      object: {
        apiVersion: 'v1',
        kind: of.kind,
        metadata: { name: `${pod.name}-${index + 1}`, namespace, labels },
        ...(data && { data }),
        ...(binaryData && { binaryData }),
        // A token's Secret is filled and kept by the control plane, for its ServiceAccount only.
        ...(type && { type: type === 'kubernetes.io/service-account-token' ? 'Opaque' : type }),
      },
    }
  })
}

/**
 * What has a controller make a Secret of the pod only after the apply, if there is such a thing: before it the pod could
 * not start.
 */
export function madeLater(spec: PodTemplateSpec, others: readonly Other[], namespace: string): string | undefined {
  const secrets = referencesOf(spec).filter(({ kind }) => kind === 'Secret')
  const source = others.find(({ result, change }) => {
    const made = secretMadeFrom(result)
    return change === 'created' && result.metadata.namespace === namespace && secrets.some(({ name }) => name === made)
  })
  return source && `${source.result.kind} ${source.result.metadata.name}`
}

function referencesOf(spec: PodTemplateSpec): ConfigReference[] {
  const deployment = { spec: { template: { spec } } } as unknown as Deployment
  return [...configReferences(deployment), ...pullSecretReferences(deployment)]
}
