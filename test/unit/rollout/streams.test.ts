import { describe, expect, test } from '@jest/globals'
import { expected } from './fixtures/cluster.ts'
import { STREAMS } from './fixtures/streams.ts'
import { endOf, run, type Stream } from './runner.ts'

/** The stream as somebody saw it whose connection was cut at one place. */
function cuts(stream: Stream): Stream[] {
  const each = stream.map((_, index) => index)
  return [
    ...each.map((index) => stream.slice(0, index + 1)),
    // Begun late, as after a run that was killed.
    ...each.map((index) => stream.slice(index)),
    // What happened while the connection was away is never seen.
    ...each.map((index) => stream.toSpliced(index, 1)),
    ...each.map((index) => stream.toSpliced(index, 3)),
  ].filter((cut) => cut.length > 0)
}

describe.each(Object.entries(STREAMS))('%s (constructed)', (_, { stream, end }) => {
  test(`ends as ${end}`, () => {
    expect(endOf(run(stream, expected))).toBe(end)
  })

  test('is no more red when it is cut somewhere', () => {
    for (const cut of cuts(stream)) expect(['progressing', 'ready', end]).toContain(endOf(run(cut, expected)))
  })

  test('is ready no sooner than its last view', () => {
    for (const cut of cuts(stream)) {
      const { verdict, ms } = run(cut, expected)
      if (verdict.state === 'ready') expect(ms).toBe(stream.at(-1)?.[0])
    }
  })
})

test('a digest that is gone is red within 15 s of the apply', () => {
  const { ms } = run(STREAMS['a digest that is gone']?.stream ?? [], expected)
  expect(ms).toBeLessThanOrEqual(15_000)
})

test('a good rollout tells its steps, each once', () => {
  expect(run(STREAMS['a good rollout']?.stream ?? [], expected).lines).toEqual([
    'The Deployment’s controller has not seen the change yet',
    'Waiting for the old pod openclaw-old-1 to stop',
    'Waiting for the new pod to be created',
    'Pod openclaw-new-1: has no node yet',
    'Pod openclaw-new-1: is being made on node k3s',
    'Pod openclaw-new-1: Container gateway runs and has not passed its startup probe yet',
    'Pod openclaw-new-1: Container gateway runs and has not passed its startup probe yet: HTTP probe failed with statuscode: 503',
  ])
})
