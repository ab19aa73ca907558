import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readBuildContext } from '../../../src/image/context.ts'
import { problemFrom, temporaryFolder } from '../support.ts'

/** A checkout with a small app in it; returns the digest for a Dockerfile. */
function checkout() {
  const workspace = temporaryFolder()
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), content)
  }
  for (const path of ['app/main.js', 'app/sub/lib.js', 'app/.env', 'settings.json', '.npmrc', 'docs/readme.md'])
    write(path, 'one')
  write('.git/HEAD', 'one')
  write('app/plugin/.git/index', 'one')
  const digest = async (instruction: string, context = '.') => {
    write('Dockerfile', `FROM node:24\n${instruction}\n`)
    return (await readBuildContext('Dockerfile', context, workspace)).digest
  }
  return { workspace, write, digest }
}

describe('the digest of the context', () => {
  test.each<[change: string, instruction: string, path: string]>([
    ['a copied file', 'COPY settings.json /', 'settings.json'],
    ['a file of a copied folder', 'COPY app /app', 'app/main.js'],
    ['a file of its subfolder', 'COPY app /app', 'app/sub/lib.js'],
    ['a dotfile of a copied folder', 'COPY app /app', 'app/.env'],
    ['a dotfile of the root', 'COPY . /app', '.npmrc'],
    ['any file', 'COPY . /app', 'docs/readme.md'],
    ['a file that a glob finds', 'COPY *.json /', 'settings.json'],
    ['a file of a folder that a glob finds', 'COPY a* /app', 'app/sub/lib.js'],
    ['a dotfile that a glob finds', 'COPY * /app/', '.npmrc'],
    ['a file that a class finds', 'COPY [^a-r]etting?.json /', 'settings.json'],
    ['a file behind ./', 'COPY ./app/ /app', 'app/main.js'],
    ['a mounted file', 'RUN --mount=type=bind,source=app,target=/app make', 'app/main.js'],
    ['an added file', 'ADD settings.json /', 'settings.json'],
  ])('changes with %s', async (_, instruction, path) => {
    const { write, digest } = checkout()
    const before = await digest(instruction)
    write(path, 'two')
    expect(await digest(instruction)).not.toBe(before)
  })

  test.each<[what: string, instruction: string, path: string]>([
    ['a file that is not copied', 'COPY app /app', 'settings.json'],
    ['any file when nothing is copied', 'RUN make', 'app/main.js'],
    ['git’s own files', 'COPY . /app', '.git/HEAD'],
    ['git’s own files of a checkout within', 'COPY app /app', 'app/plugin/.git/index'],
    ['a file beside a glob', 'COPY *.json /', 'docs/readme.md'],
    ['a file in a folder beside a glob', 'COPY docs/*.md /', 'app/main.js'],
    ['a file that only a looser glob finds', 'COPY s?ttings /', 'settings.json'],
  ])('stays the same with %s', async (_, instruction, path) => {
    const { write, digest } = checkout()
    const before = await digest(instruction)
    write(path, 'two')
    expect(await digest(instruction)).toBe(before)
  })

  test('changes when a file is added, renamed, removed or made executable', async () => {
    const { workspace, write, digest } = checkout()
    const seen = [await digest('COPY app /app')]
    write('app/new.js', 'one')
    seen.push(await digest('COPY app /app'))
    rmSync(join(workspace, 'app/new.js'))
    write('app/new2.js', 'one')
    seen.push(await digest('COPY app /app'))
    chmodSync(join(workspace, 'app/new2.js'), 0o755)
    seen.push(await digest('COPY app /app'))
    expect(new Set(seen).size).toBe(4)
    rmSync(join(workspace, 'app/new2.js'))
    expect(await digest('COPY app /app')).toBe(seen[0])
  })

  test('does not depend on the umask of the checkout', async () => {
    const { workspace, digest } = checkout()
    const before = await digest('COPY app /app')
    chmodSync(join(workspace, 'app/main.js'), 0o640)
    expect(await digest('COPY app /app')).toBe(before)
  })

  test('changes with where a symlink in a copied folder points', async () => {
    const { workspace, digest } = checkout()
    symlinkSync('main.js', join(workspace, 'app/link'))
    const before = await digest('COPY app /app')
    rmSync(join(workspace, 'app/link'))
    symlinkSync('sub', join(workspace, 'app/link'))
    expect(await digest('COPY app /app')).not.toBe(before)
  })

  test('changes with what is behind a symlink that is itself copied, since Docker follows that one', async () => {
    const { workspace, write, digest } = checkout()
    symlinkSync('settings.json', join(workspace, 'link.json'))
    const before = await digest('COPY link.json /')
    write('settings.json', 'two')
    expect(await digest('COPY link.json /')).not.toBe(before)
  })

  test('changes with what is in a folder behind such a link', async () => {
    const { workspace, write, digest } = checkout()
    symlinkSync('app', join(workspace, 'link'))
    const before = await digest('COPY link /x')
    write('app/sub/lib.js', 'two')
    expect(await digest('COPY link /x')).not.toBe(before)
  })

  test('stays the same with what is behind a link out of the context, where Docker does not go', async () => {
    const { workspace, write, digest } = checkout()
    symlinkSync('../settings.json', join(workspace, 'app/link.json'))
    const before = await digest('COPY link.json /', 'app')
    write('settings.json', 'two')
    expect(await digest('COPY link.json /', 'app')).toBe(before)
  })

  test.each(['.dockerignore', 'Dockerfile.dockerignore'])(
    'changes with %s, which decides what is copied',
    async (path) => {
      const { write, digest } = checkout()
      const before = await digest('COPY app /app')
      write(path, 'app/sub\n')
      expect(await digest('COPY app /app')).not.toBe(before)
    },
  )

  test('is taken from the context folder, not from the workspace', async () => {
    const { write, digest } = checkout()
    const before = await digest('COPY main.js /', 'app')
    write('main.js', 'other')
    expect(await digest('COPY main.js /', 'app')).toBe(before)
    write('app/main.js', 'two')
    expect(await digest('COPY main.js /', 'app')).not.toBe(before)
  })

  test('survives a link that leads nowhere', async () => {
    const { workspace, digest } = checkout()
    symlinkSync('nowhere', join(workspace, 'app/broken'))
    expect(await digest('COPY app /app')).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('readBuildContext', () => {
  test('gives absolute paths and the Dockerfile’s text', async () => {
    const { workspace, write } = checkout()
    write('docker/Dockerfile.prod', 'FROM x\n')
    expect(await readBuildContext('docker/Dockerfile.prod', 'app', workspace)).toMatchObject({
      dockerfilePath: join(workspace, 'docker/Dockerfile.prod'),
      contextPath: join(workspace, 'app'),
      dockerfile: 'FROM x\n',
    })
  })

  test.each<[what: string, link: string, to: string, dockerfile: string, context: string, named: string]>([
    ['a Dockerfile that is a link', 'Dockerfile.theirs', 'file', 'Dockerfile.theirs', '.', 'Dockerfile.theirs'],
    ['a Dockerfile behind a link', 'theirs', '.', 'theirs/file', '.', 'theirs/file'],
    ['a context that is a link', 'theirs', '.', 'Dockerfile', 'theirs', 'theirs'],
    ['a .dockerignore that is a link', '.dockerignore', 'file', 'Dockerfile', '.', '.dockerignore'],
  ])('refuses %s out of the workspace', async (_, link, to, dockerfile, context, named) => {
    const { workspace, write } = checkout()
    write('Dockerfile', 'FROM x\n')
    const outside = temporaryFolder()
    writeFileSync(join(outside, 'file'), 'FROM x\n')
    symlinkSync(join(outside, to), join(workspace, link))
    expect(await problemFrom(() => readBuildContext(dockerfile, context, workspace))).toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining(`${named}, from where a link leads out of the workspace`),
      where: { file: named },
    })
  })

  test('takes a Dockerfile behind a link within the workspace', async () => {
    const { workspace, write } = checkout()
    write('docker/real', 'FROM x\n')
    symlinkSync('docker/real', join(workspace, 'Dockerfile'))
    expect(await readBuildContext('Dockerfile', 'app', workspace)).toMatchObject({ dockerfile: 'FROM x\n' })
  })

  test('takes names that begin with two dots for what they are', async () => {
    const { write, workspace } = checkout()
    write('..k8s/Dockerfile', 'FROM x\n')
    expect(await readBuildContext('..k8s/Dockerfile', '..k8s', workspace)).toMatchObject({ dockerfile: 'FROM x\n' })
  })

  test.each<[what: string, dockerfile: string, context: string, message: RegExp]>([
    ['a Dockerfile that is not there', 'nope/Dockerfile', '.', /Dockerfile nope\/Dockerfile cannot be read: ENOENT/],
    ['a Dockerfile that is a folder', 'app', '.', /Dockerfile app cannot be read/],
    ['a Dockerfile outside', '../Dockerfile', '.', /`dockerfile` is \.\.\/Dockerfile, which is outside the workspace/],
    ['a context outside', 'Dockerfile', '/etc', /`context` is \/etc, which is outside the workspace/],
    ['a context above', 'Dockerfile', 'app/../..', /`context` is .*, which is outside the workspace/],
    ['a context that is a file', 'Dockerfile', 'settings.json', /settings\.json is not a folder/],
    ['a context that is not there', 'Dockerfile', 'nope', /nope is not a folder/],
  ])('%s is told', async (_, dockerfile, context, message) => {
    const { workspace, write } = checkout()
    write('Dockerfile', 'FROM x\n')
    expect(await problemFrom(() => readBuildContext(dockerfile, context, workspace))).toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(message),
    })
  })
})
