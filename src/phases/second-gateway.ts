// Before anything is built: whether the gateway, new to the cluster, would come to run beside another one on the same volume.

import { DeployError } from '../errors.ts'
import type { Cluster } from '../kube/connect.ts'
import type { Deployment, Pod } from '../kube/workloads.ts'
import type { Manifest } from '../manifests/objects.ts'
import { sentence } from '../report/problems.ts'
import type { Checked } from '../rollout/preflight.ts'
import type { Run } from '../run.ts'
import type { Gateway } from './read.ts'

/** @throws DeployError when it would; a dry run is only told so, as far as it may list pods */
export async function refuseSecondGateway(
  { inputs, warn }: Run,
  { client }: Cluster,
  { workload, repository }: Gateway,
  { live, object, manifest }: Checked<Manifest>,
  namespace: string,
): Promise<void> {
  if (live) return
  const [{ hasClaims, secondGatewayProblem }, { isGatewayImage }] = await Promise.all([
    import('../rollout/second-gateway.ts'),
    import('../manifests/images.ts'),
  ])
  const where = { file: manifest.file.path, line: manifest.line }
  const gateway = { deployment: object as Deployment, container: workload.container, where }
  if (!hasClaims(gateway)) return
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`
  const pods = await client.get<{ items: Pod[] }>(path).catch((error: unknown) => {
    // Only what applies has to have the right.
    if (inputs.dryRun) return { items: [] }
    throw error
  })
  const problem = secondGatewayProblem(gateway, pods.items, (image) =>
    isGatewayImage(image, workload.image, repository),
  )
  if (problem === undefined) return
  if (!inputs.dryRun) throw new DeployError(problem)
  warn(sentence(problem), where)
}
