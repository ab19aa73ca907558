// Phase "Pair": the last of a deploy, or all of pair/action.yml. What fails here undoes nothing.

import { DeployError } from '../errors.ts'
import type { PairInputs } from '../inputs/pair.ts'
import type { Pairing } from '../inputs/pairing.ts'
import type { KubeClient } from '../kube/request.ts'
import type { Deployment } from '../kube/workloads.ts'
import type { Locate } from '../pairing/gateway.ts'
import type { Settlement } from '../pairing/settle.ts'
import type { PairingReport } from '../report/pairing.ts'
import type { Step } from '../run.ts'
import { podsOf } from './stage.ts'

export interface GatewayPlace {
  readonly client: KubeClient
  readonly namespace: string
  readonly deployment: string
  readonly container: string
}

/** @throws DeployError when the cluster cannot be reached or there is no such gateway in it */
export async function gatewayOfInputs(step: Step, { cluster, workload }: PairInputs): Promise<GatewayPlace> {
  const { connect } = await import('../kube/connect.ts')
  // What comes next is loaded while the server is asked.
  void Promise.all([import('../pairing/gateway.ts'), import('../rollout/pods.ts'), import('../rollout/observe.ts')])
  const { client, version, origin, defaultNamespace } = await connect(cluster, step.surroundings.env, (line) =>
    step.timeline.progress(line),
  )
  step.closing.push((isCut) => (isCut ? client.halt() : client.close()))
  step.timeline.progress(`Kubernetes ${version} at ${client.server.host} (${origin})`)
  const { namespace = defaultNamespace, deployment } = workload
  const found = findDeployment({ client, namespace, deployment })
  // What is missing altogether says more than the first refusal.
  found.catch(() => undefined)
  const [{ execRights }, { demandRights }] = await Promise.all([
    import('../kube/access.ts'),
    import('../kube/forbidden.ts'),
  ])
  await demandRights(client, [
    { verb: 'get', group: 'apps', resource: 'deployments', namespace, name: deployment },
    { verb: 'list', group: '', resource: 'pods', namespace },
    ...execRights(namespace),
  ])
  const live = await found
  const container = chooseContainer(live, workload.container)
  step.outcome.gateway = { namespace, deployment, container }
  return { client, namespace, deployment, container }
}

/** @throws DeployError with what was asked for and did not come about */
export async function pairDevices(
  step: Step,
  place: GatewayPlace,
  pairing: Exclude<Pairing, { kind: 'off' }>,
): Promise<void> {
  const { timeline, outcome } = step
  const { namespace, deployment, container } = place
  outcome.pairing = { kind: pairing.kind, looked: false, pending: [], paired: [], approved: [] }
  const [{ gatewayInPod }, { approveDevices, listDevices }] = await Promise.all([
    import('../pairing/gateway.ts'),
    import('../pairing/settle.ts'),
  ])
  timeline.progress(`Asking ${namespace}/${deployment}, container ${container}, for its devices`)
  const gateway = gatewayInPod(place.client, locate(place))
  const surroundings = { progress: (line: string) => timeline.progress(line) }
  const settlement =
    pairing.kind === 'list'
      ? await listDevices(gateway, surroundings)
      : await approveDevices(gateway, pairing.policy, pairing.waitMs, surroundings)
  outcome.pairing = await reportOf(pairing.kind, settlement)
  for (const { request, verdict } of outcome.pairing.pending) {
    const line = `Request ${request.requestId} of device ${request.deviceId.slice(0, 12)}: ${verdict}`
    if (pairing.kind === 'approve') step.warn(line)
    else timeline.progress(line)
  }
  if (outcome.pairing.pending.length === 0) timeline.progress('No device waits for an approval')
  const [first, ...more] = settlement.problems
  if (first) throw new DeployError(first, ...more)
}

/** The gateway's pod as it is at each question: a restart makes another one. */
function locate(place: GatewayPlace): Locate {
  const { namespace, deployment, container } = place
  return async () => {
    const [live, { isActive, isReady, newestFirst }] = await Promise.all([
      findDeployment(place),
      import('../rollout/pods.ts'),
    ])
    if (live.spec.replicas === 0) {
      throw new DeployError({
        code: 'gateway-down',
        message: `The gateway is stopped: Deployment ${deployment} in ${namespace} has replicas: 0`,
        fix: 'Scale it to 1 (kubectl scale) and run again',
      })
    }
    const pods = newestFirst((await podsOf(place, live)).filter(isActive))
    const pod = pods.find(isReady) ?? pods[0]
    if (pod === undefined) return { missing: `Deployment ${deployment} has no pod now` }
    const state = pod.status?.containerStatuses?.find(({ name }) => name === container)?.state
    if (state?.running) return { namespace, pod: pod.metadata.name, container }
    const why = state?.waiting?.reason ?? state?.terminated?.reason ?? pod.status?.phase ?? 'not started'
    return { missing: `container ${container} of pod ${pod.metadata.name} does not run (${why})` }
  }
}

async function findDeployment({
  client,
  namespace,
  deployment,
}: Pick<GatewayPlace, 'client' | 'namespace' | 'deployment'>): Promise<Deployment> {
  // Its path is known: asking the server for it would be one question more.
  const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments/${encodeURIComponent(deployment)}`
  const response = await client.request<Deployment>({ method: 'GET', path })
  if (response.status === 200) return response.body as Deployment
  if (response.status !== 404) {
    const { refused } = await import('../kube/refusal.ts')
    throw refused(`GET ${path}`, response)
  }
  throw new DeployError({
    code: 'workload-missing',
    message: `There is no Deployment ${deployment} in namespace ${namespace}`,
    fix: 'Set `namespace` and `deployment` to where the gateway runs',
  })
}

function chooseContainer({ metadata, spec }: Deployment, wanted: string | undefined): string {
  const names = spec.template.spec.containers.map(({ name }) => name)
  const chosen = wanted ?? (names.length === 1 ? names[0] : names.find((name) => name === 'openclaw'))
  if (chosen !== undefined && names.includes(chosen)) return chosen
  throw new DeployError({
    code: 'workload-ambiguous',
    message: `Deployment ${metadata.name} has no container ${chosen ?? 'openclaw'}; there is ${names.join(', ')}`,
    fix: 'Set `container` to the one that runs the gateway',
  })
}

async function reportOf(
  kind: PairingReport['kind'],
  { devices, judgements, admitted }: Settlement,
): Promise<PairingReport> {
  const { reasonsOf } = await import('../pairing/policy.ts')
  const { nowMs, paired } = devices
  const ago = (thenMs: number | undefined) => (thenMs === undefined ? undefined : nowMs - thenMs)
  return {
    kind,
    looked: true,
    pending: judgements.map((judgement) => ({
      request: judgement.request,
      ageMs: nowMs - judgement.request.requestedAtMs,
      refusedBy: kind === 'list' || 'approvedBy' in judgement ? [] : judgement.refusals.map(({ rule }) => rule),
      verdict: kind === 'list' || 'approvedBy' in judgement ? 'waits' : `refused: ${reasonsOf(judgement)}`,
    })),
    paired: paired.map((device) => ({
      device,
      approvedMsAgo: ago(device.approvedAtMs),
      seenMsAgo: ago(device.lastSeenAtMs),
    })),
    approved: admitted,
  }
}
