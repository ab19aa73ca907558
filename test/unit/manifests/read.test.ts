import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../src/errors.ts'
import { type Manifest, parseManifests } from '../../../src/manifests/objects.ts'
import { readManifests } from '../../../src/manifests/read.ts'
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

  describe('a path out of the workspace is refused:', () => {
    function checkout() {
      const outside = workspaceWith({ 'a.yaml': named('a'), 'k/kustomization.yaml': 'resources: [a.yaml]\n' })
      const workspace = workspaceWith({ 'outer.yaml': named('outer'), 'w/k8s/b.yaml': named('b') })
      return { outside, workspace: join(workspace, 'w') }
    }
    const refused = async (workspace: string, pattern: string, file: string) =>
      expect(await problemFrom(() => read([pattern], workspace))).toMatchObject({
        code: 'input-invalid',
        message: expect.stringContaining(file),
        fix: expect.stringContaining('checkout'),
        where: { file },
      })

    test.each(['../outer.yaml', '..', 'k8s/../../outer.yaml', '/etc', '/etc/hosts.yaml'])('%s', async (pattern) => {
      await refused(checkout().workspace, pattern, pattern)
    })

    test('a glob that climbs out', async () => {
      await refused(checkout().workspace, '{../*,k8s/*}.yaml', '{../*,k8s/*}.yaml')
    })

    test.each<[what: string, pattern: string, link: string, to: string, file: string]>([
      ['a link to a file', 'k8s/a.yaml', 'k8s/a.yaml', 'a.yaml', 'k8s/a.yaml'],
      ['a link to a file in a folder', 'k8s', 'k8s/a.yaml', 'a.yaml', 'k8s/a.yaml'],
      ['a link to a file that a glob finds', 'k8s/*.yaml', 'k8s/a.yaml', 'a.yaml', 'k8s/a.yaml'],
      ['a link to a folder', 'theirs', 'theirs', '.', 'theirs'],
      ['a folder behind a link', 'theirs/k', 'theirs', '.', 'theirs/k'],
      ['a file behind a link to a folder', 'theirs/a.yaml', 'theirs', '.', 'theirs/a.yaml'],
      ['a link to a kustomization', 'k8s', 'k8s/kustomization.yaml', 'k/kustomization.yaml', 'k8s/kustomization.yaml'],
    ])('%s', async (_, pattern, link, to, file) => {
      const { outside, workspace } = checkout()
      symlinkSync(join(outside, to), join(workspace, link))
      await refused(workspace, pattern, file)
    })

    test('a link by which a link leads out', async () => {
      const { outside, workspace } = checkout()
      symlinkSync(join(outside, 'a.yaml'), join(workspace, 'step'))
      symlinkSync('../step', join(workspace, 'k8s/a.yaml'))
      await refused(workspace, 'k8s/a.yaml', 'k8s/a.yaml')
    })

    test('what a kustomization names', async () => {
      const { outside, workspace } = checkout()
      writeFileSync(join(workspace, 'k8s/kustomization.yaml'), 'resources: [a.yaml]\n')
      symlinkSync(join(outside, 'a.yaml'), join(workspace, 'k8s/a.yaml'))
      await refused(workspace, 'k8s', 'k8s/a.yaml')
    })

    test('but not when the workspace itself is behind a link', async () => {
      const { workspace } = checkout()
      const link = join(temporaryFolder(), 'link')
      symlinkSync(workspace, link)
      expect((await read(['k8s'], link)).map(({ file }) => file.path)).toEqual(['k8s/b.yaml'])
    })
  })

  test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])(
    'a folder with a %s means what that names',
    async (name) => {
      const files = { [`k8s/${name}`]: 'resources: [a.yaml]\n', 'k8s/a.yaml': named('a'), 'k8s/b.yaml': named('b') }
      expect(await pathsOf(['k8s'], files)).toEqual(['k8s/a.yaml'])
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
    ['a list that is not closed', `${CONFIG_MAP}data: [1\n`, 5, /not valid YAML/],
    ['a quote that is not closed', `${CONFIG_MAP}data:\n  a: "x\n  b: 1\n\n`, 6, /Missing closing "quote/],
    ['a tab, and not what follows from it', `${CONFIG_MAP}\tx: 1\na: 1\nb: 1\n`, 5, /Tabs/],
    ['a tab as indentation', `${CONFIG_MAP}\tx: 1\n`, 5, /Tabs/],
    ['a key that is there twice', `${CONFIG_MAP}data: {}\ndata: {}\n`, 6, /unique/],
    ['a mistake in the second document', `${CONFIG_MAP}---\nkind: "a\n`, 6, /not valid YAML/],
    ['text', 'hello\n', 1, /not a Kubernetes object/],
    ['a list', `${CONFIG_MAP}---\n- a\n`, 6, /not a Kubernetes object/],
    ['no kind', '\napiVersion: v1\n', 2, /no kind/],
    ['neither kind nor apiVersion', 'name: x\n', 1, /no apiVersion and no kind/],
    ['an empty kind', 'apiVersion: v1\nkind: ""\n', 1, /no kind/],
    ['no name', 'apiVersion: v1\nkind: Secret\nmetadata: {}\n', 1, /This Secret has no metadata\.name/],
    ['no metadata', 'apiVersion: v1\nkind: Secret\n', 1, /This Secret has no metadata\.name/],
    [
      'a name in capitals',
      CONFIG_MAP.replace('settings', 'Settings'),
      4,
      /metadata\.name of this ConfigMap is "Settings"/,
    ],
    ['a name with a slash', 'apiVersion: x/v1\nkind: X\nmetadata: {name: a/b}\n', 3, /cannot be a part of an address/],
    ['a name that climbs', 'apiVersion: x/v1\nkind: X\nmetadata: {name: ..}\n', 3, /cannot be a part of an address/],
    ['half a character', 'apiVersion: x/v1\nkind: X\nmetadata: {name: "\\ud800"}\n', 3, /part of an address/],
    ['a namespace in capitals', `${CONFIG_MAP}  namespace: Home\n`, 5, /"Home", which no namespace can be called/],
    ['a namespace that is no text', `${CONFIG_MAP}  namespace: 7\n`, 5, /is no text/],
    ['an alias without anchor', `${CONFIG_MAP}data:\n  a: *nowhere\n`, 6, /no anchor/],
    ['a nest without end', `${CONFIG_MAP}data: ${'['.repeat(400)}${']'.repeat(400)}\n`, 1, /nested too deeply/],
    ['an alias inside its own anchor', `${CONFIG_MAP}data: &d {a: *d}\n`, 1, /aliases stands for what it is in/],
    ['generateName', 'apiVersion: v1\nkind: Job\nmetadata: {generateName: a-}\n', 1, /no metadata\.name/],
    ['a List without items', 'apiVersion: v1\nkind: List\n', 1, /This is a List whose `items` are not written/],
    ['a List of an alias', 'x: &x []\napiVersion: v1\nkind: List\nitems: *x\n', 1, /This is a List whose `items`/],
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

  test.each(['system:node', 'Admin', 'a_b'])('the name %s is as good as any for a Role', (name) => {
    const role = `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: ${name}\n`
    expect(parsed(role).problems).toEqual([])
  })

  test.each([
    '|hunter22',
    '*hunter22',
    '!hunter22! x',
    '!<hunter22',
    '"a" hunter22',
    '&a *hunter22',
    '{hunter22',
    '>hunter22',
  ])('a password that YAML takes for something else is not repeated: %s', async (password) => {
    for (const text of [`${CONFIG_MAP}data:\n  a: ${password}\n`, `%${password}\n---\n${CONFIG_MAP}`])
      expect(JSON.stringify(parsed(text).problems)).not.toContain('hunter22')
  })

  test('keys that are there twice are all told', () => {
    const { problems } = parsed(`${CONFIG_MAP}data: {a: 1, a: 2, b: 1}\ndata: {}\n`)
    expect(problems.map(({ where }) => where?.line)).toEqual([5, 6])
  })

  test('an alias without anchor is a mistake of that line, not an unreadable file', async () => {
    const workspace = workspaceWith({ 'a.yaml': `${CONFIG_MAP}data: *nowhere\n` })
    const problem = await problemFrom(() => read(['a.yaml'], workspace))
    expect(problem.message).toMatch(/alias/)
    expect(problem.fix).not.toMatch(/UTF-8/)
  })

  test('a nest that not even the parser can follow is told as one', () => {
    const { problems } = parsed(`${CONFIG_MAP}data: ${'['.repeat(20_000)}\n`)
    expect(problems[0]?.message).toBe('a.yaml is not valid YAML: It is nested too deeply')
    expect(problems).toHaveLength(1)
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
    ['.5', 0.5],
    ['-1.', -1],
    ['1_0.5e-1', 1.05],
    ['.', '.'],
    ['-.', '-.'],
    ['e5', 'e5'],
    ['.e5', '.e5'],
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

describe('a List', () => {
  const item = (name: string) => `- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: ${name}}\n`
  const names = (text: string) =>
    parsed(text).manifests.map(({ object, line, root }) => [object.kind, object.metadata.name, line, root.join('.')])

  test('is its items, each at its own line', () => {
    expect(names(`${CONFIG_MAP}---\napiVersion: v1\nkind: List\nitems:\n# first\n${item('a')}${item('b')}`)).toEqual([
      ['ConfigMap', 'settings', 1, ''],
      ['ConfigMap', 'a', 10, 'items.0'],
      ['ConfigMap', 'b', 13, 'items.1'],
    ])
  })

  test('in flow style on one line is as good, also as JSON', () => {
    const object = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })
    expect(names(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [object('a'), object('b')] }))).toEqual([
      ['ConfigMap', 'a', 1, 'items.0'],
      ['ConfigMap', 'b', 1, 'items.1'],
    ])
  })

  test('in a List is its items too', () => {
    const inner = 'apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: a}}]'
    expect(names(`apiVersion: v1\nkind: List\nitems:\n- {${inner}}\n`)).toEqual([['Secret', 'a', 4, 'items.0.items.0']])
  })

  test('of one kind tells it for items that do not say it, as the API server lists them', () => {
    const { objects, problems } = parsed('apiVersion: apps/v1\nkind: DeploymentList\nitems: [{metadata: {name: a}}]\n')
    expect(problems).toEqual([])
    expect(objects).toEqual([{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } }])
  })

  test('of nothing is no problem', () => {
    expect(parsed('apiVersion: v1\nkind: List\nitems: []\n')).toMatchObject({ problems: [], objects: [] })
  })

  test.each<[what: string, items: string, line: number, message: RegExp]>([
    ['text', `${item('a')}- hello\n`, 7, /item of a List is not a Kubernetes object/],
    ['nothing', `${item('a')}-\n`, 7, /item of a List is not a Kubernetes object/],
    ['an item without a name', `- apiVersion: v1\n  kind: Secret\n`, 4, /This Secret has no metadata\.name/],
    ['an item without a kind', `- apiVersion: v1\n  metadata: {name: a}\n`, 4, /no kind/],
    [
      'an item with ciphertext',
      `${item('a')}  data: {key: "ENC[AES256_GCM,data:x]"}\n`,
      7,
      /key in ConfigMap a is SOPS/,
    ],
    [
      'a Secret with an encrypted file',
      `${item('a')}- {apiVersion: v1, kind: Secret, metadata: {name: b}, data: {f: ${Buffer.from('x: ENC[AES256_GCM,data:x]').toString('base64')}}}\n`,
      7,
      /f in Secret b is a whole file/,
    ],
  ])('with %s is told at the line of the item', (_, items, line, message) => {
    const { problems } = parsed(`apiVersion: v1\nkind: List\nitems:\n${items}`)
    expect(problems).toEqual([
      expect.objectContaining({ message: expect.stringMatching(message), where: { file: 'a.yaml', line } }),
    ])
  })

  test('whose ciphertext comes in by an alias is told too', () => {
    const { problems } = parsed(
      `apiVersion: v1\nkind: List\nx: &x {key: "ENC[AES256_GCM,data:x]"}\nitems:\n${item('a')}  data: *x\n`,
    )
    expect(problems).toEqual([expect.objectContaining({ where: { file: 'a.yaml', line: 3 } })])
  })

  test('in which an object is there twice is told at the second', async () => {
    const workspace = workspaceWith({ 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n${item('a')}${item('a')}` })
    expect(await problemFrom(() => read(['a.yaml'], workspace))).toMatchObject({
      message: 'ConfigMap a is there twice: also at a.yaml:4',
      where: { file: 'a.yaml', line: 7 },
    })
  })

  test('that SOPS encrypted is kept by the names of its items', async () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${item('a').replace('ConfigMap', 'Secret')}${item('b')}sops:\n  mac: ENC[x]\n  lastmodified: "2026"\n  age: [{recipient: age1x, enc: x}]\n`
    const { kept } = await readManifests(['a.yaml'], workspaceWith({ 'a.yaml': text }), { kind: 'keep' })
    expect(kept.map(({ object, where }) => [object.kind, object.metadata.name, where.line])).toEqual([
      ['Secret', 'a', 4],
      ['ConfigMap', 'b', 7],
    ])
  })
})
