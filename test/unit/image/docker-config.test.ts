import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { createDockerConfig, readDockerLogin, removeDockerConfig } from '../../../src/image/docker-config.ts'
import { maskedBy, temporaryFolder } from '../support.ts'

const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'

function users(config: string | undefined): string {
  const folder = join(temporaryFolder(), '.docker')
  mkdirSync(join(folder, 'cli-plugins'), { recursive: true })
  writeFileSync(join(folder, 'cli-plugins/docker-buildx'), 'plugin')
  if (config !== undefined) writeFileSync(join(folder, 'config.json'), config)
  return folder
}

async function create(config: string | undefined) {
  const folder = await createDockerConfig(
    join(temporaryFolder(), 'runner-temp'),
    REGISTRY,
    { DOCKER_CONFIG: users(config) },
    () => {},
  )
  return { folder, config: JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as unknown }
}

describe('the private Docker configuration', () => {
  test('has the user’s logins, but neither the credential store nor helper where ours would land', async () => {
    const { config } = await create(
      JSON.stringify({
        auths: { 'ghcr.io': { auth: 'x' } },
        credsStore: 'desktop',
        credHelpers: { [REGISTRY]: 'ecr-login', 'gcr.io': 'gcloud' },
        currentContext: 'remote',
        proxies: { default: { httpProxy: 'http://proxy' } },
        psFormat: 'table',
      }),
    )
    expect(config).toEqual({
      auths: { [REGISTRY]: {}, 'ghcr.io': { auth: 'x' } },
      credHelpers: { 'gcr.io': 'gcloud' },
      currentContext: 'remote',
      proxies: { default: { httpProxy: 'http://proxy' } },
    })
  })

  // With no login, helper or store in its config, the Docker CLI takes the machine's keyring for one.
  test.each([undefined, '', '{ broken', '{}', '{"auths":{}}'])(
    'has an entry without a login when the user’s is %j, so that ours goes nowhere else',
    async (content) => {
      expect((await create(content)).config).toEqual({ auths: { [REGISTRY]: {} }, credHelpers: {} })
    },
  )

  test('keeps the user’s own login to our registry, for a base image there', async () => {
    const { config } = await create(JSON.stringify({ auths: { [REGISTRY]: { auth: 'x' } } }))
    expect(config).toMatchObject({ auths: { [REGISTRY]: { auth: 'x' } } })
  })

  test('can be read by its owner only', async () => {
    const { folder } = await create('{}')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'config.json')).mode & 0o777).toBe(0o600)
  })

  test('has the user’s plugins', async () => {
    const { folder } = await create('{}')
    expect(readFileSync(join(folder, 'cli-plugins/docker-buildx'), 'utf8')).toBe('plugin')
  })

  // Without DOCKER_CERT_PATH, the CLI takes them from its config folder (DOCKER_HOST=tcp://..., DOCKER_TLS_VERIFY=1).
  test.each<[string, string[]]>([
    ['all', ['ca.pem', 'cert.pem', 'key.pem']],
    ['the CA alone', ['ca.pem']],
    ['none', []],
  ])('has the user’s certificates for a daemon behind TLS: %s', async (_, names) => {
    const docker = users('{}')
    for (const name of names) writeFileSync(join(docker, name), `user's ${name}`)
    const folder = await createDockerConfig(temporaryFolder(), REGISTRY, { DOCKER_CONFIG: docker }, () => {})
    const pems = readdirSync(folder).filter((name) => name.endsWith('.pem'))
    expect(pems.sort()).toEqual(names)
    for (const name of names) {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(`user's ${name}`)
      // A key is not copied.
      expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true)
    }
    await removeDockerConfig(folder)
    for (const name of names) expect(existsSync(join(docker, name))).toBe(true)
  })

  test('has no folder in the place of a certificate', async () => {
    const docker = users('{}')
    mkdirSync(join(docker, 'ca.pem'))
    const folder = await createDockerConfig(temporaryFolder(), REGISTRY, { DOCKER_CONFIG: docker }, () => {})
    expect(existsSync(join(folder, 'ca.pem'))).toBe(false)
  })

  test('has no link that leads nowhere: buildx could not make its folder in its place', async () => {
    const { folder } = await create('{}')
    for (const name of readdirSync(folder)) expect([name, existsSync(join(folder, name))]).toEqual([name, true])
    mkdirSync(join(folder, 'buildx/instances'), { recursive: true })
  })

  test('is told while it is empty, so that a crash leaves no login behind', async () => {
    let told: [string, string[]] | undefined
    const folder = await createDockerConfig(temporaryFolder(), REGISTRY, { DOCKER_CONFIG: users('{}') }, (path) => {
      told = [path, readdirSync(path)]
    })
    expect(told).toEqual([folder, []])
  })

  test('is made from ~/.docker when DOCKER_CONFIG is not set', async () => {
    const docker = users('{"auths": {"ghcr.io": {}}}')
    const folder = await createDockerConfig(temporaryFolder(), REGISTRY, { HOME: join(docker, '..') }, () => {})
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toMatchObject({ auths: { 'ghcr.io': {} } })
  })

  test('goes without touching what it links to, and may go twice', async () => {
    const docker = users('{}')
    const folder = await createDockerConfig(temporaryFolder(), REGISTRY, { DOCKER_CONFIG: docker }, () => {})
    expect(await removeDockerConfig(folder)).toBe(true)
    expect(await removeDockerConfig(folder)).toBe(false)
    expect(() => lstatSync(folder)).toThrow('ENOENT')
    expect(readdirSync(docker).sort()).toEqual(['cli-plugins', 'config.json'])
    expect(existsSync(join(docker, 'cli-plugins/docker-buildx'))).toBe(true)
  })
})

