import { describe, expect, test } from '@jest/globals'
import { decideOn } from '../../../src/phases/decide.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Run } from '../../../src/run.ts'
import { DIGEST, printedBy } from '../support.ts'

test('what was said of the release stands beside why there is an image, and hides nothing', async () => {
  const note = 'OpenClaw 2026.9.6 is 20 h old and `min-age` is 72 h, so 2026.9.5 stays'
  const image = 'ECR has the image of this fingerprint, 2026.9.5-0123456789ab'
  const outcome = { decision: 'roll-out', reasons: [note, image] }
  const run = { timeline: new Timeline(), outcome, inputs: { onDrift: 'repair' } } as unknown as Run
  const target = { record: { current: { failed: [] } } } as unknown as Target
  const object = { kind: 'Deployment', metadata: { name: 'openclaw' }, spec: {} }
  const plan = { others: [], gateway: { mustApply: false, object, result: object, byHand: [] } } as unknown as Plan
  await printedBy(async () => expect(await decideOn(run, target, plan)).toBe(true))
  expect(outcome).toMatchObject({
    decision: 'nothing',
    reasons: [note, image, expect.stringContaining('every object'), expect.stringContaining('is ready')],
  })
})

describe('drift that is only reported', () => {
  const IMAGE = `registry/openclaw:2026.9.6@${DIGEST}`

  /** The set is the one that was verified last, and somebody has changed its Deployment. */
  async function reported(pinned: readonly string[], onDrift = 'report', spec = {}) {
    const warnings: unknown[][] = []
    const run = {
      timeline: new Timeline(),
      outcome: { decision: 'roll-out', reasons: [], image: IMAGE },
      inputs: { onDrift },
      warn: (...said: unknown[]) => warnings.push(said),
    } as unknown as Run
    const verified = { fingerprint: 'f', image: IMAGE }
    const target = { record: { current: { verified, failed: [] } } } as unknown as Target
    const gateway = {
      mustApply: true,
      object: { kind: 'Deployment', metadata: { name: 'openclaw' } },
      result: { kind: 'Deployment', metadata: { name: 'openclaw' }, spec },
      byHand: [{ field: 'spec.replicas', owner: 'kubectl-scale' }],
    }
    const files = pinned.map((path) => ({ file: { path } }))
    const plan = { others: [], gateway, fingerprint: 'f', pinned: { files } } as unknown as Plan
    let goesOn: boolean | undefined
    await printedBy(async () => {
      goesOn = await decideOn(run, target, plan)
    })
    return { goesOn, warnings }
  }

  test('ends the run, with one warning where the manifests pin what was verified', async () => {
    const { goesOn, warnings } = await reported([])
    expect(goesOn).toBe(false)
    expect(warnings).toEqual([[expect.stringMatching(/by hand.*spec\.replicas.*Nothing was touched/)]])
  })

  test('tells of a pin that a run before has not brought into git, and what to do, at each file', async () => {
    const { goesOn, warnings } = await reported(['a.yaml', 'b.yaml'])
    expect(goesOn).toBe(false)
    const line = expect.stringMatching(
      new RegExp(`pin.*verified last, ${IMAGE}, .*run once with \`on-drift: repair\`, or put it there by hand`),
    )
    expect(warnings.slice(1)).toEqual([
      [line, { file: 'a.yaml' }],
      [line, { file: 'b.yaml' }],
    ])
  })

  test('is repaired by a run that writes the pin as well, and need not tell of it', async () => {
    const { goesOn, warnings } = await reported(['a.yaml'], 'repair')
    expect(goesOn).toBe(true)
    expect(warnings).toEqual([[expect.stringMatching(/The manifests are applied over it/)]])
  })

  test('is told without a promise where the gateway is paused, which ends the run', async () => {
    const { goesOn, warnings } = await reported([], 'repair', { paused: true })
    expect(goesOn).toBe(true)
    expect(warnings).toEqual([[expect.stringMatching(/spec\.replicas \(kubectl-scale\)\.$/)]])
  })
})
