import { Part } from '../part.ts'
import type { Rule } from '../rule.ts'

export const portProtocol: Rule = {
  id: 'port-protocol',
  severity: 'warning',
  // https://github.com/kubernetes-sigs/structured-merge-diff/issues/130 and 183, of Services fixed in 1.21
  symptom:
    'Kubernetes 1.20 refuses the apply: "associative list with keys has an element that omits key field protocol"',
  fix: 'Add `protocol: TCP` to it',
  check({ manifests }) {
    return manifests.flatMap((manifest) => {
      const spec = Part.of(manifest).at('spec')
      const pod = spec.at('template', 'spec')
      const owners = [...pod.at('containers').items, ...pod.at('initContainers').items]
      const lists = manifest.object.kind === 'Service' ? [spec] : owners
      return lists
        .flatMap((owner) => owner.at('ports').items)
        .filter((port) => !port.at('protocol').isThere)
        .map((at) => ({ message: 'This port has no protocol', at }))
    })
  },
}
