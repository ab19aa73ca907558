// What goes wrong at home, one mistake each: what it is made of, and what its run has to say.

import { expect } from '@jest/globals'
import type { FailureCode } from '../../../src/errors.ts'
import { checkout, SOUND } from './story.ts'

export interface Mistake {
  readonly what: string
  readonly inputs?: Readonly<Record<string, string>>
  /** The checkout with the mistake in it; without one when it is left out. */
  readonly files?: Readonly<Record<string, string | Buffer>>
  /** `warning`: it is told, and the run goes on. */
  readonly code: FailureCode | 'warning'
  /** The file, and a text that stands on the line to blame; a number for a line. */
  readonly at?: readonly [file: string, text?: string | number]
  readonly says: RegExp
}

type Files = Record<string, string | Buffer>

const BASE = 'manifests/base'
const DEPLOYMENT = `${BASE}/deployment.yaml`
const CONFIG = `${BASE}/configmap.yaml`
const SERVICE = `${BASE}/service.yaml`
const PVC = `${BASE}/pvc.yaml`
const KUSTOMIZATION = `${BASE}/kustomization.yaml`
const SECRET = `${BASE}/secret.yaml`
const shipped = checkout()

/** The checkout with a text replaced, which has to be there. */
function edited(file: string, from: string | RegExp, to: string): Files {
  const text = shipped[file] ?? ''
  const after = text.replace(from, to)
  expect(after).not.toBe(text)
  return { ...shipped, [file]: after }
}

/** The checkout with one more file in the base. */
function beside(file: string, content: string | Buffer): Files {
  const name = file.slice(BASE.length + 1)
  return { ...shipped, [file]: content, [KUSTOMIZATION]: `${shipped[KUSTOMIZATION]}  - ${name}\n` }
}

const input = (what: string, inputs: Record<string, string>, says: RegExp): Mistake => ({
  what,
  inputs,
  code: 'input-invalid',
  says,
})

const manifest = (
  what: string,
  files: Files,
  at: Mistake['at'] & object,
  says: RegExp,
  code: Mistake['code'] = 'manifest-invalid',
): Mistake => ({ what, files, code, at, says })

const lint = (what: string, files: Files, at: Mistake['at'] & object, rule: string): Mistake =>
  manifest(what, files, at, new RegExp(`\\(rule ${rule}\\)`), 'lint')

