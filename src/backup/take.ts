// OpenClaw's own backup, made in the gateway while it runs and brought here before that is stopped.

import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { systemCode } from '../errors.ts'
import { type ExecTarget, exec } from '../kube/exec.ts'
import { copyOut } from '../kube/files.ts'
import type { KubeClient } from '../kube/request.ts'
import { type Archive, failed, judgeMade } from './judge.ts'
import type { Bound } from './room.ts'
import { createScript, REMOVE_SCRIPT } from './script.ts'

/** A verified archive on this machine, byte for byte the one that OpenClaw made. */
export interface Backup extends Omit<Archive, 'path'> {
  /** Absolute path. It holds credentials, and only its owner may read it. */
  readonly file: string
}

// A state of a few MiB takes 5 s, most of it OpenClaw's own start; a large workspace is packed and read again.
const CREATE_MS = 900_000
const REMOVE_MS = 30_000

/**
 * @param target the container of the gateway
 * @param file absolute; there is none yet
 * @param bounds of what is mounted in the container
 * @throws DeployError when there is no verified backup in `file` now
 */
export async function takeBackup(
  client: KubeClient,
  target: ExecTarget,
  file: string,
  bounds: readonly Bound[],
): Promise<Backup> {
  const command = ['node', '-e', createScript(CREATE_MS, bounds)]
  const partial = partialOf(file)
  try {
    // First: a place that cannot be written is no reason to make the gateway work.
    await mkdir(dirname(file), { recursive: true })
    await rm(partial, { force: true })
    await using handle = await open(partial, 'wx+', 0o600)
    const archive = judgeMade(await exec(client, target, command, CREATE_MS + REMOVE_MS), target)
    await bring(client, target, archive, handle)
    await rename(partial, file)
    const { path: _, ...rest } = archive
    return { ...rest, file }
  } catch (error) {
    const code = systemCode(error)
    throw code === undefined ? error : failed(`${file} cannot be written (${code})`)
  } finally {
    await rm(partial, { force: true }).catch(() => undefined)
    // What is left after all is as private as the state beside it, and the next backup removes it.
    await exec(client, target, ['node', '-e', REMOVE_SCRIPT], REMOVE_MS)
  }
}

/** Where it is as long as it is not whole. */
export function partialOf(file: string): string {
  return `${file}.partial`
}

async function bring(client: KubeClient, target: ExecTarget, archive: Archive, into: FileHandle): Promise<void> {
  const why = await copyOut(client, { ...target, path: archive.path }, archive.bytes, into)
  if (why !== undefined) throw failed(`it could not be brought here: ${why}`)
  await into.sync()
  const hash = createHash('sha256')
  await pipeline(into.createReadStream({ start: 0, autoClose: false }), hash)
  if (hash.digest('hex') !== archive.sha256) throw failed('what came here is not what OpenClaw had made')
}
