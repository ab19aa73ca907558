import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findSecrets } from '../../../lab/scanner/find.ts'

const inText = (text: string) => [{ channel: 'log', place: 'log', text }]
const formsIn = (value: string, text: string) =>
  findSecrets([{ name: 'key', value }], inText(text)).map(({ form }) => form)

const PEM = ['-----BEGIN PRIVATE KEY-----', 'bGFiLWtleS1saW5lLW9uZQ', 'short', '-----END PRIVATE KEY-----'].join('\n')

describe('a secret is found', () => {
  test.each<[form: string, secret: string, text: string]>([
    ['raw', 'top-secret', 'the key is top-secret.'],
    ['base64', 'top-secret', Buffer.from('AWS:top-secret').toString('base64')],
    ['base64url', 'top-secret?>?>', Buffer.from('a:top-secret?>?>').toString('base64url')],
    ['hex', 'top-secret', Buffer.from('top-secret').toString('hex').toUpperCase()],
    ['raw, URL-encoded', 'top/secret', 'https://x.example/?key=top%2fsecret'],
    ['raw, URL-encoded', 'top secret', 'key=top+secret'],
    ['raw, JSON-escaped', 'top"secret', String.raw`{"key":"top\"secret"}`],
    ['raw, JSON-escaped twice', 'top"secret', JSON.stringify(JSON.stringify({ key: 'top"secret' }))],
    ['raw, JSON-escaped', 'top-secret', String.raw`"\u0074op-secret"`],
    ['raw, JSON-escaped', 'top/secret', String.raw`"top\/secret"`],
    ['line, raw', PEM, 'read bGFiLWtleS1saW5lLW9uZQ'],
    ['base64', 'a-secret-of-more-than-one-line', 'YS1zZWNyZXQtb2Yt\n   bW9yZS10aGFuLW9uZS1saW5l'],
    ['raw', 'top-secret\n', 'top-secret'],
  ])('%s: %j', (form, secret, text) => {
    expect(formsIn(secret, text)).toEqual([form])
  })

  test('with where it is and its name, without its value', () => {
    const secrets = ['token', 'other'].map((name) => ({ name, value: `value-of-${name}` }))
    const texts = [
      { channel: 'log', place: 'line 1', text: 'nothing' },
      { channel: 'file', place: '/tmp/a', text: '{"a":"value-of-token"}' },
    ]
    expect(findSecrets(secrets, texts)).toEqual([{ channel: 'file', place: '/tmp/a', secret: 'token', form: 'raw' }])
  })
})

describe('no secret is found', () => {
  test.each<[what: string, secret: string, text: string]>([
    ['in the marks that every PEM has', PEM, '-----BEGIN PRIVATE KEY-----'],
    ['in a line that is too short to mean it', PEM, 'in short'],
    ['in a part of it', 'top-secret', 'top-secre'],
  ])('%s', (_, secret, text) => {
    expect(formsIn(secret, text)).toEqual([])
  })

  test('that is too short is refused, by its name', () => {
    expect(() => formsIn('', 'x')).toThrow('the secret "key" is too short to be looked for')
    expect(() => formsIn('abcde', 'x')).toThrow(/too short/)
  })
})

const secret = fc
  .string({ minLength: 6, unit: fc.constantFrom(...' aZ09"\\/+-_%&é€😀~') })
  .filter((each) => each.trim().length > 5)
const around = fc.string({ unit: 'grapheme' })

describe('at any place in any text', () => {
  const FORMS: [form: string, write: (before: string, secret: string, after: string) => string][] = [
    ['raw', (before, each, after) => before + each + after],
    ['base64 of it alone', (before, each, after) => before + Buffer.from(each).toString('base64') + after],
    ['base64 of all', (...parts) => Buffer.from(parts.join('')).toString('base64')],
    ['base64 in lines', (...parts) => Buffer.from(parts.join('')).toString('base64').replace(/.{7}/g, '$&\r\n')],
    ['base64url of all', (...parts) => Buffer.from(parts.join('')).toString('base64url')],
    ['hex', (before, each, after) => before + Buffer.from(each).toString('hex') + after],
    ['URL', (...parts) => encodeURIComponent(parts.join(''))],
    ['URL of base64', (...parts) => encodeURIComponent(Buffer.from(parts.join('')).toString('base64'))],
    ['URL as forms have it', (...parts) => new URLSearchParams({ a: parts.join('') }).toString()],
    ['JSON', (...parts) => JSON.stringify({ a: parts.join('') })],
    ['JSON of JSON', (...parts) => JSON.stringify({ b: JSON.stringify({ a: parts.join('') }) })],
  ]
  test.each(FORMS)('%s', (_, write) => {
    fc.assert(
      fc.property(around, secret, around, (before, value, after) => {
        expect(formsIn(value, write(before, value, after))).toHaveLength(1)
      }),
    )
  })

  test.each(FORMS)('%s, of a single line of many', (_, write) => {
    const line = secret.filter((each) => each.trim().length > 7)
    fc.assert(
      fc.property(around, fc.array(line, { minLength: 2 }), fc.nat(), around, (before, lines, at, after) => {
        expect(formsIn(lines.join('\n'), write(before, lines[at % lines.length] as string, after))).toHaveLength(1)
      }),
    )
  })
})

test('nothing is found where it is not, and of two secrets the one that is there', () => {
  const value = fc.nat().map((seed) => createHash('sha256').update(String(seed)).digest('base64'))
  fc.assert(
    fc.property(around, value, value, around, (before, here, elsewhere, after) => {
      fc.pre(here !== elsewhere)
      const secrets = [
        { name: 'here', value: here },
        { name: 'elsewhere', value: elsewhere },
      ]
      expect(findSecrets(secrets, inText(before + after))).toEqual([])
      expect(findSecrets(secrets, inText(before + here + after)).map(({ secret }) => secret)).toEqual(['here'])
    }),
  )
})
