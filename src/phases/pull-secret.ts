// The Secret by which the node will pull: looked at beside the cluster's other checks, and renewed before anything is
// built, so that a night on which npm, git or the build fails keeps the gateway movable all the same.

import { DeployError, type Problem, problemsOf, together } from '../errors.ts'
import type { Ecr } from '../image/ecr.ts'
import type { Right } from '../kube/access.ts'
import type { Cluster } from '../kube/connect.ts'
import type { KubeObject } from '../kube/object.ts'
import type { Deployment } from '../kube/workloads.ts'
import type { Manifest } from '../manifests/objects.ts'
import { splitReference } from '../reference.ts'
import { formatTime } from '../report/log.ts'
import { sentence } from '../report/problems.ts'
import type { PullFacts, PullSecret } from '../rollout/pull-secret/judge.ts'
import type { Run } from '../run.ts'
import type { Gateway } from './read.ts'
import type { Repository } from './resolve.ts'
import type { Target } from './target.ts'

/** A pull secret that is to get a fresh login. */
interface Renewal {
  readonly target: Target
  readonly name: string
  /** Host that the login is for. */
  readonly registry: string
  readonly ecr: Ecr
  /** Whether nothing but ECR's own word can tell that the host is one of its registries. */
  readonly isUnsure: boolean
}

/** A survey that failed, with what is to be renewed all the same. */
class FailedSurvey extends DeployError {
  readonly renewal: Renewal

  constructor(error: unknown, renewal: Renewal) {
    super(...problemsOf(error))
    this.renewal = renewal
  }
}

/** Which pull secrets the pod will have, and where that is written. */
interface Naming {
  readonly names: readonly string[]
  readonly manifest: Manifest
  readonly path: readonly string[]
}

/** For the preflight: what this run must be allowed to do with the pull secrets that the manifests name. */
export async function pullSecretRights(
  { inputs: { pullSecret, dryRun } }: Run,
  { manifests, workload }: Gateway,
  namespace: string,
): Promise<Right[]> {
  if (pullSecret === 'off') return []
  const { rightsOn } = await import('../rollout/pull-secret/names.ts')
  const objects = manifests.map(({ object }) => object)
  const deployment = workload.manifest.object as Deployment
  return rightsOn(deployment, objects, namespace, pullSecret === 'refresh' && !dryRun)
}

/**
 * Looks at the pull secret. What keeps the promises from being known is told by whoever else waits for them.
 * @param repository of an image that is built
 * @param resolved that image: without it a check has nothing to tell, while a renewal has nothing to do with it
 * @returns what has to be renewed, in a run that may write
 * @throws DeployError when no node could pull, or nothing could be renewed
 */
export async function checkPullSecret(
  run: Run,
  reached: Promise<Target>,
  repository: Promise<Repository> | undefined,
  resolved: Promise<unknown> | undefined,
): Promise<Renewal | undefined> {
  const { inputs, timeline, warn } = run
  if (inputs.pullSecret === 'off') return undefined
  const image = inputs.pullSecret === 'check' ? resolved : undefined
  const known = await Promise.all([reached, repository, image]).catch(() => undefined)
  if (known === undefined) return undefined
  const [target, built] = known
  const { judgePull, SOON_MS } = await import('../rollout/pull-secret/judge.ts')

  const { namespace } = target
  const naming = await namesOf(target)
  if (naming === undefined) return unknown(run, namespace, 'the pod’s ServiceAccount')
  const facts = await factsOf(run, target, built, naming)
  if (typeof facts === 'string') return unknown(run, namespace, `Secret ${facts}`)
  const verdict = judgePull(facts)
  const { lasting } = verdict
  const isLasting = lasting?.endsAtMs !== undefined && lasting.endsAtMs - facts.nowMs >= SOON_MS
  if (inputs.pullSecret === 'refresh' && !isLasting) return renewalOf(run, target, built, facts)

  const [first, ...more] = verdict.problems
  if (first) throw new DeployError(first, ...more)
  for (const each of verdict.warnings) warn(sentence(each), each.where)
  if (lasting) report(run, target, lasting, false)
  else if (facts.secrets.length === 0 && facts.isEcr)
    timeline.progress(
      'The pod names no pull secret, so the nodes need a login to ECR of their own; the rehearsal proves that of one node',
    )
  return undefined
}

