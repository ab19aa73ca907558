// The one loop of pairing: list, judge, approve one, list again. What counts is never what a command said, but what the
// next list shows.

import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError, type Problem, problemsOf } from '../errors.ts'
import { withJitter } from '../jitter.ts'
import type { Devices, PairedDevice, PairingRequest } from './devices.ts'
import type { Approval, Gateway, Reply } from './gateway.ts'
import { type Judgement, judge, type Policy } from './policy.ts'
import { describe, gone, nobody, replaced, short, stubborn, tooMuch, unproven, waiting } from './problems.ts'

type Admission = 'request' | 'device' | 'rules'

/** A device that is in now: by this run, or by somebody else while it was at it. */
export interface Admitted {
  readonly request: PairingRequest
  readonly approvedBy: Admission | 'somebody else'
}

export interface Settlement {
  /** As last listed. */
  readonly devices: Devices
  /** Of the requests that still wait. */
  readonly judgements: readonly Judgement[]
  readonly admitted: readonly Admitted[]
  /** What was asked for and did not come about. */
  readonly problems: readonly Problem[]
}

export interface Surroundings {
  readonly progress: (line: string) => void
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<unknown>
}

// Each look costs the gateway's container a start of OpenClaw's command: some seconds of a core, and 220 MB.
const LOOK_EVERY_MS = 5_000
// How long a gateway may be away. A restart takes 25 s where nothing else runs, and some minutes on a small, busy node.
const DOWN_PATIENCE_MS = 300_000
const DOWN_RETRY_MS = 2_000
// A request whose approval has come to nothing that often is somebody's who changes it all the time.
const MOST_ATTEMPTS = 5

/** Lists, without touching anything. @throws DeployError when the gateway cannot be asked */
export async function listDevices(gateway: Gateway, surroundings: Surroundings): Promise<Settlement> {
  const devices = await patiently(() => gateway.list(), surroundings)
  const judgements = judge({ requests: [], devices: [] }, devices, { beganMs: devices.nowMs, approvedByRules: 0 })
  return { devices, judgements, admitted: [], problems: [] }
}

/**
 * Approves what the policy admits, and waits for it to be asked for. With `waitMs: 0` it looks once, and nothing to
 * approve is no problem, unless a request was named.
 * @throws DeployError when the gateway cannot be asked; once something was approved, that is a problem of the settlement
 */
export async function approveDevices(
  gateway: Gateway,
  policy: Policy,
  waitMs: number,
  surroundings: Surroundings,
): Promise<Settlement> {
  const devices = await patiently(() => gateway.list(), surroundings)
  const session = new Session(gateway, policy, surroundings, devices)
  await session.run(waitMs)
  return session.settlement()
}

/** One run's dealings with those who wait. */
class Session {
  readonly #gateway: Gateway
  readonly #policy: Policy
  readonly #surroundings: Surroundings
  readonly #beganMs: number
  readonly #admitted: Admitted[] = []
  /** By request id. */
  readonly #problems = new Map<string, Problem>()
  /** By device id. */
  readonly #attempts = new Map<string, number>()
  /** Whether somebody is in whom the rules admitted, be it that somebody else was faster than this run’s own approval. */
  #areRulesMet = false
  #devices: Devices

  constructor(gateway: Gateway, policy: Policy, surroundings: Surroundings, devices: Devices) {
    this.#gateway = gateway
    this.#policy = policy
    this.#surroundings = surroundings
    this.#devices = devices
    this.#beganMs = devices.nowMs
    for (const id of policy.requests) if (!isPending(devices, id)) this.#problems.set(id, gone(id, devices))
  }

  async run(waitMs: number): Promise<void> {
    const { progress, now = () => performance.now(), sleep: pause = sleep } = this.#surroundings
    const deadline = now() + waitMs
    try {
      for (;;) {
        const next = this.#judged().find(
          (each) => 'approvedBy' in each && this.#attemptsFor(each.request) < MOST_ATTEMPTS,
        )
        if (next && 'approvedBy' in next) {
          await this.#approve(next.request, next.approvedBy)
          continue
        }
        if (this.#isSettled() || now() >= deadline) break
        const left = Math.ceil((deadline - now()) / 1000)
        progress(`${waiting(this.#judged())}; looking for another ${left} s`)
        await pause(Math.min(LOOK_EVERY_MS, Math.max(0, deadline - now())))
        this.#devices = await patiently(() => this.#gateway.list(), this.#surroundings)
      }
    } catch (error) {
      // What was approved before is not lost with it.
      if (this.#attempts.size === 0) throw error
      this.#problems.set('', unproven(problemsOf(error)[0]))
      return
    }
    for (const each of this.#judged()) {
      if ('approvedBy' in each) this.#problems.set(each.request.requestId, stubborn(each.request, MOST_ATTEMPTS))
    }
    if (waitMs > 0 && this.#problems.size === 0 && !this.#isSettled()) {
      this.#problems.set('', nobody(this.#judged(), waitMs, this.#admitted.length > 0))
    }
  }

  settlement(): Settlement {
    return {
      devices: this.#devices,
      judgements: this.#judged(),
      admitted: this.#admitted,
      problems: [...this.#problems.values()],
    }
  }

  async #approve(request: PairingRequest, approvedBy: Admission): Promise<void> {
    const { progress } = this.#surroundings
    this.#attempts.set(request.deviceId, this.#attemptsFor(request) + 1)
    progress(`Approving ${describe(request)}, by its ${approvedBy === 'request' ? 'id' : approvedBy}`)
    const { devices, fate, excess } = await approveOne(this.#gateway, request, this.#devices, this.#surroundings)
    this.#devices = devices
    progress(`Device ${short(request.deviceId)}: ${FATES[fate]}`)
    if (approvedBy === 'rules' && IN.has(fate)) this.#areRulesMet = true
    if (fate === 'paired') this.#admitted.push({ request, approvedBy })
    if (fate === 'paired by somebody else') this.#admitted.push({ request, approvedBy: 'somebody else' })
    if (fate === 'with too much') {
      this.#admitted.push({ request: { ...request, scopes: [...request.scopes, ...excess] }, approvedBy })
      this.#problems.set(request.requestId, tooMuch(request, excess))
      this.#attempts.set(request.deviceId, MOST_ATTEMPTS)
    }
    // Of a device that a rule or its id admits, what it asks for next is judged anew.
    if (approvedBy !== 'request') return
    if (fate === 'gone') this.#problems.set(request.requestId, gone(request.requestId, devices))
    if (fate === 'replaced') this.#problems.set(request.requestId, replaced(request, devices))
  }

  #judged(): Judgement[] {
    const approvedByRules = this.#admitted.filter(({ approvedBy }) => approvedBy === 'rules').length
    return judge(this.#policy, this.#devices, { beganMs: this.#beganMs, approvedByRules })
  }

  #attemptsFor({ deviceId }: PairingRequest): number {
    return this.#attempts.get(deviceId) ?? 0
  }

  /** Whether there is nothing left to wait for: all known devices are in, and somebody by rules, if there are any. */
  #isSettled(): boolean {
    const isIn = (id: string) => this.#devices.paired.some(({ deviceId }) => deviceId === id)
    return this.#policy.devices.every(isIn) && (this.#policy.rules === undefined || this.#areRulesMet)
  }
}

