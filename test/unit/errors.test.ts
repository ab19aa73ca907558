import { describe, expect, test } from '@jest/globals'
import { DeployError, messageOf, problemsOf, systemCode, together } from '../../src/errors.ts'
import { problemsFrom } from './support.ts'

const first = { code: 'input-invalid', message: 'One is wrong', fix: 'Correct one' } as const
const second = { code: 'build-failed', message: 'Two is wrong', fix: 'Correct two' } as const

describe('problemsOf', () => {
  test('of our own error are its problems', () => {
    expect(problemsOf(new DeployError(first, second))).toEqual([first, second])
  })

  test('of any other error say that it is a bug of the action, with its stack as evidence', () => {
    const [problem] = problemsOf(new TypeError('x is undefined'))
    expect(problem).toMatchObject({
      code: 'internal',
      message: 'The action itself failed: x is undefined',
      evidence: expect.arrayContaining([expect.stringContaining('errors.test')]),
    })
  })

  test.each([
    ['text', 'text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [{ toString: (): string => 'odd' }, 'odd'],
  ])('of a thrown %p, which is no error at all, is still a sentence', (thrown, said) => {
    expect(problemsOf(thrown)).toEqual([
      expect.objectContaining({ code: 'internal', message: `The action itself failed: ${said}` }),
    ])
  })
})

describe('a problem that quotes something', () => {
  const told = (message: string) => problemsOf(new DeployError({ ...first, message }))[0].message

  test.each<[what: string, quoted: string, said: string]>([
    ['line breaks', 'a "b\r\n  ::error::c\u2028d"', 'a "b ::error::c d"'],
    ['escape sequences', '\u001b[31mred\u0000', '\\x1b[31mred\\x00'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['letters of any language', 'Grüße 🦞 “quoted” `code`', 'Grüße 🦞 “quoted” `code`'],
  ])('is one line, whatever it quotes: %s', (_, quoted, said) => {
    expect(told(quoted)).toBe(said)
    expect(new DeployError({ ...first, fix: quoted }).problems[0].fix).toBe(said)
  })

  test('is a sentence and no file, and keeps its end', () => {
    const message = told(`Input \`image\` is "${'x'.repeat(100_000)}", which is no image`)
    expect(message.length).toBeLessThan(2_100)
    expect(message).toMatch(/^Input `image` is "xxx.*x … x.*xxx", which is no image$/)
  })
})

describe('messageOf', () => {
  test.each<[what: string, thrown: unknown, message: string]>([
    ['an error', new Error('plain'), 'plain'],
    ['an error without message', new RangeError(''), 'RangeError'],
    [
      'a failed fetch',
      new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
      'connect ECONNREFUSED',
    ],
    ['a cause of a cause', new Error('a', { cause: new Error('b', { cause: new Error('c') }) }), 'c'],
    ['a cause that is no error', new Error('a', { cause: 'b' }), 'a'],
    ['attempts at several addresses', new AggregateError([new Error('first'), new Error('second')], ''), 'first'],
    ['an aggregate of nothing', new AggregateError([], 'all failed'), 'all failed'],
    ['a fetch to several addresses', new Error('fetch failed', { cause: new AggregateError([new Error('v6')]) }), 'v6'],
  ])('of %s is the cause closest to the fact', (_, thrown, message) => {
    expect(messageOf(thrown)).toBe(message)
  })
})

describe('systemCode', () => {
  const coded = (code: unknown, cause?: unknown) => Object.assign(new Error('e', { cause }), { code })
  test.each<[what: string, thrown: unknown, code: string | undefined]>([
    ['its own', coded('ENOENT'), 'ENOENT'],
    ['its cause’s', new Error('x', { cause: coded('ECONNREFUSED') }), 'ECONNREFUSED'],
    ['its cause’s, when its own is a number', coded(23, coded('CERT_HAS_EXPIRED')), 'CERT_HAS_EXPIRED'],
    ['its first attempt’s', new AggregateError([coded('ETIMEDOUT')]), 'ETIMEDOUT'],
    ['none', new Error('x'), undefined],
    ['none of an empty aggregate', new AggregateError([]), undefined],
    ['none of something else', 'ENOENT', undefined],
  ])('is %s', (_, thrown, code) => {
    expect(systemCode(thrown)).toBe(code)
  })
})

describe('together', () => {
  test('gives all results in their order', async () => {
    const slow = new Promise<string>((resolve) => setTimeout(() => resolve('slow'), 5))
    expect(await together([slow, Promise.resolve(2)])).toEqual(['slow', 2])
  })

  test('waits for all and throws the problems of each that failed', async () => {
    const late = new Promise((_, reject) => setTimeout(() => reject(new DeployError(second, second)), 5))
    const problems = await problemsFrom(() =>
      together([Promise.resolve(1), Promise.reject(new DeployError(first)), late, Promise.reject(new Error('bug'))]),
    )
    expect(problems.map(({ code }) => code)).toEqual(['input-invalid', 'build-failed', 'build-failed', 'internal'])
  })
})

test('the message of a DeployError holds all of its problems', () => {
  expect(new DeployError(first, second)).toMatchObject({ name: 'DeployError', message: 'One is wrong; Two is wrong' })
})
