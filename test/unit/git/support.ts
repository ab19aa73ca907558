// Real git: a bare remote, checkouts of it as actions/checkout leaves them, and other people who push.

import { execFileSync, type StdioOptions } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from '@jest/globals'
import type { Problem } from '../../../src/errors.ts'
import { openCheckout, type PinnableFile } from '../../../src/git/checkout.ts'
import { type Change, commitAndPush } from '../../../src/git/commit.ts'
import { parseManifests } from '../../../src/manifests/objects.ts'
import { differenceIn, pinTargets, repin } from '../../../src/manifests/repin.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { DIGEST, OTHER_DIGEST, temporaryFolder } from '../support.ts'

export const NAME = 'registry.example/k3s-homelab/openclaw'
export const OLD = `${NAME}:2026.9.5-0123456789ab@${OTHER_DIGEST}`
export const NEW = `${NAME}:2026.9.6-0123456789ab@${DIGEST}`
export const FILE = 'k8s/openclaw.yaml'

export const manifest = (image = OLD, more = '') =>
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: openclaw
spec:
  template:
    spec:
      containers:
        - name: gateway
          image: ${image} # pinned
          env: []
${more}`

export const cronJob = () =>
  manifest()
    .replace('apps/v1', 'batch/v1')
    .replace('Deployment', 'CronJob')
    .replace('template:\n    spec:', 'jobTemplate:\n   spec:\n    template:\n     spec:')

/** The environment of every git in a test: nothing of this host's configuration. */
export const ENV = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
}
const PERSON = {
  GIT_AUTHOR_NAME: 'Person',
  GIT_AUTHOR_EMAIL: 'person@example.com',
  GIT_COMMITTER_NAME: 'Person',
  GIT_COMMITTER_EMAIL: 'person@example.com',
}

export function git(folder: string, ...args: string[]): string {
  const options = {
    cwd: folder,
    env: { ...ENV, ...PERSON },
    stdio: ['ignore', 'pipe', 'ignore'] satisfies StdioOptions,
  }
  return execFileSync('git', args, options).toString().trimEnd()
}

export function write(folder: string, path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

export const read = (folder: string, path = FILE) => readFileSync(join(folder, path), 'utf8')

/** Somebody else with a clone of their own. */
export class Person {
  readonly folder = temporaryFolder()

  constructor(remote: string) {
    git(this.folder, 'clone', '--quiet', remote, '.')
  }

  /** Commits one file and pushes it. */
  push(path: string, text: string | Buffer, message = `Change ${path}`): void {
    git(this.folder, 'pull', '--quiet', 'origin', 'main')
    write(this.folder, path, text)
    git(this.folder, 'add', '--all')
    git(this.folder, 'commit', '--quiet', '--message', message)
    git(this.folder, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main')
  }
}

const templates = new Map<string, string>()
afterAll(() => {
  for (const folder of templates.values()) rmSync(folder, { recursive: true })
})

/** A bare repository, made once for all tests of a file. */
function templateWith(files: Readonly<Record<string, string | Buffer>>): string {
  const key = JSON.stringify(files)
  const known = templates.get(key)
  if (known) return known
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-unit-'))
  templates.set(key, folder)
  const first = temporaryFolder()
  git(folder, 'init', '--quiet', '--bare', '--template=', '--initial-branch=main')
  git(first, 'init', '--quiet', '--template=', '--initial-branch=main')
  for (const [path, text] of Object.entries({ 'README.md': 'Ours\n', ...files })) write(first, path, text)
  git(first, 'add', '--all')
  git(first, 'commit', '--quiet', '--message', 'Begin')
  write(first, 'README.md', 'Ours, and more\n')
  git(first, 'commit', '--quiet', '--all', '--message', 'Say more')
  git(first, 'push', '--quiet', folder, 'main')
  return folder
}

export class Remote {
  readonly folder = temporaryFolder()
  /** Shallow clones are made of an address only. */
  readonly url = `file://${this.folder}`

  /** With a history of some commits on `main`. */
  constructor(files: Readonly<Record<string, string | Buffer>> = { [FILE]: manifest() }) {
    cpSync(templateWith(files), this.folder, { recursive: true })
  }

  /** As actions/checkout leaves it: one commit deep, and detached where a commit was asked for. */
  checkout({ detached = false, depth = 1 } = {}): string {
    const folder = temporaryFolder()
    git(folder, 'init', '--quiet', '--template=', '--initial-branch=main')
    git(folder, 'remote', 'add', 'origin', this.url)
    const tip = git(this.folder, 'rev-parse', 'main')
    const refspec = `+${tip}:refs/remotes/origin/main`
    git(folder, 'fetch', '--quiet', '--no-tags', ...(depth > 0 ? [`--depth=${depth}`] : []), 'origin', refspec)
    if (detached) git(folder, 'checkout', '--quiet', '--force', tip)
    else git(folder, 'checkout', '--quiet', '--force', '-B', 'main', 'refs/remotes/origin/main')
    return folder
  }

  /** What a server has: `pre-receive` for the whole push, `update` for each branch, `post-receive` when it has landed. */
  hook(name: 'pre-receive' | 'update' | 'post-receive', script: string): void {
    write(this.folder, `hooks/${name}`, `#!/bin/sh\n${script}\n`)
    chmodSync(join(this.folder, 'hooks', name), 0o755)
  }

  log(...args: string[]): string {
    return git(this.folder, 'log', ...args, 'main')
  }

  /** The bytes of a file at the tip, not trimmed. */
  show(path = FILE): string {
    return execFileSync('git', ['cat-file', 'blob', `main:${path}`], { cwd: this.folder, env: ENV }).toString()
  }
}