/**
 * Waits for the survey, of which `checking` is a part.
 * @throws DeployError with its problems, by which `renewAfter` knows what is to be renewed all the same
 */
export async function carryRenewal<T>(surveyed: Promise<T>, checking: Promise<Renewal | undefined>): Promise<T> {
  try {
    return await surveyed
  } catch (error) {
    const renewal = await checking.catch(() => undefined)
    throw renewal ? new FailedSurvey(error, renewal) : error
  }
}

/**
 * Renews what the survey has found to be renewed, also where the survey itself has failed: a release that is refused lasts
 * until a person acts, and the login 12 hours. That renewal is without the lock, which one apply of one Secret can do without.
 * @throws DeployError with the problems of the survey, then those of the renewal: ECR gives no login, or the cluster does not take it
 */
export async function renewAfter<T extends { readonly renewal: Renewal | undefined }>(
  run: Run,
  survey: () => Promise<T>,
): Promise<T> {
  const surveyed = survey()
  const renewed = surveyed.then(
    ({ renewal }) => renew(run, renewal),
    // Where it was another deploy that ended the run (the lock), the login is that one's to renew.
    (error: unknown) => (error instanceof FailedSurvey ? renew(run, error.renewal) : undefined),
  )
  const [found] = await together([surveyed, renewed])
  return found
}

async function renew(run: Run, renewal: Renewal | undefined): Promise<void> {
  if (renewal === undefined) return
  await run.timeline.phase('Renew the pull secret', async () => {
    const { target, name, registry, ecr, isUnsure } = renewal
    const { renewPullSecret } = await import('../rollout/pull-secret/renew.ts')
    const { username, password, host, endsAtMs } = await ecr.authorization()
    // A login of AWS is not for just any host that an image may come from.
    if (isUnsure && host !== registry) throw new DeployError(notEcr(registry))
    await renewPullSecret(
      target.cluster.client,
      { namespace: target.namespace, name },
      { registry, username, password },
      endsAtMs,
    )
    report(run, target, { name, ...(endsAtMs && { endsAtMs }) }, true)
  })
}

function report(
  { outcome, timeline }: Run,
  { gateway, workload }: Target,
  { name, endsAtMs }: { readonly name: string; readonly endsAtMs?: number },
  isRenewed: boolean,
): void {
  const { containers } = (gateway.object as Deployment).spec.template.spec
  const isAlwaysPulled = containers[workload.index]?.imagePullPolicy === 'Always'
  outcome.pullSecret = { name, ...(endsAtMs && { endsAtMs }), isRenewed, isAlwaysPulled }
  const ends = endsAtMs ? `ends on ${formatTime(endsAtMs)}` : 'does not tell when it ends'
  timeline.progress(`The pull secret ${name} ${isRenewed ? 'is renewed and ' : ''}${ends}`)
}

/** Of the pod itself, or else of its ServiceAccount. */
async function namesOf({ cluster, gateway, objects, namespace }: Target): Promise<Naming | undefined> {
  const { accountOf, namedIn } = await import('../rollout/pull-secret/names.ts')
  const deployment = gateway.object as Deployment
  const { manifest } = gateway
  const own = namedIn(deployment.spec.template.spec)
  if (own.length > 0) return { names: own, manifest, path: ['spec', 'template', 'spec', 'imagePullSecrets'] }
  const name = accountOf(deployment)
  const applied = objects.find(({ object }) => isNamed(object, 'ServiceAccount', name, namespace))
  if (applied) {
    // An apply adds to the names that others have put there.
    const names = [...new Set([...namedIn(applied.object), ...namedIn(applied.live)])]
    return { names, manifest: applied.manifest, path: ['imagePullSecrets'] }
  }
  const account = await look(cluster, 'ServiceAccount', name, namespace)
  return account && { names: namedIn(account.live), manifest, path: ['spec', 'template', 'spec'] }
}

