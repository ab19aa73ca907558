// Phase "Roll back": a rollout that failed does not end with no gateway. The error stays the rollout's own.

import { DeployError, type Problem, problemsOf } from '../errors.ts'
import { identityOf, type KubeObject, type ObjectBefore } from '../kube/object.ts'
import { type Deployment, isDeployment } from '../kube/workloads.ts'
import type { WayBack } from '../rollout/rollback-rule.ts'
import type { Image, Run } from '../run.ts'
import { type DeployRecord, type FailedRollout, failed, settled } from '../state/record.ts'
import { listenerOf } from './outage.ts'
import type { Plan } from './plan.ts'
import { failureOf, rememberFailure } from './record.ts'
import type { Target } from './target.ts'

// A short `timeout` is about the new gateway. The way back first waits for the failed pod to stop, which may take its whole
// grace period (330 s for OpenClaw), and giving up on it early helps nobody.
const LEAST_TIMEOUT_MS = 600_000

type Known = Pick<WayBack, 'newVersion' | 'oldVersion' | 'backup'>

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
  // Without it, what is live may be another run's, and so may be the record. It may be just that which ended the rollout.
  if (problemsOf(failure)[0].code === 'locked') throw failure
  await target.lock.demand().catch((lost: unknown) => {
    throw withMore(failure, problemsOf(lost)[0])
  })
  const before = target.record.current.pending?.before ?? []
  const gateway = inputs.rollback ? gatewayIn(before, target) : undefined
  const known = gateway && (await knownOf(run, target, image, gateway))
  const refusal = known && (await refusalOf(run, known, wasReady))
  const goesBack = known !== undefined && refusal === undefined
  // Written before the way back begins: if that is cut off, the next run goes back too instead of trying it again.
  if (target.record.current.pending) await rememberFailure(run, target, image, plan, failure, !goesBack)
  if (!goesBack) throw refusal ? withMore(failure, refusal) : failure
  const refusals = await timeline
    .phase('Roll back', () => putBack(run, target, plan, before))
    .catch(async (error: unknown) => {
      outcome.rolledBack = false
      const [cause, ...more] = problemsOf(error)
      throw withMore(failure, await explained(known, cause), ...more)
    })
  outcome.rolledBack = true
  await target.record.update(wentBack(failureOf(run, image, plan, failure), refusals)).catch(() => undefined)
  throw refusals.length > 0 ? withMore(failure, ...refusals) : failure
}

/** The way back is not gone again, also where the server refused some objects: it would refuse them each time. */
export function wentBack(failure: FailedRollout, refusals: readonly Problem[]): (record: DeployRecord) => DeployRecord {
  // Those are still as the set that failed wanted them.
  return (record) => settled(refusals.length > 0 ? failed(record, { ...failure, leftStanding: true }) : record)
}

/** Why going back would only be another outage, as far as that is certain. */
async function refusalOf(run: Run, known: Known, wasReady: boolean): Promise<Problem | undefined> {
  const { newVersion, oldVersion } = known
  if (!wasReady || newVersion === undefined || oldVersion === undefined || newVersion === oldVersion) return undefined
  const [{ readNpmRegistry, schemaVersionsOf }, { schemaMoves }, { rollbackRefusal }] = await Promise.all([
    import('../image/release.ts'),
    import('../rollout/schema.ts'),
    import('../rollout/rollback-rule.ts'),
  ])
  const { workspace, env } = run.surroundings
  // Up to ten seconds, with a gateway that is not proven.
  run.timeline.progress(`Asking npm whether OpenClaw ${oldVersion} can read the state that ${newVersion} has left`)
  // What cannot be asked speaks against nothing, least of all against the way back.
  const registry = await readNpmRegistry(workspace, env).catch(() => undefined)
  const [from, to] = await Promise.all(
    [oldVersion, newVersion].map((each) => registry && schemaVersionsOf(each, registry)),
  )
  const moves = schemaMoves(from, to)
  const refusal = rollbackRefusal({ ...known, moves, newGatewayStarted: wasReady })
  return refusal
}

