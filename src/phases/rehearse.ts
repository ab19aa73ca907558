// Phase "Rehearse": what can only be found out by starting the new gateway, found out while the old one still runs.

import { isDeepStrictEqual } from 'node:util'
import { DeployError } from '../errors.ts'
import type { Deployment, Pod } from '../kube/workloads.ts'
import { formatSeconds } from '../report/log.ts'
import type { Level, Part, Rehearsed } from '../rollout/rehearsal/run.ts'
import type { Image, Run } from '../run.ts'
import type { Target } from './cluster.ts'
import type { Plan } from './plan.ts'

/** @throws DeployError when the rehearsal shows that the rollout would fail, or may not be made */
export async function rehearse(run: Run, target: Target, image: Image, plan: Plan): Promise<void> {
  const { rehearse: wanted } = run.inputs
  const { live, result } = plan.gateway
  if (wanted === 'off') return
  const template = (object: unknown) => (object as Deployment | undefined)?.spec.template
  // The gateway would not restart.
  if (live !== undefined && isDeepStrictEqual(template(live), template(result))) return
  await run.timeline.phase('Rehearse', async () => {
    const node = live && (await nodeOfGateway(target, live as Deployment))
    if (node === undefined) {
      run.timeline.progress(
        'Nothing to rehearse for: no gateway is ready now, and each second more would be one without',
      )
      return
    }
    await rehearseOn(run, target, image, plan, wanted, node)
  })
}

async function rehearseOn(
  run: Run,
  target: Target,
  image: Image,
  { others, gateway, configs }: Plan,
  wanted: Level,
  node: string,
): Promise<void> {
  const [{ runRehearsal, startMs }, { configTexts }] = await Promise.all([
    import('../rollout/rehearsal/run.ts'),
    import('../rollout/config.ts'),
  ])
  const { container } = target.workload
  const part: Part = { deployment: gateway.result as Deployment, container, others }
  await demandRights(target, part, wanted)
  const progress = (line: string) => run.timeline.progress(line)
  const stage = {
    client: target.cluster.client,
    namespace: target.namespace,
    part,
    image,
    configs: configTexts(configs),
    timeoutMs: run.inputs.timeoutMs,
    progress,
    warn: run.warn,
  }
  const rehearsed = await runRehearsal(stage, wanted, node)
  if (rehearsed === undefined) return
  const { level, pod, unproven } = rehearsed
  const where = pod.spec.nodeName
  run.outcome.rehearsal = { level, ...(where !== undefined && { node: where }), unproven }
  progress(`Rehearsed on node ${where}: ${proven(rehearsed, startMs(pod, container))}`)
  if (unproven.length > 0) progress(`Not proven by it: ${unproven.join('; ')}`)
}

function proven({ level, version }: Rehearsed, ms: number | undefined): string {
  if (level === 'pull') return 'it can pull the image and run it'
  const name = version === undefined ? 'the gateway' : `OpenClaw ${version}`
  return `${name} starts with the new config${ms === undefined ? '' : ` in ${formatSeconds(ms)}`}`
}

/** The node of the pod that serves now. */
async function nodeOfGateway({ cluster, namespace }: Target, live: Deployment): Promise<string | undefined> {
  const [{ selectorOf }, { isActive, isReady, newestFirst }] = await Promise.all([
    import('../rollout/observe.ts'),
    import('../rollout/pods.ts'),
  ])
  const query = new URLSearchParams({ labelSelector: selectorOf(live) })
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?${query}`
  const { items } = await cluster.client.get<{ items: Pod[] }>(path)
  return newestFirst(items.filter((pod) => isActive(pod) && isReady(pod)))[0]?.spec.nodeName
}

/** Before the first pod is made: found half-way, a missing right would leave one behind. */
async function demandRights({ cluster }: Target, part: Part, level: Level): Promise<void> {
  const [{ missingRights }, { rehearsalRights }] = await Promise.all([
    import('../kube/access.ts'),
    import('../rollout/rehearsal/run.ts'),
  ])
  const missing = await missingRights(cluster.client, rehearsalRights(part, level))
  if (missing.length === 0) return
  const list = missing.map(({ verb, resource }) => `${verb} ${resource}`).join(', ')
  throw new DeployError({
    code: 'cluster-forbidden',
    message: `The cluster forbids this run (403) what its rehearsal needs: ${list} in ${part.deployment.metadata.namespace}`,
    fix: 'Grant these verbs to the deployer in a Role of the namespace (README, section Permissions), or set `rehearse: off` and find such faults in the rollout itself',
  })
}
