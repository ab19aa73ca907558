// The parts of Deployment and Pod that this project reads. Everything else in them passes through untouched.

import type { KubeObject } from './object.ts'

export interface ContainerSpec {
  readonly name: string
  readonly image?: string
  readonly imagePullPolicy?: string
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[]
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> }
  readonly startupProbe?: Probe
  readonly readinessProbe?: Probe
  /** Always: an init container that stays, a sidecar (from Kubernetes 1.28). */
  readonly restartPolicy?: string
}

/** Times in seconds; what is missing has the API's default. */
export interface Probe {
  readonly initialDelaySeconds?: number
  readonly periodSeconds?: number
  readonly timeoutSeconds?: number
  readonly failureThreshold?: number
  readonly successThreshold?: number
  readonly httpGet?: { readonly path?: string; readonly port: number | string }
  readonly tcpSocket?: { readonly port: number | string }
}

export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas?: number
    readonly paused?: boolean
    readonly progressDeadlineSeconds?: number
    readonly strategy?: { readonly type?: string }
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> }
    readonly template: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>
        readonly annotations?: Readonly<Record<string, string>>
      }
      readonly spec: {
        readonly nodeSelector?: Readonly<Record<string, string>>
        readonly containers: readonly ContainerSpec[]
        readonly initContainers?: readonly ContainerSpec[]
        readonly volumes?: readonly unknown[]
        readonly imagePullSecrets?: readonly { readonly name: string }[]
        readonly serviceAccountName?: string
      }
    }
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly availableReplicas?: number
    readonly conditions?: readonly Condition[]
  }
}

export interface Pod extends KubeObject {
  readonly spec: {
    readonly nodeName?: string
    readonly containers: readonly ContainerSpec[]
    readonly initContainers?: readonly ContainerSpec[]
    readonly terminationGracePeriodSeconds?: number
  }
  readonly status?: {
    readonly phase?: string
    readonly message?: string
    readonly reason?: string
    /** When its node took it on, by the node's clock. */
    readonly startTime?: string
    readonly conditions?: readonly Condition[]
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
  }
}

export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
  /** Of a Deployment's conditions: when the controller last wrote it, by the control plane's clock. */
  readonly lastUpdateTime?: string
}

export interface ContainerStatus {
  readonly name: string
  readonly image?: string
  /** What the runtime really pulled, ending in `@sha256:<digest>` when it came from a registry. */
  readonly imageID?: string
  readonly ready?: boolean
  /** Its startup probe has passed. */
  readonly started?: boolean
  readonly restartCount?: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly running?: { readonly startedAt?: string }
  readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly message?: string }
}

/** Narrows an object of the manifests; its containers may still be missing, since people write manifests. */
export function isDeployment(object: KubeObject): object is Deployment {
  const spec = (object as { spec?: { template?: { spec?: { containers?: unknown } } } }).spec
  return object.kind === 'Deployment' && Array.isArray(spec?.template?.spec?.containers)
}
