// The story of a run, phase by phase. Everything that can fail is made to fail before "Apply", since from there on the
// old gateway is gone. A phase's rooms are loaded when it begins: a run that builds nothing never pays for the builder.

import { together } from './errors.ts'
import { reachCluster } from './phases/cluster.ts'
import { givenImage, obtainImage } from './phases/image.ts'
import { endOutage } from './phases/outage.ts'
import { planRollout } from './phases/plan.ts'
import { readGateway } from './phases/read.ts'
import { refuseRepetition } from './phases/record.ts'
import { rehearse } from './phases/rehearse.ts'
import { resolveBuild } from './phases/resolve.ts'
import { rollOut } from './phases/rollout.ts'
import type { Run } from './run.ts'

/** Runs one deploy from validated inputs to the written pin; a dry run ends with the plan. @throws DeployError from the first phase that fails */
export async function deploy(run: Run): Promise<void> {
  const { timeline } = run
  const { source } = run.inputs
  try {
    const gateway = await timeline.phase('Read manifests', () => readGateway(run))
    const [cluster, build] = await timeline.phase('Resolve and connect', () =>
      together([reachCluster(run, gateway), source.kind === 'build' ? resolveBuild(run, source, gateway) : undefined]),
    )
    const image = build ? await obtainImage(run, build) : await timeline.phase('Decide', async () => givenImage(run))
    const plan = await timeline.phase('Plan', () => planRollout(run, cluster, image))
    if (run.inputs.dryRun) return
    await refuseRepetition(run, cluster, plan)
    await rehearse(run, cluster, image, plan)
    await rollOut(run, cluster, image, plan)
  } finally {
    endOutage(run)
    for (const close of run.closing) close()
  }
}
