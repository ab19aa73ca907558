import { createCipheriv, randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isCiphertext, openValue } from '../../../../src/manifests/secrets/cipher.ts'
import { goFloat } from '../../../../src/manifests/secrets/go-numbers.ts'
import { sealValue } from './seal.ts'

const KEY = Buffer.alloc(32, 7)
const AT = 'stringData:token:'

describe('a value is read by its type', () => {
  test.each<[type: string, text: string, plain: unknown, authenticated: string]>([
    ['str', 'hunter2', 'hunter2', 'hunter2'],
    ['str', '0644', '0644', '0644'],
    ['str', 'zwei\nZeilen, ünïcode\n', 'zwei\nZeilen, ünïcode\n', 'zwei\nZeilen, ünïcode\n'],
    ['bytes', 'old files have this', 'old files have this', 'old files have this'],
    ['time', '2031-01-01T00:00:00Z', '2031-01-01T00:00:00Z', '2031-01-01T00:00:00Z'],
    ['bool', 'True', true, 'True'],
    ['bool', 'False', false, 'False'],
    ['int', '8080', 8080, '8080'],
    ['int', '-1', -1, '-1'],
    ['float', '3.14', 3.14, '3.14'],
    ['float', '7', 7, '7'],
    ['float', '1e+21', 1e21, '1000000000000000000000'],
  ])('%s %p', (type, text, plain, authenticated) => {
    expect(openValue(sealValue(type, text, KEY, AT), KEY, AT)).toEqual({ plain, authenticated })
  })

  test.each<[what: string, type: string, text: string | Buffer, flaw: RegExp]>([
    ['a bool that is none', 'bool', 'yes', /not of the type/],
    ['an int that is none', 'int', '1.5', /not of the type/],
    ['an int with more digits than JSON keeps', 'int', '9007199254740993', /too many digits/],
    ['a float that is none', 'float', 'NaN', /not of the type/],
    ['a comment in a value’s place', 'comment', 'x', /not of the type/],
    ['a type that SOPS does not have', 'date', 'x', /not of the type/],
    ['bytes that are no text', 'str', Buffer.from([0xff, 0xfe]), /not text/],
  ])('%s is refused', (_, type, text, flaw) => {
    expect(openValue(sealValue(type, text, KEY, AT), KEY, AT)).toEqual({ flaw: expect.stringMatching(flaw) })
  })
})

describe('a value is refused', () => {
  const good = sealValue('str', 'hunter22', KEY, AT)
  const truncated = () => {
    const iv = randomBytes(32)
    const cipher = createCipheriv('aes-256-gcm', KEY, iv, { authTagLength: 12 })
    cipher.setAAD(Buffer.from(AT))
    const data = Buffer.concat([cipher.update('hunter22'), cipher.final()])
    const [d, i, t] = [data, iv, cipher.getAuthTag()].map((each) => each.toString('base64'))
    return `ENC[AES256_GCM,data:${d},iv:${i},tag:${t},type:str]`
  }
  // The last digit of this base64 has bits that no byte uses.
  const padded = sealValue('str', 'hunter22', KEY, AT).replace(/(.)=,iv/, (_, digit: string) => {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    return `${digits[digits.indexOf(digit) + 1]}=,iv`
  })
  test.each<[what: string, ciphertext: string, at: string, key: Buffer, flaw: RegExp]>([
    ['under another key of the map', good, 'stringData:other:', KEY, /moved here/],
    ['with another data key', good, AT, Buffer.alloc(32, 8), /changed/],
    ['with a data key of another length', good, AT, Buffer.alloc(16), /changed/],
    ['with a tag that is valid but short', truncated(), AT, KEY, /not what SOPS writes/],
    ['with base64 that only decodes to the same', padded, AT, KEY, /not what SOPS writes/],
    ['with something behind it', `${good} `, AT, KEY, /not what SOPS writes/],
    ['without its type', good.replace(',type:str', ''), AT, KEY, /not what SOPS writes/],
    ['of another cipher', good.replace('GCM', 'CBC'), AT, KEY, /not what SOPS writes/],
  ])('%s', (_, ciphertext, at, key, flaw) => {
    expect(openValue(ciphertext, key, at)).toEqual({ flaw: expect.stringMatching(flaw) })
  })
})

test.each<[value: unknown, is: boolean]>([
  ['ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]', true],
  [' ENC[AES256_GCM,', true],
  ['see ENC[AES256_GCM, in the manual', false],
  ['ENC[', false],
  [7, false],
])('%p is ciphertext: %p', (value, is) => {
  expect(isCiphertext(value)).toBe(is)
})

describe('floats are printed as Go prints them', () => {
  test.each<[number: number, text: string]>([
    [0, '0'],
    [-0, '-0'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    [1.5e300, `15${'0'.repeat(299)}`],
    [1e-7, '0.0000001'],
    [-2.5e-9, '-0.0000000025'],
    [1e23, `1${'0'.repeat(23)}`],
  ])('%p', (number, text) => {
    expect(goFloat(number)).toBe(text)
  })

  test('any of them reads back the same, and none has an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(Number(goFloat(number))).toBe(number)
        expect(goFloat(number)).toMatch(/^-?\d+(\.\d+)?$/)
      }),
    )
  })
})
