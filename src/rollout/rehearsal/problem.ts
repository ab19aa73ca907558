// A failure of the rehearsal, in the words of the verdict and with where it was found.

import { DeployError, type FailureCode, type Problem, problemsOf } from '../../errors.ts'
import type { Level } from './part.ts'

/** What an empty state alone may cause, or a container that was left out. */
const MAY_BE_THE_STATE: readonly FailureCode[] = [
  'init-failed',
  'openclaw-refused',
  'crash-loop',
  'probe-failed',
  'rollout-timeout',
  'start-error',
  'verify-failed',
  'volume-not-writable',
]

/** @param hasState whether it started on a copy of the gateway's own state */
export function foundInRehearsal(failure: unknown, level: Level, hasState = false): DeployError {
  const [first, ...more] = problemsOf(failure).map((each) => inRehearsal(each, level, hasState))
  return new DeployError(first as Problem, ...more)
}

function inRehearsal(problem: Problem, level: Level, hasState: boolean): Problem {
  const mayPass = level === 'on' && !hasState && MAY_BE_THE_STATE.includes(problem.code)
  return {
    ...problem,
    message: `The rehearsal${hasState ? ' on a copy of the state' : ''} failed, and the old gateway runs on untouched: ${problem.message}`,
    fix: mayPass
      ? `${problem.fix}; if only the empty state of the rehearsal is to blame, \`rehearse: pull\` skips the start`
      : problem.fix,
  }
}
