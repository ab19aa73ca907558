import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { openCheckout } from '../../../src/git/checkout.ts'
import { problemFrom, problemsFrom, serve, temporaryFolder } from '../support.ts'
import { cronJob, ENV, FILE, git, manifest, NEW, Person, pinnable, Remote, write } from './support.ts'

const open = (folder: string, env: Record<string, string> = {}, paths?: string[]) =>
  openCheckout(pinnable(folder, paths), { ...ENV, ...env }, { pause: async () => {} })

const headOf = (folder: string) => git(folder, 'rev-parse', 'HEAD')

describe('the branch', () => {
  test.each<[what: string, how: { detached: boolean }, env: Record<string, string>, branch: string]>([
    [
      'is the one that is checked out',
      { detached: false },
      { GITHUB_REF: 'refs/heads/x', GITHUB_REF_NAME: 'x' },
      'main',
    ],
    ['also in a run for a tag', { detached: false }, { GITHUB_REF: 'refs/tags/v1', GITHUB_REF_NAME: 'v1' }, 'main'],
    ['of a detached HEAD is the workflow’s', { detached: true }, {}, 'main'],
  ])('%s', async (_, how, env, branch) => {
    const folder = new Remote().checkout(how)
    expect(await open(folder, { GITHUB_SHA: headOf(folder), ...env })).toMatchObject({ branch })
  })

  test('has its own name, also where a tag has the same', async () => {
    const folder = new Remote().checkout()
    git(folder, 'tag', 'main')
    expect(await open(folder)).toMatchObject({ branch: 'main' })
  })

  test.each([
    ['the one before', (folder: string) => git(folder, 'rev-parse', 'HEAD~')],
    ['not known', () => ''],
  ])('is missing for a detached HEAD when the workflow’s commit is %s', async (_, shaOf) => {
    const folder = new Remote().checkout({ detached: true, depth: 0 })
    expect(await problemFrom(() => open(folder, { GITHUB_SHA: shaOf(folder) }))).toMatchObject({
      code: 'git-unusable',
      message:
        '`commit: push` needs a branch, and the detached HEAD is not the commit of refs/heads/main that this run is for',
    })
  })

  test.each([
    ['refs/pull/7/merge', 'this run is for refs/pull/7/merge'],
    ['refs/tags/v1', 'this run is for refs/tags/v1'],
    ['', 'this run is for a commit of none'],
  ])('is missing for %j', async (ref, clause) => {
    const folder = new Remote().checkout({ detached: true })
    expect(await problemFrom(() => open(folder, { GITHUB_REF: ref, GITHUB_REF_NAME: 'x' }))).toEqual({
      code: 'git-unusable',
      message: `\`commit: push\` needs a branch, and ${clause}`,
      fix: 'Set `commit: off` for tags and pull requests, or check out a branch (`ref:` of actions/checkout)',
    })
  })

  test('that the remote does not have is not made', async () => {
    const folder = new Remote().checkout()
    git(folder, 'checkout', '--quiet', '-b', 'mine')
    expect(await problemFrom(() => open(folder))).toMatchObject({
      code: 'git-unusable',
      message: '`commit: push` would not be able to push to mine: there is no such branch on origin',
    })
  })
})

