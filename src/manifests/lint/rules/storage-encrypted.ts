import { Part } from '../part.ts'
import type { Rule } from '../rule.ts'

export const storageEncrypted: Rule = {
  id: 'storage-encrypted',
  severity: 'warning',
  symptom:
    'After a node’s reboot the pod hangs in ContainerCreating: Longhorn’s CSI driver does not find the staging path of an encrypted volume',
  fix: 'Use the class longhorn, or make sure that every node has dm_crypt and cryptsetup, and silence this',
  check({ volumes, lookup }) {
    return volumes.flatMap(({ claim }) => {
      const manifest = claim === undefined ? undefined : lookup('PersistentVolumeClaim', claim)
      if (manifest === undefined) return []
      const storageClass = Part.of(manifest).at('spec', 'storageClassName')
      const isEncrypted = /longhorn.*(encrypt|crypt)|(encrypt|crypt).*longhorn/i.test(storageClass.text ?? '')
      return isEncrypted
        ? [{ message: `The volume ${claim} is of the class ${storageClass.text}`, at: storageClass }]
        : []
    })
  },
}
