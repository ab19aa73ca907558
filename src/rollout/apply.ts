// Server-side apply of one object: https://kubernetes.io/docs/reference/using-api/server-side-apply/

import { DeployError, type Place, type Problem } from '../errors.ts'
import { type ApiResponse, type ApiStatus, reasonOf } from '../kube/message.ts'
import { describe, type KubeObject, type ObjectName } from '../kube/object.ts'
import { refused } from '../kube/refusal.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Deployment } from '../kube/workloads.ts'
import { KUBECTL_CLIENT_SIDE, takeOver } from './takeover.ts'

/** The name under which the API server notes the fields that this action owns. */
export const FIELD_MANAGER = 'openclaw-deploy'

const TAKEOVER_ATTEMPTS = 3

const RECREATE = { type: 'Recreate' }

// The commands of kubectl that change an object in place. They name no owner that would hold on to the field, though a
// script may of course call them; that is why nothing is taken but what was ours.
const BY_HAND = /^kubectl(-(annotate|edit|label|patch|replace|rollout|scale|set)|\/scale)$/

export interface FieldOwner {
  readonly field: string
  readonly owner: string
}

/**
 * Applies an object for real, after taking it over from kubectl.
 * @param takesByHand whether what somebody has set by hand is set back; what a program owns never is
 * @param where the manifest to blame; undefined for an object that comes from the cluster
 * @throws DeployError with the server's own reason
 */
export async function apply(
  client: KubeClient,
  object: KubeObject,
  live: KubeObject | undefined,
  where: Place | undefined,
  takesByHand = false,
): Promise<KubeObject> {
  const path = await pathOf(client, object, where)
  if (live) await takeOverFromKubectl(client, path, live)
  // Not by force at once: since the dry run a program may have taken a field.
  const first = await send(client, path, object, { dryRun: false, force: false })
  const force = takesByHand && areAll(conflictsIn(first), ({ owner }) => BY_HAND.test(owner))
  return settle(client, path, object, where, { dryRun: false, force }, force ? undefined : first)
}

/**
 * What the API server would make of an object, without writing anything: admission, quota, immutable fields and
 * conflicts speak now, while the old gateway still runs.
 * @returns with `byHand`, the fields that somebody has set by hand and an apply must be forced to set back
 * @throws DeployError as `apply` would
 */
export async function dryRun(
  client: KubeClient,
  object: KubeObject,
  where: Place | undefined,
  takesByHand = false,
): Promise<{ result: KubeObject; byHand: readonly FieldOwner[] }> {
  const path = await pathOf(client, object, where)
  const first = await send(client, path, object, { dryRun: true, force: false })
  const conflicts = conflictsIn(first)
  const byHand = takesByHand ? conflicts.filter(({ owner }) => BY_HAND.test(owner)) : []
  // Conflicts with kubectl's client-side fields are no conflicts: the real apply takes those over first.
  const force = areAll(conflicts, (each) => each.owner === KUBECTL_CLIENT_SIDE || byHand.includes(each))
  const result = await settle(client, path, object, where, { dryRun: true, force }, force ? undefined : first)
  return { result, byHand }
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
  const isLeftover = isStrategyLeftover(object, response)
  if (isLeftover) {
    const patched = await dropRollingUpdate(client, path, mode)
    // A dry run cannot build on a dry run: the patch proves the strategy, and an apply without it all the rest.
    const rest = mode.dryRun ? withStrategy(object, undefined) : object
    response = patched.status === 200 ? await send(client, path, rest, mode) : patched
  }
  if (response.status === 200 || response.status === 201) {
    const result = response.body as KubeObject
    return isLeftover && mode.dryRun ? withStrategy(result, RECREATE) : result
  }
  if (response.status === 409) throw conflict(object, response, where)
  const [problem] = refused(`the apply of ${describe(object)}`, response).problems
  throw new DeployError({ ...problem, ...knownBetter(object, response), ...(where && { where }) })
}

/** What only an apply is refused for. */
function knownBetter({ kind }: KubeObject, response: ApiResponse<unknown>): Partial<Problem> {
  const said = reasonOf(response)
  if (/immutable|forbidden: (updates to|field can not be less)/i.test(said)) {
    const fix =
      kind === 'Job'
        ? 'Undo that change in the manifest, or delete the Job and run again, which makes it anew: the template of one that is there cannot change'
        : 'Undo that change in the manifest; this field can only change by deleting the object, which the action never does'
    return { fix }
  }
  // The server is well: it is a webhook that is away, and that is asked about some objects alone.
  if (response.status === 500 && /\bwebhook\b/.test(said))
    return { code: 'apply-rejected', fix: 'Bring back what answers for that webhook, or remove it, and run again' }
  return {}
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
    body: [{ op: 'replace', path: '/spec/strategy', value: RECREATE }],
  })
}

/** A Deployment with another strategy, or with none. */
function withStrategy(object: KubeObject, strategy: object | undefined): KubeObject {
  const { strategy: _, ...spec } = (object as Deployment).spec
  return { ...object, spec: { ...spec, ...(strategy && { strategy }) } }
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

/** None of an answer that is no conflict. An owner by a subresource is `<manager>/<subresource>`. */
export function conflictsIn({ status, body }: ApiResponse<unknown>): FieldOwner[] {
  if (status !== 409) return []
  const causes = (body as ApiStatus).details?.causes ?? []
  return causes
    .filter((cause) => cause.reason === 'FieldManagerConflict')
    .map(({ field = '', message = '' }) => {
      const [, manager = 'another manager', subresource] =
        /"([^"]+)"(?: with subresource "([^"]+)")?/.exec(message) ?? []
      return { field: field.replace(/^\./, ''), owner: subresource ? `${manager}/${subresource}` : manager }
    })
}

/** Of none it is not true. */
export function areAll<T>(values: readonly T[], holds: (value: T) => boolean): boolean {
  return values.length > 0 && values.every(holds)
}

function conflict(object: KubeObject, response: ApiResponse<unknown>, where: Place | undefined): DeployError {
  const foreign = conflictsIn(response).filter(({ owner }) => owner !== KUBECTL_CLIENT_SIDE)
  const fields = foreign.map(({ field, owner }) => `${field} (owned by ${owner})`).join(', ')
  return new DeployError({
    code: 'apply-conflict',
    message: `${describe(object)} has fields that somebody else set: ${fields || reasonOf(response)}`,
    fix: `Remove them from the manifest to leave them to their owner, or take them over once by kubectl apply --server-side --force-conflicts --field-manager=${FIELD_MANAGER}`,
    ...(where && { where }),
  })
}
