import { mountOver } from '../pod.ts'
import type { Rule } from '../rule.ts'

export const stateLeaseHost: Rule = {
  id: 'state-lease-host',
  severity: 'warning',
  // The lease names its host and ends after 300 s; on the same host the one of a dead process is taken over at once.
  symptom:
    'After an OOM kill or a lost node the next pod exits again and again for five minutes: "Another Gateway owner lease is still active"',
  fix: 'Set hostname in the pod’s spec, such as hostname: openclaw, so that each pod finds the lease to be its own',
  check({ pod, mounts, stateDir }) {
    const volume = mountOver(mounts, stateDir)?.volume
    const hostname = pod.at('hostname')
    if (hostname.text || (volume?.kind !== 'claim' && volume?.kind !== 'other')) return []
    return [
      {
        message: `Each pod has a host name of its own, and OpenClaw’s lease on the state in the volume ${volume.name} names the host`,
        at: hostname,
      },
    ]
  },
}
