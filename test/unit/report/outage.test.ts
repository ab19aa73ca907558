import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { closed, describeOutage, NO_OUTAGE, type Outage, outageMs, seen } from '../../../src/report/outage.ts'

type Sight = [atMs: number, isServing: boolean, step?: string]
const seenAll = (...sights: Sight[]): Outage =>
  sights.reduce((outage, [at, isServing, step]) => seen(outage, at, isServing, step), NO_OUTAGE)

describe('an outage', () => {
  test.each<[what: string, sights: Sight[], told: string]>([
    ['none', [[0, true, 'stop']], '0.0 s without a ready gateway'],
    [
      'of one rollout',
      [
        [1000, true, 'stop'],
        [2000, false, 'stop'],
        [6000, false, 'schedule'],
        [6100, false, 'start'],
        [14_000, true],
      ],
      '12.0 s without a ready gateway: stop 4.0 s, schedule 0.1 s, start 7.9 s',
    ],
    [
      'with a step that comes again, and a look that tells nothing',
      [
        [0, false, 'start'],
        [1000, false],
        [2000, false, 'stop'],
        [3000, false, 'start'],
        [4000, true],
      ],
      '4.0 s without a ready gateway: start 3.0 s, stop 1.0 s',
    ],
    [
      'of a gateway that was ready in between',
      [
        [0, false, 'start'],
        [1000, true],
        [9000, false, 'stop'],
        [10_000, true],
      ],
      '2.0 s without a ready gateway: start 1.0 s, stop 1.0 s',
    ],
  ])('%s', (_, sights, told) => {
    expect(describeOutage(closed(seenAll(...sights), 60_000))).toBe(told)
  })

  test('that has not ended with the run says so', () => {
    const outage = closed(seenAll([0, false, 'start']), 5000)
    expect(outage.isOngoing).toBe(true)
    expect(describeOutage(outage)).toBe('5.0 s without a ready gateway, and still none: start 5.0 s')
  })

  test('is as long as the sights between which no gateway served, whatever was waited for', () => {
    const sight = fc.tuple(
      fc.nat(1000),
      fc.boolean(),
      fc.option(fc.constantFrom('stop', 'pull', 'start'), { nil: undefined }),
    )
    fc.assert(
      fc.property(fc.array(sight), (gaps) => {
        let at = 0
        let expected = 0
        let wasServing = true
        const outage = gaps.reduce((before, [gap, isServing, step]) => {
          at += gap
          if (!wasServing) expected += gap
          wasServing = isServing
          return seen(before, at, isServing, step)
        }, NO_OUTAGE)
        expect(outageMs(closed(outage, at))).toBe(expected)
        for (const [index, { startMs, endMs }] of closed(outage, at).steps.entries()) {
          expect(startMs).toBeLessThanOrEqual(endMs)
          if (index > 0) expect(startMs).toBeGreaterThanOrEqual(outage.steps[index - 1]?.endMs ?? 0)
        }
      }),
    )
  })
})
