import type { RequestOptions } from 'node:https'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Credentials, credentialsOf, isNobodys } from '../../../src/kube/credentials.ts'
import { tokenOf } from '../rbac.ts'

const bearer = (token: string): RequestOptions => ({ headers: { Authorization: `Bearer ${token}` } })
const sub = 'system:serviceaccount:arc-runners:default'

test.each<[what: string, options: RequestOptions, told: Credentials]>([
  ['nothing', {}, { kind: 'none' }],
  ['headers without any', { headers: {} }, { kind: 'none' }],
  ['a client certificate', { cert: 'c', key: 'k' }, { kind: 'other' }],
  ['a password', { auth: 'me:p' }, { kind: 'other' }],
  ['a password as a header', { headers: { Authorization: 'Basic bWU6cA==' } }, { kind: 'other' }],
  ['a token that tells nothing', bearer('t0ken'), { kind: 'token' }],
  ['the token of a service account', bearer(tokenOf({ sub, exp: 3 })), { kind: 'token', account: sub, endsMs: 3000 }],
  ['the token of its Secret, which never ends', bearer(tokenOf({ sub })), { kind: 'token', account: sub }],
  ['a token of somebody else', bearer(tokenOf({ sub: 'alice@example.com', exp: 3 })), { kind: 'token', endsMs: 3000 }],
  ['a token with strange claims', bearer(tokenOf({ sub: 7, exp: 'soon' })), { kind: 'token' }],
  ['a token whose claims are null', bearer('e30.bnVsbA.x'), { kind: 'token' }],
  ['a name over several lines', bearer(tokenOf({ sub: `${sub}\n::error::x` })), { kind: 'token' }],
])('of %s', (_, options, told) => {
  expect(credentialsOf(options)).toEqual(told)
})

test('whatever the token, there is an answer', () => {
  fc.assert(
    fc.property(fc.string(), (token) => {
      expect(credentialsOf(bearer(token)).kind).toMatch(/^(token|other)$/)
    }),
  )
})

test.each([
  [sub, true],
  ['system:serviceaccount:arc-runners:set-gha-rs-no-permission', true],
  ['system:serviceaccount:default:openclaw-deployer', false],
  ['system:serviceaccount:arc-runners:set-gha-rs-kube-mode', false],
])('%s is what a pod gets that names none: %s', (account, is) => {
  expect(isNobodys(account)).toBe(is)
})
