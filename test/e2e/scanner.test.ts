// The scanner itself, with an action that leaks a secret of its own on each way, in another form each. No cluster.

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { type ActionResult, runAction } from '../../lab/github-runner.ts'
import { JOB_TOKEN, leaksOf } from '../../lab/scanner/channels.ts'
import type { Leak } from '../../lab/scanner/find.ts'
import { tracedHost } from '../../lab/scanner/witness.ts'

const ACTION = `
name: fake
inputs: { secrets: {}, leaks: { default: 'no' }, 'tmp-folder': {} }
runs: { using: node24, main: main.js, post: post.js }
`

const COMMON = `
const { execFileSync } = require('node:child_process')
const { appendFileSync, writeFileSync, mkdirSync, symlinkSync } = require('node:fs')
const { join } = require('node:path')
const { PATH, HOME, RUNNER_TEMP } = process.env
const leaks = process.env.INPUT_LEAKS === 'yes'
const secret = JSON.parse(process.env.INPUT_SECRETS)
const base64 = (text) => Buffer.from(text).toString('base64')
const start = (program, args, env = {}) => execFileSync(program, args, { env: { PATH, ...env } })
`

// What it does without leaks may be done with secrets.
const MAIN = `${COMMON}
console.log('::add-mask::' + secret.masked)
console.log('login with ' + secret.masked)
execFileSync('cat', { env: { PATH }, input: secret.stdin })
start('git', ['status'], { GH_TOKEN: secret['${JOB_TOKEN}'] })
start('git', ['status', '--short'])
start('docker', ['version'], leaks ? { GH_TOKEN: secret['${JOB_TOKEN}'] } : {})
if (leaks) {
  console.log('login with ' + secret.log)
  console.error(JSON.stringify({ error: secret['log of errors'] }))
  console.log('::warning file=a.yaml,line=1::' + secret.annotation.replaceAll('\\n', '%0A'))
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, 'auth: ' + base64('AWS:' + secret.summary))
  appendFileSync(process.env.GITHUB_OUTPUT, 'auth<<END\\n' + base64(secret.output).replace(/.{20}/g, '$&\\n') + '\\nEND\\n')
  appendFileSync(process.env.GITHUB_ENV, 'KEY=' + Buffer.from(secret.env).toString('hex'))
  appendFileSync(process.env.GITHUB_PATH, '/bin/' + encodeURIComponent(secret.path))
  appendFileSync(process.env.GITHUB_STATE, 'key=' + secret.state.split('\\n')[1])
  start('true', ['--password=' + secret.argv])
  start('sh', ['-c', 'env true; exit 0'], { TOKEN: secret.environment })
  writeFileSync(join(RUNNER_TEMP, 'left'), secret.temp)
  writeFileSync('left', 'token: ' + Buffer.from('x:' + secret.workspace).toString('base64url'))
  mkdirSync(join(HOME, '.docker'))
  writeFileSync(join(HOME, '.docker/config.json'), JSON.stringify({ auths: { a: { auth: base64('AWS:' + secret.home) } } }))
  const folder = process.env['INPUT_TMP-FOLDER']
  mkdirSync(folder)
  writeFileSync(join(folder, secret['name of a file']), '')
  mkdirSync(join(folder, secret['name of a folder']))
  symlinkSync('/nowhere/' + secret['target of a link'], join(folder, 'link'))
}
`

const POST = `${COMMON}
if (leaks) try { start('no-such-program', [secret.post]) } catch {}
`

const NAMES = [
  ...['masked', 'stdin', JOB_TOKEN, 'log', 'log of errors', 'annotation', 'summary', 'output', 'env', 'path', 'state'],
  ...['argv', 'environment', 'temp', 'workspace', 'home', 'post', 'before', 'meanwhile'],
  ...['name of a file', 'name of a folder', 'target of a link'],
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-leaks-'))
  for (const name of ['action', 'bin']) mkdirSync(join(folder, name))
  const files = { 'action.yml': ACTION, 'main.js': MAIN, 'post.js': POST }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'action', name), text)
  for (const name of ['git', 'docker'])
    writeFileSync(join(folder, 'bin', name), '#!/bin/sh\nenv true\n', { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true }))

const others: ChildProcess[] = []
afterEach(() => {
  for (const other of others.splice(0)) other.kill()
})

/** No child of the step; it lives until the test ends. */
const beside = (...args: string[]) => others.push(spawn('sh', ['-c', 'read line', ...args]))

let runs = 0

/** Of all characters that some form writes in another way. */
const line = () => `${randomBytes(9).toString('base64')}"/+ é~~~`

function secretFor(name: string): string {
  if (name.startsWith('name of ')) return randomBytes(9).toString('hex')
  return ['annotation', 'state'].includes(name) ? `${line()}\n${line()}` : line()
}

