// What a night costs on which nothing is new: ours against the seed's pipeline (build, push, apply, rollout restart, rollout
// status), both on real OpenClaw, both having done it all before.

import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fresh, Site } from '../lab/site.ts'
import { buildBySeed, lastTwoVersions, sentByBuilder } from './image.ts'
import { type Measure, median } from './measure.ts'
import { kubectl, outageDuring } from './outage.ts'

const MANIFEST = 'manifests/deployment.yaml'
const ROUNDS = 3
// The kernel's clock of processes, in Hz (getconf CLK_TCK).
const TICKS = 100

interface Costs {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly sentMegabytes: number
  readonly outageSeconds: number
}

const measure = (
  id: string,
  unit: string,
  goal: string,
  value: (costs: Costs) => number,
  isMet: Measure['isMet'],
): Measure => ({
  id,
  unit,
  goal,
  peerName: 'the seed’s pipeline: build (cached), push, apply, rollout restart and status',
  needsLab: true,
  run: async () => {
    const { ours, peer } = await costs()
    return { ours: ours.map(value), peer: peer.map(value) }
  },
  isMet,
})

export const noops: readonly Measure[] = [
  measure(
    'noop-wall',
    's',
    '< 1.0 s and 30x faster',
    ({ wallSeconds }) => wallSeconds,
    (ours, ratio) => ours < 1 && ratio <= 1 / 30,
  ),
  measure(
    'noop-cpu',
    's',
    'less than the peer, of the whole host above its idling',
    ({ cpuSeconds }) => cpuSeconds,
    (_, ratio) => ratio < 1,
  ),
  measure(
    'noop-bytes',
    'MB',
    '0, sent by the builder',
    ({ sentMegabytes }) => sentMegabytes,
    (ours) => ours === 0,
  ),
  measure(
    'noop-outage',
    's',
    '0',
    ({ outageSeconds }) => outageSeconds,
    (ours) => ours === 0,
  ),
]

let measured: Promise<{ ours: Costs[]; peer: Costs[] }> | undefined
function costs(): Promise<{ ours: Costs[]; peer: Costs[] }> {
  measured ??= (async () => {
    const ours = await makeSite()
    const seed = await makeSite()
    try {
      await byAction(ours)
      const version = lastTwoVersions()[1]
      await buildBySeed(seed, version)
      seed.edit(MANIFEST, (text) => text.replace(/(image: \S+:latest)/, '$1\n          imagePullPolicy: Always'))
      const pipeline = () => bySeed(seed, version)
      await pipeline()
      const samples = { ours: [] as Costs[], peer: [] as Costs[] }
      for (let round = 0; round < ROUNDS; round++) {
        samples.ours.push(await costsOf(ours, () => byAction(ours)))
        samples.peer.push(await costsOf(seed, pipeline))
      }
      const walls = (all: readonly Costs[]) => median(all.map(({ wallSeconds }) => wallSeconds))
      console.log(`noop: ours ${walls(samples.ours)} s, the seed's ${walls(samples.peer)} s`)
      return samples
    } finally {
      ours.remove()
      seed.remove()
    }
  })()
  return measured
}

const makeSite = () =>
  Site.create({ namespace: fresh('bench-noop'), repository: fresh('bench/noop'), tagMutability: 'MUTABLE' })

async function byAction(site: Site): Promise<void> {
  const { errors, temp } = await site.deploy({ with: { rehearse: 'off' } })
  rmSync(temp, { recursive: true })
  if (errors.length > 0) throw new Error(errors.join('\n'))
}

async function bySeed(site: Site, version: string): Promise<void> {
  await buildBySeed(site, version)
  await kubectl(site, 'apply', '-f', site.path('manifests'))
  await kubectl(site, 'rollout', 'restart', 'deployment/openclaw')
  await kubectl(site, 'rollout', 'status', 'deployment/openclaw', '--timeout=10m')
}

async function costsOf(site: Site, work: () => Promise<void>): Promise<Costs> {
  let wallSeconds = 0
  let cpuSeconds = 0
  const idling = await idleLoad()
  const sentBefore = sentByBuilder()
  const outageSeconds = await outageDuring(site, async () => {
    const [begun, busyBefore] = [performance.now(), busySeconds()]
    await work()
    wallSeconds = (performance.now() - begun) / 1000
    cpuSeconds = Math.max(0, busySeconds() - busyBefore - idling * wallSeconds)
  })
  const sent = sentByBuilder() - sentBefore
  // Below that it is the chatter of an idle network.
  return { wallSeconds, cpuSeconds, outageSeconds, sentMegabytes: sent < 100_000 ? 0 : Math.round(sent / 1e5) / 10 }
}

/** Processor time that the whole host has used, in seconds: the builder and the gateway work for a night as well. proc(5), /proc/stat. */
function busySeconds(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number)
  return (user + nice + system + irq + softirq) / TICKS
}

const IDLE_MS = 5_000

/** Processors in use while nothing is asked of the lab. */
async function idleLoad(): Promise<number> {
  const before = busySeconds()
  await sleep(IDLE_MS)
  return (busySeconds() - before) / (IDLE_MS / 1000)
}
