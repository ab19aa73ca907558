// What tells one rollout from another: everything that decides it, and nothing that changes by itself.

import { createHash } from 'node:crypto'
import { canonical, identityOf, type KubeObject } from '../kube/object.ts'
import { configMark } from './config.ts'

/**
 * 64 hex digits over the objects as the manifests want them, the image's digest among them, and over what else the pods
 * read. Secrets go into it by value, since a rollback gives them a new version: it must not be shown where the objects
 * themselves may not be.
 * @param foreign ConfigMaps and Secrets that the pods read and the manifests do not hold; undefined for an unknown one
 */
export function deploymentFingerprint(
  objects: readonly KubeObject[],
  foreign: readonly (KubeObject | undefined)[],
): string {
  const inOrder = objects.toSorted((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([inOrder.map(canonical), configMark(foreign)]))
    .digest('hex')
}
