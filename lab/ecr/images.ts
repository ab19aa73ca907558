import type { Backend, Manifest } from './backend.ts'
import type { Lab } from './lab.ts'
import type { Repository } from './repositories.ts'

/** An image as ECR knows it: a manifest with every tag it has now. */
export interface Image extends Manifest {
  readonly tags: readonly string[]
  readonly pushedAt: number
  readonly size: number
  readonly artifactMediaType: string | undefined
  /** The digests an image index lists. */
  readonly children: readonly string[]
}

interface Descriptor {
  readonly mediaType?: string
  readonly digest: string
  readonly size: number
}

interface ManifestBody {
  readonly config?: Descriptor
  readonly layers?: readonly Descriptor[]
  readonly manifests?: readonly Descriptor[]
}

/** Every image of a repository, newest first: tagged ones from the tags, untagged ones from the pushes seen. */
export async function imagesOf({ backend, store }: Lab, repository: Repository): Promise<Image[]> {
  const { name } = repository
  const pushes = store.state.pushes[name] ?? {}
  const tagsByDigest = new Map<string, string[]>(Object.keys(pushes).map((digest) => [digest, []]))
  const tags = await backend.tags(name)
  const digests = await Promise.all(tags.map((tag) => backend.digest(name, tag)))
  for (const [i, digest] of digests.entries()) {
    const tag = tags[i]
    if (digest && tag !== undefined) tagsByDigest.set(digest, [...(tagsByDigest.get(digest) ?? []), tag])
  }
  const images = await Promise.all(
    [...tagsByDigest].map(async ([digest, tags]): Promise<Image[]> => {
      const manifest = await backend.manifest(name, digest)
      if (!manifest) return [] // deleted since
      const body = parse(manifest)
      return [
        {
          ...manifest,
          tags,
          pushedAt: pushes[digest] ?? repository.createdAt,
          size: await sizeOf(backend, name, body),
          artifactMediaType: body.config?.mediaType,
          children: (body.manifests ?? []).map((child) => child.digest),
        },
      ]
    }),
  )
  return images.flat().sort((a, b) => b.pushedAt - a.pushedAt || (a.digest < b.digest ? -1 : 1))
}

/** As ECR counts: an image is its config and layers, an index as large as the largest image it lists. */
async function sizeOf(backend: Backend, name: string, body: ManifestBody): Promise<number> {
  if (!body.manifests) return [body.config, ...(body.layers ?? [])].reduce((sum, part) => sum + (part?.size ?? 0), 0)
  const children = await Promise.all(body.manifests.map(({ digest }) => backend.manifest(name, digest)))
  const sizes = await Promise.all(children.map((child) => (child ? sizeOf(backend, name, parse(child)) : 0)))
  return Math.max(0, ...sizes)
}

function parse(manifest: Manifest): ManifestBody {
  return JSON.parse(manifest.body) as ManifestBody
}

/** Remembers a push. Call after the registry has taken the manifest. */
export function recordPush({ store, now }: Lab, name: string, digest: string): void {
  const { pushes } = store.state
  store.update({ pushes: { ...pushes, [name]: { [digest]: now() / 1000, ...pushes[name] } } })
}

export function forgetPushes({ store }: Lab, name: string, digests: readonly string[]): void {
  const { [name]: of = {}, ...others } = store.state.pushes
  const kept = Object.entries(of).filter(([digest]) => !digests.includes(digest))
  store.update({ pushes: kept.length > 0 ? { ...others, [name]: Object.fromEntries(kept) } : others })
}
