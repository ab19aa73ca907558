// The inputs of pairing, which the deploy has too. What is weak is refused here: a rule that anybody could meet is worse
// than none, since somebody relies on it.

import { overlaps, type Range, rangeOf, sizeOf } from '../addresses.ts'
import { POWERFUL_SCOPES, type Policy, type Rules } from '../pairing/policy.ts'
import type { InputReader } from './reader.ts'

export type Pairing =
  | { readonly kind: 'off' }
  | { readonly kind: 'list' }
  /** `waitMs`: how long a request may take to appear. */
  | { readonly kind: 'approve'; readonly policy: Policy; readonly waitMs: number }

const REQUEST_ID = /^[\w-]{8,100}$/
// SHA-256 of its key. A short form could be met by somebody who makes keys until one fits.
const DEVICE_ID = /^[0-9a-f]{64}$/
const SCOPE = /^[a-z][\w.:-]{0,99}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
/** Below these a network is so wide that an address in it says nothing. */
const LEAST_PREFIX = { 4: 8, 6: 16 } as const
/** ::ffff:0:0/96, as a part of IPv6. */
const MAPPED: Range = { version: 6, first: 0xffff_0000_0000n, last: 0xffff_ffff_ffffn }
const RULES = ['from', 'scopes', 'after', 'at-most'] as const

export function readPairing(reader: InputReader, kind: Pairing['kind']): Pairing {
  const requests = list(reader.raw('pairing-request'))
  const devices = list(reader.raw('pairing-device'))
  const rules = readRules(reader)
  const waitMs = reader.duration('pairing-wait', '0s')
  if (kind === 'approve' && rules && rules.afterMs === undefined && waitMs === 0) {
    reader.wrong(
      'Input `pairing-rules` can approve nothing: a request must be made after the run’s first look, and there is only that one',
      'Set `pairing-wait`, such as 2m, and open the page while the run waits, or add `after:` to the rules',
    )
  }
  for (const id of requests) {
    reader.matching(
      'pairing-request',
      id,
      REQUEST_ID,
      'the id of a pairing request, as the page in the browser shows it',
    )
  }
  for (const id of devices) {
    reader.matching(
      'pairing-device',
      id,
      DEVICE_ID,
      'a device id of 64 hexadecimal digits, as the output `pending-devices` has it',
    )
  }
  const named = requests.length > 0 || devices.length > 0 || reader.lines('pairing-rules').length > 0
  if (kind !== 'approve') {
    if (named) {
      reader.wrong(
        `\`pairing\` is \`${kind}\`, which approves nothing, but a request, a device or rules are given`,
        'Set `pairing: approve`, or remove `pairing-request`, `pairing-device` and `pairing-rules`',
      )
    }
    return { kind }
  }
  if (!named) {
    reader.wrong(
      '`pairing` is `approve`, but nothing says what to approve',
      'Set `pairing-request` to the id that the page shows, or `pairing-device`, or `pairing-rules`',
    )
  }
  return { kind, policy: { requests, devices, ...(rules && { rules }) }, waitMs }
}

/** Lines `name: value`, the value's parts divided by commas. */
function readRules(reader: InputReader): Rules | undefined {
  const input = 'pairing-rules'
  const given = new Map<string, string>()
  for (const line of reader.lines(input)) {
    const [, name = '', value = ''] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (!(RULES as readonly string[]).includes(name)) {
      reader.wrong(
        `Input \`${input}\` has the line "${line}", which is no rule`,
        `Write each rule as \`name: value\` on its own line; the names are ${RULES.join(', ')}`,
      )
    } else if (given.has(name)) {
      reader.wrong(`Input \`${input}\` has \`${name}\` twice`, `Write \`${name}\` once, its values divided by commas`)
    } else given.set(name, value)
  }
  if (reader.lines(input).length === 0) return undefined
  const from = list(given.get('from') ?? '')
  const scopes = list(given.get('scopes') ?? '')
  if (from.length === 0) {
    reader.wrong(
      `Input \`${input}\` has no \`from\`, so whoever comes first with the gateway’s token would be let in`,
      'Add `from:` with the networks that the device may come from, in CIDR notation',
    )
  }
  if (scopes.length === 0) {
    reader.wrong(
      `Input \`${input}\` has no \`scopes\`, so it does not say what may be given`,
      'Add `scopes:` with all that a device may get, such as operator.read, operator.write',
    )
  }
  for (const network of from) checkNetwork(reader, network)
  for (const scope of scopes) {
    reader.matching(input, scope, SCOPE, 'a scope, such as operator.read')
    if (POWERFUL_SCOPES.includes(scope)) {
      reader.wrong(
        `Input \`${input}\` allows ${scope}, which no rule may give`,
        'Approve such a device by `pairing-request` or `pairing-device`',
      )
    }
  }
  const after = given.get('after') ?? ''
  reader.matching(input, after, INSTANT, 'an instant with its zone for `after`, such as 2026-11-28T22:15:00Z')
  const atMost = given.get('at-most') ?? '1'
  reader.matching(input, atMost, /^[1-9]\d{0,2}$/, 'a number from 1 to 999 for `at-most`')
  const afterMs = Date.parse(after)
  if (INSTANT.test(after) && Number.isNaN(afterMs)) {
    reader.wrong(
      `Input \`${input}\` has the instant "${after}" in \`after\`, which no calendar has`,
      'Write it as 2026-11-28T22:15:00Z',
    )
  }
  return { from, scopes, ...(after !== '' && { afterMs }), atMost: Number(atMost) }
}

function checkNetwork(reader: InputReader, network: string): void {
  const range = /\/\d{1,3}$/.test(network) ? rangeOf(network) : undefined
  if (range === undefined) {
    reader.wrong(
      `Input \`pairing-rules\` has the network "${network}" in \`from\`, which is not in CIDR notation`,
      'Write it as <address>/<bits>, such as 192.168.1.0/24',
    )
    return
  }
  const width = range.version === 4 ? 32 : 128
  const isWide = sizeOf(range) > 1n << BigInt(width - LEAST_PREFIX[range.version])
  // What of IPv6 is wider than the addresses that stand for IPv4 and holds them is no network of anybody's.
  if (isWide || overlaps(range, MAPPED)) {
    // Written as IPv6, an IPv4 network has 96 bits before its own.
    const least = LEAST_PREFIX[range.version] + (range.version === 4 && network.includes(':') ? 96 : 0)
    reader.wrong(
      `Input \`pairing-rules\` has the network ${network} in \`from\`, which is so wide that it proves nothing`,
      `Name networks of /${least} or narrower`,
    )
  }
}

function list(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((each) => each !== ''))]
}
