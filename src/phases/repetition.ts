// What a run reads in the record before it begins.

import { DeployError, type Problem } from '../errors.ts'
import type { Run } from '../run.ts'
import { mayRollOut } from '../state/record.ts'
import { isChanging, type Plan } from './plan.ts'
import { circumstances } from './record.ts'
import { demandStartable } from './stopped.ts'
import type { Target } from './target.ts'

/**
 * Ends a run that would only repeat an outage.
 * @throws DeployError when this set failed here before; the old gateway is put back first if that was never finished, and could start
 */
export async function refuseRepetition(run: Run, target: Target, plan: Plan): Promise<void> {
  const { inputs, timeline } = run
  const { current } = target.record
  if (current.pending)
    timeline.progress(
      `The run before${linkTo(current.pending.run)} ended between its apply and its end; going on from there`,
    )
  const chances = { changes: isChanging(plan), force: inputs.force }
  const permission = mayRollOut(current, plan.fingerprint, circumstances(run, plan), chances)
  if (permission.kind === 'go') return
  let refusals: readonly Problem[] = []
  if (permission.kind === 'roll-back-first' && inputs.rollback) {
    await demandStartable(plan, true)
    const { putBack, wentBack } = await import('./rollback.ts')
    await target.lock.demand()
    refusals = await timeline.phase('Roll back', () => putBack(run, target, plan, permission.pending.before))
    run.outcome.rolledBack = true
    await target.record.update(wentBack(permission.failure, refusals))
  }
  const { at, message, run: url } = permission.failure
  const failedBefore: Problem = {
    code: 'failed-before',
    message: `This image with these manifests failed here on ${at.slice(0, 10)}${linkTo(url)} and is not tried again, since each try is an outage: ${message}`,
    fix: 'Change what it failed for (the config, or a newer release), or set `force: true` to try it once more',
  }
  throw new DeployError(failedBefore, ...refusals)
}

function linkTo(url: string | undefined): string {
  return url ? ` (${url})` : ''
}
