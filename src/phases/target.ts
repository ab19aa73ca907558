// Where a run deploys to, as the phases hand it to each other.

import type { Problem } from '../errors.ts'
import type { Cluster } from '../kube/connect.ts'
import type { Manifest } from '../manifests/objects.ts'
import type { Workload } from '../manifests/workload.ts'
import type { Checked } from '../rollout/preflight.ts'
import type { RecordKeeper } from '../state/store.ts'
import type { Lock } from './lock.ts'

export interface Target {
  readonly cluster: Cluster
  /** All objects as they will be applied, the gateway's Deployment among them. */
  readonly objects: readonly Checked<Manifest>[]
  readonly gateway: Checked<Manifest>
  readonly workload: Workload
  readonly namespace: string
  /** What earlier runs left for this one. */
  readonly record: RecordKeeper
  readonly lock: Lock
  /** Why no node where the image can run takes a pod for now. */
  readonly noNode?: Problem
}
