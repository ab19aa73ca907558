// The story of a run, phase by phase. Everything that can fail is made to fail before "Apply", since from there on the
// old gateway is gone. A phase's rooms are loaded when it begins: a run that builds nothing never pays for the builder.

import { inTurn, together } from './errors.ts'
import { UNKNOWN_VERSION } from './image/unknown-version.ts'
import { demandNode } from './phases/architecture.ts'
import { backUp } from './phases/backup.ts'
import { reachCluster } from './phases/cluster.ts'
import { beginCommitCheck, commitPin, foreseeCommit } from './phases/commit.ts'
import { checkConfigOnNode } from './phases/config.ts'
import { decideOn } from './phases/decide.ts'
import { givenImage, obtainImage } from './phases/image.ts'
import { Lock } from './phases/lock.ts'
import { endOutage } from './phases/outage.ts'
import { pairDevices } from './phases/pair.ts'
import { asPinned, planRollout } from './phases/plan.ts'
import { carryRenewal, checkPullSecret, renewAfter } from './phases/pull-secret.ts'
import { type Gateway, readGateway } from './phases/read.ts'
import { rehearse } from './phases/rehearse.ts'
import { refuseRepetition } from './phases/repetition.ts'
import { beginRepository, resolveBuild } from './phases/resolve.ts'
import { rollOut } from './phases/rollout.ts'
import { refuseStopped } from './phases/stopped.ts'
import type { Target } from './phases/target.ts'
import type { Run } from './run.ts'

/** Runs one deploy from validated inputs to the last phase; a dry run ends with the plan. @throws DeployError from the first phase that fails */
export async function deploy(run: Run): Promise<void> {
  const { timeline } = run
  const lock = new Lock(run)
  try {
    const gateway = await timeline.phase('Read manifests', () => readGateway(run))
    const { check, cluster, build } = await renewAfter(run, () =>
      lock.around(() => timeline.phase('Resolve and connect', () => survey(run, gateway, lock))),
    )
    const found = build ? await obtainImage(run, build, gateway) : givenImage(run)
    const image = await asPinned(run, cluster, found)
    const plan = await timeline.phase('Plan', () => planRollout(run, cluster, image))
    if (run.inputs.dryRun) return
    const checkout = await foreseeCommit(run, check, cluster, image, plan)
    await refuseRepetition(run, cluster, plan)
    const goesOn = await decideOn(run, cluster, plan)
    demandNode(run, cluster, plan, goesOn)
    if (!goesOn) return
    await refuseStopped(plan)
    await checkConfigOnNode(run, cluster, gateway, image, plan)
    const backup = await backUp(run, cluster, image, plan)
    await rehearse(run, cluster, image, plan, backup)
    await rollOut(run, cluster, image, plan)
    // The gateway is live either way, and whoever waits at its door has nothing to do with git.
    await inTurn(
      async () => checkout && commitPin(run, checkout, cluster, image, plan),
      () => pairAfterwards(run, cluster),
    )
  } finally {
    endOutage(run)
    await lock.release()
  }
}

/** What the world is like, asked of all at once: git, the cluster, npm and ECR. */
async function survey(run: Run, gateway: Gateway, lock: Lock) {
  const { source } = run.inputs
  const check = beginCommitCheck(run, gateway)
  const reached = reachCluster(run, gateway, lock)
  const live = reached.then(
    ({ gateway: { live } }) => ({ version: run.outcome.previousVersion ?? (live && UNKNOWN_VERSION) }),
    () => undefined,
  )
  const repository = source.kind === 'build' ? beginRepository(run, source) : undefined
  const resolved =
    source.kind === 'build' && repository ? resolveBuild(run, source, gateway, repository, live) : undefined
  // An image that is yet to be built is one that is yet to be pinned: a build for nothing takes minutes.
  const foreseen = resolved?.then(
    ({ existing }) => (existing === undefined ? check : undefined),
    () => undefined,
  )
  const pullSecret = checkPullSecret(run, reached, repository, resolved)
  const surveyed = together([reached, resolved, foreseen, pullSecret])
  const [cluster, build, , renewal] = await carryRenewal(surveyed, pullSecret)
  // In an object: a promise of a promise would be waited for.
  return { check, cluster, build, renewal }
}

async function pairAfterwards(run: Run, { cluster, namespace, workload }: Target): Promise<void> {
  const { pairing } = run.inputs
  if (pairing.kind === 'off') return
  const { deployment, container } = workload
  const gateway = { client: cluster.client, namespace, deployment, container }
  await run.timeline.phase('Pair', () => pairDevices(run, gateway, pairing))
}