const IMAGE = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/k3s-homelab/openclaw'
const clear = (fields: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: openclaw-secrets\n  namespace: open-webui\n${fields}`
const approving = (rules: string): Record<string, string> => ({
  pairing: 'approve',
  'pairing-wait': '2m',
  'pairing-rules': rules,
})

/** @param sealed a Secret that SOPS encrypted, and the keys: its own and a stranger's */
export function mistakes(sealed: string, key: string, stranger: string): Mistake[] {
  const secret = beside(SECRET, sealed)
  const withImage = (image: string) => edited(DEPLOYMENT, `${IMAGE}:latest`, image)
  const all: Mistake[] = [
    // The inputs.
    input('no manifests', { manifests: '' }, /`manifests` is not set/),
    input('neither image nor repository', { 'ecr-repository': '' }, /Neither `ecr-repository` nor `image`/),
    input('both image and repository', { image: `${IMAGE}@sha256:${'ab'.repeat(32)}` }, /Both `image`/),
    input('an image by its tag', { 'ecr-repository': '', image: `${IMAGE}:latest` }, /with a digest/),
    input('a typo in the region', { 'aws-region': 'eu-central1' }, /`aws-region` is "eu-central1"/),
    input('an account id of 11 digits', { 'ecr-registry-id': '12345678901' }, /12 digits/),
    input('a repository with its registry', { 'ecr-repository': IMAGE }, /which has a registry before/),
    input('a build argument without =', { 'build-args': 'A=1\nPLUGINS' }, /Line 2 of `build-args`/),
    input('a build argument of the action', { 'build-args': 'OPENCLAW_VERSION=1' }, /sets OPENCLAW_VERSION/),
    input('a timeout without a unit', { timeout: '10' }, /`timeout` is "10"/),
    input('a min-age in days', { 'min-age': '3d' }, /whole number of hours/),
    input('a switch in capitals', { 'dry-run': 'True' }, /`dry-run` is "True"/),
    input('a backup path without a backup', { 'backup-path': 'backups' }, /`backup` is `off`/),
    input('a namespace with an underscore', { namespace: 'open_webui' }, /`namespace` is "open_webui"/),
    input('an approval of nothing', { pairing: 'approve' }, /nothing says what to approve/),
    input('rules without a network', approving('scopes: operator.read'), /has no `from`/),
    input('a network that is everybody', approving('from: 0.0.0.0/0\nscopes: operator.read'), /so wide/),
    input('a rule that makes administrators', approving('from: 10.0.0.0/8\nscopes: operator.admin'), /operator\.admin/),
    input('a short device id', { pairing: 'approve', 'pairing-device': 'ab12' }, /64 hexadecimal/),
    input(
      'a kubeconfig that is a web page',
      { kubeconfig: '<html>\n<p>Log in</p>' },
      /neither a kubeconfig nor base64/,
    ),
    input('a kubeconfig cut off', { kubeconfig: 'apiVersion: v1\nclusters: [{name: a' }, /cannot be parsed/),
    input('a kubeconfig that is not there', { kubeconfig: '~/.kube/config' }, /cannot be read from ~\/\.kube\/config/),
    input('a context that is not there', { 'kube-context': 'homelab' }, /no context "homelab"/),
    {
      ...input('no Dockerfile', { dockerfile: 'docker/Dockerfile' }, /docker\/Dockerfile cannot be read/),
      at: ['docker/Dockerfile'],
    },
    input('a context that is a file', { context: 'Dockerfile' }, /context Dockerfile is not a folder/),
    {
      what: 'a Dockerfile outside',
      inputs: { dockerfile: '../Dockerfile' },
      code: 'input-invalid',
      at: ['../Dockerfile'],
      says: /outside the workspace/,
    },

    // Which files.
    {
      what: 'a glob that matches nothing',
      inputs: { manifests: 'k8s/*.yml' },
      code: 'manifest-invalid',
      at: ['k8s/*.yml'],
      says: /no such file/,
    },
    {
      what: 'a folder without YAML',
      inputs: { manifests: 'docs' },
      files: { ...shipped, 'docs/a.md': '' },
      code: 'manifest-invalid',
      at: ['docs'],
      says: /holds no YAML/,
    },
    {
      what: 'a file as a folder',
      inputs: { manifests: `${DEPLOYMENT}/` },
      code: 'manifest-invalid',
      at: [`${DEPLOYMENT}/`],
      says: /no such file|is a file/,
    },
    {
      what: 'manifests outside the checkout',
      inputs: { manifests: '../home/k8s' },
      code: 'input-invalid',
      at: ['../home/k8s'],
      says: /outside the workspace/,
    },
    {
      what: 'a Dockerfile for a manifest',
      inputs: { manifests: 'Dockerfile' },
      code: 'manifest-invalid',
      at: ['Dockerfile', 'ARG TOOLCHAIN'],
      says: /not valid YAML/,
    },
    manifest(
      'a kustomization that names a missing file',
      edited(KUSTOMIZATION, 'pvc.yaml', 'pcv.yaml'),
      [KUSTOMIZATION, 'pcv.yaml'],
      /names pcv\.yaml/,
    ),
    manifest(
      'a kustomization that needs kustomize',
      edited(KUSTOMIZATION, 'resources:', 'namePrefix: a-\nresources:'),
      [KUSTOMIZATION],
      /neither kustomize nor kubectl/,
      'kustomize-missing',
    ),
    manifest(
      'a binary among them',
      beside(`${BASE}/blob.yaml`, Buffer.from([0x1f, 0x8b, 8, 0, 0xff])),
      [`${BASE}/blob.yaml`],
      /cannot be read/,
    ),

    // YAML.
    manifest(
      'a tab for spaces',
      edited(DEPLOYMENT, '  replicas: 1', '\treplicas: 1'),
      [DEPLOYMENT, 'replicas'],
      /[Tt]abs/,
    ),
    manifest(
      'a colon too few',
      edited(DEPLOYMENT, 'strategy:', 'strategy'),
      [DEPLOYMENT, 'strategy'],
      /not valid YAML/,
    ),
    manifest(
      'a quote that is not closed',
      edited(SERVICE, 'name: http', 'name: "http'),
      [SERVICE, '"http'],
      /not valid YAML/,
    ),
    manifest('a key twice', edited(PVC, 'spec:', 'spec: {}\nspec:'), [PVC, 7], /unique/),
    manifest('an anchor misspelt', edited(DEPLOYMENT, '*locked', '*loked'), [DEPLOYMENT, '*loked'], /no anchor/),
    manifest('no kind', edited(SERVICE, 'kind: Service\n', ''), [SERVICE, 1], /no kind/),
    manifest('no apiVersion', edited(SERVICE, 'apiVersion: v1\n', ''), [SERVICE, 1], /no apiVersion/),
    manifest('no name', edited(SERVICE, '  name: openclaw\n', ''), [SERVICE, 1], /no metadata\.name/),
    manifest(
      'a name in capitals',
      edited(SERVICE, 'name: openclaw', 'name: OpenClaw'),
      [SERVICE, 'name: OpenClaw'],
      /"OpenClaw"/,
    ),
    manifest(
      'an object twice',
      beside(`${BASE}/again.yaml`, shipped[SERVICE] ?? ''),
      [`${BASE}/again.yaml`, 1],
      /there twice/,
    ),
    manifest(
      'a kind that the cluster lacks',
      edited(SERVICE, 'kind: Service', 'kind: Sevice'),
      [SERVICE, 1],
      /knows no Sevice/,
      'apply-rejected',
    ),
    manifest(
      'text where a number belongs',
      edited(SERVICE, 'port: 18789', 'port: "18789"'),
      [SERVICE, 1],
      /ports/,
      'apply-rejected',
    ),

    // Which Deployment.
    {
      what: 'the containers one level up',
      files: edited(DEPLOYMENT, /^ {6}containers:/m, '    containers:'),
      code: 'manifest-invalid',
      at: [DEPLOYMENT, '      volumes:'],
      says: /not valid YAML/,
    },
    {
      what: 'an image without the repository',
      files: withImage('openclaw:latest'),
      code: 'workload-missing',
      says: /No container.*k3s-homelab\/openclaw.*openclaw:latest/,
    },
    {
      what: 'no Deployment',
      files: edited(KUSTOMIZATION, '  - deployment.yaml\n', ''),
      code: 'workload-missing',
      says: /no Deployment/,
    },
    {
      what: 'two Deployments with the image',
      files: beside(`${BASE}/second.yaml`, (shipped[DEPLOYMENT] ?? '').replace('name: openclaw', 'name: second')),
      code: 'workload-ambiguous',
      says: /2 containers could be the gateway/,
    },
    {
      what: 'a Deployment by another name',
      inputs: { deployment: 'gateway' },
      code: 'workload-missing',
      says: /deployment "gateway"; there is openclaw\/openclaw/,
    },
    manifest(
      'an image as a block',
      edited(DEPLOYMENT, `image: ${IMAGE}:latest`, `image: >-\n            ${IMAGE}:latest`),
      [DEPLOYMENT, 'image: >-'],
      /not written as a plain value/,
    ),
    manifest('no replicas', edited(DEPLOYMENT, 'replicas: 1', 'replicas: 0'), [DEPLOYMENT, 1], /replicas: 0/),

    // What the lint knows.
    lint(
      'two replicas',
      edited(DEPLOYMENT, 'replicas: 1', 'replicas: 2'),
      [DEPLOYMENT, 'replicas: 2'],
      'replicas-many',
    ),
    lint(
      'RollingUpdate on one volume',
      edited(DEPLOYMENT, 'type: Recreate', 'type: RollingUpdate'),
      [DEPLOYMENT, 'type: RollingUpdate'],
      'strategy-rolling',
    ),
    lint(
      'no fsGroup',
      edited(DEPLOYMENT, '        fsGroup: 1000\n', ''),
      [DEPLOYMENT, '      securityContext:'],
      'fs-group-missing',
    ),
    lint(
      'JSON5 with a comma too few',
      edited(CONFIG, 'port: 18789,', 'port: 18789'),
      [CONFIG, 'bind: "lan"'],
      'config-syntax',
    ),
    lint('JSON5 that does not end', edited(CONFIG, /\n {4}\}\n$/, '\n'), [CONFIG, 'logging:'], 'config-syntax'),
    lint(
      'an address to bind to',
      edited(CONFIG, 'bind: "lan"', 'bind: "0.0.0.0"'),
      [CONFIG, 'bind: "0.0.0.0"'],
      'bind-raw-ip',
    ),
    lint(
      'no authentication',
      edited(CONFIG, 'mode: "token", token: "${OPENCLAW_GATEWAY_TOKEN}"', 'mode: "none"'),
      [CONFIG, 'bind: "lan"'],
      'bind-without-auth',
    ),
    lint(
      'a key of the ConfigMap misspelt',
      edited(CONFIG, 'openclaw.json: |', 'opencalw.json: |'),
      [CONFIG, 'opencalw.json'],
      'config-name',
    ),
    lint(
      'a Service in another namespace',
      edited(SERVICE, 'namespace: open-webui', 'namespace: openclaw'),
      [SERVICE, 'namespace: openclaw'],
      'namespace-mismatch',
    ),
    lint(
      'everybody as a trusted proxy',
      edited(CONFIG, '"10.42.0.2/31"', '"0.0.0.0/0"'),
      [CONFIG, '0.0.0.0/0'],
      'trusted-proxies-wide',
    ),
    lint(
      'too little memory',
      edited(DEPLOYMENT, 'memory: 2Gi', 'memory: 512Mi'),
      [DEPLOYMENT, 'limits: { memory: 512Mi'],
      'memory-below-start',
    ),
    manifest(
      'allowedOrigins forgotten',
      edited(CONFIG, ', allowedOrigins: ["https://openclaw.example.com"]', ''),
      [CONFIG, 'controlUi'],
      /origins-unset/,
      'warning',
    ),
    manifest(
      'a Secret in clear',
      beside(SECRET, clear('stringData:\n  OPENCLAW_GATEWAY_TOKEN: hunter22hunter22\n')),
      [SECRET, 'OPENCLAW_GATEWAY_TOKEN'],
      /secret-plain-text/,
      'warning',
    ),

    // SOPS.
    manifest('no age key', secret, [SECRET, 1], /no age key is given/, 'secret-encrypted'),
    {
      ...manifest(
        'somebody else’s age key',
        secret,
        [SECRET, 1],
        /encrypted by SOPS for age1.* given age key is that of/,
        'secret-encrypted',
      ),
      inputs: { 'sops-age-key': stranger },
    },
    {
      ...input('an age key that is none', { 'sops-age-key': `# a\n${key.slice(0, -4)}` }, /Line 2 of `sops-age-key`/),
      files: secret,
    },
    {
      ...manifest(
        'a value changed after sops',
        beside(SECRET, sealed.replace('name: openclaw-secrets', 'name: openclaw-other')),
        [SECRET, 'mac:'],
        /does not fit the values/,
        'secret-damaged',
      ),
      inputs: { 'sops-age-key': key },
    },
    {
      ...manifest(
        'a value cut off',
        beside(SECRET, sealed.replace(/(OPENCLAW_GATEWAY_TOKEN: ENC\[AES256_GCM,data:)..../, '$1')),
        [SECRET, 'OPENCLAW_GATEWAY_TOKEN'],
        /OPENCLAW_GATEWAY_TOKEN/,
        'secret-damaged',
      ),
      inputs: { 'sops-age-key': key },
    },
    manifest(
      'ciphertext without its metadata',
      beside(SECRET, sealed.replace(/^sops:[\s\S]*$/m, '')),
      [SECRET, 'OPENCLAW_GATEWAY_TOKEN'],
      /is SOPS ciphertext/,
      'secret-encrypted',
    ),
  ]
  return all.map((each) => ({ ...each, inputs: { ...SOUND, ...each.inputs } }))
}
