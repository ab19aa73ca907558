// A bare git remote for a site's workspace, and checkouts of it as a job has them.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Site } from '../../lab/site.ts'

const SOMEBODY = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com']

export class Remote {
  readonly #site: Site
  readonly #folder: string

  /** Pushes what the workspace holds as the first commit of `main`. */
  constructor(site: Site) {
    this.#site = site
    this.#folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-git-'))
    git(this.#folder, 'init', '--quiet', '--bare', '--initial-branch=main', this.path)
    git(site.workspace, 'init', '--quiet', '--initial-branch=main')
    git(site.workspace, 'add', '.')
    git(site.workspace, ...SOMEBODY, 'commit', '--quiet', '-m', 'Begin')
    git(site.workspace, 'remote', 'add', 'origin', this.path)
    git(site.workspace, 'push', '--quiet', 'origin', 'main')
  }

  get path(): string {
    return join(this.#folder, 'remote.git')
  }

  /** A checkout as actions/checkout makes it, one commit deep. */
  checkOut(): void {
    const fetched = join(this.#folder, 'fetched')
    git(this.#folder, 'clone', '--quiet', '--depth=1', '--branch=main', `file://${this.path}`, fetched)
    rmSync(this.#site.path('.git'), { recursive: true })
    renameSync(join(fetched, '.git'), this.#site.path('.git'))
    rmSync(fetched, { recursive: true })
    git(this.#site.workspace, 'reset', '--quiet', '--hard')
  }

  /** Somebody else's push. */
  somebody(change: (path: (file: string) => string) => void, message: string): void {
    const theirs = join(this.#folder, 'theirs')
    git(this.#folder, 'clone', '--quiet', this.path, theirs)
    change((file) => join(theirs, file))
    git(theirs, 'add', '.')
    git(theirs, ...SOMEBODY, 'commit', '--quiet', '-m', message)
    git(theirs, 'push', '--quiet', 'origin', 'main')
    rmSync(theirs, { recursive: true })
  }

  /** What git prints of the remote itself, trimmed. */
  git(...args: string[]): string {
    return git(this.path, ...args).trim()
  }

  /** A file as the branch has it. */
  tip(file: string): string {
    return git(this.path, 'show', `main:${file}`)
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
