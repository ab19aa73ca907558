import { expect, test } from '@jest/globals'
import { describeLive, type Outcome } from '../../../src/report/outcome.ts'

const APPLIED: Partial<Outcome> = {
  image: 'r/o:new',
  previousImage: 'r/o:old',
  plan: [
    { name: 'ConfigMap', change: 'unchanged', diff: '' },
    { name: 'Deployment', change: 'configured', diff: 'd' },
  ],
  objects: [
    { name: 'ConfigMap', change: 'unchanged' },
    { name: 'Deployment', change: 'configured' },
  ],
}

test.each<[what: string, outcome: Partial<Outcome>, phase: string | undefined, said: string]>([
  [
    'before the apply',
    { previousImage: 'r/o:old' },
    'Build',
    'nothing was applied, and the old gateway (r/o:old) is live as before',
  ],
  ['before the first deploy', {}, 'Plan', 'nothing was applied, and no gateway is live as before'],
  [
    'in the middle of the apply',
    { ...APPLIED, objects: [{ name: 'ConfigMap', change: 'unchanged' }] },
    'Apply',
    'the apply was cut off after 1 of 2 objects, and nothing of it is proven',
  ],
  [
    'while it waits',
    APPLIED,
    'Wait for the rollout',
    'the new gateway (r/o:new) is applied and not proven, and the old one is gone',
  ],
  [
    'while it waits for what was live already',
    { ...APPLIED, objects: (APPLIED.objects ?? []).map((each) => ({ ...each, change: 'unchanged' as const })) },
    'Wait for the rollout',
    'the gateway that is applied (r/o:new) was not seen ready yet',
  ],
  [
    'on the way back',
    APPLIED,
    'Roll back',
    'the gateway before is being put back, which the next run brings to its end',
  ],
  ['after the way back', { ...APPLIED, rolledBack: true }, undefined, 'the old gateway (r/o:old) is live again'],
  [
    'before the pin',
    { ...APPLIED, verified: 'full' },
    'Write the pin',
    'the gateway is live and verified (r/o:new), and it is not pinned in the manifests yet',
  ],
  [
    'while it pairs',
    { ...APPLIED, verified: 'full', manifestChanged: true },
    'Pair',
    'the gateway is live and verified (r/o:new), and whom it has let in is told by its log and by `openclaw devices list`',
  ],
  [
    'on the way back that a run before has left open',
    { previousImage: 'r/o:failed' },
    'Roll back',
    'the gateway before is being put back, which the next run brings to its end',
  ],
  [
    'when only another object than the gateway was changed',
    {
      ...APPLIED,
      objects: [
        { name: 'ConfigMap', change: 'configured' },
        { name: 'Deployment', change: 'unchanged' },
      ],
    },
    'Wait for the rollout',
    'the gateway that is applied (r/o:new) was not seen ready yet',
  ],
])('a run that is cancelled %s says what is live', (_, outcome, phase, said) => {
  expect(describeLive({ reasons: [], ...outcome }, phase)).toBe(said)
})
