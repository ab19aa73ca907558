// On which interfaces the gateway listens.

import type { Spot } from './part.ts'
import { flagOf } from './pod.ts'
import type { Subject } from './subject.ts'

/**
 * Addresses that OpenClaw 2026.9.6 still takes in its config, and migrates at its start (its
 * LEGACY_GATEWAY_BIND_HOST_ALIASES); as the flag `--bind` it refuses them.
 */
export const ALIASES: ReadonlyMap<string, 'lan' | 'loopback'> = new Map([
  ['0.0.0.0', 'lan'],
  ['::', 'lan'],
  ['[::]', 'lan'],
  ['*', 'lan'],
  ['127.0.0.1', 'loopback'],
  ['localhost', 'loopback'],
  ['::1', 'loopback'],
  ['[::1]', 'loopback'],
])

/** True when nothing outside the pod reaches it. */
export function isLoopback({ bind, config }: Subject): boolean {
  const host = bind === 'custom' ? (config?.text('gateway', 'customBindHost') ?? '') : bind
  return host === 'loopback' || isLoopbackHost(host)
}

export function isLoopbackHost(host: string): boolean {
  return ALIASES.get(host) === 'loopback'
}

/** Where the bind is said, or would be. */
export function bindSpot({ command, config, container }: Subject): Spot {
  if (flagOf(command, 'bind') !== undefined) return container.at(container.at('args').isThere ? 'args' : 'command')
  return config?.spot('gateway', 'bind') ?? container
}
