// Images of the tests' own, built by the lab's Docker and pushed to its ECR.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Site } from '../../lab/site.ts'
import { runDocker } from './docker.ts'

export interface Pushed {
  /** `registry/repository:tag@sha256:...` */
  readonly image: string
  readonly digest: string
}

export interface Recipe {
  readonly tag: string
  readonly platform: string
  readonly dockerfile: readonly string[]
  /** What it copies, by name. */
  readonly files: Readonly<Record<string, string | Buffer>>
}

/** Builds an image and pushes it to the site's repository. */
export async function buildAndPush(site: Site, { tag, platform, dockerfile, files }: Recipe): Promise<Pushed> {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-image-'))
  const image = `${site.env.LAB_ECR_REGISTRY}/${site.repository}:${tag}`
  const docker = (...args: string[]) => runDocker(site, folder, args)
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o755 })
    writeFileSync(join(folder, 'Dockerfile'), `${dockerfile.join('\n')}\n`)
    docker('buildx', 'build', `--platform=${platform}`, '--provenance=false', '--load', `--tag=${image}`, folder)
    const auths = { [site.env.LAB_ECR_REGISTRY ?? '']: { auth: await site.registryAuth() } }
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths }))
    const digest = /digest: (sha256:[0-9a-f]{64})/.exec(docker('push', image))?.[1]
    if (!digest) throw new Error('docker push told no digest')
    return { image: `${image}@${digest}`, digest }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
