import { mountOver } from '../pod.ts'
import type { Rule } from '../rule.ts'

export const strategyRolling: Rule = {
  id: 'strategy-rolling',
  severity: 'error',
  symptom:
    'The new pod starts beside the old one and ends with 78, or waits for the volume (Multi-Attach error): the rollout never ends',
  fix: 'Set strategy.type to Recreate, since two gateways cannot share a state folder',
  check({ deployment, mounts, stateDir }) {
    const volume = mountOver(mounts, stateDir)?.volume
    const strategy = deployment.at('spec', 'strategy', 'type')
    if (strategy.value === 'Recreate' || (volume?.kind !== 'claim' && volume?.kind !== 'other')) return []
    const how = strategy.text ? `by ${strategy.text}` : 'by RollingUpdate, the default,'
    return [{ message: `The gateway is replaced ${how} with its state on the volume ${volume.name}`, at: strategy }]
  },
}
