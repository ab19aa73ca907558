// Phase "Rehearse": what can only be found out by starting the new gateway, found out while the old one still runs.

import type { Backup } from '../backup/take.ts'
import type { Deployment } from '../kube/workloads.ts'
import { formatBytes, formatSeconds } from '../report/log.ts'
import type { Part } from '../rollout/rehearsal/part.ts'
import type { Level, Rehearsed, Stage } from '../rollout/rehearsal/run.ts'
import type { PodTemplateSpec } from '../rollout/rehearsal/template.ts'
import type { Image, Run } from '../run.ts'
import type { Plan } from './plan.ts'
import { nodeOfGateway, stageOf, staysAsItIs } from './stage.ts'
import type { Target } from './target.ts'

/**
 * @param backup of the state that the new gateway will take over
 * @throws DeployError when the rehearsal shows that the rollout would fail, or may not be made
 */
export async function rehearse(
  run: Run,
  target: Target,
  image: Image,
  plan: Plan,
  backup: Backup | undefined,
): Promise<void> {
  const { rehearse: wanted } = run.inputs
  const { live } = plan.gateway
  if (wanted === 'off' || staysAsItIs(plan)) return
  await run.timeline.phase('Rehearse', async () => {
    const node = live && (await nodeOfGateway(target, live as Deployment))
    if (node === undefined) {
      run.timeline.progress(
        'Nothing to rehearse for: no gateway is ready now, and each second more would be one without',
      )
      return
    }
    await rehearseOn(run, await stageWith(run, target, image, plan, backup), wanted, node)
  })
}

/** With the state as the backup has it, if it is not too large for a second copy on the node. */
async function stageWith(
  run: Run,
  target: Target,
  image: Image,
  plan: Plan,
  backup: Backup | undefined,
): Promise<Stage> {
  const stage = await stageOf(run, target, image, plan)
  if (backup === undefined) return stage
  const { fills, MOST_STATE_BYTES, RESTORE_ALLOWANCE_MS } = await import('../rollout/rehearsal/state.ts')
  const { deployment, container } = stage.part
  const { containers } = deployment.spec.template.spec as PodTemplateSpec
  const { volumeMounts = [] } = containers.find(({ name }) => name === container) ?? {}
  const why =
    backup.bytes > MOST_STATE_BYTES
      ? `its backup of ${formatBytes(backup.bytes)} is too large for a copy`
      : volumeMounts.some((mount) => fills(backup.sources, mount))
        ? undefined
        : `it is in no volume of the gateway (${backup.sources.join(', ')})`
  if (why === undefined) {
    const timeoutMs = stage.timeoutMs + RESTORE_ALLOWANCE_MS
    return { ...stage, timeoutMs, part: { ...stage.part, state: backup } }
  }
  run.timeline.progress(`The state is rehearsed empty: ${why}`)
  return stage
}

async function rehearseOn(run: Run, stage: Stage, wanted: Level, node: string): Promise<void> {
  const { runRehearsal, startMs } = await import('../rollout/rehearsal/run.ts')
  const { progress, part } = stage
  const rehearsed = await runRehearsal(stage, wanted, node)
  if (rehearsed === undefined) return
  const { level, pod, unproven } = rehearsed
  const where = pod.spec.nodeName
  run.outcome.rehearsal = { level, ...(where !== undefined && { node: where }), unproven }
  progress(`Rehearsed on node ${where}: ${proven(rehearsed, startMs(pod, part.container), part)}`)
  if (unproven.length > 0) progress(`Not proven by it: ${unproven.join('; ')}`)
}

function proven({ level, version }: Rehearsed, ms: number | undefined, { state }: Part): string {
  if (level === 'pull') return 'it can pull the image and run it'
  const name = version === undefined ? 'the gateway' : `OpenClaw ${version}`
  const taken = state ? ' and takes over a copy of the state' : ''
  return `${name} starts with the new config${taken}${ms === undefined ? '' : ` in ${formatSeconds(ms)}`}`
}
