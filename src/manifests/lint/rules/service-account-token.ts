import { Part } from '../part.ts'
import type { Rule } from '../rule.ts'

export const serviceAccountToken: Rule = {
  id: 'service-account-token',
  severity: 'warning',
  symptom: 'An agent that is talked into it can read a token for the cluster’s API in its own pod',
  fix: 'Set automountServiceAccountToken to false: the gateway never speaks to Kubernetes',
  check({ pod, lookup }) {
    const automount = pod.at('automountServiceAccountToken')
    const account = lookup('ServiceAccount', pod.at('serviceAccountName').value)
    const value = automount.value ?? (account && Part.of(account).at('automountServiceAccountToken').value)
    if (value === false) return []
    return [{ message: 'The token of its service account is mounted into the gateway’s pod', at: automount }]
  },
}
