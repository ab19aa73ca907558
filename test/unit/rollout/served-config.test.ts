import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import JSON5 from 'json5'
import type { ServedConfig } from '../../../src/rollout/inside.ts'
import { judgeConfig } from '../../../src/rollout/served-config.ts'

const PATH = '/home/node/.openclaw/openclaw.json'
const STARTED = Date.parse('2026-11-24T00:00:00Z')
const GIT = `{
  // what git has
  gateway: { mode: "local", port: 19071, auth: { token: "\${OPENCLAW_GATEWAY_TOKEN}" }, trustedProxies: ["10.0.0.9"] },
  logging: { level: "info" },
}`
const NAME = 'ConfigMap openclaw-config, openclaw.json'
const CANDIDATES = [{ name: NAME, text: GIT }]

const served = (text: string, more: Partial<ServedConfig> = {}): ServedConfig => ({ path: PATH, text, ...more })
const changed = (change: (config: { gateway: Record<string, unknown> } & Record<string, unknown>) => void) => {
  const config = JSON5.parse(GIT)
  change(config)
  return JSON.stringify(config)
}
const clobberedAt = (atMs: number) => ({ clobbered: { name: 'openclaw.json.clobbered.x', atMs } })

describe('proven', () => {
  test.each<[what: string, config: ServedConfig]>([
    ['byte for byte', served(GIT)],
    ['written anew', served(JSON.stringify(JSON5.parse(GIT), null, 2))],
    [
      'with OpenClaw’s own notes',
      served(
        changed((config) => {
          config.meta = { lastTouchedVersion: '2026.9.6' }
        }),
      ),
    ],
    [
      'its keys in another order',
      served(JSON.stringify(Object.fromEntries(Object.entries(JSON5.parse(GIT)).reverse()))),
    ],
    ['though OpenClaw moved another away before', served(GIT, clobberedAt(STARTED + 5_000))],
  ])('%s', (_, config) => {
    expect(judgeConfig(config, CANDIDATES, STARTED)).toEqual({ kind: 'proven' })
  })

  test('by one of several files that the pod mounts', () => {
    const others = [
      { name: 'ConfigMap openclaw-config, alias.json', text: '{"gateway": {"mode": "remote"}}' },
      { name: 'Secret broken, openclaw.json', text: '{' },
      { name: 'Secret openclaw-config, my.json5', text: GIT },
    ]
    expect(judgeConfig(served(JSON.stringify(JSON5.parse(GIT))), others, STARTED)).toEqual({ kind: 'proven' })
  })

  test.each<[what: string, rewrite: (text: string) => string]>([
    ['as it is', (text) => text],
    ['written anew', (text) => JSON.stringify(JSON5.parse(text))],
  ])('not for the files that it includes: %s', (_, rewrite) => {
    const text = '{gateway: {$include: "./gateway.json"}, agents: {list: [{$include: ["a.json"]}]}}'
    expect(judgeConfig(served(rewrite(text)), [{ name: NAME, text }], STARTED)).toEqual({
      kind: 'unproven',
      clause: 'the files that the config it serves includes ($include in gateway, agents.list)',
    })
  })
})

describe('restored: OpenClaw moved a config away after the pod started', () => {
  const older = changed((config) => {
    config.gateway.port = 19070
    config.logging = { level: 'debug' }
  })

  test('is a failure that names the keys, the way out and the file', () => {
    expect(judgeConfig(served(older, clobberedAt(STARTED + 5_000)), CANDIDATES, STARTED)).toEqual({
      kind: 'restored',
      problem: {
        code: 'verify-failed',
        message: `OpenClaw restored an older config at its start, so what it serves is not git's: it differs from ${NAME} in gateway.port, logging.level`,
        fix: expect.stringMatching(/rm -f openclaw\.json\.bak\*.*OPENCLAW_CONFIG_PATH/),
        evidence: [expect.stringContaining('openclaw.json.clobbered.x')],
      },
    })
  })

  test.each<[what: string, atMs: number, startedAtMs: number | undefined, kind: string]>([
    ['within the second in which the pod started', STARTED - 1_000, STARTED, 'restored'],
    ['before it', STARTED - 1_001, STARTED, 'unproven'],
    ['when nobody knows the start', STARTED + 5_000, undefined, 'unproven'],
  ])('%s', (_, atMs, startedAtMs, kind) => {
    expect(judgeConfig(served(older, clobberedAt(atMs)), CANDIDATES, startedAtMs).kind).toBe(kind)
  })

  test('is told also of files of which one is not OpenClaw’s', () => {
    const more = [{ name: 'ConfigMap a, fluent.json', text: '{"service": {}}' }, ...CANDIDATES]
    expect(judgeConfig(served(older, clobberedAt(STARTED)), more, STARTED).kind).toBe('restored')
  })
})

