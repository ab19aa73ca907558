// What OpenClaw's command prints and what an exec comes to, as they were seen on 2026.9.6, and what that means.

import { execFile } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import type { ExecResult } from '../../../src/kube/exec.ts'
import type { Answer } from '../../../src/openclaw.ts'
import { COMMAND_SCRIPT, judgeApproval, judgeExec, judgeList } from '../../../src/pairing/gateway.ts'
import { problemFrom, temporaryFolder } from '../support.ts'
import { NOW } from './support.ts'

const TARGET = { namespace: 'home', pod: 'openclaw-1', container: 'openclaw' }
const answer = (changes: Partial<Answer>): Answer => ({ nowMs: NOW, exitCode: 0, stdout: '', stderr: '', ...changes })
const cliError = (message: string) =>
  answer({ exitCode: 1, stdout: JSON.stringify({ ok: false, error: { type: 'cli_error', message } }), stderr: message })

describe('an exec', () => {
  const done = (changes: Partial<Extract<ExecResult, { kind: 'done' }>>): ExecResult => ({
    kind: 'done',
    exitCode: 0,
    stdout: '',
    stderr: '',
    ...changes,
  })

  test('that came to its end gives the answer', () => {
    const told = answer({ stdout: '{}' })
    expect(judgeExec(done({ stdout: `${JSON.stringify(told)}\n` }), TARGET)).toEqual({ kind: 'done', value: told })
  })

  test.each<[what: string, result: ExecResult, kind: string, why: RegExp]>([
    [
      'whose connection broke',
      { kind: 'broken', message: 'the connection closed' },
      'unknown',
      /cut off: the connection/,
    ],
    ['into a pod that is gone', { kind: 'refused', status: 404, message: 'not found' }, 'down', /HTTP 404/],
    ['into a container that has ended', { kind: 'refused', status: 500, message: 'x' }, 'down', /HTTP 500/],
    ['that ended with its container', done({ exitCode: 137 }), 'down', /was just ended/],
    ['whose answer was lost', done({}), 'unknown', /did not come whole/],
    ['whose answer was cut', done({ stdout: '{"nowMs":1,"stdout":"hu' }), 'unknown', /did not come whole$/],
  ])('%s may pass', (_, result, kind, why) => {
    expect(judgeExec(result, TARGET)).toEqual({ kind, why: expect.stringMatching(why) })
  })

  test.each<[what: string, result: ExecResult, code: string, words: RegExp]>([
    [
      'that is forbidden',
      { kind: 'refused', status: 403, message: 'x' },
      'cluster-forbidden',
      /403.*exec.*get and create on pods\/exec in home/s,
    ],
    [
      'without Node',
      done({ exitCode: 126, stderr: 'exec: "node": not found in $PATH' }),
      'pairing-failed',
      /"node": not found.*`container`/s,
    ],
    [
      'without Node, in the words of containerd and runc',
      {
        kind: 'broken',
        message:
          'error executing command in container: failed to exec in container: OCI runtime exec failed: exec failed: unable to start container process: exec: "node": executable file not found in $PATH: unknown',
      },
      'pairing-failed',
      /could not be run in container openclaw of pod openclaw-1: .*"node": executable file not found.*`container`.*Node 24/s,
    ],
    [
      'without Node, in the words of crun',
      { kind: 'broken', message: 'OCI runtime error: crun: executable file `node` not found in $PATH' },
      'pairing-failed',
      /executable file `node` not found/,
    ],
    [
      'of another node, which says something else',
      done({ stdout: 'the moon is full\n' }),
      'pairing-failed',
      /exit code 0.*`container`/s,
    ],
  ])('%s will not', async (_, result, code, words) => {
    const problem = await problemFrom(() => judgeExec(result, TARGET))
    expect([problem.code, `${problem.message} ${problem.fix}`]).toEqual([code, expect.stringMatching(words)])
  })
})

