// How long no gateway was ready, from what a wait sees.

import { closed, describeOutage, NO_OUTAGE, seen } from '../report/outage.ts'
import type { WaitListener } from '../rollout/wait.ts'
import type { Run } from '../run.ts'
import type { Target } from './target.ts'

/** What a wait tells, and what it sees goes into the outcome, if there was a gateway before that could be missed. */
export async function listenerOf({ timeline, outcome }: Run, { gateway }: Target): Promise<WaitListener> {
  const { isActive, isReady } = await import('../rollout/pods.ts')
  const progress = (line: string) => timeline.progress(line)
  if (!gateway.live) return { progress }
  return {
    progress,
    onView(_ms, { pods }, verdict) {
      const isServing = pods.some((pod) => isActive(pod) && isReady(pod))
      const step = verdict.state === 'progressing' ? verdict.step : undefined
      outcome.outage = seen(outcome.outage ?? NO_OUTAGE, timeline.elapsedMs(), isServing, step)
    },
  }
}

/** When the run has done what it could for a ready gateway. */
export function endOutage({ timeline, outcome }: Run): void {
  if (outcome.outage === undefined) return
  outcome.outage = closed(outcome.outage, timeline.elapsedMs())
  if (outcome.outage.steps.length > 0) timeline.progress(describeOutage(outcome.outage))
}
