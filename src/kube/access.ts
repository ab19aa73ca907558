// Asks the cluster, before anything is built, whether this run may do what it will do. A missing right found at
// apply time would be found after a ten-minute build, or with the old gateway already gone.

import type { KubeClient } from './request.ts'

export interface Right {
  readonly verb: string
  /** '' is the core group. */
  readonly group: string
  /** Resource, with a subresource after a slash. */
  readonly resource: string
  readonly namespace?: string
  /** For a right that a Role may give for single objects. */
  readonly name?: string
  /** The input that makes a run do without it: `rehearse: off`. */
  readonly unless?: string
}

/**
 * To run a command in a pod. Servers up to 1.34 ask for one of the two, by how the exec is opened; later ones for both.
 * @param unless the input that makes the run do without it
 */
export function execRights(namespace: string, unless?: string): Right[] {
  const exec = { group: '', resource: 'pods/exec', namespace, ...(unless && { unless }) }
  return ['get', 'create'].map((verb) => ({ verb, ...exec }))
}

/**
 * The rights that are missing, in the order asked. Of a verb on several objects most Roles give all of a kind, and some give
 * those by name: so it is asked for all at once, and object by object only where that is denied.
 */
export async function missingRights(client: KubeClient, wanted: readonly Right[]): Promise<Right[]> {
  const kinds = Map.groupBy(wanted, onAllOf)
  const missing = new Set((await Promise.all([...kinds.values()].map((same) => missingOf(client, same)))).flat())
  return wanted.filter((right) => missing.has(right))
}

/** What rights have in common that differ in their names alone. */
export function onAllOf({ verb, group, resource, namespace }: Right): string {
  return JSON.stringify([verb, group, resource, namespace])
}

/** @param rights that differ in their names alone */
async function missingOf(client: KubeClient, rights: readonly Right[]): Promise<readonly Right[]> {
  if (rights.length > 1) {
    const { name: _, ...onAll } = rights[0] as Right
    if (await isAllowed(client, onAll)) return []
    // Whoever gets it has those on single objects too.
    const unnamed = rights.filter(({ name }) => name === undefined)
    if (unnamed.length > 0) return unnamed
  }
  const allowed = await Promise.all(rights.map((right) => isAllowed(client, right)))
  return rights.filter((_, index) => allowed[index] === false)
}

async function isAllowed(client: KubeClient, right: Right): Promise<boolean> {
  const [resource, subresource] = right.resource.split('/')
  const response = await client.request<{ status?: { allowed?: boolean } }>({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb: right.verb,
          group: right.group,
          resource,
          ...(subresource && { subresource }),
          ...(right.namespace && { namespace: right.namespace }),
          ...(right.name && { name: right.name }),
        },
      },
    },
  })
  // A cluster that forbids the question itself must not block a run that would work; the real call will tell.
  if (response.status !== 201 && response.status !== 200) return true
  return (response.body as { status?: { allowed?: boolean } }).status?.allowed === true
}
