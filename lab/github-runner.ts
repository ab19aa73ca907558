// Runs an action as GitHub's runner does: what action.yml says, with Node 24, inputs as INPUT_*, the four command
// files, the post step after the main one, and secrets masked in what is shown. Never src/ through a loader. Steps run on this
// host, unless another runner is given.

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'yaml'
import type { Seen } from './scanner/seen.ts'

/** A step's process, where it runs. */
export interface StepProcess {
  readonly pid?: number | undefined
  kill(signal: NodeJS.Signals): void
}

export type OnLine = (line: string, step: StepProcess) => void

export interface Folders {
  /** Folder of the action.yml. */
  readonly action: string
  readonly workspace: string
  /** RUNNER_TEMP, with the command files. */
  readonly temp: string
}

/** Where steps run. */
export interface Runner {
  /** Steps need the environment of this host; a runner elsewhere has its own. */
  readonly isOnHost?: boolean
  /** Brings a job's folders, which are on this host, to where its steps run. */
  enter(folders: Folders): Promise<Job>
}

export interface Job {
  /** The folders as its steps have them. */
  readonly folders: Folders
  /** @param env goes over the environment that the runner itself has @returns the exit code */
  step(script: string, env: Readonly<Record<string, string>>, onLine: OnLine): Promise<number>
  /** Makes workspace and temp on this host what they are for the steps. */
  fetch(): Promise<void>
  /** For a runner that is not this host: a new folder here with what else its steps may have left there. The caller removes it. */
  elsewhere?(): Promise<string>
  /** What was seen of its steps from outside, where somebody looked. */
  seen?(): Seen
}

export interface ActionRun {
  /** Folder of the action.yml. */
  readonly action: string
  readonly with: Readonly<Record<string, string>>
  /** GITHUB_WORKSPACE, and the folder the step starts in. */
  readonly workspace: string
  /** What the job's environment holds besides what the runner sets. */
  readonly env: Readonly<Record<string, string>>
  /** Each line of both steps as it would be shown, secrets masked. */
  readonly onLine?: OnLine
  /** The runner goes with the main step, so that nothing runs after it. */
  readonly isEvicted?: boolean
}

export interface ActionResult {
  readonly exitCode: number
  readonly postExitCode: number
  /** What the log shows, masked, without the commands that are not shown. */
  readonly log: string
  /** The same before masking, with all commands: what a test looks for secrets in is `log`. */
  readonly raw: string
  readonly masks: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
  /** Masked, as the runner uploads it. */
  readonly summary: string
  /** What the step wrote for the runner, as it wrote it, by the variable that names the file. */
  readonly written: Readonly<Record<'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_ENV' | 'GITHUB_PATH', string>>
  readonly errors: readonly string[]
  /** RUNNER_TEMP as it was left, to look into; the caller removes it. */
  readonly temp: string
  /** Of a runner that is not this host: what its home and its folder for temporary files held then. The caller removes it. */
  readonly elsewhere?: string
  /** Milliseconds of the main step. */
  readonly durationMs: number
  readonly seen?: Seen
}

interface ActionDefinition {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string }
}

const COMMANDS = '_runner_file_commands'
const FILES = {
  GITHUB_OUTPUT: 'output',
  GITHUB_STATE: 'state',
  GITHUB_STEP_SUMMARY: 'summary',
  GITHUB_ENV: 'env',
  GITHUB_PATH: 'path',
}

