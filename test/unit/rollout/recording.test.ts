import { describe, expect, test } from '@jest/globals'
import { expected, pod, view } from './fixtures/cluster.ts'
import { STREAMS } from './fixtures/streams.ts'
import { falseReds, packRecording, type Recording, replay, unpackRecording } from './recording.ts'
import { endOf } from './runner.ts'

const recordings = Object.entries(STREAMS).map(
  ([name, { stream, end }]): Recording => ({ name, end, expected, views: stream }),
)
const gone = recordings.find(({ name }) => name === 'a digest that is gone') as Recording

describe.each(recordings)('$name (constructed)', (recording) => {
  test('ends the same when it was kept', () => {
    const kept = unpackRecording(packRecording(recording))
    expect(endOf(replay(kept))).toBe(recording.end)
    expect(falseReds(kept)).toEqual([])
  })
})

test('a red that the whole does not end in is told', () => {
  expect(falseReds({ ...gone, end: 'ready' })).toContainEqual(expect.stringContaining('image-missing'))
})

test('what does not end as its wait did is not kept', () => {
  expect(() => packRecording({ ...gone, end: 'ready' })).toThrow('ends as image-missing, and its wait as ready')
})

test('the rollback is no part of it', () => {
  const restored = {
    ...gone.views[0]?.[1].deployment,
    metadata: { name: 'openclaw', generation: expected.generation + 1 },
  }
  const views = [...gone.views, [60_000, view({ deployment: restored as never })] as const]
  const kept = unpackRecording(packRecording({ ...gone, end: 'overtaken', views }))
  expect(kept.views).toHaveLength(gone.views.length)
  expect(kept.end).toBe('image-missing')
})

test('no credential and nothing that no verdict reads is kept', () => {
  const secret = 'AKIAIOSFODNN7EXAMPLE'
  const told = pod()
  const annotated = { ...told, metadata: { ...told.metadata, annotations: { note: 'by hand' }, managedFields: [{}] } }
  const logs = new Map([['pod/gateway', { current: [`key ${secret}`], previous: [] }]])
  const last = [60_000, view({ pods: [annotated], logs })] as const
  const kept = JSON.stringify(unpackRecording(packRecording({ ...gone, views: [...gone.views, last] })), (_, each) =>
    each instanceof Map ? [...each] : each,
  )
  expect(kept).toContain('key AKIA***')
  for (const left of [secret, 'by hand', 'managedFields']) expect(kept).not.toContain(left)
})
