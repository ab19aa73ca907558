import type { Lab } from './lab.ts'
import type { Fault, Principal } from './state.ts'
import { expireTokens } from './tokens.ts'

/** What a test may ask of the lab, any of it together; an unknown key is refused, so that typos show. */
interface Command {
  /** Adds or replaces a principal (by access key id). */
  readonly principal?: Partial<Principal>
  readonly fault?: Partial<Fault>
  readonly tokens?: 'expire'
  readonly clockSkewSeconds?: number
  /** `true`: list them in the answer; `reset`: forget them (after listing). */
  readonly requests?: true | 'reset'
  /** Forgets principals, faults, requests and skew; repositories, images and tokens stay. */
  readonly reset?: true
}

export class CommandError extends Error {}

export function control(lab: Lab, body: Buffer): object {
  const command = parse(body)
  const { store, requests, config } = lab
  if (command.reset) {
    store.update({ principals: [], faults: [], clockSkewSeconds: 0 })
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
    const { operation, error, times = 1, message } = command.fault
    if (!operation || !error) throw new CommandError('a fault needs operation and error')
    const fault: Fault = { operation, error, times, ...(message !== undefined && { message }) }
    store.update({ faults: [...store.state.faults, fault] })
  }
  if (command.clockSkewSeconds !== undefined) store.update({ clockSkewSeconds: command.clockSkewSeconds })
  if (command.tokens === 'expire') store.update({ tokens: expireTokens(store.state.tokens, lab.now() / 1000) })
  if (command.requests === undefined) return {}
  return { requests: command.requests === 'reset' ? requests.splice(0) : [...requests] }
}

const KEYS: Readonly<Record<keyof Command, (value: unknown) => boolean>> = {
  principal: isObject,
  fault: isObject,
  tokens: (value) => value === 'expire',
  clockSkewSeconds: (value) => typeof value === 'number' && Number.isFinite(value),
  requests: (value) => value === true || value === 'reset',
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
