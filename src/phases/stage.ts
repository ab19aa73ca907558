// What a throwaway pod of this run is made from, and where it belongs.

import { isDeepStrictEqual } from 'node:util'
import type { KubeClient } from '../kube/request.ts'
import type { Deployment, Pod } from '../kube/workloads.ts'
import type { Stage } from '../rollout/rehearsal/run.ts'
import type { ReplicaSet } from '../rollout/view.ts'
import type { Image, Run } from '../run.ts'
import type { Plan } from './plan.ts'
import type { Target } from './target.ts'

interface Place {
  readonly client: KubeClient
  readonly namespace: string
}

export async function stageOf(
  run: Run,
  target: Target,
  image: Image,
  { others, gateway, configs }: Plan,
): Promise<Stage> {
  const { configTexts } = await import('../rollout/config.ts')
  return {
    client: target.cluster.client,
    namespace: target.namespace,
    part: { deployment: gateway.result as Deployment, container: target.workload.container, others },
    image,
    configs: configTexts(configs),
    timeoutMs: run.inputs.timeoutMs,
    progress: (line: string) => run.timeline.progress(line),
    warn: run.warn,
  }
}

/** The node of the pod that serves now. */
export async function nodeOfGateway(target: Target, live: Deployment): Promise<string | undefined> {
  return (await servingPod(target, live))?.spec.nodeName
}

/** The newest pod that is ready. */
export async function servingPod(target: Target, live: Deployment): Promise<Pod | undefined> {
  const { isActive, isReady, newestFirst } = await import('../rollout/pods.ts')
  const pods = await podsOf({ client: target.cluster.client, namespace: target.namespace }, live)
  return newestFirst(pods.filter((pod) => isActive(pod) && isReady(pod)))[0]
}

/** All pods of a Deployment, those on their way out among them, and none of another whose labels are the same. */
export async function podsOf(place: Place, live: Deployment): Promise<Pod[]> {
  const [{ selectorOf }, { isPodOf }] = await Promise.all([
    import('../rollout/observe.ts'),
    import('../rollout/pods.ts'),
  ])
  const namespace = encodeURIComponent(place.namespace)
  const query = new URLSearchParams({ labelSelector: selectorOf(live) })
  const { items: pods } = await place.client.get<{ items: Pod[] }>(`/api/v1/namespaces/${namespace}/pods?${query}`)
  // Their names tell it, but for a ReplicaSet that another Deployment left behind.
  if (pods.every((pod) => isPodOf(pod, live, []))) return pods
  const replicaSets = await replicaSetsAt(place.client, `/apis/apps/v1/namespaces/${namespace}/replicasets?${query}`)
  return pods.filter((pod) => isPodOf(pod, live, replicaSets))
}

/** Nothing where it cannot be listed: to pair takes no right to it. */
async function replicaSetsAt(client: KubeClient, path: string): Promise<readonly ReplicaSet[]> {
  const response = await client.request<{ items: ReplicaSet[] }>({ method: 'GET', path })
  return response.status === 200 ? (response.body as { items: ReplicaSet[] }).items : []
}

/** Whether the gateway would go on with the pods that it has. */
export function staysAsItIs({ gateway: { live, result } }: Plan): boolean {
  const template = (object: unknown) => (object as Deployment | undefined)?.spec.template
  return live !== undefined && isDeepStrictEqual(template(live), template(result))
}
