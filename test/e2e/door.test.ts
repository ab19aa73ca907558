// Who stands at the gateway's door, with real OpenClaw and clients that ask for what they like: each ends with the right
// word, and the right devices paired.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { type Ask, Device, type Refusal } from './device.ts'
import { directEntrance } from './proxy.ts'
import { expectNoSecrets, gatewayPods, REAL } from './support.ts'

const READ = ['operator.read']
// Any address of the lab's pods and host.
const FROM = '10.0.0.0/8'
/** As docs/pairing.md has them, with the lab's network. */
const DOCUMENTED_RULES = [
  `from: ${FROM}\nscopes: operator.read, operator.write`,
  `from: ${FROM}\nscopes: operator.read, operator.write\nat-most: 5`,
  `from: ${FROM}\nscopes: operator.read, operator.write\nat-most: 5\nafter: 2026-01-01T00:00:00Z`,
]

let site: Site
beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-door'), repository: REAL })
  const { errors } = await site.deploy({ with: { rehearse: 'off' } })
  expect(errors).toEqual([])
})
afterAll(() => site?.remove())

/** Asks at the gateway's own Service. */
async function knock(device: Device, ask: Partial<Ask> = {}): Promise<string> {
  const answer = await device.connect(directEntrance(site), {
    role: 'operator',
    scopes: READ,
    token: site.gatewayToken,
    ...ask,
  })
  const { requestId } = answer as Refusal
  if (requestId === undefined) throw new Error(`no request: ${JSON.stringify(answer)}`)
  return requestId
}

async function pair(inputs: Record<string, string>, onLine?: (line: string) => void): Promise<ActionResult> {
  const result = await site.pair({ with: inputs, ...(onLine && { onLine }) })
  expectNoSecrets(result, site)
  return result
}

const approve = (request: string, onLine?: (line: string) => void) =>
  pair({ pairing: 'approve', 'pairing-request': request }, onLine)

function listed(): { pending: { requestId: string; deviceId: string }[]; paired: { deviceId: string }[] } {
  return JSON.parse(site.inGateway('openclaw', 'devices', 'list', '--json'))
}
const isPaired = ({ id }: Device) => listed().paired.some(({ deviceId }) => deviceId === id)

// OpenClaw counts five minutes from the last time that a device asked.
const AGE = `
  const { DatabaseSync } = require('node:sqlite')
  const files = require('node:child_process').execSync('find "$OPENCLAW_STATE_DIR" -name "*.sqlite"').toString()
  const age = (file) => {
    const database = new DatabaseSync(file)
    try {
      database.exec('UPDATE device_pairing_pending SET ts = ts - 301000, refreshed_at_ms = refreshed_at_ms - 301000')
      return true
    } catch {
      // Another database, or one that the gateway is just writing to.
      return false
    } finally {
      database.close()
    }
  }
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    if (files.trim().split('\\n').filter(age).length > 0) {
      console.log('aged')
      break
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }`

/** All requests that wait grow five minutes older, by hand in the state's database: each case begins at an empty door. */
function letExpire(): void {
  expect(site.inGateway('node', '-e', AGE).trim()).toBe('aged')
}

describe('a list', () => {
  test('shows who waits, with the next command, and approves nobody', async () => {
    const device = new Device()
    const requestId = await knock(device, { client: { id: 'cli', mode: 'cli', displayName: 'Trust me | <b>' } })
    const { exitCode, outputs, summary, log } = await pair({})
    expect(exitCode).toBe(0)
    expect(JSON.parse(outputs['pending-devices'] ?? '')).toEqual([
      expect.objectContaining({ requestId, deviceId: device.id, roles: ['operator'], scopes: READ, refusedBy: [] }),
    ])
    expect(outputs['approved-devices']).toBe('[]')
    expect(summary).toContain(`gh workflow run approve-device.yml -f request=${requestId}`)
    expect(summary + log + JSON.stringify(outputs)).not.toContain('Trust me')
    expect(isPaired(device)).toBe(false)
    letExpire()
  })
})

