import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { Git } from '../../../src/git/process.ts'
import { fetchTip, push, remoteProblem } from '../../../src/git/remote.ts'
import { problemFrom, temporaryFolder } from '../support.ts'
import {
  cronJob,
  deployFrom,
  ENV,
  FILE,
  git,
  manifest,
  NAME,
  NEW,
  OLD,
  Person,
  Remote,
  read,
  write,
} from './support.ts'

const ONE_LINE = / 1 file changed, 1 insertion\(\+\), 1 deletion\(-\)$/
const THIRD = `${NAME}:2026.9.4-0123456789ab@sha256:${'ef'.repeat(32)}`

/** What of a checkout no commit may disturb. */
function stateOf(folder: string) {
  return {
    head: readFileSync(join(folder, '.git/HEAD'), 'utf8'),
    commit: git(folder, 'rev-parse', 'HEAD'),
    index: git(folder, 'ls-files', '--stage'),
    staged: git(folder, 'diff', '--cached'),
    shallow: existsSync(join(folder, '.git/shallow')) && readFileSync(join(folder, '.git/shallow'), 'utf8'),
    branches: git(folder, 'for-each-ref', 'refs/heads', 'refs/tags'),
    stash: git(folder, 'stash', 'list'),
    config: readFileSync(join(folder, '.git/config'), 'utf8'),
  }
}

