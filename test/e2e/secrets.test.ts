// Secrets that SOPS encrypted, on their way into the cluster, with a stand-in gateway. One file is of the real sops.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { tracedHost } from '../../lab/scanner/witness.ts'
import { fresh, Site } from '../../lab/site.ts'
import { type AgeKey, newAgeKey, seal } from '../unit/manifests/secrets/seal.ts'
import { pushStandIn } from './stand-in.ts'
import { clusterState, ecrRequests, expectNoSecrets, filesBelow } from './support.ts'

const FIXTURES = join(import.meta.dirname, '../unit/manifests/secrets/fixtures')
const BY_SOPS = readFileSync(join(FIXTURES, 'global-secret.yaml'), 'utf8')
const KEY_OF_SOPS = /^AGE-SECRET-KEY-1.*$/m.exec(readFileSync(join(FIXTURES, 'keys-age-global.txt'), 'utf8'))?.[0] ?? ''
const PEM = [
  '-----BEGIN PRIVATE KEY-----',
  'bGFiLWtleS1saW5lLW9uZQ',
  'bGFiLWtleS1saW5lLXR3bw',
  '-----END PRIVATE KEY-----',
]
const SECRETS = {
  'value by SOPS': 'global-value',
  'token of Telegram': 'lab-telegram-token-4711',
  'key of many lines': PEM.join('\n'),
}

let site: Site
let image: string
let key: AgeKey
let sealed: string
beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-secrets'), repository: fresh('e2e/secrets') })
  image = (await pushStandIn(site, '2026.9.6')).image
  key = await newAgeKey()
  const { namespace } = site
  const stringData = { TELEGRAM_BOT_TOKEN: 'lab-telegram-token-4711', 'key.pem': PEM.join('\n') }
  sealed = await seal([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'channels', namespace }, stringData }], {
    key,
    encrypts: ([first]) => first === 'stringData',
    sops: { encrypted_regex: '^(data|stringData)$' },
  })
  site.edit('manifests/channels.yaml', () => sealed)
  site.edit('manifests/by-sops.yaml', () => BY_SOPS)
})
afterAll(() => {
  // The namespace is written in the file.
  site?.kubectl('-n', 'default', 'delete', 'secret', 'global-age-secret', '--ignore-not-found')
  site?.remove()
})

/** With somebody who sees what every process is given. */
function deploy(inputs: Record<string, string>): Promise<ActionResult> {
  return site.deploy({
    with: { 'ecr-repository': '', image, rehearse: 'off', namespace: site.namespace, ...inputs },
    runner: tracedHost,
  })
}

function expectNothingShown(result: ActionResult) {
  expectNoSecrets(result, site, { ...SECRETS, 'age key': key.identity, 'age key of SOPS': KEY_OF_SOPS })
  expect(filesBelow(result.temp)).toEqual([])
}

const inCluster = (name: string, namespace = site.namespace) =>
  Object.entries(
    (
      JSON.parse(site.kubectl('-n', namespace, 'get', 'secret', name, '-o', 'json')) as {
        data: Record<string, string>
      }
    ).data,
  ).map(([field, value]) => [field, Buffer.from(value, 'base64').toString()])

describe('before anything is asked of the cluster', () => {
  test.each<[what: string, inputs: () => Record<string, string>, change: (text: string) => string, words: RegExp]>([
    ['without a key', () => ({}), (text) => text, /encrypted by SOPS.*no age key.*KMS and PGP are not supported/],
    [
      'with somebody else’s key',
      () => ({ 'sops-age-key': KEY_OF_SOPS }),
      (text) => text,
      /channels.*the given age key is that of/,
    ],
    [
      'with a byte flipped in a value',
      () => ({ 'sops-age-key': `${key.identity}\n${KEY_OF_SOPS}` }),
      (text) =>
        text.replace(
          /(TELEGRAM_BOT_TOKEN: ENC\[AES256_GCM,data:)(.)/,
          (_, head, byte) => head + (byte === 'A' ? 'B' : 'A'),
        ),
      /The value of stringData\.TELEGRAM_BOT_TOKEN in Secret channels/,
    ],
    [
      'with a value that was never encrypted',
      () => ({ 'sops-age-key': `${key.identity}\n${KEY_OF_SOPS}` }),
      (text) => text.replace('name: channels', 'name: others'),
      /MAC/,
    ],
  ])('%s it is refused', async (_, inputs, change, words) => {
    const before = clusterState(site)
    site.edit('manifests/channels.yaml', change)
    const result = await deploy(inputs())
    site.edit('manifests/channels.yaml', () => sealed)
    expect(result.errors.join('\n')).toMatch(words)
    expect(result.errors.every((error) => /by-sops|channels|others/.test(error))).toBe(true)
    expect(result.log).not.toContain('Resolve and connect')
    expect(clusterState(site)).toEqual(before)
    expectNothingShown(result)
  })
})

describe('with the keys', () => {
  test('the cluster has the plain text, and nobody saw it on the way', async () => {
    const result = await deploy({ 'sops-age-key': `# two of them\n${key.identity}\n${KEY_OF_SOPS}` })
    expect(result.errors).toEqual([])
    expect(inCluster('channels')).toEqual([
      ['TELEGRAM_BOT_TOKEN', 'lab-telegram-token-4711'],
      ['key.pem', PEM.join('\n')],
    ])
    expect(inCluster('global-age-secret', 'default')).toEqual([['key', 'global-value']])
    expect(result.masks).toEqual(expect.arrayContaining(PEM.slice(1, 3)))
    expectNothingShown(result)
    expect(site.read('manifests/channels.yaml')).toBe(sealed)
  })

  test('a second run changes nothing', async () => {
    const result = await deploy({ 'sops-age-key': `${key.identity}\n${KEY_OF_SOPS}` })
    expect(result.errors).toEqual([])
    expect(result.outputs.changed).toBe('false')
  })
})

describe('`secrets: keep`', () => {
  test('leaves what the cluster has, and never applies ciphertext', async () => {
    const before = inCluster('channels')
    const result = await deploy({ secrets: 'keep' })
    expect(result.errors).toEqual([])
    expect(inCluster('channels')).toEqual(before)
  })

  test('is red when the cluster does not have it', async () => {
    site.kubectl('-n', site.namespace, 'delete', 'secret', 'channels')
    const asked = await ecrRequests(site, async () => {
      const result = await deploy({ secrets: 'keep' })
      expect(result.errors).toEqual([expect.stringMatching(/channels\.yaml:\d+.*Secret .*channels/)])
    })
    expect(asked).toEqual([])
  })
})
