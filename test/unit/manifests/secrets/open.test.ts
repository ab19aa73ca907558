import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readManifests, type SecretsPolicy } from '../../../../src/manifests/read.ts'
import { maskedBy, problemFrom, problemsFrom, temporaryFolder } from '../../support.ts'
import { type AgeKey, newAgeKey, type SealOptions, seal, sealValue } from './seal.ts'

let key: AgeKey
let stranger: AgeKey
beforeAll(async () => {
  key = await newAgeKey()
  stranger = await newAgeKey()
})

const FIXTURES = join(import.meta.dirname, 'fixtures')
const fixture = (name: string) => readFileSync(join(FIXTURES, name), 'utf8')
const apply = (ageKeys: string): SecretsPolicy => ({ kind: 'apply', ageKeys })
const KEEP: SecretsPolicy = { kind: 'keep' }

const secret = (name: string, data: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, ...data })
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n'
const valuesOnly: Omit<SealOptions, 'key'> = {
  encrypts: ([top]) => top === 'data' || top === 'stringData',
  sops: { encrypted_regex: '^(data|stringData)$' },
}
const sealed = (documents: readonly object[], options: Omit<SealOptions, 'key'> = valuesOnly) =>
  seal(documents, { ...options, key })

function workspaceWith(files: Record<string, string>): string {
  const workspace = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), content)
  }
  return workspace
}
const read = (files: Record<string, string>, policy: SecretsPolicy) =>
  readManifests(Object.keys(files), workspaceWith(files), policy)
const objects = async (files: Record<string, string>, policy: SecretsPolicy) =>
  (await read(files, policy)).manifests.map(({ object }) => object)

describe('a Secret that SOPS encrypted', () => {
  test('is read in plain text, without the sops key and marked as encrypted, its neighbours as before', async () => {
    const files = { 'a.yaml': CONFIG_MAP, 'b.yaml': fixture('algorithms-age.yaml'), 'c.yaml': CONFIG_MAP }
    files['c.yaml'] = files['c.yaml'].replace('settings', 'others')
    const { manifests, kept } = await read(files, apply(fixture('keys-age.txt')))
    expect(kept).toEqual([])
    expect(manifests.map(({ object, encrypted }) => [object.metadata.name, encrypted])).toEqual([
      ['settings', undefined],
      ['age', true],
      ['others', undefined],
    ])
    expect(manifests[1]?.object).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'age' },
      stringData: { key: 'value' },
    })
    // The file's own text stays what it is.
    expect(manifests[1]?.file.text).toBe(fixture('algorithms-age.yaml'))
  })

  test('opens by any of several keys', async () => {
    const keys = `${fixture('keys-age.txt')}\r\n\n  ${stranger.identity}\n${fixture('keys-age-global.txt')}`
    const files = { 'a.yaml': fixture('algorithms-age.yaml'), 'b.yaml': fixture('global-secret.yaml') }
    expect((await objects(files, apply(keys))).map(({ stringData }) => stringData)).toEqual([
      { key: 'value' },
      { key: 'global-value' },
    ])
  })

  test('is as good in a file of several documents, of which one is empty', async () => {
    const text = await sealed([
      secret('a', { stringData: { x: 'first!' } }),
      {},
      secret('b', { data: { y: 'c2Vjb25k' } }),
    ])
    expect((await objects({ 'a.yaml': text }, apply(key.identity))).map(({ metadata }) => metadata.name)).toEqual([
      'a',
      'b',
    ])
  })

  test('is as good where files were encrypted apart and then put together', async () => {
    const text = [
      await sealed([secret('a', { stringData: { x: 'first!' } })]),
      await sealed([secret('b', { stringData: { x: 'second' } })]),
    ].join('---\n')
    expect((await objects({ 'a.yaml': text }, apply(key.identity))).map(({ stringData }) => stringData)).toEqual([
      { x: 'first!' },
      { x: 'second' },
    ])
  })

  test('may be encrypted as a whole, kind, name and numbers', async () => {
    const deployment = { ...secret('app', { spec: { replicas: 2, paused: false } }), kind: 'Deployment' }
    const text = await sealed([deployment], {})
    expect(text).not.toMatch(/Deployment|app\b/)
    expect(await objects({ 'a.yaml': text }, apply(key.identity))).toEqual([deployment])
  })

  test('that is there twice is told, and so is one that the cluster keeps', async () => {
    const twice = { 'a.yaml': await sealed([secret('a', { stringData: { x: 'first!' } })]) }
    const files = { ...twice, 'b.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n' }
    for (const policy of [apply(key.identity), KEEP])
      expect(await problemFrom(() => read(files, policy))).toMatchObject({
        message: expect.stringContaining('Secret a is there twice'),
      })
  })
})

