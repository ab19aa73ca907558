// One deploy of a gateway at a time. The lock is looked at before anything else is read, and taken as it was then once all is
// read: what was read is then still true, and no part of the survey had to wait for the lock.

import { type FailureCode, messageOf, problemsOf } from '../errors.ts'
import type { Right } from '../kube/access.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Run } from '../run.ts'
import type { DeployLock } from '../state/lock.ts'
import type { RecordPlace } from '../state/store.ts'

// The other run may have its build and its rehearsal, its rollout and the way back still before it.
const TIMEOUTS_OF_PATIENCE = 3
const LEAST_PATIENCE_MS = 900_000

/** What a survey may find only because another deploy is half-way. All else is as true when that has ended, so it is told at once. */
const OF_THE_MOMENT: ReadonlySet<FailureCode> = new Set([
  // The version that is live may be one that the other is about to put back.
  'downgrade-refused',
  'release-too-new',
  // It may yet apply what is to be kept, and renew the pull secret.
  'secret-encrypted',
  'pull-secret',
  // It may be building the very image for which this runner has no Docker.
  'docker-unavailable',
])

export class Lock {
  readonly #run: Run
  readonly #isWanted: boolean
  readonly #pace: { readonly pollMs?: number }
  #lock: DeployLock | undefined
  #isTaken = false
  #isApplying = false
  /** Undefined in a dry run, which leaves nothing behind. */
  #place: RecordPlace | undefined

  /** @param pace how often the lock is asked for, if not as often as a deploy does */
  constructor(run: Run, pace: { readonly pollMs?: number } = {}) {
    this.#run = run
    this.#pace = pace
    this.#isWanted = run.inputs.lock !== 'off' && !run.inputs.dryRun
  }

  async rights(place: RecordPlace): Promise<Right[]> {
    return this.#isWanted ? (await import('../state/lock.ts')).lockRights(place) : []
  }

  /** To be done before anything is read that another deploy could change. @throws DeployError where another deploy is not waited for */
  async look(client: KubeClient, place: RecordPlace): Promise<void> {
    if (!this.#run.inputs.dryRun) this.#place = place
    if (!this.#isWanted) return
    // The server may have been away for longer than the lock's term, and another run be at work by now.
    // What is written without it (a login that is renewed where the survey has failed) has nothing to prove.
    client.guardWrites(async () => (this.#isTaken ? this.#lock?.demand() : undefined))
    // Known already when what was read is read again under the lock, by another client.
    if (this.#lock) return
    const { DeployLock, holderOf } = await import('../state/lock.ts')
    const { inputs, surroundings, timeline } = this.#run
    const me = holderOf(surroundings.runName, surroundings.runUrl)
    this.#lock = new DeployLock(client, place, me, (why) => this.#onLost(why), this.#pace)
    if ((await this.#lock.look()) !== 'held') return
    if (inputs.lock === 'fail') this.#lock.refuseOther()
    timeline.progress(`Another deploy is at work: ${this.#lock.holder}`)
  }

  /**
   * @param survey reads what another deploy could change, after a look at the lock
   * @returns what it found, which nobody else changes from now on
   */
  async around<T>(survey: () => Promise<T>): Promise<T> {
    const { inputs, outcome, timeline } = this.#run
    const before = structuredClone(outcome)
    const first = await this.#attempt(survey)
    const lock = this.#lock
    // Before it is taken: from then on there is something to put away.
    if (this.#place) this.#run.onOpenWork({ ...this.#place, ...(lock && { holder: lock.identity }) })
    if (first && (lock === undefined || (await this.#take(lock)))) {
      this.#isTaken = true
      return first.found
    }
    await timeline.phase('Wait for the lock', async () =>
      lock?.wait({
        patienceMs: Math.max(TIMEOUTS_OF_PATIENCE * inputs.timeoutMs, LEAST_PATIENCE_MS),
        onlyForDead: inputs.lock === 'fail',
        progress: (line) => timeline.progress(line),
      }),
    )
    this.#isTaken = true
    timeline.progress('It is this run’s turn; what it has read is read again, since another deploy may have changed it')
    for (const key of Object.keys(outcome) as (keyof typeof outcome)[]) delete outcome[key]
    Object.assign(outcome, before)
    return survey()
  }

  /** @returns whether it was taken, as far as is known: a write whose answer was lost may be done, which the wait finds out */
  async #take(lock: DeployLock): Promise<boolean> {
    try {
      return await lock.take()
    } catch (error) {
      if (problemsOf(error)[0].code !== 'cluster-unreachable') throw error
      this.#run.timeline.progress(`${messageOf(error)}; whether the lock was taken is looked at again`)
      return false
    }
  }

  /** @returns undefined when it failed for nothing but what another deploy may be changing */
  async #attempt<T>(survey: () => Promise<T>): Promise<{ readonly found: T } | undefined> {
    try {
      return { found: await survey() }
    } catch (error) {
      if (!(await this.#mayPass(error))) throw error
      this.#run.timeline.progress(
        `Another deploy may be the cause, so this is judged again when it has ended: ${messageOf(error)}`,
      )
      return undefined
    }
  }

  async #mayPass(error: unknown): Promise<boolean> {
    if (this.#lock === undefined || this.#run.inputs.lock !== 'wait') return false
    if (!problemsOf(error).every(({ code }) => OF_THE_MOMENT.has(code))) return false
    return this.#lock.wasTouched().catch(() => false)
  }

  /** Right before the first write. @throws DeployError when the lock was lost */
  async demand(): Promise<void> {
    await this.#lock?.demand()
    this.#isApplying = true
  }

  /** However the run ends. What cannot be let go the post step tries once more, and else it ends by itself. */
  async release(): Promise<void> {
    try {
      await this.#lock?.release()
      this.#run.onOpenWork(undefined)
    } catch (error) {
      this.#run.warn(
        `The lock could not be let go, so the next run may have to wait a minute for its end: ${messageOf(error)}`,
      )
    }
  }

  #onLost(why: string): void {
    const { timeline, warn } = this.#run
    const { name } = this.#lock as DeployLock
    if (!this.#isApplying) timeline.progress(`The lock, ${name}, is lost: ${why}`)
    else
      warn(
        `This run has lost its lock, ${name}, after its apply had begun: ${why}. Look whether another deploy has changed the gateway meanwhile.`,
      )
  }
}
