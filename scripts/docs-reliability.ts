// The tables of docs/reliability.md: what the tests do to a run, what they expect, and what they last saw.

import { FAULTS, type FaultEntry } from '../test/e2e/fault-table.ts'
import { type Measured, readMeasured } from '../test/e2e/reliability/measured.ts'
import { CUT_WITHIN, CUTS, DISTURBANCES, RANDOM_KILLS, randomKill } from '../test/e2e/reliability/table.ts'
import { cell, head, row } from './markdown.ts'

interface Row {
  readonly name: string
  readonly disturbs: string
  readonly verdict: string
  readonly within: number
  readonly end: string
}

const line = (cells: readonly string[]) => row(...cells.map(cell))

function table(rows: readonly Row[], measured: Readonly<Record<string, Measured>>): string {
  const titles = ['disturbance', 'what is disturbed', 'verdict', 'within', 'in the end', 'seen', 'it fired, since']
  return [
    ...head(...titles),
    ...rows.map(({ name, disturbs, verdict, within, end }) => {
      const seen = measured[name]
      const words = seen ? [`${seen.seconds} s, ${seen.on}`, seen.fired] : ['not yet', '']
      return line([name, disturbs, verdict, `${within} s`, end, ...words])
    }),
  ].join('\n')
}

export function reliabilityTables(): Record<string, string> {
  const measured = readMeasured()
  const faults: readonly FaultEntry[] = FAULTS
  return {
    disturbances: table(DISTURBANCES, measured),
    faults: table(
      faults.flatMap(({ name, disturbs, code, within }) =>
        disturbs ? [{ name, disturbs, verdict: code, within: within ?? 0, end: 'the old gateway is put back' }] : [],
      ),
      measured,
    ),
    cuts: table(
      CUTS.map(({ name, signal, end }) => ({
        name,
        disturbs: `the step’s process, ${signal}`,
        verdict: signal === 'SIGKILL' ? 'none: the run is gone' : 'cancelled',
        within: CUT_WITHIN,
        end,
      })),
      measured,
    ),
    kills: table(
      Array.from({ length: RANDOM_KILLS }, (_, part) => ({
        name: randomKill(part),
        disturbs: 'the step’s process, SIGKILL',
        verdict: 'none: the run is gone',
        within: CUT_WITHIN,
        end: 'the next run finishes the work',
      })),
      measured,
    ),
  }
}
