import { expect, test } from '@jest/globals'
import { valueAt } from '../../../../src/manifests/lint/part.ts'

test.each<[path: (string | number)[], value: unknown]>([
  [[], { a: [{ b: null }] }],
  [['a', 0, 'b'], null],
  [['a', 1], undefined],
  [['a', 0, 'b', 'c'], undefined],
  // What every object or list has is no value of a manifest.
  [['constructor'], undefined],
  [['a', 'map'], undefined],
])('at %j', (path, value) => {
  expect(valueAt({ a: [{ b: null }] }, path)).toEqual(value)
})
