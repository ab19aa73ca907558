// This host as a runner, with somebody who looks on: strace sees every program that a step and its descendants execute, a
// sampler the host's other processes.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Runner, runHere } from '../github-runner.ts'
import { strace } from '../layout.ts'
import { watchFiles } from './files.ts'
import { sampleProcesses } from './sampler.ts'
import type { Process } from './seen.ts'
import { CALLS, type Executed, executedIn } from './strace.ts'

// The longest argument that Linux takes: nothing may be cut.
const LONGEST_STRING = 131_072
// It has every secret of the step's environment: never on a disk, and not where leftovers are looked for.
const MEMORY = '/dev/shm'

export const tracedHost: Runner = {
  isOnHost: true,
  enter: async (folders) => {
    const newFiles = watchFiles()
    const executed: Executed[] = []
    const beside = new Map<string, Process>()
    return {
      folders,
      step: async (script, env, onLine) => {
        const folder = mkdtempSync(join(MEMORY, 'openclaw-deploy-trace-'))
        const trace = join(folder, 'trace')
        const endSampling = sampleProcesses()
        try {
          // With -D the step's own process is our child, so signals and exit codes are the step's; the tracer keeps stderr open to its end.
          const tracer = [strace, '-D', '-f', '--seccomp-bpf', '-v', '-s', String(LONGEST_STRING)] as const
          const what = ['-e', `trace=${CALLS}`, '-o', trace]
          const code = await runHere([...tracer, ...what, process.execPath, script], folders.workspace, env, onLine)
          const all = executedIn(readFileSync(trace, 'utf8'))
          // The first is the step itself.
          executed.push(...all.slice(1))
          const traced = new Set(all.map(({ pid }) => pid))
          for (const each of endSampling()) if (!traced.has(each.pid)) beside.set(JSON.stringify(each), each)
          return code
        } finally {
          endSampling()
          rmSync(folder, { recursive: true })
        }
      },
      fetch: async () => {},
      seen: () => ({ executed, beside: [...beside.values()], files: newFiles() }),
    }
  },
}
