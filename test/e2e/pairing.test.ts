// Who gets a device paired, with real OpenClaw and a real browser behind the proxy.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Site } from '../../lab/site.ts'
import { Browser } from './browser.ts'
import { type Admission, AS_CONTROL_UI, Device, type Refusal } from './device.ts'
import { directEntrance, FORGED, type FrontProxy, HOST, IDENTITY, proxiedSite } from './proxy.ts'
import { expectNoSecrets } from './support.ts'

const CAP = ['operator.read', 'operator.write', 'operator.approvals', 'operator.questions']
// What the Control UI asks for.
const EVERYTHING = ['operator.admin', ...CAP, 'operator.pairing']

interface Paired {
  readonly deviceId: string
  readonly clientId: string
  readonly approvedVia: string
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
}
interface Pending extends Omit<Paired, 'approvedVia'> {
  readonly requestId: string
  readonly isRepair: boolean
}

let site: Site
let proxy: FrontProxy
let browser: Browser
let image = ''
beforeAll(async () => {
  ;({ site, proxy } = await proxiedSite('e2e-pairing'))
  browser = await Browser.start(proxy)
})
afterAll(async () => {
  await browser?.close()
  site?.remove()
})

async function deploy(manifests: string): Promise<void> {
  const source = image === '' ? {} : { 'ecr-repository': '', image }
  const { errors, outputs } = await site.deploy({ with: { manifests, rehearse: 'off', ...source } })
  expect(errors).toEqual([])
  image = outputs.image as string
}

function devices<T>(...args: string[]): T {
  return JSON.parse(site.inGateway('openclaw', 'devices', ...args, '--json')) as T
}
const list = () => devices<{ pending: Pending[]; paired: Paired[] }>('list')

/** By the action, as the workflow of approve-device does it. */
async function approve(requestId: string): Promise<Paired | undefined> {
  const result = await site.pair({ with: { pairing: 'approve', 'pairing-request': requestId } })
  expect(result.errors).toEqual([])
  expectNoSecrets(result, site)
  const [{ deviceId }] = JSON.parse(result.outputs['approved-devices'] ?? '') as [{ deviceId: string }]
  return list().paired.find((device) => device.deviceId === deviceId)
}

/** Every request and every device, to see that none was added. */
function known(): string[] {
  const { pending, paired } = list()
  return [...pending.map(({ requestId }) => requestId), ...paired.map(({ deviceId }) => deviceId)]
}

function requestIdOf(answer: Admission | Refusal): string {
  if (answer.admitted || !answer.requestId) throw new Error(`no request to approve: ${JSON.stringify(answer)}`)
  return answer.requestId
}

describe('with the gateway’s token', () => {
  beforeAll(() => deploy('manifests'))

  test('a browser shows what to approve, and connects by itself when it is approved', async () => {
    const page = await browser.open('alice', site.gatewayToken)
    const requestId = await page.requestId()
    await page.says(/Approve this browser/)
    await page.screenshot('pairing-before')
    expect(list().pending).toEqual([
      expect.objectContaining({ requestId, roles: ['operator'], scopes: EVERYTHING, isRepair: false }),
    ])
    expect(await approve(requestId)).toMatchObject({ approvedVia: 'owner', scopes: EVERYTHING })
    await page.connected()
    await page.screenshot('pairing-after')
    await page.close()
  })

  test('a device gets what was approved, and has to ask again for more', async () => {
    const device = new Device()
    const entrance = directEntrance(site)
    const ask = { role: 'operator', scopes: ['operator.read'], token: site.gatewayToken }
    const first = await device.connect(entrance, ask)
    expect(first).toMatchObject({ code: 'PAIRING_REQUIRED', reason: 'not-paired' })
    expect(await device.connect(entrance, ask)).toEqual(first)
    await approve(requestIdOf(first))
    expect(await device.connect(entrance, ask)).toMatchObject({ admitted: true, scopes: ['operator.read'] })
    const more = await device.connect(entrance, { ...ask, scopes: ['operator.read', 'operator.admin'] })
    expect(more).toMatchObject({ code: 'PAIRING_REQUIRED', reason: 'scope-upgrade' })
    expect(list().pending).toEqual([
      expect.objectContaining({ deviceId: device.id, scopes: ['operator.read', 'operator.admin'], isRepair: true }),
    ])
  })

  test('what one device asks for at different times is one request for all of it', async () => {
    const device = new Device()
    const entrance = directEntrance(site)
    const ask = { role: 'operator', scopes: ['operator.read'], token: site.gatewayToken }
    const small = requestIdOf(await device.connect(entrance, ask))
    await device.connect(entrance, { ...ask, role: 'node', scopes: [] })
    const large = requestIdOf(await device.connect(entrance, { ...ask, scopes: ['operator.admin'] }))
    expect(large).not.toBe(small)
    expect(list().pending.filter(({ deviceId }) => deviceId === device.id)).toEqual([
      expect.objectContaining({
        requestId: large,
        role: 'operator',
        roles: ['operator', 'node'],
        scopes: ['operator.read', 'operator.admin'],
      }),
    ])
    expect(() => devices('approve', small)).toThrow(/No pending device request/)
  })

  test('nobody without the token gets as far as a request', async () => {
    const before = known()
    const ask = { role: 'operator', scopes: ['operator.read'] }
    const device = new Device()
    const answers = [
      await device.connect(directEntrance(site), ask),
      await device.connect(directEntrance(site), { ...ask, token: 'guess' }),
      await device.connect(directEntrance(site, { Origin: 'https://elsewhere.example.com' }), {
        ...ask,
        token: site.gatewayToken,
        client: AS_CONTROL_UI,
      }),
      await device.connect(directEntrance(site, FORGED), { ...ask, token: site.gatewayToken }),
    ]
    expect(answers.map((answer) => !answer.admitted && (answer.code ?? answer.message))).toEqual([
      'AUTH_TOKEN_MISSING',
      'AUTH_TOKEN_MISMATCH',
      'CONTROL_UI_ORIGIN_NOT_ALLOWED',
      'no WebSocket',
    ])
    expect(before).toEqual(expect.arrayContaining(known()))
  })
})

