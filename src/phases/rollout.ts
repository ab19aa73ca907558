// Phases "Apply" to "Write the pin": the only part of a run that an outage can follow from.

import { formatSeconds } from '../report/log.ts'
import type { Image, Run } from '../run.ts'
import type { Target } from './cluster.ts'

export async function rollOut(run: Run, target: Target, image: Image): Promise<void> {
  const { inputs, timeline, outcome, warn } = run
  const { workload, namespace, gateway } = target
  const { client } = target.cluster
  const [{ pin, writePin }, { apply }, { applyOrder }, { waitForRollout }, { verifyGateway }, { describe }] =
    await Promise.all([
      import('../manifests/pin.ts'),
      import('../rollout/apply.ts'),
      import('../rollout/order.ts'),
      import('../rollout/wait.ts'),
      import('../rollout/verify.ts'),
      import('../kube/object.ts'),
    ])
  const progress = (line: string) => timeline.progress(line)
  const pinned = pin(workload, image.reference)

  const generation = await timeline.phase('Apply', async () => {
    outcome.objects = []
    let applied = 0
    for (const item of applyOrder(target.objects, gateway)) {
      // Its metadata is from the preflight, which filled in the namespace.
      const object = item === gateway ? { ...pinned.object, metadata: item.object.metadata } : item.object
      const { file, line } = item.manifest
      const result = await apply(client, object, item.live, { file: file.path, line })
      outcome.objects.push({ name: describe(object), change: result.change })
      progress(`${describe(object)} ${result.change}`)
      if (item === gateway) applied = result.object.metadata.generation ?? 0
    }
    return applied
  })

  const pod = await timeline.phase('Wait for the rollout', () => {
    const expected = { generation, container: workload.container, image: image.reference }
    return waitForRollout({ client, namespace, deployment: workload.deployment }, expected, inputs.timeoutMs, progress)
  })

  await timeline.phase('Verify', async () => {
    const verification = await verifyGateway(client, pod, workload.container, image.version)
    outcome.verified = verification.level
    if (verification.level === 'basic') {
      warn(`The gateway is ready, but its version is not known: ${verification.reason}`)
      return
    }
    outcome.openclawVersion ??= verification.version
    const since = formatSeconds(timeline.elapsedMs())
    progress(`OpenClaw ${verification.version} answers in pod ${pod.metadata.name}, ${since} after the start`)
  })

  await timeline.phase('Write the pin', async () => {
    if (pinned.changed) await writePin(workload, pinned)
    outcome.manifestFile = workload.manifest.file.path
    outcome.manifestChanged = pinned.changed
    progress(
      pinned.changed ? `${outcome.manifestFile} pins ${image.reference}` : 'The manifest pins this image already',
    )
  })
}
