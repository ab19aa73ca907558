// What people and their scripts put into `with:`: sound values, near misses, and things that are none at all.

import fc from 'fast-check'
import { DIGEST } from '../support.ts'
import { type Sample, SOUND } from './story.ts'

/** Stands for every secret of a sample: no message may hold it. */
export const PLANTED = 'pl4nted-S3cret-do-not-show'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** A kubeconfig, sound but for what is given. */
export function kubeconfig(server: string, parts: Record<string, unknown> = {}): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'home',
    clusters: [{ name: 'home', cluster: { server, 'insecure-skip-tls-verify': true } }],
    contexts: [{ name: 'home', context: { cluster: 'home', user: 'me' } }],
    users: [{ name: 'me', user: { token: PLANTED } }],
    ...parts,
  })
}

const user = (fields: object) => ({ users: [{ name: 'me', user: fields }] })
const cluster = (fields: object) => ({ clusters: [{ name: 'home', cluster: fields }] })

/** @param url of an API server that answers */
export function kubeconfigs(url: string): string[] {
  const sound = kubeconfig(url)
  return [
    sound,
    base64(sound),
    base64(sound).slice(0, 200),
    base64(sound).replace(/(.{76})/g, '$1\n'),
    `\uFEFF${sound}`,
    sound.slice(0, -40),
    sound.replaceAll('"', ''),
    `<html><body>${PLANTED}</body></html>`,
    `apiVersion: v1\n\tclusters: ${PLANTED}\n`,
    `apiVersion: v1\nclusters: &a [*a, ${PLANTED}]\n`,
    `apiVersion: v1\nusers:\n- name: me\n  user: {token: ${PLANTED}}\n- name: me\n  user: {token: ${PLANTED}}\n`,
    'apiVersion: v1\n',
    'clusters: []\ncontexts: []\nusers: []\n',
    ...[null, 'text', 7, [null], [{}], [[]], ['text'], {}].flatMap((value) =>
      ['clusters', 'contexts', 'users', 'current-context'].map((key) => kubeconfig(url, { [key]: value })),
    ),
    kubeconfig(url, { contexts: [{ name: 'home', context: null }] }),
    kubeconfig(url, { contexts: [{ name: 'home', context: { cluster: 7, user: [], namespace: {} } }] }),
    kubeconfig(url, { contexts: [{ name: 'home', context: { cluster: 'other', user: 'other' } }] }),
    kubeconfig(url, user({ tokenFile: '/nowhere/token' })),
    kubeconfig(url, user({ token: [PLANTED] })),
    kubeconfig(url, user({ token: `${PLANTED}\nof two lines` })),
    kubeconfig(url, user({ username: 'me', password: PLANTED })),
    kubeconfig(url, user({ exec: { command: '/nowhere/plugin', apiVersion: 'client.authentication.k8s.io/v1' } })),
    kubeconfig(url, user({ exec: { env: [{ name: 'TOKEN', value: PLANTED }] } })),
    kubeconfig(url, user({ exec: PLANTED })),
    kubeconfig(url, user({ 'auth-provider': { name: 'nobody', config: { 'id-token': PLANTED } } })),
    kubeconfig(url, user({ 'auth-provider': { name: 'oidc' } })),
    kubeconfig(url, user({ 'client-certificate-data': 'nonsense', 'client-key-data': base64(PLANTED) })),
    kubeconfig(url, user({ 'client-certificate': '/nowhere/crt', 'client-key': '/nowhere/key' })),
    kubeconfig('https://127.0.0.1:1', user({ 'client-certificate-data': 'x', 'client-key-data': base64(PLANTED) })),
    kubeconfig('https://127.0.0.1:1', cluster({ server: 'https://127.0.0.1:1', 'certificate-authority-data': 'x' })),
    kubeconfig('https://127.0.0.1:1', cluster({ server: 'https://127.0.0.1:1', 'certificate-authority': '/nowhere' })),
    kubeconfig('https://127.0.0.1:1', cluster({ server: 'https://127.0.0.1:1', 'proxy-url': 'nonsense' })),
    kubeconfig('https://127.0.0.1:1', cluster({ server: 'https://127.0.0.1:1', 'tls-server-name': ' ' })),
    kubeconfig(`http://127.0.0.1:1`),
    kubeconfig(url, cluster({ server: url })),
    kubeconfig(`127.0.0.1:1`),
    kubeconfig(`me:${PLANTED}@127.0.0.1:1`),
    kubeconfig(`https://me:${PLANTED}@127.0.0.1:1`),
    kubeconfig('https://'),
    kubeconfig('https://127.0.0.1:99999'),
    kubeconfig('https://127.0.0.1:1/\nx'),
    '/nowhere/kubeconfig',
    '~/.kube/config',
    '.',
    'a\0b',
    PLANTED,
  ]
}

const GARBAGE: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\0',
    '\u001b[31mred',
    '::error::injected',
    'a\nb',
    '\r\n',
    '\t',
    '\u2028',
    '\ud800',
    '‮gnp',
    '"',
    '`',
    '${{ secrets.TOKEN }}',
    '{',
    '- a: [',
    '--privileged',
    '0',
    '-1',
    '1e3',
    '０',
    '../../..',
    '/',
    'a/../../b',
    '🦞',
    'x'.repeat(50_000),
    '__proto__',
    'nan',
  ),
)

type Values = Readonly<Record<string, readonly string[]>>

