// The shipped Dockerfile, built twice by the action in different ways: by a dry run, which ends before the cluster.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fresh, Site } from '../../lab/site.ts'
import { runDocker, tryDocker } from './docker.ts'

interface ImageDetails {
  readonly Architecture: string
  readonly Config: { readonly User: string; readonly Labels: Record<string, string> }
  /** Digests of the layers' uncompressed bytes. */
  readonly RootFS: { readonly Layers: readonly string[] }
}

// One for the init process, twenty for packages, one for all others, one for OpenClaw itself.
const LAYERS_OF_PACKAGES = 22

// A turn of an agent. What it needs at run time that no start does: the templates of a workspace, for one.
const AGENT = `
const { spawn } = require('node:child_process')
const model = { id: 'm', name: 'm', input: ['text'], contextWindow: 200000, maxTokens: 1000 }
const stub = { baseUrl: 'http://127.0.0.1:9999/v1', apiKey: 'x', api: 'openai-completions', models: [model] }
const config = {
  models: { providers: { stub } },
  agents: { defaults: { model: { primary: 'stub/m' }, workspace: '/home/node/fresh' } },
}
require('node:http').createServer((request, response) => {
  const say = (delta, finish_reason) => {
    const chunk = { id: '1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] }
    response.write('data: ' + JSON.stringify(chunk) + '\\n\\n')
  }
  request.resume().on('end', () => {
    response.setHeader('content-type', 'text/event-stream')
    say({ role: 'assistant', content: 'so says the stub' }, null)
    say({}, 'stop')
    response.end('data: [DONE]\\n\\n')
  })
}).listen(9999, '127.0.0.1', () => {
  require('node:fs').writeFileSync('/tmp/openclaw.json', JSON.stringify(config))
  const args = ['agent', '--local', '--agent', 'main', '--message', 'Who says so?', '--json']
  const env = { ...process.env, OPENCLAW_CONFIG_PATH: '/tmp/openclaw.json' }
  spawn('openclaw', args, { env, stdio: 'inherit' }).on('exit', (code) => process.exit(code))
})
`

let site: Site
let configFolder: string
const docker = (...args: string[]) => runDocker(site, configFolder, args)
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
    const { stdout, status } = tryDocker(site, configFolder, ['run', '--rm', plain.image, 'sh', '-c', zombies])
    expect({ stdout, status }).toEqual({ stdout: 'tini\n', status: 78 })
  })

  test('is healthy for Docker once the gateway answers, and ends by itself when it is told to', async () => {
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
      // Healthy before all of it has started; what has begun is ended in order, and by one of two busy processors slowly.
      docker('stop', '--time=180', id)
      expect(state('ExitCode')).toBe('0')
    } finally {
      docker('rm', '--force', id)
    }
  })

  test('has an agent answer in a workspace that is made for it (its model is a stub beside it)', () => {
    const { stdout, status } = tryDocker(site, configFolder, ['run', '--rm', plain.image, 'node', '-e', AGENT])
    expect(stdout).toContain('"text": "so says the stub"')
    expect(status).toBe(0)
  })

  test('built with a toolchain, a plugin and npm 12 has the same layers of packages, and the plugin', async () => {
    const base = `${site.env.LAB_BASE_REGISTRY}/library/node:24-npm12`
    const npm12 = 'FROM node:24-bookworm-slim\nRUN npm install --global npm@12\n'
    runDocker(site, configFolder, ['build', '--quiet', '--tag', base, '-'], npm12)
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
