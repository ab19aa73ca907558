// Runs an action as GitHub's runner does: what action.yml says, with Node 24, inputs as INPUT_*, the four command
// files, the post step after the main one, and secrets masked in what is shown. Never src/ through a loader.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'yaml'

export interface ActionRun {
  /** Folder of the action.yml. */
  readonly action: string
  readonly with: Readonly<Record<string, string>>
  /** GITHUB_WORKSPACE, and the folder the step starts in. */
  readonly workspace: string
  /** What the job's environment holds besides what the runner sets. */
  readonly env: Readonly<Record<string, string>>
  /** Each line of both steps as it would be shown, secrets masked. */
  readonly onLine?: (line: string, main: ChildProcess) => void
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
  readonly errors: readonly string[]
  /** RUNNER_TEMP as it was left, to look into; the caller removes it. */
  readonly temp: string
  /** Milliseconds of the main step. */
  readonly durationMs: number
}

interface ActionDefinition {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string }
}

const FILES = {
  GITHUB_OUTPUT: 'output',
  GITHUB_STATE: 'state',
  GITHUB_STEP_SUMMARY: 'summary',
  GITHUB_ENV: 'env',
  GITHUB_PATH: 'path',
}

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const definition = parse(readFileSync(join(run.action, 'action.yml'), 'utf8')) as ActionDefinition
  if (definition.runs.using !== 'node24') throw new Error(`this runner runs node24, not ${definition.runs.using}`)
  const temp = mkdtempSync(join(tmpdir(), 'openclaw-deploy-runner-'))
  const commands = join(temp, '_runner_file_commands')
  mkdirSync(commands)
  for (const name of Object.values(FILES)) writeFileSync(join(commands, name), '')
  const read = (name: string) => readFileSync(join(commands, name), 'utf8')

  const inputs = Object.entries({ ...defaultsOf(definition), ...run.with }).map(([name, value]) => [
    inputVariable(name),
    value,
  ])
  const env = {
    ...run.env,
    ...Object.fromEntries(inputs),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: run.workspace,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(Object.entries(FILES).map(([variable, name]) => [variable, join(commands, name)])),
  }

  const masks = new Set<string>()
  const raw: string[] = []
  const shown: string[] = []
  const onLine = (line: string, child: ChildProcess) => {
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
  const exitCode = await step(join(run.action, definition.runs.main), run.workspace, env, onLine)
  const durationMs = performance.now() - begun
  const state = Object.entries(keyValues(read('state'))).map(([name, value]) => [`STATE_${name}`, value])
  const post = definition.runs.post
  const postExitCode = post
    ? await step(join(run.action, post), run.workspace, { ...env, ...Object.fromEntries(state) }, onLine)
    : 0

  const result: ActionResult = {
    exitCode,
    postExitCode,
    log: shown.join('\n'),
    raw: raw.join('\n'),
    masks: [...masks],
    outputs: keyValues(read('output')),
    summary: withMasks(read('summary'), masks),
    errors: shown.flatMap((line) =>
      /^::error/.test(line) ? [decodeCommand(line.replace(/^::error[^:]*::/, ''))] : [],
    ),
    temp,
    durationMs,
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

function step(
  script: string,
  cwd: string,
  env: Record<string, string>,
  onLine: (line: string, child: ChildProcess) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
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
function decodeCommand(text: string): string {
  return text
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}
