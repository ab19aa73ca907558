// gateway.trustedProxies as OpenClaw reads it: addresses and CIDRs; anything else it passes over without a word.

import type { Config } from './config.ts'

export const PROXIES = ['gateway', 'trustedProxies'] as const

export function proxiesOf(config: Config): { readonly entry: string; readonly index: number }[] {
  const value = config.at(...PROXIES)
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown, index) =>
    typeof entry === 'string' && entry.trim() !== '' ? [{ entry: entry.trim(), index }] : [],
  )
}
