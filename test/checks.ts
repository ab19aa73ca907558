// Runs checks one after the other with progress, and counts: the closing line of every test command.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { cleanEnvironment } from '../lab/environment.ts'

export const root = resolve(import.meta.dirname, '..')

export interface Tally {
  passed: number
  failed: number
  /** Each failed case with what it said, to be read again at the end: a log of thousands of lines is not searched at night. */
  failures: string[]
}

export const newTally = (): Tally => ({ passed: 0, failed: 0, failures: [] })

function failed(tally: Tally, name: string, message: string): void {
  tally.failed++
  tally.failures.push(`${name}\n${message}`)
}

/** One check: passes when `work` returns, fails with what it throws. */
export async function check(tally: Tally, name: string, work: () => void | Promise<void>): Promise<void> {
  const begun = performance.now()
  try {
    await work()
    tally.passed++
    console.log(`ok      ${name} (${seconds(begun)})`)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    failed(tally, name, message)
    console.log(`FAILED  ${name} (${seconds(begun)})\n${message}`)
  }
}

/** A command that must exit with 0; its output is shown only when it does not. */
export async function command(program: string, ...args: string[]): Promise<void> {
  const child = spawn(program, args, { cwd: root, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
  if (code !== 0)
    throw new Error(`${[program, ...args].join(' ')} ended with ${code}:\n${Buffer.concat(output).toString('utf8')}`)
}

/** What is read of jest's own JSON report. */
interface Report {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

/** Runs jest, shows each test as it ends, and adds its counts. */
export async function jest(tally: Tally, ...args: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-jest-'))
  const report = join(folder, 'report.json')
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      `--reporters=${join(root, 'test/progress.mjs')}`,
      `--outputFile=${report}`,
      ...args,
    ],
    // The JSON goes to the file and to stdout; people read stderr.
    { cwd: root, env: cleanEnvironment(), stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
  try {
    const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
    tally.passed += numPassedTests
    const before = tally.failed
    for (const { name, status, message, assertionResults } of testResults) {
      const cases = assertionResults.filter((one) => one.status === 'failed')
      for (const one of cases) failed(tally, one.fullName, one.failureMessages.join('\n'))
      if (status === 'failed' && cases.length === 0) failed(tally, name, message)
    }
    if (code !== 0 && tally.failed === before) failed(tally, 'jest', `ended with ${code} and no failed test`)
  } catch {
    failed(tally, 'jest', `ended with ${code} and left no report`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const linesAgain = 12

/** Prints what failed once more, then the closing line, and sets the exit code. */
export function close({ passed, failed, failures }: Tally): void {
  for (const failure of failures) {
    const ours = failure.split('\n').filter((line) => !/^\s+at .*(node_modules|node:internal)/.test(line))
    console.log(`FAILED  ${ours.slice(0, linesAgain).join('\n')}`)
  }
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  console.log(`${passed} passed, ${failed} failed`)
}

export function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
