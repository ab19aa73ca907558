// Which files the `manifests` input means: files, globs and folders inside the workspace.

import { glob, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { leadsOutside } from '../confine.ts'
import type { Problem } from '../errors.ts'
import { isKustomizationName } from './kustomize/kustomization.ts'
import { kustomizationIn, meaningOf } from './kustomize/resolve.ts'
import { isOutside, linkOutside, normalize } from './text.ts'

const YAML_NAME = /\.(ya?ml|json)$/i

export interface Found {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string
  /** It is a kustomization that has to be rendered. */
  readonly render: boolean
}

/**
 * Sorted by their paths. A folder means its YAML files, not its subfolders, as `kubectl apply -f` takes it; one with a
 * kustomization means what that names. What is wrong with the pattern is added to `problems`.
 */
export async function findFiles(pattern: string, workspace: string, problems: Problem[]): Promise<Found[]> {
  const wrong = (message: string, fix: string): Found[] => {
    problems.push({ code: 'manifest-invalid', message, fix, where: { file: pattern } })
    return []
  }
  const outside = (): Found[] => {
    problems.push({
      code: 'input-invalid',
      message: `\`manifests\` names ${pattern}, which is outside the workspace`,
      fix: 'Name files inside the checkout',
      where: { file: pattern },
    })
    return []
  }

  if (isOutside(pattern, workspace)) return outside()
  const path = normalize(pattern, workspace)
  const isFolder = await isKind(resolve(workspace, pattern), 'isDirectory')
  if (isFolder && (await leadsOutside(workspace, resolve(workspace, pattern)))) {
    problems.push(linkOutside(pattern))
    return []
  }
  const named = isKustomizationName(basename(path)) && (await isKind(resolve(workspace, path), 'isFile'))
  const kustomization = isFolder ? await kustomizationIn(path, workspace, problems) : named ? path : undefined
  if (kustomization) return meantBy(kustomization, workspace, problems)

  const found: string[] = []
  for await (const each of glob(isFolder ? join(pattern, '*') : pattern, { cwd: workspace })) {
    // Asked of the file and not of the entry: a symlink to a file is a file.
    if (await isKind(resolve(workspace, each), 'isFile')) found.push(normalize(each, workspace))
  }
  if (found.some((each) => isOutside(each, workspace))) return outside()
  // A file that is named is taken whatever its ending.
  const isNamed = found.length === 1 && found[0] === path
  const files = isNamed ? found : found.filter((each) => YAML_NAME.test(each))
  const [kustomizations, manifests] = [true, false].map((is) =>
    files.filter((each) => isKustomizationName(basename(each)) === is),
  ) as [string[], string[]]
  for (const each of kustomizations) {
    // Of one that only names files, the glob takes those that it matches.
    if ((await meaningOf(each, workspace, [])) !== 'render') continue
    const folder = dirname(each)
    problems.push({
      code: 'manifest-invalid',
      message: `${pattern} also matches ${each}, a kustomization that has to be rendered`,
      fix: `Name its folder ${folder} in \`manifests\`, and leave it out of the pattern`,
      where: { file: each },
    })
  }
  if (manifests.length > 0) return manifests.sort().map((each) => ({ path: each, render: false }))
  if (kustomizations.length > 0) {
    return wrong(`${pattern} matches nothing but kustomizations`, 'Name their folders in `manifests`')
  }
  return wrong(
    isFolder ? `The folder ${pattern} holds no YAML file` : `\`manifests\` names ${pattern}, and there is no such file`,
    'Check the path, which is relative to the workspace, and that actions/checkout ran before this step',
  )
}

async function meantBy(kustomization: string, workspace: string, problems: Problem[]): Promise<Found[]> {
  const meaning = await meaningOf(kustomization, workspace, problems)
  if (meaning === 'render') return [{ path: kustomization, render: true }]
  if (meaning?.files.length === 0) {
    problems.push({
      code: 'manifest-invalid',
      message: 'This kustomization names no file',
      fix: 'Name the manifests under `resources`',
      where: { file: kustomization },
    })
  }
  return (meaning?.files ?? []).map((path) => ({ path, render: false }))
}

async function isKind(path: string, kind: 'isFile' | 'isDirectory'): Promise<boolean> {
  return stat(path).then(
    (info) => info[kind](),
    () => false,
  )
}