describe('what is decrypted is masked', () => {
  const masks = async (object: object, options = valuesOnly) => {
    const text = await sealed([object], options)
    const hidden = await maskedBy(() => read({ 'a.yaml': text }, apply(key.identity)))
    return hidden.filter((each) => !each.startsWith('AGE-') && !each.includes('QUdFL'))
  }

  test('each value of data also as the pods see it', async () => {
    const data = { a: Buffer.from('first line\nsecond line').toString('base64') }
    expect(await masks(secret('a', { data }))).toEqual(
      expect.arrayContaining([data.a, 'first line\nsecond line', 'first line', 'second line']),
    )
  })

  test('each value of stringData also as the API server gives it back', async () => {
    expect(await masks(secret('a', { stringData: { a: 'hunter22', n: 123456789 } }))).toEqual(
      expect.arrayContaining(['hunter22', 'aHVudGVyMjI=', '123456789']),
    )
  })

  test('those in a list as those of one Secret', async () => {
    const value = Buffer.from('correct-horse').toString('base64')
    const items = [
      secret('a', { data: { a: value } }),
      { ...secret('words', { data: { a: 'true' } }), kind: 'ConfigMap' },
    ]
    const hidden = await masks({ apiVersion: 'v1', kind: 'List', items }, {})
    expect(hidden).toEqual(expect.arrayContaining([value, 'correct-horse']))
    expect(hidden.filter((each) => /words|Secret|ConfigMap|\uFFFD/.test(each))).toEqual([])
  })

  test('other kinds too, but not the words by which Kubernetes names things', async () => {
    const object = { ...secret('openclaw', { data: { a: 'hunter22' } }), kind: 'ConfigMap', type: 'Opaque' }
    const hidden = await masks(object, {})
    expect(hidden).toContain('hunter22')
    expect(hidden.filter((each) => /openclaw|ConfigMap|Opaque/.test(each))).toEqual([])
  })

  test('and the key itself before anything', async () => {
    const hidden = await maskedBy(() =>
      read({ 'a.yaml': fixture('algorithms-age.yaml') }, apply(fixture('keys-age.txt'))),
    )
    expect(hidden[0]).toMatch(/^AGE-SECRET-KEY-1/)
  })
})

