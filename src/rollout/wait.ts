// Waiting for the new gateway's pod: looks at each change at once, and gives up on what the verdict calls hopeless, or
// when one of two clocks ends.

import { DeployError } from '../errors.ts'
import type { Pod } from '../kube/workloads.ts'
import { formatSeconds } from '../report/log.ts'
import { unseenFor } from './history.ts'
import { Observer, type PodTarget, type RolloutTarget } from './observe.ts'
import {
  type Expected,
  type ExpectedPod,
  type Goal,
  judge,
  NO_HISTORY,
  type Step,
  timeoutProblem,
  type Verdict,
} from './verdict.ts'
import type { RolloutView } from './view.ts'

interface Limits {
  /** Of the whole wait. */
  readonly timeoutMs: number
  /** How long nothing may change. */
  readonly noProgressMs?: number
  /** After this long without news, the last line is said again. */
  readonly repeatMs?: number
  /** Ends the wait, which then throws its reason. */
  readonly signal?: AbortSignal
}

/** What hears a wait as it goes. */
export interface WaitListener {
  /** Told each time the state changes, and the same line again when it does not for long. */
  progress(line: string): void
  /** Given each judgement and what it saw, with the milliseconds by `performance.now()` since the wait began. */
  onView?(ms: number, view: RolloutView, verdict: Verdict): void
}

/** Longer than any cluster that is well leaves a pod without a change, apart from the steps below. */
const NO_PROGRESS_MS = 300_000
/**
 * Here a node works for as long as it takes, such as on a large image over a slow line, and reports nothing meanwhile.
 * That it pulls is told by an event alone, which we may have no right to see: then it looks like a start.
 */
const SILENT_STEPS: readonly Step[] = ['pull', 'init', 'start']
/** People take a log that stands still for a job that hangs. */
const REPEAT_MS = 30_000
/** How soon to look again when the watched view and the one asked for differ: a watch is just catching up. */
const CATCH_UP_MS = 500

/**
 * Waits until the Deployment runs exactly what was applied.
 * @throws DeployError with the first real cause, or at the end of a clock with what it waited for
 */
export async function waitForRollout(
  target: RolloutTarget,
  expected: Expected,
  limits: Limits,
  listener: WaitListener,
): Promise<Pod> {
  return wait(target, expected, limits, listener)
}

/**
 * Waits until a pod by itself is ready or done, judged as a pod of a rollout would be.
 * @throws as `waitForRollout` does
 */
export async function waitForPod(
  target: PodTarget,
  expected: ExpectedPod,
  limits: Limits,
  listener: WaitListener,
): Promise<Pod> {
  return wait(target, expected, limits, listener)
}

async function wait(
  target: RolloutTarget | PodTarget,
  goal: Goal,
  limits: Limits,
  listener: WaitListener,
): Promise<Pod> {
  const bell = new Bell()
  const onNote = (line: string) => listener.progress(line)
  const onAbort = () => bell.ring()
  const observer = new Observer(target, goal, { onChange: () => bell.ring(), onNote })
  limits.signal?.addEventListener('abort', onAbort)
  try {
    return await new Wait(observer, bell, goal, limits, listener).run()
  } finally {
    limits.signal?.removeEventListener('abort', onAbort)
    observer.close()
  }
}

class Wait {
  readonly #observer: Observer
  readonly #bell: Bell
  readonly #goal: Goal
  readonly #limits: Limits & Required<Pick<Limits, 'noProgressMs' | 'repeatMs'>>
  readonly #listener: WaitListener
  readonly #begunMs = performance.now()
  #history = NO_HISTORY
  /** Since when nothing can be seen, by the clock of the history. */
  #blindSinceMs: number | undefined
  /** The last that was said, when it changed, and when it was said last. */
  #line = 'Waiting for the first answer of the cluster'
  #step: Step | undefined
  #changedMs = this.#begunMs
  #saidMs = this.#begunMs

  constructor(observer: Observer, bell: Bell, goal: Goal, limits: Limits, listener: WaitListener) {
    this.#observer = observer
    this.#bell = bell
    this.#goal = goal
    this.#limits = { noProgressMs: NO_PROGRESS_MS, repeatMs: REPEAT_MS, ...limits }
    this.#listener = listener
  }