/** Asks until the gateway answers, for as long as a restart may take. */
async function patiently<T>(ask: () => Promise<Reply<T>>, surroundings: Surroundings): Promise<T> {
  const { progress, now = () => performance.now(), sleep: pause = sleep } = surroundings
  const begun = now()
  let said: string | undefined
  for (;;) {
    const reply = await ask()
    if (reply.kind === 'done') return reply.value
    if (now() - begun >= DOWN_PATIENCE_MS) {
      throw new DeployError({
        code: 'gateway-down',
        message: `The gateway could not be asked for its devices within ${DOWN_PATIENCE_MS / 1000} s: ${reply.why}`,
        fix: 'Look at the pod’s log, and run again when the gateway is ready',
      })
    }
    if (said !== reply.why) progress(`Waiting for the gateway: ${reply.why}`)
    said = reply.why
    await pause(withJitter(DOWN_RETRY_MS))
  }
}

type Fate = 'paired' | 'paired by somebody else' | 'with too much' | 'pending' | 'replaced' | 'gone'

const FATES: Readonly<Record<Fate, string>> = {
  paired: 'is paired',
  'paired by somebody else': 'is paired; somebody else approved it',
  'with too much': 'is paired, with more than it was to get',
  pending: 'its request is still waiting',
  replaced: 'its request was replaced by another',
  gone: 'its request is gone',
}

const IN: ReadonlySet<Fate> = new Set(['paired', 'paired by somebody else', 'with too much'])

interface Attempt {
  readonly fate: Fate
  /** As listed afterwards. */
  readonly devices: Devices
  /** Roles and scopes that the device got and was not judged for. */
  readonly excess: readonly string[]
}

/** Approves a request, and reads from the next list what became of it. */
async function approveOne(
  gateway: Gateway,
  request: PairingRequest,
  before: Devices,
  surroundings: Surroundings,
): Promise<Attempt> {
  const reply = await gateway.approve(request.requestId)
  if (reply.kind !== 'done') surroundings.progress(`Not known what came of it: ${reply.why}`)
  const devices = await patiently(() => gateway.list(), surroundings)
  const excess = excessOf(request, before, devices)
  return { devices, excess, fate: excess.length > 0 ? 'with too much' : fateOf(request, before, devices, reply) }
}

function fateOf(request: PairingRequest, before: Devices, devices: Devices, reply: Reply<Approval>): Fate {
  if (isPending(devices, request.requestId)) return 'pending'
  // Of a repair the device has all of it from before; then only a newer approval is one.
  const approvedBefore = Math.max(
    -1,
    ...before.paired.filter((device) => holds(device, request)).map(({ approvedAtMs = 0 }) => approvedAtMs),
  )
  const isNew = ({ approvedAtMs = 0 }: PairedDevice) => approvedAtMs > approvedBefore
  if (devices.paired.some((device) => holds(device, request) && isNew(device))) {
    const isOurs = reply.kind === 'unknown' || (reply.kind === 'done' && reply.value === 'approved')
    return isOurs ? 'paired' : 'paired by somebody else'
  }
  return devices.pending.some(({ deviceId }) => deviceId === request.deviceId) ? 'replaced' : 'gone'
}

/**
 * What a device has now that it neither had nor was judged for. OpenClaw's command may approve another request of the same
 * device when it falls back to the state on disk.
 */
function excessOf({ deviceId, roles, scopes }: PairingRequest, before: Devices, after: Devices): string[] {
  const rightsIn = ({ paired }: Devices) =>
    paired.flatMap((device) => (device.deviceId === deviceId ? [...device.roles, ...device.scopes] : []))
  const known = new Set([...rightsIn(before), ...roles, ...scopes])
  return rightsIn(after).filter((right) => !known.has(right))
}

function holds(device: PairedDevice, { deviceId, roles, scopes }: PairingRequest): boolean {
  return (
    device.deviceId === deviceId &&
    roles.every((role) => device.roles.includes(role)) &&
    scopes.every((scope) => device.scopes.includes(scope))
  )
}

function isPending({ pending }: Devices, id: string): boolean {
  return pending.some(({ requestId }) => requestId === id)
}
