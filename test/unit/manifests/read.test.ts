import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../src/errors.ts'
import { type Manifest, parseManifests, readManifests } from '../../../src/manifests/read.ts'
import { problemFrom, problemsFrom, temporaryFolder } from '../support.ts'

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n'
const read = async (patterns: readonly string[], workspace: string): Promise<readonly Manifest[]> =>
  (await readManifests(patterns, workspace, { kind: 'apply', ageKeys: '' })).manifests
const named = (name: string, kind = 'ConfigMap') => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`

function workspaceWith(files: Record<string, string | Buffer>): string {
  const workspace = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), content)
  }
  return workspace
}

async function pathsOf(patterns: string[], files: Record<string, string>): Promise<string[]> {
  return (await read(patterns, workspaceWith(files))).map(({ file }) => file.path)
}

function parsed(text: string) {
  const problems: Problem[] = []
  const manifests = parseManifests({ path: 'a.yaml', absolute: '/a.yaml', text }, problems)
  return { problems, manifests, objects: manifests.map(({ object }) => object) }
}

describe('which files', () => {
  const files = {
    'k8s/b.yaml': named('b'),
    'k8s/a.yml': named('a'),
    'k8s/c.json': '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}',
    'k8s/readme.md': '# no manifest',
    'k8s/sub/d.yaml': named('d'),
    'other.yaml': named('other'),
  }
  test.each<[what: string, patterns: string[], paths: string[]]>([
    ['a file', ['other.yaml'], ['other.yaml']],
    ['a file with ./', ['./k8s/../other.yaml'], ['other.yaml']],
    ['a folder, by name and not its subfolders', ['k8s'], ['k8s/a.yml', 'k8s/b.yaml', 'k8s/c.json']],
    ['a folder with a slash', ['k8s/'], ['k8s/a.yml', 'k8s/b.yaml', 'k8s/c.json']],
    ['the workspace itself', ['.'], ['other.yaml']],
    ['a glob', ['k8s/*.yaml'], ['k8s/b.yaml']],
    ['a glob over subfolders', ['k8s/**/*.yaml'], ['k8s/b.yaml', 'k8s/sub/d.yaml']],
    ['patterns in their order', ['other.yaml', 'k8s/*.yml'], ['other.yaml', 'k8s/a.yml']],
    ['a file named twice, once', ['k8s/b.yaml', 'k8s', './k8s/b.yaml'], ['k8s/b.yaml', 'k8s/a.yml', 'k8s/c.json']],
  ])('%s', async (_, patterns, paths) => {
    expect(await pathsOf(patterns, files)).toEqual(paths)
  })

  test('an absolute path inside the workspace is as good as a relative one', async () => {
    const workspace = workspaceWith(files)
    const found = await read([join(workspace, 'k8s'), join(workspace, 'other.yaml')], workspace)
    expect(found.map(({ file }) => file.path)).toEqual(['k8s/a.yml', 'k8s/b.yaml', 'k8s/c.json', 'other.yaml'])
  })

  test('a folder or file whose name begins with two dots is inside the workspace', async () => {
    expect(await pathsOf(['..k8s/a.yaml'], { '..k8s/a.yaml': named('a') })).toEqual(['..k8s/a.yaml'])
  })

  test('a symlinked file in a folder is applied, as by `kubectl apply -f`', async () => {
    const workspace = workspaceWith({ 'base/a.yaml': named('a'), 'k8s/b.yaml': named('b') })
    symlinkSync('../base/a.yaml', join(workspace, 'k8s/a.yaml'))
    const found = await read(['k8s'], workspace)
    expect(found.map(({ file }) => file.path)).toEqual(['k8s/a.yaml', 'k8s/b.yaml'])
  })

  test.each<[what: string, pattern: string, message: RegExp]>([
    ['a missing file', 'k8s/nope.yaml', /k8s\/nope\.yaml, and there is no such file/],
    ['a glob without a match', 'k8s/*.yamll', /no such file/],
    ['a folder without YAML', 'docs', /folder docs holds no YAML/],
    ['a path above the workspace', '../secrets.yaml', /outside the workspace/],
    ['an absolute path elsewhere', '/etc/hosts.yaml', /outside the workspace/],
    ['a glob that climbs out', '{../**,x}/*.yaml', /outside the workspace|no such file/],
  ])('%s is told by its name', async (_, pattern, message) => {
    const workspace = workspaceWith({
      'inner/docs/readme.md': '',
      'inner/k8s/a.yaml': named('a'),
      'x.yaml': named('x'),
    })
    const problem = await problemFrom(() => read([pattern], join(workspace, 'inner')))
    expect(problem).toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringMatching(message),
      where: { file: pattern },
    })
  })

  test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization', 'kustomization'])(
    'a folder with a %s is not applied as plain manifests',
    async (name) => {
      const workspace = workspaceWith({ [`k8s/${name}`]: 'resources: [a.yaml]\n', 'k8s/a.yaml': named('a') })
      expect(await problemFrom(() => read(['k8s'], workspace))).toMatchObject({
        message: expect.stringContaining('k8s is a kustomization'),
      })
    },
  )

  test('all problems of all files are told at once', async () => {
    const workspace = workspaceWith({ 'a.yaml': 'kind: [', 'b.yaml': 'kind: X\n', 'c.yaml': CONFIG_MAP })
    const problems = await problemsFrom(() => read(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'], workspace))
    expect(problems.map(({ where }) => where?.file).sort()).toEqual(['a.yaml', 'b.yaml', 'd.yaml'])
  })
})

describe('what a file holds', () => {
  test('documents are read in their order, with the line of each first key', () => {
    const { manifests, problems } = parsed(`# a comment\n${named('a')}---\n# another\n\n${named('b')}`)
    expect(problems).toEqual([])
    expect(manifests.map(({ object, line }) => [object.metadata.name, line])).toEqual([
      ['a', 2],
      ['b', 9],
    ])
  })

  test.each<[what: string, text: string, objects: number]>([
    ['an empty file', '', 0],
    ['only comments', '# nothing\n', 0],
    ['a document of comments between two others', `${named('a')}---\n# nothing here\n---\n${named('b')}`, 2],
    ['--- at the start and twice', `---\n---\n${named('a')}`, 1],
    ['--- at the end', `${named('a')}---\n`, 1],
    ['--- with a comment', `--- # first\n${named('a')}`, 1],
    ['... at the end', `${named('a')}...\n`, 1],
  ])('%s is no problem', (_, text, objects) => {
    const result = parsed(text)
    expect(result.problems).toEqual([])
    expect(result.objects).toHaveLength(objects)
  })

  test('Windows line ends and a byte order mark change nothing', async () => {
    const text = `\uFEFF${named('a')}---\n${named('b')}`.replaceAll('\n', '\r\n')
    const manifests = await read(['a.yaml'], workspaceWith({ 'a.yaml': text }))
    expect(manifests.map(({ object, line }) => [object.metadata.name, line])).toEqual([
      ['a', 1],
      ['b', 6],
    ])
    expect(manifests[0]?.file.text).toBe(text)
  })

  test('bytes that are no UTF-8 are refused, since writing the pin would lose them', async () => {
    const workspace = workspaceWith({ 'a.yaml': Buffer.from([...Buffer.from(`${CONFIG_MAP}# `), 0xe9, 0x0a]) })
    expect(await problemFrom(() => read(['a.yaml'], workspace))).toMatchObject({
      where: { file: 'a.yaml' },
      fix: expect.stringContaining('UTF-8'),
    })
  })

  test.each<[what: string, text: string, line: number, message: RegExp]>([
    ['a list that is not closed', `${CONFIG_MAP}data: [1\n`, 6, /not valid YAML/],
    ['a tab as indentation', `${CONFIG_MAP}\tx: 1\n`, 5, /Tabs/],
    ['a key that is there twice', `${CONFIG_MAP}data: {}\ndata: {}\n`, 6, /unique/],
    ['a mistake in the second document', `${CONFIG_MAP}---\nkind: "a\n`, 7, /not valid YAML/],
    ['text', 'hello\n', 1, /not a Kubernetes object/],
    ['a list', `${CONFIG_MAP}---\n- a\n`, 6, /not a Kubernetes object/],
    ['no kind', '\napiVersion: v1\n', 2, /no kind/],
    ['neither kind nor apiVersion', 'name: x\n', 1, /no apiVersion and no kind/],
    ['an empty kind', 'apiVersion: v1\nkind: ""\n', 1, /no kind/],
    ['no name', 'apiVersion: v1\nkind: Secret\nmetadata: {}\n', 1, /This Secret has no metadata\.name/],
    ['no metadata', 'apiVersion: v1\nkind: Secret\n', 1, /This Secret has no metadata\.name/],
    ['generateName', 'apiVersion: v1\nkind: Job\nmetadata: {generateName: a-}\n', 1, /no metadata\.name/],
    ['a List', 'apiVersion: v1\nkind: List\nitems: []\n', 1, /This is a List/],
    ['a ConfigMapList', 'apiVersion: v1\nkind: ConfigMapList\nitems: []\n', 1, /This is a ConfigMapList/],
    [
      'a kustomization',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n',
      1,
      /This is a kustomization/,
    ],
  ])('%s is told at its line', (_, text, line, message) => {
    const { problems } = parsed(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringMatching(message),
      where: { file: 'a.yaml', line },
    })
    expect(problems[0]?.message).not.toMatch(/at line \d+/)
  })

  test('an alias without anchor is a mistake of that line, not an unreadable file', async () => {
    const workspace = workspaceWith({ 'a.yaml': `${CONFIG_MAP}data: *nowhere\n` })
    const problem = await problemFrom(() => read(['a.yaml'], workspace))
    expect(problem.message).toMatch(/alias/)
    expect(problem.fix).not.toMatch(/UTF-8/)
  })

  test('a file that explodes when its aliases are followed is refused', async () => {
    const bomb = Array.from({ length: 9 }, (_, i) => `x${i + 1}: &x${i + 1} [${`*x${i},`.repeat(9)}]\n`).join('')
    const workspace = workspaceWith({ 'a.yaml': `${CONFIG_MAP}x0: &x0 [1]\n${bomb}` })
    expect(await problemFrom(() => read(['a.yaml'], workspace))).toMatchObject({ code: 'manifest-invalid' })
  })

  test('what SOPS encrypted is no object of a file', () => {
    const encrypted = `${named('tokens', 'Secret')}sops:\n  mac: ENC[x]\n`
    const { objects, problems } = parsed(`${CONFIG_MAP}---\n${encrypted}`)
    expect(problems).toEqual([])
    expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap'])
  })

  test('a sops key deeper down is somebody else’s', () => {
    expect(parsed(`${CONFIG_MAP}data:\n  sops: x\n`).problems).toEqual([])
  })
})