describe('an attacker in the same window', () => {
  const ATTACKS: readonly [rule: string, ask: Partial<Ask>][] = [
    ['powerful', { scopes: [...READ, 'operator.admin'] }],
    ['powerful', { scopes: ['operator.pairing'] }],
    ['role', { role: 'node', scopes: [], client: { id: 'node-host', mode: 'node' } }],
    ['scopes', { scopes: [...READ, 'operator.approvals'] }],
  ]

  test('who asks for admin, for pairing, to be a node or for another scope is approved by no documented rules', async () => {
    const attackers = ATTACKS.map(([rule, ask]) => ({ rule, ask, device: new Device() }))
    for (const { device, ask } of attackers) await knock(device, ask)
    for (const rules of DOCUMENTED_RULES) {
      const { exitCode, outputs } = await pair({
        pairing: 'approve',
        'pairing-rules': rules,
        'pairing-wait': '1s',
      })
      expect([exitCode, outputs['failure-code'], outputs['approved-devices']]).toEqual([1, 'pairing-no-request', '[]'])
      const pending = JSON.parse(outputs['pending-devices'] ?? '') as { deviceId: string; refusedBy: string[] }[]
      const refusedBy = ({ id }: Device) => pending.find(({ deviceId }) => deviceId === id)?.refusedBy
      for (const { device, rule } of attackers) expect(refusedBy(device)).toContain(rule)
    }
    expect(listed().paired).toEqual([])
    letExpire()
  })

  test('who stands at the door beside a good one keeps both out, where one may come', async () => {
    const [good, mallory] = [new Device(), new Device()]
    let knocked: Promise<unknown> | undefined
    const inputs = { pairing: 'approve', 'pairing-rules': DOCUMENTED_RULES[0] ?? '', 'pairing-wait': '12s' }
    const { exitCode, outputs } = await pair(inputs, (line) => {
      if (!/nobody asks/.test(line)) return
      knocked ??= Promise.all([knock(good), knock(mallory, { scopes: ['operator.admin'] })])
    })
    await knocked
    expect([exitCode, outputs['approved-devices']]).toEqual([1, '[]'])
    expect(JSON.parse(outputs['pending-devices'] ?? '')).toEqual([
      expect.objectContaining({ refusedBy: expect.arrayContaining(['at-most']) }),
      expect.objectContaining({ refusedBy: expect.arrayContaining(['at-most']) }),
    ])
    letExpire()
  })

  test('who merges operator.admin into a request that is just being approved by rules gets nothing', async () => {
    const mallory = new Device()
    let merged: Promise<string> | undefined
    const inputs = { pairing: 'approve', 'pairing-rules': DOCUMENTED_RULES[0] ?? '', 'pairing-wait': '12s' }
    let knocked: Promise<unknown> | undefined
    const { exitCode, outputs, log } = await pair(inputs, (line) => {
      if (/nobody asks/.test(line)) knocked ??= knock(mallory)
      if (/Approving request/.test(line)) merged ??= knock(mallory, { scopes: [...READ, 'operator.admin'] })
    })
    await knocked
    const replaced = await merged
    expect(log).toMatch(/its request was replaced/)
    expect([exitCode, outputs['failure-code'], outputs['approved-devices']]).toEqual([1, 'pairing-no-request', '[]'])
    expect(JSON.parse(outputs['pending-devices'] ?? '')).toEqual([
      expect.objectContaining({ requestId: replaced, refusedBy: expect.arrayContaining(['powerful']) }),
    ])
    expect(isPaired(mallory)).toBe(false)
    letExpire()
  })

  test('who alone meets all rules in time is let in, which the rules say', async () => {
    const device = new Device()
    let knocked: Promise<unknown> | undefined
    const inputs = { pairing: 'approve', 'pairing-rules': DOCUMENTED_RULES[0] ?? '', 'pairing-wait': '60s' }
    const { exitCode, outputs } = await pair(inputs, (line) => {
      if (/nobody asks/.test(line)) knocked ??= knock(device)
    })
    await knocked
    expect(exitCode).toBe(0)
    expect(JSON.parse(outputs['approved-devices'] ?? '')).toEqual([
      expect.objectContaining({ deviceId: device.id, scopes: READ, approvedBy: 'rules' }),
    ])
    expect(
      await device.connect(directEntrance(site), { role: 'operator', scopes: READ, token: site.gatewayToken }),
    ).toMatchObject({ admitted: true, scopes: READ })
  })
})

