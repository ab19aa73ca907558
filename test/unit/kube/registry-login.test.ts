import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { KubeObject } from '../../../src/kube/object.ts'
import { authEntry, isFor, loginData, loginsOf } from '../../../src/kube/registry-login.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const secret = (rest: object): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...rest })
const json = (content: unknown) =>
  secret({
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': base64(typeof content === 'string' ? content : JSON.stringify(content)) },
  })

describe('a login is for an image as the kubelet has it', () => {
  const image = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/k3s-homelab/openclaw:1@sha256:ab'
  test.each<[registry: string, image: string, expected: boolean]>([
    ['123456789012.dkr.ecr.eu-central-1.amazonaws.com', image, true],
    ['https://123456789012.dkr.ecr.eu-central-1.amazonaws.com', image, true],
    ['http://123456789012.dkr.ecr.eu-central-1.amazonaws.com/', image, true],
    ['https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/v1/', image, true],
    ['123456789012.dkr.ecr.eu-central-1.amazonaws.com/v2/', image, true],
    ['123456789012.dkr.ecr.eu-central-1.amazonaws.com/k3s-homelab', image, true],
    ['123456789012.dkr.ecr.eu-central-1.amazonaws.com/k3s-homelab/openclaw', image, true],
    ['123456789012.dkr.ecr.eu-central-1.amazonaws.com/other', image, false],
    ['*.dkr.ecr.eu-central-1.amazonaws.com', image, true],
    ['*.dkr.ecr.*.amazonaws.com', image, true],
    ['1234567890??.dkr.ecr.eu-*.amazonaws.com', image, true],
    ['*.amazonaws.com', image, false],
    ['*', image, false],
    ['210987654321.dkr.ecr.eu-central-1.amazonaws.com', image, false],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com', image, false],
    ['123456789012.dkr.ecr.eu-central-1.amazonaws.com:443', image, false],
    ['123456789012xdkr.ecr.eu-central-1.amazonaws.com', image, false],
    ['localhost:5000', 'localhost:5000/openclaw', true],
    ['localhost', 'localhost:5000/openclaw', false],
    ['https://index.docker.io/v1/', 'openclaw:1', true],
    ['docker.io', 'me/openclaw', true],
    ['docker.io/library', 'openclaw', true],
    ['docker.io/library', 'me/openclaw', false],
    ['https://index.docker.io/v1/', 'ghcr.io/o/openclaw', false],
    ['', image, false],
    ['[', image, false],
  ])('%s and %s: %s', (registry, reference, expected) => {
    expect(isFor(registry, reference)).toBe(expected)
  })

  test('whatever is written there is no error', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (registry, reference) => void isFor(registry, reference)))
  })
})

describe('the logins of a Secret', () => {
  test.each<[what: string, secret: KubeObject]>([
    ['by auth', json({ auths: { 'r.io': { auth: base64('u:p:q') } } })],
    ['by name and password', json({ auths: { 'r.io': { username: 'u', password: 'p:q' } } })],
    ['by auth, which goes over a password', json({ auths: { 'r.io': { auth: base64('u:p:q'), password: 'x' } } })],
    [
      'of the old kind',
      secret({
        type: 'kubernetes.io/dockercfg',
        data: { '.dockercfg': base64(JSON.stringify({ 'r.io': { auth: base64('u:p:q') } })) },
      }),
    ],
    [
      'as a manifest has them',
      secret({
        type: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': base64('{"auths":{}}') },
        stringData: { '.dockerconfigjson': JSON.stringify({ auths: { 'r.io': { auth: base64('u:p:q') } } }) },
      }),
    ],
  ])('%s', (_, given) => {
    expect(loginsOf(given)).toMatchObject({ logins: [{ registry: 'r.io', username: 'u', password: 'p:q' }] })
  })

  test.each<[what: string, secret: KubeObject, flaw: RegExp]>([
    ['no type', secret({ data: {} }), /is of type Opaque, from which no node takes a login/],
    ['another type', secret({ type: 'kubernetes.io/tls' }), /of type kubernetes.io\/tls/],
    ['no data', secret({ type: 'kubernetes.io/dockerconfigjson' }), /has no key .dockerconfigjson/],
    [
      'the key of the other kind',
      secret({ type: 'kubernetes.io/dockercfg', data: { '.dockerconfigjson': 'e30=' } }),
      /no key .dockercfg/,
    ],
    ['no JSON', json('hunter2'), /has no JSON of registries/],
    ['a list', json('[]'), /has no JSON of registries/],
    ['auths that are none', json({ auths: 'hunter2' }), /has no JSON of registries/],
    ['an entry that is none', json({ auths: { 'r.io': 'hunter2' } }), /an entry for r.io that cannot be read/],
    [
      'an auth without colon',
      json({ auths: { ok: {}, 'r.io': { auth: base64('hunter2') } } }),
      /an entry for r.io that cannot be read/,
    ],
    ['an auth that is no text', json({ auths: { 'r.io': { auth: 7 } } }), /an entry for r.io/],
  ])('%s: not by any part of it', (_, given, flaw) => {
    const read = loginsOf(given) as { flaw: string }
    expect(read.flaw).toMatch(flaw)
    expect(read.flaw).not.toMatch(/hunter2|aHVudGVyMg/)
  })

  test('are read as they are written', () => {
    const name = fc.string().filter((each) => !each.includes(':'))
    fc.assert(
      fc.property(fc.constantFrom('dockerconfigjson', 'dockercfg'), name, fc.string(), (format, username, password) => {
        const data = loginData({ format, auths: { 'r.io': authEntry(username, password) } })
        expect(loginsOf(secret({ type: `kubernetes.io/${format}`, data }))).toMatchObject({
          format,
          logins: [{ registry: 'r.io', username, password }],
        })
      }),
    )
  })
})
