import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mask, maskLogin } from '../../../src/report/mask.ts'
import { maskedBy } from '../support.ts'

describe('a secret is masked', () => {
  test.each<[form: string, secret: string, masked: string[]]>([
    ['as it is', 'hunter22', ['hunter22']],
    ['without the space around it', ' hunter22\n', ['hunter22']],
    ['in base64', 'hunter22', ['aHVudGVyMjI=']],
    ['as part of a URL', 'hunter/22+', ['hunter%2F22%2B']],
    ['line by line', 'first line\r\nsecond line\n', ['first line', 'second line']],
  ])('%s', async (_, secret, masked) => {
    expect(await maskedBy(() => mask(secret))).toEqual(expect.arrayContaining(masked))
  })

  test('in no form so short that the log would be full of asterisks', async () => {
    const masked = await maskedBy(() => mask('ab\n{\nlong enough\n}\n'))
    expect(masked.every((form) => form.length >= 6)).toBe(true)
    expect(await maskedBy(() => mask(''))).toEqual([])
  })

  test('whatever it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 6, unit: 'binary' }), async (secret) => {
        fc.pre(secret.trim().length >= 6)
        expect((await maskedBy(() => mask(secret))).join('\n')).toContain(secret.trim().split(/[\r\n]/)[0])
      }),
    )
  })
})

describe('the login in a URL is masked', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  test.each<[what: string, url: string, masked: string[]]>([
    ['as it is written', 'http://me:hunter22@a:3128', ['me:hunter22', 'hunter22']],
    ['as it is sent', 'http://me:hunter%4022@a', ['me:hunter@22', 'hunter@22', base64('me:hunter@22')]],
    ['as a URL writes it', 'http://me:hun$ter|22@a', ['hun$ter%7C22', 'me:hun$ter%7C22']],
    ['without a scheme', 'me:hunter22@a:3128', ['me:hunter22', 'hunter22']],
    ['of SOCKS', 'socks5://me:hunter%4022@a', ['hunter%4022', 'hunter@22']],
    ['without a user', 'http://hunter22@a', ['hunter22']],
    ['that makes it no URL', 'http://bob:12345/p@ss@a:99999', ['bob:12345/p@ss', '12345/p@ss']],
    ['that cannot be decoded', 'http://me:hunter%zz@a', ['hunter%zz']],
    // A dot of a pattern stands for no line break.
    ['with a line break', 'http://me:hunter\n22-and-more@a', ['22-and-more']],
  ])('%s', async (_, url, masked) => {
    expect(await maskedBy(() => maskLogin(url))).toEqual(expect.arrayContaining(masked))
  })

  test.each(['', 'http://example.com:3128', 'example.com:3128', 'socks5://'])('%j has none', async (url) => {
    expect(await maskedBy(() => maskLogin(url))).toEqual([])
  })
})
