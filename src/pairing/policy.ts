// Who gets in. Pure. What a client writes about itself (its name, platform, kind of client) is no argument here: it can
// say anything, and say something else under the same request id later.

import { isIP } from 'node:net'
import { overlaps, rangeOf, rangesOf } from '../addresses.ts'
import type { Devices, PairingRequest } from './devices.ts'

/** What the operator decided; a request is approved by the first of the three that holds. */
export interface Policy {
  /** Exact ids. One pins the device's key, its roles and its scopes: a request that widens them gets another id. */
  readonly requests: readonly string[]
  /** Devices known from elsewhere. */
  readonly devices: readonly string[]
  readonly rules?: Rules
}

/** All of them must hold, and those that are always there: the role of an operator, a new device, no powerful scope. */
export interface Rules {
  /** Networks in CIDR notation. */
  readonly from: readonly string[]
  readonly scopes: readonly string[]
  /** Epoch milliseconds by the gateway's clock; undefined for the moment at which the run first looks. */
  readonly afterMs?: number
  /** How many requests may wait or be approved by rules in this run. More than that, and none is approved. */
  readonly atMost: number
}

/** A rule by the name that `pairing-rules` and the docs have for it. */
export type RuleName = 'named' | 'new-device' | 'role' | 'powerful' | 'scopes' | 'from' | 'after' | 'at-most'

export interface Refusal {
  readonly rule: RuleName
  /** A clause that follows the request: "it asks for ...". */
  readonly reason: string
}

export type Judgement =
  | { readonly request: PairingRequest; readonly approvedBy: 'request' | 'device' | 'rules' }
  | { readonly request: PairingRequest; readonly refusals: readonly [Refusal, ...Refusal[]] }

/** What is known of the run besides the list itself. */
export interface Circumstances {
  /** The gateway's clock at the run's first look. */
  readonly beganMs: number
  /** How many this run has approved by rules before. */
  readonly approvedByRules: number
}

/** The Control UI's own role, and the only one that anything but an exact request id admits. */
const OPERATOR = 'operator'

/**
 * Scopes that make a device the gateway's master: with the one it may do all, with the other let in the next one. They
 * take an exact request id or a known device. The Control UI of 2026.9.6 asks for both.
 */
export const POWERFUL_SCOPES: readonly string[] = ['operator.admin', 'operator.pairing']

/** Judges every pending request by itself; the order of the list does not matter. */
export function judge(policy: Policy, { pending, paired }: Devices, circumstances: Circumstances): Judgement[] {
  const pairedIds = new Set(paired.map(({ deviceId }) => deviceId))
  // Of all requests that no name admits, whatever they ask for: another scope of one must not be what admits the other.
  const unnamed = pending.filter((request) => byName(policy, request) === undefined).length
  return pending.map((request): Judgement => {
    const name = byName(policy, request)
    if (name !== undefined) return { request, approvedBy: name }
    const [first, ...more] = refusalsOf(policy, request, pairedIds.has(request.deviceId), unnamed, circumstances)
    return first ? { request, refusals: [first, ...more] } : { request, approvedBy: 'rules' }
  })
}

/** Why a request is not approved, as clauses with the rules' names; '' when it is. */
export function reasonsOf(judgement: Judgement): string {
  if ('approvedBy' in judgement) return ''
  return judgement.refusals.map(({ reason, rule }) => `${reason} (rule ${rule})`).join('; ')
}

function byName({ requests, devices }: Policy, { requestId, deviceId, roles }: PairingRequest) {
  if (requests.includes(requestId)) return 'request'
  // A device may be known as a browser; that it now wants to be a node as well, nobody said.
  return devices.includes(deviceId) && isOperator(roles) ? 'device' : undefined
}

function refusalsOf(
  { devices, rules }: Policy,
  request: PairingRequest,
  isPaired: boolean,
  unnamed: number,
  { beganMs, approvedByRules }: Circumstances,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (rule: RuleName, reason: string) => void refusals.push({ rule, reason })
  if (!isOperator(request.roles)) {
    const others = request.roles.filter((role) => role !== OPERATOR)
    refuse('role', `it asks for the role ${others.join(', ')}, which only its exact id admits`)
  }
  if (rules === undefined) {
    if (!devices.includes(request.deviceId)) refuse('named', 'nothing names its id or its device')
    return refusals
  }
  if (request.isRepair || isPaired) {
    refuse('new-device', 'it is of a device that is paired already, whose repair or upgrade must be named')
  }
  const powerful = request.scopes.filter((scope) => POWERFUL_SCOPES.includes(scope))
  if (powerful.length > 0) refuse('powerful', `it asks for ${powerful.join(' and ')}, which no rule may give`)
  const beyond = request.scopes.filter((scope) => !rules.scopes.includes(scope) && !powerful.includes(scope))
  if (beyond.length > 0) refuse('scopes', `it asks for ${beyond.join(' and ')}, which \`scopes\` does not hold`)
  if (request.remoteIp === undefined) refuse('from', 'it comes from no address that the gateway knows')
  else if (!isWithin(request.remoteIp, rules.from)) {
    refuse('from', `it comes from ${request.remoteIp}, which is in no network of \`from\``)
  }
  const afterMs = rules.afterMs ?? beganMs
  if (!(request.requestedAtMs >= afterMs)) {
    refuse('after', `it was first made at ${clock(request.requestedAtMs)}, before ${clock(afterMs)}`)
  }
  if (unnamed + approvedByRules > rules.atMost) {
    const before = approvedByRules > 0 ? ` and ${approvedByRules} approved by this run` : ''
    refuse('at-most', `${unnamed} are waiting${before}, where \`at-most\` is ${rules.atMost}`)
  }
  return refusals
}

function isOperator(roles: readonly string[]): boolean {
  return roles.length > 0 && roles.every((role) => role === OPERATOR)
}

/** An address that is none is in no network. */
function isWithin(address: string, networks: readonly string[]): boolean {
  const plain = address.replace(/%.*$/, '')
  const range = isIP(plain) === 0 ? undefined : rangeOf(plain)
  return range !== undefined && rangesOf(...networks).some((network) => overlaps(network, range))
}

function clock(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
