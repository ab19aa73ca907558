// Makes an image out of tar files and pushes it to a registry that asks for no login.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export interface Image {
  repository: string
  tags: string[]
  /** Gzipped tar files, lowest layer first. */
  layers: string[]
  config: { Env: string[]; Cmd: string[]; Entrypoint?: string[]; WorkingDir?: string; User?: string }
}

const digest = (data: Uint8Array): string => `sha256:${createHash('sha256').update(data).digest('hex')}`
const architecture = process.arch === 'x64' ? 'amd64' : process.arch

export async function hasImage(registry: string, repository: string, tag: string): Promise<boolean> {
  const accept = 'application/vnd.oci.image.manifest.v1+json'
  const url = `http://${registry}/v2/${repository}/manifests/${tag}`
  return (await fetch(url, { method: 'HEAD', headers: { accept } })).ok
}

export async function pushImage(registry: string, image: Image): Promise<void> {
  const base = `http://${registry}/v2/${image.repository}`
  const blobs = image.layers.map((file) => readFileSync(file))
  const config = Buffer.from(
    JSON.stringify({
      architecture,
      os: 'linux',
      created: new Date().toISOString(),
      config: image.config,
      rootfs: { type: 'layers', diff_ids: blobs.map((blob) => digest(gunzipSync(blob))) },
    }),
  )
  for (const blob of [...blobs, config]) await pushBlob(base, blob)
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: describe('application/vnd.oci.image.config.v1+json', config),
    layers: blobs.map((blob) => describe('application/vnd.oci.image.layer.v1.tar+gzip', blob)),
  })
  for (const tag of image.tags) {
    const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }
    await expectOk(await fetch(`${base}/manifests/${tag}`, { method: 'PUT', body: manifest, headers }))
  }
}

const describe = (mediaType: string, data: Uint8Array) => ({ mediaType, digest: digest(data), size: data.length })

async function pushBlob(base: string, data: Uint8Array<ArrayBuffer>): Promise<void> {
  const upload = await expectOk(await fetch(`${base}/blobs/uploads/`, { method: 'POST' }))
  const location = new URL(upload.headers.get('location') ?? '', base)
  location.searchParams.set('digest', digest(data))
  const headers = { 'content-type': 'application/octet-stream' }
  await expectOk(await fetch(location, { method: 'PUT', body: data, headers }))
}

async function expectOk(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new Error(`${response.url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
}
