// Whether there is a node for the image: asked when the cluster is reached, and settled once it is known what the run will do.

import { DeployError, type Problem } from '../errors.ts'
import type { Cluster } from '../kube/connect.ts'
import type { Deployment } from '../kube/workloads.ts'
import { sentence } from '../report/problems.ts'
import type { Run } from '../run.ts'
import type { Plan } from './plan.ts'
import type { Gateway } from './read.ts'
import type { Target } from './target.ts'

/**
 * An image that is given is taken as it is: its architectures are not known here.
 * @returns why there is no node for it now, if there will be one again
 * @throws DeployError when it can run nowhere
 */
export async function checkArchitecture(
  { inputs, warn }: Run,
  { client }: Cluster,
  { workload, architecture }: Gateway,
): Promise<Problem | undefined> {
  if (inputs.source.kind !== 'build') return undefined
  const [{ listNodes }, { judgeArchitecture }] = await Promise.all([
    import('../kube/nodes.ts'),
    import('../rollout/architecture.ts'),
  ])
  const nodes = await listNodes(client)
  if (nodes === undefined) return undefined
  const { object, file, line } = workload.manifest
  const where = { file: file.path, line }
  const misfit = judgeArchitecture(nodes, (object as Deployment).spec.template.spec, architecture, where)
  if (misfit?.severity === 'error') throw new DeployError(misfit.problem)
  // A dry run is over before anything is decided.
  if (misfit?.severity === 'passing' && !inputs.dryRun) return misfit.problem
  if (misfit) warn(sentence(misfit.problem), where)
  return undefined
}

/**
 * After the decision. A gateway that serves on from a cordoned node is well, as long as nobody replaces its pod.
 * @param goesOn not where drift is only to be reported
 * @throws DeployError when neither the new gateway nor the old one, put back, would have a node
 */
export function demandNode({ warn }: Run, { noNode }: Target, { gateway }: Plan, goesOn: boolean): void {
  if (noNode === undefined) return
  if (goesOn && gateway.mustApply) throw new DeployError(noNode)
  warn(sentence(noNode), noNode.where)
}
