// The build context's share in the image's fingerprint: a hash over those of its files that the Dockerfile copies.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile, readlink, realpath, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { isInside, leadsOutside } from '../confine.ts'
import { DeployError, messageOf } from '../errors.ts'
import { copiedSources } from './dockerfile.ts'

export interface BuildContext {
  readonly dockerfilePath: string
  readonly contextPath: string
  readonly dockerfile: string
  /** sha256 over the copied files' paths, modes and contents, and over what .dockerignore excludes. */
  readonly digest: string
  /** Absolute paths of what is copied, a link's target among them: a change to one of them changes the digest, ignored or not. */
  readonly files: readonly string[]
}

/** @throws DeployError when the Dockerfile or the context folder is not there or lies outside the workspace */
export async function readBuildContext(dockerfile: string, context: string, workspace: string): Promise<BuildContext> {
  const dockerfilePath = resolve(workspace, dockerfile)
  const contextPath = resolve(workspace, context)
  for (const [input, given] of [
    ['dockerfile', dockerfile],
    ['context', context],
  ] as const) {
    await confine(given, workspace, `Input \`${input}\` is`, `Set \`${input}\` to a path inside the checkout`)
  }
  const text = await readFile(dockerfilePath, 'utf8').catch((error: unknown) => {
    throw new DeployError({
      code: 'input-invalid',
      message: `The Dockerfile ${dockerfile} cannot be read: ${messageOf(error)}`,
      fix: 'Set `dockerfile` to the path of your Dockerfile; the one of openclaw-deploy’s repository is there to copy',
      where: { file: dockerfile },
    })
  })
  if (!(await lstat(contextPath).catch(() => undefined))?.isDirectory()) {
    throw new DeployError({
      code: 'input-invalid',
      message: `The build context ${context} is not a folder`,
      fix: 'Set `context` to the folder that the Dockerfile copies from',
    })
  }
  const ignored = [join(contextPath, '.dockerignore'), `${dockerfilePath}.dockerignore`]
  for (const path of ignored)
    await confine(relative(workspace, path), workspace, 'The build uses', 'Put the file itself into the checkout')
  const ignores = await Promise.all(ignored.map((path) => readFile(path, 'utf8').catch(() => '')))
  const root = await realpath(contextPath)
  const copied = (await Promise.all(copiedSources(text).map((source) => filesOf(source, root)))).flat()
  const files = copied.map((file) => join(root, file))
  return { dockerfilePath, contextPath, dockerfile: text, digest: await hashFiles(copied, root, ignores), files }
}

/** Files and links, relative to `root`, that Docker would copy for a source. */
async function filesOf(source: string, root: string): Promise<string[]> {
  const files: string[] = []
  for (const path of await matchesOf(source, root)) {
    files.push(path)
    // Docker follows a link that is itself copied, though none in a copied folder, and none out of the context.
    const target = await realpath(join(root, path)).catch(() => undefined)
    if (target === undefined || !isInside(root, target)) continue
    files.push(relative(root, target))
    if (!(await stat(target)).isDirectory()) continue
    for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
      if (!entry.isDirectory()) files.push(relative(root, join(entry.parentPath, entry.name)))
    }
  }
  // git's own files change with every commit and clone, and no image wants them.
  return files.filter((file) => !file.split('/').includes('.git'))
}

/** Paths that a pattern stands for. Node's own glob passes over dotfiles, Docker does not. */
async function matchesOf(source: string, root: string): Promise<string[]> {
  let paths = ['']
  for (const segment of source.split('/')) {
    const found = paths.map(async (path) => {
      if (!/[*?[]/.test(segment)) return [join(path, segment)]
      const names = await readdir(join(root, path)).catch(() => [])
      return names.filter((name) => expressionOf(segment).test(name)).map((name) => join(path, name))
    })
    paths = (await Promise.all(found)).flat()
  }
  return paths
}

/** A path segment's pattern as Docker reads it (https://pkg.go.dev/path/filepath#Match). */
function expressionOf(segment: string): RegExp {
  const expression = segment.replace(/\[\^?[^\]]+\]|[*?]|[.+^$(){}|[\]\\]/g, (token) => {
    if (token === '*') return '.*'
    if (token === '?') return '.'
    return token.length > 1 ? token : `\\${token}`
  })
  return new RegExp(`^${expression}$`)
}

async function hashFiles(files: readonly string[], root: string, ignores: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(ignores))
  for (const file of [...new Set(files)].sort()) {
    const path = join(root, file)
    const info = await lstat(path).catch(() => undefined)
    if (info === undefined || info.isDirectory()) continue
    hash.update(
      `${file}\0${(info.mode & 0o111) === 0 ? 'file' : 'executable'}\0${info.isSymbolicLink() ? await readlink(path) : info.size}\0`,
    )
    if (info.isFile()) for await (const chunk of createReadStream(path)) hash.update(chunk)
  }
  return hash.digest('hex')
}

/** @param how words before the path @throws DeployError when it is outside of the workspace, or a link in it leads there */
async function confine(given: string, workspace: string, how: string, fix: string): Promise<void> {
  const path = resolve(workspace, given)
  const isOutside = !isInside(workspace, path)
  if (!isOutside && !(await leadsOutside(workspace, path))) return
  throw new DeployError({
    code: 'input-invalid',
    message: `${how} ${given}, ${isOutside ? 'which is outside the workspace' : 'from where a link leads out of the workspace'}`,
    fix,
    where: { file: given },
  })
}
