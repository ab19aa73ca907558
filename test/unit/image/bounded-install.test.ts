import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { temporaryFolder } from '../support.ts'

const TOO_YOUNG =
  'npm error code ETARGET\nnpm error notarget No matching version found for @openclaw/ai@2026.9.6 with a date before 9/24/2026.\n'

/** The install of the Dockerfile, with an npm that says `bounded` and fails when it is given `--before`. */
function install(before: string, bounded: string) {
  const folder = temporaryFolder()
  const [script = ''] = /install\(\) \{[\s\S]*?else [^\n]*fi;/.exec(readFileSync('Dockerfile', 'utf8')) ?? []
  const npm = join(folder, 'npm')
  writeFileSync(join(folder, 'error'), bounded)
  writeFileSync(
    npm,
    `#!/bin/sh\necho "$*"\ncase "$*" in *--before*) cat ${folder}/error >&2; ! grep -q error ${folder}/error;; esac\n`,
  )
  chmodSync(npm, 0o755)
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-euc', script.replaceAll('\\\n', ' ').replaceAll('/tmp/', `${folder}/`)],
    { env: { PATH: process.env.PATH, npm, OPENCLAW_VERSION: '2026.9.6', PLUGINS: 'a b', OPENCLAW_BEFORE: before } },
  )
  return { status, ran: String(stdout).trim().split('\n'), said: String(stderr) }
}

const FREE = 'install --ignore-scripts openclaw@2026.9.6 a b'
const BOUNDED = 'install --ignore-scripts --before=2026-09-24 openclaw@2026.9.6 a b'

describe('the install of the Dockerfile', () => {
  test.each<[what: string, before: string, bounded: string, status: number, ran: string[], said: string]>([
    ['has no bound without min-age', '', '', 0, [FREE], ''],
    ['has one with min-age', '2026-09-24', 'npm warn x\n', 0, [BOUNDED], 'npm warn x\n'],
    [
      'gives it up when that leaves no way, and says so, in no words that look like the failure of a build',
      '2026-09-24',
      TOO_YOUNG,
      0,
      [BOUNDED, FREE],
      'No matching version found for @openclaw/ai@2026.9.6 with a date before 9/24/2026. So the age of what is installed is not bounded.\n',
    ],
    ['fails as npm does for another reason', '2026-09-24', 'npm error x\n', 1, [BOUNDED], 'npm error x\n'],
  ])('%s', (_, before, bounded, status, ran, said) => {
    expect(install(before, bounded)).toEqual({ status, ran, said })
  })
})
