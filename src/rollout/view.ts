// What can be seen of a rollout at one moment: the input of the verdict, gathered by observe.ts.

import type { Absence } from '../kube/nodes.ts'
import type { KubeObject } from '../kube/object.ts'
import type { Condition, Deployment, Pod } from '../kube/workloads.ts'

export interface ReplicaSet extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly template?: Deployment['spec']['template'] }
  readonly status?: { readonly replicas?: number; readonly conditions?: readonly Condition[] }
}

export interface Claim extends KubeObject {
  readonly spec?: { readonly storageClassName?: string; readonly volumeName?: string }
  readonly status?: { readonly phase?: string }
}

export interface ClusterEvent extends KubeObject {
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly involvedObject: {
    readonly kind?: string
    readonly name?: string
    readonly uid?: string
    readonly fieldPath?: string
  }
}

/** The last lines of a container's log, by `<pod uid>/<container>`; `previous` is the run before the present one. */
export interface ContainerLog {
  readonly current: readonly string[]
  readonly previous: readonly string[]
}

export interface RolloutView {
  /** Undefined when somebody deleted it meanwhile. */
  readonly deployment: Deployment | undefined
  readonly replicaSets: readonly ReplicaSet[]
  /** The Deployment's pods, old and new: neither another Deployment's that its selector matches too, nor made by hand. */
  readonly pods: readonly Pod[]
  /** Claims that the Deployment's pods mount. */
  readonly claims: readonly Claim[]
  /** Events about the Deployment, its ReplicaSets, pods and claims; in any order, with duplicates. */
  readonly events: readonly ClusterEvent[]
  readonly logs: ReadonlyMap<string, ContainerLog>
  /** Nodes that were away at a last look, by `versionOf` the pod on them: once it changes, that is old. */
  readonly awayNodes?: ReadonlyMap<string, Absence>
}
