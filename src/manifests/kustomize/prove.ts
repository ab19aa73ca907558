// Whether a pinned kustomization will render what this run applies. Only the tool itself can tell: what sets an image after
// `images` did so before the pin too, but then nobody could see it, and one entry may be for more than it seems.

import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DeployError, messageOf, type Problem } from '../../errors.ts'
import { describe, identityOf } from '../../kube/object.ts'
import type { Kustomization } from '../documents.ts'
import { imagesIn } from '../images.ts'
import { type Manifest, parseManifests } from '../objects.ts'
import { copyOf, writeCopy } from './copy.ts'
import { lineOfImages } from './edit.ts'
import { render } from './tool.ts'

/** A kustomization that the pin changes. */
export interface PinnedKustomization {
  readonly kustomization: Kustomization
  /** Its file with the pin. */
  readonly text: string
  /** All that it renders, as it was read. */
  readonly read: readonly Manifest[]
  /** The same, as it will be applied. */
  readonly wanted: readonly Manifest[]
}

/** Absolute paths of the checkout, and of the folder for files that must not outlive the job. */
export interface Folders {
  readonly workspace: string
  readonly temp: string
}

export interface Listener {
  /**
   * Called with the path of a copy before there is anything in it, since a checkout may hold what an earlier step decrypted, and
   * with nothing once it is gone.
   */
  readonly onCopy: (path: string | undefined) => void
  readonly warn: (line: string) => void
}

/**
 * Renders each with its pin, in a copy. One that does not render there what it rendered in its place is only warned of: nothing
 * is proven of it then.
 * @throws DeployError with every kustomization whose pin makes another image than this run applies
 */
export async function provePin(
  pinned: readonly PinnedKustomization[],
  folders: Folders,
  listener: Listener,
): Promise<void> {
  const problems: Problem[] = []
  for (const each of pinned) {
    const { file } = each.kustomization
    const found = await tryPin(each, folders, listener).catch((error: unknown) => ({ obstacle: messageOf(error) }))
    if (found === undefined) continue
    if ('obstacle' in found)
      listener.warn(`Whether the pin in ${file.path} holds is not proven before the apply: ${found.obstacle}`)
    else problems.push(found)
  }
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
}

/** @returns what is wrong with the pin, or why that cannot be said; undefined when it holds */
async function tryPin(
  { kustomization: { file, renderer }, text, read, wanted }: PinnedKustomization,
  { workspace, temp }: Folders,
  { onCopy }: Listener,
): Promise<Problem | { readonly obstacle: string } | undefined> {
  const into = await mkdtemp(join(temp, 'openclaw-deploy-kustomize-'))
  onCopy(into)
  try {
    const copy = await copyOf(file, workspace, into)
    /** What it renders otherwise with such a text. */
    const differenceWith = async (tried: string, expected: readonly Manifest[]): Promise<string | undefined> => {
      await writeCopy(copy, tried, into)
      const rendered = await render(renderer, dirname(copy))
      if ('failure' in rendered) return `\`${renderer.command}\` says ${rendered.failure.replaceAll(`${into}/`, '')}`
      return difference(expected, parseManifests({ ...file, text: rendered.text }, []))
    }
    const wrong = await differenceWith(text, wanted)
    if (wrong === undefined) return undefined
    // A base of another server may have changed, and a copy lacks what lies outside of the checkout.
    const before = await differenceWith(file.text, read)
    if (before !== undefined) return { obstacle: `in a copy, and without the pin, ${before}` }
    return {
      code: 'manifest-invalid',
      message: `With this run's pin in the \`images\` of this kustomization, ${wrong}`,
      fix: 'Look for what sets the image after `images`, such as `replacements` or `transformers`, and take it out of there, or give the gateway’s image an entry of its own',
      where: { file: file.path, line: lineOfImages(file) },
    }
  } finally {
    await rm(into, { recursive: true, force: true })
    onCopy(undefined)
  }
}

/** A clause about the first object whose images are others; undefined when there is none. Pure. */
function difference(expected: readonly Manifest[], rendered: readonly Manifest[]): string | undefined {
  const now = new Map(rendered.map((each) => [identityOf(each.object), each]))
  for (const manifest of expected) {
    // It is not decrypted again here.
    if (manifest.encrypted) continue
    const name = describe(manifest.object)
    const again = now.get(identityOf(manifest.object))
    if (again === undefined) return `there is no ${name}`
    const images = imagesIn(again)
    const other = imagesIn(manifest).findIndex(({ image }, index) => images[index]?.image !== image)
    if (other !== -1)
      return `${name} has the image ${images[other]?.image ?? 'of nobody'}, not ${imagesIn(manifest)[other]?.image}`
  }
  return undefined
}
