// What an image costs: bytes above its base, build and push, and the bytes of a version bump. Ours by the action, its check of
// the image included, against the seed's way: compilers and `npm install -g` in one stage, `docker build` and `docker push`.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment } from '../lab/environment.ts'
import { builderLink } from '../lab/layout.ts'
import { readServices, servicePid } from '../lab/service.ts'
import { fresh, Site } from '../lab/site.ts'
import type { Measure } from './measure.ts'

/** Builds and pushes a version of OpenClaw. @returns the tag */
type Pipeline = (site: Site, version: string) => Promise<string>

interface Costs {
  readonly layerMegabytes: number
  readonly unpackedMegabytes: number
  readonly seconds: number
  readonly uplinkSeconds: number
  readonly bumpMegabytes: number
}

// What a good line at home sends; a registry on the same host would hide what the bytes cost.
const UPLINK = '50mbit'
const BASE = 'node:24-bookworm-slim'
const SEED_DOCKERFILE = `FROM ${BASE}
RUN apt-get update && apt-get install -y g++ libopus-dev make python3 && rm -rf /var/lib/apt/lists/*
ARG VERSION
RUN npm install -g openclaw@$VERSION
USER 1000
CMD ["openclaw", "gateway"]
`

const measure = (id: string, unit: string, goal: string, most: number, value: (costs: Costs) => number): Measure => ({
  id,
  unit,
  goal,
  peerName: 'the seed’s Dockerfile on the same base, docker build + push',
  needsLab: true,
  run: async () => {
    const { ours, peer } = await costs()
    return { ours: [value(ours)], peer: [value(peer)] }
  },
  isMet: (_, ratio) => ratio <= most,
})

export const images: readonly Measure[] = [
  measure('image-layers', 'MB', '<= 0.25, compressed above the base', 0.25, (costs) => costs.layerMegabytes),
  measure('image-unpacked', 'MB', '< 1, above the base', 0.999, (costs) => costs.unpackedMegabytes),
  measure('build-push', 's', '<= 0.5, nothing cached but the base', 0.5, (costs) => costs.seconds),
  measure('build-push-uplink', 's', `<= 0.5, with ${UPLINK} to the registry`, 0.5, (costs) => costs.uplinkSeconds),
  measure('image-push-bump', 'MB', '<= 0.4, sent by the builder', 0.4, (costs) => costs.bumpMegabytes),
]

let measured: Promise<{ ours: Costs; peer: Costs }> | undefined
function costs(): Promise<{ ours: Costs; peer: Costs }> {
  measured ??= (async () => {
    const versions = lastTwoVersions()
    return { ours: await costsOf('ours', byAction, versions), peer: await costsOf('the seed', buildBySeed, versions) }
  })()
  return measured
}

async function costsOf(name: string, pipeline: Pipeline, [before, after]: [string, string]): Promise<Costs> {
  const site = await makeSite()
  const slow = await makeSite()
  try {
    const uplinkSeconds = await withUplink(() => fromNothing(slow, () => pipeline(slow, before)))
    let first = ''
    const seconds = await fromNothing(site, async () => {
      first = await pipeline(site, before)
    })
    const sentBefore = sentByBuilder()
    const tag = await pipeline(site, after)
    const bumpMegabytes = megabytes(sentByBuilder() - sentBefore)

    const layers = await site.layersInRegistry(tag)
    const base = Number(docker(site, 'image', 'inspect', '--format={{len .RootFS.Layers}}', BASE))
    const sizes = layers.slice(base).map(({ size }) => size)
    const old = new Set((await site.layersInRegistry(first)).map(({ digest }) => digest))
    const image = `${site.env.LAB_ECR_REGISTRY}/${site.repository}:${tag}`
    const result = {
      layerMegabytes: megabytes(sum(sizes)),
      unpackedMegabytes: unpacked(site, image) - unpacked(site, BASE),
      seconds,
      uplinkSeconds,
      bumpMegabytes,
    }
    const shared = layers.slice(base).filter(({ digest }) => old.has(digest))
    console.log(
      `${name}: ${result.layerMegabytes} MB in ${sizes.length} layers above the base, ${result.unpackedMegabytes} MB unpacked; ` +
        `${seconds} s from nothing, ${uplinkSeconds} s by ${UPLINK}; ${before} to ${after} sends ${bumpMegabytes} MB and keeps ${shared.length} layers of ${megabytes(sum(shared.map(({ size }) => size)))} MB`,
    )
    return result
  } finally {
    site.remove()
    slow.remove()
  }
}

