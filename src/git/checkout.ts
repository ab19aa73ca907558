// The checkout that the pin will be committed to, and whether it can be: all that is wrong with it is told before
// anything is built. Nothing in it is touched.

import { realpath } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../environment.ts'
import { DeployError, type Place, type Problem } from '../errors.ts'
import { makesBranch, telling } from './answer.ts'
import { type Bounds, Git } from './process.ts'
import { patiently, push, REMOTE, remoteProblem, wordsOf } from './remote.ts'

/** A file that the pin will go into. */
export interface PinnableFile {
  /** Relative to the workspace. */
  readonly file: string
  readonly absolute: string
  /** A clause that says what another text of this file has in the image's place; undefined when it has the same. */
  readonly differenceIn: (text: string) => string | undefined
}

const BRANCHES = 'refs/heads/'

export interface Checkout {
  /** In the root of the work tree. */
  readonly git: Git
  /** Absolute, without links. */
  readonly root: string
  readonly branch: string
  /** The branch is another commit by now than HEAD, so that what others decided may be on it already. */
  readonly hasMoved: boolean
  /** Of each file, by its absolute path: relative to the root of the work tree. */
  readonly paths: ReadonlyMap<string, string>
}

/**
 * Finds the repository of the files, and proves by a dry run that its remote lets this run push.
 * @param env of the job
 * @throws DeployError with everything that stands in the way of a commit
 */
export async function openCheckout(
  files: readonly PinnableFile[],
  env: Environment,
  { pause, ...bounds }: Bounds & { readonly pause?: (milliseconds: number) => Promise<unknown> } = {},
): Promise<Checkout> {
  const open = (folder: string) => new Git(folder, env, bounds)
  const root = await rootOf(files, open)
  const git = open(root)
  const problems: Problem[] = []
  if ((await git.run(['remote', 'get-url', REMOTE])).exitCode !== 0) {
    problems.push({
      code: 'git-unusable',
      message: `\`commit: push\` pushes to the remote ${REMOTE}, and the checkout has none of that name`,
      fix: 'Check out by actions/checkout, or name the remote so',
    })
  }
  const branch = await branchOf(git, env)
  if (typeof branch !== 'string') problems.push(branch)
  const paths = new Map<string, string>()
  for (const file of files) {
    // Behind a symlink, the file it points to is the one that is written.
    const path = pathBelow(root, await realpath(file.absolute))
    paths.set(file.absolute, path)
    const refs = ['HEAD', ...(typeof branch === 'string' ? [`refs/remotes/${REMOTE}/${branch}`] : [])]
    const problem = await differenceFrom(git, refs, path, file)
    if (problem) problems.push(problem)
  }
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
  const { signal } = bounds
  const usual = (milliseconds: number) => sleep(milliseconds, undefined, signal && { signal })
  const hasMoved = await tryPush(git, branch as string, pause ?? usual)
  return { git, root, branch: branch as string, hasMoved, paths }
}

/** As git writes it. */
export function pathBelow(root: string, absolute: string): string {
  return relative(root, absolute).replaceAll('\\', '/')
}

/** Not the workspace: a checkout may be in a folder of it. */
async function rootOf(files: readonly PinnableFile[], open: (folder: string) => Git): Promise<string> {
  const roots = new Map<string, string>()
  for (const { file, absolute } of files) {
    const ran = await open(dirname(await realpath(absolute))).run(['rev-parse', '--show-toplevel'])
    const root = ran.stdout.toString().replace(/\n$/, '')
    if (ran.exitCode !== 0 || root === '') throw noWorkTree(ran.stderr, { file })
    roots.set(root, file)
  }
  const [[root, file] = ['', ''], other] = roots
  if (other === undefined) return root
  throw new DeployError({
    code: 'git-unusable',
    message: `\`commit: push\` makes one commit, but ${file} and ${other[1]} are in different repositories`,
    fix: 'Deploy from one repository, or set `commit: off`',
  })
}

