// What a run reads in the record before it begins, and writes there as it goes.

import { DeployError, messageOf, problemsOf } from '../errors.ts'
import type { Image, Run } from '../run.ts'
import { begun, type Circumstances, failed, mayRollOut, settled, verified } from '../state/record.ts'
import type { Target } from './cluster.ts'
import type { Plan } from './plan.ts'

/**
 * Ends a run that would only repeat an outage.
 * @throws DeployError when this set failed here before; the old gateway is put back first if that was never finished
 */
export async function refuseRepetition(run: Run, target: Target, plan: Plan): Promise<void> {
  const { inputs, timeline } = run
  const { current } = target.record
  if (current.pending)
    timeline.progress(
      `The run before${linkTo(current.pending.run)} ended between its apply and its end; going on from there`,
    )
  const changes = [...plan.others, plan.gateway].some(({ mustApply }) => mustApply)
  const permission = mayRollOut(current, plan.fingerprint, circumstances(run, plan), { changes, force: inputs.force })
  if (permission.kind === 'go') return
  if (permission.kind === 'roll-back-first' && inputs.rollback) {
    const { putBack } = await import('./rollback.ts')
    await timeline.phase('Roll back', () => putBack(run, target, plan, permission.pending.before))
    run.outcome.rolledBack = true
    await target.record.update(settled)
  }
  const { at, message, run: url } = permission.failure
  throw new DeployError({
    code: 'failed-before',
    message: `This image with these manifests failed here on ${at.slice(0, 10)}${linkTo(url)} and is not tried again, since each try is an outage: ${message}`,
    fix: 'Change what it failed for (the config, or a newer release), or set `force: true` to try it once more',
  })
}

/** Before the first write: what to put back must not be lost with the runner. */
export async function rememberBeginning(run: Run, target: Target, image: Image, plan: Plan): Promise<void> {
  const { current } = target.record
  const { restorePoint } = await import('../rollout/restore-point.ts')
  const before = restorePoint([...plan.others, plan.gateway], current.verified?.objects ?? [])
  if (before.length > 0) await target.record.update((record) => begun(record, { ...rollout(run, image, plan), before }))
}

/** After the proof. That the gateway works is true whether or not it can be remembered. */
export async function rememberSuccess(run: Run, target: Target, image: Image, plan: Plan): Promise<void> {
  const objects = [...plan.others.map(({ object }) => object), plan.gateway.object]
  const level = run.outcome.verified ?? 'basic'
  await target.record
    .update((record) => verified(record, { ...rollout(run, image, plan), level, objects }))
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
  const [{ code, message }] = problemsOf(failure)
  const entry = { ...rollout(run, image, plan), code, message, circumstances: circumstances(run, plan) }
  await target.record
    .update((record) => (isOver ? settled(failed(record, entry)) : failed(record, entry)))
    .catch((error: unknown) => run.warn(`This failure could not be remembered for the next run: ${messageOf(error)}`))
}

function rollout({ surroundings }: Run, { reference }: Image, { fingerprint }: Plan) {
  const { runUrl } = surroundings
  return { fingerprint, image: reference, at: new Date().toISOString(), ...(runUrl && { run: runUrl }) }
}

function circumstances({ inputs }: Run, { pullSecrets }: Plan): Circumstances {
  return { timeoutMs: inputs.timeoutMs, pullSecrets }
}

function linkTo(url: string | undefined): string {
  return url ? ` (${url})` : ''
}
