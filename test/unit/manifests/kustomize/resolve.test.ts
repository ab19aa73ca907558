import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../../src/errors.ts'
import { mayBeRemote, readKustomization } from '../../../../src/manifests/kustomize/kustomization.ts'
import { meaningOf } from '../../../../src/manifests/kustomize/resolve.ts'
import { object, workspaceWith } from './support.ts'

const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'

describe('a kustomization is plain', () => {
  test.each<[text: string, isPlain: boolean]>([
    ['resources: [a.yaml]\n', true],
    [`# ours\n${HEAD}resources:\n- a.yaml\n- ../b\n`, true],
    [`${HEAD.replace('v1beta1', 'v1')}resources: []\n`, true],
    ['{"resources": ["a.yaml"]}', true],
    [HEAD, false],
    ['', false],
    ['resources: a.yaml\n', false],
    ['resources: [a.yaml, {b: c}]\n', false],
    ['resources: [a.yaml, 7]\n', false],
    ['x: &x a.yaml\nresources: [*x]\n', false],
    ['resources: [a.yaml]\n---\nresources: [b.yaml]\n', false],
    [`${HEAD.replace('kind: Kustomization', 'kind: Component')}resources: [a.yaml]\n`, false],
    [`${HEAD.replace('kustomize.config', 'kustomize.toolkit')}resources: [a.yaml]\n`, false],
    ...['namespace: x', 'images: []', 'patches: []', 'bases: [b]', 'components: [c]', 'commonLabels: {}'].map(
      (line): [string, boolean] => [`resources: [a.yaml]\n${line}\n`, false],
    ),
  ])('%j: %p', (text, isPlain) => {
    expect(readKustomization({ path: 'k', absolute: '/k', text }, [])?.isPlain).toBe(isPlain)
  })
})

test.each([
  ['https://example.com/a.yaml', true],
  ['git@example.com:a/b', true],
  ['github.com/a/b', true],
  ['../base?ref=v1', true],
  ['a.yaml', false],
  ['../base/a.yaml', false],
  ['./a', false],
  ['base/a.yaml', false],
])('%s may be remote: %p', (path, expected) => {
  expect(mayBeRemote(path)).toBe(expected)
})

describe('what it means', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [b.yaml, a.yaml]\n',
    'base/a.yaml': object('ConfigMap', 'a'),
    'base/b.yaml': object('ConfigMap', 'b'),
    'base/not-named.yaml': object('ConfigMap', 'c'),
    'built/kustomization.yaml': 'namePrefix: x\nresources: [../base]\n',
    'plain/x.yaml': object('ConfigMap', 'x'),
  }
  const meaning = async (text: string, more: Readonly<Record<string, string>> = {}) => {
    const problems: Problem[] = []
    const workspace = workspaceWith({ ...files, ...more, 'k/kustomization.yaml': text })
    return { meaning: await meaningOf('k/kustomization.yaml', workspace, problems), problems }
  }

  test.each<[what: string, text: string, expected: unknown]>([
    ['files', 'resources: [../plain/x.yaml]\n', { files: ['plain/x.yaml'] }],
    ['a folder with one of its own', 'resources: [../base]\n', { files: ['base/b.yaml', 'base/a.yaml'] }],
    ['a folder that has to be rendered', 'resources: [../base, ../built]\n', 'render'],
    ['an address', 'resources: [github.com/a/b]\n', 'render'],
    ['itself', 'resources: [../k]\n', 'render'],
    ['a kustomization as a file', 'resources: [../base/kustomization.yaml]\n', 'render'],
  ])('%s', async (_, text, expected) => {
    expect(await meaning(text)).toEqual({ meaning: expected, problems: [] })
  })

  test.each<[what: string, text: string, line: number, message: RegExp]>([
    [
      'a file that is not there',
      'resources:\n- ../base/a.yaml\n- nope.yaml\n',
      3,
      /names nope\.yaml, and there is no such/,
    ],
    ['a folder without one', 'resources: [../plain]\n', 1, /folder \.\.\/plain, which holds no kustomization/],
    ['a file outside of the workspace', 'resources: [../../x.yaml]\n', 1, /outside the workspace/],
    ['what is no YAML', 'resources: [\n', 1, /not valid YAML/],
  ])('%s is told at its line', async (_, text, line, message) => {
    const { meaning: none, problems } = await meaning(text)
    expect(none).toBeUndefined()
    expect(problems).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        where: { file: 'k/kustomization.yaml', line },
      }),
    ])
  })

  test('two kustomizations in a folder are one too many', async () => {
    const { problems } = await meaning('resources: [../base]\n', { 'base/Kustomization': 'resources: []\n' })
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringContaining('more than one') })])
  })
})
