// Everything that a rule may look at, found once.

import { posix } from 'node:path'
import { serves } from '../../kube/labels.ts'
import { isRecord } from '../../kube/object.ts'
import type { Manifest } from '../objects.ts'
import type { Workload } from '../workload.ts'
import { Config } from './config.ts'
import { type Front, frontsOf } from './front.ts'
import { namespaceOf } from './home.ts'
import { Part, valueAt } from './part.ts'
import {
  cleaned,
  commandOf,
  type Environment,
  environmentOf,
  fileAt,
  filesOf,
  flagOf,
  type Lookup,
  lookupIn,
  type Mount,
  mountOver,
  mountsOf,
  type Volume,
  volumesOf,
} from './pod.ts'
import { serviceTargets } from './ports.ts'

/** What the run knows beside the manifests; a rule that needs a missing one says nothing. */
export interface Facts {
  /** The release's engines.node, an npm range. */
  readonly nodeRange?: string
  /** Exact Node version of the base image. */
  readonly baseNodeVersion?: string
  /** `amd64`, `arm64`: what the image is built for. */
  readonly architecture?: string
  /** The input of this name: where an object goes that names no namespace, unless the gateway's Deployment names one. */
  readonly namespace?: string | undefined
}

/** How the config comes to the gateway. */
export interface Delivery {
  readonly config: Config
  /** Where the ConfigMap or Secret is mounted: in the gateway itself, or in the init container that copies it. */
  readonly mount: Mount
  /** Undefined when the gateway reads the mount itself. */
  readonly copier: Part | undefined
}

export interface Subject {
  readonly manifests: readonly Manifest[]
  readonly facts: Facts
  readonly lookup: Lookup
  /** The gateway's; undefined when it belongs to the default of whoever applies it. */
  readonly namespace: string | undefined
  /** Those of the manifests that are there too. */
  readonly near: readonly Manifest[]
  readonly deployment: Part
  /** spec.template.spec */
  readonly pod: Part
  readonly container: Part
  readonly initContainers: readonly Part[]
  readonly volumes: readonly Volume[]
  readonly mounts: readonly Mount[]
  readonly environment: Environment
  /** The gateway's command and arguments as one text, '' when the image's own is used. */
  readonly command: string
  /** Where the gateway keeps its state and looks for its config. */
  readonly home: string
  readonly stateDir: string
  readonly configPath: string
  /** Undefined when no config of the manifests reaches the gateway. */
  readonly delivery: Delivery | undefined
  /** Also undefined when it cannot be parsed: what it says is then unknown. */
  readonly config: Config | undefined
  /** `lan`, `loopback`, also what OpenClaw does not accept; `auto`, its default in a container, when nothing says it. */
  readonly bind: string
  /** Undefined when neither the command, a variable nor the config says it: the image's own command may. */
  readonly port: number | undefined
  /** Those that select the pod; a port of theirs may be a webhook's. */
  readonly services: readonly Part[]
  /** What the manifests put before the gateway's own port, or a sidecar before it. */
  readonly fronts: readonly Front[]
}

// The home of user 1000 in the official Node images.
const DEFAULT_HOME = '/home/node'

