// One throwaway pod, from its making to its end.

import { DeployError, problemsOf } from '../../errors.ts'
import { type ApiResponse, reasonOf } from '../../kube/message.ts'
import type { KubeObject } from '../../kube/object.ts'
import { refused } from '../../kube/refusal.ts'
import type { KubeClient } from '../../kube/request.ts'
import type { Pod } from '../../kube/workloads.ts'
import { FIELD_MANAGER } from '../apply.ts'
import { refusedPod } from '../causes/admission.ts'
import type { ConfigText } from '../config.ts'
import { printable } from '../evidence.ts'
import { verifyGateway } from '../verify.ts'
import type { RolloutView } from '../view.ts'
import { waitForPod } from '../wait.ts'
import { collection, removeCopy, removePod, sweep } from './cleanup.ts'
import { type Copy, madeLater } from './copies.ts'
import { labelsFor, nameFor, whatWouldTake } from './identity.ts'
import { isOnlyHere, type Obstacle, obstacleOf } from './obstacle.ts'
import type { Level, Part } from './part.ts'
import { type RehearsalPod, rehearsalPod } from './pod.ts'
import { bringState, isWaitingForState, restoreFailure } from './state.ts'

/** What is rehearsed, and where. */
export interface Stage {
  readonly client: KubeClient
  readonly namespace: string
  readonly part: Part
  readonly image: { readonly reference: string; readonly version: string | undefined }
  /** The files of which one may be OpenClaw's config, as this run will leave them. */
  readonly configs: readonly ConfigText[]
  /** Of each pod. */
  readonly timeoutMs: number
  readonly progress: (line: string) => void
  readonly warn: (line: string) => void
}

export interface Proof {
  readonly kind: 'proof'
  /** As it was when it was ready, or had ended. */
  readonly pod: Pod
  readonly version?: string
  /** A clause each. */
  readonly unproven: readonly string[]
}

/** Removes what earlier runs have left. @returns why no throwaway pod may be made, as a clause */
export async function prepare(stage: Stage): Promise<string | undefined> {
  const labels = labelsFor(stage.part.deployment)
  const taker = whatWouldTake(stage.part, labels)
  if (taker !== undefined) return `${taker} selects whatever pod there is, also a throwaway one`
  for (const name of await sweep(stage, labels))
    stage.progress(`Removed pod ${name}, which an earlier rehearsal had left`)
  return undefined
}

/** An end by the kubelet, for the pod of a run that was killed. */
const LIFE_AFTER_TIMEOUT_MS = 60_000

/** Where the gateway runs now, or where the manifests move it to. */
export async function attemptNear(
  stage: Stage,
  level: Level,
  node: string | undefined,
  altered?: (built: RehearsalPod) => RehearsalPod,
): Promise<Proof | Obstacle> {
  const result = await attempt(stage, level, node, altered)
  if (result.kind !== 'elsewhere') return result
  stage.progress(
    `The scheduler does not let it run on node ${node}, so it is rehearsed wherever it fits: ${result.why}`,
  )
  return attempt(stage, level, undefined, altered)
}

/**
 * @param node where it shall run; anywhere it fits when undefined
 * @param altered makes another pod of it, for more than a rehearsal
 * @throws DeployError when the rollout would fail as this pod does
 */
async function attempt(
  stage: Stage,
  level: Level,
  node: string | undefined,
  altered: (built: RehearsalPod) => RehearsalPod = (built) => built,
): Promise<Proof | Obstacle> {
  const { part, namespace } = stage
  const lifeMs = stage.timeoutMs + LIFE_AFTER_TIMEOUT_MS
  const built = altered(rehearsalPod(part, level, nameFor(part.deployment), node, lifeMs))
  const source = madeLater(built.pod.spec, part.others, namespace)
  if (source !== undefined) return { kind: 'obstacle', why: `it needs what ${source} brings only after the apply` }
  try {
    const made = await make(stage, built)
    return made.kind === 'made' ? await prove(stage, level, made.pod, built, node) : made
  } finally {
    // Also after a request without an answer: it may have been heard.
    await Promise.all([
      removePod(stage, built.pod.metadata.name),
      ...built.copies.map(({ object }) => removeCopy(stage, object)),
    ])
  }
}

