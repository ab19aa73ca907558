// The devices at the gateway's door, for the summary and the outputs. Nothing that a client wrote about itself is shown:
// a name of its choice is what an attacker would be recognised by.

import { formatSeconds } from './log.ts'
import { block, code, plain, table } from './markdown.ts'

interface Device {
  readonly deviceId: string
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
}

interface Request extends Device {
  readonly requestId: string
  readonly remoteIp?: string
}

export interface PairingReport {
  readonly kind: 'list' | 'approve'
  /** False until the gateway has answered: then nothing is known of who waits. */
  readonly looked: boolean
  /** Those that still wait. */
  readonly pending: readonly {
    readonly request: Request
    readonly ageMs: number
    /** A clause. */
    readonly verdict: string
    /** Names of the rules that refused it. */
    readonly refusedBy: readonly string[]
  }[]
  readonly paired: readonly {
    readonly device: Device
    readonly approvedMsAgo: number | undefined
    readonly seenMsAgo: number | undefined
  }[]
  /** Those that became paired in this run. */
  readonly approved: readonly { readonly request: Request; readonly approvedBy: string }[]
}

interface GatewayName {
  readonly namespace: string
  readonly deployment: string
  readonly container: string
}

/** The outputs of pairing by their names in action.yml. They hold no keys and no tokens. */
export function outputsOfPairing({ looked, pending, approved }: PairingReport): Record<string, string> {
  if (!looked) return {}
  const fields = ({ requestId, deviceId, roles, scopes, remoteIp }: Request) => ({
    requestId,
    deviceId,
    roles,
    scopes,
    ...(remoteIp !== undefined && { remoteIp }),
  })
  return {
    'pending-devices': JSON.stringify(
      pending.map(({ request, ageMs, refusedBy }) => ({
        ...fields(request),
        ageSeconds: Math.round(ageMs / 1000),
        refusedBy,
      })),
    ),
    'approved-devices': JSON.stringify(approved.map(({ request, approvedBy }) => ({ ...fields(request), approvedBy }))),
  }
}

/** What did not work out, as the rest of a sentence. */
export function pairingFailure({ kind, looked }: PairingReport): string {
  if (!looked) return 'its devices could not be looked at'
  return kind === 'list' ? 'its devices could not be listed' : 'not all devices were paired'
}

/** The first line of a run that did nothing else. */
/** What a look at the door has done so far, when it ends in the middle. A clause. */
export function describeDoor(_: unknown, phase: string | undefined): string {
  return phase === 'Pair'
    ? `the gateway runs on, and ${WHOM_IT_LET_IN}`
    : 'no device was let in by it, and the gateway runs on'
}

/** What is approved is known as a whole only at the end. */
export const WHOM_IT_LET_IN = 'whom it has let in is told by its log and by `openclaw devices list`'

export function pairingVerdict({ kind, looked, pending, approved }: PairingReport, failed: boolean): string {
  if (!looked) return '❌ The devices could not be looked at'
  if (failed)
    return approved.length > 0
      ? `⚠️ ${devices(approved.length)} approved, but not all is well`
      : '❌ No device was approved'
  if (approved.length > 0) return `✅ ${devices(approved.length)} approved`
  if (pending.length > 0)
    return `🔎 ${devices(pending.length)} ${pending.length === 1 ? 'waits' : 'wait'} for an approval`
  return kind === 'list' ? '✅ No device waits for an approval' : '✅ No device to approve'
}

// More than anybody has. Whoever reaches the door can make requests, and a summary may have 1 MiB.
const MOST_DEVICES = 200

/** Sections of the summary, as Markdown. */
export function renderPairing(report: PairingReport, gateway: GatewayName | undefined): string[] {
  const { pending, paired, approved } = report
  const rows: string[][] = [
    ...approved.map(({ request, approvedBy }) => row(request, '', request.remoteIp, `approved by ${approvedBy}`)),
    ...pending.map(({ request, ageMs, verdict }) => row(request, ago(ageMs), request.remoteIp, verdict)),
    ...paired
      .filter(({ device }) => !approved.some(({ request }) => request.deviceId === device.deviceId))
      .map(({ device, approvedMsAgo, seenMsAgo }) =>
        row(
          device,
          ago(approvedMsAgo),
          undefined,
          `paired${seenMsAgo === undefined ? '' : `, seen ${ago(seenMsAgo)} ago`}`,
        ),
      ),
  ]
  if (rows.length === 0) return []
  const more = rows.length - MOST_DEVICES
  return [
    '### Devices',
    table(['Device', 'Age', 'Address', 'Roles', 'Scopes', 'Verdict'], rows.slice(0, MOST_DEVICES)),
    ...(more > 0 ? [`${more} more devices are not shown here: \`openclaw devices list\` has them.`] : []),
    ...(gateway ? pending.slice(0, MOST_DEVICES).map(({ request }) => howToApprove(request, gateway)) : []),
  ]
}

function howToApprove({ requestId, deviceId }: Request, { namespace, deployment, container }: GatewayName): string {
  const fields = `-f namespace=${namespace} -f deployment=${deployment} -f container=${container}`
  return [
    `To let in device ${code(short(deviceId))}, if the page in your browser shows this very id, run the workflow approve-device:`,
    block([
      `gh workflow run approve-device.yml -f request=${requestId} ${fields}`,
      '',
      `kubectl -n ${namespace} exec deploy/${deployment} -c ${container} -- openclaw devices approve ${requestId}`,
    ]),
  ].join('\n\n')
}

function row({ deviceId, roles, scopes }: Device, age: string, address: string | undefined, verdict: string): string[] {
  return [
    code(short(deviceId)),
    age,
    plain(address ?? ''),
    plain(roles.join(', ')),
    plain(scopes.join(', ')),
    plain(verdict),
  ]
}

function short(deviceId: string): string {
  return deviceId.slice(0, 12)
}

function devices(count: number): string {
  return count === 1 ? 'One device' : `${count} devices`
}

/** Whole days and hours of what is long past. */
function ago(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return ''
  const hours = Math.floor(milliseconds / 3_600_000)
  if (hours >= 48) return `${Math.floor(hours / 24)} days`
  return hours >= 1 ? `${hours} h` : formatSeconds(Math.max(0, milliseconds))
}
