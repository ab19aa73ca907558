// Phases "Apply" to "Write the pin": the only part of a run that an outage can follow from.

import { problemsOf } from '../errors.ts'
import type { KubeObject } from '../kube/object.ts'
import { inParallel } from '../kube/parallel.ts'
import type { Deployment } from '../kube/workloads.ts'
import { formatSeconds } from '../report/log.ts'
import type { Outcome } from '../report/outcome.ts'
import type { Planned } from '../rollout/plan.ts'
import type { Image, Run } from '../run.ts'
import { listenerOf } from './outage.ts'
import { beginPackageDiff } from './packages.ts'
import { isChanging, type Plan } from './plan.ts'
import { isRemembered, rememberBeginning, rememberSuccess } from './record.ts'
import type { Target } from './target.ts'

// Enough to hide the latency of one API server, and far below its limit for requests in flight (400 by default).
export const PARALLEL_APPLIES = 16

export async function rollOut(run: Run, target: Target, image: Image, plan: Plan): Promise<void> {
  const { outcome, surroundings, timeline } = run
  const comparePackages = await beginPackageDiff(run, target, image, plan)
  // A run that has nothing to apply waits for what is there, and touches nothing.
  if (isChanging(plan)) await target.lock.demand()
  let wasReady = false
  const onReady = () => {
    wasReady = true
  }
  await applyAndProve(run, target, image, plan, onReady).catch(async (failure: unknown) => {
    // Nothing speaks against it, and the record stays open: the next run goes on with the proof.
    if (wasReady && problemsOf(failure)[0].code === 'cluster-unreachable') throw failure
    const { rollBack } = await import('./rollback.ts')
    return rollBack(run, target, image, plan, failure, wasReady)
  })
  await comparePackages()
  await timeline.phase('Write the pin', async () => {
    const { writePin } = await import('../manifests/write.ts')
    const { files } = plan.pinned
    await writePin(files, surroundings.workspace)
    outcome.manifestFiles = files.map(({ file }) => file.path)
    outcome.manifestChanged = files.length > 0
    for (const path of outcome.manifestFiles) timeline.progress(`${path} pins ${image.reference}`)
    if (files.length === 0) timeline.progress('The manifests pin this image already')
  })
}

/** From the first write in the cluster to the proof that the gateway works. @throws DeployError when it does not */
async function applyAndProve(run: Run, target: Target, image: Image, plan: Plan, onReady: () => void): Promise<void> {
  const { inputs, timeline, outcome } = run
  const { workload, namespace } = target
  const { client } = target.cluster
  // Loaded before the outage begins.
  const [{ waitForRollout }, { verifyGateway }, { configTexts }, listener] = await Promise.all([
    import('../rollout/wait.ts'),
    import('../rollout/verify.ts'),
    import('../rollout/config.ts'),
    listenerOf(run, target),
  ])
  const generation = await timeline.phase('Apply', async () => {
    await rememberBeginning(run, target, image, plan)
    return applyPlan(run, target, plan)
  })
  const expected = { generation, container: workload.container, image: image.reference, appliedAtMs: client.now() }
  const gateway = { client, namespace, deployment: workload.deployment }
  const ready = () => waitForRollout(gateway, expected, { timeoutMs: inputs.timeoutMs }, listener)
  let pod = await timeline.phase('Wait for the rollout', ready)
  onReady()
  await timeline.phase('Verify', async () => {
    const proof = {
      ...(image.version && { version: image.version }),
      image: image.reference,
      configs: configTexts(plan.configs),
    }
    const findPod = async () => {
      pod = await ready()
      return pod
    }
    const waiting = { progress: (line: string) => timeline.progress(line), findPod }
    const { version, level, unproven } = await verifyGateway(client, pod, workload.container, proof, waiting)
    outcome.verified = level
    outcome.unproven = unproven
    if (version) {
      outcome.openclawVersion ??= version
      const since = formatSeconds(timeline.elapsedMs())
      timeline.progress(`OpenClaw ${version} answers in pod ${pod.metadata.name}, ${since} after the start`)
    }
    if (unproven.length > 0) run.warn(`The gateway is ready, but not everything is proven: ${unproven.join('; ')}`)
  })
  const isNews = !isRemembered(run, target, image, plan) || plan.pinned.files.length > 0
  if (isNews) await target.lock.demand()
  await rememberSuccess(run, target, image, plan)
}

/** Applies what the plan found to differ, the gateway's Deployment last. @returns the Deployment's generation */
async function applyPlan(
  { timeline, outcome }: Run,
  { cluster }: Target,
  { others, gateway, mark }: Plan,
): Promise<number> {
  const [{ apply }, { applyOrder }, { describe }] = await Promise.all([
    import('../rollout/apply.ts'),
    import('../rollout/order.ts'),
    import('../kube/object.ts'),
  ])
  const objects: Outcome['objects'] & object = []
  outcome.objects = objects
  const applyOne = async ({ object, live, where, change, mustApply, byHand }: Planned) => {
    const result = mustApply || !live ? await apply(cluster.client, object, live, where, byHand.length > 0) : live
    objects.push({ name: describe(object), change })
    timeline.progress(`${describe(object)} ${change}`)
    return result
  }
  const applied: KubeObject[] = []
  for (const rank of applyOrder(others)) applied.push(...(await inParallel(rank, PARALLEL_APPLIES, applyOne)))
  // Marked anew: a Secret's new version is known only now that it is applied.
  const marked = await mark(gateway.object as Deployment, applied)
  const { metadata } = await applyOne({ ...gateway, object: marked })
  return metadata.generation ?? 0
}
