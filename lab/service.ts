// A service is one long-running part of the lab: its process, its log, and how to see that it works.

import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanEnvironment } from './ambient.ts'
import { logs, volatile } from './layout.ts'
import { CommandError, childrenOf, identify, isSame, nameOf, type ProcessId } from './process.ts'
import { inside } from './sandbox.ts'
import { toolPath } from './tools.ts'

export interface Service {
  name: string
  command: string[]
  address: string
  env?: Record<string, string>
  /** Throws, or answers false, as long as the service is not ready. */
  healthy: () => Promise<boolean>
  /** How long it may take to get ready. */
  seconds?: number
}

export interface ServiceRecord {
  name: string
  address: string
  log: string
  /** The process on the outside that waits for the one inside. */
  waiter: ProcessId
}

const records = join(volatile, 'services')

export async function startService(service: Service): Promise<string> {
  const known = readServices().find((record) => record.name === service.name)
  if (known && isSame(known.waiter) && (await service.healthy().catch(() => false))) return 'already running'
  if (known) await endService(service.name, 'SIGKILL', 5)

  mkdirSync(logs, { recursive: true })
  const log = join(logs, `${service.name}.log`)
  const output = openSync(log, 'w')
  const [command = '', ...args] = inside(service.command)
  const child = spawn(command, args, {
    env: { ...cleanEnvironment(), PATH: toolPath(), ...service.env },
    stdio: ['ignore', output, output],
    detached: true,
    cwd: '/',
  })
  closeSync(output)
  child.unref()
  const waiter = child.pid ? identify(child.pid) : undefined
  if (!waiter) throw new CommandError('its process did not start', log)
  const record: ServiceRecord = { name: service.name, address: service.address, log, waiter }
  mkdirSync(records, { recursive: true })
  writeFileSync(join(records, `${service.name}.json`), JSON.stringify(record))

  const deadline = performance.now() + (service.seconds ?? 180) * 1000
  let problem = 'it does not answer'
  while (performance.now() < deadline) {
    if (!isSame(waiter)) throw new CommandError('its process has ended', log)
    try {
      if (await service.healthy()) return `ready on ${service.address}`
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    await sleep(100)
  }
  throw new CommandError(`not ready after ${service.seconds ?? 180} s: ${problem}`, log)
}

export async function endService(name: string, signal: NodeJS.Signals, withinSeconds: number): Promise<void> {
  const record = readServices().find((candidate) => candidate.name === name)
  if (!record || !isSame(record.waiter)) return
  process.kill(servicePid(record), signal)
  const deadline = performance.now() + withinSeconds * 1000
  while (isSame(record.waiter) && performance.now() < deadline) await sleep(50)
}

export function readServices(): ServiceRecord[] {
  if (!existsSync(records)) return []
  return readdirSync(records)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(records, file), 'utf8')) as ServiceRecord)
}

export const isUp = (record: ServiceRecord): boolean => isSame(record.waiter)

/** What leads to a service and waits for it; the service proper is below. */
const launchers = new Set(['nsenter', 'unshare', 'sh', 'tini'])

export function servicePid(record: ServiceRecord): number {
  let pid = record.waiter.pid
  for (;;) {
    const [child] = childrenOf(pid)
    if (!child || !launchers.has(nameOf(pid))) return pid
    pid = child
  }
}

export async function answers(url: string): Promise<boolean> {
  return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok
}
