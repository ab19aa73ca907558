// A kustomization in another place, to try a change of it: the tool reads only real folders, and the checkout's own stay as
// they are until the gateway works.

import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, readlink, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { visit } from 'yaml'
import { isInside, leadsOutside } from '../../confine.ts'
import { type ManifestFile, parseDocuments } from '../documents.ts'
import { normalize, readText } from '../text.ts'
import { kustomizationIn } from './resolve.ts'

/** Large, and hardly ever what an object is made from. */
const LEFT_OUT = new Set(['.git', 'node_modules'])

/**
 * Copies the folders that a kustomization is made from, by the places that they have in the workspace. What is outside of it, is
 * left out or cannot be read is missing then, so that a copy may render otherwise, or not at all.
 * @param into an absolute path of an empty folder
 * @returns the absolute path of the copied kustomization
 */
export async function copyOf(file: ManifestFile, workspace: string, into: string): Promise<string> {
  const root = await realpath(workspace)
  const home = await realpath(dirname(file.absolute))
  const copy = join(normalize(home, root), basename(file.absolute))
  const copied: string[] = []
  for (const folder of [...(await foldersOf(join(root, copy), root))].sort()) {
    if (copied.some((each) => isInside(each, folder))) continue
    await copyFolder(folder, join(into, normalize(folder, root)))
    copied.push(folder)
  }
  return join(into, copy)
}

/** Writes the copy of a kustomization, and never what it or a folder above it may be a link to. */
export async function writeCopy(copy: string, text: string, into: string): Promise<void> {
  if (await leadsOutside(into, dirname(copy))) throw new Error('a link leads from it into the checkout')
  await rm(copy, { force: true })
  await writeFile(copy, text)
}

/**
 * Absolute paths of the folders with a kustomization that one leads to, without links.
 * @param path absolute, of a kustomization whose folder is without links
 */
async function foldersOf(path: string, root: string, found = new Set<string>()): Promise<Set<string>> {
  const folder = dirname(path)
  if (found.has(folder)) return found
  found.add(folder)
  for (const name of await namesIn(path, root)) {
    const target = await realpath(join(folder, name)).catch(() => undefined)
    if (target === undefined || !isInside(root, target)) continue
    const inner = await kustomizationIn(target, root, []).catch(() => undefined)
    if (inner) await foldersOf(inner, root, found)
  }
  return found
}

/** Whatever a kustomization says that may be a path: which of its fields name folders differs by version. */
async function namesIn(path: string, root: string): Promise<string[]> {
  const file = await readText(path, root).catch(() => undefined)
  const names: string[] = []
  for (const { document } of file ? parseDocuments(file, []) : []) {
    visit(document, {
      Scalar(_, { value }) {
        if (typeof value === 'string') names.push(value)
      },
    })
  }
  return names
}

/** Links as they are. Folders by this user's mode, so that they can be removed again. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await orNothing(readdir(from, { withFileTypes: true }))) {
    if (LEFT_OUT.has(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyFolder(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else if (entry.isFile()) await orNothing(copyFile(source, target, constants.COPYFILE_FICLONE))
  }
}

/** Of what may not be read, or has gone. */
async function orNothing<T>(reading: Promise<T>): Promise<T | []> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (!['EACCES', 'EPERM', 'ENOENT'].includes(error.code ?? '')) throw error
    return []
  })
}
