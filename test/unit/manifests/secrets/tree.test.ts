import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Document, type ParsedNode, parseAllDocuments } from 'yaml'
import { openDataKey, readAgeKeys } from '../../../../src/manifests/secrets/age.ts'
import { type Metadata, readMetadata } from '../../../../src/manifests/secrets/metadata.ts'
import { openTree } from '../../../../src/manifests/secrets/tree.ts'
import { type AgeKey, newAgeKey, type SealOptions, seal, sealValue, Typed } from './seal.ts'

let key: AgeKey
beforeAll(async () => {
  key = await newAgeKey()
})

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')

function sopsOf(document: Document<ParsedNode> | undefined): { mac: string } {
  if (!document) throw new Error('no document')
  return (document.toJS() as { sops: { mac: string } }).sops
}

async function load(text: string, ageKeys: string) {
  const documents = parseAllDocuments(text, { version: '1.1' }) as Document<ParsedNode>[]
  const metadata = readMetadata(sopsOf(documents[0])) as Metadata
  const opened = await openDataKey(metadata.age, await readAgeKeys(ageKeys))
  if (typeof opened === 'string') throw new Error(opened)
  return { documents, metadata, dataKey: opened.dataKey }
}

async function open(text: string, ageKeys: string): Promise<Record<string, unknown> | string[]> {
  const { documents, metadata, dataKey } = await load(text, ageKeys)
  const tree = openTree(documents, metadata, dataKey)
  if ('damages' in tree) return tree.damages.map(({ path, flaw }) => `${path?.join('.') ?? 'MAC'} ${flaw}`)
  return Object.fromEntries(tree.leaves.map(({ path, plain }, i) => [`${i} ${path.join('.')}`, plain]))
}

const sealed = async (documents: readonly object[], options: Partial<SealOptions> = {}) =>
  seal(documents, { key, ...options })
const openOwn = (text: string) => open(text, key.identity)

describe('what the real sops encrypted', () => {
  test.each<[name: string, keys: string, leaves: Record<string, unknown>]>([
    ['algorithms-age.yaml', 'keys-age.txt', { '0 stringData.key': 'value' }],
    ['global-secret.yaml', 'keys-age-global.txt', { '0 stringData.key': 'global-value' }],
    ['files-file.txt', 'keys-age.txt', { '0 data': 'value' }],
  ])('%s opens by %s', async (name, keys, leaves) => {
    expect(await open(fixture(name), fixture(keys))).toEqual(leaves)
  })

  test('the file inside inside-secret.yaml opens too', async () => {
    const [, base64 = ''] = /key: (\S+)/.exec(fixture('inside-secret.yaml')) ?? []
    expect(await open(Buffer.from(base64, 'base64').toString(), fixture('keys-age.txt'))).toEqual({ '0 data': 'value' })
  })
})

