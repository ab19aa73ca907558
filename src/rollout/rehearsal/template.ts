// The parts of a pod template that a rehearsal changes. What is not named here passes through, or is left out by name.

import type { LabelSelector } from '../../kube/labels.ts'
import type { NodeAffinity, Placement } from '../../kube/nodes.ts'
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

export interface Affinity {
  readonly nodeAffinity?: NodeAffinity
  readonly podAffinity?: object
  readonly podAntiAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly { readonly labelSelector?: LabelSelector }[]
  }
}

export interface PodTemplateSpec extends Placement {
  readonly containers: readonly ContainerTemplate[]
  readonly initContainers?: readonly ContainerTemplate[]
  readonly volumes?: readonly Volume[]
  readonly affinity?: Affinity
  readonly hostNetwork?: boolean
  /** Of the pod as a whole (from Kubernetes 1.34). */
  readonly resources?: Resources
  readonly priorityClassName?: string
  readonly serviceAccountName?: string
  readonly imagePullSecrets?: readonly { readonly name: string }[]
  readonly restartPolicy?: string
  readonly terminationGracePeriodSeconds?: number
  readonly activeDeadlineSeconds?: number
}
