// The lab's own PID and mount namespace. Everything the lab runs lives in it, pods and builds included, so when
// its first process dies, by `down` or by kill -9, the kernel ends all of them and undoes all of their mounts.
// Nothing has to be hunted down by name, and no path on the host ever hides a leftover mount.

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanEnvironment } from './ambient.ts'
import { labSource, sessionState, tools, volatile } from './layout.ts'
import { currentOwner, forgetOwner, recordedOwner, writeOwner } from './owner.ts'
import { childrenOf, identify, isSame, nameOf, type ProcessId } from './process.ts'

/** Paths that kubelet, containerd and CNI write to whatever their flags say: inside, the lab's own folders. */
const hidden = ['/var/lib/kubelet', '/var/lib/cni', '/var/log/pods', '/var/log/containers']
const madeFile = join(volatile, 'made-folders.json')

export async function openSandbox(): Promise<string> {
  if (currentOwner()) return 'already there'
  const made = hidden.filter((path) => !existsSync(path))
  mkdirSync(volatile, { recursive: true })
  writeFileSync(madeFile, JSON.stringify(made))
  for (const path of hidden) {
    mkdirSync(path, { recursive: true })
    mkdirSync(join(sessionState, path), { recursive: true })
  }
  const args = ['--pid', '--mount', '--propagation', 'private', '--fork', '--kill-child']
  const child = spawn(
    'unshare',
    [...args, 'sh', join(labSource, 'sandbox.sh'), sessionState, join(tools, 'usr/bin/tini'), ...hidden],
    {
      env: cleanEnvironment(),
      stdio: 'ignore',
      detached: true,
      cwd: '/',
    },
  )
  child.unref()
  const init = await firstProcess(child.pid)
  writeOwner(init, false)
  return `pid ${init.pid}`
}

async function firstProcess(unshare: number | undefined): Promise<ProcessId> {
  for (let attempt = 0; unshare && attempt < 1500; attempt++) {
    const [pid] = childrenOf(unshare)
    // The mounts are in place once the script has become tini.
    if (pid && nameOf(pid) === 'tini') {
      const id = identify(pid)
      if (id) return id
    }
    await sleep(20)
  }
  throw new Error('the PID namespace of the lab did not start (unshare --pid --mount)')
}

/** Ends every process of the lab, whatever state it is in. */
export async function closeSandbox(): Promise<void> {
  const owner = recordedOwner()
  if (owner && isSame(owner.init)) {
    process.kill(owner.init.pid, 'SIGKILL')
    // The first process is gone only after the kernel has ended all others of its namespace.
    for (let attempt = 0; isSame(owner.init); attempt++) {
      if (attempt > 1500) throw new Error(`the lab's processes do not end (first one: pid ${owner.init.pid})`)
      await sleep(20)
    }
  }
  if (existsSync(madeFile)) {
    for (const path of JSON.parse(readFileSync(madeFile, 'utf8')) as string[]) {
      try {
        rmdirSync(path)
      } catch {
        // Someone else uses it by now.
      }
    }
    rmSync(madeFile)
  }
  forgetOwner()
}

/** Turns a command into one that runs inside; it dies with the nsenter that waits for it outside. */
export function inside(command: string[]): string[] {
  const owner = currentOwner()
  if (!owner) throw new Error('the lab is not running')
  const enter = ['nsenter', '--target', String(owner.init.pid), '--pid', '--mount', '--']
  return [...enter, 'setpriv', '--pdeathsig', 'KILL', '--', ...command]
}
