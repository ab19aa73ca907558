// What can be asked of the cluster before anything is built or touched: does it know these kinds, may we do this, can
// it roll out at all, and what is live.

import { DeployError, type Place, type Problem, together } from '../errors.ts'
import { missingRights, type Right } from '../kube/access.ts'
import { describe, type KubeObject, type ObjectName } from '../kube/object.ts'
import type { KubeClient } from '../kube/request.ts'
import { type Deployment, isDeployment } from '../kube/workloads.ts'
import { unknownKind } from './apply.ts'

/** The least of a manifest that is needed here. */
interface Written {
  readonly object: KubeObject
  readonly file: { readonly path: string }
  readonly line: number
}

export interface Checked<T> {
  readonly manifest: T
  /** As it will be applied: with its namespace filled in. */
  readonly object: KubeObject
  readonly live: KubeObject | undefined
}

/**
 * @param namespace for objects that name none
 * @param rights what the run needs besides those on its objects
 * @throws DeployError with every unknown kind and every missing right
 */
export async function preflight<T extends Written>(
  client: KubeClient,
  manifests: readonly T[],
  namespace: string,
  rights: readonly Right[] = [],
): Promise<Checked<T>[]> {
  const placed = await together(manifests.map((manifest) => place(client, manifest, namespace)))
  // What the rollout cannot be judged without; ReplicaSets, events and logs only make its reasons richer.
  const watched: Right[] = [
    { verb: 'list', group: '', resource: 'pods', namespace },
    { verb: 'list', group: 'apps', resource: 'deployments', namespace },
  ]
  const standing = await Promise.all(placed.map(({ object }) => rightsOn(client, object, ['get', 'patch'])))
  await demand(client, [...standing.flat(), ...watched, ...rights])
  const live = await together(placed.map(({ object }) => client.find(object)))
  // An apply that makes a new object is asked for `create` too.
  const fresh = placed.filter((_, index) => live[index] === undefined)
  await demand(client, (await Promise.all(fresh.map(({ object }) => rightsOn(client, object, ['create'])))).flat())
  return placed.map((each, index) => ({ ...each, live: live[index] }))
}

/**
 * What is encrypted and not applied must be there already.
 * @throws DeployError with every object that is not
 */
export async function requireKept(
  client: KubeClient,
  kept: readonly { readonly object: ObjectName; readonly where: Place }[],
  namespace: string,
): Promise<void> {
  await together(
    kept.map(async ({ object, where }) => {
      const namespaced = await client.isNamespaced(object)
      if (namespaced === undefined) throw unknownKind(object, where)
      const placed = namespaced ? { ...object, metadata: { namespace, ...object.metadata } } : object
      if (await client.find(placed)) return
      throw new DeployError({
        code: 'secret-encrypted',
        message: `${describe(placed)} is encrypted by SOPS and is to be kept, but the cluster does not have it`,
        fix: 'Apply it once by hand (sops decrypt FILE | kubectl apply -f -), or set `sops-age-key` and leave `secrets` at `apply`',
        where,
      })
    }),
  )
}

/** The image that a container of the live Deployment has. */
export function liveImage(live: KubeObject | undefined, container: string): string | undefined {
  if (live === undefined || !isDeployment(live)) return undefined
  return live.spec.template.spec.containers.find((each) => each.name === container)?.image
}

async function place<T extends Written>(
  client: KubeClient,
  manifest: T,
  namespace: string,
): Promise<{ manifest: T; object: KubeObject }> {
  const { object, file, line } = manifest
  const where = { file: file.path, line }
  const namespaced = await client.isNamespaced(object)
  if (namespaced === undefined) throw unknownKind(object, where)
  if (isDeployment(object)) rejectIdle(object, where)
  if (!namespaced || object.metadata.namespace !== undefined) return { manifest, object }
  return { manifest, object: { ...object, metadata: { ...object.metadata, namespace } } }
}

/** A Deployment that can never have a ready pod would only run into the timeout. */
function rejectIdle(deployment: Deployment, where: Problem['where'] & object): void {
  const why = deployment.spec.paused ? 'is paused' : deployment.spec.replicas === 0 ? 'has replicas: 0' : undefined
  if (why === undefined) return
  throw new DeployError({
    code: 'manifest-invalid',
    message: `Deployment ${deployment.metadata.name} ${why}, so nothing of it would start`,
    fix: why === 'is paused' ? 'Remove spec.paused' : 'Set replicas to 1',
    where,
  })
}

async function rightsOn(client: KubeClient, object: KubeObject, verbs: readonly string[]): Promise<Right[]> {
  const resource = (await client.pathOf(object))?.split('/').at(-2) ?? ''
  const group = object.apiVersion.includes('/') ? (object.apiVersion.split('/')[0] ?? '') : ''
  const { namespace } = object.metadata
  return verbs.map((verb) => ({ verb, group, resource, ...(namespace && { namespace }) }))
}

/** @throws DeployError with all of the rights that are missing */
async function demand(client: KubeClient, rights: readonly Right[]): Promise<void> {
  const distinct = [...new Map(rights.map((right) => [JSON.stringify(right), right])).values()]
  const missing = await missingRights(client, distinct)
  if (missing.length > 0) throw new DeployError(forbidden(missing))
}

function forbidden(missing: readonly Right[]): Problem {
  const inputs = [...new Set(missing.flatMap(({ unless }) => unless ?? []))]
  const otherwise = inputs.length > 0 ? `, or set ${inputs.map((each) => `\`${each}\``).join(' and ')}` : ''
  const lines = missing.map(
    ({ verb, group, resource, namespace, name }) =>
      `${verb} ${resource}${group && `.${group}`}${name ? ` ${name}` : ''}${namespace ? ` in ${namespace}` : ''}`,
  )
  return {
    code: 'cluster-forbidden',
    message: `The cluster forbids this run (403) to ${lines.join(', ')}`,
    fix: `Grant these verbs to the deployer in a Role of the namespace (README, section Permissions)${otherwise}`,
  }
}
