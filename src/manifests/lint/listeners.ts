// Ports on which OpenClaw listens beside the gateway's own: webhooks of some channels and plugins have servers of their own.

import { isRecord } from '../../kube/object.ts'
import type { Config } from './config.ts'

// Where the channel is told no port.
const DEFAULTS: ReadonlyMap<string, number> = new Map([
  ['telegram', 8787],
  ['msteams', 3978],
])

/** Whether the config says that a channel or a plugin listens there. */
export function isListener(config: Config | undefined, port: number): boolean {
  const channels = config?.at('channels')
  const own = Object.entries(isRecord(channels) ? channels : {}).flatMap(([name, channel]) => {
    const told = portsIn(channel)
    return told.length > 0 ? told : (DEFAULTS.get(name) ?? [])
  })
  return [...own, ...portsIn(config?.at('plugins'))].includes(port)
}

/** Each has a key of its own (webhookPort, webhook.port, serve.port), and all of these end alike. */
function portsIn(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'number' && /port$/i.test(key) ? [inner] : portsIn(inner),
  )
}