describe('every kind of value', () => {
  test('comes back as it was, also in lists and under keys that look like numbers', async () => {
    const document = {
      b: 'text',
      10: 'ten',
      9: 'nine',
      list: ['one', { two: 2 }, [true, false]],
      whole: 1,
      part: 3.25,
      big: new Typed('float', '1000000000000000000000'),
      none: null,
      empty: '',
      deep: { a: { b: { c: 'down here' } } },
    }
    expect(Object.values(await openOwn(await sealed([document])))).toEqual([
      'nine',
      'ten',
      'text',
      'one',
      2,
      true,
      false,
      1,
      3.25,
      1e21,
      'down here',
    ])
  })

  test('counts for the MAC in plain text as SOPS writes it', async () => {
    const document = {
      spec: { a: 8080, b: 0.5, c: true, d: false, e: '0644', f: 'yes', g: null, h: [1, 'x'], i: '' },
      data: { token: 'hunter22' },
    }
    const text = await sealed([document], {
      encrypts: ([top]) => top === 'data',
      sops: { encrypted_regex: '^data$' },
    })
    expect(await openOwn(text)).toEqual({ '0 data.token': 'hunter22' })
    expect(await openOwn(text.replace('a: 8080', 'a: 8081'))).toEqual([expect.stringContaining('MAC does not fit')])
  })

  test('a whole number beyond JavaScript’s precision counts with all its digits', async () => {
    const text = (
      await sealed([{ spec: { id: new Typed('int', '9007199254740993') }, data: { token: 'hunter22' } }], {
        encrypts: ([top]) => top === 'data',
        sops: { encrypted_regex: '^data$' },
      })
    ).replace(/id:\n\s+type: int\n\s+text: "9007199254740993"/, 'id: 9007199254740993')
    expect(text).toContain('id: 9007199254740993')
    expect(await openOwn(text)).toEqual({ '0 data.token': 'hunter22' })
    expect(await openOwn(text.replace('740993', '740992'))).toEqual([expect.stringContaining('MAC')])
  })

  test('any Secret comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^[a-z.]{1,8}$/), fc.string({ unit: 'grapheme', minLength: 1 })),
        async (data) => {
          fc.pre(!('sops' in data) && Object.keys(data).length > 0)
          expect(Object.values(await openOwn(await sealed([{ data }])))).toEqual(Object.values(data))
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the MAC', () => {
  const two = [
    { kind: 'Secret', data: { a: 'first' } },
    { kind: 'Secret', data: { b: 'second' } },
  ]

  test('is one over all documents of a file', async () => {
    const text = await sealed(two, { encrypts: ([top]) => top === 'data', sops: { encrypted_regex: '^data$' } })
    expect(await openOwn(text)).toEqual({ '0 data.a': 'first', '1 data.b': 'second' })
    const [first = '', second = ''] = text.split(/^---\n/m)
    for (const part of [first, second, `${second}---\n${first}`])
      expect(await openOwn(part)).toEqual([expect.stringContaining('MAC')])
  })

  test('may be over the encrypted values alone', async () => {
    const text = await sealed(two, {
      encrypts: ([top]) => top === 'data',
      macOnlyEncrypted: true,
      sops: { encrypted_regex: '^data$' },
    })
    expect(await openOwn(text.replace('kind: Secret', 'kind: ConfigMap'))).toHaveProperty(['0 data.a'], 'first')
    expect(await openOwn(text.replaceAll('  mac_only_encrypted: true\n', ''))).toEqual([expect.stringContaining('MAC')])
    // What somebody adds in plain text is not covered by it, so it has to be seen by the rule.
    expect(await openOwn(text.replace('data:\n', 'data:\n  added: x\n'))).toEqual([
      'data.added is not encrypted, where SOPS encrypts every value',
    ])
  })

  test('covers what is taken away', async () => {
    const text = await sealed([{ data: { a: 'first', b: 'second' } }])
    expect(await openOwn(text.replace(/ {2}b: ENC.*\n/, ''))).toEqual([expect.stringContaining('MAC does not fit')])
  })

  test('is bound to the time it was made', async () => {
    const text = await sealed([{ data: { a: 'first' } }])
    expect(await openOwn(text.replace('01:02:03Z', '01:02:04Z'))).toEqual([expect.stringMatching(/MAC was changed/)])
  })

  test('is not that of another file with the same data key', async () => {
    const { documents, metadata, dataKey } = await load(await sealed([{ data: { a: 'first' } }]), key.identity)
    const mac = sealValue('str', 'AB'.repeat(64), dataKey, metadata.lastModified)
    expect(openTree(documents, { ...metadata, mac }, dataKey)).toMatchObject({
      damages: [{ flaw: expect.stringContaining('does not fit') }],
    })
  })
})

describe('what was tampered with', () => {
  test('values that changed places are refused, and nothing comes out', async () => {
    const text = await sealed([{ data: { a: 'first', b: 'second', c: 'third' } }])
    const [a = '', b = ''] = text.match(/ENC\[.*type:str\]/g) ?? []
    const swapped = text.replace(a, 'X').replace(b, a).replace('X', b)
    expect(await openOwn(swapped)).toEqual([
      expect.stringMatching(/^data\.a was changed.*or moved/),
      expect.stringMatching(/^data\.b was changed.*or moved/),
    ])
  })

  test('plain text in an encrypted place is refused, of whatever type', async () => {
    const text = await sealed([{ data: { a: 'first', b: 5 } }])
    expect(await openOwn(text.replace(/ENC\[.*type:str\]/, 'mine').replace(/ENC\[.*type:int\]/, '6'))).toEqual([
      expect.stringContaining('data.a is not encrypted'),
      expect.stringContaining('data.b is not encrypted'),
    ])
  })

  test('an alias is refused', async () => {
    const text = await sealed([{ data: { a: 'first' } }])
    const aliased = text.replace('a: ENC', 'a: &a ENC').replace('sops:', 'copy: *a\nsops:')
    expect(await openOwn(aliased)).toEqual(['copy is a YAML alias, which SOPS never writes'])
  })

  test('where comments decide, the value itself tells whether it is encrypted', async () => {
    const sops = { encrypted_comment_regex: 'secret' }
    const text = await sealed([{ a: 'plain', b: 'hidden' }], { encrypts: ([top]) => top === 'b', sops })
    expect(await openOwn(text)).toEqual({ '0 b': 'hidden' })
    expect(await openOwn(text.replace('a: plain', 'a: plan'))).toEqual([expect.stringContaining('MAC')])
  })
})

describe('one flipped byte', () => {
  /** The same text with one byte changed of the base64 that begins at `at`. */
  const flip = (text: string, base64: string, byte: number, mask: number) => {
    const bytes = Buffer.from(base64, 'base64')
    bytes[byte] = (bytes[byte] ?? 0) ^ mask
    return text.replace(base64, bytes.toString('base64'))
  }
  const parts = (text: string) =>
    [...text.matchAll(/(data|iv|tag):([\w+/=]+)[,\]]/g)].map(([, , base64 = '']) => base64)

  test.each(['algorithms-age.yaml keys-age.txt', 'global-secret.yaml keys-age-global.txt'])(
    'in any value or in the MAC of %s is refused',
    async (names) => {
      const [name = '', keys = ''] = names.split(' ')
      const text = fixture(name)
      const { metadata, dataKey } = await load(text, fixture(keys))
      const all = parts(text)
      expect(all).toHaveLength(6)
      for (const base64 of all) {
        for (let byte = 0; byte < Buffer.from(base64, 'base64').length; byte += 1) {
          for (const mask of [1, 0x80, 0xff]) {
            const documents = parseAllDocuments(flip(text, base64, byte, mask)) as Document<ParsedNode>[]
            const { mac } = sopsOf(documents[0])
            expect(openTree(documents, { ...metadata, mac }, dataKey)).toEqual({ damages: [expect.anything()] })
          }
        }
      }
    },
  )

  test('in the wrapped data key is refused', async () => {
    const text = fixture('global-secret.yaml')
    const keys = await readAgeKeys(fixture('keys-age-global.txt'))
    const { metadata } = await load(text, fixture('keys-age-global.txt'))
    const [wrapped] = metadata.age
    if (!wrapped) throw new Error('no recipient')
    const body = wrapped.enc.split('\n').slice(1, -2).join('')
    const bytes = Buffer.from(body, 'base64')
    for (let byte = 0; byte < bytes.length; byte += 1) {
      for (const mask of [1, 0x80]) {
        const flipped = Buffer.from(bytes)
        flipped[byte] = (flipped[byte] ?? 0) ^ mask
        const lines = flipped.toString('base64').match(/.{1,64}/g) ?? []
        const enc = ['-----BEGIN AGE ENCRYPTED FILE-----', ...lines, '-----END AGE ENCRYPTED FILE-----', ''].join('\n')
        expect(await openDataKey([{ ...wrapped, enc }], keys)).toBe('damaged')
      }
    }
  })

  test('in any letter of a file with several values is refused', async () => {
    const text = await sealed([{ data: { a: 'first', b: 12, c: true }, list: ['x', 'y'] }])
    const { metadata, dataKey } = await load(text, key.identity)
    const places = [...text.matchAll(/(data|iv|tag):([\w+/=]+)[,\]]/g)].flatMap(({ index, 0: whole, 1: name = '' }) =>
      Array.from({ length: whole.length - name.length - 2 }, (_, i) => index + name.length + 1 + i),
    )
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(...'AZaz09+/='), (place, letter) => {
        fc.pre(text[place] !== letter)
        const changed = text.slice(0, place) + letter + text.slice(place + 1)
        const documents = parseAllDocuments(changed) as Document<ParsedNode>[]
        const { mac } = sopsOf(documents[0])
        expect(openTree(documents, { ...metadata, mac }, dataKey)).toHaveProperty('damages')
      }),
      { numRuns: 500 },
    )
  })
})
