// Phase "Read manifests": what is to be applied, and which container in it is the gateway.

import type { Manifest } from '../manifests/objects.ts'
import type { Manifests } from '../manifests/read.ts'
import type { Workload } from '../manifests/workload.ts'
import { splitReference } from '../reference.ts'
import type { Run } from '../run.ts'
import { lintManifests } from './lint.ts'

export interface Gateway {
  readonly manifests: readonly Manifest[]
  readonly workload: Workload
  /** Of the image that will be deployed, host left out. */
  readonly repository: string
  /** `amd64`: what an image for it is built for. */
  readonly architecture: string
  /** What is encrypted and must be in the cluster already. */
  readonly kept: Manifests['kept']
}

export async function readGateway(run: Run): Promise<Gateway> {
  const { inputs, surroundings, timeline } = run
  const [{ readManifests }, { findWorkload }] = await Promise.all([
    import('../manifests/read.ts'),
    import('../manifests/workload.ts'),
  ])
  const { source } = inputs
  const { secrets } = inputs
  const { manifests, kept, rendered } = await readManifests(
    inputs.manifests,
    surroundings.workspace,
    secrets,
    surroundings.env,
  )
  for (const { file, renderer } of rendered) timeline.progress(`${file.path} rendered by \`${renderer.command}\``)
  const repository = source.kind === 'image' ? splitReference(source.image).repository : source.ecrRepository
  const workload = findWorkload(manifests, { ...inputs.workload, repository })
  const { file, line } = workload.manifest
  timeline.progress(
    `${manifests.length} objects; the gateway is container ${workload.container} of Deployment ${workload.deployment}, at ${file.path}:${line}`,
  )
  const opened = manifests.filter(({ encrypted }) => encrypted).length
  if (opened > 0) timeline.progress(`${opened} of them decrypted from SOPS, in memory`)
  await lintManifests(run, manifests, workload)
  // What the manifest asks for; almost every cluster at home is amd64.
  return { manifests, workload, repository, architecture: workload.architecture ?? 'amd64', kept }
}