describe('OpenClaw’s command', () => {
  test('lists', () => {
    expect(judgeList(answer({ stdout: '{"pending":[],"paired":[]}\n' }))).toEqual({
      kind: 'done',
      value: { nowMs: NOW, pending: [], paired: [] },
    })
  })

  test('approves, or knows no such request', () => {
    expect(judgeApproval(answer({ stdout: '{"requestId":"r"}' }))).toEqual({ kind: 'done', value: 'approved' })
    const unknown =
      'No pending device request matches r. Run openclaw devices list and retry with the current request ID.'
    const asJson = JSON.stringify({ time: 't', level: 'error', message: unknown })
    for (const stderr of [`${unknown}\n`, `${asJson}\n`]) {
      expect(judgeApproval(answer({ exitCode: 1, stderr }))).toEqual({ kind: 'done', value: 'no-such-request' })
    }
  })

  test.each<[what: string, told: Answer, kind: string]>([
    [
      'finds no gateway',
      answer({
        exitCode: 1,
        stdout: JSON.stringify({
          ok: false,
          error: {
            type: 'gateway_transport_error',
            message: 'Gateway not reachable at ws://127.0.0.1:18789 (ECONNREFUSED).',
          },
        }),
      }),
      'down',
    ],
    ['is kept waiting by a gateway that starts', cliError('gateway timeout after 10000ms'), 'unknown'],
    ['was ended by its deadline', answer({ exitCode: null }), 'unknown'],
    ['had no memory to start', answer({ exitCode: null, failure: 'ENOMEM' }), 'unknown'],
  ])('that %s may do so later', (_, told, kind) => {
    expect(judgeList(told).kind).toBe(kind)
    expect(judgeApproval(told).kind).toBe(kind)
  })

  test.each<[what: string, told: Answer, code: string, words: RegExp]>([
    [
      'has no token',
      cliError('gateway.auth.token is configured as a secret reference but is unavailable in this command path.'),
      'pairing-token',
      /no token for its own gateway.*OPENCLAW_GATEWAY_TOKEN/s,
    ],
    [
      'has another token',
      cliError('unauthorized: gateway token mismatch (rotate/reissue device token)'),
      'pairing-token',
      /token mismatch.*Restart/s,
    ],
    [
      'has no password behind a proxy',
      cliError('unauthorized'),
      'pairing-token',
      /trusted-proxy.*OPENCLAW_GATEWAY_PASSWORD/s,
    ],
    [
      'logs in JSON',
      answer({ exitCode: 1, stderr: '{"level":"error","message":"the moon is new"}\n' }),
      'pairing-failed',
      /: the moon is new /,
    ],
    ['is not there', answer({ exitCode: null, failure: 'ENOENT' }), 'pairing-failed', /no command `openclaw`/],
    ['says what nobody foresaw', cliError('the moon is full'), 'pairing-failed', /the moon is full/],
    ['says nothing', answer({ exitCode: 3 }), 'pairing-failed', /exit code 3/],
  ])('that %s will not', async (_, told, code, words) => {
    for (const judge of [judgeList, judgeApproval]) {
      const problem = await problemFrom(() => judge(told))
      expect([problem.code, `${problem.message} ${problem.fix}`]).toEqual([code, expect.stringMatching(words)])
    }
  })

  test('that prints another kind of list is not guessed at', async () => {
    const problem = await problemFrom(() =>
      judgeList(answer({ stdout: '{"pending":[{"secret":"hush"}],"paired":[]}' })),
    )
    expect(problem).toMatchObject({ code: 'pairing-failed', message: expect.stringMatching(/pending\[0\]\.requestId/) })
    expect(JSON.stringify(problem)).not.toContain('hush')
  })
})

describe('the script in the container', () => {
  async function run(openclaw: string | undefined, script = COMMAND_SCRIPT): Promise<Answer> {
    const folder = temporaryFolder()
    if (openclaw !== undefined) {
      writeFileSync(join(folder, 'openclaw'), `#!/bin/sh\n${openclaw}\n`)
      chmodSync(join(folder, 'openclaw'), 0o755)
    }
    const env = { PATH: openclaw === undefined ? folder : `${folder}:/usr/bin:/bin` }
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, 'devices', 'list', '--json'], { env })
    return JSON.parse(stdout) as Answer
  }

  test('gives what the command printed, with its arguments, exit code and clock', async () => {
    const told = await run('echo "$@"; echo oh >&2; exit 7')
    expect(told).toEqual({ nowMs: expect.any(Number), exitCode: 7, stdout: 'devices list --json\n', stderr: 'oh\n' })
    expect(Math.abs(told.nowMs - Date.now())).toBeLessThan(60_000)
  })

  test('says that there is no such command', async () => {
    expect(await run(undefined)).toMatchObject({ exitCode: null, failure: 'ENOENT' })
  })

  test('ends the command, and what it started, at its deadline', async () => {
    const folder = temporaryFolder()
    const hasty = COMMAND_SCRIPT.replace(/slice\(1\), \d+\)/, 'slice(1), 3_000)')
    expect(hasty).not.toBe(COMMAND_SCRIPT)
    const told = await run(`sleep 600 & echo $! > ${folder}/child; wait`, hasty)
    expect(told.exitCode).toBeNull()
    const child = Number(readFileSync(join(folder, 'child'), 'utf8'))
    // Killed, it may still be waiting to be reaped.
    const state = (() => {
      try {
        return /State:\s+(\S)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]
      } catch {
        return 'gone'
      }
    })()
    expect(['Z', 'gone']).toContain(state)
  })
})
