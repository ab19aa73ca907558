// What somebody has stopped in the cluster is in no manifest: an apply would change it, and nothing would start. Pure.

import type { Problem } from '../errors.ts'
import { describe } from '../kube/object.ts'
import type { Deployment } from '../kube/workloads.ts'

/**
 * @param planned as the server would leave it
 * @param isChanged whether something is applied: a gateway that is paused serves on, which is all that is asked where nothing is
 * @returns undefined when its pods would be replaced
 */
export function stoppedProblem(planned: Deployment, isChanged: boolean): Problem | undefined {
  const { metadata, spec } = planned
  const inNamespace = metadata.namespace === undefined ? '' : ` -n ${metadata.namespace}`
  const tell = (how: string, command: string): Problem => ({
    code: 'deployment-changed',
    message: `${describe(planned)} is ${how} in the cluster, so nothing that is applied to it would start, and nothing was touched`,
    fix: `Run ${command}${inNamespace}, then run again`,
  })
  if (spec.paused && isChanged) return tell('paused', `kubectl rollout resume deployment/${metadata.name}`)
  if (spec.replicas === 0) return tell('scaled to 0', `kubectl scale deployment/${metadata.name} --replicas=1`)
  return undefined
}
