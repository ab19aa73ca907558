import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

test('a connection that nobody answers does not keep a run whose story has ended', async () => {
  // In a process of its own, which would go on for ever.
  const program = `
    import { createServer } from 'node:net'
    import { runStep } from './src/step.ts'
    await runStep(
      async () => void (await new Promise((open) => createServer().listen(0, open))),
      () => ({ told: 'yes' }),
      () => '',
    )`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: join(import.meta.dirname, '../..'),
    env: { NODE_NO_WARNINGS: '1' },
    timeout: 60_000,
  })
  expect(stdout).toContain('name=told::yes')
})