function valuesOf(url: string): Values {
  const switches = ['true', 'false', 'True', 'yes', 'on', '1', ' false ']
  return {
    manifests: [
      './manifests/base',
      'manifests/base/',
      'manifests/base/*.yaml',
      'manifests/base/deployment.yaml\nmanifests/base/configmap.yaml',
      'manifests/base/kustomization.yaml',
      'manifests',
      'manifests/base/deploymet.yaml',
      'manifests/**/*.yaml',
      'manifests/overlays/ingressroute',
      'manifests/base/deployment.yaml/',
      'manifests/base/../base',
      '../elsewhere',
      '/etc/hostname',
      '{manifests,x}/base/*.yaml',
      'manifests/[base/*.yaml',
      '+(+(+(a)))',
      '!manifests/base',
      'Dockerfile',
      'manifests/base, manifests/overlays',
      'a\0b.yaml',
      '**',
    ],
    'ecr-repository': [
      'k3s-homelab/openclaw',
      'OpenClaw',
      'k3s-homelab//openclaw',
      'other/openclaw',
      'openclaw:latest',
    ],
    image: [
      `123456789012.dkr.ecr.eu-central-1.amazonaws.com/k3s-homelab/openclaw:1@${DIGEST}`,
      `k3s-homelab/openclaw@${DIGEST}`,
      `@${DIGEST}`,
      `a@b@${DIGEST}`,
      'ghcr.io/openclaw/openclaw:latest',
      'openclaw@sha256:abc',
    ],
    'aws-region': ['eu-central-1', 'us-gov-west-1', 'eu-central', 'eu-centrl-1a', 'EU-CENTRAL-1', 'Frankfurt'],
    'ecr-registry-id': ['123456789012', '12345678901', '1234-5678-9012', '123456789012\n'],
    'openclaw-version': ['latest', '~2026.9.0', '2026.9.6', 'v2026', '>=2026 <2027', 'next || latest'],
    dockerfile: ['Dockerfile', './Dockerfile', 'docker/Dockerfile', '../Dockerfile', 'manifests', '/etc/hostname'],
    context: ['.', 'manifests', 'Dockerfile', '..', 'nowhere', '/'],
    'build-args': [
      'PLUGINS=a,b',
      `TOKEN=${PLANTED}`,
      `TOKEN: ${PLANTED}`,
      `KEY=begin\n${PLANTED}\nend`,
      'BASE_IMAGE=node:24',
      '=x',
      'A-B=c',
      'EMPTY=',
    ],
    'base-image': ['node:24', 'node', 'node:24@sha256:x', 'a b'],
    namespace: ['open-webui', 'Open-WebUI', 'other', 'open_webui', 'a.b', '-a'],
    deployment: ['openclaw', 'OpenClaw', 'gateway', 'openclaw '],
    container: ['openclaw', 'copy-config', 'sidecar', 'open claw'],
    kubeconfig: kubeconfigs(url),
    'kube-context': ['home', 'homelab', 'HOME'],
    timeout: ['10m', '90s', '1h30m', '10', '0s', '10 m', '10min', '-5m', '99999999999999999999h', '1m1m'],
    'dry-run': switches,
    rehearse: ['on', 'pull', 'off', 'true', 'On'],
    rollback: ['on', 'off', 'true'],
    lint: ['error', 'warn', 'off', 'warning', 'none'],
    'sops-age-key': [`AGE-SECRET-KEY-1${PLANTED}`, PLANTED, `# created: today\n${PLANTED}`],
    secrets: ['apply', 'keep', 'skip'],
    pairing: ['off', 'list', 'approve', 'auto'],
    'pairing-request': ['0a1b2c3d-0a1b', 'abc', '*'],
    'pairing-device': ['ab'.repeat(32), 'AB'.repeat(32), 'ab'],
    'pairing-rules': [
      'from: 192.168.1.0/24\nscopes: operator.read',
      'from: 0.0.0.0/0\nscopes: operator.read',
      'from: 192.168.1.0\nscopes: operator.admin',
      'scopes: operator.read',
      'from: ::/0, ::ffff:0:0/1\nscopes: a\nat-most: 0',
      'from: 10.0.0.0/8\nscopes: operator.read\nafter: 2026-02-31T00:00:00Z',
      'from: 10.0.0.0/8\nfrom: 10.0.0.0/8\nscope: x',
      'from 10.0.0.0/8',
    ],
    'pairing-wait': ['2m', '0s', '2', '1d'],
    force: switches,
    'on-drift': ['repair', 'report', 'ignore'],
    'min-age': ['0', '72', '3d', '72h', '-1', '999999', '1.5'],
    'create-repository': switches,
    backup: ['off', 'before-upgrade', 'always'],
    'backup-path': ['backups', '../backups', '/tmp/b.tar.gz'],
    commit: ['off', 'push', 'true'],
  }
}

const sampleOf = (settings: readonly (readonly [name: string, value: string])[]): Sample => ({
  until: 'connection',
  inputs: {
    ...SOUND,
    // With an image, nothing is built.
    ...(settings.some(([name]) => name === 'image') && { 'ecr-repository': '' }),
    ...Object.fromEntries(settings),
  },
})

/** Every value of the table once. @param url of an API server that answers */
export function inputTable(url: string): Sample[] {
  return Object.entries(valuesOf(url)).flatMap(([name, values]) => values.map((value) => sampleOf([[name, value]])))
}

/** Up to three of them together, and garbage. @param url of an API server that answers */
export function inputSamples(url: string): fc.Arbitrary<Sample> {
  const values = valuesOf(url)
  const setting = fc
    .constantFrom(...Object.keys(values))
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...(values[name] as readonly string[])) },
          { weight: 1, arbitrary: GARBAGE },
          { weight: 1, arbitrary: fc.constantFrom(' ', '') },
        ),
      ),
    )
  return fc.array(setting, { minLength: 1, maxLength: 3 }).map(sampleOf)
}
