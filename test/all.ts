// npm test: everything CI runs, from a bare clone.

import { withLock } from '../lab/lock.ts'
import { currentOwner } from '../lab/owner.ts'
import { up } from '../lab/up.ts'
import { check, close, jest } from './checks.ts'
import { labChecks } from './lab.ts'
import { staticChecks } from './static.ts'

const tally = { passed: 0, failed: 0 }
const wasUp = currentOwner() !== undefined
await staticChecks(tally)
const failedBefore = tally.failed
await check(tally, 'the lab comes up', () => withLock('up', up))
if (tally.failed === failedBefore) {
  await jest(tally, '--selectProjects', 'e2e', '--runInBand')
  await labChecks(tally, wasUp)
}
close(tally)
