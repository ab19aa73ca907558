// Phase "Resolve and connect", the cluster's half: reach it, check the rights this run needs, read what is live. Nothing
// is touched.

import { DeployError } from '../errors.ts'
import type { Cluster } from '../kube/connect.ts'
import type { Deployment } from '../kube/workloads.ts'
import type { Manifest } from '../manifests/read.ts'
import type { Workload } from '../manifests/workload.ts'
import { splitReference } from '../reference.ts'
import { NO_OUTAGE } from '../report/outage.ts'
import type { Checked } from '../rollout/preflight.ts'
import type { Run } from '../run.ts'
import type { RecordKeeper } from '../state/store.ts'
import type { Gateway } from './read.ts'

export interface Target {
  readonly cluster: Cluster
  /** All objects as they will be applied, the gateway's Deployment among them. */
  readonly objects: readonly Checked<Manifest>[]
  readonly gateway: Checked<Manifest>
  readonly workload: Workload
  readonly namespace: string
  /** What earlier runs left for this one. */
  readonly record: RecordKeeper
}

export async function reachCluster(run: Run, read: Gateway): Promise<Target> {
  const { inputs, timeline, outcome } = run
  const { manifests, workload, kept } = read
  const { connect } = await import('../kube/connect.ts')
  const cluster = await connect(inputs.cluster, run.surroundings.env)
  run.closing.push(() => cluster.client.close())
  timeline.progress(`Kubernetes ${cluster.version} at ${cluster.client.server.host} (${cluster.origin})`)

  const [{ liveImage, preflight, requireKept }, { podRights }, { RecordKeeper, recordRights }] = await Promise.all([
    import('../rollout/preflight.ts'),
    import('../rollout/rehearsal/rights.ts'),
    import('../state/store.ts'),
  ])
  const namespace = workload.namespace ?? inputs.workload.namespace ?? cluster.defaultNamespace
  const place = { namespace, deployment: workload.deployment }
  const rehearses = inputs.rehearse !== 'off' && !inputs.dryRun
  const objects = await preflight(cluster.client, manifests, namespace, [
    ...recordRights(place, { write: !inputs.dryRun }),
    ...(rehearses ? podRights(namespace) : []),
  ])
  await requireKept(cluster.client, kept, namespace)
  await checkArchitecture(run, cluster, read)
  const record = await RecordKeeper.read(cluster.client, place, run.warn)
  const gateway = objects.find(({ manifest }) => manifest === workload.manifest) as Checked<Manifest>
  outcome.gateway = { namespace, deployment: workload.deployment, container: workload.container }

  const previous = liveImage(gateway.live, workload.container)
  timeline.progress(previous ? `Live now: ${previous}` : 'No gateway is live yet')
  if (gateway.live) outcome.outage = NO_OUTAGE
  if (previous) {
    outcome.previousImage = previous
    const { versionOfTag } = await import('../image/fingerprint.ts')
    const version = versionOfTag(splitReference(previous).tag ?? '')
    if (version) outcome.previousVersion = version
  }
  return { cluster, objects, gateway, workload, namespace, record }
}

/** An image that is given is taken as it is: its architectures are not known here. */
async function checkArchitecture(
  { inputs, warn }: Run,
  { client }: Cluster,
  { workload, architecture }: Gateway,
): Promise<void> {
  if (inputs.source.kind !== 'build') return
  const [{ listNodes }, { judgeArchitecture }] = await Promise.all([
    import('../kube/nodes.ts'),
    import('../rollout/architecture.ts'),
  ])
  const nodes = await listNodes(client)
  if (nodes === undefined) return
  const { object, file, line } = workload.manifest
  const where = { file: file.path, line }
  const misfit = judgeArchitecture(nodes, (object as Deployment).spec.template.spec, architecture, where)
  if (misfit?.severity === 'error') throw new DeployError(misfit.problem)
  if (misfit) warn(`${misfit.problem.message}. ${misfit.problem.fix}.`, where)
}
