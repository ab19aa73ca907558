import { describe, expect, test } from '@jest/globals'
import { goRegExp } from '../../../../src/manifests/secrets/go-regexp.ts'
import { type Metadata, readMetadata } from '../../../../src/manifests/secrets/metadata.ts'

const AGE = [{ recipient: 'age1x', enc: 'armor' }]
const GOOD = { age: AGE, mac: 'ENC[x]', lastmodified: '2026-11-24T00:00:00Z' }

function read(fields: Record<string, unknown>): Metadata {
  const metadata = readMetadata({ ...GOOD, ...fields })
  if ('malformed' in metadata || 'unsupported' in metadata) throw new Error(JSON.stringify(metadata))
  return metadata
}

describe('which values SOPS encrypts', () => {
  test.each<[what: string, rule: Record<string, string>, path: string, encrypts: boolean | undefined]>([
    ['all without a rule', {}, 'data.a', true],
    ['not what ends in the default suffix', {}, 'data.a_unencrypted', false],
    ['nothing below a key with that suffix', {}, 'data_unencrypted.a', false],
    ['all but another suffix', { unencrypted_suffix: '_plain' }, 'a_unencrypted', true],
    ['not what ends in that suffix', { unencrypted_suffix: '_plain' }, 'a_plain.b', false],
    ['only what ends in a suffix', { encrypted_suffix: '_secret' }, 'x_secret.b', true],
    ['nothing without that suffix', { encrypted_suffix: '_secret' }, 'x.b', false],
    ['what a regex finds', { encrypted_regex: '^(data|stringData)$' }, 'stringData.a', true],
    ['and nothing else', { encrypted_regex: '^(data|stringData)$' }, 'metadata.name', false],
    ['a part of a key is enough', { encrypted_regex: 'pass' }, 'spec.password', true],
    ['all but what a regex finds', { unencrypted_regex: '^metadata$' }, 'kind', true],
    ['not what it finds', { unencrypted_regex: '^metadata$' }, 'metadata.labels.a', false],
    ['what only a comment tells', { encrypted_comment_regex: 'sops:enc' }, 'data.a', undefined],
    ['what only a comment tells not', { unencrypted_comment_regex: 'sops:plain' }, 'data.a', undefined],
  ])('%s', (_, rule, path, encrypts) => {
    expect(read(rule).encrypts(path.split('.'))).toBe(encrypts)
  })
})

describe('who can open it', () => {
  test('age, and others by their names', () => {
    const { age, others } = read({ pgp: [{ fp: 'x' }], kms: [{ arn: 'x' }], gcp_kms: [], hc_vault: null })
    expect(age).toEqual(AGE)
    expect(others).toEqual(['AWS KMS', 'PGP'])
  })

  test('a single key group is as good as none', () => {
    expect(read({ age: [], key_groups: [{ age: AGE }] }).age).toEqual(AGE)
  })
})

describe('what is not done here', () => {
  test.each<[what: string, value: unknown, flaw: Record<string, unknown>]>([
    ['text', 'x', { malformed: expect.stringContaining('not a map') }],
    ['null', null, { malformed: expect.stringContaining('not a map') }],
    ['a list', [GOOD], { malformed: expect.stringContaining('not a map') }],
    ['no MAC', { ...GOOD, mac: undefined }, { malformed: expect.stringContaining('no `mac`') }],
    ['an empty MAC', { ...GOOD, mac: '' }, { malformed: expect.stringContaining('no `mac`') }],
    ['no time', { ...GOOD, lastmodified: 5 }, { malformed: expect.stringContaining('no `lastmodified`') }],
    ['nobody who can open it', { ...GOOD, age: [] }, { malformed: expect.stringContaining('no recipient') }],
    [
      'two rules',
      { ...GOOD, encrypted_regex: 'a', unencrypted_suffix: 'b' },
      { malformed: expect.stringContaining('both') },
    ],
    [
      'Shamir’s shares',
      { ...GOOD, age: [], key_groups: [{ age: AGE }, { pgp: [{ fp: 'x' }] }] },
      { unsupported: expect.stringContaining('2 key groups') },
    ],
    [
      'a regex of Go’s own',
      { ...GOOD, encrypted_regex: '[[:alpha:]]' },
      { unsupported: expect.stringContaining('read') },
    ],
    [
      'a MAC that proves nothing about comments',
      { ...GOOD, mac_only_encrypted: true, encrypted_comment_regex: 'x' },
      { unsupported: expect.stringContaining('comments') },
    ],
  ])('%s', (_, value, flaw) => {
    expect(readMetadata(value)).toEqual(flaw)
  })
})

describe('Go’s regular expressions', () => {
  test.each<[source: string, text: string, matches: boolean]>([
    ['(?i)^PASSWORD$', 'password', true],
    ['^\\Qa', 'Qa', false],
    ['a\\-b\\_c\\@', 'a-b_c@', true],
    ['^\\d+\\.\\w$', '12.x', true],
    ['^(?:data|stringData)$', 'data', true],
  ])('%s finds %s: %p', (source, text, matches) => {
    expect(goRegExp(source)?.test(text) ?? false).toBe(matches)
  })

  test.each(['\\Qa', '\\Aa\\z', '[[:digit:]]', '(?P<x>a)', '\\pL', '(?=a)', '(?<!a)b', 'a(?i)b', '(', '(?U)a'])(
    '%s is not guessed at',
    (source) => {
      expect(goRegExp(source)).toBeUndefined()
    },
  )
})
