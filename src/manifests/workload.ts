// Which Deployment and container is the gateway. Guessing wrong would put OpenClaw's image into somebody else's
// workload, so anything but one clear answer is an error that lists the candidates.

import { DeployError, type Problem } from '../errors.ts'
import type { KubeObject } from '../kube/object.ts'
import { type ContainerSpec, type Deployment, isDeployment } from '../kube/workloads.ts'
import { splitReference } from '../reference.ts'
import { type ImagePlace, imagesIn, isGatewayImage, type PinPlace, pinPlaceOf } from './images.ts'
import { reachOf, reachProblems } from './kustomize/reach.ts'
import type { Manifest } from './objects.ts'

/** The gateway's place in the manifests. */
export interface Workload {
  readonly manifest: Manifest
  /** Undefined when the Deployment names none: it then belongs to the default of whoever applies it. */
  readonly namespace: string | undefined
  readonly deployment: string
  readonly container: string
  /** Index in spec.template.spec.containers. */
  readonly index: number
  /** The image as it is written now. */
  readonly image: string
  /** Where this image stands, the gateway's own place first. All of them are pinned. */
  readonly places: readonly PinPlace[]
  /** `amd64`, `arm64`: the nodeSelector's kubernetes.io/arch, when it is there. */
  readonly architecture: string | undefined
}

export interface WorkloadChoice {
  readonly namespace?: string
  readonly deployment?: string
  readonly container?: string
  /** Repository of the image that will be deployed, such as `k3s-homelab/openclaw`, host left out. */
  readonly repository: string
}

interface Candidate extends ImagePlace {
  readonly index: number
}

/**
 * Finds the gateway: the container that the inputs name, else the only one whose image comes from the repository.
 * @throws DeployError that lists what there is, when there is no answer or more than one; and with every place of its
 * image that cannot be pinned, and every kustomization whose pin would change another workload too
 */
export function findWorkload(manifests: readonly Manifest[], choice: WorkloadChoice): Workload {
  const all = manifests.flatMap(candidatesOf)
  if (all.length === 0) {
    throw fail(
      'workload-missing',
      'The manifests hold no Deployment',
      'Add the file with the gateway’s Deployment to `manifests`',
    )
  }
  const named = all.filter(
    ({ manifest, container }) =>
      (choice.deployment === undefined || manifest.object.metadata.name === choice.deployment) &&
      (choice.namespace === undefined ||
        (manifest.object.metadata.namespace ?? choice.namespace) === choice.namespace) &&
      (choice.container === undefined || container === choice.container),
  )
  if (named.length === 0) {
    const wanted = Object.entries(choice).flatMap(([key, value]) => (key !== 'repository' ? [`${key} "${value}"`] : []))
    throw fail(
      'workload-missing',
      `No container of the manifests has ${wanted.join(' and ')}; there is ${list(all)}`,
      'Correct the inputs `namespace`, `deployment` and `container`',
    )
  }
  const fromRepository = named.filter(
    ({ image }) => image !== undefined && splitReference(image).repository === choice.repository,
  )
  // Named down to one, it is taken whatever image stands there: that is how one moves to a new repository.
  const explicit = (choice.deployment !== undefined || choice.container !== undefined) && named.length === 1
  const chosen = explicit ? named : fromRepository
  if (chosen.length === 0) {
    throw fail(
      'workload-missing',
      `No container of the manifests uses an image from the repository ${choice.repository}; there is ${list(named)}`,
      `Write <registry>/${choice.repository} as the image of the gateway’s container, or name it with \`deployment\` and \`container\``,
    )
  }
  if (chosen.length > 1) {
    throw fail(
      'workload-ambiguous',
      `${chosen.length} containers could be the gateway: ${list(chosen)}`,
      'Name the right one with `namespace`, `deployment` and `container`',
    )
  }
  return workloadOf(chosen[0] as Candidate, manifests, choice.repository)
}

/**
 * The gateway in another state of its Deployment, where its container may have had another name: the one of the same name, else
 * the only one with an image of its repository, else the only one. Undefined when that does not tell.
 */
export function containerIn(
  deployment: KubeObject,
  { container, image }: Pick<Workload, 'container' | 'image'>,
): ContainerSpec | undefined {
  if (!isDeployment(deployment)) return undefined
  const { containers } = deployment.spec.template.spec
  const named = containers.find(({ name }) => name === container)
  if (named) return named
  const { repository } = splitReference(image)
  const ofGateway = containers.filter((each) => isGatewayImage(each.image ?? '', image, repository))
  return only(ofGateway) ?? only(containers)
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined
}

function candidatesOf(manifest: Manifest): Candidate[] {
  if (!isDeployment(manifest.object)) return []
  return imagesIn(manifest)
    .filter(({ path }) => path.includes('containers'))
    .map((place, index) => ({ ...place, index }))
}

function workloadOf(gateway: Candidate, manifests: readonly Manifest[], repository: string): Workload {
  const { manifest, container, index, image } = gateway
  const others = manifests
    .flatMap(imagesIn)
    .filter(
      (place) =>
        place.image !== undefined &&
        (place.manifest !== manifest || place.path.join() !== gateway.path.join()) &&
        isHelper(place, manifest) &&
        isGatewayImage(place.image, image ?? '', repository),
    )
  const places: PinPlace[] = []
  const problems: Problem[] = []
  for (const place of [gateway, ...others].map(pinPlaceOf)) {
    if ('code' in place) problems.push(place)
    else places.push(place)
  }
  problems.push(...reachProblems(manifest, reachOf(places, manifests)))
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
  const { nodeSelector } = (manifest.object as Deployment).spec.template.spec
  return {
    manifest,
    namespace: manifest.object.metadata.namespace,
    deployment: manifest.object.metadata.name,
    container,
    index,
    image: image as string,
    places,
    architecture: nodeSelector?.['kubernetes.io/arch'],
  }
}

/**
 * Whether a container helps the gateway, and is none itself: another Deployment may be somebody else's gateway, which no run
 * for this one proves. What SOPS encrypted cannot be pinned, and stays as it is.
 */
function isHelper({ manifest }: ImagePlace, gateway: Manifest): boolean {
  if (manifest.encrypted && !manifest.rendered) return false
  return manifest === gateway || ['Job', 'CronJob'].includes(manifest.object.kind)
}

function list(candidates: readonly Candidate[]): string {
  return candidates
    .map(
      ({ manifest, container, image }) =>
        `${manifest.object.metadata.name}/${container} (${image ?? 'no image'}, ${manifest.file.path}:${manifest.line})`,
    )
    .join(', ')
}

function fail(code: Problem['code'], message: string, fix: string): DeployError {
  return new DeployError({ code, message, fix })
}