describe('with the overlay oauth2-identity', () => {
  beforeAll(async () => {
    site.kubectlApply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'openclaw-secrets', namespace: site.namespace },
      stringData: {
        OPENCLAW_GATEWAY_TOKEN: site.gatewayToken,
        ANTHROPIC_API_KEY: 'sk-ant-lab-has-none',
        OPENCLAW_GATEWAY_PASSWORD: 'lab-password-of-the-gateway',
      },
    })
    await deploy(IDENTITY)
  })

  test('alice’s browser connects without pairing, with capped scopes', async () => {
    const page = await browser.open('alice')
    await page.connected()
    await page.screenshot('identity-alice')
    await page.close()
    const { pending, paired } = list()
    expect(pending.filter(({ clientId }) => clientId === AS_CONTROL_UI.id)).toEqual([])
    const admitted = paired.filter(({ approvedVia }) => approvedVia === 'trusted-proxy')
    expect(admitted.map(({ clientId, roles, scopes }) => ({ clientId, roles, scopes: scopes.toSorted() }))).toEqual([
      { clientId: AS_CONTROL_UI.id, roles: ['operator'], scopes: CAP.toSorted() },
    ])
  })

  test('mallory’s browser does not connect, although the proxy let it in', async () => {
    const before = known()
    const page = await browser.open('mallory')
    await page.says(/confirm your account is permitted/)
    await page.screenshot('identity-mallory')
    await page.close()
    expect(before).toEqual(expect.arrayContaining(known()))
  })

  test.each([
    ['everything', EVERYTHING, CAP],
    ['an administrator’s rights alone', ['operator.admin'], []],
    ['nothing', [], []],
  ])('a client of alice’s that asks for %s gets no more than the cap', async (_, scopes, granted) => {
    const { url, headers } = proxy.entrance('alice')
    const entrance = { url, headers: { ...headers, Origin: `https://${HOST}` } }
    const answer = await new Device().connect(entrance, { role: 'operator', scopes, client: AS_CONTROL_UI })
    expect(answer.admitted && answer.scopes.toSorted()).toEqual(granted.toSorted())
  })

  test('a client of alice’s that is no Control UI, or a node, has to be approved', async () => {
    const { url, headers } = proxy.entrance('alice')
    const entrance = { url, headers: { ...headers, Origin: `https://${HOST}` } }
    const asks = [
      { role: 'operator', scopes: ['operator.read'] },
      { role: 'node', scopes: [], client: AS_CONTROL_UI },
      { role: 'node', scopes: [], client: { id: 'node-host', mode: 'node' } },
    ]
    for (const ask of asks) {
      expect(await new Device().connect(entrance, ask)).toMatchObject({ code: 'PAIRING_REQUIRED' })
    }
  })

  test('who forges the proxy’s headers from elsewhere, or is not allowed, gets nothing', async () => {
    const before = known()
    const ask = { role: 'operator', scopes: ['operator.read'], client: AS_CONTROL_UI }
    const { 'X-Forwarded-For': _, ...withoutAddress } = FORGED
    const Origin = `https://${HOST}`
    const mallory = proxy.entrance('mallory')
    const answers = [
      await new Device().connect(directEntrance(site, { ...FORGED, Origin }), ask),
      await new Device().connect(directEntrance(site, { ...withoutAddress, Origin }), ask),
      await new Device().connect(directEntrance(site, { Origin }), { ...ask, token: site.gatewayToken }),
      await new Device().connect({ ...mallory, headers: { ...mallory.headers, Origin } }, ask),
      await new Device().connect(proxy.entrance(), ask),
    ]
    expect(answers.map((answer) => !answer.admitted && (answer.code ?? answer.message))).toEqual([
      'no WebSocket',
      'no WebSocket',
      'AUTH_UNAUTHORIZED',
      'AUTH_UNAUTHORIZED',
      'no WebSocket',
    ])
    expect(before).toEqual(expect.arrayContaining(known()))
  })
})
