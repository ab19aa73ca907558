// Runs that are cut off by SIGTERM, on a stand-in.

import { cutTests } from './cut.ts'

cutTests('SIGTERM')
