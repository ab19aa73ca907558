// Whether the gateway runs from our image. Its pod pins a digest, which the runtime has checked when it pulled; what the
// runtime then reports may be another digest of the same image, such as its manifest's for its index's.

import { readNode } from '../kube/nodes.ts'
import type { KubeClient } from '../kube/request.ts'

type Names = readonly string[]

/**
 * What of it is not proven, a clause; undefined when it is.
 * @param imageID as the container's status has it: `repo@sha256:...`, under dockershim `docker-pullable://repo@sha256:...`
 * @param expected a reference; one without a digest leaves nothing to prove
 * @param node its name; the node's list of images is asked only when the digests differ
 */
export async function unprovenImage(
  client: KubeClient,
  imageID: string | undefined,
  expected: string,
  node: string | undefined,
): Promise<string | undefined> {
  if (isSameImage(imageID, expected)) return undefined
  const reported = digestOf(imageID)
  if (reported === undefined) return 'the image, since the node reports no digest of it'
  if (node !== undefined && isSameImage(imageID, expected, await imagesOn(client, node))) return undefined
  return `the image, since the node reports ${reported}, which may be the platform's manifest of ours`
}

/**
 * Pure.
 * @param images the node's images, each with all its names: the digest that is reported and ours may name one image
 */
export function isSameImage(imageID: string | undefined, expected: string, images: readonly Names[] = []): boolean {
  const [reported, digest] = [digestOf(imageID), digestOf(expected)]
  if (digest === undefined || reported === digest) return true
  if (reported === undefined) return false
  return images.some((names) => [reported, digest].every((wanted) => names.some((name) => digestOf(name) === wanted)))
}

function digestOf(reference: string | undefined): string | undefined {
  return /sha256:[0-9a-f]{64}$/.exec(reference ?? '')?.[0]
}

/** Only some may read nodes, and a gateway that works is not failed for want of it. */
async function imagesOn(client: KubeClient, node: string): Promise<Names[]> {
  return ((await readNode(client, node))?.status?.images ?? []).map(({ names }) => names ?? [])
}
