// Server-side apply of one object: https://kubernetes.io/docs/reference/using-api/server-side-apply/

import { DeployError, type Place } from '../errors.ts'
import { describe, type KubeObject } from '../kube/object.ts'
import { type ApiStatus, type KubeClient, reasonOf, refused } from '../kube/request.ts'
import { takeOver } from './takeover.ts'

/** The name under which the API server notes the fields that this action owns. */
export const FIELD_MANAGER = 'openclaw-deploy'

export interface Applied {
  readonly object: KubeObject
  readonly change: 'created' | 'configured' | 'unchanged'
}

const TAKEOVER_ATTEMPTS = 3

/**
 * Applies an object and tells what that did.
 * @param live the object as it was before, undefined when it is new
 * @throws DeployError with the owner of each field in conflict, or the server's own reason
 */
export async function apply(
  client: KubeClient,
  object: KubeObject,
  live: KubeObject | undefined,
  where: Place,
): Promise<Applied> {
  const path = await client.pathOf(object)
  if (path === undefined) throw unknownKind(object, where)
  const before = live && (await takeOverFromKubectl(client, path, live))
  const response = await client.request<KubeObject>({
    method: 'PATCH',
    // Strict: a mistyped field is refused (from Kubernetes 1.25; older servers ignore the parameter, and refuse
    // unknown fields in an apply anyway).
    path: `${path}?fieldManager=${FIELD_MANAGER}&fieldValidation=Strict`,
    contentType: 'application/apply-patch+yaml',
    body: object,
  })
  if (response.status === 409) throw conflict(object, response.body as ApiStatus, where)
  if (response.status !== 200 && response.status !== 201) {
    const [problem] = refused(`apply of ${describe(object)}`, response).problems
    throw new DeployError({ ...problem, where })
  }
  const applied = response.body as KubeObject
  const change = before === undefined ? 'created' : sameContent(before, applied) ? 'unchanged' : 'configured'
  return { object: applied, change }
}

/** An object whose kind the cluster does not have: most often a CRD that is not installed. */
export function unknownKind(object: KubeObject, where: Place): DeployError {
  return new DeployError({
    code: 'apply-rejected',
    message: `The cluster knows no ${object.kind} in ${object.apiVersion}`,
    fix: `Install what brings it (for Traefik, its CRDs), or leave ${describe(object)} out of \`manifests\``,
    where,
  })
}

async function takeOverFromKubectl(client: KubeClient, path: string, live: KubeObject): Promise<KubeObject> {
  let current = live
  for (let attempt = 1; ; attempt++) {
    const managedFields = takeOver(current.metadata.managedFields ?? [], FIELD_MANAGER)
    if (managedFields === undefined) return current
    const response = await client.request<KubeObject>({
      method: 'PATCH',
      path,
      contentType: 'application/json-patch+json',
      // The resourceVersion makes it fail rather than overwrite a change that came in between.
      body: [
        { op: 'replace', path: '/metadata/managedFields', value: managedFields },
        { op: 'replace', path: '/metadata/resourceVersion', value: current.metadata.resourceVersion },
      ],
    })
    if (response.status === 200) return response.body as KubeObject
    if (response.status !== 409 || attempt === TAKEOVER_ATTEMPTS)
      throw refused(`the takeover of ${describe(live)} from kubectl`, response)
    current = await client.get<KubeObject>(path)
  }
}

function conflict(object: KubeObject, status: ApiStatus, where: Place): DeployError {
  const causes = (status.details?.causes ?? []).filter((cause) => cause.reason === 'FieldManagerConflict')
  const owners = causes.map(
    ({ field, message }) =>
      `${field?.replace(/^\./, '')} (owned by ${/"([^"]+)"/.exec(message ?? '')?.[1] ?? 'another manager'})`,
  )
  return new DeployError({
    code: 'apply-conflict',
    message: `${describe(object)} has fields that somebody else set: ${owners.join(', ') || reasonOf({ status: 409, body: status })}`,
    fix: `Remove them from the manifest to leave them to their owner, or take them over once by kubectl apply --server-side --force-conflicts --field-manager=${FIELD_MANAGER}`,
    where,
  })
}

/** Whether an apply changed anything that matters; bookkeeping (managed fields and their times) does not. */
function sameContent(before: KubeObject, after: KubeObject): boolean {
  if (before.metadata.resourceVersion === after.metadata.resourceVersion) return true
  const content = ({ metadata, status, ...rest }: KubeObject & { status?: unknown }) => {
    const { managedFields: _m, resourceVersion: _r, generation: _g, ...kept } = metadata
    return JSON.stringify(sorted({ ...rest, metadata: kept }))
  }
  return content(before) === content(after)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  )
}
