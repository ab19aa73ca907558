// Whether a path stays in its folder. A checkout may be anybody's, and a link in it, which git keeps as it is, may lead
// anywhere on the runner.

import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative } from 'node:path'

/** By the text alone. Both paths absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith('../') && !isAbsolute(way)
}

/**
 * The file that a path leads to when all links are followed; undefined when that is out of the folder. Both paths absolute.
 * @throws what realpath throws, as when there is none
 */
export async function leadsTo(folder: string, path: string): Promise<string | undefined> {
  const [root, real] = await Promise.all([realpath(folder), realpath(path)])
  return isInside(root, real) ? real : undefined
}

/** Both paths absolute; of one that is not there yet, the nearest folder above it that is there decides. */
export async function leadsOutside(folder: string, path: string): Promise<boolean> {
  return (await leadsTo(folder, await nearest(path))) === undefined
}

async function nearest(path: string): Promise<string> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (!(error.code === 'ENOENT' || error.code === 'ENOTDIR') || dirname(path) === path) throw error
    return nearest(dirname(path))
  })
}
