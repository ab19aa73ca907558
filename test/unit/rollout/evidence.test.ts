import { describe, expect, test } from '@jest/globals'
import { evidenceOf } from '../../../src/rollout/evidence.ts'
import { judge, NO_HISTORY } from '../../../src/rollout/verdict.ts'
import {
  APPLIED,
  crashed,
  event,
  expected,
  type PodOptions,
  pod,
  podEvent,
  podView,
  RUNNING,
  terminated,
  view,
  waiting,
} from './fixtures/cluster.ts'
import { MISSING } from './fixtures/texts.ts'

const of = (seen: ReturnType<typeof podView>, cause?: string) => evidenceOf(seen, seen.pods[0], 'gateway', cause)
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`)

describe('evidence', () => {
  test('is the cause, then the log, then the events', () => {
    const seen = podView(
      { gateway: crashed(1, 2) },
      { events: [podEvent('BackOff', 'Back-off restarting failed container', { count: 3 })] },
      { current: ['boom'] },
    )
    expect(of(seen, 'the cause')).toEqual([
      'the cause',
      'boom',
      'BackOff: Back-off restarting failed container (3 times)',
    ])
  })

  test('leaves out other pods’ events, what is normal, and what the cause says', () => {
    const events = [
      event('pod-other', 'FailedMount', 'of another'),
      podEvent('Pulling', 'Pulling image'),
      podEvent('Failed', 'not found'),
      podEvent('Unhealthy', 'mine'),
    ]
    expect(of(podView({}, { events }), 'pull: not found')).toEqual(['pull: not found', 'Unhealthy: mine'])
  })

  test('is the newest ten lines and five events, oldest first', () => {
    const events = lines(7).map((line, index) =>
      podEvent('Failed', line, { lastTimestamp: `2026-11-23T02:00:0${index}Z` }),
    )
    const seen = podView(
      { gateway: crashed(1, 1) },
      { events: events.toReversed() },
      { current: [...lines(15), '', ' '] },
    )
    expect(of(seen)).toEqual([
      ...lines(15).slice(5),
      ...lines(7)
        .slice(2)
        .map((line) => `Failed: ${line}`),
    ])
  })

  test.each<[what: string, options: PodOptions, log: { current?: string[]; previous?: string[] }, shown: string[]]>([
    [
      'of the run that ended, while the next one runs',
      { gateway: { ...RUNNING, restartCount: 1, lastState: terminated(1) } },
      { current: ['new'], previous: ['old'] },
      ['old'],
    ],
    [
      'of the run that ended, while it waits for the next',
      { gateway: crashed(1, 2) },
      { current: ['last'], previous: ['before'] },
      ['last'],
    ],
    ['of the only run', { gateway: RUNNING }, { current: ['only'] }, ['only']],
    [
      'that came before the status did',
      { gateway: { ...RUNNING, restartCount: 1, lastState: terminated(1) } },
      { current: ['early'] },
      ['early'],
    ],
    ['in the termination message', { gateway: crashed(1, 1, 'Error', 'said\nlast\n') }, {}, ['said', 'last']],
    ['of a container that never ran', { gateway: undefined }, {}, []],
  ])('has the log %s', (_, options, log, shown) => {
    expect(of(podView(options, {}, log))).toEqual(shown)
  })

  test('is one short line each, without colours and secrets', () => {
    const token = 'ghp_0123456789abcdefghij'
    const seen = podView(
      { gateway: crashed(1, 1) },
      { events: [podEvent('Failed', `with ${token}`)] },
      { current: [`\u001b[31mred\u001b[0m token=${token}`, 'x'.repeat(5000)] },
    )
    const shown = of(seen, `two\nlines, Authorization: Bearer ${token}`)
    expect(shown.slice(0, 2)).toEqual(['two lines, Authorization: Bearer ***', 'red token=***'])
    expect(shown.join()).not.toContain(token)
    expect(Math.max(...shown.map(({ length }) => length))).toBe(300)
  })

  test('of a pod that never came to be is the cause alone', () => {
    expect(evidenceOf(view({ pods: [] }), undefined, 'gateway', 'FailedCreate: exceeded quota')).toEqual([
      'FailedCreate: exceeded quota',
    ])
  })

  test('of an init container is its own log', () => {
    const logs = new Map([
      ['pod-openclaw-new-1/copy-config', { current: ['cp: no space left'], previous: [] }],
      ['pod-openclaw-new-1/gateway', { current: ['not this'], previous: [] }],
    ])
    const seen = view({
      pods: [pod(undefined, { setup: crashed(1, 2), gateway: { state: waiting('PodInitializing') } })],
      logs,
    })
    const { verdict } = judge(seen, expected, APPLIED, NO_HISTORY)
    expect(verdict).toMatchObject({ problem: { evidence: ['cp: no space left'] } })
  })
})

test('a message holds no secret either, and is one line', () => {
  const log = { current: ['Gateway failed to start: bad\ttoken=supersecretvalue'] }
  const { verdict } = judge(podView({ gateway: crashed(78, 1) }, {}, log), expected, APPLIED, NO_HISTORY)
  expect(verdict).toMatchObject({ problem: { message: expect.stringMatching(/bad token=\*\*\*$/) } })
})

test('a line of the log holds no secret while it goes on', () => {
  const seen = podView({ gateway: { state: waiting('Strange', 'password=supersecretvalue') } })
  expect(judge(seen, expected, APPLIED, NO_HISTORY).verdict).toMatchObject({
    line: expect.stringMatching(/password=\*\*\*$/),
  })
})

test('the first evidence of a pull that failed is what the registry said', () => {
  const first = podView({ gateway: { state: waiting('ErrImagePull', MISSING.Docker) } })
  const later = podView(
    { gateway: { state: waiting('ImagePullBackOff', 'Back-off pulling image "x"') } },
    { events: [podEvent('Failed', `Failed to pull image "x": ${MISSING.Docker}`)] },
  )
  const { history } = judge(first, expected, APPLIED, NO_HISTORY)
  const { verdict } = judge(later, expected, APPLIED + 60_000, history)
  expect(verdict).toMatchObject({ problem: { evidence: [MISSING.Docker, expect.any(String)] } })
})