/** The gateway's places in the files of a checkout. */
export function targetsIn(folder: string, paths: readonly string[] = [FILE]) {
  const problems: Problem[] = []
  const manifests = paths.flatMap((path) =>
    parseManifests({ path, absolute: join(folder, path), text: read(folder, path) }, problems),
  )
  if (problems[0]) throw new Error(problems[0].message)
  return pinTargets(findWorkload(manifests, { repository: 'k3s-homelab/openclaw' }))
}

export const pinnable = (folder: string, paths?: readonly string[]): PinnableFile[] =>
  targetsIn(folder, paths).map((target) => ({
    file: target.file.path,
    absolute: target.file.absolute,
    differenceIn: (text) => differenceIn(target, text),
  }))

/** A run as far as git goes: the checkout judged, the pin written, committed and pushed. */
export async function deployFrom(
  folder: string,
  {
    paths,
    image = NEW,
    env = {},
    beforeRepin = () => {},
    beforeRetry = () => {},
    timeoutMs,
  }: {
    paths?: readonly string[]
    image?: string
    env?: Record<string, string>
    /** Between a fetch and its push. */
    beforeRepin?: (attempt: number) => void
    beforeRetry?: () => void
    timeoutMs?: number
  } = {},
) {
  const targets = targetsIn(folder, paths)
  const checkout = await openCheckout(
    pinnable(folder, paths),
    { ...ENV, GITHUB_SHA: git(folder, 'rev-parse', 'HEAD'), ...env },
    { ...(timeoutMs && { timeoutMs }) },
  )
  const said: string[] = []
  const slept: number[] = []
  let attempt = 0
  const changes = targets.map((target): Change => {
    const { path, absolute, text } = target.file
    const pinned = repin(target, text, image)
    if ('changed' in pinned) throw new Error(pinned.changed)
    writeFileSync(absolute, pinned.text)
    return {
      file: path,
      absolute,
      repin: (tip) => {
        const result = repin(target, tip, image)
        attempt += 1
        beforeRepin(attempt)
        return result
      },
    }
  })
  const committed = await commitAndPush(checkout, changes, 'Pin OpenClaw 2026.9.6\n\nImage: x\n', {
    temp: temporaryFolder(),
    progress: (line) => said.push(line),
    sleep: async (milliseconds) => {
      slept.push(milliseconds)
      beforeRetry()
    },
    random: () => 0.5,
  })
  return { ...committed, branch: checkout.branch, said, slept }
}
