import { describe, expect, test } from '@jest/globals'
import { checkArguments, judgeCheck } from '../../../src/image/check.ts'

const VERSION = '2026.9.6'
const good = { uid: '1000', version: `OpenClaw ${VERSION} (abc1234)`, validate: '0' }
const output = (fields: Record<string, string>, between = '{"valid":true}') =>
  Object.entries(fields)
    .map(([name, value]) => `${name === 'validate' ? `${between}\n` : ''}${name}=${value}\n`)
    .join('')

describe('judgeCheck', () => {
  test.each(['OpenClaw 2026.9.6 (abc1234)', '2026.9.6', 'openclaw/2026.9.6 linux-x64 node-v24.21.0'])(
    'finds nothing wrong with an image that says %j',
    (version) => {
      expect(judgeCheck(0, output({ ...good, version }), VERSION)).toEqual([])
    },
  )

  test('finds nothing wrong with a prerelease', () => {
    const version = '2026.9.7-beta.1'
    expect(judgeCheck(0, output({ ...good, version: `OpenClaw ${version} (abc)` }), version)).toEqual([])
  })

  test.each<[what: string, exitCode: number, output: string, message: RegExp, fix: RegExp]>([
    ['no sh', 127, 'exec: "sh": executable file not found', /does not start \(exit code 127\)/, /needs `sh`/],
    ['another architecture', 1, 'exec /bin/sh: exec format error', /does not start/, /same architecture/],
    ['root', 0, output({ ...good, uid: '0' }), /runs as uid 0/, /USER 1000/],
    [
      'another version',
      0,
      output({ ...good, version: 'OpenClaw 2026.9.5' }),
      /holds OpenClaw 2026\.9\.5, but 2026\.9\.6/,
      /OPENCLAW_VERSION/,
    ],
    [
      'a prerelease of the version',
      0,
      output({ ...good, version: '2026.9.6-beta.1' }),
      /2026\.9\.6-beta\.1/,
      /OPENCLAW_VERSION/,
    ],
    [
      'no OpenClaw',
      0,
      output({ ...good, version: 'sh: 1: openclaw: not found' }),
      /does not tell its version \("sh: 1: openclaw: not found"\)/,
      /Install/,
    ],
    [
      'a config it does not take',
      0,
      output({ ...good, validate: '1' }),
      /does not accept a minimal config/,
      /base image/,
    ],
    [
      'install scripts that did not run',
      0,
      output({ ...good, validate: '1' }, 'package lifecycle pending'),
      /minimal config/,
      /--allow-scripts=openclaw/,
    ],
    ['a check that was cut off', 137, 'uid=1000\nversion=2026.9.6\n', /minimal config/, /./],
  ])('%s is one problem with its fix and evidence', (_, exitCode, text, message, fix) => {
    const problems = judgeCheck(exitCode, text, VERSION)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      code: 'image-check-failed',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    })
    expect(problems[0]?.evidence?.length).toBeGreaterThan(0)
  })

  test('tells all that is wrong at once', () => {
    expect(judgeCheck(0, output({ uid: '0', version: '1', validate: '1' }), VERSION)).toHaveLength(3)
  })
})

test('the check runs without network, capabilities, a writable root, or a pull', () => {
  const args = checkArguments('repo:tag', 'linux/arm64')
  expect(args).toEqual(
    expect.arrayContaining([
      '--network=none',
      '--cap-drop=ALL',
      '--read-only',
      '--pull=never',
      '--rm',
      '--platform=linux/arm64',
    ]),
  )
  expect(args.indexOf('repo:tag')).toBeGreaterThan(args.indexOf('--entrypoint=sh'))
})
