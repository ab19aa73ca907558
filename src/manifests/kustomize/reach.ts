// How far a pin in a kustomization goes: its `images` are for every object of a name that it renders, not for the gateway alone.

import type { Problem } from '../../errors.ts'
import { describe } from '../../kube/object.ts'
import { imagesIn, type PinPlace } from '../images.ts'
import type { Manifest } from '../objects.ts'
import { madeOf } from './base.ts'
import { isPinnedAlike, lineOfImages } from './edit.ts'
import { nameOf } from './images.ts'

/** Images of other objects that the pin of these places surely changes too. Pure. */
export function reachOf(places: readonly PinPlace[], manifests: readonly Manifest[]): PinPlace[] {
  const others = manifests.filter((each) => each.rendered && !places.some(({ manifest }) => manifest === each))
  return others.flatMap(imagesIn).flatMap(({ image, ...place }) => {
    const { rendered } = place.manifest
    const isReached =
      image !== undefined &&
      rendered !== undefined &&
      places.some(
        (each) =>
          each.manifest.rendered === rendered &&
          nameOf(each.image) === nameOf(image) &&
          isPinnedAlike(rendered.file, madeOf(each), madeOf({ ...place, image })),
      )
    return isReached ? [{ ...place, image, node: undefined }] : []
  })
}

/** One for each kustomization. @param reached what nobody would prove */
export function reachProblems(gateway: Manifest, reached: readonly PinPlace[]): Problem[] {
  return [...Map.groupBy(reached, ({ manifest }) => manifest.rendered)].flatMap(
    ([kustomization, theirs]): Problem[] => {
      if (kustomization === undefined) return []
      const names = new Set(theirs.map(({ manifest }) => describe(manifest.object)))
      return [
        {
          code: 'manifest-invalid',
          message: `The pin of ${describe(gateway.object)} goes into the \`images\` of this kustomization, and would change ${[...names].join(', ')} too, which this run does not prove`,
          fix: 'Give each gateway a kustomization of its own, and name that in `manifests`',
          where: { file: kustomization.file.path, line: lineOfImages(kustomization.file) },
        },
      ]
    },
  )
}
