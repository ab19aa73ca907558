// Writes what the pin made of the files, each in one step: whoever reads one sees the old one or the new one.

import { randomUUID } from 'node:crypto'
import { chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { leadsTo } from '../confine.ts'
import { DeployError, messageOf } from '../errors.ts'
import type { PinnedFile } from './pin.ts'

/**
 * @param workspace the files are in it, and what they lead to is too
 * @throws DeployError when a file changed since it was read, or one cannot be written; then none is, if it can be helped
 */
export async function writePin(files: readonly PinnedFile[], workspace: string): Promise<void> {
  const written: { temporary: string; target: string; path: string }[] = []
  try {
    for (const { file, text } of files) written.push(await failing(file.path, () => writeBeside(file, text, workspace)))
    for (const { temporary, target, path } of written) await failing(path, () => rename(temporary, target))
  } finally {
    for (const { temporary } of written) await rm(temporary, { force: true })
  }
}

async function writeBeside(file: PinnedFile['file'], text: string, workspace: string) {
  // Through a symlink, the file it points to is replaced and the link stays. What was inside when it was read may have been
  // made a link since: a rollout takes minutes.
  const target = await leadsTo(workspace, file.absolute)
  if (target === undefined) throw new Error(`${file.path} leads out of the workspace by now`)
  if ((await readFile(target)).compare(Buffer.from(file.text)) !== 0)
    throw new Error(`${file.path} was changed while this ran`)
  // A process id would repeat from one container to the next.
  const temporary = `${target}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, text, { flag: 'wx' })
    await chmod(temporary, (await stat(target)).mode & 0o7777)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  return { temporary, target, path: file.path }
}

async function failing<T>(path: string, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw new DeployError({
      code: 'manifest-write-failed',
      message: `The gateway runs, but its pin could not be written: ${messageOf(error)}`,
      fix: 'Write the image of the `image` output into the manifest by hand',
      where: { file: path },
    })
  })
}
