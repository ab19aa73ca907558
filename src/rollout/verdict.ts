// Whether a rollout, or a pod by itself, is done, goes on or has failed. Pure: what is seen goes in, and what was seen before.
//
// A rollout has failed when a suspicion (causes/*.ts) has stood longer than its patience (patience.ts), never at the
// mere sight of something unknown.

import type { Problem } from '../errors.ts'
import type { Pod } from '../kube/workloads.ts'
import { isNewerThan } from './causes/admission.ts'
import { evidenceOf, printable } from './evidence.ts'
import { type Finding, keyOf, type Step } from './finding.ts'
import type { Goal } from './goal.ts'
import type { History } from './history.ts'
import { look, newPods } from './look.ts'
import { type Look, lookAtPod } from './look-pod.ts'
import type { RolloutView } from './view.ts'

export type { Step } from './finding.ts'
export type { Expected, ExpectedPod, Goal } from './goal.ts'
export { type History, NO_HISTORY } from './history.ts'

export type Verdict =
  | { readonly state: 'ready'; readonly pod: Pod }
  | {
      readonly state: 'progressing'
      readonly step: Step
      /** One line for the log; the same as long as nothing changes. */
      readonly line: string
      /** When a patience may end, though nothing changes. */
      readonly recheckInMs?: number
    }
  | { readonly state: 'failed'; readonly problem: Problem }

export function judge(
  view: RolloutView,
  goal: Goal,
  nowMs: number,
  history: History,
): { verdict: Verdict; history: History } {
  const seen = lookAt(view, goal, history)
  const since = new Map(seen.findings.map(keyOf).map((key) => [key, history.since.get(key) ?? nowMs]))
  const remembered = { ...seen.history, since }
  return { verdict: weigh(view, goal, nowMs, seen, since), history: remembered }
}

function lookAt(view: RolloutView, goal: Goal, history: History): Look {
  return 'pod' in goal ? lookAtPod(view, goal, history) : look(view, goal, history)
}

/** The failure of a rollout that one of the clocks ended, by what holds it up now. */
export function timeoutProblem(
  view: RolloutView,
  goal: Goal,
  history: History,
  nowMs: number,
  timeoutMs: number,
  kind: 'overall' | 'no-progress',
): Problem {
  const { findings, line } = lookAt(view, goal, history)
  const [finding] = findings
  const seconds = Math.round(timeoutMs / 1000)
  const sinceMs = finding && history.since.get(keyOf(finding))
  const standing = sinceMs === undefined ? '' : ` (for the last ${Math.round((nowMs - sinceMs) / 1000)} s)`
  const clock =
    kind === 'overall' ? `not ready within ${seconds} s` : `not ready, and nothing has changed for ${seconds} s`
  return {
    code: 'rollout-timeout',
    message: sentence(`The new gateway was ${clock}: ${finding?.line ?? finding?.message ?? line}${standing}`),
    fix: finding?.fix ?? 'Look at what it waits for; `timeout` can be raised if the node is only slow',
    evidence: evidence(view, goal, finding),
    ...blameOf(finding),
  }
}

function weigh(
  view: RolloutView,
  goal: Goal,
  nowMs: number,
  { ready, step, line, findings }: Look,
  since: ReadonlyMap<string, number>,
): Verdict {
  if (ready) return { state: 'ready', pod: ready }
  const age = (finding: Finding) => nowMs - (since.get(keyOf(finding)) ?? nowMs)
  const hopeless = findings.find((each) => age(each) >= each.patienceMs)
  if (hopeless) return { state: 'failed', problem: problemOf(view, goal, hopeless) }
  const deadline = deadlineExceeded(view, goal, findings[0])
  if (deadline) return { state: 'failed', problem: deadline }
  const shown = findings.find((each) => age(each) >= (each.shownAfterMs ?? 0))
  const rechecks = findings
    .flatMap((each) => [each.patienceMs - age(each), (each.shownAfterMs ?? 0) - age(each)])
    .filter((ms) => ms > 0 && Number.isFinite(ms))
  return {
    state: 'progressing',
    step,
    line: sentence(shown ? `${shown.subject ? `${shown.subject}: ` : ''}${shown.line ?? shown.message}` : line),
    ...(rechecks.length > 0 && { recheckInMs: Math.min(...rechecks) }),
  }
}

// An image reference alone can have 200 characters.
const SENTENCE_LENGTH = 600

function sentence(text: string): string {
  return printable(text, SENTENCE_LENGTH)
}

function problemOf(view: RolloutView, goal: Goal, finding: Finding): Problem {
  const { code, message, fix } = finding
  return { code, message: sentence(message), fix, evidence: evidence(view, goal, finding), ...blameOf(finding) }
}

function blameOf(finding: Finding | undefined): Pick<Problem, 'blameless'> {
  return finding?.blameless ? { blameless: true } : {}
}

function evidence(view: RolloutView, goal: Goal, finding: Finding | undefined): string[] {
  const pod = finding?.pod ?? ('pod' in goal ? view.pods[0] : newPods(view, goal)[0])
  return evidenceOf(view, pod, finding?.container ?? goal.container, finding?.cause)
}

/**
 * The Deployment's own deadline, if it passed in this rollout: after a rollback onto a ReplicaSet that exists, the
 * controller leaves the condition of the failed rollout standing (kubernetes#49637, kubernaut#199).
 */
function deadlineExceeded({ deployment, ...view }: RolloutView, goal: Goal, finding?: Finding): Problem | undefined {
  const condition = deployment?.status?.conditions?.find(
    (each) => each.type === 'Progressing' && each.reason === 'ProgressDeadlineExceeded',
  )
  if (condition === undefined || !isNewerThan(condition, goal.appliedAtMs)) return undefined
  const seconds = deployment?.spec.progressDeadlineSeconds ?? 600
  return {
    code: 'progress-deadline',
    message: sentence(
      `The Deployment made no progress within its progressDeadlineSeconds of ${seconds}${finding ? `: ${finding.line ?? finding.message}` : ''}`,
    ),
    fix: finding?.fix ?? 'Raise progressDeadlineSeconds if the node is only slow',
    evidence: evidence({ deployment, ...view }, goal, finding),
    ...blameOf(finding),
  }
}
