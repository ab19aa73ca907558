import { describe, expect, test } from '@jest/globals'
import { ENGINES, fixture, linted } from './support.ts'

// The five manifests of the post this project began with, as posted. Its IngressRoute and its JSON are fragments in
// the prose, and come in below, each in the smallest object that can hold it.
const SEED = ['secret', 'configmap', 'pvc', 'deployment', 'service'].map((name) => `seed/${name}.yaml`)
const REPOSITORY = 'k3s-homelab/openclaw'

describe('the manifests of the post', () => {
  const files = SEED.map((path) => fixture(path))

  test('give what a maintainer would list, written down before the first run', () => {
    // The post's Dockerfile begins FROM node:22-bookworm-slim.
    const facts = { nodeRange: ENGINES, baseNodeVersion: '22.23.3', architecture: 'amd64' }
    expect(linted(files, { facts, repository: REPOSITORY })).toEqual([
      // OpenClaw reads openclaw.json, so nothing of this file ever arrives, its `providers` neither.
      'seed/configmap.yaml:7 error config-name',
      // Its lease names the host: after an OOM kill the next pod, of another name, has to wait five minutes.
      'seed/deployment.yaml:17 warning state-lease-host',
      // The pod has 30 s to stop, running work up to 330 s.
      'seed/deployment.yaml:17 warning grace-period',
      // A token for the cluster's API in a pod that runs an agent's commands.
      'seed/deployment.yaml:17 warning service-account-token',
      // No probes: Ready as soon as the process runs, some 20 s before it answers.
      'seed/deployment.yaml:34 warning probes-missing',
      'seed/deployment.yaml:35 error node-too-old',
      'seed/deployment.yaml:37 warning port-protocol',
      // The volume's root is the config's folder, and OpenClaw saves only in a folder of its own.
      'seed/deployment.yaml:49 warning config-unsaved',
      // SOPS encrypts it in the post's repository; as posted it is plain.
      'seed/secret.yaml:8 warning secret-plain-text',
      'seed/service.yaml:10 warning port-protocol',
    ])
  })

  test('with a base image that the release runs on, the Node is no matter', () => {
    const facts = { nodeRange: ENGINES, baseNodeVersion: '24.21.0' }
    expect(linted(files, { facts, repository: REPOSITORY })).not.toContainEqual(expect.stringContaining('node-too-old'))
  })
})

describe('the seven gotchas of the post, as they are today', () => {
  test('each has its finding, and what the IngressRoute of the post asks for', () => {
    const files = [
      fixture('seed/service.yaml'),
      fixture('seed-today/configmap.yaml'),
      fixture('seed-today/ingressroute.yaml'),
      // 5. The class that the post warns of.
      edited('seed/pvc.yaml', 'storageClassName: longhorn', 'storageClassName: longhorn-encrypted'),
      edited('seed/deployment.yaml', (text) =>
        text
          // 3. No Secret with a token.
          .replace(/ {10}envFrom:\n.*\n.*\n/, '')
          // 7. The ConfigMap where OpenClaw reads it, without the copy.
          .replace(/ {6}initContainers:\n[\s\S]*?(?= {6}containers:)/, '')
          .replace(
            '              mountPath: /home/node/.openclaw\n',
            '              mountPath: /home/node/.openclaw\n            - name: config-readonly\n              mountPath: /home/node/.openclaw/openclaw.json\n              subPath: openclaw.json\n',
          ),
      ),
    ]
    const today = linted(files, { repository: REPOSITORY }).filter(
      (finding) => !/state-lease-host|grace-period|service-account|probes-missing|port-protocol/.test(finding),
    )
    expect(today).toEqual([
      // The IngressRoute's pods are not trusted.
      'seed-today/configmap.yaml:10 error trusted-proxies-missing',
      // 2. A raw address in gateway.bind.
      'seed-today/configmap.yaml:12 error bind-raw-ip',
      // 3. It listens for others without a token.
      'seed-today/configmap.yaml:12 error bind-without-auth',
      // Nor may a browser come from there.
      'seed-today/configmap.yaml:13 error origins-missing',
      // 1. The flag that skipped pairing does nothing any more.
      'seed-today/configmap.yaml:15 warning device-auth-disabled',
      // 7. The old spelling has to be migrated, and the file cannot be written.
      'seed/deployment.yaml:39 error config-read-only',
      // 5. Encrypted Longhorn.
      'seed/pvc.yaml:8 warning storage-encrypted',
    ])
  })
})

function edited(path: string, from: string | ((text: string) => string), to = '') {
  const { text, ...file } = fixture(path)
  const after = typeof from === 'string' ? text.replace(from, to) : from(text)
  if (after === text) throw new Error(`${path} was not changed`)
  return { ...file, text: after }
}
