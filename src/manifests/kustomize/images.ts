// The `images` of a kustomization: which entry decides about an image, and what it has to say.

import { splitReference } from '../../reference.ts'

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
export interface ImagesEntry {
  readonly name?: string
  readonly newName?: string
  readonly newTag?: string
  readonly digest?: string
}

/** `host/repository`, without tag and digest. */
export function nameOf(image: string): string {
  const { host, repository } = splitReference(image)
  return host === undefined ? repository : `${host}/${repository}`
}

export function splitImage(image: string): { readonly tag: string; readonly digest: string } {
  const { tag = '', digest = '' } = splitReference(image)
  return { tag, digest }
}

/**
 * Index of the entry that makes an image what it is, -1 when none does. The last one counts: kustomize goes through
 * them in their order.
 * @param live the image as it is rendered now
 * @param base the image that it is made from, as far as that is known
 */
export function decidingEntry(entries: readonly ImagesEntry[], live: string, base?: string): number {
  return possibleEntries(entries, live, base).at(-1) ?? -1
}

/** Indexes of the entries that may make an image what it is: more than one where they make the same, and the base tells nothing. */
export function possibleEntries(entries: readonly ImagesEntry[], live: string, base?: string): number[] {
  const fitting = [...entries.keys()].filter((index) => makes(entries[index] as ImagesEntry, live))
  const own = base === undefined ? -1 : entryOnTheWay(entries, base)
  // What a patch or another kustomization sets in between is not known, so the base only tells apart what fits.
  if (fitting.includes(own)) return [own]
  // One for the name that it has now goes over it whatever made it so before.
  const sure = fitting.findLastIndex((index) => nameOf(entries[index]?.name ?? '') === nameOf(live))
  return fitting.slice(Math.max(sure, 0))
}

/** Whether the image can be what an entry made. */
function makes(entry: ImagesEntry, live: string): boolean {
  const { name = '', newName } = entry
  const { tag, digest } = splitImage(live)
  if (nameOf(newName || name) !== nameOf(live)) return false
  // One for another name is this image's only if the rest of it is from there too.
  if (nameOf(name) === nameOf(live)) return true
  if (entry.digest) return entry.digest === digest
  return !entry.newTag || entry.newTag === tag || entry.newTag === `${tag}@${digest}`
}

/** Index of the last entry that an image comes by, each of which may give it the name that the next one is for. */
function entryOnTheWay(entries: readonly ImagesEntry[], base: string): number {
  let [last, current] = [-1, nameOf(base)]
  for (const [index, { name = '', newName }] of entries.entries()) {
    if (nameOf(name) === current) [last, current] = [index, nameOf(newName || name)]
  }
  return last
}

/** What has to be set so that the entry makes the image; '' for what must not be there any more. */
export function pinnedFields(entry: ImagesEntry, image: string): ImagesEntry {
  const { tag, digest } = splitImage(image)
  const name = nameOf(image)
  const isNamed = entry.newName ? entry.newName === name : nameOf(entry.name ?? '') === name
  return {
    ...(!isNamed && { newName: name }),
    ...((tag || entry.newTag) && { newTag: tag }),
    digest,
  }
}
