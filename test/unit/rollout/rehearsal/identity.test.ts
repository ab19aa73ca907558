import { describe, expect, test } from '@jest/globals'
import { labelsFor, nameFor, whatWouldTake } from '../../../../src/rollout/rehearsal/identity.ts'
import { deployment, other, part } from './gateway.ts'

describe('the labels', () => {
  test.each<[what: string, selector: object, service: object | undefined, taker: string | undefined]>([
    ['as usual', { matchLabels: { app: 'openclaw' } }, { selector: { app: 'openclaw' } }, undefined],
    ['of a Service without selector', { matchLabels: { app: 'openclaw' } }, {}, undefined],
    [
      'of a Deployment that takes any',
      { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] },
      undefined,
      'Deployment openclaw',
    ],
    [
      'of a Service that takes ours',
      { matchLabels: { app: 'x' } },
      { selector: { 'app.kubernetes.io/managed-by': 'openclaw-deploy' } },
      'Service web',
    ],
  ])('would be taken %s', (_, selector, service, taker) => {
    const one = deployment()
    const chosen = { ...one, spec: { ...one.spec, selector } }
    const others = service ? [other('Service', 'web', { spec: service }, 'unchanged')] : []
    expect(whatWouldTake(part(chosen, others), labelsFor(chosen))).toBe(taker)
  })

  test.each(['openclaw', 'o'.repeat(200), `${'a'.repeat(39)}.b.c`, `${'a'.repeat(62)}-b`])(
    'and the name fit: %s',
    (name) => {
      const { metadata } = { metadata: { ...deployment().metadata, name } }
      const pod = nameFor({ metadata })
      const label = labelsFor({ metadata })['openclaw-deploy/rehearsal'] ?? ''
      expect(`${pod}-99`.length).toBeLessThanOrEqual(63)
      expect(pod).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?-rehearsal-[a-z0-9]{5}$/)
      expect(label).toMatch(/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/)
    },
  )
})
