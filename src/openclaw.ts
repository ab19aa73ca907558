// OpenClaw's own command, run in the gateway's own container: there it has the gateway's state, token and address.

/** What the command came to. */
export interface Answer {
  /** The container's clock as the command began; epoch milliseconds. */
  readonly nowMs: number
  /** Null when a signal or the deadline ended it. */
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  /** A system's error code, when the command could not be started. */
  readonly failure?: string
}

// Of some thousand devices.
const MOST_OUTPUT_CHARACTERS = 4_000_000

/**
 * JavaScript for `node -e` (24 and later) that defines `openclaw(args, limitMs)`, a promise of an `Answer`. At its end, and
 * at its deadline, the command goes with all that it started.
 */
export const RUN_OPENCLAW = `
const { spawn } = process.getBuiltinModule('node:child_process')
const openclaw = (args, limitMs) => new Promise((done) => {
  const answer = { nowMs: Date.now(), exitCode: null, stdout: '', stderr: '' }
  const child = spawn('openclaw', args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = () => { try { process.kill(-child.pid, 'SIGKILL') } catch {} }
  const deadline = setTimeout(end, limitMs)
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => {
    answer[name] += text
    if (answer[name].length > ${MOST_OUTPUT_CHARACTERS}) end()
  })
  const tell = () => { clearTimeout(deadline); done(answer) }
  child.on('error', (error) => { answer.failure = error.code; tell() })
  child.on('close', (code) => { answer.exitCode = code; if (!answer.failure) tell() })
})
`

/** In its own words: the message of its JSON, else the last line that it wrote. */
export function wordsOf({ stdout, stderr }: Answer): string {
  const { error } = (json(stdout) ?? {}) as { error?: { message?: unknown } }
  if (typeof error?.message === 'string') return oneLine(error.message)
  return lastLine(stderr) || lastLine(stdout)
}

/** With `logging.consoleStyle: json` each line is an object. */
export function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? ''
  const { message } = (json(line) ?? {}) as { message?: unknown }
  return oneLine(typeof message === 'string' ? message : line)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300)
}
