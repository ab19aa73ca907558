// The commit: made beside the checkout, on top of what the branch is now. The index, the work tree and HEAD stay as they
// are, and nothing but the pin can get into it.

import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError } from '../errors.ts'
import { withJitter } from '../jitter.ts'
import { type Checkout, pathBelow } from './checkout.ts'
import { type Answered, fetchTip, patiently, push, REMOTE, remoteProblem } from './remote.ts'

/** A file to be changed. */
export interface Change {
  /** Relative to the workspace. */
  readonly file: string
  readonly absolute: string
  /** The branch's version with the pin in it; or a clause that says what is in the image's place there. */
  readonly repin: (text: string) => { readonly text: string } | { readonly changed: string }
  /** Files that are not written, and yet decide about the image, as the base of a kustomization may. */
  readonly bases?: readonly Base[]
}

export interface Base {
  /** Relative to the workspace. */
  readonly file: string
  readonly absolute: string
  /** A clause that says what is in the image's place in the branch's version, if that is another one than in HEAD's. */
  readonly changeOf: (before: string, now: string) => string | undefined
}

/** `there`: the branch has the pin already, by whomever, and `sha` is its tip. */
export interface Committed {
  readonly kind: 'pushed' | 'there'
  readonly sha: string
}

export interface Surroundings {
  /** Absolute path of a folder for what must not outlive the job. */
  readonly temp: string
  readonly progress: (line: string) => void
  readonly sleep?: (milliseconds: number) => Promise<unknown>
  /** From 0 to 1. */
  readonly random?: () => number
}

interface TreeEntry {
  readonly mode: string
  readonly blob: string
  readonly path: string
}

// Others push to a branch of manifests every few minutes at most: meeting five of them in a row is no bad luck.
const MOST_ATTEMPTS = 5
const FIRST_DELAY_MS = 500

interface Words {
  readonly message: (file: string, branch: string) => string
  readonly fix: string
}

const TO_STAY = 'to have the one on the branch, name it by `image` or `openclaw-version`'

const LATE: Words = {
  message: (file, branch) =>
    `The gateway runs, but its pin was not committed: somebody changed ${file} on ${branch} meanwhile`,
  fix: `Run again to have this image after all; ${TO_STAY} and run again`,
}

const EARLY: Words = {
  message: (file, branch) =>
    `Nothing was rolled out, since somebody changed ${file} on ${branch} after the commit that is checked out`,
  // A job that is run again has the same old commit.
  fix: `Start a new run, of the branch as it is now, to have this image after all; ${TO_STAY} in that run`,
}

/**
 * Tries the changes on what the branch is now, and throws the result away.
 * @throws DeployError `commit-conflict` when the image was changed there, else why the branch cannot be fetched
 */