export function subjectOf(all: readonly Manifest[], workload: Workload, facts: Facts = {}): Subject {
  const { manifest, index } = workload
  // The API refuses any other namespace by itself.
  const manifests = all.filter(({ object }) => ['string', 'undefined'].includes(typeof object.metadata.namespace))
  const deployment = Part.of(manifest)
  const namespace = deployment.at('metadata', 'namespace').text ?? facts.namespace
  const near = manifests.filter((each) => namespaceOf(each, namespace) === namespace)
  const template = deployment.at('spec', 'template')
  const pod = template.at('spec')
  const container = pod.at('containers', index)
  const initContainers = pod.at('initContainers').items
  const lookup = lookupIn(manifests, namespace)
  const volumes = volumesOf(pod)
  const mounts = mountsOf(container, volumes)
  const environment = environmentOf(container, lookup)
  const command = commandOf(container)
  const home = homeOf(environment, mounts)
  const inHome = (path: string) => cleaned(path.replace(/^~(?=\/|$)/, home))
  const stateDir = inHome(environment.literal('OPENCLAW_STATE_DIR') || '~/.openclaw')
  const configPath = inHome(environment.literal('OPENCLAW_CONFIG_PATH') || posix.join(stateDir, 'openclaw.json'))
  const delivery = deliveryOf({ configPath, mounts, initContainers, volumes, lookup })
  const config = isRecord(delivery?.config.value) ? delivery.config : undefined
  const services = near
    .filter(
      ({ object }) =>
        object.kind === 'Service' &&
        serves(valueAt(object, ['spec', 'selector']), template.at('metadata', 'labels').value),
    )
    .map((service) => Part.of(service))
  const configPort = config?.at('gateway', 'port')
  const port =
    Number(flagOf(command, 'port') ?? environment.literal('OPENCLAW_GATEWAY_PORT')) ||
    (typeof configPort === 'number' ? configPort : undefined)
  return {
    manifests,
    facts,
    lookup,
    namespace,
    near,
    deployment,
    pod,
    container,
    initContainers,
    volumes,
    mounts,
    environment,
    command,
    home,
    stateDir,
    configPath,
    delivery,
    config,
    bind: flagOf(command, 'bind') ?? config?.text('gateway', 'bind') ?? 'auto',
    port,
    services,
    fronts: frontsOf(
      manifests,
      serviceTargets({ pod, container, config, port, services }),
      namespace,
      config && basePathOf(config),
    ),
  }
}

/** Where the Control UI is, undefined where the manifests do not tell. */
function basePathOf(config: Config): string | undefined {
  const path = ['gateway', 'controlUi', 'basePath'] as const
  const told = config.text(...path) ?? '/'
  return config.mayInclude(...path) || told.includes('${') ? undefined : told
}

function homeOf(environment: Environment, mounts: readonly Mount[]): string {
  const told = environment.literal('OPENCLAW_HOME') || environment.literal('HOME')
  if (told) return told
  // The image may have another user: a volume mounted as .openclaw tells where its home is.
  const mounted = mounts.find(({ path }) => posix.basename(path) === '.openclaw')
  return mounted ? posix.dirname(mounted.path) : DEFAULT_HOME
}

interface Search {
  readonly configPath: string
  readonly mounts: readonly Mount[]
  readonly initContainers: readonly Part[]
  readonly volumes: readonly Volume[]
  readonly lookup: Lookup
}

function deliveryOf({ configPath, mounts, initContainers, volumes, lookup }: Search): Delivery | undefined {
  const mount = mountOver(mounts, configPath)
  if (mount?.volume === undefined) return undefined
  if (mount.volume.kind === 'objects') {
    const file = fileAt(mount, configPath, lookup)
    return file && { config: new Config(file), mount, copier: undefined }
  }
  for (const copier of initContainers) {
    const theirs = mountsOf(copier, volumes)
    if (!theirs.some(({ volume, isReadOnly }) => volume === mount.volume && !isReadOnly)) continue
    for (const source of theirs.filter(({ volume }) => volume?.kind === 'objects')) {
      const files = filesOf(source.volume, lookup)
      const name = copiedName([...files.keys()], commandOf(copier), posix.basename(configPath))
      const file = name === undefined ? undefined : files.get(name)
      if (file) return { config: new Config(file), mount: source, copier }
    }
  }
  return undefined
}

/** Which of the files an init container copies as the config: of the same name, or the only JSON of which it speaks. */
function copiedName(names: readonly string[], command: string, wanted: string): string | undefined {
  if (names.includes(wanted)) return wanted
  if (!command.includes(wanted)) return undefined
  const spoken = names.filter((name) => /\.json5?$/.test(name) && command.includes(name))
  return spoken.length === 1 ? spoken[0] : undefined
}
