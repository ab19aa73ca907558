// Server-side apply of one object: https://kubernetes.io/docs/reference/using-api/server-side-apply/

import { DeployError, type Place } from '../errors.ts'
import { describe, type KubeObject, type ObjectName } from '../kube/object.ts'
import { type ApiResponse, type ApiStatus, type KubeClient, reasonOf, refused } from '../kube/request.ts'
import type { Deployment } from '../kube/workloads.ts'
import { KUBECTL_CLIENT_SIDE, takeOver } from './takeover.ts'

/** The name under which the API server notes the fields that this action owns. */
export const FIELD_MANAGER = 'openclaw-deploy'

const TAKEOVER_ATTEMPTS = 3

/**
 * Applies an object for real, after taking it over from kubectl.
 * @param where the manifest to blame; undefined for an object that comes from the cluster
 * @throws DeployError with the server's own reason
 */
export async function apply(
  client: KubeClient,
  object: KubeObject,
  live: KubeObject | undefined,
  where: Place | undefined,
): Promise<KubeObject> {
  const path = await pathOf(client, object, where)
  if (live) await takeOverFromKubectl(client, path, live)
  return settle(client, path, object, where, { dryRun: false, force: false })
}

/**
 * What the API server would make of an object, without writing anything: admission, quota, immutable fields and
 * conflicts speak now, while the old gateway still runs.
 * @throws DeployError as `apply` would
 */
export async function dryRun(client: KubeClient, object: KubeObject, where: Place | undefined): Promise<KubeObject> {
  const path = await pathOf(client, object, where)
  // Conflicts with kubectl's client-side fields are no conflicts: the real apply takes those over first.
  const first = await send(client, path, object, { dryRun: true, force: false })
  const force =
    first.status === 409 && ownersIn(first.body as ApiStatus).every((owner) => owner === KUBECTL_CLIENT_SIDE)
  return settle(client, path, object, where, { dryRun: true, force }, force ? undefined : first)
}

/** An object whose kind the cluster does not have: most often a CRD that is not installed. */
export function unknownKind(object: ObjectName, where: Place | undefined): DeployError {
  return new DeployError({
    code: 'apply-rejected',
    message: `The cluster knows no ${object.kind} in ${object.apiVersion}`,
    fix: `Install what brings it (for Traefik, its CRDs), or leave ${describe(object)} out of \`manifests\``,
    ...(where && { where }),
  })
}

interface Mode {
  readonly dryRun: boolean
  readonly force: boolean
}

async function pathOf(client: KubeClient, object: KubeObject, where: Place | undefined): Promise<string> {
  const path = await client.pathOf(object)
  if (path === undefined) throw unknownKind(object, where)
  return path
}

function send(client: KubeClient, path: string, object: KubeObject, mode: Mode): Promise<ApiResponse<KubeObject>> {
  const query = new URLSearchParams({
    fieldManager: FIELD_MANAGER,
    // A mistyped field is refused (from Kubernetes 1.25; older servers ignore the parameter, and refuse unknown fields
    // in an apply anyway).
    fieldValidation: 'Strict',
    ...(mode.dryRun && { dryRun: 'All' }),
    ...(mode.force && { force: 'true' }),
  })
  return client.request({
    method: 'PATCH',
    path: `${path}?${query}`,
    contentType: 'application/apply-patch+yaml',
    body: object,
  })
}

/** Brings an apply to its end: sends it unless that was done, mends what is known, explains every other refusal. */
async function settle(
  client: KubeClient,
  path: string,
  object: KubeObject,
  where: Place | undefined,
  mode: Mode,
  sent?: ApiResponse<KubeObject>,
): Promise<KubeObject> {
  let response = sent ?? (await send(client, path, object, mode))
  if (isStrategyLeftover(object, response)) {
    const patched = await dropRollingUpdate(client, path, mode)
    // A dry run cannot build on a dry run; that the patch is accepted is what can be proven.
    response = mode.dryRun || patched.status !== 200 ? patched : await send(client, path, object, mode)
  }
  if (response.status === 200 || response.status === 201) return response.body as KubeObject
  if (response.status === 409) throw conflict(object, response.body as ApiStatus, where)
  const [problem] = refused(`the apply of ${describe(object)}`, response).problems
  const fix = /immutable|forbidden: (updates to|field can not be less)/i.test(reasonOf(response))
    ? 'Undo that change in the manifest; this field can only change by deleting the object, which the action never does'
    : problem.fix
  throw new DeployError({ ...problem, fix, ...(where && { where }) })
}

/**
 * A Deployment that becomes Recreate keeps the rollingUpdate that the server once filled in, which nobody owns and so
 * nobody removes (https://github.com/kubernetes/kubernetes/issues/24198).
 */
function isStrategyLeftover(object: KubeObject, response: ApiResponse<KubeObject>): boolean {
  const { strategy } = (object as Partial<Deployment>).spec ?? {}
  return (
    response.status === 422 &&
    strategy?.type === 'Recreate' &&
    reasonOf(response).includes('spec.strategy.rollingUpdate')
  )
}

function dropRollingUpdate(client: KubeClient, path: string, { dryRun }: Mode): Promise<ApiResponse<KubeObject>> {
  return client.request({
    method: 'PATCH',
    path: `${path}?fieldManager=${FIELD_MANAGER}${dryRun ? '&dryRun=All' : ''}`,
    contentType: 'application/json-patch+json',
    body: [{ op: 'replace', path: '/spec/strategy', value: { type: 'Recreate' } }],
  })
}

async function takeOverFromKubectl(client: KubeClient, path: string, live: KubeObject): Promise<void> {
  let current = live
  for (let attempt = 1; ; attempt++) {
    const managedFields = takeOver(current.metadata.managedFields ?? [], FIELD_MANAGER)
    if (managedFields === undefined) return
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
    if (response.status === 200) return
    if (response.status !== 409 || attempt === TAKEOVER_ATTEMPTS)
      throw refused(`the takeover of ${describe(live)} from kubectl`, response)
    current = await client.get<KubeObject>(path)
  }
}

interface FieldConflict {
  readonly field: string
  readonly owner: string
}

function conflictsIn(status: ApiStatus): FieldConflict[] {
  const causes = (status.details?.causes ?? []).filter((cause) => cause.reason === 'FieldManagerConflict')
  return causes.map(({ field = '', message = '' }) => ({
    field: field.replace(/^\./, ''),
    owner: /"([^"]+)"/.exec(message)?.[1] ?? 'another manager',
  }))
}

function ownersIn(status: ApiStatus): string[] {
  return conflictsIn(status).map(({ owner }) => owner)
}

function conflict(object: KubeObject, status: ApiStatus, where: Place | undefined): DeployError {
  const foreign = conflictsIn(status).filter(({ owner }) => owner !== KUBECTL_CLIENT_SIDE)
  const fields = foreign.map(({ field, owner }) => `${field} (owned by ${owner})`).join(', ')
  return new DeployError({
    code: 'apply-conflict',
    message: `${describe(object)} has fields that somebody else set: ${fields || reasonOf({ status: 409, body: status })}`,
    fix: `Remove them from the manifest to leave them to their owner, or take them over once by kubectl apply --server-side --force-conflicts --field-manager=${FIELD_MANAGER}`,
    ...(where && { where }),
  })
}
