import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseInputs } from '../../../src/inputs/deploy.ts'
import { parsePairInputs } from '../../../src/inputs/pair.ts'
import { pairingOutputs } from '../../../src/report/outcome.ts'
import { problemsFrom } from '../support.ts'

type Definition = Record<'inputs' | 'outputs', Record<string, { description: string; default?: string }>>
const definition = (file: string) =>
  parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')) as Definition
const action = definition('pair/action.yml')
const DEVICE = 'a'.repeat(64)
const RULES = 'from: 192.168.1.0/24\nscopes: operator.read, operator.write'

const inputs = (given: Record<string, string>) => parsePairInputs((name) => given[name] ?? '', {})
const problems = (given: Record<string, string>) => problemsFrom(() => inputs({ 'pairing-wait': '1m', ...given }))

describe('the contract with pair/action.yml', () => {
  test('every input is read, and no other; its defaults are those of the code', () => {
    const read = new Set<string>()
    parsePairInputs((name) => {
      read.add(name)
      return ''
    }, {})
    expect([...read].sort()).toEqual(Object.keys(action.inputs).sort())
    const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, each]) => [name, each.default ?? '']))
    expect(inputs(defaults)).toEqual(inputs({}))
  })

  test('every output is set when all is known, and no other', () => {
    const pairing = { kind: 'list', looked: true, pending: [], paired: [], approved: [] } as const
    const failure = { code: 'internal', message: 'm', fix: 'f' } as const
    expect(Object.keys(pairingOutputs({ reasons: [], pairing, problems: [failure] })).sort()).toEqual(
      Object.keys(action.outputs).sort(),
    )
  })

  test('what it shares with action.yml means the same there', () => {
    const whole = definition('action.yml')
    for (const name of ['pairing-request', 'pairing-device', 'pairing-rules', 'pairing-wait'])
      expect(whole.inputs[name]).toEqual(action.inputs[name])
    for (const name of ['pending-devices', 'approved-devices'])
      expect(whole.outputs[name]).toEqual(action.outputs[name])
  })
})

test('lists by default, at the gateway of our own manifests', () => {
  expect(inputs({})).toEqual({ workload: { deployment: 'openclaw' }, cluster: {}, pairing: { kind: 'list' } })
})

test('takes ids and rules as people write them', () => {
  const { pairing } = inputs({
    pairing: 'approve',
    'pairing-request': ' 89075b41-2d63-4df0-a3f4-350f4b8a769a ',
    'pairing-device': `${DEVICE}\n${DEVICE}, ${'b'.repeat(64)}`,
    'pairing-rules':
      'from: 192.168.1.0/24, fd00:1::/48\nscopes: operator.read,operator.write\nafter: 2026-11-28T22:15:00Z\nat-most: 2\n',
    'pairing-wait': '2m',
  })
  expect(pairing).toEqual({
    kind: 'approve',
    waitMs: 120_000,
    policy: {
      requests: ['89075b41-2d63-4df0-a3f4-350f4b8a769a'],
      devices: [DEVICE, 'b'.repeat(64)],
      rules: {
        from: ['192.168.1.0/24', 'fd00:1::/48'],
        scopes: ['operator.read', 'operator.write'],
        afterMs: Date.parse('2026-11-28T22:15:00Z'),
        atMost: 2,
      },
    },
  })
})

test('rules have one request at most, after the first look, when they do not say', () => {
  expect(inputs({ pairing: 'approve', 'pairing-rules': RULES, 'pairing-wait': '1m' }).pairing).toMatchObject({
    waitMs: 60_000,
    policy: { rules: { atMost: 1 } },
  })
})

