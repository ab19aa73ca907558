// One throwaway pod, from its making to its end.

import { DeployError } from '../../errors.ts'
import type { KubeObject } from '../../kube/object.ts'
import { type ApiResponse, type KubeClient, reasonOf, refused } from '../../kube/request.ts'
import type { Pod } from '../../kube/workloads.ts'
import { FIELD_MANAGER } from '../apply.ts'
import { refusedPod } from '../causes/admission.ts'
import type { ConfigText } from '../config.ts'
import { printable } from '../evidence.ts'
import { verifyGateway } from '../verify.ts'
import type { RolloutView } from '../view.ts'
import { waitForPod } from '../wait.ts'
import { collection, removeCopy, removePod } from './cleanup.ts'
import { type Copy, madeLater } from './copies.ts'
import { nameFor } from './identity.ts'
import { isOnlyHere, type Obstacle, obstacleOf } from './obstacle.ts'
import type { Level, Part } from './part.ts'
import { type RehearsalPod, rehearsalPod } from './pod.ts'

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

/** An end by the kubelet, for the pod of a run that was killed. */
const LIFE_AFTER_TIMEOUT_MS = 60_000

/**
 * @param node where it shall run; anywhere it fits when undefined
 * @throws DeployError when the rollout would fail as this pod does
 */
export async function attempt(stage: Stage, level: Level, node: string | undefined): Promise<Proof | Obstacle> {
  const { part, namespace } = stage
  const lifeMs = stage.timeoutMs + LIFE_AFTER_TIMEOUT_MS
  const built = rehearsalPod(part, level, nameFor(part.deployment), node, lifeMs)
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
  { pod, copies, asksForMore }: RehearsalPod,
): Promise<{ kind: 'made'; pod: Pod } | Obstacle> {
  // Before the pod: without a pull secret, say, its first pull would fail.
  for (const { object } of copies) {
    const response = await post(stage, object)
    if (response.status !== 201) return refusal(response, object, asksForMore)
  }
  const response = await post<Pod>(stage, pod)
  if (response.status !== 201) return refusal(response, pod, asksForMore)
  const made = response.body as Pod
  await Promise.all(copies.map((copy) => giveTo(stage, copy, made)))
  return { kind: 'made', pod: made }
}

function post<T>({ client, namespace }: Stage, object: KubeObject): Promise<ApiResponse<T>> {
  const path = `${collection(namespace, object.kind)}?fieldManager=${FIELD_MANAGER}`
  return client.request({ method: 'POST', path, body: object })
}

/** What the server's refusal means for the real pod. @throws DeployError when that would be refused too */
function refusal(response: ApiResponse<unknown>, { kind }: KubeObject, asksForMore: boolean): Obstacle {
  const said = reasonOf(response)
  const isAdmission = response.status === 403 || said.includes('denied the request')
  // The Deployment has passed the server's validation, so what is invalid is only in what was made from it.
  if (response.status === 422)
    return { kind: 'obstacle', why: `the API server does not take the throwaway ${kind}: ${printable(said, 300)}` }
  if (!isAdmission || /cannot create resource/.test(said)) throw refused(`to make a throwaway ${kind}`, response)
  const finding = refusedPod(said)
  const { code, message, fix } = finding
  if (isOnlyHere(finding, asksForMore)) return { kind: 'obstacle', why: printable(message, 300) }
  throw new DeployError({ code, message: printable(message, 600), fix })
}

/** So that the copy goes when the pod goes, if this run cannot see to it. */
async function giveTo({ client, namespace }: Stage, { object }: Copy, { metadata }: Pod): Promise<void> {
  const { name, uid } = metadata
  await client.request({
    method: 'PATCH',
    path: `${collection(namespace, object.kind)}/${encodeURIComponent(object.metadata.name)}`,
    contentType: 'application/merge-patch+json',
    body: { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid }] } },
  })
}

async function prove(
  stage: Stage,
  level: Level,
  { metadata: { name, uid } }: Pod,
  built: RehearsalPod,
  node: string | undefined,
): Promise<Proof | Obstacle> {
  const { client, namespace, part, image, configs, timeoutMs, progress } = stage
  const { container } = part
  const expected = {
    pod: { name, uid },
    until: level === 'on' ? ('ready' as const) : ('done' as const),
    container,
    image: image.reference,
    appliedAtMs: client.now(),
  }
  const stop = new AbortController()
  const onView = (_: number, view: RolloutView) => {
    const obstacle = obstacleOf(view, expected.pod, node !== undefined)
    if (obstacle) stop.abort(obstacle)
  }
  const limits = { timeoutMs, signal: stop.signal }
  try {
    const pod = await waitForPod({ client, namespace, pod: name }, expected, limits, { progress, onView })
    if (level === 'pull') return { kind: 'proof', pod, unproven: built.unproven }
    const { version, unproven } = await verifyGateway(client, pod, container, {
      ...(image.version !== undefined && { version: image.version }),
      image: image.reference,
      configs,
    })
    return { kind: 'proof', pod, ...(version !== undefined && { version }), unproven: [...built.unproven, ...unproven] }
  } catch (error) {
    if (stop.signal.aborted) return stop.signal.reason as Obstacle
    throw error
  }
}