describe('what cannot be opened is told', () => {
  const inFixture = (change: (text: string) => string, name = 'algorithms-age.yaml') => ({
    'a.yaml': `# first\n${change(fixture(name))}`,
  })
  const same = (text: string) => text
  const ownKey = () => fixture('keys-age.txt')
  const noRecipients = (text: string) => text.replace(/ {2}age:\n[\s\S]*?END AGE.*\n/, '  age: []\n')

  test.each<
    [
      what: string,
      files: Record<string, string>,
      ageKeys: () => string,
      line: number | undefined,
      code: string,
      message: RegExp,
      fix: RegExp,
    ]
  >([
    [
      'no key',
      inFixture(same),
      () => '',
      2,
      'secret-encrypted',
      /^Secret age is encrypted by SOPS, and no age key is given$/,
      /`sops-age-key` from a GitHub secret, or `secrets: keep`.*KMS and PGP are not supported/,
    ],
    [
      'only comments as a key',
      inFixture(same),
      () => '# none yet\n',
      2,
      'secret-encrypted',
      /no age key is given/,
      /./,
    ],
    [
      'somebody else’s key',
      inFixture(same),
      () => fixture('keys-age-global.txt'),
      2,
      'secret-encrypted',
      /^Secret age is encrypted by SOPS for age1l44xcng8\S+, and the given age key is that of age1henwn645\S+$/,
      /updatekeys/,
    ],
    [
      'only KMS and PGP',
      inFixture((text) =>
        noRecipients(text).replace('pgp: []', 'pgp: [{fp: x}]').replace('  kms: []', '  kms: [{arn: x}]'),
      ),
      ownKey,
      2,
      'secret-encrypted',
      /^Secret age is encrypted by SOPS for AWS KMS and PGP only, which this action does not support$/,
      /updatekeys|secrets: keep/,
    ],
    [
      'only PGP, and no key',
      inFixture((text) => noRecipients(text).replace('pgp: []', 'pgp: [{fp: x}]')),
      () => '',
      2,
      'secret-encrypted',
      /for PGP only/,
      /./,
    ],
    [
      'several key groups',
      inFixture((text) => noRecipients(text).replace('pgp: []', 'key_groups: [{age: []}, {age: []}]')),
      ownKey,
      9,
      'secret-encrypted',
      /in a way that is not supported: it splits its data key between 2 key groups/,
      /step before/,
    ],
    [
      'a key that is none',
      inFixture(same),
      () => '# mine\nAGE-SECRET-KEY-1NOTREALLY\n',
      undefined,
      'input-invalid',
      /^Line 2 of `sops-age-key` is neither an age key nor a comment$/,
      /age-keygen/,
    ],
    [
      'a sops key that is text',
      { 'a.yaml': `${CONFIG_MAP}sops: yes please\n` },
      ownKey,
      5,
      'manifest-invalid',
      /^ConfigMap settings carries a `sops` key that is no SOPS metadata: it is not a map$/,
      /remove the key/,
    ],
    [
      'a sops key without a MAC',
      inFixture((text) => text.replace(/ {2}mac: .*\n/, '')),
      ownKey,
      9,
      'manifest-invalid',
      /no SOPS metadata: it has no `mac`/,
      /./,
    ],
    [
      'a sops key that a merge brings in',
      { 'a.yaml': `base: &base {sops: {mac: x}}\n${CONFIG_MAP}<<: *base\n` },
      ownKey,
      1,
      'manifest-invalid',
      /ConfigMap settings carries a `sops` key/,
      /./,
    ],
    [
      'a damaged value',
      inFixture((text) => text.replace('data:mHeX', 'data:mHeY')),
      ownKey,
      7,
      'secret-damaged',
      /^The value of stringData\.key in Secret age was changed after SOPS encrypted it, or moved here from elsewhere$/,
      /sops edit/,
    ],
    [
      'a changed name',
      inFixture((text) => text.replace('name: age', 'name: other')),
      ownKey,
      24,
      'secret-damaged',
      /^The MAC of Secret other does not fit the values/,
      /sops edit/,
    ],
    [
      'a damaged MAC',
      inFixture((text) => text.replace('data:vmrF', 'data:vmrG')),
      ownKey,
      24,
      'secret-damaged',
      /^The MAC of Secret age was changed/,
      /./,
    ],
    [
      'a damaged data key',
      inFixture((text) => text.replace('LKiZDcq', 'LKiZDcr')),
      ownKey,
      2,
      'secret-damaged',
      /^The data key of Secret age, wrapped for age1l44\S+, is damaged$/,
      /git/,
    ],
    [
      'a Secret with ciphertext and no sops key',
      inFixture((text) => text.replace(/sops:[\s\S]*/, '')),
      ownKey,
      7,
      'secret-encrypted',
      /^key in Secret age is SOPS ciphertext, and there is no `sops` metadata to open it by$/,
      /encrypt/i,
    ],
    [
      'a ConfigMap with one such value',
      { 'a.yaml': `${CONFIG_MAP}data:\n  a: x\n  b: ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\n` },
      ownKey,
      7,
      'secret-encrypted',
      /^b in ConfigMap settings is SOPS ciphertext/,
      /./,
    ],
    [
      'a Secret around a file that sops encrypted',
      { 'a.yaml': fixture('inside-secret.yaml') },
      ownKey,
      6,
      'secret-encrypted',
      /^key in Secret secret is a whole file that SOPS encrypted/,
      /the manifest itself/,
    ],
  ])('%s', async (_, files, ageKeys, line, code, message, fix) => {
    const problem = await problemFrom(() => read(files, apply(ageKeys())))
    expect(problem).toMatchObject({ code, message: expect.stringMatching(message), fix: expect.stringMatching(fix) })
    expect(problem.where).toEqual(line === undefined ? undefined : { file: 'a.yaml', line })
    expect(JSON.stringify(problem)).not.toMatch(/AGE-SECRET-KEY-1[A-Z0-9]{10}/)
  })

  test('all at once, of every file', async () => {
    const files = {
      'a.yaml': fixture('algorithms-age.yaml'),
      'b.yaml': fixture('global-secret.yaml').replace('data:5d9W', 'data:5d9X'),
      'c.yaml': 'kind: X\n',
      'd.yaml': `${CONFIG_MAP}sops: {}\n`,
    }
    const problems = await problemsFrom(() => read(files, apply(fixture('keys-age-global.txt'))))
    expect(problems.map(({ code, where }) => [where?.file, code]).sort()).toEqual([
      ['a.yaml', 'secret-encrypted'],
      ['b.yaml', 'secret-damaged'],
      ['c.yaml', 'manifest-invalid'],
      ['d.yaml', 'manifest-invalid'],
    ])
  })

  test('every damaged value of a Secret at its own line', async () => {
    const text = (await sealed([secret('a', { stringData: { x: 'first!', y: 'second', z: 'third!' } })]))
      .replace(/x: ENC.*/, 'x: mine')
      .replace(/(z: ENC.*tag:)[^,]{4}/, '$1AAAA')
    const problems = await problemsFrom(() => read({ 'a.yaml': text }, apply(key.identity)))
    expect(problems.map(({ message, where }) => [message.split(' in ')[0], where?.line])).toEqual([
      ['The value of stringData.x', 6],
      ['The value of stringData.z', 8],
    ])
  })

  test('ciphertext under the encryption', async () => {
    const inner = sealValue('str', 'hunter22', Buffer.alloc(32), 'x:')
    const text = await sealed([secret('a', { stringData: { x: inner } })])
    expect(await problemFrom(() => read({ 'a.yaml': text }, apply(key.identity)))).toMatchObject({
      code: 'secret-encrypted',
      message: expect.stringContaining('x in Secret a is SOPS ciphertext'),
    })
  })

  test('no object of a file that failed comes out, and none with ciphertext ever', async () => {
    const text = await sealed([
      secret('a', { stringData: { x: 'first!' } }),
      secret('b', { stringData: { b: 'other!' } }),
    ])
    const damaged = text.replace(/b: ENC/, 'b: END')
    const masked = await maskedBy(async () => {
      expect(await problemsFrom(() => read({ 'a.yaml': damaged }, apply(key.identity)))).toHaveLength(1)
    })
    // What was opened before the damage was found is not even masked: it never left.
    expect(masked).not.toContain('first!')
  })
})

