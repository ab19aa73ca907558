import { bindSpot, isLoopback } from '../bind.ts'
import { gatewayTargets } from '../ports.ts'
import type { Rule } from '../rule.ts'

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe']

export const bindLoopback: Rule = {
  id: 'bind-loopback',
  severity: 'error',
  symptom:
    'The probes fail with "connection refused" and the Service reaches nothing, while the log shows a gateway that listens',
  fix: 'Set gateway.bind to "lan"',
  check(subject) {
    if (!isLoopback(subject)) return []
    const isAsked =
      gatewayTargets(subject).length > 0 ||
      PROBES.some((probe) => ['httpGet', 'tcpSocket'].some((kind) => subject.container.at(probe, kind).isThere))
    if (!isAsked) return []
    return [
      {
        message: 'The gateway listens on loopback only, where neither Services nor probes reach it',
        at: bindSpot(subject),
      },
    ]
  },
}
