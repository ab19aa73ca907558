// One deploy of a gateway at a time, also from two repositories or two runners: a Lease beside the gateway, which its holder
// renews. Each write names the version that it replaces, so of two at once the API server lets one through.

import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { DeployError, messageOf, problemsOf } from '../errors.ts'
import type { Right } from '../kube/access.ts'
import type { ApiResponse } from '../kube/message.ts'
import { PATIENCE_MS } from '../kube/patience.ts'
import { refused } from '../kube/refusal.ts'
import type { KubeClient } from '../kube/request.ts'
import {
  describeHolder,
  type Holder,
  heldForMs,
  type Lease,
  released,
  renewed,
  type Sighting,
  type Standing,
  seemsAlive,
  seen,
  standing,
  TERM_SECONDS,
  taken,
  termMs,
} from './lease.ts'
import { type RecordPlace, recordName } from './store.ts'

const TERM_MS = TERM_SECONDS * 1000
const RENEW_MS = TERM_MS / 4
/** One small GET; whoever waits wants to go on soon after the other has ended. */
const POLL_MS = 2_000
const TELL_MS = 60_000
/** So that within the term there are several tries, and a run does not hang at its end. */
const REQUEST_MS = 10_000

export interface Waiting {
  /** How long to wait at most, in milliseconds. */
  readonly patienceMs: number
  /** Wait for no other run that is at work, only for the end of a dead one's term. */
  readonly onlyForDead: boolean
  readonly progress: (line: string) => void
}

interface Options {
  readonly renewMs?: number
  readonly pollMs?: number
  /** Our clock, in milliseconds, from any start. */
  readonly now?: () => number
}

/** A name that no other run has, also of the same job. @param run what people call it */
export function holderOf(run: string, url: string | undefined): Holder {
  return { identity: `${run} (${randomBytes(3).toString('hex')})`, ...(url && { run: url }) }
}

/** The lock of a run that was cut off, if it still has it; renewed from now on. @throws DeployError when it cannot be read */
export async function lockLeft(
  client: KubeClient,
  place: RecordPlace,
  identity: string,
): Promise<DeployLock | undefined> {
  const lock = new DeployLock(client, place, { identity }, () => {})
  return (await lock.look()) === 'ours' && (await lock.take()) ? lock : undefined
}

export function lockRights({ namespace, deployment }: RecordPlace): Right[] {
  const leases = { group: 'coordination.k8s.io', resource: 'leases', namespace, unless: 'lock: off' }
  const name = recordName(deployment)
  // `create` cannot be restricted to a name.
  return [
    { verb: 'get', ...leases, name },
    { verb: 'update', ...leases, name },
    { verb: 'create', ...leases },
  ]
}

/** The lock of one gateway, as this run sees it and perhaps holds it. */
export class DeployLock {
  readonly #client: KubeClient
  readonly #place: RecordPlace
  readonly #me: Holder
  readonly #onLost: (why: string) => void
  readonly #renewMs: number
  readonly #pollMs: number
  readonly #now: () => number
  #sighting: Sighting | undefined
  /** While it is ours. */
  #ours: Lease | undefined
  #lost: string | undefined
  /** A write that takes it may be done, whose answer did not come. */
  #isInDoubt = false
  #isNeeded = true
  #renewedAtMs = 0
  #timer: NodeJS.Timeout | undefined
  /** One write after the other: each needs the version that the one before has made. */
  #writing: Promise<unknown> = Promise.resolve()

  /** @param onLost hears why, once, when a lock that was ours no longer is */
  constructor(
    client: KubeClient,
    place: RecordPlace,
    me: Holder,
    onLost: (why: string) => void,
    { renewMs = RENEW_MS, pollMs = POLL_MS, now = () => performance.now() }: Options = {},
  ) {
    this.#client = client
    this.#place = place
    this.#me = me
    this.#onLost = onLost
    this.#renewMs = renewMs
    this.#pollMs = pollMs
    this.#now = now
  }

  /** Our own name as its holder. */
  get identity(): string {
    return this.#me.identity
  }

  /** `Lease home/openclaw-deploy.openclaw`: where to look by hand. */
  get name(): string {
    return `Lease ${this.#place.namespace}/${recordName(this.#place.deployment)}`
  }

