import { createHash, randomUUID } from 'node:crypto'

export interface Manifest {
  readonly digest: string
  readonly mediaType: string
  readonly body: string
}

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'

// All of them always: the registry hides a manifest of a type that is not accepted, or converts it into another
// manifest with another digest.
const ACCEPT = [
  OCI_MANIFEST,
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ')

/** The plain registry behind: what it holds is the truth, and all images are read from it. */
export class Backend {
  readonly origin: string

  constructor(origin: string) {
    this.origin = origin.replace(/\/$/, '')
  }

  async alive(): Promise<boolean> {
    try {
      const response = await this.#request('GET', '/v2/')
      await discard(response)
      return response.ok
    } catch {
      return false
    }
  }

  async tags(name: string): Promise<string[]> {
    const response = await this.#request('GET', `/v2/${name}/tags/list`)
    if (response.status === 404) return discard(response, []) // nothing was ever pushed
    const { tags } = (await expectOk(response).json()) as { tags: string[] | null }
    return tags ?? []
  }

  /** The digest a tag (or digest) has now. */
  async digest(name: string, reference: string): Promise<string | undefined> {
    const response = await this.#request('HEAD', `/v2/${name}/manifests/${reference}`, { accept: ACCEPT })
    if (response.status === 404) return discard(response, undefined)
    return expectOk(response).headers.get('docker-content-digest') ?? undefined
  }

  async manifest(name: string, reference: string): Promise<Manifest | undefined> {
    const response = await this.#request('GET', `/v2/${name}/manifests/${reference}`, { accept: ACCEPT })
    if (response.status === 404) return discard(response, undefined)
    const body = await expectOk(response).text()
    return { digest: digestOf(body), mediaType: response.headers.get('content-type') ?? OCI_MANIFEST, body }
  }

  /** The registry's answer as it is: the caller knows which refusals are its own caller's fault. */
  putManifest(
    name: string,
    reference: string,
    mediaType: string,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    return this.#request('PUT', `/v2/${name}/manifests/${reference}`, { 'content-type': mediaType }, body)
  }

  /** Deletes an image and with it all of its tags. */
  async deleteManifest(name: string, digest: string): Promise<void> {
    const response = await this.#request('DELETE', `/v2/${name}/manifests/${digest}`)
    await discard(response.status === 404 ? response : expectOk(response))
  }

  /**
   * Takes a tag off its image. Registry 2.8 can only delete whole images, so the tag is moved to an empty image of
   * its own, which is then deleted.
   */
  async untag(name: string, tag: string): Promise<void> {
    const config = '{}'
    const upload = expectOk(await this.#request('POST', `/v2/${name}/blobs/uploads/`))
    const location = new URL(upload.headers.get('location') ?? '', this.origin)
    location.searchParams.set('digest', digestOf(config))
    expectOk(
      await this.#request(
        'PUT',
        `${location.pathname}${location.search}`,
        { 'content-type': 'application/octet-stream' },
        config,
      ),
    )
    const body = JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf(config), size: config.length },
      layers: [],
      annotations: { untagged: randomUUID() }, // a digest no other image has
    })
    expectOk(await this.putManifest(name, tag, OCI_MANIFEST, body))
    await this.deleteManifest(name, digestOf(body))
  }

  #request(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body: string | Uint8Array<ArrayBuffer> | null = null,
  ): Promise<Response> {
    return fetch(`${this.origin}${path}`, { method, headers, body })
  }
}

export function digestOf(body: string | Uint8Array<ArrayBuffer>): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`
}

/** Gives the connection back: a body that nobody reads would keep it. */
async function discard<T = void>(response: Response, result?: T): Promise<T> {
  await response.body?.cancel()
  return result as T
}

function expectOk(response: Response): Response {
  if (!response.ok) throw new Error(`the registry behind answered ${response.status} to ${response.url}`)
  return response
}