describe('before anything is built it is said', () => {
  test('that there is no git', async () => {
    const folder = new Remote().checkout()
    expect(await problemFrom(() => open(folder, { PATH: temporaryFolder() }))).toMatchObject({
      code: 'git-unusable',
      message: '`commit: push` needs git, and it cannot be run: spawn git ENOENT',
    })
  })

  test('that there is no checkout', async () => {
    const folder = temporaryFolder()
    write(folder, FILE, manifest())
    expect(await problemFrom(() => open(folder))).toEqual({
      code: 'git-unusable',
      message: `\`commit: push\` needs a git checkout around ${FILE}: not a git repository (or any of the parent directories): .git`,
      fix: expect.stringMatching(/^Run actions\/checkout before this step, on a runner that has git/),
      where: { file: FILE },
    })
  })

  test('that the checkout belongs to somebody else', async () => {
    const folder = new Remote().checkout()
    const fake = temporaryFolder()
    write(
      fake,
      'git',
      `#!/bin/sh\necho "fatal: detected dubious ownership in repository at '${folder}'" >&2\nexit 128\n`,
    )
    chmodSync(join(fake, 'git'), 0o755)
    expect(await problemFrom(() => open(folder, { PATH: `${fake}:${ENV.PATH}` }))).toMatchObject({
      code: 'git-unusable',
      fix: expect.stringMatching(/^Run `git config --global --add safe\.directory "\$GITHUB_WORKSPACE"`/),
    })
  })

  test('that the files are in different repositories', async () => {
    const folder = temporaryFolder()
    for (const [name, text] of [
      ['a', manifest()],
      ['b', cronJob()],
    ] as const) {
      write(folder, `${name}/${FILE}`, text)
      git(join(folder, name), 'init', '--quiet')
    }
    expect(await problemFrom(() => open(folder, {}, [`a/${FILE}`, `b/${FILE}`]))).toMatchObject({
      code: 'git-unusable',
      message: `\`commit: push\` makes one commit, but a/${FILE} and b/${FILE} are in different repositories`,
    })
  })

  test('all that is wrong with the checkout at once', async () => {
    const remote = new Remote({ 'a.txt': '' })
    const folder = remote.checkout({ detached: true })
    git(folder, 'remote', 'rename', 'origin', 'upstream')
    write(folder, FILE, manifest())
    const problems = await problemsFrom(() => open(folder, { GITHUB_REF: 'refs/tags/v1' }))
    expect(problems.map(({ message }) => message)).toEqual([
      '`commit: push` pushes to the remote origin, and the checkout has none of that name',
      '`commit: push` needs a branch, and this run is for refs/tags/v1',
      `\`commit: push\` cannot commit ${FILE}, since it is not in git`,
    ])
  })

  test('that the image is not the one that is committed', async () => {
    const folder = new Remote().checkout()
    write(folder, FILE, manifest('k3s-homelab/openclaw:mine'))
    expect(await problemFrom(() => open(folder))).toMatchObject({
      code: 'git-unusable',
      message: expect.stringMatching(
        /^The image in k8s\/openclaw\.yaml is not the one that is committed, where container gateway of Deployment openclaw has the image registry\.example/,
      ),
      fix: expect.stringMatching(/^Commit it, or undo the step that changes it/),
      where: { file: FILE },
    })
  })

  test('that Git LFS or git-crypt keeps other bytes there', async () => {
    const remote = new Remote({ [FILE]: 'version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 3\n' })
    const folder = remote.checkout()
    write(folder, FILE, manifest())
    expect(await problemFrom(() => open(folder))).toMatchObject({ code: 'git-unusable', where: { file: FILE } })
  })
})

test('a pin that this job has pushed already is no change of somebody else', async () => {
  const remote = new Remote()
  const folder = remote.checkout()
  new Person(remote.folder).push(FILE, manifest(NEW))
  git(folder, 'fetch', '--quiet', 'origin', '+refs/heads/main:refs/remotes/origin/main')
  write(folder, FILE, manifest(NEW))
  expect(await open(folder)).toMatchObject({ branch: 'main' })
})

test('git’s own variables point nowhere else', async () => {
  const folder = new Remote().checkout()
  const elsewhere = temporaryFolder()
  const checkout = await open(folder, { GIT_DIR: elsewhere, GIT_WORK_TREE: elsewhere, GIT_INDEX_FILE: '/x' })
  expect([...checkout.paths.values()]).toEqual([FILE])
})

