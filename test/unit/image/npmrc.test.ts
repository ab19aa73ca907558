import { describe, expect, test } from '@jest/globals'
import { npmRegistry } from '../../../src/image/npmrc.ts'

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('the registry', () => {
  test.each<[what: string, files: string[], env: Record<string, string>, url: string]>([
    ['none set', [], {}, 'https://registry.npmjs.org/'],
    ['a file', ['registry=https://npm.example.com/'], {}, 'https://npm.example.com/'],
    ['no slash at its end', ['registry=https://npm.example.com/a'], {}, 'https://npm.example.com/a/'],
    ['spaces around it', ['  registry =  https://npm.example.com/  '], {}, 'https://npm.example.com/'],
    ['double quotes', ['registry="https://npm.example.com/"'], {}, 'https://npm.example.com/'],
    ['single quotes', ["registry='https://npm.example.com/'"], {}, 'https://npm.example.com/'],
    ['Windows line ends', ['a=b\r\nregistry=https://npm.example.com/\r\n'], {}, 'https://npm.example.com/'],
    ['the last of two lines', ['registry=https://a.example/\nregistry=https://b.example/'], {}, 'https://b.example/'],
    [
      'the first file before the next',
      ['registry=https://a.example/', 'registry=https://b.example/'],
      {},
      'https://a.example/',
    ],
    [
      'the second file when the first says nothing',
      ['save=true', 'registry=https://b.example/'],
      {},
      'https://b.example/',
    ],
    [
      'the environment before files',
      ['registry=https://a.example/'],
      { npm_config_registry: 'https://e.example/' },
      'https://e.example/',
    ],
    ['the environment in capitals', [], { NPM_CONFIG_REGISTRY: 'https://e.example/' }, 'https://e.example/'],
    [
      'an empty environment variable',
      ['registry=https://a.example/'],
      { npm_config_registry: '' },
      'https://a.example/',
    ],
    ['${VAR}', ['registry=https://${HOST}/npm/'], { HOST: 'npm.example.com' }, 'https://npm.example.com/npm/'],
    [
      'a line of comment',
      ['#registry=https://a.example/\n; registry=https://b.example/\n'],
      {},
      'https://registry.npmjs.org/',
    ],
    ['a comment behind it', ['registry=https://npm.example.com/ ; ours'], {}, 'https://npm.example.com/'],
    ['a # comment behind it', ['registry=https://npm.example.com/ # ours'], {}, 'https://npm.example.com/'],
    ['a scope’s, which is not ours', ['@acme:registry=https://acme.example/'], {}, 'https://registry.npmjs.org/'],
    ['nothing behind =', ['registry='], {}, 'https://registry.npmjs.org/'],
  ])('with %s', (_, files, env, url) => {
    expect(npmRegistry(files, env).url).toBe(url)
  })
})

describe('the login', () => {
  const registry = 'registry=https://npm.example.com:8443/api/npm/\n'
  test.each<[what: string, file: string, authorization: string | undefined]>([
    ['a token of the whole URL', '//npm.example.com:8443/api/npm/:_authToken=t0ken', 'Bearer t0ken'],
    ['without the slash', '//npm.example.com:8443/api/npm:_authToken=t0ken', 'Bearer t0ken'],
    ['of a parent path', '//npm.example.com:8443/api/:_authToken=t0ken', 'Bearer t0ken'],
    ['of the host', '//npm.example.com:8443/:_authToken=t0ken', 'Bearer t0ken'],
    [
      'the closest of two',
      '//npm.example.com:8443/:_authToken=far\n//npm.example.com:8443/api/npm/:_authToken=near',
      'Bearer near',
    ],
    ['a token in quotes', '//npm.example.com:8443/:_authToken="t0ken"', 'Bearer t0ken'],
    ['a token with =', '//npm.example.com:8443/:_authToken=abc==', 'Bearer abc=='],
    ['a token with an escaped # and a comment', '//npm.example.com:8443/:_authToken=a\\#b;c # mine', 'Bearer a#b'],
    ['_auth', `//npm.example.com:8443/:_auth=${base64('me:secret')}`, basic('me:secret')],
    [
      'username and _password',
      `//npm.example.com:8443/:username=me\n//npm.example.com:8443/:_password=${base64('pä:ss')}`,
      basic('me:pä:ss'),
    ],
    ['a username alone', '//npm.example.com:8443/:username=me', undefined],
    ['the token of another port', '//npm.example.com/:_authToken=t0ken', undefined],
    ['the token of another host', '//evil-npm.example.com:8443/:_authToken=t0ken', undefined],
    ['the token of a path beside it', '//npm.example.com:8443/api/np:_authToken=t0ken', undefined],
    ['an old token for any host', '_authToken=t0ken', undefined],
  ])('%s', (_, file, authorization) => {
    expect(npmRegistry([registry + file], {}).authorization).toBe(authorization)
  })

  test('may come from the environment by ${VAR}, also in the user’s file', () => {
    const files = ['registry=https://npm.example.com/', '//npm.example.com/:_authToken=${NPM_TOKEN}']
    expect(npmRegistry(files, { NPM_TOKEN: 't0ken' }).authorization).toBe('Bearer t0ken')
  })

  test.each([
    ['${NOPE}', '${NOPE}'],
    ['x${NOPE?}', 'x'],
  ])('keeps or drops an unset variable as npm does: %s', (value, token) => {
    expect(npmRegistry([`//registry.npmjs.org/:_authToken=${value}`], {}).authorization).toBe(`Bearer ${token}`)
  })

  test('may be of a host that comes by ${VAR}', () => {
    const file = 'registry=https://${H}/npm/\n//${H}/npm/:_authToken=${T}'
    expect(npmRegistry([file], { H: 'npm.example.com', T: 't0ken' }).authorization).toBe('Bearer t0ken')
  })

  test('may come from npm_config_//host/:_authToken', () => {
    const env = { 'npm_config_//registry.npmjs.org/:_authToken': 'AbC_d' }
    expect(npmRegistry([], env).authorization).toBe('Bearer AbC_d')
  })

  test('in the URL itself becomes a header: fetch refuses such a URL and its message repeats it', () => {
    const found = npmRegistry(['registry=https://me:hunter22@npm.example.com/api/'], {})
    expect(found).toMatchObject({ url: 'https://npm.example.com/api/', authorization: basic('me:hunter22') })
  })

  test.each([
    ['escapes in it', 'https://me:p%40ss%@npm.example.com', basic('me:p@ss%')],
    ['a name alone', 'https://t0ken@npm.example.com', basic('t0ken:')],
  ])('in the URL may have %s', (_, registry, authorization) => {
    expect(npmRegistry([`registry=${registry}`], {})).toMatchObject({ url: 'https://npm.example.com/', authorization })
  })

  test('of an npmrc goes before the one in the URL, as npm has it', () => {
    const file = 'registry=https://me:hunter22@npm.example.com/\n//npm.example.com/:_authToken=t0ken'
    expect(npmRegistry([file], {})).toMatchObject({ authorization: 'Bearer t0ken', url: 'https://npm.example.com/' })
  })
})

