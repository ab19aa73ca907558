// Running commands to their end, and telling whether a process is still the one we started.

import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { cleanEnvironment } from './ambient.ts'

/** A bare pid may be reused; together with its start time (in clock ticks since boot) it names one process. */
export interface ProcessId {
  pid: number
  started: string
}

export function identify(pid: number): ProcessId | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name is in parentheses and may contain anything; fields are counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return undefined
    return { pid, started: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

export const isSame = (id: ProcessId): boolean => identify(id.pid)?.started === id.started

export function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : []
}

export function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return ''
  }
}

export class CommandError extends Error {
  readonly log: string | undefined
  constructor(message: string, log?: string) {
    super(message)
    this.log = log
  }
}

export interface RunOptions {
  cwd?: string
  env?: Record<string, string>
  input?: string
  /** Output goes to this file instead of to the caller. */
  log?: string
}

const running = new Set<number>()

/** Ends what `run` has started and not seen the end of, e.g. when another part has failed meanwhile. */
export function abandonCommands(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGTERM')
    } catch {
      // It ended by itself.
    }
  }
}

export function run(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    if (options.log) mkdirSync(dirname(options.log), { recursive: true })
    const log = options.log ? openSync(options.log, 'a') : undefined
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? cleanEnvironment(),
      stdio: [options.input === undefined ? 'ignore' : 'pipe', log ?? 'pipe', log ?? 'pipe'],
      // A group of its own, so that a failing `up` can end a whole build.
      detached: true,
    })
    if (log !== undefined) closeSync(log)
    if (child.pid) running.add(child.pid)
    let output = ''
    let errors = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      errors += chunk
    })
    // It may end without reading, and then tells why.
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (child.pid) running.delete(child.pid)
      if (code === 0) resolve(output)
      else {
        const said = (errors || output).trim().split('\n').slice(-8).join('\n')
        const how = signal ? `was ended by ${signal}` : `failed with exit code ${code}`
        reject(
          new CommandError(`${[command, ...args.slice(0, 4)].join(' ')} ${how}${said && `:\n${said}`}`, options.log),
        )
      }
    })
  })
}

/** For commands whose failure means "there was nothing to do". */
export const tryRun = (command: string, args: string[]): Promise<string | undefined> =>
  run(command, args).catch(() => undefined)