async function run(leaks: 'yes' | 'no'): Promise<{ result: ActionResult; leaks: Leak[]; secrets: string[] }> {
  const secrets = Object.fromEntries(NAMES.map((name) => [name, secretFor(name)]))
  const [home, workspace] = ['home', 'workspace'].map((name) => join(folder, `${name}-${++runs}`)) as [string, string]
  for (const path of [home, workspace]) mkdirSync(path)
  const tmpFolder = join(tmpdir(), `openclaw-deploy-left-${randomBytes(4).toString('hex')}`)
  if (leaks === 'yes') beside(secrets.before as string)
  const result = await runAction(
    {
      action: join(folder, 'action'),
      workspace,
      with: { secrets: JSON.stringify(secrets), leaks, 'tmp-folder': tmpFolder },
      env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: home },
      onLine: () => {
        if (leaks === 'yes' && others.length < 2) beside(secrets.meanwhile as string)
      },
    },
    tracedHost,
  )
  const named = Object.entries(secrets).map(([name, value]) => ({ name, value }))
  const found = leaksOf(result, [result.temp, workspace, home], named)
  for (const path of [result.temp, tmpFolder]) rmSync(path, { recursive: true, force: true })
  return { result, leaks: found, secrets: Object.values(secrets) }
}

describe('an action that leaks', () => {
  let found: Awaited<ReturnType<typeof run>>
  beforeAll(async () => {
    found = await run('yes')
  })

  test.each<[secret: string, channel: string, place: RegExp, form: string]>([
    ['log', 'log', /^log$/, 'raw'],
    ['log of errors', 'log', /^log$/, 'raw, JSON-escaped'],
    ['annotation', 'annotation', /^::warning$/, 'raw'],
    ['summary', 'summary', /^summary$/, 'base64'],
    ['output', 'written', /^GITHUB_OUTPUT$/, 'base64'],
    ['env', 'written', /^GITHUB_ENV$/, 'hex'],
    ['path', 'written', /^GITHUB_PATH$/, 'raw, URL-encoded'],
    ['state', 'written', /^GITHUB_STATE$/, 'line, raw'],
    ['argv', 'argv', /\/true$/, 'raw'],
    ['post', 'argv', /\/no-such-program$/, 'raw'],
    ['before', 'argv', /^sh \(\d+, not of the step\)$/, 'raw'],
    ['meanwhile', 'argv', /^sh \(\d+, not of the step\)$/, 'raw'],
    ['temp', 'file', /\/left$/, 'raw'],
    ['workspace', 'file', /\/workspace-\d+\/left$/, 'base64url'],
    ['home', 'file', /\/\.docker\/config\.json$/, 'base64'],
    ['name of a file', 'file', /\/openclaw-deploy-left-/, 'raw'],
    ['name of a folder', 'file', /\/openclaw-deploy-left-/, 'raw'],
    ['target of a link', 'file', /\/openclaw-deploy-left-\w+\/link$/, 'raw'],
  ])('is caught with the secret of its %s, once', (secret, channel, place, form) => {
    expect(found.leaks.filter((leak) => leak.secret === secret)).toEqual([
      { channel, place: expect.stringMatching(place), secret, form },
    ])
  })

  test('is caught with what it gave to a child, and that to its own', () => {
    const places = found.leaks.filter(({ secret }) => secret === 'environment').map(({ place }) => place)
    expect(new Set(places)).toEqual(new Set(['sh: TOKEN', 'env < sh: TOKEN', 'true < env < sh: TOKEN']))
  })

  test('may give the token of its job to git, and not to docker', () => {
    const places = found.leaks.filter(({ secret }) => secret === JOB_TOKEN).map(({ place }) => place)
    expect(places.length).toBeGreaterThan(0)
    expect(places.filter((place) => !/docker: GH_TOKEN$/.test(place))).toEqual([])
  })

  test('is not accused of what it masked or wrote to a child', () => {
    expect(found.result.log).toContain('login with ***')
    expect(found.leaks.filter(({ secret }) => ['masked', 'stdin'].includes(secret))).toEqual([])
  })

  test('is told of without a secret', () => {
    const told = JSON.stringify(found.leaks)
    const forms = (secret: string) => [secret, JSON.stringify(secret).slice(1, -1)]
    // A name is where it is.
    expect(found.secrets.filter((secret) => forms(secret).some((form) => told.includes(form)))).toEqual([
      expect.stringMatching(/^[0-9a-f]{18}$/),
      expect.stringMatching(/^[0-9a-f]{18}$/),
    ])
  })
})

test('the same action without its leaks is clean', async () => {
  const { result, leaks } = await run('no')
  expect([result.exitCode, result.postExitCode]).toEqual([0, 0])
  expect(result.seen?.executed.map(({ argv }) => argv.join(' '))).toContain('git status')
  expect(leaks).toEqual([])
})

test.each([
  ['SIGTERM', 3],
  ['SIGKILL', 137],
] as const)('%s reaches the step itself, which is seen to its end', async (signal, exitCode) => {
  const action = mkdtempSync(join(folder, 'kill-'))
  writeFileSync(join(action, 'action.yml'), 'runs: { using: node24, main: main.js }')
  writeFileSync(
    join(action, 'main.js'),
    `process.on('SIGTERM', () => process.exit(3))
    require('node:child_process').execFileSync('true')
    setInterval(() => {}, 1000)
    console.log(process.pid)`,
  )
  const pids: unknown[] = []
  const { temp, ...result } = await runAction(
    {
      action,
      workspace: action,
      with: {},
      env: { PATH: process.env.PATH ?? '' },
      onLine: (line, step) => {
        pids.push(step.pid === Number(line))
        step.kill(signal)
      },
    },
    tracedHost,
  )
  rmSync(temp, { recursive: true })
  expect(pids).toEqual([true])
  expect(result.exitCode).toBe(exitCode)
  expect(result.seen?.executed).toMatchObject([{ argv: ['true'] }])
})
