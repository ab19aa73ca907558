import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { createDockerConfig, removeDockerConfig } from '../../../src/image/docker-config.ts'
import { temporaryFolder } from '../support.ts'

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
      auths: { 'ghcr.io': { auth: 'x' } },
      credHelpers: { 'gcr.io': 'gcloud' },
      currentContext: 'remote',
      proxies: { default: { httpProxy: 'http://proxy' } },
    })
  })

  test.each([undefined, '', '{ broken'])('is empty when the user’s is %j', async (content) => {
    expect(Object.values((await create(content)).config as object).flatMap(Object.keys)).toEqual([])
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