/** What ended the way back: in plain words when the old OpenClaw refuses the state as it is now. */
async function explained(known: Known, cause: Problem): Promise<Problem> {
  const { explainOldRefusal } = await import('../rollout/rollback-rule.ts')
  const plain = explainOldRefusal(cause, known)
  if (plain) return plain
  return {
    ...cause,
    code: 'rollback-failed',
    message: `The old gateway could not be put back either: ${cause.message}`,
  }
}

/** @param gateway that would be put back */
async function knownOf({ outcome }: Run, target: Target, image: Image, gateway: KubeObject): Promise<Known> {
  const [{ containerIn }, { versionOfLive }] = await Promise.all([
    import('../manifests/workload.ts'),
    import('../image/live-version.ts'),
  ])
  const { previousVersion, backup } = outcome
  const newVersion = image.version ?? outcome.openclawVersion
  const oldImage = containerIn(gateway, target.workload)?.image
  // What was live when this run began may be what a run before left, which was killed after its apply. Only an image that
  // is not ours to put back is still that.
  const oldVersion = oldImage === undefined ? previousVersion : versionOfLive(oldImage, target.record.current.verified)
  return {
    ...(newVersion && { newVersion }),
    ...(oldVersion && { oldVersion }),
    ...(backup && { backup: backup.file }),
  }
}

function withMore(failure: unknown, ...more: Problem[]): DeployError {
  return new DeployError(...problemsOf(failure), ...more)
}

/**
 * Puts everything back and waits for the old gateway.
 * @returns one for each other object that the server refused to have back
 * @throws DeployError when the old gateway does not become ready, with those behind it
 */
export async function putBack(
  run: Run,
  target: Target,
  plan: Plan,
  before: readonly ObjectBefore[],
): Promise<readonly Problem[]> {
  const { restore } = await import('../rollout/rollback.ts')
  const gateway = gatewayIn(before, target)
  const others = before.filter((each) => !('object' in each) || each.object !== gateway)
  const { objects, refusals } = await restore(target.cluster.client, others, (line) => run.timeline.progress(line))
  if (gateway) {
    await putGatewayBack(run, target, plan, gateway, objects).catch((error: unknown) => {
      throw withMore(error, ...refusals)
    })
  }
  return refusals
}

/** @param restored what its pods may read, as it is now */
async function putGatewayBack(
  run: Run,
  target: Target,
  plan: Plan,
  gateway: KubeObject,
  restored: readonly KubeObject[],
): Promise<void> {
  const { cluster, workload, namespace } = target
  const [{ containerIn }, { waitForTerminating }, { restoreObject }, { waitForRollout }, { verifyGateway }] =
    await Promise.all([
      import('../manifests/workload.ts'),
      import('../rollout/terminating.ts'),
      import('../rollout/rollback.ts'),
      import('../rollout/wait.ts'),
      import('../rollout/verify.ts'),
    ])
  const { client } = cluster
  const { inputs, timeline } = run
  const progress = (line: string) => timeline.progress(line)

  const marked = await markedAnew(gateway, restored, plan)
  // The rollout may have failed while the old pod drains, and beside it a second one would use the same state.
  const hasWaited = await waitForTerminating({ client, namespace }, target.gateway.object as Deployment, progress)
  // Minutes may have passed since it was proven.
  if (hasWaited) await target.lock.demand()
  const live = await restoreObject(client, marked, progress)
  const { name: container, image = '' } = containerIn(live, workload) ?? { name: workload.container }
  const expected = {
    generation: live.metadata.generation ?? 0,
    container,
    image,
    appliedAtMs: client.now(),
  }
  const place = { client, namespace, deployment: workload.deployment }
  const listener = await listenerOf(run, target)
  const limits = { timeoutMs: Math.max(inputs.timeoutMs, LEAST_TIMEOUT_MS) }
  const findPod = () => waitForRollout(place, expected, limits, listener)
  const pod = await findPod()
  const proof = verifyGateway(client, pod, container, { image, configs: [] }, { progress, findPod })
  await proof.catch((error: unknown) => {
    const [{ code, message }] = problemsOf(error)
    if (code !== 'cluster-unreachable') throw error
    // It ran before, and it was seen ready: nothing speaks against it.
    run.warn(`The old gateway is ready again, and not more than that is known of it: ${message}`)
  })
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
