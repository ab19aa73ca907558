import type { Rule } from '../rule.ts'

const LABELS = ['kubernetes.io/arch', 'beta.kubernetes.io/arch']

export const architectureMismatch: Rule = {
  id: 'architecture-mismatch',
  severity: 'error',
  symptom: 'The container ends at once with "exec format error", or its image has nothing for the node',
  fix: 'Select nodes of the image’s architecture, or build the image for theirs',
  check({ facts: { architecture }, pod }) {
    if (architecture === undefined) return []
    return LABELS.map((label) => pod.at('nodeSelector', label))
      .filter(({ text }) => text !== undefined && text !== architecture)
      .map((part) => ({
        message: `The image is for ${architecture}, and the pod asks for a node of ${part.text}`,
        at: part,
      }))
  },
}
