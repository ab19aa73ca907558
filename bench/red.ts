// Seconds until a rollout that cannot succeed is red: ours against what people do by hand, each on a gateway of its own,
// once. The peer would wait out ten minutes; a progress deadline of 60 s bounds it.

import { spawn } from 'node:child_process'
import { cleanEnvironment } from '../lab/environment.ts'
import { fresh, Site } from '../lab/site.ts'
import { pushStandIn } from '../test/e2e/stand-in.ts'
import type { Measure, Samples } from './measure.ts'

const MANIFEST = 'manifests/deployment.yaml'
const DEADLINE_SECONDS = 60

/** Makes the manifests such that they cannot come up; gives the image to deploy. */
type Strike = (site: Site, live: string) => Promise<string>

const insert = (site: Site, before: string, lines: string) =>
  site.edit(MANIFEST, (text) => text.replace(before, `${lines}${before}`))

const strikes: Record<string, Strike> = {
  'missing-digest': async (_, live) => live.replace(/@sha256:.*/, `@sha256:${'0'.repeat(64)}`),
  'denied-pull': async (site) => {
    site.edit(MANIFEST, (text) => text.replace(/ {6}imagePullSecrets:\n {8}- name: ecr-pull\n/, ''))
    return (await pushStandIn(site, '2026.1.2')).image
  },
  'crash-loop': async (site, live) => {
    insert(
      site,
      '          ports:\n',
      '          command: [node, -e, "console.error(\'Missing config\'); process.exit(78)"]\n',
    )
    return live
  },
  'missing-secret-key': async (site, live) => {
    const reference = '{ secretKeyRef: { name: openclaw-secrets, key: NO_SUCH_KEY } }'
    insert(
      site,
      '            - name: XDG_CACHE_HOME\n',
      `            - name: TOKEN\n              valueFrom: ${reference}\n`,
    )
    return live
  },
  'wrong-arch': async (site) => (await pushStandIn(site, '2026.1.2', { platform: 'linux/arm64' })).image,
}

export const reds: readonly Measure[] = Object.entries(strikes).map(([name, strike]) => ({
  id: `red-${name}`,
  unit: 's',
  peerName: `kubectl 1.32 apply + rollout status, progressDeadlineSeconds ${DEADLINE_SECONDS}, once`,
  goal: '<= 30 s and less than the peer',
  needsLab: true,
  run: () => measure(strike),
  isMet: (ours, ratio) => ours <= 30 && ratio < 1,
}))

async function measure(strike: Strike): Promise<Samples> {
  return { ours: [await struck(strike, deployByAction)], peer: [await struck(strike, deployByKubectl)] }
}

/** @returns seconds of the whole command, which must fail */
async function struck(strike: Strike, deploy: (site: Site, image: string) => Promise<number | null>): Promise<number> {
  const site = await Site.create({ namespace: fresh('bench-red'), repository: fresh('bench/red') })
  try {
    const { image: live } = await pushStandIn(site, '2026.1.1')
    // By the same hand, so that a field which leaves the manifest also leaves the cluster.
    if ((await deploy(site, live)) !== 0) throw new Error('the first gateway did not come up')
    const image = await strike(site, live)
    const begunMs = performance.now()
    if ((await deploy(site, image)) === 0) throw new Error('the fault did not strike')
    return Math.round(performance.now() - begunMs) / 1000
  } finally {
    site.remove()
  }
}

async function deployByAction(site: Site, image: string): Promise<number> {
  // Nothing but the verdict: the rehearsal would be red before the apply, and a rollback is not the peer's.
  const inputs = { 'ecr-repository': '', image, rehearse: 'off', rollback: 'off' }
  return (await site.deploy({ with: inputs })).exitCode
}

async function deployByKubectl(site: Site, image: string): Promise<number | null> {
  site.edit(MANIFEST, (text) =>
    text
      .replace(/(- name: openclaw\n(?: {10}.*\n)*? {10}image: )\S+/, `$1${image}`)
      .replace(/ {2}replicas: 1\n(?! {2}progress)/, `  replicas: 1\n  progressDeadlineSeconds: ${DEADLINE_SECONDS}\n`),
  )
  if (!site.read(MANIFEST).includes(image)) throw new Error('the image was not set')
  const apply = ['apply', '-f', site.path('manifests')]
  const status = ['-n', site.namespace, 'rollout', 'status', 'deployment/openclaw', '--timeout=10m']
  return (await kubectl(site, apply)) || kubectl(site, status)
}

function kubectl(site: Site, args: readonly string[]): Promise<number | null> {
  const env = { ...cleanEnvironment(), ...site.env }
  const child = spawn('kubectl', args, { env, stdio: 'ignore' })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
}
