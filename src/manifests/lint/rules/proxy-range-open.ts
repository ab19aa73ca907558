import { rangeOf, sizeOf } from '../../../addresses.ts'
import { proxyAuthOf } from '../auth.ts'
import { isJudgedElsewhere, letsAllIn, restrictionOf } from '../network.ts'
import { PROXIES, proxiesOf } from '../proxies.ts'
import type { Rule } from '../rule.ts'

export const proxyRangeOpen: Rule = {
  id: 'proxy-range-open',
  severity: 'warning',
  symptom: 'Any pod that gets an address in the range sends the header itself, and is whatever user it names',
  fix: 'Add a NetworkPolicy that lets only the proxy’s pods in, or list single addresses',
  check(subject) {
    const config = proxyAuthOf(subject)
    if (config === undefined || isJudgedElsewhere(subject)) return []
    const port = { protocol: 'TCP', number: subject.port } as const
    const restriction = restrictionOf(subject, 'ingress')
    if (restriction !== undefined && !restriction.rules.some((rule) => letsAllIn(rule, port, subject))) return []
    return proxiesOf(config)
      .filter(({ entry }) => {
        const range = rangeOf(entry)
        return range !== undefined && sizeOf(range) > 1n
      })
      .slice(0, 1)
      .map(({ entry, index }) => ({
        message: `The gateway believes all of ${entry} who asks, and no NetworkPolicy of the manifests keeps other pods from its port`,
        at: config.spot(...PROXIES, index),
      }))
  },
}
