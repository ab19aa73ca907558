// Phase "Resolve and connect", the cluster's half: reach it, check the rights this run needs, read what is live. Nothing
// is touched.

import type { Manifest } from '../manifests/objects.ts'
import { NO_OUTAGE } from '../report/outage.ts'
import type { Checked } from '../rollout/preflight.ts'
import type { Run } from '../run.ts'
import { checkArchitecture } from './architecture.ts'
import type { Lock } from './lock.ts'
import { pullSecretRights } from './pull-secret.ts'
import type { Gateway } from './read.ts'
import { refuseSecondGateway } from './second-gateway.ts'
import type { Target } from './target.ts'

export async function reachCluster(run: Run, read: Gateway, lock: Lock): Promise<Target> {
  const { inputs, timeline, outcome } = run
  const { manifests, workload, kept } = read
  const { connect } = await import('../kube/connect.ts')
  const cluster = await connect(inputs.cluster, run.surroundings.env, (line) => timeline.progress(line))
  run.closing.push((isCut) => (isCut ? cluster.client.halt() : cluster.client.close()))
  timeline.progress(`Kubernetes ${cluster.version} at ${cluster.client.server.host} (${cluster.origin})`)

  const [
    { preflight, readLive, requireKept },
    { watchRights },
    { rehearsalRights },
    { execRights },
    { RecordKeeper, recordRights },
    { containerIn },
  ] = await Promise.all([
    import('../rollout/preflight.ts'),
    import('../rollout/rights.ts'),
    import('../rollout/rehearsal/rights.ts'),
    import('../kube/access.ts'),
    import('../state/store.ts'),
    import('../manifests/workload.ts'),
  ])
  const namespace = workload.namespace ?? inputs.workload.namespace ?? cluster.defaultNamespace
  const place = { namespace, deployment: workload.deployment }
  const looking = lock.look(cluster.client, place)
  // Without the right to look, the list of all rights that are missing says more.
  looking.catch(() => {})
  const rights = [
    ...(await lock.rights(place)),
    ...recordRights(place, { write: !inputs.dryRun }),
    ...(await pullSecretRights(run, read, namespace)),
    ...(inputs.dryRun ? [] : watchRights(namespace, workload.deployment)),
    ...(inputs.rehearse !== 'off' && !inputs.dryRun ? rehearsalRights(namespace, inputs.rehearse) : []),
    ...(inputs.pairing.kind !== 'off' && !inputs.dryRun ? execRights(namespace, 'pairing: off') : []),
    ...(inputs.backup !== 'off' && !inputs.dryRun ? execRights(namespace, 'backup: off') : []),
  ]
  const placed = await preflight(cluster.client, manifests, workload.manifest, namespace, rights, kept)
  // Only now: what is read after the look is what the lock, taken as it was then, keeps true.
  await looking
  const objects = await readLive(cluster.client, placed)
  const gateway = objects.find(({ manifest }) => manifest === workload.manifest) as Checked<Manifest>
  await requireKept(cluster.client, kept, namespace)
  await refuseSecondGateway(run, cluster, read, gateway, namespace)
  const noNode = await checkArchitecture(run, cluster, read)
  const record = await RecordKeeper.read(cluster.client, place, run.warn)
  outcome.gateway = { namespace, deployment: workload.deployment, container: workload.container }

  const previous = gateway.live && containerIn(gateway.live, workload)?.image
  timeline.progress(previous ? `Live now: ${previous}` : 'No gateway is live yet')
  if (gateway.live) outcome.outage = NO_OUTAGE
  if (previous) {
    outcome.previousImage = previous
    const { versionOfLive } = await import('../image/live-version.ts')
    const version = versionOfLive(previous, record.current.verified)
    if (version) outcome.previousVersion = version
  }
  return { cluster, objects, gateway, workload, namespace, record, lock, ...(noNode && { noNode }) }
}
