// Phase "Read manifests": what is to be applied, and which container in it is the gateway.

import type { Manifest } from '../manifests/read.ts'
import type { Workload } from '../manifests/workload.ts'
import type { Run } from '../run.ts'

export interface Gateway {
  readonly manifests: readonly Manifest[]
  readonly workload: Workload
}

export async function readGateway({ inputs, surroundings, timeline }: Run): Promise<Gateway> {
  const [{ readManifests }, { findWorkload, repositoryOf }] = await Promise.all([
    import('../manifests/read.ts'),
    import('../manifests/workload.ts'),
  ])
  const { source } = inputs
  const manifests = await readManifests(inputs.manifests, surroundings.workspace)
  const repository = source.kind === 'image' ? repositoryOf(source.image) : source.ecrRepository
  const workload = findWorkload(manifests, { ...inputs.workload, repository })
  const { file, line } = workload.manifest
  timeline.progress(
    `${manifests.length} objects; the gateway is container ${workload.container} of Deployment ${workload.deployment}, at ${file.path}:${line}`,
  )
  return { manifests, workload }
}