describe('unproven', () => {
  test.each<[what: string, config: ServedConfig, candidates: typeof CANDIDATES, clause: string]>([
    [
      'the config differs',
      served(changed(({ gateway }) => Object.assign(gateway, { port: 1, trustedProxies: [] }))),
      CANDIDATES,
      `the config it serves, since it differs from ${NAME} in gateway.port, gateway.trustedProxies`,
    ],
    [
      'a key is only in one of them',
      served('{gateway: {mode: "local", extra: 1}, ui: {}}'),
      [{ name: NAME, text: '{gateway: {mode: "local"}, logging: {}}' }],
      `the config it serves, since it differs from ${NAME} in gateway.extra, logging, ui`,
    ],
    [
      'more than five keys differ',
      served('{g: {a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, h: 1}}'),
      [{ name: NAME, text: '{g: {}}' }],
      `the config it serves, since it differs from ${NAME} in g.a, g.b, g.c, g.d, g.e and 2 more`,
    ],
    [
      'a key is no word',
      served('{models: {"anthropic/claude": 1, "a\\n::error::b": 1}}'),
      [{ name: NAME, text: '{models: {}}' }],
      `the config it serves, since it differs from ${NAME} in models["anthropic/claude"], models["a\\n::error::b"]`,
    ],
    [
      'of two, the one of the same file name is meant',
      served('{gateway: {port: 1}}'),
      [
        { name: 'ConfigMap c, near.json', text: '{gateway: {}}' },
        { name: 'ConfigMap c, openclaw.json', text: '{gateway: {a: 1, b: 2}}' },
      ],
      'the config it serves, since it differs from ConfigMap c, openclaw.json in gateway.a, gateway.b, gateway.port',
    ],
    [
      'of two others, the closest is meant',
      served('{gateway: {port: 1}}'),
      [
        { name: 'ConfigMap c, far.json', text: '{gateway: {a: 1, b: 2}}' },
        { name: 'ConfigMap c, near.json', text: '{gateway: {}}' },
      ],
      'the config it serves, since it differs from ConfigMap c, near.json in gateway.port',
    ],
    [
      'the manifests hold no config',
      served(GIT),
      [],
      'the config it serves, since no ConfigMap or Secret of the manifests holds it as JSON',
    ],
    [
      'the manifests hold only other JSON',
      served(GIT.replace('{', '{ meta: {},'), clobberedAt(STARTED + 1)),
      [
        { name: 'ConfigMap fluent, fluent.json', text: '{"service": {}}' },
        { name: 'ConfigMap list, list.json', text: '["gateway"]' },
        { name: 'ConfigMap broken, broken.json', text: '{gateway' },
        { name: 'ConfigMap notes, notes.json', text: '{"meta": {}}' },
      ],
      'the config it serves, since no ConfigMap or Secret of the manifests holds it as JSON',
    ],
    [
      'the file is not there',
      { path: PATH, unreadable: 'ENOENT' },
      CANDIDATES,
      `the config it serves, since ${PATH} cannot be read (ENOENT)`,
    ],
    [
      'nobody knows the file',
      { unreadable: 'ERR_SYSTEM_ERROR' },
      CANDIDATES,
      'the config it serves, since its config cannot be read (ERR_SYSTEM_ERROR)',
    ],
    ['the file is broken', served('{'), CANDIDATES, `the config it serves, since ${PATH} holds no JSON5 object`],
    ['the file is a list', served('[]'), CANDIDATES, `the config it serves, since ${PATH} holds no JSON5 object`],
  ])('%s', (_, config, candidates, clause) => {
    expect(judgeConfig(config, candidates, STARTED)).toEqual({ kind: 'unproven', clause })
  })
})

describe('for any configs', () => {
  const config = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 6 })
  const withGateway = config.map((each) => ({ ...each, gateway: { mode: 'local' } }))

  test('the same one is proven, however it is written', () => {
    fc.assert(
      fc.property(withGateway, fc.anything(), (value, meta) => {
        const text = JSON5.stringify({ ...value, meta }, null, 2)
        expect(judgeConfig(served(text), [{ name: NAME, text: JSON.stringify(value) }], STARTED).kind).toBe('proven')
      }),
    )
  })

  test('another one is not proven, and is a failure just when one was moved away', () => {
    fc.assert(
      fc.property(withGateway, fc.boolean(), (value, moved) => {
        const text = JSON.stringify({ ...value, gateway: { mode: 'local', port: 1 } })
        const verdict = judgeConfig(
          served(text, moved ? clobberedAt(STARTED + 1) : {}),
          [{ name: NAME, text: JSON.stringify(value) }],
          STARTED,
        )
        expect(verdict.kind).toBe(moved ? 'restored' : 'unproven')
      }),
    )
  })

  test('no value is told', () => {
    const secret = 'hunter2'
    const leaf = fc.constantFrom(`${secret}-a`, `${secret}-b`, [`${secret}-c`], { inner: `${secret}-d` })
    const secretive = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'gateway'), leaf)
    fc.assert(
      fc.property(secretive, secretive, fc.boolean(), (a, b, moved) => {
        const verdict = judgeConfig(
          served(JSON.stringify(a), moved ? clobberedAt(STARTED + 1) : {}),
          [{ name: NAME, text: JSON.stringify(b) }],
          STARTED,
        )
        expect(JSON.stringify(verdict)).not.toContain(secret)
      }),
    )
  })
})
