// npm run lab -- up | down [--purge] | status | env [--json]

import { down, purge } from './down.ts'
import { labEnvironment } from './environment.ts'
import { binaries } from './layout.ts'
import { withLock } from './lock.ts'
import { abandonCommands } from './process.ts'
import { status } from './status.ts'
import { up } from './up.ts'

const usage = 'usage: npm run lab -- up | down [--purge] | status | env [--json]'
const [command = '', ...flags] = process.argv.slice(2)

const quote = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`

const commands: Record<string, () => Promise<void>> = {
  up: () => withLock('up', up),
  down: () =>
    withLock('down', async () => {
      const begun = performance.now()
      await down()
      if (flags.includes('--purge')) purge()
      console.log(`the lab is down (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
    }),
  status: async () => {
    process.exitCode = status() ? 0 : 1
  },
  env: async () => {
    const environment = await labEnvironment()
    if (flags.includes('--json')) console.log(JSON.stringify(environment, null, 2))
    else {
      // npm has put folders of its own on this process's PATH, which are none of the shell's business.
      const { PATH: _, ...rest } = environment
      console.log(`export PATH=${quote(binaries)}:"$PATH"`)
      for (const [name, value] of Object.entries(rest)) console.log(`export ${name}=${quote(value)}`)
    }
  },
}

// Builds run in process groups of their own, where the terminal's Ctrl-C does not reach them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    abandonCommands()
    console.error(`lab ${command}: interrupted; the next \`up\` or \`down\` goes on from here`)
    process.exit(130)
  })
}

const chosen = commands[command]
if (!chosen || flags.some((flag) => flag !== '--purge' && flag !== '--json')) {
  console.error(usage)
  process.exitCode = 2
} else {
  try {
    await chosen()
  } catch (error) {
    console.error(`lab ${command}: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