function noWorkTree(stderr: string, where: Place): DeployError {
  const [said = 'it is a bare repository'] = telling(stderr)
  return new DeployError({
    code: 'git-unusable',
    message: `\`commit: push\` needs a git checkout around ${where.file}: ${said}`,
    fix: /dubious ownership/.test(stderr)
      ? 'Run `git config --global --add safe.directory "$GITHUB_WORKSPACE"` in a step before, since the checkout belongs to another user'
      : 'Run actions/checkout before this step, on a runner that has git (without it there is no repository, only files)',
    where,
  })
}

/**
 * The branch that is checked out; with a detached HEAD the one that the workflow runs for, if that is what HEAD is of: a
 * submodule, another repository's checkout and a pull request's head under `pull_request_target` are not.
 */
async function branchOf(git: Git, { GITHUB_REF: ref = '', GITHUB_SHA: sha }: Environment): Promise<string | Problem> {
  const head = await git.run(['symbolic-ref', '--quiet', 'HEAD'])
  // Not --short, which says heads/main where there is a tag main too.
  if (head.exitCode === 0) return withoutPrefix(head.stdout.toString().trim())
  const isBranch = ref.startsWith(BRANCHES)
  const { stdout } = await git.run(['rev-parse', '--quiet', '--verify', 'HEAD'])
  if (isBranch && stdout.toString().trim() === sha) return withoutPrefix(ref)
  const what = isBranch ? `the detached HEAD is not the commit of ${ref} that this run is for` : undefined
  return {
    code: 'git-unusable',
    message: `\`commit: push\` needs a branch, and ${what ?? `this run is for ${ref || 'a commit of none'}`}`,
    fix: 'Set `commit: off` for tags and pull requests, or check out a branch (`ref:` of actions/checkout)',
  }
}

function withoutPrefix(ref: string): string {
  return ref.startsWith(BRANCHES) ? ref.slice(BRANCHES.length) : ref
}

/**
 * What is uncommitted elsewhere in the file is nobody's business; but an image that only this work tree has would seem
 * to have been changed by somebody else after the rollout.
 * @param refs of which one has to have the image as it is in the work tree
 */
async function differenceFrom(
  git: Git,
  refs: readonly string[],
  path: string,
  { file, differenceIn }: PinnableFile,
): Promise<Problem | undefined> {
  let difference: string | undefined
  for (const ref of refs) {
    const { exitCode, stdout } = await git.run(['cat-file', 'blob', `${ref}:${path}`])
    if (exitCode !== 0) continue
    const found = differenceIn(stdout.toString())
    if (found === undefined) return undefined
    difference ??= found
  }
  return {
    code: 'git-unusable',
    message: difference
      ? `The image in ${file} is not the one that is committed, where ${difference}`
      : `\`commit: push\` cannot commit ${file}, since it is not in git`,
    fix: difference
      ? 'Commit it, or undo the step that changes it: what this run replaces must be what the branch has'
      : 'Commit the file first; one that a step makes has its pin elsewhere',
    where: { file },
  }
}

/**
 * Asks for the right to write, as far as a server tells without being written to: the rules of a branch are not asked.
 * @returns whether the branch has moved on since HEAD
 */
async function tryPush(git: Git, branch: string, pause: (milliseconds: number) => Promise<unknown>): Promise<boolean> {
  const tried = await patiently(() => push(git, 'HEAD', branch, { dryRun: true }), pause)
  // It would say this only to whom may push.
  if (tried.answer === 'moved') return true
  const what = `\`commit: push\` would not be able to push to ${branch}`
  if (tried.answer !== 'done') throw remoteProblem(what, tried)
  if (!makesBranch(wordsOf(tried.ran))) return false
  const stderr = `there is no such branch on ${REMOTE}`
  throw remoteProblem(what, { answer: 'missing', ran: { ...tried.ran, stdout: Buffer.from(''), stderr } })
}
