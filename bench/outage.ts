// Seconds without a ready gateway on a good upgrade, seen by a plain watch in a process of its own: ours, which pulls while
// the old one still runs, against the seed's way (push the same tag, `kubectl rollout restart`), which pulls while it is down.

import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cleanEnvironment } from '../lab/environment.ts'
import { fresh, Site } from '../lab/site.ts'
import { pushStandIn } from '../test/e2e/stand-in.ts'
import { type Measure, median, type Samples } from './measure.ts'

const MANIFEST = 'manifests/deployment.yaml'
const ROUNDS = 3
// As many compressed bytes as OpenClaw's image has above its base, by our Dockerfile and by the seed's.
const OUR_BYTES = 150_000_000
const SEED_BYTES = 556_000_000

let startUpSeconds = 0

export const outageUpgrade: Measure = {
  id: 'outage-upgrade',
  unit: 's',
  peerName: `the seed's push of :latest + kubectl rollout restart; stand-ins of ${OUR_BYTES / 1e6} and ${SEED_BYTES / 1e6} MB from a registry on the same host`,
  goal: '<= start-up of the gateway (container to Ready, same run) + 3 s',
  needsLab: true,
  run: measureOutage,
  isMet: (ours) => ours <= startUpSeconds + 3,
}

async function measureOutage(): Promise<Samples> {
  const samples = { ours: [] as number[], peer: [] as number[] }
  const starts: number[] = []
  const ours = await gateway()
  const seed = await gateway()
  try {
    seed.edit(MANIFEST, (text) =>
      text.replace(/(image: \S+):[^:\s]+@sha256:\S+/, '$1:latest\n          imagePullPolicy: Always'),
    )
    await pushStandIn(seed, '2026.1.1', { tag: 'latest' })
    seed.kubectl('apply', '--server-side', '--force-conflicts', '-f', seed.path('manifests'))
    seed.kubectl('-n', seed.namespace, 'rollout', 'status', 'deployment/openclaw')
    for (let round = 0; round < ROUNDS; round++) {
      const { image } = await pushStandIn(ours, `2026.2.${round}`, { ballastBytes: OUR_BYTES })
      samples.ours.push(
        await outageDuring(ours, async () => {
          const { exitCode, errors, log } = await ours.deploy({ with: { 'ecr-repository': '', image } })
          if (exitCode !== 0) throw new Error(errors.join('\n'))
          console.log(`outage-upgrade: ${/[\d.]+ s without a ready gateway.*/.exec(log)?.[0]}`)
        }),
      )
      starts.push(startUpOf(ours))
      await pushStandIn(seed, `2026.2.${round}`, { ballastBytes: SEED_BYTES, tag: 'latest' })
      samples.peer.push(
        await outageDuring(seed, async () => {
          await kubectl(seed, 'rollout', 'restart', 'deployment/openclaw')
          await kubectl(seed, 'rollout', 'status', 'deployment/openclaw', '--timeout=10m')
        }),
      )
    }
    startUpSeconds = median(starts)
    console.log(`outage-upgrade: start-up ${startUpSeconds} s; ours ${samples.ours}, the seed's ${samples.peer}`)
    return samples
  } finally {
    ours.remove()
    seed.remove()
  }
}

/** A stand-in gateway that is live. */
async function gateway(): Promise<Site> {
  const repository = fresh('bench/outage')
  const site = await Site.create({ namespace: fresh('bench-outage'), repository, tagMutability: 'MUTABLE' })
  const { image } = await pushStandIn(site, '2026.1.0')
  const { errors } = await site.deploy({ with: { 'ecr-repository': '', image } })
  if (errors.length > 0) throw new Error(errors.join('\n'))
  return site
}

/** Not `site.kubectl`, which would hold up the clock of the watch. */
export async function kubectl(site: Site, ...args: string[]): Promise<void> {
  const env = { ...cleanEnvironment(), ...site.env }
  await promisify(execFile)('kubectl', ['-n', site.namespace, ...args], { env })
}

/** Seconds in which no pod was both ready and not on its way out, as a plain watch in a process of its own tells it. */
export async function outageDuring(site: Site, work: () => Promise<void>): Promise<number> {
  const env = { ...cleanEnvironment(), ...site.env }
  const watch = fork(join(import.meta.dirname, 'outage-process.ts'), [site.namespace], { env, stdio: 'inherit' })
  const answer = async () => ((await once(watch, 'message')) as [number])[0]
  try {
    // It says so when it has seen a ready pod.
    await answer()
    await work()
    watch.send('end')
    return Math.round((await answer()) / 100) / 10
  } finally {
    watch.kill()
  }
}

/** Seconds from the start of the gateway's container to its readiness, by the kubelet's own (whole) seconds. */
function startUpOf(site: Site): number {
  const list = JSON.parse(
    site.kubectl('-n', site.namespace, 'get', 'pods', '-l', 'app.kubernetes.io/name=openclaw', '-o', 'json'),
  ) as {
    items: {
      metadata: { deletionTimestamp?: string }
      status: {
        conditions: { type: string; lastTransitionTime: string }[]
        containerStatuses: { state: { running?: { startedAt: string } } }[]
      }
    }[]
  }
  const pod = list.items.find(({ metadata }) => !metadata.deletionTimestamp)
  const ready = pod?.status.conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? ''
  return (Date.parse(ready) - Date.parse(pod?.status.containerStatuses[0]?.state.running?.startedAt ?? '')) / 1000
}
