// The pin: the image's digest in the manifests, in memory first and in the files only after the rollout was verified.

import type { Scalar } from 'yaml'
import { DeployError, type Problem } from '../errors.ts'
import type { KubeObject } from '../kube/object.ts'
import type { Kustomization, ManifestFile } from './documents.ts'
import type { PinPlace } from './images.ts'
import { madeOf } from './kustomize/base.ts'
import { lineOfImages, onePerEntry, pinImage } from './kustomize/edit.ts'
import { nameOf } from './kustomize/images.ts'
import { type Manifest, parseManifests } from './objects.ts'
import type { Path } from './path.ts'
import type { Workload } from './workload.ts'

export interface Pin {
  /** Every manifest that has the image, as it is with the image pinned. */
  readonly manifests: ReadonlyMap<Manifest, Manifest>
  /** The files that this changes. */
  readonly files: readonly PinnedFile[]
}

export interface PinnedFile {
  readonly file: ManifestFile
  /** The whole file with nothing but images replaced. */
  readonly text: string
}

/**
 * Replaces the gateway's image in all its places, keeping every other byte of the files. Pure.
 * @param image with digest
 * @throws DeployError with every kustomization whose `images` cannot be edited, or do not decide about the image
 */
export function pin({ places }: Workload, image: string): Pin {
  const manifests = new Map<Manifest, Manifest>()
  const files: PinnedFile[] = []
  const problems: Problem[] = []
  const written = places.filter(({ manifest }) => !manifest.rendered)
  for (const [file, theirs] of Map.groupBy(written, ({ manifest }) => manifest.file)) {
    const text = replaceImages(file.text, theirs, image)
    if (text !== file.text) files.push({ file, text })
    // Read again rather than edited: what is applied is what the file will say.
    const again = text === file.text ? [] : parseManifests({ ...file, text }, [])
    for (const { manifest } of theirs) {
      const pinned = again.find(({ index, root }) => index === manifest.index && root.join() === manifest.root.join())
      manifests.set(manifest, pinned ?? manifest)
    }
  }
  for (const [kustomization, theirs] of Map.groupBy(places, ({ manifest }) => manifest.rendered)) {
    if (kustomization === undefined) continue
    const text = pinKustomization(kustomization, theirs, image, problems)
    if (text !== kustomization.file.text) files.push({ file: kustomization.file, text })
    for (const { manifest, path } of theirs) {
      const { object } = manifests.get(manifest) ?? manifest
      manifests.set(manifest, { ...manifest, object: withValue(object, path, image) as KubeObject })
    }
  }
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
  return { manifests, files }
}

/** @param places of the text itself, none of them rendered */
export function replaceImages(text: string, places: readonly PinPlace[], image: string): string {
  return places
    .filter((place) => place.image !== image)
    .map(({ node }) => ({ type: node?.type, range: (node as Scalar).range as [number, number, number] }))
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce((before, { type, range: [start, end] }) => {
      const quote = type === 'QUOTE_DOUBLE' ? '"' : type === 'QUOTE_SINGLE' ? "'" : ''
      return before.slice(0, start) + quote + image + quote + before.slice(end)
    }, text)
}

function pinKustomization(
  { file, renderer }: Kustomization,
  places: readonly PinPlace[],
  image: string,
  problems: Problem[],
): string {
  const stale = places.filter((place) => place.image !== image)
  let { text } = file
  for (const { live, base } of onePerEntry(file, stale.map(madeOf))) {
    const pinned = pinImage({ ...file, text }, live, image, base)
    const where = { file: file.path, line: lineOfImages(file) }
    if (pinned === undefined) {
      problems.push({
        code: 'manifest-invalid',
        message: `The \`images\` of this kustomization are written in a way that ${nameOf(live)} cannot be pinned in`,
        fix: 'Write them as plain values, without an anchor, alias or block',
        where,
      })
    } else if (pinned === text) {
      problems.push({
        code: 'manifest-invalid',
        message: `This kustomization pins the image in its \`images\`, and yet \`${renderer.command}\` makes ${live}`,
        fix: 'Look for what sets it after `images`, such as `replacements` or `transformers`, and take the image out of there',
        where,
      })
    } else text = pinned
  }
  return text
}

/** A copy with one value replaced. */
function withValue(holder: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  const copy = (Array.isArray(holder) ? [...holder] : { ...(holder as object) }) as Record<string | number, unknown>
  copy[step] = withValue(copy[step], rest, value)
  return copy
}
