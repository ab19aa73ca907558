// The parts of a pod template that a rehearsal changes. What is not named here passes through, or is left out by name.

import type { LabelSelector, Requirement } from '../../kube/labels.ts'
import type { ContainerSpec } from '../../kube/workloads.ts'

export interface EnvVar {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: object
}

export interface VolumeMount {
  readonly name: string
  readonly mountPath: string
  readonly readOnly?: boolean
  readonly mountPropagation?: string
}

export interface Resources {
  readonly requests?: Readonly<Record<string, string>>
  readonly limits?: Readonly<Record<string, string>>
}

export interface ContainerTemplate extends Omit<ContainerSpec, 'resources' | 'ports'> {
  readonly imagePullPolicy?: string
  readonly command?: readonly string[]
  readonly env?: readonly EnvVar[]
  readonly ports?: readonly { readonly containerPort: number }[]
  readonly volumeMounts?: readonly VolumeMount[]
  readonly volumeDevices?: readonly { readonly name: string }[]
  readonly securityContext?: object
  readonly lifecycle?: { readonly postStart?: object; readonly preStop?: object }
  readonly livenessProbe?: object
  readonly resources?: Resources
}

/** Besides its name exactly one key, which says what kind it is. */
export interface Volume {
  readonly name: string
  readonly hostPath?: { readonly path: string; readonly type?: string }
  readonly csi?: { readonly readOnly?: boolean }
  readonly [kind: string]: unknown
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly Requirement[]
  readonly matchFields?: readonly Requirement[]
}

export interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms?: readonly NodeSelectorTerm[]
    }
  }
  readonly podAffinity?: object
  readonly podAntiAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly { readonly labelSelector?: LabelSelector }[]
  }
}

export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
}

export interface PodTemplateSpec {
  readonly containers: readonly ContainerTemplate[]
  readonly initContainers?: readonly ContainerTemplate[]
  readonly volumes?: readonly Volume[]
  readonly affinity?: Affinity
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly tolerations?: readonly Toleration[]
  readonly nodeName?: string
  readonly hostNetwork?: boolean
  readonly serviceAccountName?: string
  readonly imagePullSecrets?: readonly { readonly name: string }[]
  readonly restartPolicy?: string
  readonly terminationGracePeriodSeconds?: number
  readonly activeDeadlineSeconds?: number
}
