// The page on reliability is only worth something if each row of it is really run.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { FAULTS, type FaultEntry } from '../e2e/fault-table.ts'
import { readMeasured } from '../e2e/reliability/measured.ts'
import { CUT_WITHIN, CUTS, DISTURBANCES, RANDOM_KILLS, randomKill, type Signal } from '../e2e/reliability/table.ts'

const folder = join(import.meta.dirname, '../e2e')
const tests = globSync('**/*.test.ts', { cwd: folder }).map((name) => readFileSync(join(folder, name), 'utf8'))
const faults: readonly FaultEntry[] = FAULTS
const inLab = faults.filter(({ proof }) => proof !== 'constructed')

test('each disturbance is the name of a test', () => {
  expect(DISTURBANCES.length).toBeGreaterThanOrEqual(30)
  const untested = DISTURBANCES.filter(({ name }) => !tests.some((text) => text.includes(`'${name}'`)))
  expect(untested.map(({ name }) => name)).toEqual([])
})

test('each fault in the lab names what is disturbed, and has a bound', () => {
  expect(inLab.filter(({ disturbs, within }) => !disturbs || !within).map(({ name }) => name)).toEqual([])
})

test('each row was measured, and as it says', () => {
  const rows = new Map<string, { verdict: string; within: number }>([
    ...DISTURBANCES.map(({ name, verdict, within }) => [name, { verdict, within }] as const),
    ...inLab.map(({ name, code, within = 0 }) => [name, { verdict: code, within }] as const),
    ...CUTS.map(({ name, signal }) => [name, { verdict: ended(signal), within: CUT_WITHIN }] as const),
    ...Array.from({ length: RANDOM_KILLS }, (_, part) => {
      return [randomKill(part), { verdict: ended('SIGKILL'), within: CUT_WITHIN }] as const
    }),
  ])
  const measured = readMeasured()
  expect(Object.keys(measured).filter((name) => !rows.has(name))).toEqual([])
  expect([...rows.keys()].filter((name) => measured[name] === undefined)).toEqual([])
  for (const [name, { verdict, seconds, fired }] of Object.entries(measured)) {
    expect([name, verdict]).toEqual([name, rows.get(name)?.verdict])
    expect(seconds).toBeLessThan(rows.get(name)?.within ?? 0)
    expect(fired).not.toBe('')
  }
})

function ended(signal: Signal): string {
  return signal === 'SIGKILL' ? 'exit code 137' : 'cancelled'
}
