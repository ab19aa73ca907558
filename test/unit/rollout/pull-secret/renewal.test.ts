import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../../src/kube/object.ts'
import { loginsOf } from '../../../../src/kube/registry-login.ts'
import type { PullSecret } from '../../../../src/rollout/pull-secret/judge.ts'
import { secretToRenew, withLogin } from '../../../../src/rollout/pull-secret/renewal.ts'
import { auth, ECR, HOUR, IMAGE, loginSecret, NOW, named, token } from './secrets.ts'

const ended = loginSecret({ [ECR]: auth(token(NOW - HOUR)) })
const foreign = loginSecret({ 'ghcr.io': auth('pat') })

describe('the Secret that is renewed', () => {
  const choose = (secrets: readonly PullSecret[]) =>
    secretToRenew({ image: IMAGE, isEcr: true, secrets, nowMs: NOW }, { file: 'k8s/openclaw.yaml', line: 3 })

  test.each<[what: string, secrets: PullSecret[], name: string]>([
    ['the only one', [named(ended)], 'ecr-pull'],
    ['the only one, though it is for another registry', [named(foreign)], 'ecr-pull'],
    ['the only one, though it is not there', [named(undefined)], 'ecr-pull'],
    ['of several the one for this registry', [named(foreign, 'ghcr'), named(ended)], 'ecr-pull'],
    ['that one, whatever else the manifests have', [named(foreign, 'ghcr', true), named(ended)], 'ecr-pull'],
  ])('is %s', (_, secrets, name) => {
    expect(choose(secrets)).toEqual({ name })
  })

  test.each<[what: string, secrets: PullSecret[], message: RegExp, line: number]>([
    ['none is named', [], /nothing to renew: the gateway’s pod names no imagePullSecrets/, 3],
    ['none of several is for it', [named(foreign, 'a'), named(undefined, 'b')], /several.*Secrets a, b/, 3],
    ['it is in the manifests', [named(ended, 'ecr-pull', true)], /is in the manifests, and each apply/, 7],
    ['it is of another type', [named(loginSecret({}, { type: 'Opaque' }))], /is of type Opaque/, 7],
  ])('is none when %s', (_, secrets, message, line) => {
    expect(choose(secrets)).toEqual({
      problem: {
        code: 'pull-secret',
        message: expect.stringMatching(message),
        fix: expect.any(String),
        where: { file: 'k8s/openclaw.yaml', line },
      },
    })
  })
})

describe('the Secret with a fresh login', () => {
  const place = { name: 'ecr-pull', namespace: 'home' }
  const login = { registry: ECR, username: 'AWS', password: 'fresh' }
  const registries = (secret: KubeObject) => {
    const read = loginsOf(secret)
    return 'logins' in read ? read.logins.map(({ registry, password }) => [registry, password]) : read
  }

  test('is new when there is none', () => {
    const secret = withLogin(place, undefined, login, NOW)
    expect(secret).toMatchObject({
      kind: 'Secret',
      type: 'kubernetes.io/dockerconfigjson',
      metadata: { ...place, annotations: { 'openclaw-deploy/pull-secret-ends': `2026-11-22T06:00:00.000Z ${ECR}` } },
    })
    expect(secret.metadata).not.toHaveProperty('resourceVersion')
    expect(registries(secret)).toEqual([[ECR, 'fresh']])
  })

  test('keeps the logins for others, and none for the same registry in another spelling', () => {
    const live = loginSecret(
      {
        'ghcr.io': auth('pat'),
        [`https://${ECR}/v1/`]: auth('stale'),
        [ECR]: auth('stale'),
        [`${ECR}/team`]: auth('own'),
      },
      { metadata: { ...place, resourceVersion: '41', labels: { mine: 'yes' } } },
    )
    const secret = withLogin(place, live, login, undefined)
    expect(registries(secret)).toEqual([
      ['ghcr.io', 'pat'],
      [`${ECR}/team`, 'own'],
      [ECR, 'fresh'],
    ])
    // What is not ours is not applied; and nothing that was written meanwhile is lost.
    expect(secret.metadata).toEqual({ ...place, resourceVersion: '41' })
  })

  test('stays of the old kind, since a type cannot be changed', () => {
    const data = { '.dockercfg': Buffer.from(JSON.stringify({ [ECR]: auth('stale') })).toString('base64') }
    const secret = withLogin(place, loginSecret({}, { type: 'kubernetes.io/dockercfg', data }), login, NOW)
    expect(secret.type).toBe('kubernetes.io/dockercfg')
    expect(registries(secret)).toEqual([[ECR, 'fresh']])
  })
})
