import { describe, expect, test } from '@jest/globals'
import { judgeMade } from '../../../src/backup/judge.ts'
import type { Made } from '../../../src/backup/script.ts'
import type { ExecResult } from '../../../src/kube/exec.ts'
import { problemFrom } from '../support.ts'

const TARGET = { namespace: 'home', pod: 'openclaw-1', container: 'gateway' }
const VERIFIED = {
  verified: true,
  assets: [{ kind: 'state', sourcePath: '/home/node/.openclaw', archivePath: 'x/payload/posix/home/node/.openclaw' }],
}
const WHOLE: Made = {
  exitCode: 0,
  stdout: JSON.stringify(VERIFIED),
  stderr: '',
  path: '/tmp/openclaw-deploy-backup-a/b.tar.gz',
  bytes: 48_000,
  sha256: 'ab'.repeat(32),
}

const done = (made: object | string, exitCode = 0): ExecResult => ({
  kind: 'done',
  exitCode,
  stdout: typeof made === 'string' ? made : JSON.stringify(made),
  stderr: '',
})

test('a verified backup is one to rely on', () => {
  expect(judgeMade(done(WHOLE), TARGET)).toEqual({
    path: WHOLE.path,
    bytes: 48_000,
    sha256: WHOLE.sha256,
    sources: ['/home/node/.openclaw'],
  })
})

describe('no upgrade without one', () => {
  test.each<[what: string, result: ExecResult, message: RegExp]>([
    ['not verified', done({ ...WHOLE, stdout: '{"verified":false}' }), /made one and did not verify it/],
    ['nothing said of it', done({ ...WHOLE, stdout: '{}' }), /did not verify it/],
    ['other words than JSON', done({ ...WHOLE, stdout: 'done' }), /did not verify it/],
    [
      'refused',
      done({ exitCode: 1, stdout: '', stderr: 'x\ndatabase is malformed\n' }),
      /OpenClaw says: database is malformed/,
    ],
    ['an exit code alone', done({ exitCode: 3, stdout: '', stderr: '' }), /exit code 3/],
    [
      'no archive, though all went well',
      done({ exitCode: 0, stdout: '{"verified":true}', stderr: '' }),
      /left no archive/,
    ],
    ['no command', done({ exitCode: null, stdout: '', stderr: '', failure: 'ENOENT' }), /no command openclaw/],
    [
      'a command that may not be run',
      done({ exitCode: null, stdout: '', stderr: '', failure: 'EACCES' }),
      /the command openclaw of .* cannot be started \(EACCES\)/,
    ],
    [
      'no room',
      done({ exitCode: null, stdout: '', stderr: 'no space', failure: 'ENOSPC', folder: '/scratch' }),
      /no room for it in \/scratch of container gateway/,
    ],
    [
      'no temporary folder',
      done({ exitCode: null, stdout: '', stderr: 'no such', failure: 'ENOENT', folder: '/nowhere' }),
      /: \/nowhere, where temporary files belong \(TMPDIR\), is no folder of container gateway of pod openclaw-1$/,
    ],
    [
      'a temporary folder that may not be written',
      done({ exitCode: null, stdout: '', stderr: 'EROFS: read-only file system', failure: 'EROFS', folder: '/tmp' }),
      /could not do its work in \/tmp: EROFS: read-only file system/,
    ],
    [
      'too little room',
      done({ exitCode: null, stdout: '', stderr: '', room: { folder: '/tmp', needBytes: 3e9, haveBytes: 1.25e9 } }),
      /it may need 3\.0 GB in \/tmp of container gateway of pod openclaw-1, and 1\.3 GB are free there$/,
    ],
    ['too slow', done({ exitCode: null, stdout: '', stderr: '' }), /it took too long/],
    ['no Node', done('', 127), /the script in container gateway of pod openclaw-1 ended with 127/],
    ['a list', done('[]'), /ended with 0/],
    ['cut off', { kind: 'broken', message: 'the connection closed' }, /was cut off: the connection closed/],
    ['not taken', { kind: 'refused', status: 500, message: 'HTTP 500' }, /was cut off: HTTP 500/],
  ])('%s', async (_, result, message) => {
    const problem = await problemFrom(() => judgeMade(result, TARGET))
    expect(problem).toMatchObject({ code: 'backup-failed', message: expect.stringMatching(message) })
    expect(problem.message).toMatch(
      /^The state could not be backed up before the upgrade, so the old gateway was left as it is: /,
    )
    expect(problem.fix).toMatch(/backup: off/)
  })

  test('a right that is missing is named', async () => {
    const refused: ExecResult = { kind: 'refused', status: 403, message: 'Unexpected server response: 403' }
    expect(await problemFrom(() => judgeMade(refused, TARGET))).toMatchObject({
      code: 'cluster-forbidden',
      fix: expect.stringMatching(/get and create on pods\/exec/),
    })
  })
})
