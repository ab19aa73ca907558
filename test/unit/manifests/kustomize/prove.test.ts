import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { problemsOf } from '../../../../src/errors.ts'
import { copyOf, writeCopy } from '../../../../src/manifests/kustomize/copy.ts'
import { provePin } from '../../../../src/manifests/kustomize/prove.ts'
import { findRenderer, type Renderer } from '../../../../src/manifests/kustomize/tool.ts'
import { parseManifests } from '../../../../src/manifests/objects.ts'
import { temporaryFolder } from '../../support.ts'
import { pathWith, workspaceWith } from './support.ts'

const OLD = 'localhost:5000/k3s-homelab/openclaw:1'
const NEW = 'localhost:5000/k3s-homelab/openclaw:2'
const PATH = 'k/kustomization.yaml'
const pod = (name: string, image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - {name: a, image: "${image}"}\n---\n`

describe('a pin', () => {
  /** Of a kustomization whose tool is a script, which is to make the gateway's new image and leave its neighbour. */
  async function prove(script: string, temp = temporaryFolder()) {
    const workspace = workspaceWith({ [PATH]: '# old\nimages: []\n', 'k/pod.yaml': pod('gateway', OLD) })
    const file = { path: PATH, absolute: join(workspace, PATH), text: '# old\nimages: []\n' }
    const renderer = (await findRenderer({ PATH: pathWith({ kustomize: script }) })) as Renderer
    const manifests = (gateway: string) =>
      parseManifests({ ...file, text: pod('gateway', gateway) + pod('other', OLD) }, [])
    const copies: (string | undefined)[] = []
    const warnings: string[] = []
    const onCopy = (path: string | undefined) => {
      // Before there is anything in it.
      if (path !== undefined) expect(readdirSync(path)).toEqual([])
      copies.push(path)
    }
    const kustomization = { file, renderer }
    const pinned = { kustomization, text: '# new\nimages: []\n', read: manifests(OLD), wanted: manifests(NEW) }
    const proof = provePin([pinned], { workspace, temp }, { onCopy, warn: (line) => warnings.push(line) })
    const problem = await proof.then(
      () => undefined,
      (error: unknown) => problemsOf(error)[0],
    )
    expect(readFileSync(join(workspace, PATH), 'utf8')).toBe(file.text)
    return { problem, warnings, copies, temp }
  }
  /** What the tool says of a kustomization with the pin, and without. */
  const tool = (pinned: string, otherwise: string) =>
    `if /usr/bin/head -n 1 "$2/kustomization.yaml" | /bin/grep -q new; then ${pinned}; else ${otherwise}; fi`
  const makes = (...pods: string[]) => `echo '${pods.join('')}'`
  const asRead = makes(pod('other', OLD), pod('gateway', OLD))

  test('holds when the kustomization with it renders what will be applied', async () => {
    const { problem, warnings, copies, temp } = await prove(
      tool(`[ -f "$2/pod.yaml" ] && ${makes(pod('other', OLD), pod('gateway', NEW))}`, 'exit 1'),
    )
    expect([problem, warnings]).toEqual([undefined, []])
    expect(copies).toEqual([expect.stringContaining(temp), undefined])
    expect(readdirSync(temp)).toEqual([])
  })

  test.each<[what: string, pinned: string, said: RegExp]>([
    [
      'another image is rendered',
      makes(pod('gateway', OLD), pod('other', OLD)),
      /, Pod gateway has the image .*openclaw:1, not .*openclaw:2$/,
    ],
    [
      'it is for another object too',
      makes(pod('gateway', NEW), pod('other', NEW)),
      /, Pod other has the image .*openclaw:2, not .*openclaw:1$/,
    ],
    ['an object is gone', makes(pod('other', OLD)), /, there is no Pod gateway$/],
    ['nothing is rendered any more', 'echo "Error: in $2: no" >&2; exit 1', /, `kustomize build` says in k: no$/],
  ])('does not hold when %s', async (_, pinned, said) => {
    const { problem, warnings, temp } = await prove(tool(pinned, asRead))
    expect(problem).toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringMatching(/^With this run's pin in the `images` of this kustomization, /),
      where: { file: PATH, line: 2 },
    })
    expect(problem?.message).toMatch(said)
    expect(warnings).toEqual([])
    expect(readdirSync(temp)).toEqual([])
  })

  test.each<[what: string, otherwise: string, said: RegExp]>([
    [
      'cannot be rendered there',
      'echo "Error: no base" >&2; exit 1',
      /in a copy, and without the pin, `kustomize build` says no base$/,
    ],
    [
      'has another base by now',
      makes(pod('gateway', OLD), pod('other', NEW)),
      /without the pin, Pod other has the image .*openclaw:2, not .*openclaw:1$/,
    ],
  ])('is not blamed where a copy %s', async (_, otherwise, said) => {
    const { problem, warnings } = await prove(tool(otherwise, otherwise))
    expect(problem).toBeUndefined()
    expect(warnings).toEqual([expect.stringMatching(said)])
    expect(warnings[0]).toMatch(/^Whether the pin in k\/kustomization\.yaml holds is not proven before the apply: /)
  })

  test('is not blamed where no copy can be made', async () => {
    const { problem, warnings } = await prove(asRead, '/nowhere')
    expect(problem).toBeUndefined()
    expect(warnings).toEqual([expect.stringMatching(/not proven before the apply: .*ENOENT/)])
  })
})

describe('a copy', () => {
  async function copy(workspace: string, path = PATH) {
    const into = temporaryFolder()
    const file = { path, absolute: join(workspace, path), text: readFileSync(join(workspace, path), 'utf8') }
    const copied = await copyOf(file, workspace, into)
    await writeCopy(copied, 'new', into)
    expect(readFileSync(file.absolute, 'utf8')).toBe(file.text)
    const files = execFileSync('find', ['.', '!', '-type', 'd'], { cwd: into, encoding: 'utf8' }).trim().split('\n')
    return { into, copied, files: files.map((each) => each.slice('./'.length)).sort() }
  }

  test('has the folders that the kustomization leads to, whatever field names them, and no others', async () => {
    const workspace = workspaceWith({
      [PATH]: 'resources: [../base, pod.yaml]\nunheardOf: [{path: ../more}]\n',
      'k/pod.yaml': '',
      'k/below/patch.yaml': '',
      'base/kustomization.yml': 'resources: [../k, ../../etc, ../deeper]\n',
      'deeper/Kustomization': '',
      'deeper/.git/config': '',
      'more/kustomization.yaml': '',
      'no-kustomization/a.yaml': '',
      'not-named/kustomization.yaml': '',
    })
    const { copied, into, files } = await copy(workspace)
    expect(copied).toBe(join(into, PATH))
    expect(files).toEqual([
      'base/kustomization.yml',
      'deeper/Kustomization',
      'k/below/patch.yaml',
      'k/kustomization.yaml',
      'k/pod.yaml',
      'more/kustomization.yaml',
    ])
    expect(readFileSync(copied, 'utf8')).toBe('new')
  })

  test('of one at the top of the checkout has all of it but git and what npm installed', async () => {
    const workspace = workspaceWith({
      'kustomization.yaml': 'resources: [a]\n',
      'a/kustomization.yaml': 'resources: [..]\n',
      '.git/config': '',
      'node_modules/a/index.js': '',
    })
    expect((await copy(workspace, 'kustomization.yaml')).files).toEqual(['a/kustomization.yaml', 'kustomization.yaml'])
  })

  test('keeps links as they are, with what they lead to', async () => {
    const workspace = workspaceWith({
      'k/real.yaml': 'resources: [base]\n',
      'shared/base/kustomization.yaml': 'resources: [../beside]\n',
      'shared/beside/kustomization.yaml': '',
    })
    symlinkSync(join(workspace, 'k/real.yaml'), join(workspace, PATH))
    symlinkSync('../shared/base', join(workspace, 'k/base'))
    symlinkSync('nowhere', join(workspace, 'k/broken'))
    const { into, copied, files } = await copy(workspace)
    expect(files).toEqual([
      'k/base',
      'k/broken',
      'k/kustomization.yaml',
      'k/real.yaml',
      'shared/base/kustomization.yaml',
      'shared/beside/kustomization.yaml',
    ])
    expect(existsSync(join(into, 'k/base/kustomization.yaml'))).toBe(true)
    expect(readFileSync(copied, 'utf8')).toBe('new')
    expect(readFileSync(join(workspace, 'k/real.yaml'), 'utf8')).toBe('resources: [base]\n')
  })

  test.each([
    ['an absolute link', (workspace: string) => join(workspace, 'k8s')],
    ['a link', () => 'k8s'],
    ['a link to a link', () => 'deploy2'],
  ])('of one by way of %s is of what that leads to', async (_, target) => {
    const workspace = workspaceWith({
      'k8s/prod/kustomization.yaml': 'resources: [../base]\n',
      'k8s/base/kustomization.yaml': '',
    })
    symlinkSync('k8s', join(workspace, 'deploy2'))
    symlinkSync(target(workspace), join(workspace, 'deploy'))
    const { into, copied, files } = await copy(workspace, 'deploy/prod/kustomization.yaml')
    expect(copied).toBe(join(into, 'k8s/prod/kustomization.yaml'))
    expect(files).toEqual(['k8s/base/kustomization.yaml', 'k8s/prod/kustomization.yaml'])
  })

  test('is made without what is no file, and can be removed whatever the modes of its folders', async () => {
    const workspace = workspaceWith({ [PATH]: '', 'k/closed/a.yaml': '' })
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(workspace, 'k/pipe')])
    chmodSync(join(workspace, 'k/closed'), 0o555)
    const { into, files } = await copy(workspace)
    expect(files).toEqual(['k/closed/a.yaml', 'k/kustomization.yaml'])
    expect(statSync(join(into, 'k/closed')).mode & 0o700).toBe(0o700)
  })

  test('is never written through a link', async () => {
    const workspace = workspaceWith({ [PATH]: 'mine' })
    const into = temporaryFolder()
    symlinkSync(join(workspace, 'k'), join(into, 'k'))
    await expect(writeCopy(join(into, PATH), 'new', into)).rejects.toThrow(/leads from it into the checkout/)
    expect(readFileSync(join(workspace, PATH), 'utf8')).toBe('mine')
  })
})
