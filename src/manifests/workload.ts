// Which Deployment and container is the gateway. Guessing wrong would put OpenClaw's image into somebody else's
// workload, so anything but one clear answer is an error that lists the candidates.

import { isScalar, type Scalar } from 'yaml'
import { DeployError, type Problem } from '../errors.ts'
import { type Deployment, isDeployment } from '../kube/workloads.ts'
import { splitReference } from '../reference.ts'
import type { Manifest } from './read.ts'

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
  readonly imageNode: Scalar<string>
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

interface Candidate {
  readonly manifest: Manifest
  readonly container: string
  readonly index: number
  readonly image: string | undefined
}

/**
 * Finds the gateway: the container that the inputs name, else the only one whose image comes from the repository.
 * @throws DeployError that lists what there is, when there is no answer or more than one
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
  return workloadOf(chosen[0] as Candidate)
}

function candidatesOf(manifest: Manifest): Candidate[] {
  if (!isDeployment(manifest.object)) return []
  return manifest.object.spec.template.spec.containers.map((spec, index) => ({
    manifest,
    container: spec?.name ?? `#${index}`,
    index,
    // People write `image: null` too, or a number.
    image: typeof spec?.image === 'string' ? spec.image : undefined,
  }))
}

function workloadOf({ manifest, container, index, image }: Candidate): Workload {
  const path = ['spec', 'template', 'spec', 'containers', index]
  const node = manifest.document.getIn([...path, 'image'], true)
  const owner = manifest.document.getIn(path, true) as { range?: [number, number, number] } | undefined
  const line = manifest.lines.linePos(
    (node as { range?: [number] } | undefined)?.range?.[0] ?? owner?.range?.[0] ?? 0,
  ).line
  const where = { file: manifest.file.path, line }
  if (manifest.encrypted) {
    // Its text has other bytes than its object, and a changed value would break the MAC over the file.
    throw fail(
      'manifest-invalid',
      'The gateway’s Deployment is encrypted by SOPS, so its image cannot be pinned in the file',
      'Keep the Deployment in a file of its own that is not encrypted',
      where,
    )
  }
  if (image === undefined) {
    throw fail(
      'manifest-invalid',
      `The container ${container} has no image to pin`,
      'Add `image: <registry>/<repository>:<tag>` to that container',
      where,
    )
  }
  if (
    !isScalar(node) ||
    typeof node.value !== 'string' ||
    node.type === 'BLOCK_FOLDED' ||
    node.type === 'BLOCK_LITERAL'
  ) {
    throw fail(
      'manifest-invalid',
      `The image of container ${container} is not written as a plain value, so it cannot be pinned`,
      'Write the image as plain text on one line, without an alias or block',
      where,
    )
  }
  const { nodeSelector } = (manifest.object as Deployment).spec.template.spec
  return {
    manifest,
    namespace: manifest.object.metadata.namespace,
    deployment: manifest.object.metadata.name,
    container,
    index,
    image,
    imageNode: node as Scalar<string>,
    architecture: nodeSelector?.['kubernetes.io/arch'],
  }
}

function list(candidates: readonly Candidate[]): string {
  return candidates
    .map(
      ({ manifest, container, image }) =>
        `${manifest.object.metadata.name}/${container} (${image ?? 'no image'}, ${manifest.file.path}:${manifest.line})`,
    )
    .join(', ')
}

function fail(code: Problem['code'], message: string, fix: string, where?: Problem['where']): DeployError {
  return new DeployError({ code, message, fix, ...(where && { where }) })
}
