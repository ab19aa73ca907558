// Runs in the runner's pod, in the place of the runner's worker: starts one step with the environment that comes by stdin,
// since whoever may list processes may read arguments. Says the step's pid first, and ends as the step ends.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { text } from 'node:stream/consumers'

interface Order {
  readonly script: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

const { script, cwd, env } = JSON.parse(await text(process.stdin)) as Order
const child = spawn(process.execPath, [script], {
  cwd,
  env: { ...process.env, ...env },
  stdio: ['ignore', 'inherit', 'inherit'],
})
console.log(child.pid)
child.on('close', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']))
