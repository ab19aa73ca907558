// Phase "Roll back": a rollout that failed does not end with no gateway. The error stays the rollout's own.

import { DeployError, problemsOf } from '../errors.ts'
import type { Run } from '../run.ts'
import type { Target } from './cluster.ts'
import type { Plan } from './plan.ts'

// A short `timeout` is about the new gateway. The way back first waits for the failed pod to stop, which may take its whole
// grace period (330 s for OpenClaw), and giving up on it early helps nobody.
const LEAST_TIMEOUT_MS = 600_000

/**
 * Puts the old gateway back and waits until it is ready, judged as the new one was.
 * @throws DeployError always: what made the rollout fail, and what made the rollback fail if it did
 */
export async function rollBack(run: Run, target: Target, plan: Plan, failure: unknown): Promise<never> {
  const { inputs, outcome, timeline } = run
  const unchanged = [...plan.others, plan.gateway].every(({ change }) => change === 'unchanged')
  if (!inputs.rollback || unchanged || plan.gateway.live === undefined) throw failure
  try {
    await timeline.phase('Roll back', () => restoreAndWait(run, target, plan))
    outcome.rolledBack = true
  } catch (error) {
    outcome.rolledBack = false
    const [problem, ...more] = problemsOf(failure)
    const [cause] = problemsOf(error)
    throw new DeployError(problem, ...more, {
      ...cause,
      code: 'rollback-failed',
      message: `The old gateway could not be put back either: ${cause.message}`,
    })
  }
  throw failure
}

async function restoreAndWait(run: Run, { cluster, workload, namespace }: Target, plan: Plan): Promise<void> {
  const [{ restore }, { liveImage }, { waitForRollout }, { verifyGateway }] = await Promise.all([
    import('../rollout/rollback.ts'),
    import('../rollout/preflight.ts'),
    import('../rollout/wait.ts'),
    import('../rollout/verify.ts'),
  ])
  const { client } = cluster
  const { inputs, timeline } = run
  const progress = (line: string) => timeline.progress(line)
  const restored = await restore(client, [...plan.others, plan.gateway], plan.gateway, progress)
  const image = liveImage(restored, workload.container) ?? ''
  const expected = {
    generation: restored.metadata.generation ?? 0,
    container: workload.container,
    image,
    appliedAtMs: client.now(),
  }
  const pod = await waitForRollout(
    { client, namespace, deployment: workload.deployment },
    expected,
    { timeoutMs: Math.max(inputs.timeoutMs, LEAST_TIMEOUT_MS) },
    progress,
  )
  await verifyGateway(client, pod, workload.container, undefined)
  progress(`The old gateway is live again: ${image}`)
}
