// What is rehearsed.

import type { Deployment } from '../../kube/workloads.ts'
import type { Other } from './copies.ts'
import type { StateCopy } from './state.ts'

/** `on` starts the gateway, `pull` only proves that its image can be pulled and run. */
export type Level = 'on' | 'pull'

export interface Part {
  /** As the server would leave it. */
  readonly deployment: Deployment
  /** The gateway's container. */
  readonly container: string
  /** The other objects of this run. */
  readonly others: readonly Other[]
  /** To start with; an empty one when there is none. */
  readonly state?: StateCopy
}
