// A gateway that somebody has stopped in the cluster ends a run before it touches anything.

import { DeployError } from '../errors.ts'
import type { Deployment } from '../kube/workloads.ts'
import { isChanging, type Plan } from './plan.ts'

/** After the decision. @throws DeployError when nothing of what this run would apply, or wait for, can start */
export function refuseStopped(plan: Plan): Promise<void> {
  return demandStartable(plan, isChanging(plan))
}

/** @throws DeployError when the gateway's pods would not be replaced */
export async function demandStartable({ gateway }: Pick<Plan, 'gateway'>, isChanged: boolean): Promise<void> {
  const { stoppedProblem } = await import('../rollout/stopped.ts')
  const problem = stoppedProblem(gateway.result as Deployment, isChanged)
  if (problem) throw new DeployError(problem)
}