describe('the pin is one commit of one line on the branch', () => {
  test.each([
    ['a shallow checkout of a branch', { depth: 1 }],
    ['a shallow checkout with a detached HEAD', { depth: 1, detached: true }],
    ['a full checkout', { depth: 0 }],
    ['a full checkout with a detached HEAD', { depth: 0, detached: true }],
  ])('from %s, which is not disturbed', async (_, how) => {
    const remote = new Remote()
    const folder = remote.checkout(how)
    const before = stateOf(folder)
    const { kind, sha, branch, slept } = await deployFrom(folder)
    expect({ kind, branch, slept }).toEqual({ kind: 'pushed', branch: 'main', slept: [] })
    expect(remote.log('-1', '--format=%H %an <%ae> %cn%n%s')).toBe(
      `${sha} github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> github-actions[bot]\nPin OpenClaw 2026.9.6`,
    )
    expect(remote.log('-1', '--stat', '--format=')).toMatch(ONE_LINE)
    expect(remote.log('--format=%s').split('\n')).toEqual(['Pin OpenClaw 2026.9.6', 'Say more', 'Begin'])
    expect(remote.show()).toBe(manifest(NEW))
    expect(git(remote.folder, 'fsck', '--strict')).toBe('')
    expect(stateOf(folder)).toEqual(before)
    expect(read(folder)).toBe(manifest(NEW))
  })

  test('and its author is whom the environment names', async () => {
    const remote = new Remote()
    const env = { GIT_AUTHOR_NAME: 'Deployer', GIT_AUTHOR_EMAIL: 'deployer@example.com' }
    await deployFrom(remote.checkout(), { env })
    expect(remote.log('-1', '--format=%an <%ae> %cn')).toBe('Deployer <deployer@example.com> github-actions[bot]')
  })

  test('and its author is the bot where the environment names nobody', async () => {
    const remote = new Remote()
    const names = ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL']
    const env = Object.fromEntries(names.map((name, index) => [name, ' '.repeat(index % 2)]))
    await deployFrom(remote.checkout(), { env })
    expect(remote.log('-1', '--format=%an %cn')).toBe('github-actions[bot] github-actions[bot]')
  })

  test('unless it is there already, as after a push whose answer was lost', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    new Person(remote.folder).push(FILE, manifest(NEW))
    const tip = git(remote.folder, 'rev-parse', 'main')
    expect(await deployFrom(folder)).toMatchObject({ kind: 'there', sha: tip })
    expect(git(remote.folder, 'rev-parse', 'main')).toBe(tip)
  })

  test('with Windows’ line ends as the branch has them', async () => {
    const crlf = manifest().replaceAll('\n', '\r\n')
    const remote = new Remote({ [FILE]: crlf })
    await deployFrom(remote.checkout())
    expect(remote.show()).toBe(crlf.replace(OLD, NEW))
    expect(remote.log('-1', '--stat', '--format=')).toMatch(ONE_LINE)
  })

  test.each([
    ['the work tree has Windows’ line ends and the branch has not', '*.yaml text eol=crlf\n'],
    ['a filter gives the work tree other bytes', '*.yaml text=auto ident\n'],
  ])('when %s', async (_, attributes) => {
    const remote = new Remote({ [FILE]: manifest(OLD, '# $Id$\n'), '.gitattributes': attributes })
    const folder = remote.checkout()
    expect(read(folder)).not.toBe(manifest(OLD, '# $Id$\n'))
    await deployFrom(folder)
    expect(remote.show()).toBe(manifest(NEW, '# $Id$\n'))
  })

  test('in a sparse checkout, a partial clone and a name that is no pathspec', async () => {
    const path = 'k8s/:(top)*, ü [x].yaml'
    const remote = new Remote({ [path]: manifest(), 'other/a.txt': 'a\n' })
    git(remote.folder, 'config', 'uploadpack.allowFilter', 'true')
    const folder = new Person(remote.folder).folder
    git(folder, 'clone', '--quiet', '--filter=blob:none', '--sparse', '--depth=1', remote.url, 'sparse')
    const sparse = join(folder, 'sparse')
    git(sparse, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'k8s')
    expect(existsSync(join(sparse, 'other'))).toBe(false)
    await deployFrom(sparse, { paths: [path] })
    expect(remote.show(path)).toBe(manifest(NEW))
    expect(remote.show('other/a.txt')).toBe('a\n')
    expect(remote.log('-1', '--stat', '--format=')).toMatch(ONE_LINE)
  })

  test('of two files in one commit, a file’s mode and a symlink to it kept', async () => {
    const remote = new Remote({ [FILE]: manifest(), 'k8s/job.yaml': cronJob() })
    const person = new Person(remote.folder)
    renameSync(join(person.folder, 'k8s/job.yaml'), join(person.folder, 'job-source.yaml'))
    symlinkSync('../job-source.yaml', join(person.folder, 'k8s/job.yaml'))
    git(person.folder, 'config', 'core.fileMode', 'true')
    git(person.folder, 'update-index', '--chmod=+x', FILE)
    git(person.folder, 'add', '--all')
    git(person.folder, 'update-index', '--chmod=+x', FILE)
    git(person.folder, 'commit', '--quiet', '--message', 'Move')
    git(person.folder, 'push', '--quiet')
    await deployFrom(remote.checkout(), { paths: [FILE, 'k8s/job.yaml'] })
    expect(remote.log('-1', '--stat', '--format=')).toMatch(/ 2 files changed, 2 insertions\(\+\), 2 deletions\(-\)$/)
    expect(remote.show('job-source.yaml')).toContain(NEW)
    expect(git(remote.folder, 'ls-tree', 'main', FILE)).toMatch(/^100755 /)
    expect(git(remote.folder, 'ls-tree', 'main', 'k8s/job.yaml')).toMatch(/^120000 /)
  })
})

