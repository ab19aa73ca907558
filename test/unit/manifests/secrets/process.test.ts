// A whole process that decrypts, as the runner sees it: what it prints, its arguments, and the files it leaves.

import { execFile } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { temporaryFolder } from '../../support.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const ROOT = resolve(import.meta.dirname, '../../../..')
const PLAINTEXT = 'global-value'
const FORMS = [
  PLAINTEXT,
  Buffer.from(PLAINTEXT).toString('base64'),
  Buffer.from(PLAINTEXT).toString('hex'),
  encodeURIComponent(PLAINTEXT),
  'AGE-SECRET-KEY-1',
]

const script = `
  import { readFileSync } from 'node:fs'
  import { readManifests } from '${pathToFileURL(join(ROOT, 'src/manifests/read.ts'))}'
  import { problemsOf } from '${pathToFileURL(join(ROOT, 'src/errors.ts'))}'
  console.log('argv', JSON.stringify(process.argv), readFileSync('/proc/self/cmdline', 'utf8').replaceAll('\\0', ' '))
  try {
    const { manifests } = await readManifests(['.'], process.cwd(), { kind: 'apply', ageKeys: process.env.KEYS })
    console.log('read', manifests.map(({ object }) => object.kind + ' ' + object.stringData.key.length))
  } catch (error) {
    console.log('failed', JSON.stringify(problemsOf(error)), String(error.stack))
  }
`

async function run(change: (manifest: string) => string) {
  const workspace = temporaryFolder()
  const scripts = temporaryFolder()
  copyFileSync(join(FIXTURES, 'global-secret.yaml'), join(workspace, 'secret.yaml'))
  const manifest = change(readFileSync(join(workspace, 'secret.yaml'), 'utf8'))
  writeFileSync(join(workspace, 'secret.yaml'), manifest)
  writeFileSync(join(scripts, 'run.ts'), script)
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(scripts, 'run.ts')], {
    cwd: workspace,
    env: {
      KEYS: readFileSync(join(FIXTURES, 'keys-age-global.txt'), 'utf8'),
      NODE_NO_WARNINGS: '1',
      RUNNER_DEBUG: '1',
      NODE_DEBUG: 'fs,net,stream,module',
    },
    maxBuffer: 64 * 1024 * 1024,
  })
  const files = readdirSync(workspace).map((name) => [name, readFileSync(join(workspace, name), 'utf8')])
  expect(files).toEqual([['secret.yaml', manifest]])
  // The runner takes these lines out of the log and hides what they name from there on.
  const [masks, log] = [true, false].map((isMask) =>
    stdout.split('\n').filter((line) => line.startsWith('::add-mask::') === isMask),
  )
  return { masks: masks?.join('\n') ?? '', log: log?.join('\n') ?? '', stderr }
}

describe('a process that decrypts', () => {
  test('shows the plain text to nobody but the runner’s masks', async () => {
    const { masks, log, stderr } = await run((manifest) => manifest)
    expect(log).toContain(`read [ 'Secret ${PLAINTEXT.length}' ]`)
    for (const form of FORMS) {
      expect(log).not.toContain(form)
      expect(stderr).not.toContain(form)
    }
    for (const form of FORMS.slice(0, 2)) expect(masks).toContain(form)
  })

  test.each<[what: string, change: (manifest: string) => string]>([
    ['its MAC does not fit', (manifest) => manifest.replace('name: global-age-secret', 'name: other')],
    ['a value is added', (manifest) => manifest.replace('stringData:\n', 'stringData:\n  more: x\n')],
    ['a YAML mistake follows', (manifest) => `${manifest}---\nkind: [\n`],
  ])('shows it to nobody when %s', async (_, change) => {
    const { log, stderr } = await run(change)
    expect(log).toContain('failed')
    for (const form of FORMS) {
      expect(log).not.toContain(form)
      expect(stderr).not.toContain(form)
    }
  })
})
