// Runs that are cut off by SIGINT, on a stand-in.

import { cutTests } from './cut.ts'

cutTests('SIGINT')
