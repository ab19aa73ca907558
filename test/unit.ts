// npm run test:unit

import { close, newTally } from './checks.ts'
import { staticChecks } from './static.ts'

// Whoever waits for these waits for a minute; all 1,000 are in `npm test`.
process.env.FUZZ_RUNS ??= '250'
const tally = newTally()
await staticChecks(tally)
close(tally)
