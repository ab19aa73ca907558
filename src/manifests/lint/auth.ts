// How the gateway knows who asks.

import { flagOf } from './pod.ts'
import type { Subject } from './subject.ts'

/** Settings of the mode trusted-proxy: who asks is whom a proxy names in a header. */
export const PROXY_AUTH = ['gateway', 'auth', 'trustedProxy'] as const

export function authModeOf({ command, config }: Subject): string | undefined {
  return flagOf(command, 'auth') ?? config?.text('gateway', 'auth', 'mode')
}

/** The config of a gateway that takes the word of a proxy for who asks. */
export function proxyAuthOf(subject: Subject): Subject['config'] {
  return authModeOf(subject) === 'trusted-proxy' ? subject.config : undefined
}
