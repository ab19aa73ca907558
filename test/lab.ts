// The lab's own promises: it comes up after all of it was killed, a second one does not break the first, and it goes
// down without a trace.

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { down } from '../lab/down.ts'
import { withLock } from '../lab/lock.ts'
import { currentOwner } from '../lab/owner.ts'
import { status } from '../lab/status.ts'
import { up } from '../lab/up.ts'
import { check, jest, root, type Tally } from './checks.ts'

// These kill what all share: the API server and its like, or Docker.
const KILLERS = 'e2e/(survived|reliability/(cluster|docker))\\.test'
// These run real OpenClaw, which takes ten seconds of a processor to start, or build it.
const BUSY =
  'e2e/(config|deploy|door|failures|image|manifests|nightly|pairing|plan|rehearsal|runner-pod|seclusion|upgrade)\\.test'

/**
 * All tests in the lab. Those that keep to their own namespace go together: four that mostly wait keep two processors half
 * busy, and two gateways of real OpenClaw all of both. The busy ones go apart, since others hold a kubelet's time against a bound.
 */
export async function labTests(tally: Tally): Promise<void> {
  const tests = (...args: string[]) =>
    jest(tally, '--selectProjects', 'e2e', `--testSequencer=${join(root, 'test/longest-first.mjs')}`, ...args)
  await tests('--runInBand', '--testPathPatterns', KILLERS)
  await tests('--maxWorkers=4', '--testPathIgnorePatterns', KILLERS, BUSY)
  await tests('--maxWorkers=2', '--testPathPatterns', BUSY)
}

/** What a lab could leave on the host. Counters and the ever-changing are cut out. */
function traces(): Record<string, string> {
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
  return {
    iptables: run('iptables-save')
      .replace(/^#.*\n/gm, '')
      .replace(/\[\d+:\d+\]/g, ''),
    interfaces: run('ip', '-o', 'link').replace(/^\d+: ([^:]+):.*$/gm, '$1'),
    mounts: readFileSync('/proc/mounts', 'utf8'),
    // A lab's process has a path of the lab in its arguments or is one of its programs.
    processes: run('ps', '-eo', 'args')
      .split('\n')
      .filter((line) =>
        /openclaw-lab|openclaw-deploy\/(tools|kubernetes)|dockerd|containerd|lab\/ecr\/server/.test(line),
      )
      .join('\n'),
  }
}

/** To be called with the lab up; leaves it up only if it was so before the tests. */
export async function labChecks(tally: Tally, keepUp: boolean): Promise<void> {
  await check(tally, 'a second lab is told who holds the host, and breaks nothing', () => {
    const other = mkdtempSync(join(tmpdir(), 'openclaw-deploy-second-'))
    try {
      for (const name of ['lab', 'package.json']) cpSync(join(root, name), join(other, name), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(other, 'node_modules'))
      for (const command of ['up', 'down']) {
        const { status: code, stderr } = spawnSync(process.execPath, ['lab/cli.ts', command], {
          cwd: other,
          encoding: 'utf8',
        })
        if (code !== 1 || !stderr.includes(`the lab on this host belongs to ${root}`))
          throw new Error(`second lab ${command}: ${code} ${stderr}`)
      }
      if (!status()) throw new Error('the first lab is not up any more')
    } finally {
      rmSync(other, { recursive: true, force: true })
    }
  })
  await check(tally, 'a lab whose processes were all killed comes up again', async () => {
    // Its first process takes all others with it: the kernel ends a PID namespace with SIGKILL.
    process.kill(currentOwner()?.init.pid as number, 'SIGKILL')
    while (currentOwner()) await setTimeout(20)
    await withLock('up', up)
    if (!status()) throw new Error('not all parts are up')
  })
  await check(tally, 'the lab goes down and leaves no process, mount, interface or iptables rule', async () => {
    await withLock('down', down)
    const before = traces()
    await withLock('up', up)
    await withLock('down', down)
    const after = traces()
    for (const kind of Object.keys(before)) {
      if (after[kind] !== before[kind]) throw new Error(`${kind} before:\n${before[kind]}\nand after:\n${after[kind]}`)
      if (/openclaw|oclab|KUBE-|CNI-/.test(after[kind] ?? ''))
        throw new Error(`${kind} of the lab are left:\n${after[kind]}`)
    }
  })
  if (keepUp) await withLock('up', up)
}
