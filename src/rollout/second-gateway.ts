// A gateway that is new to the cluster, on a volume that another one has: a Deployment that was renamed in git, say, whose apply
// leaves the old one running. ReadWriteOnce does not keep them apart, since it counts nodes. Pure.

import { posix } from 'node:path'
import { isInside } from '../confine.ts'
import type { Place, Problem } from '../errors.ts'
import { controllerOf, describe, isRecord } from '../kube/object.ts'
import type { Deployment, Pod } from '../kube/workloads.ts'
import { deploymentNamedBy, hasEnded, isPodOf, newestFirst } from './pods.ts'

/** A folder of a PersistentVolumeClaim, as an absolute path in it. */
interface Folder {
  readonly claim: string
  readonly path: string
}

export interface NewGateway {
  /** As it will be applied, with its namespace; nobody has looked at its fields yet. */
  readonly deployment: Deployment
  readonly container: string
  /** Where the Deployment is written. */
  readonly where: Place
}

/** Whether it could share its state with another gateway at all. */
export function hasClaims({ deployment, container }: NewGateway): boolean {
  return foldersOf(deployment.spec.template.spec, ({ name }) => name === container).length > 0
}

/**
 * @param pods of its namespace
 * @param isGatewayImage tells what is a gateway: a backup may have the volume too
 * @returns undefined when no other gateway can write where this one would
 */
export function secondGatewayProblem(
  { deployment, container, where }: NewGateway,
  pods: readonly Pod[],
  isGatewayImage: (image: string) => boolean,
): Problem | undefined {
  const own = foldersOf(deployment.spec.template.spec, ({ name }) => name === container)
  const others = pods.filter(
    (pod) => !hasEnded(pod) && controllerOf(pod)?.kind !== 'Job' && !isPodOf(pod, deployment, []),
  )
  for (const pod of newestFirst(others)) {
    const theirs = foldersOf(pod.spec, ({ image }) => typeof image === 'string' && isGatewayImage(image))
    const shared = own.find((one) => theirs.some((other) => isShared(one, other)))
    if (shared) return problemWith(deployment, shared.claim, pod, where)
  }
  return undefined
}

function problemWith(deployment: Deployment, claim: string, pod: Pod, where: Place): Problem {
  const { name } = pod.metadata
  const owner = ownerOf(pod)
  const told = owner ? `pod ${name} of ${owner.kind} ${owner.name}` : `pod ${name}`
  return {
    code: 'volume-mount',
    message: `${describe(deployment)} would be a second gateway on PersistentVolumeClaim ${claim}: ${told} has it mounted, and nothing was touched`,
    fix: `${wayOut(pod, owner, deployment.metadata.namespace)}; a gateway beside it needs a claim of its own`,
    where,
  }
}

type Owner = Pick<NonNullable<ReturnType<typeof controllerOf>>, 'kind' | 'name'>

/** Undefined for a pod that somebody made by hand. */
function ownerOf(pod: Pod): Owner | undefined {
  const deployment = deploymentNamedBy(pod)
  return deployment === undefined ? controllerOf(pod) : { kind: 'Deployment', name: deployment }
}

function wayOut({ metadata }: Pod, owner: Owner | undefined, namespace = 'default'): string {
  if (metadata.deletionTimestamp !== undefined) return 'Wait until that pod has stopped, and run again'
  const remove = (what: string) => `kubectl -n ${namespace} delete ${what}`
  if (owner === undefined) return `Delete that pod first (${remove(`pod ${metadata.name}`)}), which keeps the claim`
  if (owner.kind !== 'Deployment') return `Scale ${owner.kind} ${owner.name} to 0 first`
  return `Delete the old one first (${remove(`deployment ${owner.name}`)}), which keeps the claim, or keep its name in the manifests`
}

function isShared(one: Folder, other: Folder): boolean {
  return one.claim === other.claim && (isInside(one.path, other.path) || isInside(other.path, one.path))
}

/**
 * What of its claims a pod can write by the containers that are meant.
 * @param spec of the pod, as people may have written it
 */
function foldersOf(spec: unknown, isMeant: (container: Readonly<Record<string, unknown>>) => boolean): Folder[] {
  const { containers, volumes } = isRecord(spec) ? spec : {}
  const claims = new Map(
    recordsIn(volumes).map(({ name, persistentVolumeClaim: claim }) => [
      name,
      isRecord(claim) && !claim.readOnly ? claim.claimName : undefined,
    ]),
  )
  const mounts = recordsIn(containers)
    .filter(isMeant)
    .flatMap(({ volumeMounts }) => recordsIn(volumeMounts))
  return mounts.flatMap(({ name, subPath, subPathExpr, readOnly }) => {
    const claim = claims.get(name)
    // An expression is known to the node alone.
    if (typeof claim !== 'string' || readOnly || subPathExpr) return []
    return [{ claim, path: posix.resolve('/', typeof subPath === 'string' ? subPath : '') }]
  })
}

function recordsIn(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}
