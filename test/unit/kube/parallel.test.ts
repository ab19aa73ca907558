import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { inParallel } from '../../../src/kube/parallel.ts'

const tick = (turns: number) =>
  Array.from({ length: turns }).reduce<Promise<void>>((before) => before.then(), Promise.resolve())

describe('work in parallel', () => {
  test('gives the results in order and never runs more than the limit at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), async (items, limit) => {
        let running = 0
        let most = 0
        const results = await inParallel(items, limit, async (turns) => {
          most = Math.max(most, ++running)
          await tick(turns)
          running--
          return turns * 2
        })
        expect(results).toEqual(items.map((turns) => turns * 2))
        expect(most).toBe(Math.min(limit, items.length))
      }),
    )
  })

  test('begins nothing more after a failure, and waits for what was begun', async () => {
    const begun: number[] = []
    const done: number[] = []
    const work = inParallel([0, 1, 2, 3, 4], 2, async (item) => {
      begun.push(item)
      if (item === 0) throw new Error('no')
      await tick(5)
      done.push(item)
    })
    await expect(work).rejects.toThrow('no')
    expect([begun, done]).toEqual([[0, 1], [1]])
  })
})
