// npm run test:soak -- [TIMES]: the lab in the long form. Every case, also those that `npm test` leaves out, more than once
// in the same lab, which then is killed.

import { withLock } from '../lab/lock.ts'
import { currentOwner } from '../lab/owner.ts'
import { up } from '../lab/up.ts'
import { check, close, newTally, seconds } from './checks.ts'
import { labChecks, labTests } from './lab.ts'

const times = Number(process.argv[2] ?? 2)
if (!Number.isInteger(times) || times < 1) throw new Error('usage: npm run test:soak -- [TIMES], a number from 1')

const tally = newTally()
const wasUp = currentOwner() !== undefined
await check(tally, 'the lab comes up', () => withLock('up', up))
if (tally.failed === 0) {
  for (let time = 1; time <= times; time++) {
    const begun = performance.now()
    const pass = `pass ${time} of ${times}`
    console.error(`        ${pass} begins at ${new Date().toISOString()}`)
    await labTests(tally)
    // Since the closing line may never come: whoever has a bound on the time ends this in the middle.
    console.error(`        ${pass} took ${seconds(begun)}; until now ${tally.passed} passed, ${tally.failed} failed`)
  }
  console.error('        killing the lab, and looking for what it leaves')
  await labChecks(tally, wasUp)
}
close(tally)