async function make(
  stage: Stage,
  { pod, copies, asksOtherwise, likeReal }: RehearsalPod,
): Promise<{ kind: 'made'; pod: Pod } | Obstacle> {
  // Before the pod: without a pull secret, say, its first pull would fail.
  for (const { object } of copies) {
    const response = await post(stage, object)
    if (response.status !== 201) return refusal(response, object, asksOtherwise)
  }
  const response = await post<Pod>(stage, pod)
  if (isUnspecified(response)) {
    // The quota may be for pods that end by a deadline, say, of which the gateway's own is none.
    const real = await post(stage, likeReal, '&dryRun=All')
    if (isUnspecified(real)) return refusal(real, likeReal, asksOtherwise)
    const said = printable(reasonOf(response), 300)
    return { kind: 'obstacle', why: `a quota wants to be told more of the throwaway pod: ${said}` }
  }
  if (response.status !== 201) return refusal(response, pod, asksOtherwise)
  const made = response.body as Pod
  await Promise.all(copies.map((copy) => giveTo(stage, copy, made)))
  return { kind: 'made', pod: made }
}

function post<T>({ client, namespace }: Stage, object: KubeObject, more = ''): Promise<ApiResponse<T>> {
  const path = `${collection(namespace, object.kind)}?fieldManager=${FIELD_MANAGER}${more}`
  return client.request({ method: 'POST', path, body: object })
}

function isUnspecified(response: ApiResponse<unknown>): boolean {
  return response.status === 403 && refusedPod(reasonOf(response)).variant === 'unspecified'
}

/** What the server's refusal means for the real pod. @throws DeployError when that would be refused too */
function refusal(response: ApiResponse<unknown>, { kind }: KubeObject, asksOtherwise: boolean): Obstacle {
  const said = reasonOf(response)
  const isAdmission = response.status === 403 || said.includes('denied the request')
  // The Deployment has passed the server's validation, so what is invalid is only in what was made from it.
  if (response.status === 422)
    return { kind: 'obstacle', why: `the API server does not take the throwaway ${kind}: ${printable(said, 300)}` }
  if (!isAdmission || /cannot create resource/.test(said)) throw refused(`to make a throwaway ${kind}`, response)
  const finding = refusedPod(said)
  const { code, message, fix } = finding
  if (isOnlyHere(finding, asksOtherwise)) return { kind: 'obstacle', why: printable(message, 300) }
  throw new DeployError({ code, message: printable(message, 600), fix })
}

/**
 * So that the copy goes when the pod goes, if this run cannot see to it. Not in its making: a pod that is made before what it
 * reads may be told at once that this is missing, and is then judged by that.
 */
async function giveTo({ client, namespace, warn }: Stage, { object }: Copy, { metadata }: Pod): Promise<void> {
  const { kind, metadata: copy } = object
  const { name, uid } = metadata
  const response = await client.request({
    method: 'PATCH',
    path: `${collection(namespace, kind)}/${encodeURIComponent(copy.name)}`,
    contentType: 'application/merge-patch+json',
    body: { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid }] } },
  })
  if (response.status === 200) return
  const said = printable(reasonOf(response), 300)
  warn(
    `${kind} ${copy.name} of the rehearsal could not be given to its pod, so it stays if this run is cut off now: ${said}`,
  )
}

async function prove(
  stage: Stage,
  level: Level,
  { metadata: { name, uid } }: Pod,
  built: RehearsalPod,
  node: string | undefined,
): Promise<Proof | Obstacle> {
  const { client, namespace, part, image, configs, timeoutMs, progress } = stage
  const { container, state } = part
  const expected = {
    pod: { name, uid },
    until: level === 'on' ? ('ready' as const) : ('done' as const),
    container,
    image: image.reference,
    appliedAtMs: client.now(),
  }
  const stop = new AbortController()
  let bringing: Promise<unknown> | undefined
  const withoutState = (why: string) => ({ kind: 'obstacle', why: `the backup could not be brought into it: ${why}` })
  const onView = (_: number, view: RolloutView) => {
    const obstacle = obstacleOf(view, expected.pod, node !== undefined)
    if (obstacle) stop.abort(obstacle)
    if (level !== 'on' || state === undefined || bringing || !isWaitingForState(view, uid)) return
    progress('Restoring the backup into it')
    bringing = bringState(client, { namespace, pod: name }, state).then(
      (why) => why !== undefined && stop.abort(withoutState(why)),
      (error: unknown) => stop.abort(withoutState(problemsOf(error)[0].message)),
    )
  }
  const limits = { timeoutMs, signal: stop.signal }
  try {
    const findPod = () => waitForPod({ client, namespace, pod: name }, expected, limits, { progress, onView })
    const pod = await findPod()
    if (level === 'pull') return { kind: 'proof', pod, unproven: built.unproven }
    const proof = {
      ...(image.version !== undefined && { version: image.version }),
      image: image.reference,
      configs,
    }
    const { version, unproven } = await verifyGateway(client, pod, container, proof, { progress, findPod })
    return { kind: 'proof', pod, ...(version !== undefined && { version }), unproven: [...built.unproven, ...unproven] }
  } catch (error) {
    if (stop.signal.aborted) return stop.signal.reason as Obstacle
    throw restoreFailure(error) ?? error
  }
}
