// What the wait saw of real rollouts in the lab. They are recorded anew by `RECORD=1 npm run test:e2e -- faults`.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { falseReds, replay, unpackRecording } from './recording.ts'
import { endOf } from './runner.ts'

const folder = join(import.meta.dirname, 'recorded')

describe.each(readdirSync(folder))('%s (recorded)', (file) => {
  const recording = unpackRecording(readFileSync(join(folder, file)))

  test(`ends as it did: ${recording.end}`, () => {
    expect(endOf(replay(recording))).toBe(recording.end)
  })

  test('is red for no other reason when it is cut after any event, begun late, or told twice', () => {
    expect(falseReds(recording)).toEqual([])
  })
})
