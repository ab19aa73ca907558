// Where the gateway's image stands in the manifests: in the gateway itself, and in what helps it with the same image. A
// backup of another version than the gateway would work on a state that it does not know.

import { isAlias, isScalar, type Node, type Scalar, visit } from 'yaml'
import type { Problem } from '../errors.ts'
import { splitReference } from '../reference.ts'
import type { Manifest } from './objects.ts'
import { nodesAlong, type Path, placeAt, valueAt } from './path.ts'

/** An image in an object, which may be of any kind and wrong in any way. */
export interface ImagePlace {
  readonly manifest: Manifest
  /** Of the image in the object. */
  readonly path: Path
  /** Its name, or `#2` for want of one. */
  readonly container: string
  /** Undefined when there is none, or it is no text. */
  readonly image: string | undefined
}

/** An image that can be pinned. */
export interface PinPlace extends ImagePlace {
  readonly image: string
  /** Undefined in what a kustomization rendered: there the kustomization is pinned. */
  readonly node: Scalar<string> | undefined
}

const POD_OF: Readonly<Record<string, Path>> = {
  Pod: ['spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
}

/** Every image of the containers of an object that makes pods. */
export function imagesIn(manifest: Manifest): ImagePlace[] {
  const { object } = manifest
  const pod = Object.hasOwn(POD_OF, object.kind) ? POD_OF[object.kind] : undefined
  if (pod === undefined) return []
  return ['containers', 'initContainers'].flatMap((list) => {
    const containers = valueAt(object, [...pod, list])
    if (!Array.isArray(containers)) return []
    return containers.map((spec: { name?: unknown; image?: unknown } | null, index): ImagePlace => {
      const container = typeof spec?.name === 'string' ? spec.name : `#${index}`
      // People write `image: null` too, or a number.
      const image = typeof spec?.image === 'string' ? spec.image : undefined
      return { manifest, path: [...pod, list, index, 'image'], container, image }
    })
  })
}

/**
 * Whether an image is the gateway's, of whatever version.
 * @param gateway the gateway's image as it is written
 * @param repository of the image that will be deployed, host left out
 */
export function isGatewayImage(image: string, gateway: string, repository: string): boolean {
  const one = splitReference(image)
  const other = splitReference(gateway)
  if (one.repository !== repository) return false
  // On its way to another repository the gateway tells nothing about the host.
  return other.repository !== repository || other.host === undefined || one.host === other.host
}

/** The place as one that can be pinned, or why it cannot be. */
export function pinPlaceOf(place: ImagePlace): PinPlace | Problem {
  const { manifest, path, container, image } = place
  const wrong = (message: string, fix: string): Problem => ({
    code: 'manifest-invalid',
    message,
    fix,
    where: placeAt(manifest, path),
  })
  if (manifest.encrypted && !manifest.rendered) {
    // Its text has other bytes than its object, and a changed value would break the MAC over the file.
    const { kind, metadata } = manifest.object
    return wrong(
      `The ${kind} ${metadata.name} is encrypted by SOPS, so its image cannot be pinned in the file`,
      `Keep the ${kind} in a file of its own that is not encrypted`,
    )
  }
  if (image === undefined) {
    return wrong(
      `The container ${container} has no image to pin`,
      'Add `image: <registry>/<repository>:<tag>` to that container',
    )
  }
  if (manifest.rendered) return { ...place, image, node: undefined }
  const nodes = nodesAlong(manifest.node, path)
  const node = nodes[path.length]
  if (!isScalar(node) || typeof node.value !== 'string' || /^BLOCK/.test(node.type ?? '')) {
    return wrong(
      `The image of container ${container} is not written as a plain value, so it cannot be pinned`,
      'Write the image as plain text on one line, without an alias or block',
    )
  }
  if (isRepeated(manifest, nodes)) {
    return wrong(
      `The image of container ${container} is repeated elsewhere by a YAML alias, which the pin would change with it`,
      'Write out what the alias repeats',
    )
  }
  return { ...place, image, node: node as Scalar<string> }
}

/** Whether an alias repeats one of the nodes. */
function isRepeated({ document }: Manifest, nodes: readonly unknown[]): boolean {
  const anchored = nodes.filter((node) => (node as { anchor?: string } | null)?.anchor !== undefined)
  if (anchored.length === 0) return false
  let found = false
  visit(document, {
    Alias(_, alias) {
      const source: Node | undefined = isAlias(alias) ? alias.resolve(document) : undefined
      if (!anchored.includes(source)) return undefined
      found = true
      return visit.BREAK
    },
  })
  return found
}