describe('what is not committed elsewhere', () => {
  test('is neither committed nor lost', async () => {
    const remote = new Remote({ [FILE]: manifest(), 'staged.txt': 'old\n', 'dirty.txt': 'old\n', 'deleted.txt': 'x\n' })
    const folder = remote.checkout()
    write(folder, 'staged.txt', 'staged\n')
    git(folder, 'add', 'staged.txt')
    write(folder, 'dirty.txt', 'dirty\n')
    write(folder, 'untracked.txt', 'untracked\n')
    git(folder, 'rm', '--quiet', 'deleted.txt')
    // In the very file, as a step that fills in a host would do.
    write(folder, FILE, manifest(OLD, '# of this work tree\n'))
    const before = stateOf(folder)
    const status = git(folder, 'status', '--porcelain')
    await deployFrom(folder)
    expect(remote.log('-1', '--stat', '--format=')).toMatch(ONE_LINE)
    expect(remote.show()).toBe(manifest(NEW))
    expect(stateOf(folder)).toEqual(before)
    expect(git(folder, 'status', '--porcelain')).toBe(status)
    expect(read(folder)).toBe(manifest(NEW, '# of this work tree\n'))
    expect(['staged.txt', 'dirty.txt', 'untracked.txt'].map((path) => read(folder, path))).toEqual([
      'staged\n',
      'dirty\n',
      'untracked\n',
    ])
  })

  test('such as commits of a step before, is not pushed', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    write(folder, 'mine.txt', 'mine\n')
    git(folder, 'add', '--all')
    git(folder, 'commit', '--quiet', '--message', 'Mine')
    await deployFrom(folder)
    expect(remote.log('--format=%s').split('\n')).toEqual(['Pin OpenClaw 2026.9.6', 'Say more', 'Begin'])
  })

  test('is not looked at by hooks of the checkout, nor are tags pushed', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    git(folder, 'tag', '--annotate', '--message', 'Mine', 'v1', 'HEAD')
    for (const hook of ['pre-push', 'pre-commit', 'commit-msg', 'reference-transaction', 'post-index-change'])
      write(folder, `.git/hooks/${hook}`, '#!/bin/sh\nexit 1\n')
    git(folder, 'config', 'core.hooksPath', '.git/hooks')
    git(folder, 'config', 'push.followTags', 'true')
    git(folder, 'config', 'core.splitIndex', 'true')
    git(folder, 'config', 'commit.gpgSign', 'true')
    const files = readdirSync(join(folder, '.git')).sort()
    await deployFrom(folder)
    expect(git(remote.folder, 'tag')).toBe('')
    expect(readdirSync(join(folder, '.git')).filter((each) => !files.includes(each) && each !== 'FETCH_HEAD')).toEqual(
      [],
    )
  })
})

describe('somebody pushes between the fetch and the push', () => {
  test('something else: it is built upon', async () => {
    const remote = new Remote()
    const person = new Person(remote.folder)
    const { kind, said, slept } = await deployFrom(remote.checkout(), {
      beforeRepin: (attempt) => attempt === 1 && person.push('other.txt', 'other\n', 'Something else'),
    })
    expect({ kind, slept }).toEqual({ kind: 'pushed', slept: [500] })
    expect(said).toEqual(['Somebody pushed to main meanwhile; trying again (1 of 4)'])
    expect(remote.log('--format=%s').split('\n')).toEqual([
      'Pin OpenClaw 2026.9.6',
      'Something else',
      'Say more',
      'Begin',
    ])
    expect(remote.log('-1', '--stat', '--format=')).toMatch(ONE_LINE)
  })

  test('to the neighbouring lines of the same file: both stay', async () => {
    const remote = new Remote()
    const person = new Person(remote.folder)
    const theirs = (image: string) => `# new\n${manifest(image, '# more\n')}`.replace('env: []', 'env: [{name: A}]')
    await deployFrom(remote.checkout(), { beforeRepin: (attempt) => attempt === 1 && person.push(FILE, theirs(OLD)) })
    expect(remote.show()).toBe(theirs(NEW))
    expect(remote.log('-1', '--stat', '--format=')).toMatch(ONE_LINE)
  })

  test('the same pin: nothing is left to commit', async () => {
    const remote = new Remote()
    const person = new Person(remote.folder)
    const { kind } = await deployFrom(remote.checkout(), {
      beforeRepin: (attempt) => attempt === 1 && person.push(FILE, manifest(NEW), 'By hand'),
    })
    expect(kind).toBe('there')
    expect(remote.log('-1', '--format=%s')).toBe('By hand')
  })

  test('again and again: it gives up, with longer and longer pauses, and forces nothing', async () => {
    const remote = new Remote()
    const person = new Person(remote.folder)
    const slept: number[] = []
    const problem = await problemFrom(() =>
      deployFrom(remote.checkout(), { beforeRepin: (attempt) => person.push('other.txt', `${attempt}\n`) }).then(
        (result) => slept.push(...result.slept),
      ),
    )
    expect(problem).toEqual({
      code: 'commit-failed',
      message: 'The gateway runs, but its pin could not be pushed to main: others pushed to it in between, every time',
      fix: 'Run again when fewer others push to this branch',
      evidence: expect.any(Array),
    })
    expect(remote.log('--format=%s').split('\n')).toHaveLength(2 + 5)
    expect(remote.show()).toBe(manifest(OLD))
  })
})