describe('what is wrong or weak is refused, all at once', () => {
  test.each<[what: string, given: Record<string, string>, ...messages: RegExp[]]>([
    ['a word that is none', { pairing: 'yes' }, /"yes", which is not `list` or `approve`/],
    ['off, which is to leave the step out', { pairing: 'off' }, /"off"/],
    ['nothing to approve', { pairing: 'approve' }, /nothing says what to approve/],
    ['a request that is only listed', { 'pairing-request': '89075b41-2d63' }, /`pairing` is `list`.*approves nothing/],
    ['an id that is a command', { pairing: 'approve', 'pairing-request': '$(reboot)' }, /"\$\(reboot\)"/],
    ['a short device id', { pairing: 'approve', 'pairing-device': 'aaaaaaaaaaaa' }, /64 hexadecimal digits/],
    ['a wait that is none', { pairing: 'approve', 'pairing-device': DEVICE, 'pairing-wait': '2 min' }, /duration/],
    [
      'only a number',
      { pairing: 'approve', 'pairing-rules': 'at-most: 1' },
      /no `from`.*whoever comes first/,
      /no `scopes`/,
    ],
    [
      'only a moment',
      { pairing: 'approve', 'pairing-rules': 'after: 2026-11-28T22:15:00Z' },
      /no `from`/,
      /no `scopes`/,
    ],
    ['only networks', { pairing: 'approve', 'pairing-rules': 'from: 192.168.1.0/24' }, /no `scopes`/],
    ['only scopes', { pairing: 'approve', 'pairing-rules': 'scopes: operator.read' }, /no `from`/],
    [
      'the whole internet',
      { pairing: 'approve', 'pairing-rules': `from: 0.0.0.0/0, ::/0\nscopes: operator.read` },
      /0\.0\.0\.0\/0.*proves nothing/,
      /::\/0.*proves nothing/,
    ],
    [
      'a network that is none',
      { pairing: 'approve', 'pairing-rules': 'from: 192.168.1.0/33, home, 10.0.0.1\nscopes: operator.read' },
      /33/,
      /home/,
      /10\.0\.0\.1/,
    ],
    [
      'admin and pairing by rule',
      { pairing: 'approve', 'pairing-rules': 'from: 10.0.0.0/8\nscopes: operator.admin, operator.pairing' },
      /operator\.admin, which no rule/,
      /operator\.pairing, which no rule/,
    ],
    [
      'a name, which a client may choose',
      { pairing: 'approve', 'pairing-rules': `${RULES}\nname: Alice` },
      /"name: Alice", which is no rule/,
    ],
    [
      'no zone',
      { pairing: 'approve', 'pairing-rules': `${RULES}\nafter: 2026-11-28 22:15` },
      /an instant with its zone/,
    ],
    ['no number', { pairing: 'approve', 'pairing-rules': `${RULES}\nat-most: many` }, /a number from 1 to 999/],
    [
      'rules that can never hold',
      { pairing: 'approve', 'pairing-rules': RULES, 'pairing-wait': '0s' },
      /can approve nothing.*only that one/,
    ],
    [
      'an hour that no day has',
      { pairing: 'approve', 'pairing-rules': `${RULES}\nafter: 2026-11-28T25:15:00Z` },
      /which no calendar has/,
    ],
    [
      'all of IPv4 in the clothes of IPv6',
      { pairing: 'approve', 'pairing-rules': 'from: ::ffff:0:0/96, ::/16, ::ffff:0:0/97\nscopes: operator.read' },
      /::ffff:0:0\/96.*proves nothing/,
      /::\/16.*proves nothing/,
      /::ffff:0:0\/97.*proves nothing/,
    ],
    [
      'a network with a zone',
      { pairing: 'approve', 'pairing-rules': 'from: fe80::1%eth0/64\nscopes: operator.read' },
      /not in CIDR notation/,
    ],
    ['a rule twice', { pairing: 'approve', 'pairing-rules': `${RULES}\nfrom: 10.0.0.0/8` }, /`from` twice/],
  ])('%s', async (_, given, ...messages) => {
    expect((await problems(given)).map(({ message }) => message)).toEqual(
      messages.map((message) => expect.stringMatching(message)),
    )
  })

  test('in a deploy too', async () => {
    const given: Record<string, string> = {
      manifests: 'k8s',
      image: `r/o@sha256:${'0'.repeat(64)}`,
      pairing: 'approve',
    }
    const found = await problemsFrom(() => parseInputs((name) => given[name] ?? '', {}))
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/nothing says what to approve/)])
  })
})
