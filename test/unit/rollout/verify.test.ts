import { describe, expect, test } from '@jest/globals'
import type { ExecResult } from '../../../src/kube/exec.ts'
import { judgeAnswer } from '../../../src/rollout/verify.ts'

const done = (stdout: string, stderr = '', exitCode = 0): ExecResult => ({ kind: 'done', exitCode, stdout, stderr })
const answer = (body: object) => done(`${JSON.stringify(body)}\n`)

describe('judgeAnswer', () => {
  test.each<[what: string, result: ExecResult, version: string | undefined, told: string]>([
    ['the version that was deployed', answer({ status: 'started', version: '2026.9.6' }), '2026.9.6', '2026.9.6'],
    ['any version, when none is known', answer({ status: 'started', version: '2026.9.1' }), undefined, '2026.9.1'],
    ['more than is asked', answer({ status: 'started', version: '2026.9.6', uptime: 3 }), '2026.9.6', '2026.9.6'],
  ])('full: the gateway tells %s', (_, result, version, told) => {
    expect(judgeAnswer(result, version)).toEqual({ level: 'full', version: told })
  })

  test('basic: the deployer may not exec', () => {
    expect(
      judgeAnswer({ kind: 'refused', status: 403, message: 'Unexpected server response: 403' }, '1'),
    ).toMatchObject({
      level: 'basic',
      reason: expect.stringContaining('pods/exec'),
    })
  })

  test('not full: a gateway that does not tell its version, also when any would do', () => {
    expect(judgeAnswer(answer({ status: 'started' }), undefined)).not.toMatchObject({ level: 'full' })
  })

  test.each<[what: string, result: ExecResult, message: RegExp]>([
    ['another version', answer({ status: 'started', version: '2026.9.5' }), /is OpenClaw 2026\.9\.5, not 2026\.9\.6/],
    ['no version', answer({ status: 'started' }), /of unknown version, not 2026\.9\.6/],
    ['a version that is no text', answer({ status: 'started', version: 3 }), /of unknown version/],
    ['that it is starting', answer({ status: 'starting', version: '2026.9.6' }), /says it is "starting", not started/],
    ['the page of the Control UI', done('<!doctype html>\n<html></html>\n'), /is not OpenClaw: <html><\/html>/],
    ['JSON of something else', answer({ ok: true }), /is not OpenClaw/],
    ['null', done('null'), /is not OpenClaw/],
    ['a list', done('[]'), /is not OpenClaw/],
    [
      'a refused connection',
      done('', 'node:internal\nError: connect ECONNREFUSED 127.0.0.1:18789\n', 1),
      /ECONNREFUSED 127\.0\.0\.1:18789/,
    ],
    ['nothing', done(''), /is not OpenClaw: it said nothing/],
    [
      'no way in',
      { kind: 'refused', status: 500, message: 'Unexpected server response: 500' },
      /asking it for its version failed: .*500/,
    ],
    ['a broken connection', { kind: 'broken', message: 'no answer within 20 s' }, /failed: no answer within 20 s/],
  ])('a failure: it answers %s', (_, result, message) => {
    expect(judgeAnswer(result, '2026.9.6')).toMatchObject({
      code: 'verify-failed',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(/\S/),
    })
  })

  test('a failure is a short sentence, however long the answer', () => {
    const judged = judgeAnswer(done('x'.repeat(100_000)), '1')
    expect('message' in judged && judged.message.length).toBeLessThan(400)
  })
})
