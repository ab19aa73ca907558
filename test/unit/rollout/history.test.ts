import { expect, test } from '@jest/globals'
import { unseenFor } from '../../../src/rollout/history.ts'
import { UNSCHEDULABLE } from '../../../src/rollout/patience.ts'
import { judge, NO_HISTORY } from '../../../src/rollout/verdict.ts'
import { APPLIED, expected, podView } from './fixtures/cluster.ts'

const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available' }
const view = podView({ node: undefined, gateway: undefined, setup: undefined, status: { conditions: [condition] } })

test('time in which nothing could be seen counts in no patience, and what was seen before it does', () => {
  const before = judge(view, expected, APPLIED, NO_HISTORY).history
  const awayMs = 10 * UNSCHEDULABLE
  const seenMs = UNSCHEDULABLE / 2
  const back = unseenFor(before, awayMs)
  const at = (ms: number) => judge(view, expected, APPLIED + seenMs + awayMs + ms, back).verdict
  expect(at(0)).toMatchObject({ state: 'progressing', recheckInMs: UNSCHEDULABLE - seenMs })
  expect(at(UNSCHEDULABLE - seenMs)).toMatchObject({ state: 'failed', problem: { code: 'unschedulable' } })
})
