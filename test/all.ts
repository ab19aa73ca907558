// npm test: everything CI runs, from a bare clone.

import { withLock } from '../lab/lock.ts'
import { currentOwner } from '../lab/owner.ts'
import { up } from '../lab/up.ts'
import { check, close, newTally } from './checks.ts'
import { labChecks, labTests } from './lab.ts'
import { staticChecks } from './static.ts'

const tally = newTally()
const wasUp = currentOwner() !== undefined
await staticChecks(tally)
const failedBefore = tally.failed
await check(tally, 'the lab comes up', () => withLock('up', up))
if (tally.failed === failedBefore) {
  // One case of each kind; what is left out is named as it passes by, and runs in `npm run test:soak`.
  process.env.LAB_TESTS = 'short'
  await labTests(tally)
  await labChecks(tally, wasUp)
}
close(tally)
