import { splitReference } from '../../../reference.ts'
import type { Rule } from '../rule.ts'

export const imageMutable: Rule = {
  id: 'image-mutable',
  severity: 'warning',
  symptom: 'The same manifests run something else tomorrow, and a rollback does not bring the old one back',
  fix: 'Name a version or, better, a digest',
  check({ pod, container }) {
    const gateway = splitReference(container.at('image').text ?? '')
    const others = [...pod.at('initContainers').items, ...pod.at('containers').items].filter(
      ({ path }) => path.join() !== container.path.join(),
    )
    return others.flatMap((each) => {
      const image = each.at('image')
      if (image.text === undefined) return []
      const { host, repository, tag, digest } = splitReference(image.text)
      // The gateway's image is pinned by its digest wherever it stands.
      if (repository === gateway.repository && host === gateway.host) return []
      if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return []
      return [
        {
          message: `The container ${each.at('name').text ?? ''} takes whatever ${image.text} is at that moment`,
          at: image,
        },
      ]
    })
  },
}
