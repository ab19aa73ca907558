// The image's fingerprint: a hash over everything that decides the image. Same fingerprint, same image: if ECR has
// its tag there is nothing to build.

import { createHash } from 'node:crypto'

/** Not among them: the moment that bounds the dependency tree, since it moves on with the clock and made every night a new image. */
export interface ImageInputs {
  readonly version: string
  readonly integrity: string
  readonly baseReference: string
  /** `linux/amd64`. */
  readonly platform: string
  readonly dockerfile: string
  /** Digest over the context's files that the Dockerfile reads. */
  readonly context: string
  readonly buildArgs: readonly (readonly [name: string, value: string])[]
}

// Raised when the way an image is built changes although none of its inputs did.
const FORMAT = 2
const TAG_HEX_DIGITS = 12

/** 64 hex digits. The order of build arguments does not matter, all else does. */
export function imageFingerprint(inputs: ImageInputs): string {
  const buildArgs = [...inputs.buildArgs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const canonical = JSON.stringify([
    FORMAT,
    inputs.version,
    inputs.integrity,
    inputs.baseReference,
    inputs.platform,
    inputs.dockerfile,
    inputs.context,
    buildArgs,
  ])
  return createHash('sha256').update(canonical).digest('hex')
}

/** `<version>-<first 12 of the fingerprint>`. Versions of npm may hold `+`, which a tag must not. */
export function imageTag(version: string, fingerprint: string): string {
  return `${version.replaceAll('+', '_')}-${fingerprint.slice(0, TAG_HEX_DIGITS)}`
}

/** The version in a tag that this action made; undefined for any other tag. */
export function versionOfTag(tag: string): string | undefined {
  return new RegExp(`^(\\d.*)-[0-9a-f]{${TAG_HEX_DIGITS}}$`).exec(tag)?.[1]
}
