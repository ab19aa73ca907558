// No value that somebody chooses becomes a part of a program's text: not in our workflows, not in the examples that people
// paste, and not in the action.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

const root = new URL('../../', import.meta.url).pathname
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const workflows = globSync('.github/workflows/*.yml', { cwd: root })
const pages = globSync('{README.md,docs/**/*.md}', { cwd: root })

interface Step {
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

/** All steps of a YAML text, however deep: an example may be no more than a list of them. */
function stepsIn(yaml: unknown): Step[] {
  if (typeof yaml !== 'object' || yaml === null) return []
  const inner = Object.values(yaml).flatMap(stepsIn)
  return 'run' in yaml || 'uses' in yaml ? [yaml as Step, ...inner] : inner
}

/** What the runner would put into a script before the shell reads it; a value has to come by `env`. */
function pastedIn(steps: readonly Step[]): string[] {
  return steps.flatMap(({ run, with: given }) =>
    [run, given?.script].flatMap((script) =>
      typeof script === 'string' ? (script.match(/\$\{\{.*?\}\}/g) ?? []) : [],
    ),
  )
}

test('the check finds what it looks for', () => {
  const step = (run: string) => stepsIn(parse(`jobs: {a: {steps: [{run: "${run}"}]}}`))
  expect(pastedIn(step('echo $TAG'))).toEqual([])
  expect(pastedIn(step('echo ${{ inputs.tag }}'))).toEqual(['${{ inputs.tag }}'])
  expect(pastedIn(step('echo ${{ github.event.issue.title }}'))).toEqual(['${{ github.event.issue.title }}'])
})

describe.each(workflows)('%s', (file) => {
  const workflow = parse(text(file)) as { readonly permissions?: unknown }
  test('puts no expression into a script', () => {
    expect(pastedIn(stepsIn(workflow))).toEqual([])
  })

  test('grants nothing that a job does not ask for', () => {
    expect(workflow.permissions).toEqual({})
  })

  test('names the commit of every action that is not its own', () => {
    const foreign = stepsIn(workflow).flatMap(({ uses }) =>
      uses && !/^(\.\/|org\/openclaw-deploy)/.test(uses) ? [uses] : [],
    )
    expect(foreign.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([])
  })
})

test('no example puts an expression into a script', () => {
  const examples = pages.flatMap((file) =>
    [...text(file).matchAll(/```ya?ml\n(.*?)```/gs)].map(([, yaml = '']) => yaml),
  )
  expect(examples.length).toBeGreaterThan(5)
  expect(examples.flatMap((yaml) => pastedIn(stepsIn(parse(yaml))))).toEqual([])
})

test('the action starts programs by their arguments, and no shell', () => {
  const sources = globSync('src/**/*.ts', { cwd: root })
  const shells = sources.filter((file) =>
    /\bexecSync\b|\bshell\s*:|\bexec\b[^;]*from 'node:child_process'/.test(text(file)),
  )
  expect(shells).toEqual([])
  const starting = sources.filter((file) => /from '(node:child_process|@actions\/exec)'/.test(text(file)))
  // Each of them has its environment from src/environment.ts: see environment.test.ts.
  expect(starting.sort()).toEqual(['src/git/process.ts', 'src/image/docker.ts', 'src/manifests/kustomize/tool.ts'])
})
