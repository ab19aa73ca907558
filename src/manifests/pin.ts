// The pin: the image's digest in the manifest, in memory first and in the file only after the rollout was verified.

import { randomUUID } from 'node:crypto'
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { DeployError, messageOf } from '../errors.ts'
import type { Deployment } from '../kube/workloads.ts'
import { parseManifests } from './read.ts'
import type { Workload } from './workload.ts'

export interface Pin {
  /** The gateway's Deployment with the image pinned, to be applied. */
  readonly object: Deployment
  /** The whole file with one value replaced. */
  readonly text: string
  readonly changed: boolean
}

/** Replaces the gateway's image, keeping every other byte of the file. Pure. */
export function pin(workload: Workload, image: string): Pin {
  const { manifest, imageNode } = workload
  const [start, end] = imageNode.range as [number, number, number]
  const quote = imageNode.type === 'QUOTE_DOUBLE' ? '"' : imageNode.type === 'QUOTE_SINGLE' ? "'" : ''
  const { text } = manifest.file
  const pinned = text.slice(0, start) + quote + image + quote + text.slice(end)

  // Read again rather than edited: an alias elsewhere in the file may repeat the image.
  const again = parseManifests({ ...manifest.file, text: pinned }, []).find(({ line }) => line === manifest.line)
  return { object: (again ?? manifest).object as Deployment, text: pinned, changed: workload.image !== image }
}

/**
 * Writes the pinned text in one step: whoever reads the file sees the old one or the new one.
 * @throws DeployError when the file changed since it was read, or cannot be written
 */
export async function writePin(workload: Workload, pinned: Pin): Promise<void> {
  const { file } = workload.manifest
  const wrong = (message: string) =>
    new DeployError({
      code: 'manifest-write-failed',
      message: `The gateway runs, but its pin could not be written: ${message}`,
      fix: 'Write the image of the `image` output into the manifest by hand',
      where: { file: file.path },
    })
  // Through a symlink, the file it points to is replaced and the link stays.
  const target = await realpath(file.absolute).catch((error: unknown) => {
    throw wrong(messageOf(error))
  })
  // A process id would repeat from one container to the next.
  const temporary = `${target}.${randomUUID()}.tmp`
  try {
    if ((await readFile(target)).compare(Buffer.from(file.text)) !== 0)
      throw wrong(`${file.path} was changed while this ran`)
    await writeFile(temporary, pinned.text, { flag: 'wx' })
    await chmod(temporary, (await stat(target)).mode & 0o7777)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error instanceof DeployError ? error : wrong(messageOf(error))
  }
}
