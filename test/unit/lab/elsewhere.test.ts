import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { elsewhere } from '../../../lab/runner-pod.ts'
import { filesBelow } from '../../../lab/scanner/files.ts'
import { temporaryFolder } from '../support.ts'

test('of a runner its home and /tmp are looked at, without the runner itself and the folders that are fetched anyway', () => {
  const [root, here] = [temporaryFolder(), temporaryFolder()]
  const work = 'home/runner/_work'
  const left = [
    'home/runner/.docker/config.json',
    'home/runner/left',
    `${work}/_tool/left`,
    `${work}/home/left`,
    'tmp/a/b',
    'tmp/home/runner/externals/left',
  ]
  const others = [
    'home/runner/externals/node24/bin/node',
    `${work}/_actions/openclaw/deploy/v1/dist/index.js`,
    `${work}/_temp/file`,
    `${work}/home/home/Dockerfile`,
    'etc/passwd',
  ]
  for (const file of [...left, ...others]) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  const archive = execFileSync('tar', ['-cf', '-', ...elsewhere(root)])
  execFileSync('tar', ['-xf', '-', '-C', here], { input: archive })
  expect(filesBelow(here).sort()).toEqual(left.map((file) => join(here, file)).sort())
})
