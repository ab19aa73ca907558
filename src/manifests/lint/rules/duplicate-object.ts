import { describe, identityOf } from '../../../kube/object.ts'
import { Part } from '../part.ts'
import type { Rule } from '../rule.ts'

export const duplicateObject: Rule = {
  id: 'duplicate-object',
  severity: 'error',
  symptom: 'Which of the two is in force depends on their order, and each run changes the cluster again',
  fix: 'Remove one of the two, or give both a namespace',
  check({ manifests, namespace = 'default' }) {
    const seen = new Map<string, Part>()
    return manifests.flatMap((manifest) => {
      const { object } = manifest
      const key = identityOf({ ...object, metadata: { namespace, ...object.metadata } })
      const earlier = seen.get(key)?.place
      const part = Part.of(manifest)
      seen.set(key, part)
      if (earlier === undefined) return []
      return [{ message: `${describe(object)} is there twice: also at ${earlier.file}:${earlier.line}`, at: part }]
    })
  },
}
