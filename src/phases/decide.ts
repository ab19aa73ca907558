// Phase "Decide": with the plan at hand, whether there is anything to do. A gateway that is ill, or that somebody changed,
// is not "nothing changed".

import { describe } from '../kube/object.ts'
import type { Deployment, Pod } from '../kube/workloads.ts'
import type { Run } from '../run.ts'
import { isChanging, type Plan } from './plan.ts'
import { podsOf } from './stage.ts'
import type { Target } from './target.ts'

/** @returns whether the run goes on; it does not where drift is only to be reported */
export async function decideOn(run: Run, target: Target, plan: Plan): Promise<boolean> {
  const { timeline, outcome, inputs, warn } = run
  return timeline.phase('Decide', async () => {
    const [{ decide }, { isStanding }, { stoppedProblem }] = await Promise.all([
      import('../rollout/standing.ts'),
      import('../state/record.ts'),
      import('../rollout/stopped.ts'),
    ])
    const { current } = target.record
    const all = [...plan.others, plan.gateway]
    const { decision, reasons, drift, isDriftAlone } = decide({
      imageReasons: [...outcome.reasons],
      built: outcome.decision === 'build',
      changes: all.flatMap(({ mustApply, object }) => (mustApply ? [describe(object)] : [])),
      byHand: all.flatMap(({ object, byHand }) =>
        byHand.map(({ field, owner }) => `${describe(object)}: ${field} (${owner})`),
      ),
      isVerifiedSet: isStanding(current, plan.fingerprint),
      isUnfinished: current.pending !== undefined,
      ailment: await ailmentOf(target, plan),
    })
    outcome.decision = decision
    outcome.reasons = [...reasons]
    for (const reason of reasons) timeline.progress(`${decision}: ${reason}`)
    if (drift.length === 0) return true
    const isReport = inputs.onDrift === 'report' && isDriftAlone
    const told = `${capitalized(drift.join('; '))}.`
    if (!isReport) {
      const isChanged = isChanging(plan)
      // That ends the run, by a sentence of its own.
      const isRefused = stoppedProblem(plan.gateway.result as Deployment, isChanged) !== undefined
      const next = isChanged ? ' The manifests are applied over it.' : ' The run waits for it.'
      warn(isRefused ? told : told + next)
      return true
    }
    warn(`${told} Nothing was touched, as \`on-drift\` is \`report\`.`)
    outcome.drift = drift
    tellOfPin(run, plan)
    return false
  })
}

/**
 * A run that was cut off between its proof and its commit has left a pin that git does not have. It is not brought there now: with
 * drift, what was verified may not be what is live.
 */
function tellOfPin({ outcome, warn }: Run, { pinned }: Plan): void {
  for (const { file } of pinned.files)
    warn(
      `${file.path} does not have the pin of the image that was verified last, ${outcome.image}, and a run that only reports drift neither writes nor commits it: run once with \`on-drift: repair\`, or put it there by hand`,
      { file: file.path },
    )
}

/** Of the gateway as it stands: a pod that no longer is one, or is not ready. */
async function ailmentOf(target: Target, { gateway: { live } }: Plan): Promise<string | undefined> {
  if (live === undefined) return undefined
  const { isActive, isReady, newestFirst } = await import('../rollout/pods.ts')
  const pods = newestFirst(
    (await podsOf({ client: target.cluster.client, namespace: target.namespace }, live as Deployment)).filter(isActive),
  )
  if (pods.some(isReady)) return undefined
  const [pod] = pods
  return pod === undefined
    ? 'the gateway has no pod'
    : `the gateway’s pod ${pod.metadata.name} is not ready (${stateOf(pod, target.workload.container)})`
}

function stateOf({ status }: Pod, container: string): string {
  const state = status?.containerStatuses?.find(({ name }) => name === container)?.state
  const { waiting, terminated, running } = state ?? {}
  return waiting?.reason ?? terminated?.reason ?? (running ? 'running' : (status?.phase ?? 'unknown'))
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