  /** Who has it, and for how long, as it was seen last. */
  get holder(): string {
    const lease = this.#sighting?.lease
    const heldMs = heldForMs(lease, this.#client.now())
    return `${describeHolder(lease)}${heldMs === undefined ? '' : `, for ${inWords(heldMs)}`}`
  }

  /** @throws DeployError when the cluster does not give it */
  async look(): Promise<Standing> {
    try {
      this.#sighting = seen(this.#sighting, await this.#read(), this.#now())
    } catch (error) {
      // While we could not look its holder could not renew it either: its term begins anew.
      this.#sighting = undefined
      throw error
    }
    return this.#standing()
  }

  /** Looks again: whether another run has it, or has had it since the last look. @throws DeployError when the cluster does not give it */
  async wasTouched(): Promise<boolean> {
    const before = this.#sighting?.lease?.metadata.resourceVersion
    return (await this.look()) === 'held' || this.#sighting?.lease?.metadata.resourceVersion !== before
  }

  /** As it was seen last. @throws DeployError `locked` when another run is at work under it */
  refuseOther(): void {
    if (this.#standing() === 'held' && seemsAlive(this.#sighting?.lease, this.#client.now())) throw this.#locked('')
  }

  /**
   * @returns whether the lock was taken as it was seen last; nobody has held it since then
   * @throws DeployError when the cluster refuses it, or, as `cluster-unreachable`, does not say: it may be taken all the same
   */
  async take(): Promise<boolean> {
    try {
      return await this.#tryToTake()
    } catch (error) {
      this.#isInDoubt ||= isAway(error)
      throw error
    }
  }

  async #tryToTake(): Promise<boolean> {
    const before = this.#sighting?.lease
    const now = this.#standing()
    if (now === 'held') return false
    const sentMs = this.#now()
    if (now === 'ours') {
      // The answer to an earlier try was lost.
      this.#hold(before as Lease, sentMs)
      return true
    }
    const name = recordName(this.#place.deployment)
    const wanted = taken(before, { namespace: this.#place.namespace, name }, this.#me, this.#client.now())
    const response = await this.#write(before ? 'PUT' : 'POST', wanted)
    if (isDone(response)) {
      this.#hold(response.body as Lease, sentMs)
      return true
    }
    if (!before && response.status === 404) {
      // The namespace is yet to be made, so there is no gateway in it that two could deploy.
      this.#isNeeded = false
      return true
    }
    const isAsSeen = (await this.#read())?.metadata.resourceVersion === before?.metadata.resourceVersion
    if (isAsSeen) throw refused(`the write of ${this.name}`, response)
    return false
  }

  /** Waits for the lock and takes it. @throws DeployError `locked` when it does not become free in time, or is not to be waited for */
  async wait({ patienceMs, onlyForDead, progress }: Waiting): Promise<void> {
    const begunMs = this.#now()
    let first: Sighting | undefined
    let isOthers = this.#sighting !== undefined && this.#standing() === 'held'
    let told: { readonly what: string; readonly atMs: number } | undefined
    const tell = (what: string, line: string) => {
      if (told?.what === what && this.#now() - told.atMs < TELL_MS) return
      told = { what, atMs: this.#now() }
      progress(line)
    }
    for (;;) {
      const waitedMs = this.#now() - begunMs
      const isLate = waitedMs >= patienceMs
      try {
        if ((await this.look()) !== 'held' && (await this.take())) return
        const { lease, sinceMs } = this.#sighting as Sighting
        first ??= this.#sighting
        const isAtWork = seemsAlive(lease, this.#client.now()) || sinceMs !== first?.sinceMs
        if (this.#standing() === 'held') {
          isOthers = true
          if (onlyForDead && isAtWork) throw this.#locked('')
          if (isLate) throw this.#locked(`, and this run has waited ${inWords(patienceMs)} for it`)
          const dead = `; it is taken over unless it shows a sign of life within ${inWords(termMs(lease as Lease))}`
          tell(lease?.spec?.holderIdentity ?? '', `Waiting for ${this.holder}${isAtWork ? '' : dead}`)
        }
      } catch (error) {
        // Another run may well outlive a restart of the API server, and so does the wait for it. Where there is none, this is as
        // patient as every other request.
        if (isLate || (!isOthers && waitedMs >= PATIENCE_MS) || !isAway(error)) throw error
        first = undefined
        tell('unreachable', `${messageOf(error)}; asking again`)
      }
      await delay(this.#pollMs)
    }
  }

  /** Proves, by renewing it, that it is ours for a term from now on. @throws DeployError `locked` when it is not */
  async demand(): Promise<void> {
    // Meanwhile the namespace may be there, and another run in it.
    if (!this.#isNeeded) {
      this.#isNeeded = true
      await this.look()
      if (!(await this.take())) throw this.#locked('')
      if (!this.#isNeeded) return
    }
    await this.#prove()
    if (this.#ours) return
    throw new DeployError({
      code: 'locked',
      message: `This run has lost its lock, ${this.name}, and writes nothing more: ${this.#lost ?? 'it was never taken'}`,
      fix: 'Look at the run that has it now, and run again; the next run starts from what is live then',
    })
  }

  /** Renews until it is done, or until nobody can say any more whose it is. */
  async #prove(): Promise<void> {
    for (;;) {
      try {
        return await this.#renew()
      } catch (error) {
        if (this.#now() - this.#renewedAtMs >= TERM_MS) return this.#lose(notRenewed(error))
      }
      await delay(this.#pollMs)
    }
  }

  /** Lets go of what is ours, and of nothing else. Without effect when it was never taken. @throws DeployError when it could not be written */
  async release(): Promise<void> {
    clearInterval(this.#timer)
    await this.#inTurn(async () => {
      if (this.#isInDoubt && (await this.look()) === 'ours') this.#ours = this.#sighting?.lease
      if (this.#ours === undefined) return
      if (await this.#overwrite((lease) => released(lease, this.#client.now()))) this.#ours = undefined
    })
  }

  #standing(): Standing {
    return this.#sighting ? standing(this.#sighting, this.#me, this.#now()) : 'held'
  }

  #hold(lease: Lease, sinceMs: number): void {
    this.#ours = lease
    this.#isInDoubt = false
    this.#renewedAtMs = sinceMs
    // A late renewal is no reason to end the run; a lost lock is one, and whoever applies asks for that.
    this.#timer = setInterval(() => {
      this.#renew().catch((error: unknown) => {
        if (this.#now() - this.#renewedAtMs >= TERM_MS) this.#lose(notRenewed(error))
      })
    }, this.#renewMs).unref()
  }

  /** @throws DeployError when it could not be written, which says nothing of whose it is */
  #renew(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#ours === undefined) return
      // Before it is sent: those who wait count from when they see it.
      const sentMs = this.#now()
      if (await this.#overwrite((lease) => renewed(lease, this.#client.now()))) this.#renewedAtMs = sentMs
    })
  }

  /** @returns false, and it is lost, when it is not ours any more */
  async #overwrite(next: (ours: Lease) => Lease): Promise<boolean> {
    for (;;) {
      const ours = this.#ours as Lease
      const response = await this.#write('PUT', next(ours))
      if (isDone(response)) {
        this.#ours = response.body as Lease
        return true
      }
      const now = await this.#read()
      if (now?.spec?.holderIdentity !== this.#me.identity) {
        this.#lose(now?.spec?.holderIdentity ? `${describeHolder(now)} has it` : 'somebody has taken it away by hand')
        return false
      }
      if (now.metadata.resourceVersion === ours.metadata.resourceVersion)
        throw refused(`the write of ${this.name}`, response)
      // Somebody has set a label, or an answer was lost: it is ours all the same.
      this.#ours = now
    }
  }

  #lose(why: string): void {
    clearInterval(this.#timer)
    if (this.#ours === undefined) return
    this.#ours = undefined
    this.#lost = why
    this.#onLost(why)
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#writing.then(work, work)
    this.#writing = result.catch(() => {})
    return result
  }

  #locked(waited: string): DeployError {
    return new DeployError({
      code: 'locked',
      message: `Another deploy holds the lock, ${this.name}: ${this.holder}${waited}`,
      fix: 'Run again when that run has ended, or cancel it; a lock that its run has left behind ends by itself within a minute',
    })
  }

  async #read(): Promise<Lease | undefined> {
    const response = await this.#client.request<Lease>({ method: 'GET', path: this.#path(), timeoutMs: REQUEST_MS })
    if (response.status === 404) return undefined
    if (response.status !== 200) throw refused(`GET of the lock, ${this.name}`, response)
    return response.body as Lease
  }

  /** The server refuses a PUT over another version than the one in `lease`, and a POST over any. */
  #write(method: 'PUT' | 'POST', body: Lease): Promise<ApiResponse<Lease>> {
    const path = `${method === 'PUT' ? this.#path() : this.#collection()}?fieldManager=openclaw-deploy`
    return this.#client.request({ method, path, body, timeoutMs: REQUEST_MS })
  }

  #collection(): string {
    return `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(this.#place.namespace)}/leases`
  }

  #path(): string {
    return `${this.#collection()}/${encodeURIComponent(recordName(this.#place.deployment))}`
  }
}

function isDone({ status }: ApiResponse<unknown>): boolean {
  return status === 200 || status === 201
}

function isAway(error: unknown): boolean {
  return problemsOf(error)[0].code === 'cluster-unreachable'
}

function notRenewed(error: unknown): string {
  return `it could not be renewed for ${TERM_SECONDS} s (${messageOf(error)})`
}

/** `45 s`, `12 min`, `3 h`. */
function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
