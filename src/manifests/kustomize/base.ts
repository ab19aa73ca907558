// The image that stands in what a kustomization renders: its `images` are by that name, which the rendered text has lost.

import type { ManifestFile } from '../documents.ts'
import { type ImagePlace, imagesIn } from '../images.ts'
import { parseManifests } from '../objects.ts'
import type { Made } from './edit.ts'

/** Undefined where it is not known, as of a base on another server or an object that is given another name. */
export function baseImage(place: ImagePlace): string | undefined {
  return writtenImage(place.manifest.file, place)
}

export function madeOf(place: ImagePlace & { readonly image: string }): Made {
  return { live: place.image, base: baseImage(place) }
}

/** By kind and name only: the kustomization may set the namespace. */
export function writtenImage(
  file: ManifestFile,
  { manifest: { object }, container, path }: ImagePlace,
): string | undefined {
  const written = parseManifests(file, []).find(
    (each) => each.object.kind === object.kind && each.object.metadata.name === object.metadata.name,
  )
  const list = path.at(-3)
  return written && imagesIn(written).find((each) => each.container === container && each.path.at(-3) === list)?.image
}
