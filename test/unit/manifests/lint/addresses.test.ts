import { isIP } from 'node:net'
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { overlaps, rangeOf, rangesOf, sizeOf, without } from '../../../../src/addresses.ts'
import { nodeIn } from '../../../../src/manifests/lint/addresses.ts'

test.each<[entry: string, version: 4 | 6, first: bigint, size: bigint]>([
  ['10.0.0.7', 4, 0x0a000007n, 1n],
  ['10.0.0.7/24', 4, 0x0a000000n, 256n],
  [' 0.0.0.0/0 ', 4, 0n, 1n << 32n],
  ['::/0', 6, 0n, 1n << 128n],
  ['fd00::7/127', 6, 0xfd00_0000_0000_0000_0000_0000_0000_0006n, 2n],
  ['1:2:3:4:5:6:7:8', 6, 0x0001_0002_0003_0004_0005_0006_0007_0008n, 1n],
  ['::ffff:10.0.0.7', 4, 0x0a000007n, 1n],
  ['::ffff:10.0.0.0/104', 4, 0x0a000000n, 1n << 24n],
  ['::ffff:0:0/95', 6, 0xfffe_0000_0000n, 1n << 33n],
])('%s is a range', (entry, version, first, size) => {
  const range = rangeOf(entry)
  expect(range).toMatchObject({ version, first })
  expect(range && sizeOf(range)).toBe(size)
})

test.each(['', 'traefik', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', 'fe80::1%eth0', '${PROXY}'])(
  '%j is none',
  (entry) => {
    expect(rangeOf(entry)).toBeUndefined()
  },
)

test('an IPv6 address means what the platform takes it for', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      fc.pre(isIP(address) === 6)
      const range = rangeOf(address)
      const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1)
      expect(rangeOf(groups)).toEqual(range)
    }),
  )
})

test('what is left of a range without others holds none of them, and all the rest', () => {
  const range = fc.tuple(fc.nat({ max: 255 }), fc.integer({ min: 24, max: 32 })).map(([byte, length]) => {
    const [made] = rangesOf(`10.0.0.${byte}/${length}`)
    if (made === undefined) throw new Error('no range')
    return made
  })
  fc.assert(
    fc.property(range, fc.array(range, { maxLength: 5 }), (whole, holes) => {
      const left = without(whole, holes)
      for (let address = whole.first; address <= whole.last; address++) {
        const one = { version: 4 as const, first: address, last: address }
        expect(left.some((each) => overlaps(each, one))).toBe(!holes.some((hole) => overlaps(hole, one)))
      }
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['10.42.0.0/24', '10.42.0.1'],
  ['10.42.3.1', '10.42.3.1'],
  ['10.42.7.0/31', '10.42.7.1'],
  ['10.42.0.0/16', '10.42.0.1'],
  ['0.0.0.0/0', '10.42.0.1'],
  ['10.244.1.0/28', '10.244.1.1'],
  // What a /24 is without its first two addresses: pods, never the node.
  ['10.42.0.2/31', undefined],
  ['10.42.0.4/30', undefined],
  ['10.42.0.8/29', undefined],
  ['10.42.0.16/28', undefined],
  ['10.42.0.32/27', undefined],
  ['10.42.0.64/26', undefined],
  ['10.42.0.128/25', undefined],
  // The node as the others see it (flannel.1): where a proxy in the node's own network would come from.
  ['10.42.1.0', undefined],
  ['10.43.0.0/24', undefined],
  ['192.168.7.0/24', undefined],
  ['fd00::/64', undefined],
])('the node in %s is %s', (entry, node) => {
  const range = rangeOf(entry)
  expect(range && nodeIn(range)).toBe(node)
})