describe('secrets: keep', () => {
  test('leaves the encrypted objects out and names them, key or not', async () => {
    const files = {
      'a.yaml': fixture('algorithms-age.yaml'),
      'b.yaml': fixture('global-secret.yaml'),
      'c.yaml': CONFIG_MAP,
    }
    const { manifests, kept } = await read(files, KEEP)
    expect(manifests.map(({ object }) => object.kind)).toEqual(['ConfigMap'])
    expect(kept).toEqual([
      { object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'age' } }, where: { file: 'a.yaml', line: 1 } },
      {
        object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'global-age-secret', namespace: 'default' } },
        where: { file: 'b.yaml', line: 1 },
      },
    ])
  })

  test('keeps what only PGP or key groups could open', async () => {
    const pgp = fixture('algorithms-age.yaml')
      .replace(/ {2}age:\n[\s\S]*?END AGE.*\n/, '')
      .replace('pgp: []', 'pgp: [{fp: x}]')
    expect((await read({ 'a.yaml': pgp }, KEEP)).kept).toHaveLength(1)
    const groups = pgp.replace('pgp: [{fp: x}]', 'key_groups: [{pgp: [{fp: x}]}, {pgp: [{fp: y}]}]')
    expect((await read({ 'a.yaml': groups }, KEEP)).kept).toHaveLength(1)
  })

  test('cannot keep what has no plain name', async () => {
    const text = await sealed([secret('a', { stringData: { x: 'first!' } })], {})
    expect(await problemFrom(() => read({ 'a.yaml': text }, KEEP))).toMatchObject({
      code: 'secret-encrypted',
      message: expect.stringContaining('together with its kind and name'),
    })
  })

  test('does not let ciphertext pass that no metadata belongs to, nor metadata that is none', async () => {
    const bare = fixture('algorithms-age.yaml').replace(/sops:[\s\S]*/, '')
    const problems = await problemsFrom(() => read({ 'a.yaml': bare, 'b.yaml': `${CONFIG_MAP}sops: {}\n` }, KEEP))
    expect(problems.map(({ code }) => code).sort()).toEqual(['manifest-invalid', 'secret-encrypted'])
  })
})
