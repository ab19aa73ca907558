// The page on red runs is only worth something if it has all of them.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { FAULTS } from '../e2e/fault-table.ts'

const source = join(import.meta.dirname, '../../src')
const files = readdirSync(join(source, 'rollout'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)
const textOf = (name: string) => readFileSync(join(source, name), 'utf8')
const rollout = files.map((name) => textOf(`rollout/${name}`)).join('\n')

test('every way in which a rollout can fail is in the table', () => {
  const known = new Set<string>(FAULTS.map(({ code }) => code))
  const codes = [...textOf('errors.ts').matchAll(/^ {2}\| '([a-z-]+)'$/gm)].map(([, code = '']) => code)
  // Told before the apply, or of the cluster as such; those of a rollback stand on the page beside the table.
  const elsewhere = [
    ...['cluster-unreachable', 'cluster-forbidden', 'cluster-unauthorized', 'apply-rejected', 'apply-conflict'],
    ...['manifest-invalid', 'secret-encrypted', 'pull-secret', 'backup-failed', 'rollback-refused'],
  ]
  const found = codes.filter((code) => rollout.includes(`'${code}'`))
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter((code) => !known.has(code) && !elsewhere.includes(code))).toEqual([])
})
