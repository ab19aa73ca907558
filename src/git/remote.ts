// Fetching from the remote and pushing to it, and why that was not possible.

import { DeployError, type FailureCode } from '../errors.ts'
import { withJitter } from '../jitter.ts'
import { type Answer, judge, telling } from './answer.ts'
import type { Git, Ran } from './process.ts'

export const REMOTE = 'origin'

const MOST_ASKED = 4
const FIRST_PAUSE_MS = 500
// It may bring the whole history; a server that sends nothing is given up as soon as by any other command.
const LONGEST_FETCH_MS = 600_000
const STALLED = ['-c', 'http.lowSpeedLimit=1', '-c', 'http.lowSpeedTime=120']

export interface Answered {
  readonly answer: Answer
  readonly ran: Ran
}

/** Brings what the branch is now; `tip` is its commit, undefined unless the answer is `done`. */
export async function fetchTip(git: Git, branch: string): Promise<Answered & { readonly tip?: string }> {
  // Without --depth, which would make a full clone shallow, and cut off in a shallow one what is asked for afterwards. So a
  // shallow clone gets what is new since its commit, and with the merge of a branch that began before that, all of history.
  const args = [...STALLED, 'fetch', '--no-tags', '--no-recurse-submodules', REMOTE, `refs/heads/${branch}`]
  const ran = await git.run(args, { timeoutMs: LONGEST_FETCH_MS })
  const answer = answerOf(ran, 'slow')
  return answer === 'done' ? { answer, ran, tip: await git.text(['rev-parse', 'FETCH_HEAD']) } : { answer, ran }
}

/** Never by force. @param commit what the branch is to become */
export async function push(git: Git, commit: string, branch: string, { dryRun = false } = {}): Promise<Answered> {
  // Whatever the user's configuration adds to a push.
  const plain = ['--no-follow-tags', '--recurse-submodules=no']
  const only = dryRun ? ['--dry-run'] : []
  const ran = await git.run(['push', '--porcelain', ...only, ...plain, REMOTE, `${commit}:refs/heads/${branch}`])
  return { answer: answerOf(ran), ran }
}

/** Asks again, a few times, while the server cannot be reached: one that restarts is back within seconds. */
export async function patiently<T extends Answered>(
  ask: () => Promise<T>,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answered = await ask()
    if (answered.answer !== 'unreachable' || attempt === MOST_ASKED) return answered
    await pause(withJitter(FIRST_PAUSE_MS * 3 ** (attempt - 1)))
  }
}

/** @param late what it is when its time was up */
function answerOf(ran: Ran, late: Answer = 'silent'): Answer {
  // What ends well in the very moment of its end has ended well.
  return ran.timedOut && ran.exitCode !== 0 ? late : judge(ran.exitCode, wordsOf(ran))
}

export function wordsOf({ stdout, stderr }: Ran): string {
  return `${stderr}\n${stdout.toString()}`
}

interface Meaning {
  readonly code: FailureCode
  readonly fix: string
}

const UNREACHABLE: Meaning = {
  code: 'git-unreachable',
  fix: 'Check that the runner reaches the git server, then run again',
}

const MEANINGS: Readonly<Record<Exclude<Answer, 'done'>, Meaning>> = {
  moved: {
    code: 'commit-failed',
    fix: 'Run again when fewer others push to this branch',
  },
  protected: {
    code: 'commit-protected',
    fix: 'Let the workflow’s bot bypass the rules of this branch, or set `commit: off` and open a pull request with the written manifest in a next step',
  },
  denied: {
    code: 'git-denied',
    fix: 'Give the job `contents: write` and leave `persist-credentials` of actions/checkout on, or check out with a token or deploy key that may write',
  },
  missing: {
    code: 'git-unusable',
    fix: 'Push that branch first, or check out one that is there (`ref:` of actions/checkout)',
  },
  unreachable: UNREACHABLE,
  silent: UNREACHABLE,
  slow: {
    code: 'git-unreachable',
    fix: 'Check that the runner reaches the git server; if the history is long, set `fetch-depth: 0` of actions/checkout, so that little is left to fetch',
  },
  failed: {
    code: 'commit-failed',
    fix: 'Look at git’s own words, and try the push from a checkout',
  },
}

/** Where git's own words are not what a person needs. */
const SAID: Readonly<Partial<Record<Answer, string>>> = {
  moved: 'others pushed to it in between, every time',
  silent: 'the server did not answer in time',
  slow: `the fetch took longer than ${LONGEST_FETCH_MS / 60_000} minutes`,
}

/** @param what was not possible, as words that git's follow after a colon */
export function remoteProblem(what: string, { answer, ran }: Answered): DeployError {
  const lines = telling(wordsOf(ran))
  const said = SAID[answer] ?? lines[0] ?? `exit code ${ran.exitCode}`
  return new DeployError({
    ...MEANINGS[answer === 'done' ? 'failed' : answer],
    message: `${what}: ${said}`,
    ...(lines.length > 0 && { evidence: lines }),
  })
}
