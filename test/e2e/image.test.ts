// The shipped Dockerfile, built twice by the action in different ways: by a dry run, which ends before the cluster.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { cleanEnvironment } from '../../lab/environment.ts'
import { fresh, Site } from '../../lab/site.ts'

interface ImageDetails {
  readonly Architecture: string
  readonly Config: { readonly User: string; readonly Labels: Record<string, string> }
  /** Digests of the layers' uncompressed bytes. */
  readonly RootFS: { readonly Layers: readonly string[] }
}

// One for the init process, twenty for packages, one for all others, one for OpenClaw itself.
const LAYERS_OF_PACKAGES = 22

let site: Site
let configFolder: string
const docker = (...args: string[]) =>
  execFileSync('docker', args, {
    env: { ...cleanEnvironment(), ...site.env, DOCKER_CONFIG: configFolder },
    encoding: 'utf8',
    stdio: 'pipe',
  })
/** What a shell prints in a container of the image. */
const inImage = (image: string, script: string, ...options: string[]) =>
  docker('run', '--rm', ...options, image, 'sh', '-c', script).trim()
const detailsOf = (image: string) => (JSON.parse(docker('image', 'inspect', image)) as [ImageDetails])[0]

async function build(inputs: Record<string, string> = {}): Promise<{ image: string; version: string }> {
  const result = await site.deploy({ with: { 'dry-run': 'true', ...inputs } })
  expect(result.errors).toEqual([])
  expect(result.outputs.decision).toBe('build')
  return {
    image: `${site.env.LAB_ECR_REGISTRY}/${site.repository}:${result.outputs.tag}`,
    version: result.outputs['openclaw-version'] as string,
  }
}

beforeAll(async () => {
  configFolder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-docker-'))
  site = await Site.create({ namespace: fresh('e2e-image'), repository: fresh('e2e/image') })
})
afterAll(() => {
  site?.remove()
  rmSync(configFolder, { recursive: true, force: true })
})

describe('the image', () => {
  let plain: { image: string; version: string }
  let details: ImageDetails
  beforeAll(async () => {
    plain = await build()
    details = detailsOf(plain.image)
  })

  test('says what it is and what decided its build', () => {
    expect(details.Config.Labels).toMatchObject({
      'org.opencontainers.image.version': plain.version,
      'org.opencontainers.image.base.digest': expect.stringMatching(/^sha256:/),
      'openclaw-deploy.integrity': expect.stringMatching(/^sha512-/),
      'openclaw-deploy.platform': `linux/${details.Architecture}`,
    })
  })

  test('holds no compiler, no cache of npm, no source maps and nothing that its user could change', () => {
    const found = inImage(
      plain.image,
      `command -v cc g++ make python3
       find / -xdev \\( -path /proc -o -path /sys \\) -prune -o \\( -name _cacache -o -path '/opt/*.map' -o -path '/opt/*lifecycle-pending' \\) -print 2>/dev/null
       find /opt -writable ! -type l
       find /tmp -mindepth 1
       id -u`,
    )
    expect(found).toBe('1000')
  })

  test('reaps orphans and hands on signals and exit codes', () => {
    const zombies = `sh -c 'sleep 0.1 & exit'; sleep 0.5; cat /proc/1/comm; grep -l '^State:.Z' /proc/[0-9]*/status; exit 78`
    const { stdout, status } = runToEnd(['run', '--rm', plain.image, 'sh', '-c', zombies])
    expect({ stdout, status }).toEqual({ stdout: 'tini\n', status: 78 })
  })

  test('is healthy for Docker once the gateway answers, and stops at once', async () => {
    const id = docker(
      ...['run', '--detach', '--read-only', '--tmpfs=/tmp', '--tmpfs=/home/node:uid=1000,gid=1000', '--cap-drop=ALL'],
      ...['--env=OPENCLAW_GATEWAY_TOKEN=image-test', plain.image, 'openclaw', 'gateway', '--allow-unconfigured'],
    ).trim()
    try {
      const state = (field: string) => docker('inspect', `--format={{.State.${field}}}`, id).trim()
      while (state('Health.Status') !== 'healthy') {
        expect(state('Status')).toBe('running')
        await sleep(500)
      }
      docker('stop', '--time=20', id)
      expect(state('ExitCode')).toBe('0')
    } finally {
      docker('rm', '--force', id)
    }
  }, 180_000)

  test('built with a toolchain, a plugin and npm 12 has the same layers of packages, and the plugin', async () => {
    const base = `${site.env.LAB_BASE_REGISTRY}/library/node:24-npm12`
    execFileSync('docker', ['build', '--quiet', '--tag', base, '-'], {
      env: { ...cleanEnvironment(), ...site.env, DOCKER_CONFIG: configFolder },
      input: 'FROM node:24-bookworm-slim\nRUN npm install --global npm@12\n',
    })
    docker('push', '--quiet', base)
    const other = await build({
      'base-image': 'node:24-npm12',
      'build-args': `TOOLCHAIN=on\nALLOW_SCRIPTS=koffi\nPLUGINS=@openclaw/discord@${plain.version}`,
    })
    expect(inImage(other.image, 'npm --version')).toMatch(/^12\./)
    expect(inImage(other.image, 'command -v g++ make python3 || echo none')).toBe('none')
    const listed = inImage(
      other.image,
      `printf '{ plugins: { load: { paths: ["/opt/openclaw/lib/node_modules/@openclaw/discord"] } } }' > /tmp/openclaw.json
       OPENCLAW_CONFIG_PATH=/tmp/openclaw.json openclaw plugins list --json`,
    )
    expect(listed).toContain('"discord"')
    const shared = new Set(detailsOf(other.image).RootFS.Layers)
    const same = details.RootFS.Layers.filter((layer) => shared.has(layer))
    // Besides the base's: all that are cut from the tree, since no time of the build is in them.
    expect(same.length).toBeGreaterThanOrEqual(LAYERS_OF_PACKAGES)
  })
})

function runToEnd(args: string[]): { stdout: string; status: number } {
  try {
    return { stdout: docker(...args), status: 0 }
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number }
    return { stdout, status }
  }
}
