import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Kustomization } from '../../../../src/manifests/documents.ts'
import { lint, subjectOf } from '../../../../src/manifests/lint/index.ts'
import { parseManifests } from '../../../../src/manifests/objects.ts'
import { pin } from '../../../../src/manifests/pin.ts'
import { readManifests } from '../../../../src/manifests/read.ts'
import { type PinTarget, pinTargets, repin } from '../../../../src/manifests/repin.ts'
import { findWorkload } from '../../../../src/manifests/workload.ts'
import { DIGEST, OTHER_DIGEST, problemFrom, problemsFrom, temporaryFolder } from '../../support.ts'
import { object, pathWith, workspaceWith } from './support.ts'

const NONE = { PATH: '/nowhere' }
const read = (patterns: readonly string[], workspace: string, env = NONE) =>
  readManifests(patterns, workspace, { kind: 'apply', ageKeys: '' }, env)
const places = async (...args: Parameters<typeof read>) =>
  (await read(...args)).manifests.map(({ object, file, line }) => `${object.metadata.name} ${file.path}:${line}`)

describe('a kustomization that only names files', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [b.yaml, a.yaml]\n',
    'base/a.yaml': object('ConfigMap', 'a'),
    'base/b.yaml': object('ConfigMap', 'b'),
    'base/not-named.yaml': object('ConfigMap', 'c'),
    'one/kustomization.yaml': 'resources: [../base, x.yaml]\n',
    'one/x.yaml': object('ConfigMap', 'x'),
    'two/Kustomization': 'resources: [../base]\n',
  }
  test.each<[what: string, patterns: string[], expected: string[]]>([
    ['its folder', ['base'], ['b base/b.yaml:1', 'a base/a.yaml:1']],
    ['itself', ['base/kustomization.yaml'], ['b base/b.yaml:1', 'a base/a.yaml:1']],
    ['two that name the same files, once', ['one', 'two'], ['b base/b.yaml:1', 'a base/a.yaml:1', 'x one/x.yaml:1']],
    [
      'a glob, which takes what it matches',
      ['base/*.yaml'],
      ['a', 'b', 'not-named'].map((name) => `${name === 'not-named' ? 'c' : name} base/${name}.yaml:1`),
    ],
  ])('needs no tool: %s', async (_, patterns, expected) => {
    expect(await places(patterns, workspaceWith(files))).toEqual(expected)
  })

  test('names something', async () => {
    const workspace = workspaceWith({ 'k/kustomization.yaml': 'resources: []\n' })
    expect(await problemFrom(() => read(['k'], workspace))).toMatchObject({
      message: expect.stringContaining('names no file'),
    })
  })

  test('and nothing else is matched by a glob', async () => {
    expect(await problemFrom(() => read(['*/kustomization.yaml'], workspaceWith(files)))).toMatchObject({
      fix: 'Name their folders in `manifests`',
    })
  })
})

