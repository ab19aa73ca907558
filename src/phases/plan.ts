// Phase "Plan": the image pinned in memory, every object through a dry run, and what would change.

import { problemsOf } from '../errors.ts'
import { describe, type KubeObject } from '../kube/object.ts'
import type { Deployment } from '../kube/workloads.ts'
import type { Pin } from '../manifests/pin.ts'
import type { ConfigReference } from '../rollout/config.ts'
import type { Planned } from '../rollout/plan.ts'
import type { Image, Run } from '../run.ts'
import type { Target } from './cluster.ts'

export interface Plan {
  readonly pinned: Pin
  /** All but the gateway's Deployment, in the order of the manifests. */
  readonly others: readonly Planned[]
  readonly gateway: Planned
  /** Marks a Deployment with what its pods will read, once that is applied. */
  readonly mark: (deployment: Deployment, applied: readonly KubeObject[]) => Promise<Deployment>
}

export async function planRollout(run: Run, target: Target, image: Image): Promise<Plan> {
  const { timeline, outcome } = run
  const [{ pin }, { plan }, config] = await Promise.all([
    import('../manifests/pin.ts'),
    import('../rollout/plan.ts'),
    import('../rollout/config.ts'),
  ])
  const { client } = target.cluster
  const pinned = pin(target.workload, image.reference)
  // Its metadata is from the preflight, which filled in the namespace.
  const deployment = { ...pinned.object, metadata: target.gateway.object.metadata }

  const references = config.configReferences(deployment)
  const mark = async (unmarked: Deployment, applied: readonly KubeObject[]) => {
    const objects = await Promise.all(references.map((reference) => lookUp(target, reference, applied)))
    return config.withConfigMark(unmarked, config.configMark(objects))
  }

  const namespaces = newNamespaces(target)
  const withoutGateway = target.objects.filter((item) => item !== target.gateway)
  const others = await plan(client, withoutGateway, namespaces)
  const marked = await mark(deployment, others.map(expected))
  const [gateway] = await plan(client, [{ ...target.gateway, object: marked }], namespaces)
  const all = [...others, gateway as Planned]
  outcome.plan = all.map(({ object, change, diff }) => ({ name: describe(object), change, diff }))
  for (const { object, change, diff, unproven } of all) {
    timeline.progress(`${describe(object)} ${change === 'unchanged' ? 'stays as it is' : `would be ${change}`}`)
    if (diff) timeline.text(diff)
    if (unproven) run.warn(`Not proven before the apply: ${unproven}`)
  }
  return { pinned, others, gateway: gateway as Planned, mark }
}

/** An object as the apply will leave it, as far as that can be known: what is written gets a version that is not. */
function expected({ live, result, mustApply }: Planned): KubeObject {
  if (live && !mustApply) return live
  const { resourceVersion: _, ...metadata } = result.metadata
  return { ...result, metadata }
}

/** Names of the namespaces that are not there yet. */
function newNamespaces({ objects }: Target): Set<string> {
  const fresh = objects.filter(({ object, live }) => object.kind === 'Namespace' && !live)
  return new Set(fresh.map(({ object }) => object.metadata.name))
}

/** A ConfigMap or Secret as this run leaves it, or as it is; undefined when it is not there or may not be read. */
async function lookUp(
  { cluster, namespace }: Target,
  { kind, name }: ConfigReference,
  applied: readonly KubeObject[],
): Promise<KubeObject | undefined> {
  const ours = applied.find(
    (each) => each.kind === kind && each.metadata.name === name && each.metadata.namespace === namespace,
  )
  if (ours) return ours
  const object = { apiVersion: 'v1', kind, metadata: { name, namespace } }
  return cluster.client.find(object).catch((error: unknown) => {
    if (problemsOf(error)[0].code === 'cluster-forbidden') return undefined
    throw error
  })
}
