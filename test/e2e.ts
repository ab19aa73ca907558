// npm run test:e2e -- [PATTERN]: the lab's tests, all or those whose file or name matches.

import { withLock } from '../lab/lock.ts'
import { up } from '../lab/up.ts'
import { check, close, jest, newTally } from './checks.ts'

const tally = newTally()
await check(tally, 'the lab comes up', () => withLock('up', up))
if (tally.failed === 0) await jest(tally, '--selectProjects', 'e2e', '--runInBand', ...process.argv.slice(2))
close(tally)
