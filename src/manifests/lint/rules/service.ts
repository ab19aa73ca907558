import { serves } from '../../../kube/labels.ts'
import { Part, valueAt } from '../part.ts'
import { flawOf, serviceTargets } from '../ports.ts'
import type { Rule } from '../rule.ts'

export const serviceSelector: Rule = {
  id: 'service-selector',
  severity: 'error',
  symptom: 'The Service has no endpoints: "connection refused", or 503 from the ingress, while the pod is Ready',
  fix: 'Let its selector be labels of the pod template',
  check({ manifests, namespace }) {
    const near = manifests.filter(({ object }) => object.metadata.namespace === namespace)
    const labels = near.map(({ object }) =>
      object.kind === 'Pod' ? object.metadata.labels : valueAt(object, ['spec', 'template', 'metadata', 'labels']),
    )
    return near
      .filter(({ object }) => object.kind === 'Service')
      .map((manifest) => Part.of(manifest).at('spec', 'selector'))
      .filter((selector) => selector.entries.length > 0 && !labels.some((each) => serves(selector.value, each)))
      .map((at) => ({ message: `Service ${at.manifest.object.metadata.name} selects no pod of the manifests`, at }))
  },
}

export const servicePort: Rule = {
  id: 'service-port',
  severity: 'error',
  symptom: 'Everything through the Service gets "connection refused", while the pod is Ready',
  fix: 'Let targetPort be the gateway’s own port or its name',
  check(subject) {
    return serviceTargets(subject).flatMap((target) => {
      const flaw = flawOf(target, subject)
      const { name } = target.part.manifest.object.metadata
      return flaw ? [{ message: `Service ${name} leads to a port where nobody answers: ${flaw}`, at: target.part }] : []
    })
  },
}