describe('somebody changes the image itself meanwhile', () => {
  const conflict = (clause: string) => ({
    code: 'commit-conflict',
    message: `The gateway runs, but its pin was not committed: somebody changed ${FILE} on main meanwhile, where ${clause}`,
    fix: expect.stringMatching(/^Run again to have this image after all/),
    where: { file: FILE },
  })
  const rolledBack = conflict(`container gateway of Deployment openclaw has the image ${THIRD}`)

  test('before the fetch: a rollback by hand stays', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    new Person(remote.folder).push(FILE, manifest(THIRD), 'Roll back')
    expect(await problemFrom(() => deployFrom(folder))).toEqual(rolledBack)
    expect(remote.log('-1', '--format=%s')).toBe('Roll back')
    expect(remote.show()).toBe(manifest(THIRD))
  })

  test('between the fetch and the push: the same', async () => {
    const remote = new Remote()
    const person = new Person(remote.folder)
    const work = () =>
      deployFrom(remote.checkout(), {
        beforeRepin: (attempt) => attempt === 1 && person.push(FILE, manifest(THIRD), 'Roll back'),
      })
    expect(await problemFrom(work)).toEqual(rolledBack)
    expect(remote.log('-1', '--format=%s')).toBe('Roll back')
  })

  test.each<[what: string, text: string | Buffer, clause: string | RegExp]>([
    ['another object', manifest().replace('name: openclaw', 'name: other'), 'there is no Deployment openclaw in it'],
    ['another container', manifest().replace('gateway', 'other'), 'Deployment openclaw has no container gateway'],
    ['no YAML', 'a: [', /where .*is not valid YAML/],
    ['no UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff]), 'it is no UTF-8'],
  ])('and leaves %s', async (_, text, clause) => {
    const remote = new Remote()
    const folder = remote.checkout()
    new Person(remote.folder).push(FILE, text)
    const { code, message } = await problemFrom(() => deployFrom(folder))
    expect(code).toBe('commit-conflict')
    if (typeof clause === 'string') expect(message).toBe(conflict(clause).message)
    else expect(message).toMatch(clause)
  })

  test('and takes the file away', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    const person = new Person(remote.folder)
    git(person.folder, 'rm', '--quiet', FILE)
    person.push('other.yaml', manifest())
    expect(await problemFrom(() => deployFrom(folder))).toEqual(conflict('it is gone'))
  })

  test('and puts a link in its place', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    const person = new Person(remote.folder)
    git(person.folder, 'mv', FILE, 'moved.yaml')
    write(person.folder, 'k8s/x', '')
    symlinkSync('../moved.yaml', join(person.folder, FILE))
    person.push('other.txt', '')
    expect(await problemFrom(() => deployFrom(folder))).toEqual(conflict('it is no file any more'))
  })
})

describe('a protected branch', () => {
  test.each<['pre-receive' | 'update', string, string]>([
    [
      'pre-receive',
      'echo "error: GH006: Protected branch update failed for refs/heads/main." >&2; exit 1',
      'GH006: Protected branch update failed for refs/heads/main',
    ],
    [
      'update',
      'echo "Changes to $1 go through a review" >&2; exit 1',
      'Changes to refs/heads/main go through a review',
    ],
  ])('by a hook (%s) is not asked twice', async (hook, script, said) => {
    const remote = new Remote()
    remote.hook(hook, script)
    const folder = remote.checkout()
    const fetches: number[] = []
    const problem = await problemFrom(() => deployFrom(folder, { beforeRepin: (attempt) => fetches.push(attempt) }))
    expect(problem).toMatchObject({
      code: 'commit-protected',
      message: `The gateway runs, but its pin could not be pushed to main: ${said}`,
      fix: expect.stringMatching(/^Let the workflow’s bot bypass.*or set `commit: off` and open a pull request/),
    })
    expect(fetches).toEqual([1])
    expect(remote.log('--format=%s').split('\n')).toEqual(['Say more', 'Begin'])
  })
})