const REPOSITORY = 'k3s-homelab/openclaw'
const NEW = `localhost:5000/${REPOSITORY}:2@${DIGEST}`
const CONTAINERS = (image: string) => `      containers:\n      - name: gateway\n        image: ${image}\n`
const deployment = (image: string, name = 'openclaw') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n${CONTAINERS(image)}`
const FILES = {
  'base/kustomization.yaml': 'resources: [all.yaml]\n',
  'base/all.yaml': `# ours\n${object('ConfigMap', 'settings')}---\n${deployment(`localhost:5000/${REPOSITORY}:1`)}`,
  'prod/kustomization.yaml': `# the overlay\nresources: [../base, twice.yaml]\nnamePrefix: ""\nimages:\n- name: localhost:5000/${REPOSITORY}\n  newTag: "1"\n`,
  'prod/twice.yaml': `${object('Secret', 'twice')}---\n${object('Secret', 'twice', 'x: y\n')}`,
}
const RENDERED = [
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n`,
  object('ConfigMap', 'made-7h4k'),
  object('Secret', 'twice'),
  deployment(`localhost:5000/${REPOSITORY}:1`),
].join('---\n')

describe('any other kustomization', () => {
  const tool = (name = 'kustomize', rendered = RENDERED) => ({ [name]: `/bin/cat <<'EOF'\n${rendered}\nEOF` })

  test('is rendered, and each object is at home where it is written', async () => {
    const { manifests, rendered } = await read(['prod'], workspaceWith(FILES), { PATH: pathWith(tool()) })
    expect(rendered.map(({ file, renderer }) => [file.path, renderer.command])).toEqual([
      ['prod/kustomization.yaml', 'kustomize build'],
    ])
    expect(manifests.map(({ object, file, line }) => `${object.metadata.name} ${file.path}:${line}`)).toEqual([
      'settings base/all.yaml:2',
      // Of no file, and of two places at once.
      'made-7h4k prod/kustomization.yaml:2',
      'twice prod/kustomization.yaml:2',
      'openclaw base/all.yaml:7',
    ])
  })

  test('is handed to the tool as its folder, without what is secret in the environment', async () => {
    const out = join(temporaryFolder(), 'out')
    const script = `echo "$@" > ${out}; /usr/bin/env >> ${out}; /bin/cat <<'EOF'\n${RENDERED}\nEOF`
    const workspace = workspaceWith(FILES)
    const secrets = { INPUT_X: '1', AWS_X: '1', SOPS_X: '1', ACTIONS_X: '1', KUBECONFIG: '1' }
    await read(['prod'], workspace, {
      PATH: pathWith({ kustomize: script }),
      HOME: '/h',
      ...secrets,
    } as never)
    const said = readFileSync(out, 'utf8')
    expect(said).toMatch(new RegExp(`^build ${join(workspace, 'prod')}\n`))
    expect(said).toMatch(/^HOME=\/h$/m)
    expect(said).not.toMatch(/^(INPUT_|AWS_|SOPS_|ACTIONS_|KUBECONFIG)/m)
  })

  test('is rendered by kubectl where there is no kustomize', async () => {
    const kubectl = `[ "$1" = version ] && echo '{"clientVersion": {"gitVersion": "v1.21.0"}}' && exit\n[ "$1" = kustomize ] || exit 1\n${tool().kustomize}`
    const { rendered } = await read(['prod'], workspaceWith(FILES), { PATH: pathWith({ kubectl }) })
    expect(rendered[0]?.renderer.command).toBe('kubectl kustomize')
  })

  test.each<[what: string, path: () => string, said: RegExp]>([
    ['neither tool', () => '/nowhere', /has to be rendered, and this runner has neither kustomize nor kubectl$/],
    ['no PATH', () => '', /neither kustomize nor kubectl$/],
    [
      'an old kubectl',
      () => `${pathWith({ kubectl: `echo '{"clientVersion": {"gitVersion": "v1.20.2"}}'` })}`,
      /no kustomize, and a kubectl \(v1\.20\.2\) that is too old/,
    ],
  ])('is an error with %s, with the ways out', async (_, path, said) => {
    expect(await problemFrom(() => read(['prod'], workspaceWith(FILES), { PATH: path() }))).toMatchObject({
      code: 'kustomize-missing',
      message: expect.stringMatching(said),
      fix: expect.stringMatching(/Install kustomize.*or list plain manifests/),
      where: { file: 'prod/kustomization.yaml' },
    })
  })

  test('that the tool refuses is told in the tool’s own last words', async () => {
    const script =
      'echo "# Warning: old" >&2; echo "Error: accumulating resources: no such file, token=abcdef" >&2; exit 1'
    expect(
      await problemFrom(() => read(['prod'], workspaceWith(FILES), { PATH: pathWith({ kustomize: script }) })),
    ).toMatchObject({
      code: 'kustomize-failed',
      message: '`kustomize build` could not render it: accumulating resources: no such file, token=***',
      where: { file: 'prod/kustomization.yaml' },
    })
  })

  test('that renders what is no manifest is told at the kustomization', async () => {
    const env = { PATH: pathWith(tool('kustomize', 'kind: [')) }
    const problems = await problemsFrom(() => read(['prod'], workspaceWith(FILES), env))
    expect(problems.map(({ where }) => where)).toContainEqual({ file: 'prod/kustomization.yaml' })
  })

  test('is not hidden in a glob', async () => {
    expect(
      await problemFrom(() => read(['*/*.yaml'], workspaceWith({ ...FILES, 'prod/twice.yaml': '' }))),
    ).toMatchObject({
      message: '*/*.yaml also matches prod/kustomization.yaml, a kustomization that has to be rendered',
      fix: expect.stringContaining('Name its folder prod'),
    })
  })

  test('twice with the same objects names both', async () => {
    const files = { ...FILES, 'test/kustomization.yaml': FILES['prod/kustomization.yaml'] }
    const problems = await problemsFrom(() => read(['prod', 'test'], workspaceWith(files), { PATH: pathWith(tool()) }))
    expect(problems[0]).toMatchObject({
      message: expect.stringContaining('is there twice: also at prod/kustomization.yaml'),
      where: { file: 'test/kustomization.yaml' },
    })
  })

  test('leaves the workspace as it is', async () => {
    const workspace = workspaceWith(FILES)
    await read(['prod'], workspace, { PATH: pathWith(tool()) })
    expect(readdirSync(workspace, { recursive: true }).length).toBe(6)
    expect(readFileSync(join(workspace, 'prod/kustomization.yaml'), 'utf8')).toBe(FILES['prod/kustomization.yaml'])
  })
})

describe('a gateway that was rendered', () => {
  async function renderedManifests(
    overlay = FILES['prod/kustomization.yaml'],
    image = `localhost:5000/${REPOSITORY}:1`,
    ...others: string[]
  ) {
    const text = [RENDERED.replace(`localhost:5000/${REPOSITORY}:1`, image), ...others].join('---\n')
    const env = { PATH: pathWith({ kustomize: `/bin/cat <<'EOF'\n${text}\nEOF` }) }
    return (await read(['prod'], workspaceWith({ ...FILES, 'prod/kustomization.yaml': overlay }), env)).manifests
  }

  async function rendered(...args: Parameters<typeof renderedManifests>) {
    const manifests = await renderedManifests(...args)
    return { manifests, workload: findWorkload(manifests, { repository: REPOSITORY, deployment: 'openclaw' }) }
  }

  test('is pinned in the kustomization, and applied as it will be rendered', async () => {
    const { workload } = await rendered()
    const { files, manifests } = pin(workload, NEW)
    expect(files.map(({ file, text }) => [file.path, text])).toEqual([
      ['prod/kustomization.yaml', FILES['prod/kustomization.yaml'].replace('"1"\n', `"2"\n  digest: ${DIGEST}\n`)],
    ])
    const applied = manifests.get(workload.manifest)?.object
    expect(applied).toMatchObject({ spec: { template: { spec: { containers: [{ image: NEW }] } } } })
    expect(workload.manifest.object).not.toEqual(applied)
  })

  test('takes its Job along, since `images` do', async () => {
    const job = deployment(`localhost:5000/${REPOSITORY}:1`, 'migrate')
      .replace('apps/v1', 'batch/v1')
      .replace('Deployment', 'Job')
    const { workload } = await rendered(undefined, undefined, job)
    const applied = [...pin(workload, NEW).manifests.values()]
    expect(applied.map(({ object }) => object.metadata.name)).toEqual(['openclaw', 'migrate'])
    expect(JSON.stringify(applied[1]?.object)).toContain(NEW)
  })

  test('is pinned in the entry that makes it, and a Job in its own', async () => {
    const made = (name: string, tag: string) => `- name: ${name}\n  newName: localhost:5000/${REPOSITORY}\n${tag}`
    const overlay = (app: string, migrate: string) =>
      `resources: [../base]\nimages:\n${made('app', app)}${made('migrate', migrate)}`
    const job = deployment(`localhost:5000/${REPOSITORY}:0`, 'migrate')
      .replace('apps/v1', 'batch/v1')
      .replace('Deployment', 'Job')
    const before = overlay('  newTag: "1"\n', '  newTag: "0"\n')
    const { workload } = await rendered(before, undefined, job)
    const pinned = `  newTag: "2"\n  digest: ${DIGEST}\n`
    const text = overlay(pinned, pinned)
    expect(pin(workload, NEW).files).toMatchObject([{ text }])
    const [target] = pinTargets(workload)
    expect(repin(target as PinTarget, before, NEW)).toEqual({ text })
  })

  test('that is pinned already changes nothing', async () => {
    const { workload } = await rendered(undefined, NEW)
    expect(pin(workload, NEW).files).toEqual([])
  })

  test('whose `images` pin it and do not decide is told at their line', async () => {
    const overlay = FILES['prod/kustomization.yaml'].replace('"1"\n', `"2"\n  digest: ${DIGEST}\n`)
    expect(await problemFrom(async () => pin((await rendered(overlay)).workload, NEW))).toMatchObject({
      message: expect.stringMatching(/pins the image in its `images`, and yet `kustomize build` makes .*openclaw:1$/),
      where: { file: 'prod/kustomization.yaml', line: 4 },
    })
  })

  test('whose `images` cannot be edited is told at their line', async () => {
    const overlay = FILES['prod/kustomization.yaml'].replace('newTag: "1"', 'newTag: &x "1"')
    expect(await problemFrom(async () => pin((await rendered(overlay)).workload, NEW))).toMatchObject({
      message: expect.stringContaining(`localhost:5000/${REPOSITORY} cannot be pinned`),
      where: { file: 'prod/kustomization.yaml', line: 4 },
    })
  })

  const bob = deployment(`localhost:5000/${REPOSITORY}:1`, 'bob')
  const CRON_JOB = bob
    .replace('apps/v1', 'batch/v1')
    .replace('Deployment', 'CronJob')
    .replace('bob', 'backup')
    .replace('template:\n    spec:', 'jobTemplate:\n   spec:\n    template:\n     spec:')
  const manifestsOf = (text: string) => parseManifests({ path: 'plain.yaml', absolute: '/plain.yaml', text }, [])
  const WITHOUT = 'resources: [../base]\nnamePrefix: ""\n'

  test.each<[kind: string, line: number, other: string, overlay: string | undefined]>([
    ['Deployment', 4, bob, undefined],
    ['Deployment', 1, bob, WITHOUT],
    ['StatefulSet', 4, bob.replace('Deployment', 'StatefulSet'), undefined],
    ['DaemonSet', 4, bob.replace('Deployment', 'DaemonSet'), undefined],
    [
      'Deployment',
      4,
      `${deployment('busybox:1', 'bob')}${CONTAINERS(`localhost:5000/${REPOSITORY}:0`).replace('c', 'initC')}`,
      undefined,
    ],
  ])('is refused beside a %s that its pin would change too', async (kind, line, other, overlay) => {
    expect(await problemFrom(() => rendered(overlay, undefined, other))).toEqual({
      code: 'manifest-invalid',
      message: `The pin of Deployment openclaw goes into the \`images\` of this kustomization, and would change ${kind} bob too, which this run does not prove`,
      fix: 'Give each gateway a kustomization of its own, and name that in `manifests`',
      where: { file: 'prod/kustomization.yaml', line },
    })
  })

  test('is refused with all that its pin would change', async () => {
    const carol = bob.replace('bob', 'carol')
    expect(await problemFrom(() => rendered(undefined, undefined, bob, carol))).toMatchObject({
      message: expect.stringContaining('would change Deployment bob, Deployment carol too'),
    })
  })

  const ENTRY_OF_BOB = `- name: bob\n  newName: localhost:5000/${REPOSITORY}\n  digest: ${OTHER_DIGEST}\n`
  test.each<[what: string, other: string, overlay: string | undefined]>([
    ['another image', deployment(`localhost:5000/${REPOSITORY}-tools:1`, 'bob'), undefined],
    ['the image of another host', deployment(`localhost:5001/${REPOSITORY}:1`, 'bob'), undefined],
    [
      'the image by another entry',
      deployment(`localhost:5000/${REPOSITORY}@${OTHER_DIGEST}`, 'bob'),
      FILES['prod/kustomization.yaml'].replace(
        `- name: localhost:5000/${REPOSITORY}\n`,
        `${ENTRY_OF_BOB}- name: openclaw\n  newName: localhost:5000/${REPOSITORY}\n`,
      ),
    ],
  ])('may stand beside a Deployment with %s', async (_, other, overlay) => {
    expect((await rendered(overlay, undefined, other)).workload.places).toHaveLength(1)
  })

  describe('beside another with an entry and the digest of its own, which is the same', () => {
    const SAME = `localhost:5000/${REPOSITORY}:1@${OTHER_DIGEST}`
    const entry = (name: string, digest = OTHER_DIGEST, tag = '1') =>
      `- name: ${name}\n  newName: localhost:5000/${REPOSITORY}\n  newTag: "${tag}"\n  digest: ${digest}\n`
    const overlay = (entries: string) => `resources: [../base]\nimages:\n${entries}`
    async function workloadOf(name: string, entries: string, base = ['alice', 'bob']) {
      const text = ['alice', 'bob'].map((each) => deployment(SAME, each)).join('---\n')
      const workspace = workspaceWith({
        'base/kustomization.yaml': 'resources: [all.yaml]\n',
        'base/all.yaml': base.map((each) => deployment(each, each)).join('---\n'),
        'prod/kustomization.yaml': overlay(entries),
      })
      const { manifests } = await read(['prod'], workspace, {
        PATH: pathWith({ kustomize: `/bin/cat <<'EOF'\n${text}\nEOF` }),
      })
      return findWorkload(manifests, { repository: REPOSITORY, deployment: name })
    }

    test.each([
      ['alice', entry('alice', DIGEST, '2') + entry('bob')],
      ['bob', entry('alice') + entry('bob', DIGEST, '2')],
    ])('%s is pinned in its own', async (name, expected) => {
      const workload = await workloadOf(name, entry('alice') + entry('bob'))
      expect(workload.places).toHaveLength(1)
      expect(pin(workload, NEW).files.map(({ text }) => text)).toEqual([overlay(expected)])
      const [target] = pinTargets(workload)
      const tip = (entries: string) => repin(target as PinTarget, overlay(entries), NEW)
      expect(tip(entry('alice') + entry('bob'))).toEqual({ text: overlay(expected) })
      expect(tip(expected)).toEqual({ text: overlay(expected) })
      const both = overlay(entry('alice', DIGEST, '2') + entry('bob', DIGEST, '2'))
      // The other was pinned by a run of its own meanwhile.
      const other =
        name === 'alice' ? entry('alice') + entry('bob', DIGEST, '2') : entry('alice', DIGEST, '2') + entry('bob')
      expect(tip(other)).toEqual({ text: both })
    })

    test('is not refused where its base is unknown', async () => {
      expect((await workloadOf('alice', entry('alice') + entry('bob'), [])).places).toHaveLength(1)
    })

    test.each<[what: string, entries: string, base: string[]]>([
      ['goes over both', entry('alice') + entry('bob') + entry(`localhost:5000/${REPOSITORY}`), ['alice', 'bob']],
      ['surely goes over both', entry('alice') + entry('bob') + entry(`localhost:5000/${REPOSITORY}`), []],
    ])('is refused where a third entry %s', async (_, entries, base) => {
      expect(await problemFrom(() => workloadOf('alice', entries, base))).toMatchObject({
        message: expect.stringContaining('would change Deployment bob too'),
      })
    })
  })

  test('may stand beside one of another kustomization, or of a plain file', async () => {
    const { manifests } = await rendered()
    const [ours] = manifests.flatMap((each) => each.rendered ?? [])
    const theirs = manifestsOf(bob).map((each) => ({ ...each, rendered: { ...(ours as Kustomization) } }))
    const plain = manifestsOf(bob.replace('bob', 'carol'))
    const choice = { repository: REPOSITORY, deployment: 'openclaw' }
    expect(findWorkload([...manifests, ...theirs, ...plain], choice).places).toHaveLength(1)
  })

  test('in a plain file is refused where the pin of a CronJob would change another', async () => {
    const manifests = await renderedManifests(undefined, 'busybox:1', bob, CRON_JOB)
    const plain = manifestsOf(bob.replace('bob', 'carol'))
    const choice = { repository: REPOSITORY, deployment: 'carol' }
    expect(await problemFrom(() => findWorkload([...manifests, ...plain], choice))).toMatchObject({
      message: expect.stringMatching(/^The pin of Deployment carol .* would change Deployment bob too/),
    })
  })

  test('has its lint findings at the lines of its source', async () => {
    const { manifests, workload } = await rendered()
    const findings = lint(subjectOf(manifests, workload))
    expect(findings.find(({ rule }) => rule === 'probes-missing')?.where).toEqual({ file: 'base/all.yaml', line: 15 })
    for (const { where } of findings) expect(['base/all.yaml', 'prod/kustomization.yaml']).toContain(where.file)
  })
})
