// Where the lab keeps things and how it divides its addresses. No logic beyond that.

import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const labSource = dirname(fileURLToPath(import.meta.url))
export const checkout = dirname(labSource)

/** Gone after a reboot, and after `down`. */
export const volatile = '/run/openclaw-lab'
/** Kept over `down`: keys, addresses, DinD's images and build cache. */
export const persistent = '/var/lib/openclaw-lab'
/** Expensive things, keyed by version, shared by all checkouts of this user. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'openclaw-deploy')

export const logs = join(persistent, 'logs')
export const binaries = join(persistent, 'bin')
export const pki = join(persistent, 'pki')
export const tools = join(cache, 'tools-1')
export const builderRootfs = join(cache, 'builder-trixie-1')
export const baseRegistryStorage = join(cache, 'base-registry-1')
export const kubernetesVersion = '1.20.2'
/** The number behind it is raised when the same version is built in another way. */
export const kubernetesBinaries = join(cache, `kubernetes-${kubernetesVersion}-2`)

/** What the kubelet, containerd and the API server would otherwise keep from the last cluster. */
export const sessionState = join(persistent, 'session')

/** Where Debian has it: PATH is the step's. */
export const strace = '/usr/bin/strace'

export const region = 'eu-central-1'
export const account = '123456789012'
export const nodeName = 'lab'
export const bridge = 'oclab0'
/** The builder's end of the bridge, as builder.sh names it. */
export const builderLink = `${bridge}d`

export const adminKubeconfig = join(persistent, 'kubeconfig', 'admin')
export const containerdSocket = join(volatile, 'containerd', 'containerd.sock')
export const dockerSocket = join(volatile, 'docker', 'docker.sock')

export interface Network {
  /** All of the lab's addresses: bridge, pods and Services. */
  block: string
  /** The host on the lab's bridge: registries and the API server listen here. */
  host: string
  hostPrefix: string
  builder: string
  /** Networks inside the builder; nothing outside ever sees them. */
  buildRange: string
  podRange: string
  serviceRange: string
  /** A loopback address no one else uses, for what only the lab's own processes may reach. */
  loopback: string
}

export function networkOf(second: number): Network {
  const block = `10.${second}`
  return {
    block: `${block}.0.0/16`,
    host: `${block}.0.1`,
    hostPrefix: `${block}.0.1/19`,
    builder: `${block}.0.2/19`,
    buildRange: `${block}.32.0/19`,
    podRange: `${block}.64.0/18`,
    serviceRange: `${block}.128.0/17`,
    loopback: `127.${second}.0.1`,
  }
}

/** The addresses outlive `down`, because image names contain them. */
export const networkFile = join(persistent, 'network.json')

export function network(): Network {
  if (!existsSync(networkFile)) throw new Error('the lab has no addresses yet: `npm run lab -- up` chooses them')
  return networkOf((JSON.parse(readFileSync(networkFile, 'utf8')) as { second: number }).second)
}

export const ports = { apiServer: 6443, ecr: 5000, baseRegistry: 5001, etcd: 2379, ecrBackend: 5000 }

export const apiServerUrl = () => `https://${network().host}:${ports.apiServer}`
export const ecrRegistry = () => `${network().host}:${ports.ecr}`
export const baseRegistry = () => `${network().host}:${ports.baseRegistry}`
export const ecrBackendUrl = () => process.env.LAB_REGISTRY || `http://${network().loopback}:${ports.ecrBackend}`