describe('the npmrc for the build', () => {
  test('holds the registry and its login and nothing else', () => {
    const file = [
      'registry=https://npm.example.com/a/',
      '//npm.example.com/:_authToken=${TOKEN}',
      '//other.example.com/:_authToken=other-secret',
      'ignore-scripts=true',
    ].join('\n')
    expect(npmRegistry([file], { TOKEN: 't0ken' }).npmrc).toBe(
      'registry=https://npm.example.com/a/\n//npm.example.com/:_authToken=t0ken\n',
    )
  })

  test('holds the registries of scopes and their logins, each once', () => {
    const file = [
      'registry=https://npm.example.com/',
      '//npm.example.com/:_authToken=t0ken',
      '@acme:registry=https://acme.example/npm',
      '//acme.example/:_authToken=${NODE_AUTH_TOKEN}',
      '@other:registry=https://me:hunter22@other.example/',
      '@ours:registry=https://npm.example.com/ours/',
      '@free:registry=https://free.example/',
      '@none:registry=',
    ].join('\n')
    const { npmrc, authorization, scopeLogins } = npmRegistry([file], { NODE_AUTH_TOKEN: 'acme-t0ken' })
    expect(npmrc.split('\n')).toEqual([
      'registry=https://npm.example.com/',
      '//npm.example.com/:_authToken=t0ken',
      '@acme:registry=https://acme.example/npm/',
      '//acme.example/:_authToken=acme-t0ken',
      '@other:registry=https://other.example/',
      `//other.example/:_auth=${base64('me:hunter22')}`,
      '@ours:registry=https://npm.example.com/ours/',
      '@free:registry=https://free.example/',
      '',
    ])
    expect(authorization).toBe('Bearer t0ken')
    expect(scopeLogins).toEqual(['Bearer acme-t0ken', basic('me:hunter22'), 'Bearer t0ken'])
  })

  test('takes the registry of a scope from the most specific place', () => {
    const files = ['@acme:registry=https://a.example/', '@acme:registry=https://b.example/']
    expect(npmRegistry(files, {}).npmrc).toContain('\n@acme:registry=https://a.example/\n')
    const env = { 'npm_config_@acme:registry': 'https://e.example/' }
    expect(npmRegistry(files, env).npmrc).toContain('\n@acme:registry=https://e.example/\n')
  })

  test.each([
    ['a scope’s', '@acme:registry=https://me:hunter22@acme.example/'],
    ['a password', `//npm.example.com/:username=me\n//npm.example.com/:_password=${base64('secret')}`],
    ['a token that needs escapes', '//npm.example.com/:_authToken="a;b#c\\d"'],
    ['a login in the URL', 'registry=https://me:hunter22@npm.example.com/a/'],
  ])('gives the same registry and login when it is read again: %s', (_, login) => {
    const first = npmRegistry([`registry=https://npm.example.com/a/\n${login}`], {})
    expect(npmRegistry([first.npmrc], {})).toEqual(first)
  })
})

test('a CA file is passed on', () => {
  expect(npmRegistry(['cafile=/etc/ca.pem'], {}).caFile).toBe('/etc/ca.pem')
  expect(npmRegistry([], { npm_config_cafile: '/env/ca.pem' }).caFile).toBe('/env/ca.pem')
  expect(npmRegistry(['cafile=~/ca.pem'], { HOME: '/home/me' }).caFile).toBe('/home/me/ca.pem')
  expect(npmRegistry(['cafile=~me/ca.pem'], { HOME: '/home/me' }).caFile).toBe('~me/ca.pem')
})
