// npm run test:unit

import { close } from './checks.ts'
import { staticChecks } from './static.ts'

const tally = { passed: 0, failed: 0 }
await staticChecks(tally)
close(tally)
