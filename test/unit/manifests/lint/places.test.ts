import { expect, test } from '@jest/globals'
import { lint, subjectOf } from '../../../../src/manifests/lint/index.ts'
import { findWorkload } from '../../../../src/manifests/workload.ts'
import { findingsOf, linted, manifestsOf, type Source, shipped } from './support.ts'

const BROKEN =
  '{ gateway: { mode: "local",\n  // why\n  bind: "0.0.0.0", auth: { token: "${OPENCLAW_GATEWAY_TOKEN}" },\n  controlUi: { allowedOrigins: ["https://a.example"] } } }\n'

function withConfig(manifest: string): Source[] {
  return shipped().map((source) => (source.path.endsWith('configmap.yaml') ? { ...source, text: manifest } : source))
}
const indented = (text: string, by = '    ') => text.replace(/^(?=.)/gm, by)
const head = (kind = 'ConfigMap') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: openclaw-config\n  namespace: open-webui\n`

test.each<[what: string, manifest: string, line: number]>([
  ['a literal block', `${head()}data:\n  openclaw.json: |\n${indented(BROKEN)}`, 10],
  [
    'a key that is there twice: the last, which counts',
    `${head()}data:\n  openclaw.json: |\n${indented(BROKEN.replace('// why', 'bind: "lan",'))}`,
    10,
  ],
  ['one that begins with empty lines', `${head()}data:\n  openclaw.json: |2-\n\n\n${indented(BROKEN)}`, 12],
  ['one in a list of documents', `# first\n---\n${head()}data:\n  openclaw.json: | # JSON5\n${indented(BROKEN)}`, 12],
  [
    'one with the carriage returns of Windows',
    `${head()}data:\n  openclaw.json: |\n${indented(BROKEN)}`.replaceAll('\n', '\r\n'),
    10,
  ],
  [
    'a folded block: the key',
    `${head()}data:\n  openclaw.json: >\n${indented(BROKEN.replace('// why', '/* why */'))}`,
    7,
  ],
  ['a value in quotes: the key', `${head()}data:\n  other: x\n  openclaw.json: ${JSON.stringify(BROKEN)}\n`, 8],
  [
    'a manifest as JSON: the key',
    JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'openclaw-config', namespace: 'open-webui' },
        data: { 'openclaw.json': BROKEN },
      },
      null,
      1,
    ),
    9,
  ],
  [
    'momoa gives up on a rare form: the key',
    `${head()}data:\n  openclaw.json: |\n${indented(BROKEN.replace('{ gateway', '{ true: 1, gateway'))}`,
    7,
  ],
])('the finding is on its line: %s', (_, manifest, line) => {
  expect(linted(withConfig(manifest))).toEqual([`manifests/base/configmap.yaml:${line} error bind-raw-ip`])
})

test.each<[what: string, fields: string, line: number]>([
  ['as text', `stringData:\n  openclaw.json: |\n${indented(BROKEN)}`, 10],
  ['in base64 that is a block itself', `data:\n  openclaw.json: |\n    ${Buffer.from(BROKEN).toString('base64')}\n`, 7],
  ['in base64', `data:\n  openclaw.json: ${Buffer.from(BROKEN).toString('base64')}\n`, 7],
])('a config in a Secret is read %s', (_, fields, line) => {
  const sources = withConfig(head('Secret') + fields).map(({ path, text }) => ({
    path,
    text: text.replace(
      'configMap:\n            name: openclaw-config',
      'secret:\n            secretName: openclaw-config',
    ),
  }))
  expect(linted(sources).sort()).toEqual(
    [
      'manifests/base/configmap.yaml:7 warning secret-plain-text',
      `manifests/base/configmap.yaml:${line} error bind-raw-ip`,
    ].sort(),
  )
})

test('of what SOPS encrypted, the file has other lines of the config, so the key is shown', () => {
  const sources = withConfig(`${head('Secret')}stringData:\n  openclaw.json: |\n${indented(BROKEN)}`).map(
    ({ path, text }) => ({
      path,
      text: text.replace(
        'configMap:\n            name: openclaw-config',
        'secret:\n            secretName: openclaw-config',
      ),
    }),
  )
  const manifests = manifestsOf(sources).map((manifest) =>
    manifest.object.kind === 'Secret' ? { ...manifest, encrypted: true as const } : manifest,
  )
  const workload = findWorkload(manifests, { repository: 'k3s-homelab/openclaw' })
  expect(lint(subjectOf(manifests, workload)).map(({ rule, where }) => [rule, where.line])).toEqual([
    ['bind-raw-ip', 7],
  ])
})

test('behind an alias, the place where it is used is shown', () => {
  const sources = shipped().map(({ path, text }) => ({
    path,
    text: text
      .replace(
        'resources:\n            requests: { cpu: 10m, memory: 16Mi }',
        'resources: &small\n            requests: { cpu: 10m, memory: 16Mi }',
      )
      .replace(/resources:\n(?: {12}#.*\n)? {12}requests: \{ cpu: 250m.*\n.*\n/, 'resources: *small\n'),
  }))
  const finding = findingsOf(sources).find(({ rule }) => rule === 'memory-below-start')
  const text = sources.find(({ path }) => path === finding?.where.file)?.text.split('\n') ?? []
  expect(text[(finding?.where.line ?? 0) - 1]?.trim()).toBe('resources: *small')
})

test('no value of a Secret, of the environment or of a hidden key of the config is in a finding', () => {
  const secret = 'hunter2hunter2'
  const sources = [
    ...withConfig(
      `${head()}data:\n  openclaw.json: |\n    { gateway: { bind: "loopback", auth: { token: "${secret}" } }, models: { providers: { x: { apiKey: "${secret}" } } } }\n`,
    ),
    {
      path: 'secret.yaml',
      text: `apiVersion: v1\nkind: Secret\nmetadata: { name: openclaw-secrets, namespace: open-webui }\nstringData: { A: ${secret}, HOME: ${secret} }\n`,
    },
  ].map(({ path, text }) => ({
    path,
    text: text.replace('          env:\n', `          env:\n            - { name: X_API_KEY, value: ${secret} }\n`),
  }))
  const findings = findingsOf(sources)
  expect(findings.filter(({ rule }) => rule === 'secret-plain-text')).toHaveLength(4)
  expect(JSON.stringify(findings)).not.toContain(secret)
})
