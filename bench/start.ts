// What every run of the action pays before it does anything: the bytes of dist, and the time until it speaks and until
// it has heard from the cluster.

import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { cleanEnvironment, labEnvironment } from '../lab/environment.ts'
import { inputVariable } from '../lab/github-runner.ts'
import { inTurn, type Measure } from './measure.ts'

const root = resolve(import.meta.dirname, '..')
const ROUNDS = 15

// The peers: what one gets by writing the obvious program and running ncc on it.
const CORE_ALONE = `import * as core from '@actions/core'\ncore.info('hello')\n`
const ALL_OF_IT = `import * as core from '@actions/core'
import { KubeConfig, VersionApi } from '@kubernetes/client-node'
import { ECRClient } from '@aws-sdk/client-ecr'
import * as yaml from 'yaml'
core.info(typeof ECRClient + typeof yaml)
const config = new KubeConfig()
config.loadFromFile(process.env.KUBECONFIG)
core.info('answer: ' + (await config.makeApiClient(VersionApi).getCode()).gitVersion)
process.exit(0)
`

export const distBytes: Measure = {
  id: 'dist-bytes',
  unit: 'bytes',
  peerName: 'ncc --minify of the same libraries',
  goal: '<= 3500000 bytes',
  needsLab: false,
  run: async () => ({ ours: [bytesIn(join(root, 'dist'))], peer: [bytesIn(bundle('all', ALL_OF_IT))] }),
  isMet: (ours) => ours <= 3_500_000,
}

export const startFirstLog: Measure = {
  id: 'start-first-log',
  unit: 'ms',
  peerName: 'ncc bundle of @actions/core alone',
  goal: 'ratio <= 1.3',
  needsLab: false,
  run: () => {
    const peer = join(bundle('core', CORE_ALONE), 'index.mjs')
    const env = { PATH: process.env.PATH ?? '' }
    return inTurn(
      ROUNDS,
      () => timeUntil(join(root, 'dist/main.js'), env, /::/),
      () => timeUntil(peer, env, /hello/),
    )
  },
  isMet: (_, ratio) => ratio <= 1.3,
}

export const startFirstApi: Measure = {
  id: 'start-first-api',
  unit: 'ms',
  peerName: 'ncc bundle of client-node, client-ecr, core and yaml, asking the same API server',
  goal: '<= 250 ms',
  needsLab: true,
  run: async () => {
    const peer = join(bundle('all', ALL_OF_IT), 'index.mjs')
    const lab = await labEnvironment()
    const workspace = join(tmpdir(), `openclaw-deploy-bench-${process.pid}`)
    mkdirSync(workspace)
    try {
      for (const name of ['deployment.yaml', 'service.yaml'])
        writeFileSync(join(workspace, name), readFileSync(join(root, 'manifests/base', name)))
      writeFileSync(join(workspace, 'Dockerfile'), readFileSync(join(root, 'Dockerfile')))
      const inputs = { manifests: '.', 'ecr-repository': 'k3s-homelab/openclaw', kubeconfig: lab.KUBECONFIG ?? '' }
      const env = {
        ...cleanEnvironment(),
        ...lab,
        DOCKER_HUB_MIRROR: `http://${lab.LAB_BASE_REGISTRY}`,
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: workspace,
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [inputVariable(name), value])),
      }
      // The first lines that can only be written after an answer of the cluster, the npm registry or ECR.
      const answered = /Kubernetes v|openclaw@latest is|ECR (has|does)/
      return await inTurn(
        ROUNDS,
        () => timeUntil(join(root, 'dist/main.js'), env, answered),
        () => timeUntil(peer, env, /answer: v/),
      )
    } finally {
      rmSync(workspace, { recursive: true, force: true })
    }
  },
  isMet: (ours) => ours <= 250,
}

/** Milliseconds from the start of a program to the first output that matches; the program is ended there. */
function timeUntil(script: string, env: Record<string, string>, pattern: RegExp): Promise<number> {
  return new Promise((done, fail) => {
    const begun = performance.now()
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let took: number | undefined
    const onData = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (took !== undefined || !pattern.test(output)) return
      took = performance.now() - begun
      child.kill('SIGKILL')
    }
    child.stdout.on('data', onData)
    child.stderr.on('data', onData)
    child.on('close', () =>
      took === undefined ? fail(new Error(`${script} never said ${pattern}:\n${output}`)) : done(took),
    )
  })
}

/** A peer made by ncc, kept in the user's cache until the libraries or the program change. */
function bundle(name: string, program: string): string {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const key = createHash('sha256').update(lock).update(program).digest('hex').slice(0, 12)
  const folder = join(
    process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'openclaw-deploy',
    `bench-${name}-${key}`,
  )
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.unfinished`
  // The entry stands in the tree for a moment, because ncc finds libraries from where it stands.
  const entry = join(root, 'node_modules', `.bench-${name}.mjs`)
  mkdirSync(unfinished, { recursive: true })
  try {
    writeFileSync(entry, program)
    execFileSync(
      join(root, 'node_modules/.bin/ncc'),
      ['build', entry, '--out', unfinished, '--minify', '--target', 'es2024', '--no-cache', '--quiet'],
      { stdio: 'inherit' },
    )
    writeFileSync(join(unfinished, 'package.json'), '{"type":"module"}\n')
    renameSync(unfinished, folder)
  } finally {
    rmSync(entry, { force: true })
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const info = statSync(join(folder, name))
    return sum + (info.isFile() ? info.size : 0)
  }, 0)
}
