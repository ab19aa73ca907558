// Whose lab runs on this host. There is room for one: a host carries one kubelet.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, volatile } from './layout.ts'
import { isSame, type ProcessId } from './process.ts'

const file = join(volatile, 'owner.json')

export interface Owner {
  checkout: string
  since: string
  /** First process of the lab's PID namespace: the lab lives exactly as long as it does. */
  init: ProcessId
  ready: boolean
}

/** The lab that is alive on this host, if any. */
export function currentOwner(): Owner | undefined {
  const owner = recordedOwner()
  return owner && isSame(owner.init) ? owner : undefined
}

/** The lab that last wrote its name here, dead or alive. */
export function recordedOwner(): Owner | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Owner) : undefined
}

export function writeOwner(init: ProcessId, ready: boolean): void {
  const since = currentOwner()?.since ?? new Date().toISOString()
  mkdirSync(volatile, { recursive: true })
  writeFileSync(file, JSON.stringify({ checkout, since, init, ready } satisfies Owner, null, 2))
}

export function forgetOwner(): void {
  rmSync(file, { force: true })
}

export function refuseForeignLab(): void {
  const owner = currentOwner()
  if (owner && owner.checkout !== checkout) {
    throw new Error(
      `the lab on this host belongs to ${owner.checkout} (up since ${owner.since}); ` +
        'run `npm run lab -- down` there first, or use that checkout',
    )
  }
}
