import type { Rule } from '../rule.ts'

export const replicasMany: Rule = {
  id: 'replicas-many',
  severity: 'error',
  symptom: 'The second pod ends with 78, and a message that the state has to be migrated, or never gets the volume',
  fix: 'Set replicas to 1: one gateway for each state folder',
  check({ deployment }) {
    const replicas = deployment.at('spec', 'replicas')
    if ((replicas.number ?? 1) <= 1) return []
    return [{ message: `The gateway is to run ${replicas.number} times`, at: replicas }]
  },
}
