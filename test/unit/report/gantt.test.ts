import { expect, test } from '@jest/globals'
import { gantt } from '../../../src/report/gantt.ts'

const PHASES = [
  { name: 'Apply', startMs: 0.4, endMs: 500.2, failed: false },
  { name: 'Wait for the rollout', startMs: 500.2, endMs: 20_000, failed: true },
]

test('a gantt has a bar for each phase, and red ones for the time without a gateway', () => {
  const outage = {
    steps: [
      { name: 'stop', startMs: 600, endMs: 4600 },
      { name: 'schedule', startMs: 4600, endMs: 4600 },
    ],
    isOngoing: false,
  }
  expect(gantt(PHASES, outage)).toEqual([
    '```mermaid',
    'gantt',
    '  dateFormat x',
    '  axisFormat %M:%S',
    '  section Run',
    '  Apply 0.5 s :0, 500',
    '  Wait for the rollout (failed) 19.5 s :crit, 500, 20000',
    '  section No gateway',
    '  stop 4.0 s :crit, 600, 4600',
    '  schedule 0.0 s :crit, 4600, 4601',
    '```',
  ])
})

test.each([undefined, { steps: [], isOngoing: false }])('a run without an outage has no section for it', (outage) => {
  expect(gantt(PHASES, outage).filter((line) => line.includes('section'))).toEqual(['  section Run'])
})