const makeSite = () =>
  Site.create({ namespace: fresh('bench-image'), repository: fresh('bench/image'), tagMutability: 'MUTABLE' })

/** @returns seconds of the work on a Docker daemon that has nothing but the base: a layer it has seen is not pushed again */
async function fromNothing(site: Site, work: () => Promise<unknown>): Promise<number> {
  docker(site, 'image', 'prune', '--all', '--force')
  docker(site, 'buildx', 'prune', '--all', '--force')
  docker(site, 'pull', '--quiet', BASE)
  const start = performance.now()
  await work()
  return Math.round((performance.now() - start) / 100) / 10
}

/** Holds what the builder sends, pushes that is, to the rate. */
async function withUplink<T>(work: () => Promise<T>): Promise<T> {
  const builder = readServices().find(({ name }) => name === 'builder')
  if (!builder) throw new Error('the lab has no builder')
  const inside = ['--target', String(servicePid(builder)), '--net', 'tc', 'qdisc']
  const tc = (action: string, ...shape: string[]) =>
    execFileSync('nsenter', [...inside, action, 'dev', 'eth0', 'root', ...shape])
  tc('replace', 'tbf', 'rate', UPLINK, 'burst', '256k', 'latency', '400ms')
  try {
    return await work()
  } finally {
    tc('del')
  }
}

const byAction: Pipeline = async (site, version) => {
  const inputs = { 'dry-run': 'true', 'openclaw-version': version, 'base-image': BASE }
  const { errors, outputs } = await site.deploy({ with: inputs })
  if (errors.length > 0) throw new Error(errors.join('\n'))
  return outputs.tag as string
}

export const buildBySeed: Pipeline = async (site, version) => {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-bench-'))
  try {
    writeFileSync(join(folder, 'Dockerfile'), SEED_DOCKERFILE)
    const image = `${site.env.LAB_ECR_REGISTRY}/${site.repository}:latest`
    // Else the push is an index, and its image has no tag.
    docker(site, 'build', '--provenance=false', `--build-arg=VERSION=${version}`, `--tag=${image}`, folder)
    const auths = { [site.env.LAB_ECR_REGISTRY ?? '']: { auth: await site.registryAuth() } }
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths }))
    docker(site, '--config', folder, 'push', image)
    return 'latest'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function docker(site: Site, ...args: string[]): string {
  const env = { ...cleanEnvironment(), ...site.env }
  return execFileSync('docker', args, { env, encoding: 'utf8', stdio: 'pipe', maxBuffer: 64e6 }).trim()
}

/** Megabytes of files that an image shows. */
function unpacked(site: Site, image: string): number {
  const command = ['du', '-sxm', '--exclude=/proc', '--exclude=/sys', '/']
  const output = docker(site, 'run', '--rm', '--user=0', '--entrypoint=', image, ...command)
  return Number(output.split(/\s/)[0])
}

/** Bytes that left the builder since it came up: its network's other end received them. */
export function sentByBuilder(): number {
  return Number(readFileSync(`/sys/class/net/${builderLink}/statistics/rx_bytes`, 'utf8'))
}

/** The last two releases, pre-releases left out, as npm lists them in order. */
export function lastTwoVersions(): [string, string] {
  const list = JSON.parse(
    execFileSync('npm', ['view', 'openclaw', 'versions', '--json'], { encoding: 'utf8' }),
  ) as string[]
  const [before = '', after = ''] = list.filter((version) => !version.includes('-')).slice(-2)
  return [before, after]
}

const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
