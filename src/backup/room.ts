// Where the gateway's container must not be filled up. Pure.

import { posix } from 'node:path'
import { amountOf } from '../kube/quantity.ts'
import type { Pod } from '../kube/workloads.ts'

/** What a folder may hold, whatever the disk below it could. It is for all below it that has no bound of its own. */
export interface Bound {
  /** Absolute path in the container, without a slash at its end. `/` is the container's own layer. */
  readonly path: string
  /** Undefined: as much as the disk can. */
  readonly bytes?: number
}

/** What is missing for a backup that was not begun. */
export interface Room {
  /** Absolute path in the container. */
  readonly folder: string
  readonly needBytes: number
  readonly haveBytes: number
}

interface Resourced {
  readonly name: string
  readonly restartPolicy?: string
  readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> }
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[]
}

interface Mounting {
  readonly volumes?: readonly {
    readonly name: string
    readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: unknown }
  }[]
  readonly containers: readonly Resourced[]
  readonly initContainers?: readonly Resourced[]
}

/**
 * Where the container writes, and beyond what its node evicts the pod: the `sizeLimit` of an emptyDir, and the limits on
 * `ephemeral-storage`, for which emptyDirs on the disk count too. In the container a disk's free bytes tell nothing of them.
 */
export function boundsOf(pod: Pod, container: string): Bound[] {
  const spec = pod.spec as Mounting
  const own = spec.containers.find(({ name }) => name === container)
  const ofPod = limitOfPod(spec)
  const mounts = (own?.volumeMounts ?? []).map(({ name, mountPath }) => {
    const emptyDir = spec.volumes?.find((each) => each.name === name)?.emptyDir
    const isOnDisk = emptyDir !== undefined && !emptyDir.medium
    return bound(posix.resolve('/', mountPath), [positive(emptyDir?.sizeLimit), isOnDisk ? ofPod : undefined])
  })
  return [bound('/', [own && limitOf(own), ofPod]), ...mounts]
}

function bound(path: string, limits: readonly (number | undefined)[]): Bound {
  const known = limits.filter((each) => each !== undefined)
  return { path, ...(known.length > 0 && { bytes: Math.min(...known) }) }
}

/** As the kubelet adds them up: what runs together, or an init container that may have more. Those without one count nothing. */
function limitOfPod({ containers, initContainers = [] }: Mounting): number | undefined {
  const limits = (of: readonly Resourced[]) => of.map(limitOf).filter((each) => each !== undefined)
  const isSidecar = ({ restartPolicy }: Resourced) => restartPolicy === 'Always'
  const together = limits([...containers, ...initContainers.filter(isSidecar)]).reduce((sum, each) => sum + each, 0)
  return positive(Math.max(together, ...limits(initContainers)))
}

function limitOf({ resources }: Resourced): number | undefined {
  return positive(resources?.limits?.['ephemeral-storage'])
}

/** To a kubelet zero is no limit. */
function positive(quantity: unknown): number | undefined {
  const bytes = amountOf(quantity)
  return bytes > 0 ? bytes : undefined
}
