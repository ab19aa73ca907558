// Runs that are cut off by SIGKILL, on a stand-in.

import { cutTests } from './cut.ts'

cutTests('SIGKILL')
