// Which OpenClaw is in the image that is live, as far as its reference and the record tell. Pure.

import valid from 'semver/functions/valid.js'
import { splitReference } from '../reference.ts'
import { versionOfTag } from './fingerprint.ts'

// OpenClaw's versions begin with the year: a tag such as 1.4.2 is somebody's own count of images. What stands behind a
// version, as in 2026.9.6-slim, would be a prerelease to semver.
const PLAIN = /^v?(20\d\d\.\d+\.\d+(?:-\d+|-(?:alpha|beta|rc)\.\d+)?)$/

/**
 * @param verified of the record, whose image has its tag where a kustomize has left it out of the cluster's, unless that run's
 *   kustomize did so as well
 * @returns undefined when nothing tells it
 */
export function versionOfLive(
  image: string,
  verified: { readonly image: string; readonly version?: string } | undefined,
): string | undefined {
  const { tag, digest } = splitReference(image)
  const recorded = verified && splitReference(verified.image)
  const isRecorded = digest !== undefined && recorded?.digest === digest
  return ours(tag) ?? (isRecorded ? (verified?.version ?? ours(recorded.tag)) : undefined) ?? PLAIN.exec(tag ?? '')?.[1]
}

function ours(tag: string | undefined): string | undefined {
  const version = versionOfTag(tag ?? '')
  return version !== undefined && valid(version) !== null ? version : undefined
}
