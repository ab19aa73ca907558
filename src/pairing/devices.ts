// What `openclaw devices list --json` says, read with distrust: much of it was written by whoever stands at the door.

/** A device that waits for an approval. Only what the gateway itself knows or has proven is kept. */
export interface PairingRequest {
  readonly requestId: string
  /** SHA-256 of the device's public key, whose private half it has proven to hold. */
  readonly deviceId: string
  /** All roles and scopes that it has asked for so far: requests of one device merge. */
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
  /** As the gateway sees it; undefined from its own loopback. */
  readonly remoteIp?: string
  /** When it first asked, by the gateway's clock; epoch milliseconds. */
  readonly requestedAtMs: number
  /** A device that is paired already asks for new keys. */
  readonly isRepair: boolean
}

export interface PairedDevice {
  readonly deviceId: string
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
  /** Epoch milliseconds by the gateway's clock. */
  readonly approvedAtMs?: number
  readonly lastSeenAtMs?: number
}

export interface Devices {
  /** The gateway's clock as it was asked; epoch milliseconds. */
  readonly nowMs: number
  readonly pending: readonly PairingRequest[]
  readonly paired: readonly PairedDevice[]
}

/** A list that is not as this module knows it. The message names the place and quotes nothing. */
export class UnreadableList extends Error {
  override readonly name = 'UnreadableList'
}

/**
 * Reads the list as OpenClaw 2026.9.6 prints it. One row that is not understood makes all of it unreadable: a rule that
 * counts requests must not overlook one.
 * @throws UnreadableList
 */
export function parseDevices(stdout: string, nowMs: number): Devices {
  const list = object(parseJson(stdout), 'the list')
  return {
    nowMs,
    pending: rows(list, 'pending').map(([row, at]) => {
      const remoteIp = row.remoteIp === undefined ? undefined : word(row.remoteIp, `${at}.remoteIp`)
      return {
        requestId: id(row.requestId, `${at}.requestId`),
        deviceId: id(row.deviceId, `${at}.deviceId`),
        ...demanded(row, at),
        ...(remoteIp !== undefined && { remoteIp }),
        requestedAtMs: time(row.ts, `${at}.ts`) ?? fail(`${at}.ts`),
        // Anything but a plain no is the more dangerous of the two.
        isRepair: row.isRepair !== false && row.isRepair !== undefined,
      }
    }),
    paired: rows(list, 'paired').map(([row, at]) => {
      const approvedAtMs = time(row.approvedAtMs, `${at}.approvedAtMs`)
      const lastSeenAtMs = time(row.lastSeenAtMs, `${at}.lastSeenAtMs`)
      return {
        deviceId: id(row.deviceId, `${at}.deviceId`),
        ...rights(row, at),
        ...(approvedAtMs !== undefined && { approvedAtMs }),
        ...(lastSeenAtMs !== undefined && { lastSeenAtMs }),
      }
    }),
  }
}

type Row = Readonly<Record<string, unknown>>

/** A request without a role is none that could be judged; a device may have lost all of its. */
function demanded(row: Row, at: string): { roles: string[]; scopes: string[] } {
  const found = rights(row, at)
  return found.roles.length > 0 ? found : fail(`${at}.roles`)
}

/** `role` is in `roles` too, but a release that lets it out must not hide one. */
function rights(row: Row, at: string): { roles: string[]; scopes: string[] } {
  const single = row.role === undefined ? [] : [word(row.role, `${at}.role`)]
  const roles = row.roles === undefined ? [] : words(row.roles, `${at}.roles`)
  return {
    roles: [...new Set([...roles, ...single])],
    scopes: row.scopes === undefined ? [] : [...new Set(words(row.scopes, `${at}.scopes`))],
  }
}

function rows(list: Row, name: string): [row: Row, at: string][] {
  const value = list[name]
  if (!Array.isArray(value)) return fail(name)
  return value.map((row: unknown, index) => [object(row, `${name}[${index}]`), `${name}[${index}]`])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return fail('it')
  }
}

function object(value: unknown, at: string): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(at)
  return value as Row
}

function words(value: unknown, at: string): string[] {
  if (!Array.isArray(value)) return fail(at)
  return value.map((each: unknown, index) => word(each, `${at}[${index}]`))
}

// Ids, names of roles and scopes, addresses: they go into commands, logs and tables.
const WORD = /^[\w.:%-]{1,100}$/

/** The gateway makes ids itself. */
function id(value: unknown, at: string): string {
  return typeof value === 'string' && WORD.test(value) ? value : fail(at)
}

/** In place of what a client wrote that is no word. It is equal to nothing that a rule can hold. */
export const UNREADABLE = '(unreadable)'

function word(value: unknown, at: string): string {
  if (typeof value !== 'string') return fail(at)
  // Not cut or cleaned, which could make it equal to an allowed one; nor refused, or one client could close the list.
  return WORD.test(value) ? value : UNREADABLE
}

function time(value: unknown, at: string): number | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'number' && Number.isFinite(value) ? value : fail(at)
}

function fail(at: string): never {
  throw new UnreadableList(`${at} is not as expected`)
}
