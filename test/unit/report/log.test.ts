import { describe, expect, test } from '@jest/globals'
import { formatSeconds, Timeline } from '../../../src/report/log.ts'
import { commandsIn, printedBy } from '../support.ts'

test.each<[milliseconds: number, text: string]>([
  [0, '0.0 s'],
  [1_250, '1.3 s'],
  [59_900, '59.9 s'],
  [59_960, '1 min 0 s'],
  [60_000, '1 min 0 s'],
  [95_400, '1 min 35 s'],
  [119_700, '2 min 0 s'],
  [3_600_000, '60 min 0 s'],
])('%d ms is %s', (milliseconds, text) => {
  expect(formatSeconds(milliseconds)).toBe(text)
})

describe('a phase', () => {
  test('is a group in the log, and a record of its time', async () => {
    const timeline = new Timeline()
    let result: number | undefined
    const printed = await printedBy(async () => {
      result = await timeline.phase('Build', async () => {
        timeline.progress('half')
        return 42
      })
    })
    expect(result).toBe(42)
    expect(printed).toMatch(/^::group::Build\n\[0\.\d s\] half\nBuild: 0\.\d s\n::endgroup::\n$/)
    expect(timeline.records).toEqual([
      { name: 'Build', startMs: expect.any(Number), endMs: expect.any(Number), failed: false },
    ])
  })

  test('that fails is recorded too, and its error goes on', async () => {
    const timeline = new Timeline()
    const printed = await printedBy(() =>
      expect(timeline.phase('Push', () => Promise.reject(new Error('no')))).rejects.toThrow('no'),
    )
    expect(printed).toMatch(/Push: failed after 0\.\d s\n::endgroup::\n$/)
    expect(timeline.records).toMatchObject([{ name: 'Push', failed: true }])
  })

  test('that says something over several lines gives the runner no commands', async () => {
    const said = 'pod says: x\n::add-mask::1\r\n  ::stop-commands::y\nsay ##[stop-commands]y'
    const printed = await printedBy(() => {
      new Timeline().progress(said)
      new Timeline().text(said)
    })
    expect(commandsIn(printed)).toEqual([])
    expect(printed).toContain('\n  | : :add-mask::1\n')
  })
})
