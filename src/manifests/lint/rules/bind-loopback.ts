import { bindSpot, isLoopback, isLoopbackHost } from '../bind.ts'
import { Part } from '../part.ts'
import { gatewayTargets } from '../ports.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe']

export const bindLoopback: Rule = {
  id: 'bind-loopback',
  severity: 'error',
  milder: 'where only a ClusterIP Service leads there, which is enough for kubectl port-forward',
  symptom:
    'The probes fail with "connection refused" and the Service reaches nothing, while the log shows a gateway that listens',
  fix: 'Set gateway.bind to "lan"',
  check(subject) {
    if (!isLoopback(subject)) return []
    const at = bindSpot(subject)
    const types = gatewayTargets(subject).map(({ entry }) => Part.of(entry.manifest).at('spec', 'type').value)
    const isMeantForOthers =
      isProbed(subject) || hasFront(subject) || types.some((type) => type === 'NodePort' || type === 'LoadBalancer')
    if (isMeantForOthers)
      return [{ message: 'The gateway listens on loopback only, where neither Services nor probes reach it', at }]
    if (types.length === 0) return []
    return [
      {
        severity: 'warning',
        message: 'The gateway listens on loopback only: kubectl port-forward works, and nothing else reaches it',
        at,
        fix: 'Set gateway.bind to "lan", or silence this if port-forward is the only way in',
      },
    ]
  },
}

/** Whether the kubelet asks from outside the pod: its own loopback is the pod's only in the node's network. */
function isProbed({ pod, container }: Subject): boolean {
  const isInNode = pod.at('hostNetwork').value === true
  return PROBES.flatMap((probe) => ['httpGet', 'tcpSocket'].map((kind) => container.at(probe, kind))).some(
    (asked) => asked.isThere && !(isInNode && isLoopbackHost(asked.at('host').text ?? '')),
  )
}

function hasFront({ fronts }: Subject): boolean {
  return fronts.some(({ entrances }) => entrances.some(({ targets }) => targets.some(({ isGateway }) => isGateway)))
}