export async function tryOnBranch(
  checkout: Checkout,
  changes: readonly Change[],
  pause: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<void> {
  const { git, branch } = checkout
  const { tip, ...fetched } = await patiently(() => fetchTip(git, branch), pause)
  if (tip === undefined) throw remoteProblem(`\`commit: push\` cannot look at what ${branch} is now`, fetched)
  for (const change of changes) await repinnedOn(tip, checkout, change, EARLY)
}

/**
 * Commits the changes on top of the branch and pushes, never by force. What others pushed in between is built upon.
 * @throws DeployError `commit-conflict` when somebody changed the image itself meanwhile, else why the push was not possible
 */
export async function commitAndPush(
  checkout: Checkout,
  changes: readonly Change[],
  message: string,
  surroundings: Surroundings,
): Promise<Committed> {
  const { temp, progress, sleep: pause = sleep, random = Math.random } = surroundings
  const { branch } = checkout
  const folder = await mkdtemp(join(temp, 'openclaw-deploy-commit-'))
  try {
    for (let attempt = 1; ; attempt++) {
      const result = await tryOnce(checkout, changes, message, join(folder, 'index'))
      if ('kind' in result) return result
      const { answer } = result
      if ((answer !== 'moved' && answer !== 'unreachable') || attempt === MOST_ATTEMPTS)
        throw remoteProblem(`The gateway runs, but its pin could not be pushed to ${branch}`, result)
      const why = answer === 'moved' ? `Somebody pushed to ${branch} meanwhile` : `${REMOTE} cannot be reached`
      progress(`${why}; trying again (${attempt} of ${MOST_ATTEMPTS - 1})`)
      await pause(withJitter(FIRST_DELAY_MS * 2 ** (attempt - 1), random()))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function tryOnce(
  checkout: Checkout,
  changes: readonly Change[],
  message: string,
  index: string,
): Promise<Committed | Answered> {
  const { git, branch } = checkout
  const { tip, ...fetched } = await fetchTip(git, branch)
  if (tip === undefined) return fetched
  const sha = await commitOn(tip, checkout, changes, message, index)
  if (sha === undefined) return { kind: 'there', sha: tip }
  const pushed = await push(git, sha, branch)
  const isThere = pushed.answer === 'done' || (pushed.answer === 'silent' && (await hasLanded(checkout, sha)))
  return isThere ? { kind: 'pushed', sha } : pushed
}

/** Of a push whose answer did not come: the server may have taken it before it fell silent. */
async function hasLanded({ git, branch }: Checkout, sha: string): Promise<boolean> {
  const { tip } = await fetchTip(git, branch)
  return tip !== undefined && (await git.run(['merge-base', '--is-ancestor', sha, tip])).exitCode === 0
}

/** @returns the new commit; undefined when there is nothing to change */
async function commitOn(
  tip: string,
  checkout: Checkout,
  changes: readonly Change[],
  message: string,
  index: string,
): Promise<string | undefined> {
  const { git } = checkout
  const entries: TreeEntry[] = []
  for (const change of changes) {
    const entry = await changedEntry(tip, checkout, change)
    if (entry) entries.push(entry)
  }
  if (entries.length === 0) return undefined
  const env = { GIT_INDEX_FILE: index }
  await git.text(['read-tree', tip], { env })
  for (const { mode, blob, path } of entries)
    await git.text(['update-index', '--cacheinfo', `${mode},${blob},${path}`], { env })
  // In a partial clone the other files' contents may not be here.
  const tree = await git.text(['write-tree', '--missing-ok'], { env })
  return git.text(['commit-tree', tree, '-p', tip, '-F', '-'], { input: message })
}

/** @returns undefined when the branch has the pin in it already */
async function changedEntry(tip: string, checkout: Checkout, change: Change): Promise<TreeEntry | undefined> {
  const { mode, path, text, repinned } = await repinnedOn(tip, checkout, change, LATE)
  if (repinned === text) return undefined
  // Bytes as they are: the branch's line ends are not those of the work tree.
  const args = ['hash-object', '-w', '--stdin', '--no-filters']
  return { mode, path, blob: await checkout.git.text(args, { input: repinned }) }
}

/** @throws DeployError `commit-conflict`, in the given words */
async function repinnedOn(tip: string, checkout: Checkout, change: Change, words: Words) {
  const { git, branch, paths } = checkout
  const { file, absolute, repin, bases = [] } = change
  const conflict = (clause: string, where = file) =>
    new DeployError({
      code: 'commit-conflict',
      message: `${words.message(where, branch)}, where ${clause}`,
      fix: words.fix,
      where: { file: where },
    })
  const path = paths.get(absolute) as string
  const [meta = ''] = (await git.text(['ls-tree', '--full-tree', '-z', tip, '--', path])).split('\t')
  const [mode = '', , blob = ''] = meta.split(' ')
  if (!mode.startsWith('100')) throw conflict(blob === '' ? 'it is gone' : 'it is no file any more')
  const { stdout } = await git.run(['cat-file', 'blob', blob])
  const text = textOf(stdout)
  if (text === undefined) throw conflict('it is no UTF-8')
  const repinned = repin(text)
  if ('changed' in repinned) throw conflict(repinned.changed)
  // What is pinned there already, a base decides nothing about.
  for (const base of repinned.text === text ? [] : bases) {
    const clause = await changeOfBase(tip, checkout, base)
    if (clause !== undefined) throw conflict(clause, base.file)
  }
  return { mode, path, text, repinned: repinned.text }
}

/** @returns undefined as well when either commit does not have the file: then it tells nothing */
async function changeOfBase(tip: string, { git, root }: Checkout, base: Base): Promise<string | undefined> {
  const path = pathBelow(root, await realpath(base.absolute))
  const [before, now] = await Promise.all(
    ['HEAD', tip].map((commit) => git.run(['cat-file', 'blob', `${commit}:${path}`])),
  )
  if (before?.exitCode !== 0 || now?.exitCode !== 0) return undefined
  return base.changeOf(before.stdout.toString(), now.stdout.toString())
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
