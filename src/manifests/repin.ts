// The pin in another version of a file than the one that was deployed. What else was changed there is kept: a
// neighbouring line is no conflict, as it would be for a merge of texts. Only the image itself may not have changed.

import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../errors.ts'
import { describe, identityOf } from '../kube/object.ts'
import type { ManifestFile } from './documents.ts'
import { imagesIn, type PinPlace, pinPlaceOf } from './images.ts'
import { baseImage, madeOf, writtenImage } from './kustomize/base.ts'
import { entryFor, onePerEntry, pinImage } from './kustomize/edit.ts'
import { nameOf, splitImage } from './kustomize/images.ts'
import { parseManifests } from './objects.ts'
import { replaceImages } from './pin.ts'
import type { Workload } from './workload.ts'

/** A file that the pin goes into, as it was read. */
export interface PinTarget {
  readonly file: ManifestFile
  readonly places: readonly PinPlace[]
}

/** The text with nothing but images replaced; or a clause that says what is in the image's place there. */
export type Repinned = { readonly text: string } | { readonly changed: string }

/** The files that the gateway's image stands in: its manifests, or the kustomization that rendered them. */
export function pinTargets({ places }: Workload): PinTarget[] {
  const byFile = Map.groupBy(places, ({ manifest }) => manifest.rendered?.file ?? manifest.file)
  return [...byFile].map(([file, theirs]) => ({ file, places: theirs }))
}

/**
 * Pins what still is as it was read, is what this run replaced, or is pinned to this image already. Pure.
 * @param text of the file's other version
 * @param image with digest
 * @param previous the image that was live before this run: a run before this one in the queue may have pinned it after
 * this one's checkout, which is nobody's later decision
 */
export function repin(target: PinTarget, text: string, image: string, previous?: string): Repinned {
  const isRendered = target.places.some(({ manifest }) => manifest.rendered)
  return (isRendered ? repinKustomization : repinManifest)(target, text, image, previous)
}

/** A clause that says what is in the image's place in another version of the file; undefined when it is the same. */
export function differenceIn({ file, places }: PinTarget, text: string): string | undefined {
  for (const place of places) {
    const { image, manifest } = place
    if (!manifest.rendered) {
      const again = placeAgain(place, { ...file, text })
      if (typeof again === 'string') return again
      if (again.image !== image) return hasNow(again)
      continue
    }
    const base = baseImage(place)
    if (!isDeepStrictEqual(entryFor({ ...file, text }, image, base), entryFor(file, image, base)))
      return otherEntry(image)
  }
  return undefined
}

/**
 * The files below a kustomization that say which image it renders, as long as its own `images` do not decide. What sets the
 * image by a patch is not among them.
 */
export function basesOf({ file, places }: PinTarget): PinTarget[] {
  const undecided = places.filter((place) => {
    const { manifest, image } = place
    if (!manifest.rendered || manifest.file.path === file.path) return false
    return entryFor(file, image, baseImage(place)) === undefined
  })
  const byFile = Map.groupBy(undecided, ({ manifest }) => manifest.file)
  return [...byFile].map(([base, theirs]) => ({ file: base, places: theirs }))
}

/**
 * A clause that says which image a base has now in the gateway's place; undefined when it is the one that it had before,
 * or one of the others that are nobody's later decision. An object that is not there any more may be in another file. Pure.
 */
export function changeOfBase(
  { file, places }: PinTarget,
  before: string,
  now: string,
  others: readonly (string | undefined)[],
): string | undefined {
  for (const place of places) {
    const image = writtenImage({ ...file, text: now }, place)
    if (image === undefined || others.includes(image)) continue
    if (image !== writtenImage({ ...file, text: before }, place)) return hasNow({ ...place, image })
  }
  return undefined
}

function repinManifest({ file, places }: PinTarget, text: string, image: string, previous?: string): Repinned {
  const found: PinPlace[] = []
  for (const place of places) {
    const again = placeAgain(place, { ...file, text })
    if (typeof again === 'string') return { changed: again }
    if (![place.image, image, previous].includes(again.image)) return { changed: hasNow(again) }
    found.push(again)
  }
  return { text: replaceImages(text, found, image) }
}

function repinKustomization({ file, places }: PinTarget, text: string, image: string, previous?: string): Repinned {
  let pinned = text
  const stale = places.filter((each) => each.image !== image)
  for (const { live, base: written } of onePerEntry(file, stale.map(madeOf))) {
    const now = { ...file, text: pinned }
    const own = entryFor(file, live, written)
    const base = own?.name ?? written
    // Another gateway's entry may have the one or the other image too, and is not looked at.
    const isOwn = (each: string) => own === undefined || entryFor(now, each, base)?.name === own.name
    // Of an image that is pinned already, the pin changes nothing.
    if (isOwn(image) && pinImage(now, image, image, base) === pinned) continue
    const isAsRead = isDeepStrictEqual(entryFor(now, live, base), own)
    const from = isAsRead ? live : previous && isOwn(previous) && isPinnedTo(now, previous, base) ? previous : undefined
    if (from === undefined) return { changed: otherEntry(live) }
    const edited = pinImage(now, from, image, base)
    if (edited === undefined) return { changed: `its \`images\` are written in a way that cannot be edited` }
    pinned = edited
  }
  return { text: pinned }
}

/** By its digest: an older kustomize leaves the tag out of what is live. */
function isPinnedTo(kustomization: ManifestFile, image: string, base: string | undefined): boolean {
  const { digest } = splitImage(image)
  return digest !== '' && entryFor(kustomization, image, base)?.digest === digest
}

/** The same container of the same object; or a clause that says why there is none. */
function placeAgain({ manifest, container, path }: PinPlace, file: ManifestFile): PinPlace | string {
  const problems: Problem[] = []
  const identity = identityOf(manifest.object)
  const again = parseManifests(file, problems).find(({ object }) => identityOf(object) === identity)
  if (again === undefined) return problems[0]?.message ?? `there is no ${describe(manifest.object)} in it`
  const list = path.at(-3)
  const image = imagesIn(again).find((each) => each.container === container && each.path.at(-3) === list)
  if (image === undefined) return `${describe(manifest.object)} has no container ${container}`
  const place = pinPlaceOf(image)
  return 'code' in place ? place.message : place
}

function hasNow({ manifest, container, image }: PinPlace): string {
  return `container ${container} of ${describe(manifest.object)} has the image ${image}`
}

function otherEntry(live: string): string {
  return `its \`images\` say something else about ${nameOf(live)}`
}
