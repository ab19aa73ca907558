// What can be asked of the cluster before anything is built or touched: does it know these kinds, may we do this, can
// it roll out at all, and what is live.

import { DeployError, type Place, together } from '../errors.ts'
import type { Right } from '../kube/access.ts'
import { demandRights } from '../kube/forbidden.ts'
import { describe, type KubeObject, type ObjectName } from '../kube/object.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Deployment } from '../kube/workloads.ts'
import { unknownKind } from './apply.ts'

/** The least of a manifest that is needed here. */
interface Written {
  readonly object: KubeObject
  readonly file: { readonly path: string }
  readonly line: number
}

export interface Placed<T> {
  readonly manifest: T
  /** As it will be applied: with its namespace filled in. */
  readonly object: KubeObject
}

export interface Checked<T> extends Placed<T> {
  readonly live: KubeObject | undefined
}

/**
 * What can be asked without looking at what is live.
 * @param gateway of the manifests, the one that has to come to run
 * @param namespace for objects that name none
 * @param rights what the run needs besides those on its objects
 * @param kept what is not applied, and looked for all the same
 * @throws DeployError with every unknown kind and every missing right
 */
export async function preflight<T extends Written>(
  client: KubeClient,
  manifests: readonly T[],
  gateway: T,
  namespace: string,
  rights: readonly Right[] = [],
  kept: readonly { readonly object: ObjectName }[] = [],
): Promise<Placed<T>[]> {
  const placed = await together(
    manifests.map(async (manifest) => {
      if (manifest === gateway) rejectIdle(manifest)
      return place(client, manifest, namespace)
    }),
  )
  const onAll = async (verbs: readonly string[]) =>
    (await Promise.all(placed.map(({ object }) => rightsOn(client, object, verbs)))).flat()
  // What cannot be read may be new, as far as is known. A Namespace hardly is.
  const likely = (await onAll(['create'])).filter(({ namespace }) => namespace !== undefined)
  const onKept = await Promise.all(
    kept.map(async ({ object }) => {
      const placed = await inNamespace(client, object, namespace)
      return placed ? rightsOn(client, placed, ['get']) : []
    }),
  )
  await demandRights(client, [...(await onAll(['get', 'patch'])), ...onKept.flat(), ...rights], likely)
  return placed
}

/** @throws DeployError with every right that is missing for what has to be made anew */
export async function readLive<T>(client: KubeClient, placed: readonly Placed<T>[]): Promise<Checked<T>[]> {
  const live = await together(placed.map(({ object }) => client.find(object)))
  // An apply that makes a new object is asked for `create` too.
  const fresh = placed.filter((_, index) => live[index] === undefined)
  await demandRights(
    client,
    (await Promise.all(fresh.map(({ object }) => rightsOn(client, object, ['create'])))).flat(),
  )
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
      const placed = await inNamespace(client, object, namespace)
      if (placed === undefined) throw unknownKind(object, where)
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

/** Undefined when the cluster does not know its kind. */
async function inNamespace(client: KubeClient, object: ObjectName, namespace: string): Promise<ObjectName | undefined> {
  const namespaced = await client.isNamespaced(object)
  if (namespaced === undefined) return undefined
  return namespaced ? { ...object, metadata: { namespace, ...object.metadata } } : object
}

async function place<T extends Written>(client: KubeClient, manifest: T, namespace: string): Promise<Placed<T>> {
  const { object, file, line } = manifest
  const where = { file: file.path, line }
  const namespaced = await client.isNamespaced(object)
  if (namespaced === undefined) throw unknownKind(object, where)
  if (!namespaced || object.metadata.namespace !== undefined) return { manifest, object }
  return { manifest, object: { ...object, metadata: { ...object.metadata, namespace } } }
}

/** A gateway that can never have a ready pod would only run into the timeout. Others may rest: nobody waits for them. */
function rejectIdle({ object, file, line }: Written): void {
  const deployment = object as Deployment
  const why = deployment.spec.paused ? 'is paused' : deployment.spec.replicas === 0 ? 'has replicas: 0' : undefined
  if (why === undefined) return
  throw new DeployError({
    code: 'manifest-invalid',
    message: `Deployment ${deployment.metadata.name} ${why}, so nothing of it would start`,
    fix: why === 'is paused' ? 'Remove spec.paused' : 'Set replicas to 1',
    where: { file: file.path, line },
  })
}

async function rightsOn(client: KubeClient, object: ObjectName, verbs: readonly string[]): Promise<Right[]> {
  const resource = (await client.pathOf(object))?.split('/').at(-2) ?? ''
  const group = object.apiVersion.includes('/') ? (object.apiVersion.split('/')[0] ?? '') : ''
  const { name } = object.metadata
  return verbs.map((verb) => {
    const { namespace } = object.metadata
    // `create` cannot be restricted to a name.
    if (verb === 'create') return { verb, group, resource, ...(namespace && { namespace }) }
    // A Role in a namespace may grant what is done to that Namespace itself, once it is there.
    const isNamespace = group === '' && object.kind === 'Namespace'
    return { verb, group, resource, ...(isNamespace ? { namespace: name } : namespace && { namespace }), name }
  })
}
