// Which files a kustomization means, when it means files and nothing more. Then no tool is needed, and the pin goes into
// the real file: a stock runner has neither kubectl nor kustomize.

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Problem } from '../../errors.ts'
import { parseDocuments, type Source } from '../documents.ts'
import { isOutside, normalize, readText, unreadable } from '../text.ts'
import { type Asked, isKustomizationName, mayBeRemote, readKustomization } from './kustomization.ts'

/** `render`: it does more than name files, so kustomize has to do it. */
export type Meaning = { readonly files: readonly string[] } | 'render'

/**
 * Paths relative to the workspace of the files that a kustomization names, those of the folders it names among them.
 * @returns undefined when it has a problem, which is added to `problems`
 */
export async function meaningOf(
  path: string,
  workspace: string,
  problems: Problem[],
  above: readonly string[] = [],
): Promise<Meaning | undefined> {
  const read = await load(path, workspace, problems)
  if (read === undefined) return undefined
  // Only kustomize can say what is wrong with one that names itself.
  if (!read.asked.isPlain || above.includes(path)) return 'render'
  const files: string[] = []
  let isSound = true
  for (const { path: name, line } of read.asked.resources) {
    const target = normalize(join(dirname(path), name), workspace)
    const info = await stat(resolve(workspace, target)).catch(() => undefined)
    if (info === undefined && mayBeRemote(name)) return 'render'
    const wrong = (message: string, fix: string) => {
      problems.push({ code: 'manifest-invalid', message, fix, where: { file: path, line } })
      isSound = false
    }
    if (isOutside(target, workspace))
      wrong(`This names ${name}, which is outside the workspace`, 'Name files inside the checkout')
    else if (info === undefined)
      wrong(`This names ${name}, and there is no such file`, 'Correct the path, which is relative to this file')
    else if (info.isDirectory()) {
      const inner = await kustomizationIn(target, workspace, problems)
      const meaning = inner && (await meaningOf(inner, workspace, problems, [...above, path]))
      if (meaning === 'render') return 'render'
      if (meaning) files.push(...meaning.files)
      else if (inner) isSound = false
      else
        wrong(
          `This names the folder ${name}, which holds no kustomization.yaml`,
          'Name its files, or give it a kustomization.yaml',
        )
    } else if (isKustomizationName(basename(target))) return 'render'
    else files.push(target)
  }
  return isSound ? { files } : undefined
}

/** Path of the folder's kustomization, undefined when it has none. More than one is a problem. */
export async function kustomizationIn(
  folder: string,
  workspace: string,
  problems: Problem[],
): Promise<string | undefined> {
  const names = (await readdir(resolve(workspace, folder))).filter(isKustomizationName).sort()
  const [first, ...more] = names
  if (first === undefined) return undefined
  if (more.length > 0) {
    problems.push({
      code: 'manifest-invalid',
      message: `The folder ${folder} holds more than one kustomization: ${names.join(', ')}`,
      fix: 'Keep one of them',
      where: { file: folder },
    })
  }
  return join(folder, first).replaceAll('\\', '/')
}

/** The documents that a kustomization's objects are made from, as far as they are in the workspace. */
export async function sourcesBelow(path: string, workspace: string, seen = new Set<string>()): Promise<Source[]> {
  if (seen.has(path)) return []
  seen.add(path)
  const sources: Source[] = []
  const read = await load(path, workspace, [])
  for (const { path: name } of read?.asked.resources ?? []) {
    const target = normalize(join(dirname(path), name), workspace)
    if (isOutside(target, workspace) || seen.has(target)) continue
    const info = await stat(resolve(workspace, target)).catch(() => undefined)
    if (info?.isDirectory()) {
      const inner = await kustomizationIn(target, workspace, [])
      if (inner) sources.push(...(await sourcesBelow(inner, workspace, seen)))
    } else if (info?.isFile()) {
      seen.add(target)
      const file = await readText(target, workspace).catch(() => undefined)
      if (file) sources.push(...parseDocuments(file, []))
    }
  }
  return sources
}

async function load(
  path: string,
  workspace: string,
  problems: Problem[],
): Promise<{ readonly asked: Asked } | undefined> {
  try {
    const asked = readKustomization(await readText(path, workspace), problems)
    return asked && { asked }
  } catch (error) {
    problems.push(unreadable(path, error))
    return undefined
  }
}
