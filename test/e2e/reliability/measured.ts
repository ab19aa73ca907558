// What was really seen of each row of the tables, for docs/reliability.md. MEASURED=1 keeps it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from '../../../lab/lock.ts'

export interface Measured {
  readonly verdict: string
  /** As the row counts them. */
  readonly seconds: number
  /** What proves that the fault fired. */
  readonly fired: string
  /** Day, as YYYY-MM-DD. */
  readonly on: string
}

// The proof of a row, not a log.
const MOST_CHARACTERS = 160
const FILE = join(import.meta.dirname, 'measured.json')

export function readMeasured(): Record<string, Measured> {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Measured>) : {}
}

export async function keepMeasured(name: string, { verdict, seconds, fired }: Omit<Measured, 'on'>): Promise<void> {
  if (!process.env.MEASURED) return
  const row: Measured = {
    verdict,
    seconds: Number(seconds.toFixed(1)),
    fired: fired.length > MOST_CHARACTERS ? `${fired.slice(0, MOST_CHARACTERS)}…` : fired,
    on: new Date().toISOString().slice(0, 10),
  }
  // Several files of tests go at a time.
  await withLock('measured', async () => {
    const rows = Object.entries({ ...readMeasured(), [name]: row }).sort(([a], [b]) => (a < b ? -1 : 1))
    writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`)
  })
}
