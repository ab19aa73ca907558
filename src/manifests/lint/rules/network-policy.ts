import { picks } from '../../../kube/labels.ts'
import { isRecord, describe as nameOf } from '../../../kube/object.ts'
import {
  mayAskNames,
  mayEnter,
  mayReachInternet,
  policiesOf,
  type Restriction,
  restrictionOf,
  selectsGateway,
  type Way,
} from '../network.ts'
import { type Part, valueAt } from '../part.ts'
import { serviceTargets } from '../ports.ts'
import type { Flaw, Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

export const networkPolicyIngress: Rule = {
  id: 'network-policy-ingress',
  severity: 'warning',
  symptom:
    'Everything through the Service times out, while the pod is Ready: the probes come from the node, which most networks let through whatever a policy says',
  fix: 'Add an ingress rule for that port, from the namespace of the ingress controller or from whoever asks',
  check(subject) {
    const restriction = restrictionOf(subject, 'ingress')
    const targets = serviceTargets(subject)
    const fronts = targets.filter(({ isFront }) => isFront)
    // Without a way to the gateway itself, a sidecar that stands before it is what has to be reached, or else a webhook.
    const [wanted = []] = [fronts.filter(({ isGateway }) => isGateway), fronts, targets].filter(
      (each) => each.length > 0,
    )
    const ports = wanted.map(({ port }) => port)
    if (restriction === undefined || ports.length === 0) return []
    const isReached = ports.some((number) =>
      restriction.rules.some((rule) => mayEnter(rule, { protocol: 'TCP', number }, subject)),
    )
    if (isReached) return []
    const known = [...new Set(ports.flatMap((port) => port ?? []))].join(' or ')
    const where = known === '' ? 'its port' : `port ${known}`
    return [flaw(restriction, 'ingress', `let nobody reach ${where}, to which a Service leads`)]
  },
}

export const networkPolicyDns: Rule = {
  id: 'network-policy-dns',
  severity: 'warning',
  symptom:
    'No name resolves in the pod, so no model and no channel is reached: "getaddrinfo EAI_AGAIN", after long waits',
  fix: 'Add an egress rule for port 53 by UDP and TCP, to the namespace kube-system or without `to`',
  check(subject) {
    const restriction = restrictionOf(subject, 'egress')
    if (restriction === undefined || restriction.rules.some((rule) => mayAskNames(rule, 'UDP', subject))) return []
    return [flaw(restriction, 'egress', 'do not let the gateway ask for names (port 53 by UDP)')]
  },
}

export const networkPolicyEgress: Rule = {
  id: 'network-policy-egress',
  severity: 'warning',
  symptom: 'Model providers and channels time out, or single names do not resolve, those with long answers',
  fix: 'Add it to the egress rules, or silence this if the gateway reaches all that it needs inside the cluster',
  check(subject) {
    const restriction = restrictionOf(subject, 'egress')
    if (restriction === undefined) return []
    const asks = (protocol: 'TCP' | 'UDP') => restriction.rules.some((rule) => mayAskNames(rule, protocol, subject))
    const missing = [
      ...(restriction.rules.some(mayReachInternet) ? [] : ['reach servers outside (port 443 by TCP)']),
      // Without UDP it is another matter, and a worse one.
      ...(asks('UDP') && !asks('TCP') ? ['ask for names with long answers (port 53 by TCP)'] : []),
    ]
    return missing.map((what) => flaw(restriction, 'egress', `do not let the gateway ${what}`))
  },
}

export const networkPolicySelector: Rule = {
  id: 'network-policy-selector',
  severity: 'warning',
  symptom: 'The policy is applied and holds nothing back: whoever is in the cluster reaches the gateway as before',
  fix: 'Let its podSelector be labels of the pod template',
  check(subject) {
    const labels = subject.near
      .map(({ object }) =>
        object.kind === 'Pod' ? object.metadata.labels : valueAt(object, ['spec', 'template', 'metadata', 'labels']),
      )
      .filter(isRecord)
    return policiesOf(subject)
      .filter((policy) => isMeant(policy, subject) && !selectsGateway(policy, subject))
      .map((policy) => policy.at('spec', 'podSelector'))
      .filter((selector) => !labels.some((each) => picks(selector.value, each)))
      .map((at) => ({
        message: `${nameOf(at.manifest.object)} is named for the gateway, and selects no pod of the manifests`,
        at,
      }))
  },
}

/** By its name, or by labels of which each is the gateway's name. */
function isMeant(policy: Part, { deployment }: Subject): boolean {
  const name = deployment.at('metadata', 'name').value
  const values = policy.at('spec', 'podSelector', 'matchLabels').entries.map(([, { value }]) => value)
  return policy.at('metadata', 'name').value === name || (values.length > 0 && values.every((value) => value === name))
}

function flaw({ policies }: Restriction, way: Way, what: string): Flaw {
  const names = policies.map(({ manifest }) => manifest.object.metadata.name).join(' and ')
  const [first] = policies as [Part]
  return { message: `The NetworkPolicies of the gateway (${names}) ${what}`, at: first.at('spec', way) }
}
