// How it is said that a pairing did not come about as it was asked for.

import type { Problem } from '../errors.ts'
import type { Devices, PairingRequest } from './devices.ts'
import { type Judgement, reasonsOf } from './policy.ts'

// OpenClaw's own, since a request has last been made (DEVICE_PAIRING_PENDING_TTL_MS of 2026.9.6).
const EXPIRY_MS = 300_000

export function gone(id: string, { paired, nowMs }: Devices): Problem {
  const recent = paired
    .filter(({ approvedAtMs }) => approvedAtMs !== undefined && nowMs - approvedAtMs < EXPIRY_MS)
    .sort((a, b) => (b.approvedAtMs ?? 0) - (a.approvedAtMs ?? 0))[0]
  const hint = recent
    ? `; device ${short(recent.deviceId)} was approved ${Math.round((nowMs - (recent.approvedAtMs ?? 0)) / 1000)} s ago, which may have been it`
    : ''
  return {
    code: 'pairing-request-gone',
    message: `No pairing request with the id ${id} is waiting: it was approved or rejected before, or has expired${hint}`,
    fix: 'If the page still asks, reload it and give the id that it shows then: a request ends five minutes after the page has last asked',
  }
}

export function replaced(request: PairingRequest, { pending }: Devices): Problem {
  const now = pending.find(({ deviceId }) => deviceId === request.deviceId)
  const asks = now
    ? `${describe(now)}, which asks for ${now.roles.join(', ')} with ${now.scopes.join(', ')}`
    : 'another'
  return {
    code: 'pairing-request-replaced',
    message: `The pairing request ${request.requestId} was replaced while it was to be approved, by ${asks}`,
    fix: 'Approve the new id only if you know why that device asks for something else now',
  }
}

export function tooMuch({ requestId, deviceId }: PairingRequest, excess: readonly string[]): Problem {
  return {
    code: 'pairing-failed',
    message: `With request ${requestId} device ${short(deviceId)} got ${excess.join(' and ')} too, which was not what the run had judged`,
    fix: `Unless you want that, remove the device in the pod: openclaw devices remove ${deviceId}`,
  }
}

/** Something was approved or sent, and then nothing more could be heard. */
export function unproven(cause: Problem): Problem {
  return {
    ...cause,
    message: `What became of the last approval is not known: ${cause.message}`,
    fix: `${cause.fix}; then list the devices (\`pairing: list\`)`,
  }
}

export function stubborn(request: PairingRequest, attempts: number): Problem {
  return {
    code: 'pairing-failed',
    message: `OpenClaw did not approve ${describe(request)}, in ${attempts} attempts`,
    fix: 'Look at the gateway’s log, and approve it by hand in the pod: openclaw devices approve <id>',
  }
}

/** @param areSomeIn whether others were approved */
export function nobody(judgements: readonly Judgement[], waitMs: number, areSomeIn: boolean): Problem {
  const refused = judgements.map((each) => `${describe(each.request)}: ${reasonsOf(each)}`)
  return {
    code: 'pairing-no-request',
    message: `No ${areSomeIn ? 'other ' : ''}pairing request that may be approved appeared within ${waitMs / 1000} s; ${waiting(judgements)}`,
    fix: 'Open the Control UI while the run waits, or give the id that the page shows as `pairing-request`',
    ...(refused.length > 0 && { evidence: refused }),
  }
}

export function waiting(judgements: readonly Judgement[]): string {
  const { length } = judgements
  if (length === 0) return 'nobody asks'
  return length === 1 ? 'one request waits and is refused' : `${length} requests wait and are refused`
}

export function describe({ requestId, deviceId }: PairingRequest): string {
  return `request ${requestId} of device ${short(deviceId)}`
}

/** The first twelve digits, for people to compare. Never for a decision. */
export function short(deviceId: string): string {
  return deviceId.slice(0, 12)
}
