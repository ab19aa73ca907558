// Phase "Read manifests": what is to be applied, and which container in it is the gateway.

import type { Manifest, Manifests } from '../manifests/read.ts'
import type { Workload } from '../manifests/workload.ts'
import { splitReference } from '../reference.ts'
import type { Run } from '../run.ts'
import { lintManifests } from './lint.ts'

export interface Gateway {
  readonly manifests: readonly Manifest[]
  readonly workload: Workload
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
  const { manifests, kept } = await readManifests(inputs.manifests, surroundings.workspace, secrets)
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
  return { manifests, workload, architecture: workload.architecture ?? 'amd64', kept }
}
