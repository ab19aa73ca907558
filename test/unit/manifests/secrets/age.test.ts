import { describe, expect, test } from '@jest/globals'
import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { openDataKey, readAgeKeys } from '../../../../src/manifests/secrets/age.ts'
import { newAgeKey, wrap } from './seal.ts'

const DATA_KEY = Buffer.alloc(32, 9)

describe('the keys', () => {
  test('are read as age-keygen writes them, with Windows line ends and space around them too', async () => {
    const [a, b] = [await newAgeKey(), await newAgeKey()]
    const text = `# created: today\r\n# public key: ${a.recipient}\r\n  ${a.identity}  \r\n\r\n${b.identity}`
    expect(await readAgeKeys(text)).toEqual({
      identities: [a.identity, b.identity],
      recipients: [a.recipient, b.recipient],
      unreadable: [],
    })
  })

  test.each<[what: string, change: (identity: string) => string]>([
    ['a letter was lost', (identity) => identity.slice(0, -1)],
    ['a letter was changed', (identity) => identity.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'))],
    ['it is the public half', () => 'age1l44xcng8dqj32nlv6d930qvvrny05hglzcv9qpc7kxjc6902ma4qufys29'],
    ['it is of a plugin', () => 'AGE-PLUGIN-YUBIKEY-1QQQQQQ'],
  ])('are not read when %s', async (_, change) => {
    const { identity } = await newAgeKey()
    expect(await readAgeKeys(`# mine\n${change(identity)}`)).toEqual({
      identities: [],
      recipients: [],
      unreadable: [2],
    })
  })
})

describe('the data key', () => {
  test('opens for any of its recipients', async () => {
    const [a, b] = [await newAgeKey(), await newAgeKey()]
    const wrapped = await Promise.all(
      [a, b].map(async ({ recipient }) => ({ recipient, enc: await wrap(DATA_KEY, recipient) })),
    )
    for (const { identity } of [a, b])
      expect(await openDataKey(wrapped, await readAgeKeys(identity))).toEqual({ dataKey: DATA_KEY })
  })

  test('opens by a key that quantum computers do not break', async () => {
    const identity = await generateHybridIdentity()
    const recipient = await identityToRecipient(identity)
    const wrapped = [{ recipient, enc: await wrap(DATA_KEY, recipient) }]
    expect(await openDataKey(wrapped, await readAgeKeys(identity))).toEqual({ dataKey: DATA_KEY })
  })

  test('does not open for a stranger', async () => {
    const { recipient } = await newAgeKey()
    const { identity } = await newAgeKey()
    const wrapped = [{ recipient, enc: await wrap(DATA_KEY, recipient) }]
    expect(await openDataKey(wrapped, await readAgeKeys(identity))).toBe('stranger')
  })

  test('is damaged when it is too short, empty, or no age file', async () => {
    const { identity, recipient } = await newAgeKey()
    const encs = [await wrap(Buffer.alloc(16), recipient), await wrap(Buffer.alloc(0), recipient), '', 'not armored']
    for (const enc of encs) expect(await openDataKey([{ recipient, enc }], await readAgeKeys(identity))).toBe('damaged')
  })
})
