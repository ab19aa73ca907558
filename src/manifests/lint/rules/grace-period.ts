import type { Rule } from '../rule.ts'

// OpenClaw's own budget: 315 s to drain, 10 s to stop, 5 s of slack (gateway-shutdown-budget.mjs of 2026.9.6).
const DRAIN_SECONDS = 330
// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
const DEFAULT_SECONDS = 30

export const gracePeriod: Rule = {
  id: 'grace-period',
  severity: 'warning',
  symptom: 'Running work is killed at each deploy instead of drained',
  fix: `Set terminationGracePeriodSeconds to ${DRAIN_SECONDS}; an idle gateway stops in a second all the same`,
  check({ pod }) {
    const period = pod.at('terminationGracePeriodSeconds')
    const seconds = period.number ?? DEFAULT_SECONDS
    if (seconds >= DRAIN_SECONDS) return []
    return [
      {
        message: `The pod has ${seconds} s to stop, and OpenClaw drains running work for up to ${DRAIN_SECONDS}`,
        at: period,
      },
    ]
  },
}
