// Which files the `manifests` input means: files, globs and folders inside the workspace.

import { glob, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, resolve } from 'node:path'
import type { Problem } from '../errors.ts'

const YAML_NAME = /\.(ya?ml|json)$/i
const KUSTOMIZATION = /^kustomization(\.ya?ml)?$/i

/**
 * Paths relative to the workspace, sorted. A folder means its YAML files, not its subfolders, as `kubectl apply -f`
 * takes it. What is wrong with the pattern is added to `problems`.
 */
export async function findFiles(pattern: string, workspace: string, problems: Problem[]): Promise<string[]> {
  const wrong = (message: string, fix: string) => {
    problems.push({ code: 'manifest-invalid', message, fix, where: { file: pattern } })
    return []
  }
  const outside = () =>
    wrong(`\`manifests\` names ${pattern}, which is outside the workspace`, 'Name files inside the checkout')

  if (isOutside(pattern, workspace)) return outside()
  const isFolder = await isKind(resolve(workspace, pattern), 'isDirectory')
  const found: string[] = []
  for await (const path of glob(isFolder ? join(pattern, '*') : pattern, { cwd: workspace })) {
    // Asked of the file and not of the entry: a symlink to a file is a file.
    if (await isKind(resolve(workspace, path), 'isFile')) found.push(normalize(path, workspace))
  }
  if (found.some((path) => isOutside(path, workspace))) return outside()
  if (found.some((path) => KUSTOMIZATION.test(basename(path)))) {
    return wrong(
      `${pattern} is a kustomization, which this version does not build`,
      'List its plain manifests in `manifests`, or build it in a step before',
    )
  }
  // A file that is named is taken whatever its ending.
  const named = found.length === 1 && found[0] === normalize(pattern, workspace)
  const files = named ? found : found.filter((path) => YAML_NAME.test(path))
  if (files.length > 0) return files.sort()
  return wrong(
    isFolder ? `The folder ${pattern} holds no YAML file` : `\`manifests\` names ${pattern}, and there is no such file`,
    'Check the path, which is relative to the workspace, and that actions/checkout ran before this step',
  )
}

function isOutside(path: string, workspace: string): boolean {
  const inside = relative(workspace, resolve(workspace, path))
  return inside === '..' || inside.startsWith('../') || isAbsolute(inside)
}

async function isKind(path: string, kind: 'isFile' | 'isDirectory'): Promise<boolean> {
  return stat(path).then(
    (info) => info[kind](),
    () => false,
  )
}

function normalize(path: string, workspace: string): string {
  return relative(workspace, resolve(workspace, path)).replaceAll('\\', '/')
}