describe('the login that Docker has for a registry', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const read = (auths: unknown, host: string) =>
    readDockerLogin(host, { DOCKER_CONFIG: users(JSON.stringify({ auths })) })

  test.each<[what: string, key: string, host: string]>([
    ['by its host', 'ghcr.io', 'ghcr.io'],
    ['by its host with a port', 'registry:5000', 'registry:5000'],
    ['with a scheme', 'https://ghcr.io', 'ghcr.io'],
    ['of Docker Hub', 'https://index.docker.io/v1/', 'registry-1.docker.io'],
  ])('is found %s, and masked', async (_, key, host) => {
    let login: string | undefined
    const masked = await maskedBy(async () => {
      login = await read({ other: { auth: base64('a:b') }, [key]: { auth: base64('me:hunter:22') } }, host)
    })
    expect(login).toBe(`Basic ${base64('me:hunter:22')}`)
    expect(masked).toEqual(expect.arrayContaining([base64('me:hunter:22'), 'hunter:22']))
  })

  test.each<[what: string, auths: unknown]>([
    ['no logins', undefined],
    ['no login for it', { 'other.io': { auth: base64('me:hunter22') }, 'ghcr.io.evil': { auth: base64('a:b') } }],
    ['an entry without a login', { 'ghcr.io': {} }],
    ['an entry of a store', { 'ghcr.io': { auth: '' } }],
    ['what is no login', { 'ghcr.io': { auth: base64('hunter22') } }],
    ['a token for another use', { 'ghcr.io': { auth: base64('00000000:'), identitytoken: 'x' } }],
    ['what is no text', { 'ghcr.io': { auth: 7 } }],
    ['what is no entry', { 'ghcr.io': null }],
    ['no list', 'ghcr.io'],
  ])('is none where there is %s', async (_, auths) => {
    expect(await read(auths, 'ghcr.io')).toBeUndefined()
  })

  test.each([undefined, '', '{ broken', 'null', '7'])('is none in a config that is %j', async (content) => {
    expect(await readDockerLogin('ghcr.io', { DOCKER_CONFIG: users(content) })).toBeUndefined()
  })
})