describe('values are those that kubectl would read', () => {
  test.each<[yaml: string, value: unknown]>([
    ['0644', 420],
    ['0o644', 420],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['08', 8],
    ['1e3', 1000],
    ['yes', true],
    ['off', false],
    ['y', true],
    ['"yes"', 'yes'],
    ['1:30', '1:30'],
    ['22:22', '22:22'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-23T02:00:00Z', '2026-11-23T02:00:00Z'],
    ['~', null],
    ['""', ''],
    ['1.10', 1.1],
    ['2026.9.6', '2026.9.6'],
    ['100m', '100m'],
  ])('%s is %p', (yaml, value) => {
    expect(parsed(`${CONFIG_MAP}x: ${yaml}\n`).objects[0]?.x).toEqual(value)
  })

  test('merge keys are merged, and what is written itself wins', () => {
    const { objects } = parsed(`base: &base {a: 1, b: 1}\n${CONFIG_MAP}data: {<<: *base, b: 2}\n`)
    expect(objects[0]?.data).toEqual({ a: 1, b: 2 })
  })
})

describe('an object that is there twice', () => {
  const duplicate = async (a: string, b: string) => {
    const workspace = workspaceWith({ 'a.yaml': a, 'b.yaml': b })
    return read(['a.yaml', 'b.yaml'], workspace).then(
      () => undefined,
      () => problemFrom(() => read(['a.yaml', 'b.yaml'], workspace)),
    )
  }

  test('is told at the second place, naming the first', async () => {
    expect(await duplicate(`\n${CONFIG_MAP}`, CONFIG_MAP)).toMatchObject({
      message: 'ConfigMap settings is there twice: also at a.yaml:2',
      where: { file: 'b.yaml', line: 1 },
    })
  })

  test.each<[what: string, b: string]>([
    ['another kind', CONFIG_MAP.replace('ConfigMap', 'Secret')],
    ['another namespace', CONFIG_MAP.replace('metadata:', 'metadata:\n  namespace: other')],
    ['another group', CONFIG_MAP.replace('v1', 'example.org/v1')],
  ])('is not one of %s', async (_, b) => {
    expect(await duplicate(CONFIG_MAP, b)).toBeUndefined()
  })

  test('is the same in another version of its group', async () => {
    const ingress = (version: string) =>
      `apiVersion: networking.k8s.io/${version}\nkind: Ingress\nmetadata: {name: a}\n`
    expect(await duplicate(ingress('v1'), ingress('v1beta1'))).toMatchObject({ where: { file: 'b.yaml' } })
  })
})
