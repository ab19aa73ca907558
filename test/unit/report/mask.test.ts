import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mask } from '../../../src/report/mask.ts'
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
