// Whether what OpenClaw made is a backup that an upgrade may rely on. Pure.

import { DeployError } from '../errors.ts'
import type { ExecResult, ExecTarget } from '../kube/exec.ts'
import { isRecord } from '../kube/object.ts'
import { lastLine, wordsOf } from '../openclaw.ts'
import { formatBytes } from '../report/log.ts'
import type { Made } from './script.ts'

/** An archive in the gateway's container, verified by OpenClaw. */
export interface Archive {
  readonly path: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  /** Absolute paths in the container: what of it is in the archive. */
  readonly sources: readonly string[]
}

const BY_HAND = 'Run `openclaw backup create --verify` in the pod and mend what it names'
const WITHOUT = 'set `backup: off` to upgrade without one'

/** @throws DeployError when there is none, or OpenClaw did not verify it */
export function judgeMade(result: ExecResult, { pod, container }: ExecTarget): Archive {
  const where = `container ${container} of pod ${pod}`
  if (result.kind === 'refused' && result.status === 403) {
    throw new DeployError({
      code: 'cluster-forbidden',
      message: `The cluster forbids this run (403) to exec into ${where}, without which the state cannot be backed up`,
      fix: `Grant the verbs get and create on pods/exec in the namespace (README, section Permissions), or ${WITHOUT}`,
    })
  }
  if (result.kind !== 'done') throw failed(`the command in ${where} was cut off: ${result.message}`)
  const made = parse(result.stdout) as Made | undefined
  if (made === undefined)
    throw failed(`the script in ${where} ended with ${result.exitCode}: ${lastLine(result.stderr)}`)
  if (made.room !== undefined) {
    const { folder, needBytes, haveBytes } = made.room
    throw failed(
      `it may need ${formatBytes(needBytes)} in ${folder} of ${where}, and ${formatBytes(haveBytes)} are free there`,
      moreRoomIn(folder),
    )
  }
  if (made.failure !== undefined && made.folder !== undefined) throw failedIn(made.folder, made, where)
  if (made.failure === 'ENOENT') throw failed(`${where} has no command openclaw on its PATH`)
  if (made.failure !== undefined) throw failed(`the command openclaw of ${where} cannot be started (${made.failure})`)
  if (made.exitCode === null)
    throw failed(`the command in ${where} did not come to its end: ${made.stderr || 'it took too long'}`)
  if (made.exitCode !== 0)
    throw failed(`OpenClaw says: ${wordsOf({ nowMs: 0, ...made }) || `exit code ${made.exitCode}`}`)
  const said = parse(made.stdout) as { verified?: unknown; assets?: unknown } | undefined
  if (said?.verified !== true) throw failed('OpenClaw made one and did not verify it')
  const { path, bytes, sha256 } = made
  if (path === undefined || bytes === undefined || sha256 === undefined) throw failed('OpenClaw left no archive')
  return { path, bytes, sha256, sources: sourcesOf(said.assets) }
}

/** What the script itself could not do in the temporary folder. */
function failedIn(folder: string, { failure, stderr }: Made, where: string): DeployError {
  if (failure === 'ENOSPC') return failed(`there is no room for it in ${folder} of ${where}`, moreRoomIn(folder))
  if (failure === 'ENOENT' || failure === 'ENOTDIR')
    return failed(
      `${folder}, where temporary files belong (TMPDIR), is no folder of ${where}`,
      `Set TMPDIR of that container to a folder that is there, or mount an emptyDir at ${folder}`,
    )
  return failed(`the script in ${where} could not do its work in ${folder}: ${lastLine(stderr)}`)
}

function moreRoomIn(folder: string): string {
  return `Give ${folder} of that container more room (the disk of its node, its ephemeral-storage limit, the sizeLimit of its emptyDir, or a volume of its own)`
}

/** @param why a clause */
export function failed(why: string, fix: string = BY_HAND): DeployError {
  return new DeployError({
    code: 'backup-failed',
    message: `The state could not be backed up before the upgrade, so the old gateway was left as it is: ${why}`,
    fix: `${fix}, or ${WITHOUT}`,
  })
}

function sourcesOf(assets: unknown): string[] {
  if (!Array.isArray(assets)) return []
  return assets.flatMap((each: { sourcePath?: unknown } | null) =>
    typeof each?.sourcePath === 'string' ? [each.sourcePath] : [],
  )
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
