// Manifests from disk: which files, their objects, and where in the text each object stands, so that an error can
// point at a line and the pin can change one value and keep every other byte.

import { DeployError, type Place, type Problem } from '../errors.ts'
import { identityOf, type ObjectName } from '../kube/object.ts'
import { type Kustomization, parseDocuments, type Source } from './documents.ts'
import { type Found, findFiles } from './files.ts'
import { type Manifest, manifestsOf } from './objects.ts'
import type { Kept } from './secrets/keep.ts'
import { holdsNothing, isSealed } from './secrets/sealed.ts'
import { readText, unreadable } from './text.ts'

/** What becomes of objects that SOPS encrypted: decrypted and applied, or left as the cluster has them. */
export type SecretsPolicy =
  | {
      readonly kind: 'apply'
      /** One or more keys, as `age-keygen` writes them; '' when none is given. */
      readonly ageKeys: string
    }
  | { readonly kind: 'keep' }

export interface Manifests {
  readonly manifests: readonly Manifest[]
  /** Objects that are not applied and must be in the cluster already. */
  readonly kept: readonly Kept[]
  /** The kustomizations that were rendered. */
  readonly rendered: readonly Kustomization[]
}

/**
 * Reads every object of the given files, globs and folders. A folder means its YAML files, not its subfolders, as
 * `kubectl apply -f` takes it; one with a kustomization means what that renders.
 * @param env of the job: where kustomize or kubectl is looked for
 * @throws DeployError with every file that is missing, outside the workspace, or not a Kubernetes manifest, every
 * kustomization that cannot be rendered, and every object that is encrypted and cannot be opened
 */
export async function readManifests(
  patterns: readonly string[],
  workspace: string,
  secrets: SecretsPolicy,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Manifests> {
  const problems: Problem[] = []
  const files = new Map<string, Found>()
  for (const pattern of patterns) {
    const found = await findFiles(pattern, workspace, problems)
    for (const file of found) files.set(file.path, file)
  }
  const sources: Source[] = []
  const rendered: Kustomization[] = []
  const kustomize = [...files.values()].some(({ render }) => render) && (await import('./kustomize/index.ts'))
  const renderer = kustomize && (await kustomize.findRenderer(env))
  for (const { path, render } of files.values()) {
    const file = await readText(path, workspace).catch((error: unknown) => {
      problems.push(unreadable(path, error))
    })
    if (!file) continue
    if (!render || !kustomize) sources.push(...parseDocuments(file, problems))
    else if (typeof renderer === 'object') {
      const kustomization = { file, renderer }
      rendered.push(kustomization)
      sources.push(...(await kustomize.renderedSources(kustomization, workspace, problems)))
    } else {
      problems.push({
        code: 'kustomize-missing',
        message: `This kustomization has to be rendered, and ${renderer}`,
        fix: 'Install kustomize, or kubectl 1.21 or newer, in a step before, or list plain manifests in `manifests`',
        where: { file: path },
      })
    }
  }
  const sealed = sources.filter(({ document }) => isSealed(document))
  const kept = await settleSealed(sealed, secrets, problems)
  const manifests = sources.flatMap((source): Manifest[] => {
    if (!sealed.includes(source)) return manifestsOf(source, problems)
    if (holdsNothing(source.document)) return []
    return manifestsOf(source, problems).map((manifest) => ({ ...manifest, encrypted: true }))
  })
  const named = manifests.map(({ object, file, line, rendered: by }) => ({
    object,
    // Two overlays may render the same file, so the file would not tell them apart.
    where: by ? { file: by.file.path, line: 1 } : { file: file.path, line },
  }))
  problems.push(...duplicates([...named, ...kept]))
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
  return { manifests, kept, rendered }
}

/** Opens the encrypted documents, or names those that the cluster must have. */
async function settleSealed(sealed: readonly Source[], secrets: SecretsPolicy, problems: Problem[]): Promise<Kept[]> {
  if (sealed.length === 0) return []
  if (secrets.kind === 'keep') {
    const { keepSealed } = await import('./secrets/keep.ts')
    return keepSealed(sealed, problems)
  }
  // Brings the library for age along, so it is loaded only here.
  const { openSealed } = await import('./secrets/open.ts')
  problems.push(...(await openSealed(sealed, secrets.ageKeys)))
  return []
}

function duplicates(objects: readonly { object: ObjectName; where: Place }[]): Problem[] {
  const seen = new Map<string, Place>()
  return objects.flatMap(({ object, where }): Problem[] => {
    const { kind, metadata } = object
    const identity = identityOf(object)
    const earlier = seen.get(identity)
    seen.set(identity, where)
    if (!earlier) return []
    return [
      {
        code: 'manifest-invalid',
        message: `${kind} ${metadata.name} is there twice: also at ${earlier.file}:${earlier.line}`,
        fix: 'Remove one of the two',
        where,
      },
    ]
  })
}
