import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { withJitter } from '../../src/jitter.ts'

test.each([
  [0, 750],
  [0.5, 1000],
  [1, 1250],
])('with the random number %d a second is %d ms', (random, milliseconds) => {
  expect(withJitter(1000, random)).toBe(milliseconds)
})

test('a pause stays near what is meant, and two are hardly ever the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), (milliseconds) => {
      const pause = withJitter(milliseconds)
      return pause >= milliseconds * 0.75 && pause <= milliseconds * 1.25
    }),
  )
  expect(new Set(Array.from({ length: 50 }, () => withJitter(1000))).size).toBeGreaterThan(40)
})

test('every pause before a repeat has jitter', () => {
  const root = new URL('../../', import.meta.url).pathname
  const pauses = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\bawait (?:sleep|pause|delay)\((.*)/g)].map(
      ([, what = '']) => [file, what] as const,
    ),
  )
  expect(pauses.length).toBeGreaterThan(10)
  const even = pauses.filter(([, what]) => !what.startsWith('withJitter('))
  // Looks at what is the home's own, in a steady beat; and a watch, which has its jitter a line above.
  expect(even.map(([file]) => file).sort()).toEqual([
    'src/image/docker.ts',
    'src/kube/watch.ts',
    'src/pairing/settle.ts',
    'src/state/lock.ts',
    'src/state/lock.ts',
  ])
})