describe('an id', () => {
  test('that is approved twice is approved once, and the second time it is said what became of it', async () => {
    const device = new Device()
    const requestId = await knock(device)
    const first = await approve(requestId)
    expect(first.errors).toEqual([])
    expect(JSON.parse(first.outputs['approved-devices'] ?? '')).toEqual([
      expect.objectContaining({ requestId, deviceId: device.id, approvedBy: 'request' }),
    ])
    const second = await approve(requestId)
    expect([second.exitCode, second.outputs['failure-code']]).toEqual([1, 'pairing-request-gone'])
    expect(second.errors).toEqual([
      expect.stringMatching(new RegExp(`${requestId}.*device ${device.id.slice(0, 12)} was approved \\d+ s ago`)),
    ])
    expect(isPaired(device)).toBe(true)
  })

  test('that two runs approve at once ends well for both', async () => {
    const device = new Device()
    const requestId = await knock(device)
    const runs = await Promise.all([approve(requestId), approve(requestId)])
    expect(runs.map(({ errors }) => errors)).toEqual([[], []])
    const by = runs.flatMap(({ outputs }) =>
      (JSON.parse(outputs['approved-devices'] ?? '') as { approvedBy: string }[]).map(({ approvedBy }) => approvedBy),
    )
    expect(by).toHaveLength(2)
    expect(by).toContain('request')
    expect(isPaired(device)).toBe(true)
  })

  test('that has expired (aged by hand in the state’s database) is told from one that waits', async () => {
    const requestId = await knock(new Device())
    letExpire()
    const { exitCode, errors } = await approve(requestId)
    expect([exitCode, errors]).toEqual([1, [expect.stringMatching(/has expired.*reload it/s)]])
  })

  test('that the gateway restarts over is approved when it is back', async () => {
    const device = new Device()
    const requestId = await knock(device)
    const [before] = gatewayPods(site)
    let killed = false
    const { errors, log, outputs } = await approve(requestId, (line) => {
      if (!/Approving request/.test(line) || killed) return
      killed = true
      site.kubectl(
        '-n',
        site.namespace,
        'delete',
        'pod',
        before?.name ?? '',
        '--grace-period=0',
        '--force',
        '--wait=false',
      )
    })
    expect(errors).toEqual([])
    expect(log).toMatch(/Waiting for the gateway/)
    expect(JSON.parse(outputs['approved-devices'] ?? '')).toHaveLength(1)
    expect(gatewayPods(site)[0]?.uid).not.toBe(before?.uid)
    expect(isPaired(device)).toBe(true)
    site.kubectl('-n', site.namespace, 'rollout', 'status', 'deploy/openclaw', '--timeout=10m')
  })
})

describe('as the last step of a deploy', () => {
  test('what fails in it undoes nothing', async () => {
    const before = gatewayPods(site)
    const nobody = '00000000-0000-4000-8000-000000000000'
    const { exitCode, outputs, summary } = await site.deploy({
      with: { pairing: 'approve', 'pairing-request': nobody },
    })
    expect([exitCode, outputs['failure-code'], outputs['rolled-back']]).toEqual([1, 'pairing-request-gone', undefined])
    expect(summary).toMatch(/^## ⚠️ OpenClaw \S+ is live, but not all devices were paired/)
    expect(outputs.verified).toBe('full')
    expect(gatewayPods(site)).toEqual(before)
  })
})

describe('what is in the way is said plainly', () => {
  test('a right that is missing, which a deploy finds before it builds', async () => {
    const token = await site.serviceAccountToken('no-exec')
    site.kubectl(
      '-n',
      site.namespace,
      'create',
      'role',
      'no-exec',
      '--verb=get,list,create,patch,update,watch,delete',
      '--resource=deployments.apps,replicasets.apps,pods,pods/log,events,services,configmaps,secrets,persistentvolumeclaims,namespaces,leases.coordination.k8s.io',
    )
    site.kubectl(
      '-n',
      site.namespace,
      'create',
      'rolebinding',
      'no-exec',
      '--role=no-exec',
      `--serviceaccount=${site.namespace}:no-exec`,
    )
    const kubeconfig = site.kubeconfigOf(token)
    const alone = await pair({ kubeconfig })
    expect([alone.exitCode, alone.errors]).toEqual([
      1,
      [expect.stringMatching(/\(403\) to get and create pods\/exec in /)],
    ])
    const whole = await site.deploy({ with: { kubeconfig, pairing: 'list', rehearse: 'off' } })
    expect(whole.errors).toEqual([expect.stringMatching(/\(403\) to get and create pods\/exec in .*`pairing: off`/s)])
    expect(whole.log).not.toMatch(/Group.*Apply/)
  })

  test('a Deployment that is not there', async () => {
    const { errors } = await pair({ deployment: 'gateway' })
    expect(errors).toEqual([
      expect.stringMatching(/no Deployment gateway in namespace.*Set `namespace` and `deployment`/s),
    ])
  })

  test('a gateway that is stopped', async () => {
    site.kubectl('-n', site.namespace, 'scale', 'deploy/openclaw', '--replicas=0')
    const { errors, outputs } = await pair({})
    expect([outputs['failure-code'], errors]).toEqual(['gateway-down', [expect.stringMatching(/replicas: 0/)]])
    site.kubectl('-n', site.namespace, 'scale', 'deploy/openclaw', '--replicas=1')
  })
})