describe('the right to push', () => {
  const pushesTo = (folder: string, url: string) => git(folder, 'remote', 'set-url', '--push', 'origin', url)

  test.each([
    [403, 'denied', /returned error: 403$/],
    [401, 'denied', /terminal prompts disabled$/],
    [404, 'denied', /not found$/],
    [503, 'unreachable', /returned error: 503$/],
  ])('is asked for: the server answers %i', async (status, code, said) => {
    const folder = new Remote().checkout()
    const server = await serve((_, response) => {
      response.writeHead(status, status === 401 ? { 'www-authenticate': 'Basic realm="x"' } : {}).end()
    })
    pushesTo(folder, `${server.url}/o/r.git`)
    const problem = await problemFrom(() => open(folder))
    expect(problem.code).toBe(`git-${code}`)
    expect(problem.message).toMatch(/^`commit: push` would not be able to push to main: /)
    expect(problem.message).toMatch(said)
    expect(server.asked[0]).toBe('GET /o/r.git/info/refs?service=git-receive-pack')
  })

  test('and no token of the address is told, nor in what curl would trace', async () => {
    const folder = new Remote().checkout()
    const server = await serve((_, response) => response.writeHead(403).end())
    pushesTo(folder, `http://x-access-token:s3cret-t0ken@${server.host}/o/r.git`)
    git(folder, 'config', `http.http://${server.host}/.extraheader`, 'AUTHORIZATION: basic ZXh0cmFoZWFkZXI=')
    const problem = await problemFrom(() =>
      open(folder, { GIT_TRACE_CURL: '1', GIT_CURL_VERBOSE: '1', GIT_TRACE: '1' }),
    )
    expect(JSON.stringify(problem)).not.toMatch(/s3cret|ZXh0cmFo/)
    expect(server.requests[0]?.headers.authorization).toBe('basic ZXh0cmFoZWFkZXI=')
  })

  test('a server that never answers is not waited for, and no process of git is left', async () => {
    const folder = new Remote().checkout()
    const server = await serve(() => {})
    pushesTo(folder, `${server.url}/o/r.git`)
    const began = performance.now()
    const problem = await problemFrom(() => openCheckout(pinnable(folder), ENV, { timeoutMs: 2_000 }))
    expect(problem).toMatchObject({
      code: 'git-unreachable',
      message: '`commit: push` would not be able to push to main: the server did not answer in time',
    })
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(server.requests[0]?.socket.destroyed).toBe(true)
  })
})

test.each([true, false])(
  'that the branch has moved on since the checkout is no obstacle, but known: %p',
  async (moves) => {
    const remote = new Remote()
    const folder = remote.checkout()
    if (moves) new Person(remote.folder).push('other.txt', 'x\n')
    expect(await open(folder)).toMatchObject({ branch: 'main', hasMoved: moves })
  },
)

describe('a server in trouble', () => {
  async function asking(statuses: number[]) {
    const folder = new Remote().checkout()
    const server = await serve((_, response) => response.writeHead(statuses.shift() ?? 503).end())
    git(folder, 'remote', 'set-url', '--push', 'origin', `${server.url}/o/r.git`)
    const slept: number[] = []
    const pause = async (milliseconds: number) => slept.push(milliseconds)
    return { problem: await problemFrom(() => openCheckout(pinnable(folder), ENV, { pause })), slept }
  }

  beforeEach(() => {
    jest.spyOn(Math, 'random').mockReturnValue(1)
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })

  test('is asked a few times, with growing pauses and jitter', async () => {
    const { problem, slept } = await asking([])
    expect(problem.code).toBe('git-unreachable')
    expect(slept).toEqual([625, 1875, 5625])
  })

  test('and no more once it has answered', async () => {
    const { problem, slept } = await asking([503, 403])
    expect(problem.code).toBe('git-denied')
    expect(slept).toEqual([625])
  })

  test('is left alone when the run ends', async () => {
    const folder = new Remote().checkout()
    const controller = new AbortController()
    const server = await serve(() => controller.abort())
    git(folder, 'remote', 'set-url', '--push', 'origin', `${server.url}/o/r.git`)
    const began = performance.now()
    await expect(openCheckout(pinnable(folder), ENV, { signal: controller.signal })).rejects.toBeDefined()
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(server.requests[0]?.socket.destroyed).toBe(true)
  })
})
