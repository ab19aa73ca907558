import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide, type Standing } from '../../../src/rollout/standing.ts'

const IDLE: Standing = {
  imageReasons: ['ECR has the image of this fingerprint, 2026.9.6-0123456789ab'],
  built: false,
  changes: [],
  byHand: [],
  isVerifiedSet: true,
  isUnfinished: false,
  ailment: undefined,
}
const DEPLOYMENT = 'Deployment home/openclaw'
const AILMENT = 'the gateway has no pod'

describe('what a night comes to', () => {
  test.each<[what: string, standing: Partial<Standing>, decision: string, reasons: RegExp, drift: number]>([
    ['nothing new', {}, 'nothing', /has the image.*every object.*gateway is ready/s, 0],
    ['nothing new, and never verified by us', { isVerifiedSet: false }, 'nothing', /every object/, 0],
    ['a new image', { built: true, changes: [DEPLOYMENT], isVerifiedSet: false }, 'build', /openclaw would change/, 0],
    ['an image that was not live', { changes: [DEPLOYMENT], isVerifiedSet: false }, 'roll-out', /would change/, 0],
    [
      'a config that was edited in git',
      { changes: ['ConfigMap home/c', DEPLOYMENT], isVerifiedSet: false },
      'roll-out',
      /ConfigMap home\/c and Deployment home\/openclaw would change/,
      0,
    ],
    [
      'an object that was edited in the cluster',
      { changes: [DEPLOYMENT] },
      'roll-out',
      /openclaw was changed in the cluster since/,
      1,
    ],
    [
      'a field that was set by hand while git changed too',
      { changes: [DEPLOYMENT], byHand: [`${DEPLOYMENT}: spec.x (kubectl-edit)`], isVerifiedSet: false },
      'roll-out',
      /would change.*set by hand.*spec\.x \(kubectl-edit\)/s,
      1,
    ],
    ['a sick gateway', { ailment: AILMENT }, 'roll-out', /has no pod/, 1],
    [
      'a sick gateway that gets a new image',
      { ailment: AILMENT, changes: [DEPLOYMENT], isVerifiedSet: false },
      'roll-out',
      /would change/,
      0,
    ],
    [
      'a run that was killed half-way',
      { isUnfinished: true, changes: [DEPLOYMENT] },
      'roll-out',
      /ended between its apply and its end.*would change/s,
      0,
    ],
    ['a run that was killed after its apply', { isUnfinished: true }, 'roll-out', /ended between/, 0],
    ['the tag gone from ECR, and the rebuilt image the same', { built: true }, 'build', /every object/, 0],
  ])('%s', (_, changes, decision, reasons, drift) => {
    const decided = decide({ ...IDLE, ...changes })
    expect([decided.decision, decided.drift.length]).toEqual([decision, drift])
    expect(decided.reasons.join('\n')).toMatch(reasons)
  })

  test('many objects are not all named', () => {
    const changes = ['A a/a', 'B b/b', 'C c/c', 'D d/d']
    expect(decide({ ...IDLE, isVerifiedSet: false, changes }).reasons).toContain(
      'A a/a, B b/b and 2 more objects would change',
    )
  })
})

test('nothing is decided only where nothing is to be done, and always with reasons', () => {
  const standing: fc.Arbitrary<Standing> = fc.record({
    imageReasons: fc.constant(['r']),
    built: fc.boolean(),
    changes: fc.uniqueArray(fc.constantFrom('A a/a', 'B b/b'), { maxLength: 2 }),
    byHand: fc.constantFrom([], ['A a/a: spec.x (kubectl-edit)']),
    isVerifiedSet: fc.boolean(),
    isUnfinished: fc.boolean(),
    ailment: fc.constantFrom(undefined, AILMENT),
  })
  fc.assert(
    fc.property(standing, (any) => {
      const { decision, reasons, drift, isDriftAlone } = decide(any)
      const idle = !any.built && any.changes.length === 0 && !any.isUnfinished && any.ailment === undefined
      expect(decision === 'nothing').toBe(idle)
      expect(reasons.length).toBeGreaterThan(1)
      // Only then may a run that reports leave it at that.
      expect(isDriftAlone).toBe(drift.length > 0 && any.isVerifiedSet && !any.isUnfinished)
    }),
  )
})
