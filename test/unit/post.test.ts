import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from '@jest/globals'
import { cleanUp } from '../../src/post.ts'
import { OPEN_FILE_STATE } from '../../src/state/step.ts'
import { after, temporaryFolder } from './support.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
  mkdirSync(join(folder, 'copy/of/a'), { recursive: true })
  for (const name of ['copy/of/a/checkout', 'copy/.env', 'backup.part', 'kept']) writeFileSync(join(folder, name), 'x')
})

test.each([
  ['a file that is not whole', 'backup.part', ['copy', 'kept']],
  ['a folder with all that is in it', 'copy', ['backup.part', 'kept']],
  ['nothing, when it is gone already', 'gone', ['backup.part', 'copy', 'kept']],
])('a run that was cut off leaves %s to be removed', async (_, left, kept) => {
  const name = `STATE_${OPEN_FILE_STATE}`
  process.env[name] = join(folder, left)
  after(() => delete process.env[name])
  await cleanUp()
  expect(readdirSync(folder).sort()).toEqual(kept)
})
