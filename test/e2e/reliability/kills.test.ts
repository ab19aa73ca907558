// Runs that are killed at random moments, on a stand-in.

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isShort } from '../support.ts'
import { CutGateway } from './cut.ts'
import { keepMeasured } from './measured.ts'
import { RANDOM_KILLS, randomKill } from './table.ts'

const parts = Array.from({ length: RANDOM_KILLS }, (_, part) => part).filter((part) => !isShort || part % 12 === 5)

let gateway: CutGateway
beforeAll(async () => {
  gateway = await CutGateway.deployed('kills')
  await gateway.measureWhole()
})
afterAll(() => gateway?.remove())

/** Runs that came to their end before the moment; each tells how quick the next one may be. */
const MOST_MISSES = 5

/** A run that is killed at this share of its time, counted from its first line. */
async function killAt(share: number) {
  let { wholeMs } = gateway
  for (let misses = 0; ; misses++) {
    const moment = share * wholeMs
    gateway.somethingNew()
    const killed = await killAfter(moment)
    if (killed.cut.exitCode !== 0 || misses === MOST_MISSES) {
      return { ...killed, where: `after ${(moment / 1000).toFixed(1)} s, in “${killed.phase}”` }
    }
    await gateway.expectTidy(killed.cut)
    // Other tests have this host too, so that one run may take half the time of another.
    wholeMs = Math.min(wholeMs * 0.9, killed.cut.durationMs)
  }
}

/** A run that is killed so many milliseconds after its first line. */
async function killAfter(ms: number) {
  let timer: NodeJS.Timeout | undefined
  let struckMs = 0
  const lines: string[] = []
  const cut = await gateway.deploy((line, step) => {
    // Those of the post step come after it.
    if (struckMs === 0) lines.push(line)
    timer ??= setTimeout(() => {
      struckMs = performance.now()
      step.kill('SIGKILL')
    }, ms)
  })
  clearTimeout(timer)
  const phase = lines.findLast((line) => line.startsWith('::group::'))?.slice('::group::'.length) ?? 'its start'
  return { cut, phase, seconds: (performance.now() - struckMs) / 1000 }
}

test.each(parts.map((part) => [randomKill(part), part] as const))('%s', async (name, part) => {
  const { cut, where, seconds } = await killAt((part + Math.random()) / RANDOM_KILLS)
  try {
    expect(cut.exitCode).toBe(137)
    await gateway.expectTidy(cut)
    await gateway.expectConverged()
  } catch (error) {
    throw new Error(`killed ${where}: ${String(error)}`)
  }
  await keepMeasured(name, { verdict: `exit code ${cut.exitCode}`, seconds, fired: `SIGKILL ${where}` })
})
