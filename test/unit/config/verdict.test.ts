import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CheckAnswer } from '../../../src/config/script.ts'
import { judgeAnswer, type Path, resolved, type Written } from '../../../src/config/verdict.ts'

// As OpenClaw 2026.9.6 says it (openclaw config validate --json).
const CASES: readonly (readonly [path: string, message: string, place: string, fix: RegExp])[] = [
  ['<root>', 'Unrecognized key: "nope"', 'nope', /^Remove "nope"/],
  ['gateway', 'Unrecognized key: "foo"', 'gateway foo', /^Remove "foo"/],
  [
    'gateway.bind',
    'Invalid input (allowed: "auto", "lan", "loopback", "custom", "tailnet")',
    'gateway bind',
    /^Correct that value/,
  ],
  [
    'models.providers.litellm.models.0.name',
    'Invalid input: expected string, received undefined',
    'models providers litellm models 0 name',
    /^Correct/,
  ],
  [
    'agents.defaults.models.anthropic/claude-4.5.x',
    'Unrecognized key: "q"',
    'agents defaults models anthropic/claude-4.5.x q',
    /^Remove "q"/,
  ],
  ['<root>', "JSON5 parse failed: SyntaxError: JSON5: invalid character ',' at 3:28", 'line 3', /^Correct/],
]
const VALUE = {
  gateway: { foo: 1, bind: 'lann' },
  nope: {},
  models: { providers: { litellm: { models: [{ id: 'x' }] } } },
  agents: {
    defaults: { models: { 'anthropic/claude-4.5.x': { q: 1 } }, model: { primary: 'a/b', fallbacks: ['c/d', 'e/f'] } },
  },
}
const written: Written = {
  value: VALUE,
  place: (...path: Path) => ({ file: path.join(' ') }),
  placeOfLine: (line) => ({ file: `line ${line}` }),
  standIns: [],
  migrated: [],
}
const answer = (more: Partial<CheckAnswer>): CheckAnswer => ({
  valid: true,
  issues: [],
  warnings: [],
  unknownModels: [],
  more: 0,
  ...more,
})

describe('what OpenClaw refuses', () => {
  test.each(CASES)('%s: %s', (path, message, place, fix) => {
    const { problems } = judgeAnswer(answer({ valid: false, issues: [{ path, message }] }), written, '2026.9.6')
    expect(problems).toEqual([
      {
        code: 'config-invalid',
        message: `OpenClaw 2026.9.6 would not start with this config: ${path === '<root>' ? 'the config' : path}: ${message}`,
        fix: expect.stringMatching(fix),
        where: { file: place },
      },
    ])
  })

  test('all of it at once', () => {
    const issues = CASES.map(([path, message]) => ({ path, message }))
    expect(judgeAnswer(answer({ valid: false, issues }), written, undefined).problems).toHaveLength(CASES.length)
  })

  test('nothing secret in its words', () => {
    const issues = [{ path: 'gateway', message: 'bad value token=abcdef123456' }]
    expect(judgeAnswer(answer({ valid: false, issues }), written, undefined).problems[0]?.message).not.toContain(
      'abcdef',
    )
  })
})

describe('what the gateway may take all the same is a warning', () => {
  const value = {
    mcp: { servers: { ha: { url: '${HA_MCP_URL}' }, other: { url: 'nonsense' } } },
    heartbeat: { every: '30m' },
    gateway: { bind: '0.0.0.0' },
  }
  const own: Written = { ...written, value, standIns: ['HA_MCP_URL'], migrated: [['heartbeat'], ['gateway', 'bind']] }

  test.each([
    ['a value that a stand-in had to take the place of', 'mcp.servers.ha.url', 'Invalid URL'],
    ['a form that OpenClaw migrates at its start', '<root>', 'Unrecognized key: "heartbeat"'],
    ['a value that it migrates', 'gateway.bind', 'Invalid input (allowed: "auto", "lan")'],
    ['a channel of a plugin on the volume', 'channels.mychan', 'unknown channel id: mychan'],
    ['a file on the volume', '<root>', 'Failed to read include file: ./agents.json5'],
  ])('%s', (_, path, message) => {
    const { problems, warnings } = judgeAnswer(answer({ valid: false, issues: [{ path, message }] }), own, '2026.9.6')
    expect(problems).toEqual([])
    expect(warnings).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })])
  })

  test.each([
    ['a key beside a value that has a stand-in', 'mcp.servers.ha', 'Unrecognized key: "prot"'],
    ['a value without a stand-in', 'mcp.servers.other.url', 'Invalid URL'],
    ['another key', '<root>', 'Unrecognized key: "heartbeats"'],
    ['another value beside one that is migrated', 'gateway.port', 'Invalid input'],
  ])('and %s is not', (_, path, message) => {
    const { problems } = judgeAnswer(answer({ valid: false, issues: [{ path, message }] }), own, '2026.9.6')
    expect(problems).toHaveLength(1)
  })
})

describe('a model that OpenClaw does not know is a warning where it is named', () => {
  test.each([
    ['anthropic/claude-4.5.x', 'agents defaults models anthropic/claude-4.5.x'],
    ['a/b', 'agents defaults model primary'],
    ['e/f', 'agents defaults model fallbacks 1'],
    ['by/an-alias', ''],
  ])('%s', (model, place) => {
    const { warnings, problems } = judgeAnswer(answer({ unknownModels: [model] }), written, '2026.9.6')
    expect(problems).toEqual([])
    expect(warnings).toEqual([
      expect.objectContaining({
        message: `OpenClaw 2026.9.6 does not know the model ${model}`,
        where: { file: place },
      }),
    ])
  })
})

test('a path of any keys leads to its value', () => {
  const key = fc.stringMatching(/^[a-z./]{1,4}$/)
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), (keys) => {
      const value = keys.reduceRight<unknown>((inner, each) => ({ [each]: inner }), 1)
      expect(resolved(value, keys.join('.'))).toEqual(keys)
    }),
  )
})
