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

/** The rights that are missing, in the order asked. */
export async function missingRights(client: KubeClient, wanted: readonly Right[]): Promise<Right[]> {
  const allowed = await Promise.all(wanted.map((right) => isAllowed(client, right)))
  return wanted.filter((_, index) => allowed[index] === false)
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