export async function runAction(run: ActionRun, runner: Runner = host): Promise<ActionResult> {
  const definition = parse(readFileSync(join(run.action, 'action.yml'), 'utf8')) as ActionDefinition
  if (definition.runs.using !== 'node24') throw new Error(`this runner runs node24, not ${definition.runs.using}`)
  const temp = mkdtempSync(join(tmpdir(), 'openclaw-deploy-runner-'))
  const commands = join(temp, COMMANDS)
  mkdirSync(commands)
  for (const name of Object.values(FILES)) writeFileSync(join(commands, name), '')
  const read = (name: string) => readFileSync(join(commands, name), 'utf8')

  const job = await runner.enter({ action: run.action, workspace: run.workspace, temp })
  const { action, workspace } = job.folders
  const commandsThere = join(job.folders.temp, COMMANDS)
  const inputs = Object.entries({ ...defaultsOf(definition), ...run.with }).map(([name, value]) => [
    inputVariable(name),
    value,
  ])
  const env = {
    ...run.env,
    ...Object.fromEntries(inputs),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: job.folders.temp,
    ...Object.fromEntries(Object.entries(FILES).map(([variable, name]) => [variable, join(commandsThere, name)])),
  }

  const masks = new Set<string>()
  const raw: string[] = []
  const shown: string[] = []
  const onLine: OnLine = (line, child) => {
    raw.push(line)
    const secret = /^::add-mask::(.*)$/.exec(line)?.[1]
    if (secret !== undefined) {
      masks.add(decodeCommand(secret))
      return
    }
    const masked = withMasks(line, masks)
    shown.push(masked)
    run.onLine?.(masked, child)
  }

  const begun = performance.now()
  const exitCode = await job.step(join(action, definition.runs.main), env, onLine)
  const durationMs = performance.now() - begun
  if (!run.isEvicted) await job.fetch()
  const state = Object.entries(keyValues(read('state'))).map(([name, value]) => [`STATE_${name}`, value])
  const post = definition.runs.post
  let postExitCode = 0
  if (post && !run.isEvicted) {
    postExitCode = await job.step(join(action, post), { ...env, ...Object.fromEntries(state) }, onLine)
    await job.fetch()
  }

  const elsewhere = run.isEvicted ? undefined : await job.elsewhere?.()

  const result: ActionResult = {
    exitCode,
    postExitCode,
    log: shown.join('\n'),
    raw: raw.join('\n'),
    masks: [...masks],
    outputs: keyValues(read('output')),
    summary: withMasks(read('summary'), masks),
    written: {
      GITHUB_OUTPUT: read('output'),
      GITHUB_STATE: read('state'),
      GITHUB_ENV: read('env'),
      GITHUB_PATH: read('path'),
    },
    errors: shown.flatMap((line) =>
      /^::error/.test(line) ? [decodeCommand(line.replace(/^::error[^:]*::/, ''))] : [],
    ),
    temp,
    ...(elsewhere !== undefined && { elsewhere }),
    durationMs,
    ...(job.seen && { seen: job.seen() }),
  }
  rmSync(commands, { recursive: true })
  return result
}

/** `INPUT_ECR-REPOSITORY`: upper case, spaces to underscores, dashes kept. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function defaultsOf({ inputs = {} }: ActionDefinition): Record<string, string> {
  // The runner sets every input of action.yml, to '' where there is no default.
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: value }]) => [name, value === undefined ? '' : String(value)]),
  )
}

const host: Runner = {
  isOnHost: true,
  enter: async (folders) => ({
    folders,
    step: (script, env, onLine) => runHere([process.execPath, script], folders.workspace, env, onLine),
    fetch: async () => {},
  }),
}

/** A step as a process of this host. @returns its exit code, once nobody has its pipes any more */
export function runHere(
  [program, ...args]: readonly [string, ...string[]],
  cwd: string,
  env: Readonly<Record<string, string>>,
  onLine: OnLine,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => onLine(line, child))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)))
  })
}

/** The format of the command files: `name<<delimiter`, lines, `delimiter`; or `name=value`. */
function keyValues(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(line) ?? []
    if (name && delimiter) {
      const end = lines.indexOf(delimiter, at + 1)
      found[name] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (line.includes('=')) {
      found[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
    }
  }
  return found
}

function withMasks(text: string, masks: ReadonlySet<string>): string {
  let masked = text
  for (const secret of masks) masked = masked.replaceAll(secret, '***')
  return masked
}

/** Workflow commands escape what would end them. */
export function decodeCommand(text: string): string {
  return text
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}
