// Phases "Apply" to "Write the pin": the only part of a run that an outage can follow from.

import type { KubeObject } from '../kube/object.ts'
import { inParallel } from '../kube/parallel.ts'
import type { Deployment } from '../kube/workloads.ts'
import { formatSeconds } from '../report/log.ts'
import type { Outcome } from '../report/outcome.ts'
import type { Planned } from '../rollout/plan.ts'
import type { Image, Run } from '../run.ts'
import type { Target } from './cluster.ts'
import type { Plan } from './plan.ts'

// Enough to hide the latency of one API server, and far below its limit for requests in flight (400 by default).
export const PARALLEL_APPLIES = 16

export async function rollOut(run: Run, target: Target, image: Image, plan: Plan): Promise<void> {
  const { inputs, timeline, outcome, warn } = run
  const { workload, namespace } = target
  const { client } = target.cluster
  const [{ writePin }, { waitForRollout }, { verifyGateway }] = await Promise.all([
    import('../manifests/pin.ts'),
    import('../rollout/wait.ts'),
    import('../rollout/verify.ts'),
  ])
  const progress = (line: string) => timeline.progress(line)
  const { pinned } = plan

  try {
    const generation = await timeline.phase('Apply', () => applyPlan(run, target, plan))
    const expected = { generation, container: workload.container, image: image.reference, appliedAtMs: client.now() }
    const pod = await timeline.phase('Wait for the rollout', () => {
      const gateway = { client, namespace, deployment: workload.deployment }
      return waitForRollout(gateway, expected, { timeoutMs: inputs.timeoutMs }, progress)
    })
    const verification = await timeline.phase('Verify', () =>
      verifyGateway(client, pod, workload.container, image.version),
    )
    outcome.verified = verification.level
    if (verification.level === 'full') {
      outcome.openclawVersion ??= verification.version
      const since = formatSeconds(timeline.elapsedMs())
      progress(`OpenClaw ${verification.version} answers in pod ${pod.metadata.name}, ${since} after the start`)
    } else {
      warn(`The gateway is ready, but its version is not known: ${verification.reason}`)
    }
  } catch (failure) {
    const { rollBack } = await import('./rollback.ts')
    await rollBack(run, target, plan, failure)
  }

  await timeline.phase('Write the pin', async () => {
    if (pinned.changed) await writePin(workload, pinned)
    outcome.manifestFile = workload.manifest.file.path
    outcome.manifestChanged = pinned.changed
    progress(
      pinned.changed ? `${outcome.manifestFile} pins ${image.reference}` : 'The manifest pins this image already',
    )
  })
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
  const applyOne = async ({ object, live, where, change, mustApply }: Planned) => {
    const result = mustApply || !live ? await apply(cluster.client, object, live, where) : live
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
