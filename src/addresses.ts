// Ranges of IP addresses.

import { isIP } from 'node:net'

export interface Range {
  readonly version: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

/** Of an address or a CIDR, IPv4 also where it is written as IPv6 (`::ffff:10.0.0.0/104`); undefined for anything else. */
export function rangeOf(entry: string): Range | undefined {
  const [address = '', prefix, ...rest] = entry.trim().split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0 || address.includes('%')) return undefined
  const width = version === 4 ? 32 : 128
  const length = prefix === undefined ? width : /^\d+$/.test(prefix) ? Number(prefix) : Number.NaN
  if (!(length <= width)) return undefined
  const free = BigInt(width - length)
  const first = ((version === 4 ? valueOf4(address) : valueOf6(address)) >> free) << free
  const last = first + (1n << free) - 1n
  if (version === 6 && first >> 32n === 0xffffn && last >> 32n === 0xffffn)
    return { version: 4, first: first & 0xffff_ffffn, last: last & 0xffff_ffffn }
  return { version: version === 4 ? 4 : 6, first, last }
}

function valueOf4(address: string): bigint {
  return address.split('.').reduce((value, byte) => value * 256n + BigInt(byte), 0n)
}

function valueOf6(address: string): bigint {
  const hex = address.replace(/[\d.]+$/, (tail) => {
    if (!tail.includes('.')) return tail
    const value = valueOf4(tail)
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`
  })
  const [head = '', tail] = hex.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...zeros, ...right].reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n)
}

export function sizeOf({ first, last }: Range): bigint {
  return last - first + 1n
}

export function overlaps(a: Range, b: Range): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last
}

/** What is left of a range without others. */
export function without(range: Range, holes: readonly Range[]): Range[] {
  return holes.reduce<Range[]>(
    (left, hole) =>
      left.flatMap((piece) => {
        if (!overlaps(piece, hole)) return [piece]
        const { version, first, last } = piece
        return [
          { version, first, last: hole.first - 1n },
          { version, first: hole.last + 1n, last },
        ].filter((each) => each.first <= each.last)
      }),
    [range],
  )
}

export function rangesOf(...entries: readonly string[]): Range[] {
  return entries.flatMap((entry) => rangeOf(entry) ?? [])
}
