import { endTokens, type Lab } from './lab.ts'
import type { Fault, Principal } from './state.ts'

/** What a test may ask of the lab, any of it together; an unknown key is refused, so that typos show. */
interface Command {
  /** Adds or replaces a principal (by access key id). */
  readonly principal?: Partial<Principal>
  /** `times: 0` takes back those of its operation and key. */
  readonly fault?: Partial<Fault>
  /** Ends the tokens that a key got. */
  readonly expire?: string
  /** The same, right after the next login by one of them. */
  readonly expireAtLogin?: string
  /** Sets the clock that a key's requests meet. */
  readonly clock?: { readonly accessKeyId: string; readonly skewSeconds: number }
  /** `true`: list them in the answer; `reset`: forget them (after listing). */
  readonly requests?: true | 'reset'
  /** Lists in the answer the passwords that a key got, ended ones too, for a scanner to look for. */
  readonly passwords?: string
  /** Forgets principals, faults, requests and skew; repositories, images, tokens and passwords stay. */
  readonly reset?: true
}

export class CommandError extends Error {}

export function control(lab: Lab, body: Buffer): object {
  const command = parse(body)
  const { store, requests, config } = lab
  if (command.reset) {
    store.update({ principals: [], faults: [], skewSeconds: {} })
    requests.length = 0
  }
  if (command.principal) {
    const {
      accessKeyId,
      secretAccessKey,
      account = config.account,
      deny = [],
      expired = false,
      ...rest
    } = command.principal
    if (!accessKeyId || !secretAccessKey) throw new CommandError('a principal needs accessKeyId and secretAccessKey')
    const principal: Principal = { accessKeyId, secretAccessKey, account, deny, expired, ...rest }
    const others = store.state.principals.filter((known) => known.accessKeyId !== accessKeyId)
    store.update({ principals: [...others, principal] })
  }
  if (command.fault) {
    const { operation, error, times = 1, message, accessKeyId } = command.fault
    if (!operation || !error) throw new CommandError('a fault needs operation and error')
    const others = store.state.faults.filter(
      (known) => known.operation !== operation || known.accessKeyId !== accessKeyId,
    )
    const fault: Fault = {
      operation,
      error,
      times,
      ...(message !== undefined && { message }),
      ...(accessKeyId !== undefined && { accessKeyId }),
    }
    store.update({ faults: times > 0 ? [...store.state.faults, fault] : others })
  }
  if (command.clock) {
    const { accessKeyId, skewSeconds } = command.clock
    if (!accessKeyId || !Number.isFinite(skewSeconds))
      throw new CommandError('a clock needs accessKeyId and skewSeconds')
    store.update({ skewSeconds: { ...store.state.skewSeconds, [accessKeyId]: skewSeconds } })
  }
  if (command.expire !== undefined) endTokens(lab, command.expire)
  if (command.expireAtLogin !== undefined) lab.endsAtLogin.add(command.expireAtLogin)
  return {
    ...(command.passwords !== undefined && { passwords: lab.passwords.get(command.passwords) ?? [] }),
    ...(command.requests && { requests: command.requests === 'reset' ? requests.splice(0) : [...requests] }),
  }
}

const KEYS: Readonly<Record<keyof Command, (value: unknown) => boolean>> = {
  principal: isObject,
  fault: isObject,
  expire: (value) => typeof value === 'string',
  expireAtLogin: (value) => typeof value === 'string',
  clock: isObject,
  requests: (value) => value === true || value === 'reset',
  passwords: (value) => typeof value === 'string',
  reset: (value) => value === true,
}

function parse(body: Buffer): Command {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw new CommandError('the command is not JSON')
  }
  if (!isObject(value)) throw new CommandError('the command is not a JSON object')
  for (const [key, argument] of Object.entries(value)) {
    const check = Object.hasOwn(KEYS, key) ? KEYS[key as keyof Command] : undefined
    if (!check?.(argument)) throw new CommandError(`unknown command: ${JSON.stringify({ [key]: argument })}`)
  }
  return value
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
