import { serves } from '../../../kube/labels.ts'
import { describe } from '../../../kube/object.ts'
import type { Manifest } from '../../objects.ts'
import { namespaceOf } from '../home.ts'
import { servesAny } from '../labels.ts'
import { Part, valueAt } from '../part.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

export const namespaceMismatch: Rule = {
  id: 'namespace-mismatch',
  severity: 'error',
  symptom:
    'The pod hangs in ContainerCreating or CreateContainerConfigError ("not found"), or the Service has no endpoints',
  fix: 'Give all objects of the gateway the same metadata.namespace',
  check(subject) {
    const { manifests, namespace: home } = subject
    const wanted = [...new Set(references(subject))]
    return wanted
      .flatMap((name) => {
        const named = manifests.filter(({ object }) => `${object.kind}/${object.metadata.name}` === name)
        return named.some((each) => namespaceOf(each, home) === home)
          ? []
          : named.filter((each) => !isOfOthers(each, subject))
      })
      .map((manifest) => ({
        message: `${describe(manifest.object)} belongs to the gateway and is in namespace ${manifest.object.metadata.namespace}, while the gateway is in ${home === undefined ? 'the namespace of whoever applies it' : `namespace ${home}`}`,
        at: Part.of(manifest).at('metadata', 'namespace'),
      }))
  },
}

/** Whether it is a Service for pods of its own namespace, such as another gateway's with the same labels. */
function isOfOthers(manifest: Manifest, { manifests, namespace: home }: Subject): boolean {
  const there = namespaceOf(manifest, home)
  return (
    manifest.object.kind === 'Service' &&
    servesAny(
      manifest,
      manifests.filter((each) => namespaceOf(each, home) === there),
    )
  )
}

/** `Kind/name` of what the pod uses, and of Services that look for it. */
function references({ manifests, deployment, pod }: Subject): string[] {
  const labels = deployment.at('spec', 'template', 'metadata', 'labels').value
  const services = manifests
    .filter(({ object }) => object.kind === 'Service' && serves(valueAt(object, ['spec', 'selector']), labels))
    .map(({ object }) => `Service/${object.metadata.name}`)
  const containers = [...pod.at('containers').items, ...pod.at('initContainers').items]
  const volumes = pod.at('volumes').items.flatMap((volume) => [volume, ...volume.at('projected', 'sources').items])
  const found: [kind: string, name: Part][] = [
    ...volumes.flatMap((volume): [string, Part][] => [
      ['ConfigMap', volume.at('configMap', 'name')],
      ['Secret', volume.at('secret', 'secretName')],
      ['Secret', volume.at('secret', 'name')],
      ['PersistentVolumeClaim', volume.at('persistentVolumeClaim', 'claimName')],
    ]),
    ...containers.flatMap((container): [string, Part][] => [
      ...container.at('envFrom').items.flatMap((source): [string, Part][] => [
        ['ConfigMap', source.at('configMapRef', 'name')],
        ['Secret', source.at('secretRef', 'name')],
      ]),
      ...container.at('env').items.flatMap((entry): [string, Part][] => [
        ['ConfigMap', entry.at('valueFrom', 'configMapKeyRef', 'name')],
        ['Secret', entry.at('valueFrom', 'secretKeyRef', 'name')],
      ]),
    ]),
    ...pod.at('imagePullSecrets').items.map((secret): [string, Part] => ['Secret', secret.at('name')]),
    ['ServiceAccount', pod.at('serviceAccountName')],
  ]
  return [...services, ...found.flatMap(([kind, { text }]) => (text === undefined ? [] : [`${kind}/${text}`]))]
}
