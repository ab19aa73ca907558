import { picks } from '../../../kube/labels.ts'
import { describe } from '../../../kube/object.ts'
import { Part } from '../part.ts'
import type { Rule } from '../rule.ts'

export const disruptionBudgetBlocks: Rule = {
  id: 'disruption-budget-blocks',
  severity: 'warning',
  symptom: 'Every `kubectl drain` of the gateway’s node waits without an end, and so does an upgrade of the cluster',
  fix: 'Write maxUnavailable: 1 in its place, or silence this if nobody but you may stop the gateway',
  check({ near, deployment }) {
    const replicas = deployment.at('spec', 'replicas').number ?? 1
    const labels = deployment.at('spec', 'template', 'metadata', 'labels').value
    if (replicas < 1) return []
    return near
      .filter(({ object }) => object.kind === 'PodDisruptionBudget')
      .map((manifest) => Part.of(manifest).at('spec'))
      .filter((spec) => spec.at('selector').isThere && picks(spec.at('selector').value, labels))
      .flatMap((spec) => {
        const [least, most] = [spec.at('minAvailable'), spec.at('maxUnavailable')]
        // Of all pods of a namespace there may be more than the manifests show.
        const isOwn = ['matchLabels', 'matchExpressions'].some((key) => spec.at('selector', key).isThere)
        const at =
          isOwn && podsOf(least, replicas) >= replicas ? least : podsOf(most, replicas) === 0 ? most : undefined
        if (at === undefined) return []
        const said = `${at.path.at(-1)}: ${at.value}`
        return [{ message: `${describe(at.manifest.object)} never lets the gateway’s pod go (${said})`, at }]
      })
  },
}

/** A number or a share of the pods, which is rounded up as Kubernetes does; NaN for anything else. */
function podsOf({ text, number }: Part, replicas: number): number {
  const [, share] = /^(\d+)%$/.exec(text ?? '') ?? []
  return share === undefined ? (number ?? Number.NaN) : Math.ceil((Number(share) / 100) * replicas)
}