test('a server that fails for a moment is asked again', async () => {
  const remote = new Remote()
  const away = `${remote.folder}-away`
  const { kind, said, slept } = await deployFrom(remote.checkout(), {
    beforeRepin: (attempt) => attempt === 1 && renameSync(remote.folder, away),
    beforeRetry: () => existsSync(away) && renameSync(away, remote.folder),
  })
  expect({ kind, said, slept }).toEqual({
    kind: 'pushed',
    said: ['origin cannot be reached; trying again (1 of 4)'],
    slept: [500],
  })
})

describe('a server that falls silent', () => {
  test('after it has taken the push: the commit is there', async () => {
    const remote = new Remote()
    remote.hook('post-receive', 'sleep 60')
    const { kind, sha } = await deployFrom(remote.checkout(), { timeoutMs: 5_000 })
    expect(kind).toBe('pushed')
    expect(remote.log('-1', '--format=%H')).toBe(sha)
  })

  test('before it has: the push failed', async () => {
    const remote = new Remote()
    remote.hook('pre-receive', 'sleep 60')
    expect(await problemFrom(() => deployFrom(remote.checkout(), { timeoutMs: 5_000 }))).toMatchObject({
      code: 'git-unreachable',
      message: 'The gateway runs, but its pin could not be pushed to main: the server did not answer in time',
    })
    expect(remote.log('-1', '--format=%s')).toBe('Say more')
  })

  test('in the moment in which its answer is there has answered', async () => {
    const fake = temporaryFolder()
    write(fake, 'git', "#!/bin/sh\ntrap 'exit 0' TERM\nsleep 60 &\nwait\n")
    chmodSync(join(fake, 'git'), 0o755)
    const git = new Git(fake, { PATH: `${fake}:${ENV.PATH}` }, { timeoutMs: 1_000 })
    expect(await push(git, 'HEAD', 'main')).toMatchObject({ answer: 'done', ran: { timedOut: true, exitCode: 0 } })
  })
})

describe('a fetch of much, such as a long history', () => {
  /** By a git that does not end by itself, whose time is up at once. */
  async function fetching() {
    const fake = temporaryFolder()
    write(fake, 'git', '#!/bin/sh\nsleep 60 &\nwait\n')
    chmodSync(join(fake, 'git'), 0o755)
    const bounds: number[] = []
    const real = globalThis.setTimeout
    const timers = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((then: () => void, milliseconds = 0) => {
      bounds.push(milliseconds)
      return real(then, milliseconds >= 120_000 ? 0 : milliseconds)
    }) as typeof setTimeout)
    try {
      const fetched = await fetchTip(new Git(fake, { PATH: `${fake}:${ENV.PATH}` }), 'main')
      return { fetched, bound: bounds[0] }
    } finally {
      timers.mockRestore()
    }
  }

  test('is given ten minutes, and told as that when it takes longer', async () => {
    const { fetched, bound } = await fetching()
    expect({ answer: fetched.answer, bound }).toEqual({ answer: 'slow', bound: 600_000 })
    expect(await problemFrom(() => Promise.reject(remoteProblem('No', fetched)))).toMatchObject({
      code: 'git-unreachable',
      message: 'No: the fetch took longer than 10 minutes',
      fix: expect.stringMatching(/`fetch-depth: 0`/),
    })
  })
})

test('a shallow checkout takes a merge of a branch that is older than its commit, and stays shallow', async () => {
  const remote = new Remote()
  const folder = remote.checkout()
  const before = stateOf(folder)
  const person = new Person(remote.folder)
  git(person.folder, 'checkout', '--quiet', '-b', 'side', 'HEAD~1')
  write(person.folder, 'side.txt', '')
  git(person.folder, 'add', '--all')
  git(person.folder, 'commit', '--quiet', '--message', 'Aside')
  git(person.folder, 'checkout', '--quiet', 'main')
  git(person.folder, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'side')
  git(person.folder, 'push', '--quiet', 'origin', 'main')
  await deployFrom(folder)
  expect(remote.show()).toBe(manifest(NEW))
  expect(stateOf(folder)).toEqual(before)
})
