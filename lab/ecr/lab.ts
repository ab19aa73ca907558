import type { Backend } from './backend.ts'
import { AwsError } from './errors.ts'
import { matches } from './repositories.ts'
import type { Fault, Principal, Store } from './state.ts'
import { expireTokens } from './tokens.ts'

export interface EcrConfig {
  readonly listen: { readonly host: string; readonly port: number }
  readonly backend: string
  readonly stateDirectory: string
  readonly account: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly tokenTtlSeconds: number
}

/** One call received, for tests to look at: an ECR operation, or `registry:Login` / `registry:PutImage`. */
export interface RequestRecord {
  readonly name: string
  readonly time: string
  readonly principal?: string | undefined
  readonly repository?: string | undefined
  readonly tag?: string | undefined
  readonly digest?: string | undefined
  /** The error answered, if it was one. */
  error?: string
}

/** Everything the parts share. */
export interface Lab {
  readonly config: EcrConfig
  readonly store: Store
  readonly backend: Backend
  readonly requests: RequestRecord[]
  /** By access key id, what it got since this process began: in memory alone, since the store has hashes. */
  readonly passwords: Map<string, string[]>
  /** `<ip>:<port>`, what AWS would call 123456789012.dkr.ecr.eu-central-1.amazonaws.com. */
  readonly address: () => string
  /** The clock that a key's requests meet, in milliseconds: it may be set wrong on purpose. */
  readonly now: (accessKeyId?: string) => number
  /** Keys whose tokens end at their next login: good for that, and for nothing after. */
  readonly endsAtLogin: Set<string>
  /** Runs changes of one repository's images one after the other, so that checking a tag and moving it are one. */
  readonly inTurn: <T>(repository: string, change: () => Promise<T>) => Promise<T>
}

/**
 * A principal told to the control endpoint takes precedence, so that a test can also change the lab's own user. That user has
 * a key for everyone who wants to be told apart: its own, and whatever begins like it.
 */
export function findPrincipal({ config, store }: Lab, accessKeyId: string): Principal | undefined {
  const known = store.state.principals.find((principal) => principal.accessKeyId === accessKeyId)
  if (known || !accessKeyId.startsWith(config.accessKeyId)) return known
  const { secretAccessKey, account } = config
  return { accessKeyId, secretAccessKey, name: 'lab', account, deny: [], expired: false }
}

export function repositoryArn({ config }: Lab, registryId: string, name: string): string {
  return `arn:aws:ecr:${config.region}:${registryId}:repository/${name}`
}

/** Throws AccessDeniedException unless the principal may do this to that. */
export function authorize(principal: Principal, action: string, resource: string, registryId: string): void {
  const denied = principal.deny.some((pattern) => matches(pattern, action))
  // No repository here has a policy of its own, so nobody from another account gets in.
  const foreign = resource !== '*' && principal.account !== registryId
  if (!denied && !foreign) return
  const policy = denied ? 'identity-based' : 'resource-based'
  const user = `arn:aws:iam::${principal.account}:user/${principal.name ?? principal.accessKeyId}`
  throw new AwsError(
    'AccessDeniedException',
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no ${policy} policy allows the ${action} action`,
  )
}

/** The fault this call is to end in, counted down; undefined if it may go on. */
export function takeFault({ store }: Lab, operation: string, { accessKeyId }: Principal): Fault | undefined {
  const { faults } = store.state
  const fault = faults.find((f) => f.operation === operation && (f.accessKeyId ?? accessKeyId) === accessKeyId)
  if (!fault) return undefined
  const left = { ...fault, times: fault.times - 1 }
  store.update({ faults: faults.flatMap((f) => (f !== fault ? [f] : left.times > 0 ? [left] : [])) })
  return fault
}

/** Ends the tokens that a key got, by the clock that its requests meet. */
export function endTokens({ store, now }: Lab, accessKeyId: string): void {
  store.update({ tokens: expireTokens(store.state.tokens, accessKeyId, now(accessKeyId) / 1000) })
}