  async run(): Promise<Pod> {
    const deadlineMs = this.#begunMs + this.#limits.timeoutMs
    for (;;) {
      if (this.#observer.failure !== undefined) throw this.#observer.failure
      const { view } = this.#observer
      // Nothing is concluded from a view that may be old: while the server is away, only the deadline counts.
      const isBlind = view === undefined || this.#observer.away !== undefined
      const verdict = isBlind ? undefined : this.#judge(view)
      this.#limits.signal?.throwIfAborted()
      if (verdict?.state === 'ready') return verdict.pod
      if (verdict?.state === 'progressing') this.#say(verdict)
      if (isBlind) this.#turnBlind()
      this.#repeat()

      const now = performance.now()
      const stuckInMs = this.#stuckInMs(verdict)
      let lookInMs = verdict?.state === 'progressing' ? (verdict.recheckInMs ?? Infinity) : Infinity
      const end =
        now >= deadlineMs
          ? 'overall'
          : verdict?.state === 'failed'
            ? 'verdict'
            : stuckInMs <= 0
              ? 'no-progress'
              : undefined
      if (end) {
        const pod = await this.#conclude(end)
        if (pod) return pod
        lookInMs = CATCH_UP_MS
      }
      const repeatInMs = this.#saidMs + this.#limits.repeatMs - now
      await this.#bell.rung(Math.min(lookInMs, deadlineMs - now, repeatInMs, ...(end ? [] : [stuckInMs])))
    }
  }

  /** When the no-progress clock ends. While the verdict has a patience of its own going, it has the word. */
  #stuckInMs(verdict: Verdict | undefined): number {
    if (verdict?.state !== 'progressing' || verdict.recheckInMs !== undefined) return Infinity
    if (SILENT_STEPS.includes(verdict.step)) return Infinity
    return this.#changedMs + this.#limits.noProgressMs - performance.now()
  }

  /** Neither the no-progress clock nor a patience runs. */
  #turnBlind(): void {
    this.#changedMs = performance.now()
    this.#blindSinceMs ??= Date.now()
  }

  #judge(view: RolloutView): Verdict {
    const nowMs = Date.now()
    const before = unseenFor(this.#history, nowMs - (this.#blindSinceMs ?? nowMs))
    this.#blindSinceMs = undefined
    const { verdict, history } = judge(view, this.#goal, nowMs, before)
    this.#history = history
    this.#listener.onView?.(performance.now() - this.#begunMs, view, verdict)
    return verdict
  }

  /**
   * The last word is said on what is there now, with complete logs.
   * @returns the pod when it is ready after all; undefined when it goes on, or nobody can tell
   * @throws DeployError when it failed, or a clock has ended
   */
  async #conclude(end: 'verdict' | 'no-progress' | 'overall'): Promise<Pod | undefined> {
    const { timeoutMs, noProgressMs } = this.#limits
    const view = await this.#observer.lastLook().catch(() => undefined)
    if (view === undefined) {
      if (end === 'overall') throw unknown(this.#observer.away, timeoutMs)
      return undefined
    }
    const verdict = this.#judge(view)
    if (verdict.state === 'ready') return verdict.pod
    if (verdict.state === 'failed') throw new DeployError(verdict.problem)
    if (end === 'verdict') return undefined
    const ms = end === 'overall' ? timeoutMs : noProgressMs
    throw new DeployError(timeoutProblem(view, this.#goal, this.#history, Date.now(), ms, end))
  }

  #say({ line, step }: { line: string; step: Step }): void {
    if (line === this.#line && step === this.#step) return
    const now = performance.now()
    this.#changedMs = now
    this.#step = step
    if (line === this.#line) return
    this.#line = line
    this.#saidMs = now
    this.#listener.progress(line)
  }

  #repeat(): void {
    const now = performance.now()
    if (now < this.#saidMs + this.#limits.repeatMs) return
    this.#saidMs = now
    const { away } = this.#observer
    this.#listener.progress(
      away === undefined ? `${this.#line} (for ${formatSeconds(now - this.#changedMs)})` : `Still: ${away}`,
    )
  }
}

/** The wait ended without the cluster's word. */
function unknown(away: string | undefined, timeoutMs: number): DeployError {
  const within = `within ${formatSeconds(timeoutMs)}`
  return new DeployError({
    code: 'cluster-unreachable',
    message: `Whether the new gateway became ready ${within} is not known: ${away ?? 'the API server told nothing'}`,
    fix: 'Look at the cluster; when its API server answers again, run again: what is ready already is not restarted',
  })
}

/** Wakes one waiter on a change or in time. */
class Bell {
  #isRung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#isRung = true
    // A burst comes in one macrotask and is judged once, after it.
    if (this.#wake) setImmediate(this.#wake)
    this.#wake = undefined
  }

  async rung(withinMs: number): Promise<void> {
    if (!this.#isRung) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        // Beyond 2^31 ms, setTimeout would fire at once.
        timer = setTimeout(resolve, Math.min(Math.max(withinMs, 0), 2 ** 31 - 1))
      })
      clearTimeout(timer)
      this.#wake = undefined
    }
    this.#isRung = false
  }
}
