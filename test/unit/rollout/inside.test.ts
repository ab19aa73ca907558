import { execFile } from 'node:child_process'
import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { type Inside, insideScript, parseInside } from '../../../src/rollout/inside.ts'
import { json, serve, temporaryFolder } from '../support.ts'

const STARTED = { ok: true, status: 'started', version: '2026.9.6' }
const SECRET = 'hunter2-in-the-config'

async function gateway(): Promise<number> {
  const { host } = await serve((_, response) => json(response, STARTED))
  return Number(host.split(':')[1])
}

async function look(env: Record<string, string>, port: number): Promise<{ inside: Inside; stdout: string }> {
  const run = await promisify(execFile)(process.execPath, ['-e', insideScript(port)], { env })
  expect(run.stderr).toBe('')
  const inside = parseInside(run.stdout)
  if (!inside) throw new Error(`no Inside: ${run.stdout}`)
  return { inside, stdout: run.stdout }
}

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

describe('the config is found where OpenClaw finds it', () => {
  const FILES = ['home/.openclaw', 'other/.openclaw', 'state', 'home/state', 'elsewhere']
  test.each<[what: string, env: Record<string, string>, found: string]>([
    ['in the home', {}, 'home/.openclaw/openclaw.json'],
    ['in OPENCLAW_HOME', { OPENCLAW_HOME: 'ROOT/other' }, 'other/.openclaw/openclaw.json'],
    ['in OPENCLAW_HOME below the home', { OPENCLAW_HOME: '~/../other' }, 'other/.openclaw/openclaw.json'],
    ['in OPENCLAW_STATE_DIR', { OPENCLAW_STATE_DIR: 'ROOT/state' }, 'state/openclaw.json'],
    ['in OPENCLAW_STATE_DIR below the home', { OPENCLAW_STATE_DIR: '~/state' }, 'home/state/openclaw.json'],
    ['in the home, when the state has none', { OPENCLAW_STATE_DIR: 'ROOT/empty' }, 'home/.openclaw/openclaw.json'],
    [
      'by OPENCLAW_CONFIG_PATH before all',
      { OPENCLAW_CONFIG_PATH: 'ROOT/elsewhere/my.json5', OPENCLAW_STATE_DIR: 'ROOT/state' },
      'elsewhere/my.json5',
    ],
    ['by OPENCLAW_CONFIG_PATH of spaces as if unset', { OPENCLAW_CONFIG_PATH: '  ' }, 'home/.openclaw/openclaw.json'],
  ])('%s', async (_, env, found) => {
    const root = temporaryFolder()
    for (const folder of FILES) write(join(root, folder, 'openclaw.json'), folder)
    write(join(root, 'elsewhere/my.json5'), 'mine')
    const set = Object.entries(env).map(([name, value]) => [name, value.replace('ROOT', root)])
    const { inside } = await look({ HOME: join(root, 'home'), ...Object.fromEntries(set) }, await gateway())
    expect(inside.config.path).toBe(join(root, found))
    expect(inside.config.text).toBe(found === 'elsewhere/my.json5' ? 'mine' : dirname(found))
  })
})

describe('what the script sees', () => {
  test('is one line of JSON with the answer and the whole config', async () => {
    const HOME = temporaryFolder()
    const text = `{ a: "${SECRET}", // ü\n}\n`
    write(join(HOME, '.openclaw/openclaw.json'), text)
    const { inside, stdout } = await look({ HOME }, await gateway())
    expect(stdout.trimEnd()).not.toContain('\n')
    expect(JSON.parse(inside.answer ?? '')).toEqual(STARTED)
    expect(inside).not.toHaveProperty('failure')
    expect(inside.config).toEqual({ path: join(HOME, '.openclaw/openclaw.json'), text })
  })

  test('holds the newest config that was moved away, by the time when that was done', async () => {
    const HOME = temporaryFolder()
    const file = write(join(HOME, '.openclaw/openclaw.json'), '{}')
    write(`${file}.bak`, '{}')
    const older = write(`${file}.clobbered.2026-11-25T00-00-00-000Z`, '{}')
    const newer = `${file}.clobbered.2026-11-24T00-00-00-000Z`
    // Two writes may fall into one tick of the file system's clock; what the name or the mtime claims is not what happened.
    do {
      write(newer, '{}')
      utimesSync(newer, 0, 0)
    } while (statSync(newer).ctimeMs <= statSync(older).ctimeMs)
    const { inside } = await look({ HOME }, await gateway())
    expect(inside.config.clobbered).toEqual({
      name: 'openclaw.json.clobbered.2026-11-24T00-00-00-000Z',
      atMs: statSync(newer).ctimeMs,
    })
  })

  test.each<[what: string, make: (file: string) => unknown, why: string]>([
    ['is not there', () => {}, 'ENOENT'],
    ['is a folder', (file) => mkdirSync(file, { recursive: true }), 'it is no file'],
    ['is a device', (file) => symlinkSync('/dev/zero', file), 'it is no file'],
    ['is too large', (file) => writeFileSync(file, 'x'.repeat(1024 * 1024 + 1)), 'it is larger than 1 MiB'],
  ])('tells why there is no text: the config %s', async (_, make, why) => {
    const HOME = temporaryFolder()
    mkdirSync(join(HOME, '.openclaw'))
    make(join(HOME, '.openclaw/openclaw.json'))
    const { inside } = await look({ HOME }, await gateway())
    expect(inside.config).toEqual({ path: join(HOME, '.openclaw/openclaw.json'), unreadable: why })
    expect(inside.answer).toContain('started')
  })

  test('is complete for a config of just 1 MiB', async () => {
    const HOME = temporaryFolder()
    write(join(HOME, '.openclaw/openclaw.json'), '"'.repeat(1024 * 1024))
    const run = promisify(execFile)(process.execPath, ['-e', insideScript(await gateway())], {
      env: { HOME },
      maxBuffer: 2 ** 24,
    })
    expect(parseInside((await run).stdout)?.config.text).toHaveLength(1024 * 1024)
  })

  test('tells why there is no answer, and the config all the same', async () => {
    const HOME = temporaryFolder()
    write(join(HOME, '.openclaw/openclaw.json'), '{}')
    const { inside } = await look({ HOME }, 1)
    expect(inside.failure).toMatch(/\S/)
    expect(inside).not.toHaveProperty('answer')
    expect(inside.config.text).toBe('{}')
  })

  test('holds only the beginning of a long answer', async () => {
    const { host } = await serve((_, response) => response.end('x'.repeat(100_000)))
    const { inside } = await look({ HOME: temporaryFolder() }, Number(host.split(':')[1]))
    expect(inside.answer).toBe('x'.repeat(2_000))
  })
})

describe('parseInside', () => {
  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"answer":"x"}',
    '{"config":null}',
    '{"answer":"{}","config":{"te',
    'Segmentation fault',
  ])('of %j is nothing', (stdout) => {
    expect(parseInside(stdout)).toBeUndefined()
  })
})
