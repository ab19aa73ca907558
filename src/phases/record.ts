// What a run writes in the record as it goes, for the next one.

import { messageOf, problemsOf } from '../errors.ts'
import type { KubeObject } from '../kube/object.ts'
import type { Image, Run } from '../run.ts'
import {
  begun,
  type Circumstances,
  type DeployRecord,
  type FailedRollout,
  failed,
  settled,
  verified,
} from '../state/record.ts'
import type { Plan } from './plan.ts'
import type { Target } from './target.ts'

/** Before the first write: what to put back must not be lost with the runner. */
export async function rememberBeginning(run: Run, target: Target, image: Image, plan: Plan): Promise<void> {
  const { current } = target.record
  // There is nowhere yet to write it, and nothing to put back.
  if (plan.others.some(({ object, live }) => !live && isNamespace(object, target.namespace))) return
  const { restorePoint } = await import('../rollout/restore-point.ts')
  const before = restorePoint([...plan.others, plan.gateway], current.verified?.objects ?? [])
  if (before.length > 0) await target.record.update((record) => begun(record, { ...rollout(run, image, plan), before }))
}

function isNamespace({ kind, metadata }: KubeObject, name: string): boolean {
  return kind === 'Namespace' && metadata.name === name
}

/** After the proof: whether `rememberSuccess` has anything to write. */
export function isRemembered(run: Run, { record: { current } }: Target, image: Image, plan: Plan): boolean {
  return withSuccess(current, run, image, plan) === current
}

/** After the proof. That the gateway works is true whether or not it can be remembered. */
export async function rememberSuccess(run: Run, target: Target, image: Image, plan: Plan): Promise<void> {
  await target.record
    .update((record) => withSuccess(record, run, image, plan))
    .catch((error: unknown) => run.warn(`That this gateway works could not be remembered: ${messageOf(error)}`))
}

/** After the verdict. @param isOver whether nothing will be put back */
export async function rememberFailure(
  run: Run,
  target: Target,
  image: Image,
  plan: Plan,
  failure: unknown,
  isOver: boolean,
): Promise<void> {
  const entry = { ...failureOf(run, image, plan, failure), ...(isOver && { leftStanding: true as const }) }
  await target.record
    .update((record) => (isOver ? settled(failed(record, entry)) : failed(record, entry)))
    .catch((error: unknown) => run.warn(`This failure could not be remembered for the next run: ${messageOf(error)}`))
}

export function failureOf(run: Run, image: Image, plan: Plan, failure: unknown): FailedRollout {
  const [{ code, message, blameless }] = problemsOf(failure)
  return {
    ...rollout(run, image, plan),
    ...{ code, message, circumstances: circumstances(run, plan) },
    ...(blameless && { blameless }),
  }
}

function withSuccess(record: DeployRecord, run: Run, image: Image, plan: Plan): DeployRecord {
  const objects = [...plan.others.map(({ object }) => object), plan.gateway.object]
  return verified(record, { ...rollout(run, image, plan), level: run.outcome.verified ?? 'basic', objects })
}

function rollout({ surroundings }: Run, { reference, version }: Image, { fingerprint }: Plan) {
  const { runUrl } = surroundings
  return {
    fingerprint,
    image: reference,
    ...(version && { version }),
    at: new Date().toISOString(),
    ...(runUrl && { run: runUrl }),
  }
}

/** What may change the verdict on the same set. */
export function circumstances({ inputs }: Run, { pullSecrets }: Plan): Circumstances {
  return { timeoutMs: inputs.timeoutMs, pullSecrets }
}
