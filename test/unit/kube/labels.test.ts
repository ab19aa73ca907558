import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { picks } from '../../../src/kube/labels.ts'

const LABELS = { app: 'openclaw', tier: '2' }
const by = (key: string, operator: string, values?: unknown) => ({ matchExpressions: [{ key, operator, values }] })

test.each<[selector: unknown, isPicked: boolean]>([
  [undefined, true],
  [null, true],
  [{}, true],
  [{ matchLabels: null, matchExpressions: null }, true],
  [{ matchLabels: { app: 'openclaw' } }, true],
  [{ matchLabels: { app: 'other' } }, false],
  [{ matchLabels: { app: 'openclaw' }, ...by('tier', 'In', ['1', '2']) }, true],
  [{ matchLabels: { app: 'openclaw' }, ...by('tier', 'NotIn', ['1', '2']) }, false],
  [by('app', 'Exists'), true],
  [by('app', 'DoesNotExist'), false],
  [by('app', 'NotIn', ['other']), true],
  [by('constructor', 'Exists'), false],
  // What the API would not take picks nothing.
  ['app=openclaw', false],
  [['app'], false],
  [{ matchLabels: 'app=openclaw' }, false],
  [{ matchExpressions: 'app' }, false],
  [{ matchExpressions: ['app'] }, false],
  [by('app', 'In', 'openclaw'), false],
  [by('app', 'Is', ['openclaw']), false],
  [{ matchExpressions: [{ key: { toString: 1 }, operator: { toString: 1 } }] }, false],
])('%j picks the labels: %s', (selector, isPicked) => {
  expect(picks(selector, LABELS)).toBe(isPicked)
})

test('of anything, it says yes or no', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (matchLabels, matchExpressions, labels) => {
      expect([true, false]).toContain(picks({ matchLabels, matchExpressions }, labels))
      expect([true, false]).toContain(picks({ matchExpressions: [matchExpressions] }, labels))
    }),
  )
})
