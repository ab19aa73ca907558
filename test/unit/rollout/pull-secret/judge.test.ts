import { describe, expect, test } from '@jest/globals'
import { endNote, tokenEnd } from '../../../../src/rollout/pull-secret/end.ts'
import { judgePull, type PullSecret } from '../../../../src/rollout/pull-secret/judge.ts'
import { auth, ECR, HOUR, IMAGE, loginSecret, NOW, named, token } from './secrets.ts'

const lasts = (hours: number, registry = ECR) => loginSecret({ [registry]: auth(token(NOW + hours * HOUR)) })
const judge = (secrets: readonly PullSecret[], isEcr = true) => judgePull({ image: IMAGE, isEcr, secrets, nowMs: NOW })
const WHERE = { file: 'k8s/openclaw.yaml', line: 7 }

describe('one pull secret', () => {
  test.each<
    [what: string, secret: PullSecret, isEcr: boolean, kind: 'problems' | 'warnings' | 'none', said: RegExp | undefined]
  >([
    ['that lasts for days', named(lasts(48)), true, 'none', undefined],
    [
      'that a SealedSecret brings after the apply',
      { ...named(undefined), madeFrom: 'SealedSecret ecr-pull' },
      true,
      'none',
      undefined,
    ],
    ['that does not tell', named(loginSecret({ [ECR]: auth('secret') })), true, 'none', undefined],
    [
      'that ends within the hour',
      named(lasts(0.5)),
      true,
      'warnings',
      /Secret ecr-pull ends on 2026-11-22 06:30 UTC, and then the gateway cannot be moved/,
    ],
    ['that has ended', named(lasts(-1)), true, 'problems', /Secret ecr-pull ended on 2026-11-22 05:00 UTC/],
    ['that has ended, of what may be no ECR', named(lasts(-1)), false, 'problems', /ended on/],
    ['that ends now', named(lasts(0)), true, 'problems', /ended on/],
    ['that is not there', named(undefined), true, 'problems', /neither the manifests nor the cluster have/],
    ['that lasts until the next renewal of a schedule', named(lasts(3)), true, 'none', undefined],
    ['that is not there, for a registry that may be open', named(undefined), false, 'warnings', /neither/],
    ['of another type', named(loginSecret({}, { type: 'Opaque' })), true, 'problems', /ecr-pull is of type Opaque/],
    [
      'for another registry',
      named(lasts(48, 'ghcr.io')),
      true,
      'warnings',
      /No login for 123456789012\.dkr\S+ is in Secret ecr-pull/,
    ],
    ['for another registry, for one that may be open', named(lasts(48, 'ghcr.io')), false, 'none', undefined],
    ['with nothing in it', named(loginSecret({})), true, 'warnings', /No login for/],
  ])('%s', (_, secret, isEcr, kind, said) => {
    const { problems, warnings } = judge([secret], isEcr)
    expect({ problems: problems.length, warnings: warnings.length }).toEqual({
      problems: kind === 'problems' ? 1 : 0,
      warnings: kind === 'warnings' ? 1 : 0,
    })
    const [finding] = [...problems, ...warnings]
    if (said) expect(finding).toMatchObject({ code: 'pull-secret', message: expect.stringMatching(said), where: WHERE })
    expect(JSON.stringify([problems, warnings])).not.toMatch(/c2VjcmV0|eyJwYXlsb2Fk|QVdTO/)
  })
})

test('no pull secret at all is no fault: the node may have a login of its own', () => {
  expect(judge([])).toEqual({ problems: [], warnings: [] })
})

describe('several', () => {
  test('one that is good is enough; what is useless beside it is said', () => {
    const { problems, warnings, lasting } = judge([named(undefined, 'gone'), named(lasts(-1), 'old'), named(lasts(48))])
    expect(problems).toEqual([])
    expect(warnings.map(({ message }) => /gone|old/.exec(message)?.[0])).toEqual(['gone', 'old'])
    expect(lasting).toEqual({ name: 'ecr-pull', endsAtMs: NOW + 48 * HOUR })
  })

  test('the one that lasts longest counts, and one that never tells lasts', () => {
    expect(judge([named(lasts(11), 'a'), named(lasts(30), 'b')]).lasting).toEqual({
      name: 'b',
      endsAtMs: NOW + 30 * HOUR,
    })
    const silent = named(loginSecret({ [ECR]: auth('secret') }), 'silent')
    expect(judge([named(lasts(11), 'a'), silent])).toEqual({ problems: [], warnings: [], lasting: { name: 'silent' } })
  })

  test('all that are useless are told at once', () => {
    expect(judge([named(undefined, 'gone'), named(lasts(-1), 'old')]).problems).toHaveLength(2)
  })

  test('so do several entries of one', () => {
    const both = { [ECR]: auth(token(NOW - HOUR)), [`https://${ECR}/v2/`]: auth(token(NOW + 30 * HOUR)) }
    expect(judge([named(loginSecret(both))]).lasting).toEqual({ name: 'ecr-pull', endsAtMs: NOW + 30 * HOUR })
  })
})

describe('the end of a token', () => {
  const of = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64')
  test.each<[what: string, password: string, end: number | undefined]>([
    ['of ECR', token(NOW), NOW],
    ['as text', of({ expiration: '1795327200' }), 1795327200_000],
    ['that has none', of({ payload: 'x' }), undefined],
    ['in milliseconds', of({ expiration: 1795327200_000 }), undefined],
    ['beyond all time', of({ expiration: 1e300 }), undefined],
    ['of null', of(null), undefined],
    ['of a list', of([1]), undefined],
    ['a password', 'hunter2', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, password, end) => {
    expect(tokenEnd(password)).toBe(end)
  })
})

describe('the note beside a login', () => {
  const ours = {
    manager: 'openclaw-deploy-pull-secret',
    operation: 'Apply',
    fieldsV1: { 'f:data': { 'f:.dockerconfigjson': {} } },
  }
  const noted = (registry: string, managedFields: object[], ended = NOW + 3 * HOUR) =>
    loginSecret(
      { [ECR]: auth('of another kind') },
      { metadata: { name: 'ecr-pull', annotations: endNote(ended, registry), managedFields } },
    )

  test.each<[what: string, secret: ReturnType<typeof noted>, end: number | undefined]>([
    ['counts where the token tells nothing', noted(ECR, [ours]), NOW + 3 * HOUR],
    ['does not count for another registry', noted('ghcr.io', [ours]), undefined],
    ['does not count once somebody else has written', noted(ECR, [{ ...ours, manager: 'cron' }]), undefined],
    ['does not count without the fields’ owners', noted(ECR, []), undefined],
  ])('%s', (_, secret, end) => {
    expect(judge([named(secret)]).lasting).toEqual({ name: 'ecr-pull', ...(end && { endsAtMs: end }) })
  })

  test('ends a login as its token would', () => {
    expect(judge([named(noted(ECR, [ours], NOW - HOUR))]).problems).toHaveLength(1)
  })
})
