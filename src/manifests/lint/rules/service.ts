import { serves } from '../../../kube/labels.ts'
import { servesAny } from '../labels.ts'
import { Part } from '../part.ts'
import { flawOf, serviceTargets } from '../ports.ts'
import type { Flaw, Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

export const serviceSelector: Rule = {
  id: 'service-selector',
  severity: 'error',
  milder: 'where nothing tells that it is meant for the gateway',
  symptom: 'The Service has no endpoints: "connection refused", or 503 from the ingress, while the pod is Ready',
  fix: 'Let its selector be labels of the pod template',
  check(subject) {
    const { near } = subject
    return near
      .filter(({ object }) => object.kind === 'Service')
      .filter((service) => !servesAny(service, near))
      .map((service) => Part.of(service).at('spec', 'selector'))
      .filter((selector) => selector.entries.length > 0)
      .map(
        (at): Flaw => ({
          message: `Service ${at.manifest.object.metadata.name} selects no pod of the manifests`,
          at,
          ...(!isForGateway(at, subject) && {
            severity: 'warning',
            fix: 'Let its selector be labels of a pod template, or silence this if an operator makes its pods',
          }),
        }),
      )
  },
}

/** By the Deployment's name, one of the pod's labels or the gateway's port; others may be of pods that an operator makes. */
function isForGateway(selector: Part, { deployment, port }: Subject): boolean {
  const service = Part.of(selector.manifest)
  const labels = deployment.at('spec', 'template', 'metadata', 'labels')
  return (
    service.at('metadata', 'name').value === deployment.at('metadata', 'name').value ||
    selector.entries.some(([name, { value }]) => serves({ [name]: value }, labels.value)) ||
    (port !== undefined &&
      service
        .at('spec', 'ports')
        .items.some((entry) => [entry.at('port'), entry.at('targetPort')].some(({ number }) => number === port)))
  )
}

export const servicePort: Rule = {
  id: 'service-port',
  severity: 'error',
  symptom: 'Everything through the Service gets "connection refused", while the pod is Ready',
  fix: 'Let targetPort be the gateway’s own port or its name; a webhook’s own listener is to be in the container’s ports',
  check(subject) {
    const targets = serviceTargets(subject)
    const isReached = targets.some(({ isFront }) => isFront)
    return targets.flatMap((target) => {
      // Who lists another port beside the gateway's has a listener there, such as a webhook's. Where none leads to the
      // gateway, it is the gateway's under a number that it no longer has.
      const flaw = target.isListed && isReached ? undefined : flawOf(target, subject)
      const { name } = target.part.manifest.object.metadata
      return flaw ? [{ message: `Service ${name} leads to a port where nobody answers: ${flaw}`, at: target.part }] : []
    })
  },
}
