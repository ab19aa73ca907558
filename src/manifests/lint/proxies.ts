// gateway.trustedProxies as OpenClaw reads it: addresses and CIDRs; anything else it passes over without a word.

import { isIP } from 'node:net'
import type { Config } from './config.ts'

export const PROXIES = ['gateway', 'trustedProxies'] as const

/** Bits that are not fixed, 0 for one address; undefined for what is neither an address nor a CIDR. */
export function freeBits(entry: string): number | undefined {
  const [address = '', prefix, ...rest] = entry.trim().split('/')
  const width = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  if (width === 0 || rest.length > 0) return undefined
  if (prefix === undefined) return 0
  const length = /^\d+$/.test(prefix) ? Number(prefix) : Number.NaN
  return length <= width ? width - length : undefined
}

export function proxiesOf(config: Config): { readonly entry: string; readonly index: number }[] {
  const value = config.at(...PROXIES)
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown, index) =>
    typeof entry === 'string' && entry.trim() !== '' ? [{ entry, index }] : [],
  )
}
