// Phase "Roll back": a rollout that failed does not end with no gateway. The error stays the rollout's own.

import { DeployError, type Problem, problemsOf } from '../errors.ts'
import { identityOf, type KubeObject, type ObjectBefore } from '../kube/object.ts'
import { isDeployment } from '../kube/workloads.ts'
import type { Image, Run } from '../run.ts'
import { settled } from '../state/record.ts'
import type { Target } from './cluster.ts'
import { listenerOf } from './outage.ts'
import type { Plan } from './plan.ts'
import { rememberFailure } from './record.ts'

// A short `timeout` is about the new gateway. The way back first waits for the failed pod to stop, which may take its whole
// grace period (330 s for OpenClaw), and giving up on it early helps nobody.
const LEAST_TIMEOUT_MS = 600_000

/**
 * Puts the old gateway back and waits until it is ready, judged as the new one was.
 * @param wasReady whether the new gateway was ready, and only its proof failed
 * @throws DeployError always: what made the rollout fail, and what made the rollback fail if it did
 */
export async function rollBack(
  run: Run,
  target: Target,
  image: Image,
  plan: Plan,
  failure: unknown,
  wasReady: boolean,
): Promise<never> {
  const { inputs, outcome, timeline } = run
  const before = target.record.current.pending?.before ?? []
  const isPossible = inputs.rollback && gatewayIn(before, target) !== undefined
  const refusal = isPossible ? await refusalOf(run, image, wasReady) : undefined
  const goesBack = isPossible && refusal === undefined
  // Written before the way back begins: if that is cut off, the next run goes back too instead of trying it again.
  if (target.record.current.pending) await rememberFailure(run, target, image, plan, failure, !goesBack)
  if (!goesBack) throw refusal ? withMore(failure, refusal) : failure
  try {
    await timeline.phase('Roll back', () => putBack(run, target, plan, before))
    outcome.rolledBack = true
  } catch (error) {
    outcome.rolledBack = false
    throw withMore(failure, await explained(run, image, problemsOf(error)[0]))
  }
  await target.record.update(settled).catch(() => undefined)
  throw failure
}

/** Why going back would only be another outage, as far as that is certain. */
async function refusalOf(run: Run, image: Image, wasReady: boolean): Promise<Problem | undefined> {
  const { newVersion, oldVersion } = versionsOf(run, image)
  if (!wasReady || newVersion === undefined || oldVersion === undefined || newVersion === oldVersion) return undefined
  const [{ readNpmRegistry, schemaVersionsOf }, { schemaMoves }, { rollbackRefusal }] = await Promise.all([
    import('../image/release.ts'),
    import('../rollout/schema.ts'),
    import('../rollout/rollback-rule.ts'),
  ])
  const { workspace, env } = run.surroundings
  const registry = await readNpmRegistry(workspace, env)
  const [from, to] = await Promise.all([oldVersion, newVersion].map((each) => schemaVersionsOf(each, registry)))
  const moves = schemaMoves(from, to)
  const refusal = rollbackRefusal({ newVersion, oldVersion, moves, newGatewayStarted: wasReady })
  if (refusal) run.outcome.rolledBack = false
  return refusal
}

/** What ended the way back: in plain words when the old OpenClaw refuses the state as it is now. */
async function explained(run: Run, image: Image, cause: Problem): Promise<Problem> {
  const { explainOldRefusal } = await import('../rollout/rollback-rule.ts')
  const plain = explainOldRefusal(cause, versionsOf(run, image))
  if (plain) return plain
  return {
    ...cause,
    code: 'rollback-failed',
    message: `The old gateway could not be put back either: ${cause.message}`,
  }
}

function versionsOf({ outcome }: Run, image: Image): { newVersion?: string; oldVersion?: string } {
  const newVersion = image.version ?? outcome.openclawVersion
  const { previousVersion: oldVersion } = outcome
  return { ...(newVersion && { newVersion }), ...(oldVersion && { oldVersion }) }
}

function withMore(failure: unknown, more: Problem): DeployError {
  return new DeployError(...problemsOf(failure), more)
}

/** Puts everything back and waits for the old gateway. @throws DeployError when it does not become ready */
export async function putBack(run: Run, target: Target, plan: Plan, before: readonly ObjectBefore[]): Promise<void> {
  const { cluster, workload, namespace } = target
  const [{ restore }, { liveImage }, { waitForRollout }, { verifyGateway }] = await Promise.all([
    import('../rollout/rollback.ts'),
    import('../rollout/preflight.ts'),
    import('../rollout/wait.ts'),
    import('../rollout/verify.ts'),
  ])
  const { client } = cluster
  const { inputs, timeline } = run
  const progress = (line: string) => timeline.progress(line)

  const gateway = gatewayIn(before, target)
  const others = before.filter((each) => !('object' in each) || each.object !== gateway)
  const restored = await restore(client, others, progress)
  if (gateway === undefined) return
  const marked = await markedAnew(gateway, restored, plan)
  const [live = gateway] = await restore(client, [{ object: marked }], progress)
  const image = liveImage(live, workload.container) ?? ''
  const expected = {
    generation: live.metadata.generation ?? 0,
    container: workload.container,
    image,
    appliedAtMs: client.now(),
  }
  const pod = await waitForRollout(
    { client, namespace, deployment: workload.deployment },
    expected,
    { timeoutMs: Math.max(inputs.timeoutMs, LEAST_TIMEOUT_MS) },
    await listenerOf(run, target),
  )
  await verifyGateway(client, pod, workload.container, { image, configs: [] })
  progress(`The old gateway is live again: ${image}`)
}

function gatewayIn(before: readonly ObjectBefore[], { gateway }: Target): KubeObject | undefined {
  const objects = before.flatMap((each) => ('object' in each ? [each.object] : []))
  return objects.find((each) => identityOf(each) === identityOf(gateway.object))
}

/** Secrets that were put back have new versions; with the old mark, the next run would restart the gateway for them. */
async function markedAnew(gateway: KubeObject, restored: readonly KubeObject[], plan: Plan): Promise<KubeObject> {
  const { CONFIG_ANNOTATION } = await import('../rollout/config.ts')
  const isMarked =
    isDeployment(gateway) && gateway.spec.template.metadata?.annotations?.[CONFIG_ANNOTATION] !== undefined
  return isMarked ? plan.mark(gateway, restored) : gateway
}