/** @returns the name of a Secret that may not be read: one that only a ServiceAccount in the cluster names */
async function factsOf(
  { inputs }: Run,
  { cluster, objects, namespace }: Target,
  built: Repository | undefined,
  naming: Naming,
): Promise<PullFacts | string> {
  const [{ ecrRegion }, { placeAt }, { secretMadeFrom }] = await Promise.all([
    import('../rollout/pull-secret/names.ts'),
    import('../manifests/path.ts'),
    import('../rollout/made-secret.ts'),
  ])
  const secrets: PullSecret[] = []
  for (const [index, name] of naming.names.entries()) {
    const applied = objects.find(({ object }) => isNamed(object, 'Secret', name, namespace))
    if (applied) {
      secrets.push({ name, secret: applied.object, where: placeAt(applied.manifest, []), isApplied: true })
      continue
    }
    const found = await look(cluster, 'Secret', name, namespace)
    if (found === undefined) return name
    const where = placeAt(naming.manifest, [...naming.path, index])
    const source = objects.find(
      ({ object }) => object.metadata.namespace === namespace && secretMadeFrom(object) === name,
    )?.object
    const madeFrom = source && `${source.kind} ${source.metadata.name}`
    secrets.push({ name, secret: found.live, where, isApplied: false, ...(madeFrom && { madeFrom }) })
  }
  const image = built?.repositoryUri ?? (inputs.source.kind === 'image' ? inputs.source.image : '')
  const isEcr = built !== undefined || ecrRegion(splitReference(image).host ?? '') !== undefined
  return { image, isEcr, secrets, nowMs: cluster.client.now() }
}

/** @returns undefined when it may not be read */
async function look(
  { client }: Cluster,
  kind: string,
  name: string,
  namespace: string,
): Promise<{ readonly live: KubeObject | undefined } | undefined> {
  try {
    return { live: await client.find({ apiVersion: 'v1', kind, metadata: { name, namespace } }) }
  } catch (error) {
    if (problemsOf(error)[0].code === 'cluster-forbidden') return undefined
    throw error
  }
}

function isNamed({ kind, metadata }: KubeObject, wanted: string, name: string, namespace: string): boolean {
  return kind === wanted && metadata.name === name && metadata.namespace === namespace
}

/** A check goes on without; a renewal cannot. */
function unknown({ inputs, timeline }: Run, namespace: string, what: string): undefined {
  if (inputs.pullSecret === 'check') {
    timeline.progress(
      `Whether the node can pull by a pull secret is not known, since the cluster forbids to get ${what}`,
    )
    return undefined
  }
  throw new DeployError({
    code: 'cluster-forbidden',
    message: `The cluster forbids this run (403) to get ${what} in ${namespace}, so \`pull-secret: refresh\` does not know what to renew`,
    fix: 'Name the pull secret in `imagePullSecrets` of the pod template, or grant that verb to the deployer (README, section Permissions)',
  })
}

async function renewalOf(
  run: Run,
  target: Target,
  built: Repository | undefined,
  facts: PullFacts,
): Promise<Renewal | undefined> {
  const { inputs, timeline } = run
  const [{ ecrRegion }, { secretToRenew }] = await Promise.all([
    import('../rollout/pull-secret/names.ts'),
    import('../rollout/pull-secret/renewal.ts'),
  ])
  const { file, line } = target.workload.manifest
  const chosen = secretToRenew(facts, { file: file.path, line })
  if ('problem' in chosen) throw new DeployError(chosen.problem)
  const { name } = chosen
  const { host: registry = 'docker.io', repository } = splitReference(facts.image)
  const ofHost = ecrRegion(registry)
  const region = ofHost ?? (inputs.source.kind === 'image' ? inputs.source.awsRegion : undefined)
  if (built === undefined && region === undefined) throw new DeployError(notEcr(registry))
  if (inputs.dryRun) {
    timeline.progress(`The pull secret ${name} would be renewed`)
    return undefined
  }
  if (built) return { target, name, registry, ecr: built.ecr, isUnsure: false }
  const { Ecr } = await import('../image/ecr.ts')
  const ecr = new Ecr({ region: region ?? '', repository })
  run.closing.push(() => ecr.close())
  return { target, name, registry, ecr, isUnsure: ofHost === undefined }
}

function notEcr(registry: string): Problem {
  return {
    code: 'pull-secret',
    message: `\`pull-secret: refresh\` logs in to Amazon ECR only, and the image comes from ${registry}`,
    fix: 'Set `pull-secret: check`, and renew that login where it comes from',
  }
}
