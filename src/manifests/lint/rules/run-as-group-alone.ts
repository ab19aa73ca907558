import type { Rule } from '../rule.ts'

// Seen with containerd 1.6, whose sandbox has the pod's own user and group.
export const runAsGroupAlone: Rule = {
  id: 'run-as-group-alone',
  severity: 'error',
  symptom: 'The pod hangs before its first container: FailedCreatePodSandBox, "user group is specified without user"',
  fix: 'Set securityContext.runAsUser of the pod beside runAsGroup, to 1000 for OpenClaw',
  check({ pod }) {
    const context = pod.at('securityContext')
    const group = context.at('runAsGroup')
    if (!group.isThere || context.at('runAsUser').isThere) return []
    return [{ message: 'The pod has runAsGroup and no runAsUser, so no sandbox can be made for it', at: group }]
  },
}
