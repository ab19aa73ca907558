// Git as a child process: bounded, never asking anybody, and heard without secrets.

import { spawn } from 'node:child_process'
import { childEnvironment, type Environment } from '../environment.ts'
import { DeployError, messageOf } from '../errors.ts'
import { telling } from './answer.ts'

export interface Ran {
  /** -1 when a signal ended it. */
  readonly exitCode: number
  readonly stdout: Buffer
  readonly stderr: string
  readonly timedOut: boolean
}

interface Options {
  readonly input?: string
  readonly env?: Environment
  /** Instead of the usual bound. */
  readonly timeoutMs?: number
}

export interface Bounds {
  readonly timeoutMs?: number
  /** Ends what runs, and lets nothing begin. */
  readonly signal?: AbortSignal
}

// A push is seconds, as is all that asks no server; more is a server that accepts the connection and does not answer.
const LONGEST_COMMAND_MS = 120_000
// To take its lock files away.
const GRACE_MS = 2_000

const SETTINGS = [
  // A hook of the checkout, such as husky's, would judge the work tree, which is not what is pushed.
  'core.hooksPath=/dev/null',
  // Would go on in the background after the job's end.
  'gc.auto=0',
  'maintenance.auto=false',
  // Would put the temporary index's shared part into the repository.
  'core.splitIndex=false',
]

// What points git elsewhere than at the manifests' own repository, or has it print requests with their credentials.
const DISTURBING = /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|NAMESPACE|PREFIX|TRACE.*|CURL_VERBOSE)$/

// Set from a variable that is not there, each of them is empty, and git makes no commit of nobody.
const PERSONAL = /^GIT_(AUTHOR|COMMITTER)_(NAME|EMAIL)$/

// Whose name a push with GITHUB_TOKEN carries anyway: https://github.com/actions/checkout#push-a-commit-using-the-built-in-token
const BOT = 'github-actions[bot]'
const BOT_EMAIL = '41898282+github-actions[bot]@users.noreply.github.com'

export class Git {
  readonly #folder: string
  readonly #env: Environment
  readonly #timeoutMs: number
  readonly #signal: AbortSignal | undefined

  /** @param folder absolute path @param env of the job: `GIT_AUTHOR_NAME` and the like in it replace the bot's */
  constructor(folder: string, env: Environment, { timeoutMs = LONGEST_COMMAND_MS, signal }: Bounds = {}) {
    this.#folder = folder
    this.#timeoutMs = timeoutMs
    this.#signal = signal
    this.#env = {
      GIT_AUTHOR_NAME: BOT,
      GIT_AUTHOR_EMAIL: BOT_EMAIL,
      GIT_COMMITTER_NAME: BOT,
      GIT_COMMITTER_EMAIL: BOT_EMAIL,
      ...Object.fromEntries(
        Object.entries(childEnvironment(env)).filter(
          ([name, value]) => !DISTURBING.test(name) && !(PERSONAL.test(name) && !value?.trim()),
        ),
      ),
      // Its words are read by answer.ts.
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GIT_LITERAL_PATHSPECS: '1',
    }
  }

  /** @throws DeployError only when there is no git to run; the signal's reason when it came before */
  run(args: readonly string[], { input = '', env = {}, timeoutMs = this.#timeoutMs }: Options = {}): Promise<Ran> {
    return new Promise((resolve, reject) => {
      this.#signal?.throwIfAborted()
      const settings = SETTINGS.flatMap((setting) => ['-c', setting])
      // A group of its own: killing git alone would leave its transport, which holds the pipes open.
      const child = spawn('git', [...settings, ...args], {
        cwd: this.#folder,
        env: { ...this.#env, ...env },
        detached: true,
      })
      const stdout: Buffer[] = []
      const stderr: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
      let timedOut = false
      const signalAll = (signal: NodeJS.Signals) => {
        try {
          process.kill(-(child.pid as number), signal)
        } catch {
          // It has just ended.
        }
      }
      const end = () => {
        signalAll('SIGTERM')
        const kill = () => {
          signalAll('SIGKILL')
          // What has left the group may hold them open still.
          child.stdout.destroy()
          child.stderr.destroy()
        }
        timers.push(setTimeout(kill, GRACE_MS))
      }
      const timers = [
        setTimeout(() => {
          timedOut = true
          end()
        }, timeoutMs),
      ]
      this.#signal?.addEventListener('abort', end)
      const settle = () => {
        timers.forEach(clearTimeout)
        this.#signal?.removeEventListener('abort', end)
      }
      child.on('error', (error) => {
        settle()
        reject(noGit(error))
      })
      child.on('close', (code) => {
        settle()
        resolve({
          exitCode: code ?? -1,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString(),
          timedOut,
        })
      })
      // It may end without reading.
      child.stdin.on('error', () => {})
      child.stdin.end(input)
    })
  }

  /** What it prints, trimmed. @throws DeployError `commit-failed` when it fails: for commands that only a bug or a full disk fails */
  async text(args: readonly string[], options: Options = {}): Promise<string> {
    const ran = await this.run(args, options)
    if (ran.exitCode === 0) return ran.stdout.toString().trim()
    const [said = `exit code ${ran.exitCode}`, ...more] = telling(ran.stderr)
    throw new DeployError({
      code: 'commit-failed',
      message: `\`git ${args[0]}\` failed in the checkout: ${said}`,
      fix: 'Check the disk and the repository of the runner, then run again',
      evidence: [said, ...more],
    })
  }
}

function noGit(error: unknown): DeployError {
  return new DeployError({
    code: 'git-unusable',
    message: `\`commit: push\` needs git, and it cannot be run: ${messageOf(error)}`,
    fix: 'Use a runner image with git, which actions/checkout needs too (without it there is no repository, only files)',
  })
}
