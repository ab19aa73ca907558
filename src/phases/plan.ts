// Phase "Plan": the image pinned in memory, every object through a dry run, and what would change.

import { DeployError } from '../errors.ts'
import { describe, identityOf, type KubeObject } from '../kube/object.ts'
import type { Deployment } from '../kube/workloads.ts'
import type { Pin } from '../manifests/pin.ts'
import { sentence } from '../report/problems.ts'
import type { Planned } from '../rollout/plan.ts'
import type { Image, Run } from '../run.ts'
import { looker } from './look.ts'
import type { Target } from './target.ts'

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

/**
 * The image by the reference that will stand in the cluster: an older kustomize leaves the tag out.
 * @throws DeployError when the gateway's kustomization does not let its image be pinned
 */
export async function asPinned(run: Run, { workload }: Target, image: Image): Promise<Image> {
  const rendered = workload.places.map(({ manifest }) => manifest.rendered).find((each) => each !== undefined)
  if (rendered === undefined) return image
  const { referenceMadeOf, renderProblem } = await import('../manifests/kustomize/index.ts')
  const made = await referenceMadeOf(rendered.renderer, workload.image, image.reference)
  if ('failure' in made) throw new DeployError(renderProblem(rendered.file.path, rendered.renderer, made.failure))
  run.outcome.image = made.text
  return { ...image, reference: made.text }
}

export async function planRollout(run: Run, target: Target, image: Image): Promise<Plan> {
  const { timeline, outcome } = run
  const [
    { pin },
    { plan },
    config,
    { configReferences, pullSecretReferences },
    { deploymentFingerprint },
    { stoppedProblem },
    { asItRan },
  ] = await Promise.all([
    import('../manifests/pin.ts'),
    import('../rollout/plan.ts'),
    import('../rollout/config.ts'),
    import('../rollout/references.ts'),
    import('../rollout/fingerprint.ts'),
    import('../rollout/stopped.ts'),
    import('../rollout/job.ts'),
  ])
  const { client } = target.cluster
  const pinned = pin(target.workload, image.reference)
  await proveRendered(run, target, pinned)
  const objects = target.objects.map((item) => {
    // Its metadata is from the preflight, which filled in the namespace.
    const { metadata } = item.object
    const wanted = { ...(pinned.manifests.get(item.manifest) ?? item).object, metadata }
    return { ...item, wanted, object: asItRan(wanted, item.live, image.reference) }
  })
  const isGateway = ({ manifest }: { manifest: unknown }) => manifest === target.workload.manifest
  const deployment = objects.find(isGateway)?.object as Deployment

  const look = looker(target)
  const read = (unmarked: Deployment, applied: readonly KubeObject[]) => look(configReferences(unmarked), applied)
  const mark = async (unmarked: Deployment, applied: readonly KubeObject[]) =>
    config.withConfigMark(unmarked, config.configMark(await read(unmarked, applied)))

  const namespaces = newNamespaces(target)
  const verified = new Set((target.record.current.verified?.objects ?? []).map(identityOf))
  const wasOurs = (object: KubeObject) => verified.has(identityOf(object))
  const others = await plan(
    client,
    objects.filter((item) => !isGateway(item)),
    namespaces,
    wasOurs,
  )
  const expectedOthers = others.map(expected)
  const marked = await mark(deployment, expectedOthers)
  const [gateway] = await plan(client, [{ ...target.gateway, object: marked }], namespaces, wasOurs)
  const configs = (await read(deployment, expectedOthers)).filter((each) => each !== undefined)
  // As the manifests have them: which Jobs are still there changes by itself.
  const wanted = [...objects.filter((item) => !isGateway(item)).map((item) => item.wanted), deployment]
  const isOurs = new Set(wanted.map(identityOf))
  // What this run renews has changed whenever it is looked at, which would make a denied pull new each night.
  const renewed = outcome.pullSecret?.isRenewed ? outcome.pullSecret.name : undefined
  const pullSecrets = await look(pullSecretReferences(deployment).filter(({ name }) => name !== renewed))
  const all = [...others, gateway as Planned]
  outcome.plan = all.map(({ object, change, diff }) => ({ name: describe(object), change, diff }))
  for (const { object, change, diff, byHand, unproven } of all) {
    timeline.progress(`${describe(object)} ${change === 'unchanged' ? 'stays as it is' : `would be ${change}`}`)
    if (diff) timeline.text(diff)
    if (run.inputs.dryRun) {
      for (const { field, owner } of byHand)
        run.warn(`${describe(object)}: ${field} was set by hand (${owner}), and an apply sets it back`)
    }
    if (unproven) run.warn(`Not proven before the apply: ${unproven}`)
  }
  const planned = { others, gateway: gateway as Planned }
  const stopped = stoppedProblem(planned.gateway.result as Deployment, isChanging(planned))
  // A run in earnest is refused; this one is only told so.
  if (run.inputs.dryRun && stopped) run.warn(sentence(stopped))
  if (run.inputs.dryRun && outcome.decision !== 'build')
    timeline.progress('OpenClaw is not asked about the config in a dry run, since that would take a pod')
  return {
    pinned,
    ...planned,
    mark,
    configs,
    fingerprint: deploymentFingerprint(
      wanted,
      configs.filter((each) => !isOurs.has(identityOf(each))),
    ),
    pullSecrets: config.configMark(pullSecrets),
  }
}

/** Whether an apply has anything to write, which it has for each object that is new. */
export function isChanging({ others, gateway }: Pick<Plan, 'others' | 'gateway'>): boolean {
  return [...others, gateway].some(({ mustApply }) => mustApply)
}

/** @throws DeployError when a kustomization that the pin goes into would not render what this run applies */
async function proveRendered(
  { surroundings, onOpenFile, warn }: Run,
  { objects }: Target,
  { manifests, files }: Pin,
): Promise<void> {
  const all = objects.map(({ manifest }) => manifest)
  const pinned = [...Map.groupBy(all, ({ rendered }) => rendered)].flatMap(([kustomization, read]) => {
    const { text } = files.find(({ file }) => file === kustomization?.file) ?? {}
    if (kustomization === undefined || text === undefined) return []
    return [{ kustomization, text, read, wanted: read.map((each) => manifests.get(each) ?? each) }]
  })
  if (pinned.length === 0) return
  const { provePin } = await import('../manifests/kustomize/index.ts')
  await provePin(pinned, surroundings, { onCopy: onOpenFile, warn })
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
