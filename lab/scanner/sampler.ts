// The arguments of every process on this host, read again and again: for those that no trace can follow, since a daemon started them.

import { readdirSync, readFileSync } from 'node:fs'
import type { Process } from './seen.ts'

const EVERY_MS = 20
// A process starts with its parent's arguments, and a container's first one waits a while for its own.
const YOUNG_MS = 1_000

/** @returns what ends it, and gives all that was seen */
export function sampleProcesses(): () => Process[] {
  const seen = new Map<string, Process>()
  const since = new Map<string, number>()
  let fullAt = 0
  const look = () => {
    const now = performance.now()
    // To list them costs nothing; to read them all so often would take a core.
    const isFull = now >= fullAt
    if (isFull) fullAt = now + YOUNG_MS
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (!since.has(pid)) since.set(pid, now)
      if (!isFull && now - (since.get(pid) as number) > YOUNG_MS) continue
      const argv = argvOf(pid)
      if (argv) seen.set(`${pid} ${argv}`, { pid: Number(pid), argv: argv.split('\0') })
    }
  }
  look()
  const timer = setInterval(look, EVERY_MS)
  return () => {
    clearInterval(timer)
    look()
    return [...seen.values()]
  }
}

/** '' for the kernel's own, and for what has just ended. */
function argvOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0$/, '')
  } catch {
    return ''
  }
}
