import { expect, test } from '@jest/globals'
import { amountOf } from '../../../src/kube/quantity.ts'

test.each<[quantity: string, amount: number]>([
  ['1Gi', 2 ** 30],
  ['512Mi', 2 ** 29],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['1G', 1e9],
  ['1e9', 1e9],
  ['1E', 1e18],
  ['128974848', 128974848],
  ['128974848000m', 128974848],
  ['64k', 64_000],
  ['', Number.NaN],
  ['many', Number.NaN],
  ['1Xi', Number.NaN],
])('%s', (quantity, amount) => {
  expect(amountOf(quantity)).toBe(amount)
})
