// A copy of the gateway's state for the rehearsal, so that the new version migrates it once before the old gateway stops.
// An init container of the new image restores the backup, as OpenClaw wants it done, before all others run.

import { type FileHandle, open } from 'node:fs/promises'
import { DeployError, problemsOf } from '../../errors.ts'
import type { ExecTarget } from '../../kube/exec.ts'
import { copyIn } from '../../kube/files.ts'
import type { KubeClient } from '../../kube/request.ts'
import { RUN_OPENCLAW } from '../../openclaw.ts'
import type { RolloutView } from '../view.ts'
import type { ContainerTemplate, PodTemplateSpec, VolumeMount } from './template.ts'

/** A verified backup on this machine. */
export interface StateCopy {
  /** Absolute path of the archive. */
  readonly file: string
  readonly bytes: number
  /** Absolute paths in the container: what of it is in the archive. */
  readonly sources: readonly string[]
}

const RESTORE_CONTAINER = 'openclaw-deploy-restore'
const VOLUME = 'openclaw-deploy-backup'
const FOLDER = '/openclaw-deploy'
const ARCHIVE = `${FOLDER}/backup.tar.gz`
/** Made when all of the archive is there. */
const WHOLE = `${FOLDER}/whole`
const WAIT_MS = 600_000
const RESTORE_MS = 300_000

/** What bringing and restoring it may take besides the start, to which `timeout` belongs. */
export const RESTORE_ALLOWANCE_MS = WAIT_MS + RESTORE_MS

/** Larger ones would fill a node's disk twice over for a proof. */
export const MOST_STATE_BYTES = 512 * 1024 * 1024

const SCRIPT = `${RUN_OPENCLAW}
const fs = process.getBuiltinModule('node:fs')
const { join, relative } = process.getBuiltinModule('node:path')
const begun = Date.now()
const fail = (why) => { console.error(why); process.exit(1) }
const whole = setInterval(() => {
  if (fs.existsSync('${WHOLE}')) { clearInterval(whole); restore().catch((error) => fail(error.message)) }
  else if (Date.now() - begun > ${WAIT_MS}) fail('the archive did not come')
}, 100)
async function restore() {
  const target = '${FOLDER}/restored'
  // Of a first try that failed.
  fs.rmSync(target, { recursive: true, force: true })
  const answer = await openclaw(['backup', 'restore', '${ARCHIVE}', '--target', target], ${RESTORE_MS})
  if (answer.exitCode !== 0) fail(answer.stderr || answer.stdout || answer.failure || 'openclaw backup restore took too long')
  const [root] = fs.readdirSync(target)
  const { assets } = JSON.parse(fs.readFileSync(join(target, root, 'manifest.json'), 'utf8'))
  for (const { sourcePath, archivePath } of assets) {
    for (const mount of process.argv.slice(1)) {
      const inMount = sourcePath === mount || sourcePath.startsWith(mount + '/')
      if (!inMount && !mount.startsWith(sourcePath + '/')) continue
      const place = inMount ? sourcePath : mount
      const from = join(target, archivePath, relative(sourcePath, place))
      if (fs.existsSync(from))
        fs.cpSync(from, place, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    }
  }
  fs.rmSync(target, { recursive: true, force: true })
}
`

/**
 * The spec with the init container that waits for the archive and restores it.
 * @param gateway the gateway's container as it is rehearsed: what restores sees the same folders
 * @param emptied names of the volumes that stand in for those with the state. Nothing is restored elsewhere: a config's folder, say, is
 *   git's, and read-only
 */
export function withState(
  spec: PodTemplateSpec,
  gateway: ContainerTemplate,
  emptied: readonly string[],
): PodTemplateSpec {
  const {
    startupProbe: _s,
    readinessProbe: _r,
    livenessProbe: _l,
    lifecycle: _c,
    ports: _p,
    args: _a,
    ...rest
  } = gateway as ContainerTemplate & Record<string, unknown>
  const mounts: readonly VolumeMount[] = gateway.volumeMounts ?? []
  const places = mounts
    .filter(({ name }) => emptied.includes(name))
    .map(({ mountPath }) => mountPath.replace(/\/+$/, ''))
  const restoring = {
    ...rest,
    name: RESTORE_CONTAINER,
    command: ['node', '-e', SCRIPT, ...places],
    volumeMounts: [...mounts, { name: VOLUME, mountPath: FOLDER }],
  } as ContainerTemplate
  return {
    ...spec,
    initContainers: [restoring, ...(spec.initContainers ?? [])],
    volumes: [...(spec.volumes ?? []), { name: VOLUME, emptyDir: {} }],
  }
}

/** Whether what is in the archive is what is mounted there, or a part of it. */
export function fills(sources: readonly string[], { mountPath }: VolumeMount): boolean {
  const path = mountPath.replace(/\/+$/, '')
  return sources.some((each) => each === path || each.startsWith(`${path}/`) || path.startsWith(`${each}/`))
}

/** Whether the pod's container for the archive runs, and so can be given it. */
export function isWaitingForState({ pods }: RolloutView, uid: string | undefined): boolean {
  const { status } = pods.find(({ metadata }) => metadata.uid === uid) ?? {}
  return status?.initContainerStatuses?.some(({ name, state }) => name === RESTORE_CONTAINER && state?.running) ?? false
}

/** The failure of the restore in words of its own; undefined for any other. */
export function restoreFailure(failure: unknown): DeployError | undefined {
  const [problem] = problemsOf(failure)
  if (problem.code !== 'init-failed' || !problem.message.includes(RESTORE_CONTAINER)) return undefined
  return new DeployError({
    ...problem,
    code: 'backup-failed',
    message: 'The new version cannot restore the backup of the state that it is to take over',
    fix: 'See the evidence for what it says, and stay with the old version until it can, or set `rehearse: pull` to try the upgrade on the state itself',
  })
}

/** Brings the archive to the init container that waits for it. @returns why it could not be done, as a clause */
export async function bringState(
  client: KubeClient,
  pod: Omit<ExecTarget, 'container'>,
  { file, bytes }: StateCopy,
): Promise<string | undefined> {
  const target = { ...pod, container: RESTORE_CONTAINER }
  let archive: FileHandle | undefined
  try {
    archive = await open(file)
    const why = await copyIn(client, archive, bytes, { ...target, path: ARCHIVE })
    if (why !== undefined) return why
    // One byte: a file without any would need no write at all.
    return await copyIn(client, archive, 1, { ...target, path: WHOLE })
  } finally {
    await archive?.close()
  }
}
