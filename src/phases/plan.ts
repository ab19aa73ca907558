// Phase "Plan": the image pinned in memory, every object through a dry run, and what would change.

import { describe, identityOf, type KubeObject } from '../kube/object.ts'
import type { Deployment } from '../kube/workloads.ts'
import type { Pin } from '../manifests/pin.ts'
import type { Planned } from '../rollout/plan.ts'
import type { Image, Run } from '../run.ts'
import type { Target } from './cluster.ts'
import { looker } from './look.ts'

export interface Plan {
  readonly pinned: Pin
  /** All but the gateway's Deployment, in the order of the manifests. */
  readonly others: readonly Planned[]
  readonly gateway: Planned
  /** Marks a Deployment with what its pods will read, once that is applied. */
  readonly mark: (deployment: Deployment, applied: readonly KubeObject[]) => Promise<Deployment>
  /** The ConfigMaps and Secrets that the gateway's pods read, as this run will leave them, as far as they are known. */
  readonly configs: readonly KubeObject[]
  /** Tells this rollout from others: rollout/fingerprint.ts. */
  readonly fingerprint: string
  /** Changes with the pull secrets. */
  readonly pullSecrets: string
}

export async function planRollout(run: Run, target: Target, image: Image): Promise<Plan> {
  const { timeline, outcome } = run
  const [{ pin }, { plan }, config, { configReferences, pullSecretReferences }, { deploymentFingerprint }] =
    await Promise.all([
      import('../manifests/pin.ts'),
      import('../rollout/plan.ts'),
      import('../rollout/config.ts'),
      import('../rollout/references.ts'),
      import('../rollout/fingerprint.ts'),
    ])
  const { client } = target.cluster
  const pinned = pin(target.workload, image.reference)
  // Its metadata is from the preflight, which filled in the namespace.
  const deployment = { ...pinned.object, metadata: target.gateway.object.metadata }

  const look = looker(target)
  const read = (unmarked: Deployment, applied: readonly KubeObject[]) => look(configReferences(unmarked), applied)
  const mark = async (unmarked: Deployment, applied: readonly KubeObject[]) =>
    config.withConfigMark(unmarked, config.configMark(await read(unmarked, applied)))

  const namespaces = newNamespaces(target)
  const withoutGateway = target.objects.filter((item) => item !== target.gateway)
  const others = await plan(client, withoutGateway, namespaces)
  const expectedOthers = others.map(expected)
  const marked = await mark(deployment, expectedOthers)
  const [gateway] = await plan(client, [{ ...target.gateway, object: marked }], namespaces)
  const configs = (await read(deployment, expectedOthers)).filter((each) => each !== undefined)
  const wanted = [...others.map(({ object }) => object), deployment]
  const isOurs = new Set(wanted.map(identityOf))
  const pullSecrets = await look(pullSecretReferences(deployment))
  const all = [...others, gateway as Planned]
  outcome.plan = all.map(({ object, change, diff }) => ({ name: describe(object), change, diff }))
  for (const { object, change, diff, unproven } of all) {
    timeline.progress(`${describe(object)} ${change === 'unchanged' ? 'stays as it is' : `would be ${change}`}`)
    if (diff) timeline.text(diff)
    if (unproven) run.warn(`Not proven before the apply: ${unproven}`)
  }
  return {
    pinned,
    others,
    gateway: gateway as Planned,
    mark,
    configs,
    fingerprint: deploymentFingerprint(
      wanted,
      configs.filter((each) => !isOurs.has(identityOf(each))),
    ),
    pullSecrets: config.configMark(pullSecrets),
  }
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
