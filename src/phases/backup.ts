// Phase "Back up": the state as the old version has it, brought here while the old gateway still runs. A newer version moves
// its schemas on when it starts, and after that only this leads back.

import { stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { Backup } from '../backup/take.ts'
import { isInside, leadsOutside } from '../confine.ts'
import { DeployError } from '../errors.ts'
import type { Deployment } from '../kube/workloads.ts'
import { formatBytes } from '../report/log.ts'
import type { Image, Run } from '../run.ts'
import type { Plan } from './plan.ts'
import { servingPod, staysAsItIs } from './stage.ts'
import type { Target } from './target.ts'

/**
 * @returns undefined when no other version takes over the state
 * @throws DeployError when there is no verified backup, and so must be no upgrade
 */
export async function backUp(run: Run, target: Target, image: Image, plan: Plan): Promise<Backup | undefined> {
  const { inputs, outcome, timeline } = run
  const { live } = plan.gateway
  if (inputs.backup === 'off' || live === undefined || staysAsItIs(plan) || !isUpgrade(run, image)) return undefined
  return timeline.phase('Back up', async () => {
    const file = await placeFor(run, target, new Date())
    const pod = await servingPod(target, live as Deployment)
    if (pod === undefined) throw notServing()
    const [{ partialOf, takeBackup }, { boundsOf }, { containerIn }] = await Promise.all([
      import('../backup/take.ts'),
      import('../backup/room.ts'),
      import('../manifests/workload.ts'),
    ])
    const { cluster, namespace, workload } = target
    timeline.progress(
      `OpenClaw ${outcome.previousVersion ?? ''} backs up its state in pod ${pod.metadata.name}`.replace('  ', ' '),
    )
    const { name } = containerIn(live, workload) ?? { name: workload.container }
    const container = { namespace, pod: pod.metadata.name, container: name }
    run.onOpenFile(partialOf(file))
    const backup = await takeBackup(cluster.client, container, file, boundsOf(pod, name))
    run.onOpenFile(undefined)
    const { bytes, sha256 } = backup
    outcome.backup = { file, bytes, sha256 }
    timeline.progress(`Verified and brought to ${file} (${formatBytes(bytes)})`)
    return backup
  })
}

/** What is not known may be one. */
function isUpgrade({ outcome }: Run, image: Image): boolean {
  if (outcome.previousImage?.endsWith(`@${image.digest}`)) return false
  return image.version === undefined || image.version !== outcome.previousVersion
}

/** Where the archive goes: never over another one. @throws DeployError when something is there */
async function placeFor({ inputs, surroundings, outcome }: Run, { namespace }: Target, now: Date): Promise<string> {
  const { backupPath = join(surroundings.temp, 'openclaw-backup/') } = inputs
  const { workspace } = surroundings
  const path = resolve(workspace, backupPath)
  // It holds credentials, and the checkout does not say where they go. An absolute path is the workflow's own word.
  if (!isAbsolute(backupPath) && (!isInside(workspace, path) || (await leadsOutside(workspace, path)))) {
    throw new DeployError({
      code: 'input-invalid',
      message: `\`backup-path\` is ${backupPath}, which leads out of the workspace`,
      fix: 'Write a place outside the workspace as an absolute path',
    })
  }
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() || backupPath.endsWith('/')) {
    const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '')
    return join(
      path,
      ['openclaw', namespace, outcome.previousVersion, stamp].filter(Boolean).join('-').concat('.tar.gz'),
    )
  }
  if (found === undefined) return path
  throw new DeployError({
    code: 'input-invalid',
    message: `\`backup-path\` is ${backupPath}, which is there already, and a backup is never written over another`,
    fix: 'Set `backup-path` to a folder, where each backup gets a name of its own',
  })
}

function notServing(): DeployError {
  return new DeployError({
    code: 'backup-failed',
    message: 'The gateway is not ready, and only a gateway that runs can back up its state before the upgrade',
    fix: 'Deploy the version that it has until it is ready (`openclaw-version`), or set `backup: off` to upgrade without a backup',
  })
}
