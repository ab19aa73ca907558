// Faults that strike after the apply: each is judged for what it is, in time, and the old gateway comes back. What is
// expected stands in the table before the run; each row also proves that its fault really fired.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { Site } from '../../lab/site.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { ecrControl, expectNoSecrets, fresh, gatewayPods } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'
// What the wait says once the old pod is gone.
const NEW_POD = /^\[[^\]]+\] (?!.*(old pod|has not seen)).*(Pod|pod|Container|container) /

let site: Site
let old: StandIn
let files: Record<string, string>

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-faults'), repository: fresh('e2e/faults') })
  old = await pushStandIn(site, '2026.1.1')
  const first = await deploy(old.image)
  expect(first.errors).toEqual([])
  files = Object.fromEntries(
    ['configmap', 'deployment', 'pvc', 'service'].map((name) => [
      `manifests/${name}.yaml`,
      site.read(`manifests/${name}.yaml`),
    ]),
  )
})
afterAll(() => site?.remove())
afterEach(async () => {
  for (const [file, text] of Object.entries(files ?? {})) site.edit(file, () => text)
  await ecrControl(site, { reset: true })
  await site.renewPullSecret()
})

/** Deploys an image by its digest: no build, so that only the rollout is tested. */
function deploy(
  image: string,
  inputs: Record<string, string> = {},
  onLine?: (line: string) => void,
): Promise<ActionResult> {
  return site.deploy({
    with: { 'ecr-repository': '', image, ...inputs },
    ...(onLine && { onLine: (line) => onLine(line) }),
  })
}

interface Fault {
  /** What is done to the manifests or the registry; gives the image to deploy. */
  readonly strike: () => Promise<string>
  readonly code: string
  /** The one sentence. */
  readonly says: RegExp
  /** Seconds from the first sight of the new pod to the verdict; before that the old one is on its way out. */
  readonly within: number
}

const faults: Record<string, Fault> = {
  'a digest that does not exist': {
    strike: async () => old.image.replace(/@sha256:.*/, `@sha256:${'0'.repeat(64)}`),
    code: 'image-missing',
    says: /sha256:0{64}/,
    within: 15,
  },
  'a pull that is denied': {
    strike: async () => {
      const { image } = await pushStandIn(site, '2026.1.2')
      site.edit(MANIFEST, (text) => text.replace(/ {6}imagePullSecrets:\n {8}- name: ecr-pull\n/, ''))
      return image
    },
    code: 'image-denied',
    says: /denies access.*imagePullSecrets/s,
    within: 30,
  },
  'a pull token that has expired': {
    strike: async () => {
      const { image } = await pushStandIn(site, '2026.1.2')
      await ecrControl(site, { tokens: 'expire' })
      return image
    },
    code: 'image-denied',
    // A node is not told more than "403": that a token of ECR ends is in the fix.
    says: /denies access.*12 hours/s,
    within: 30,
  },
  'an image for another architecture': {
    strike: async () => (await pushStandIn(site, '2026.1.2', 'linux/arm64')).image,
    code: 'image-platform',
    says: /amd64|architecture|platform/,
    within: 45,
  },
  'an init container that fails (stand-in)': {
    strike: async () => {
      site.edit(MANIFEST, (text) =>
        text.replace(/command: \[sh, -c, cp .*\]/, 'command: [sh, -c, echo the disk is full of eels; exit 3]'),
      )
      return old.image
    },
    code: 'init-failed',
    says: /copy-config.*(exit code )?3.*eels|eels/s,
    within: 60,
  },
  'a Secret that is missing (stand-in)': {
    strike: async () => {
      site.edit(MANIFEST, (text) => text.replace('name: openclaw-secrets', 'name: no-such-secret'))
      return old.image
    },
    code: 'config-error',
    says: /no-such-secret/,
    within: 30,
  },
  'more memory than its limit (stand-in)': {
    strike: async () => {
      site.edit(MANIFEST, (text) =>
        text
          .replace('limits: { memory: 2Gi }', 'limits: { memory: 96Mi }')
          .replace('memory: 1Gi', 'memory: 64Mi')
          .replace('          env:\n', '          env:\n            - name: STAND_IN\n              value: hungry\n'),
      )
      return old.image
    },
    code: 'oom-killed',
    says: /96Mi/,
    within: 60,
  },
  'a startup probe that never passes (stand-in)': {
    strike: async () => {
      site.edit(MANIFEST, (text) =>
        text
          .replace('failureThreshold: 150', 'failureThreshold: 5')
          .replace(
            '          env:\n',
            '          env:\n            - name: STAND_IN\n              value: never-ready\n',
          ),
      )
      return old.image
    },
    code: 'probe-failed',
    says: /startup/i,
    within: 60,
  },
  'a quota that leaves no room for the pod (stand-in)': {
    strike: async () => {
      const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'tight', namespace: site.namespace } }
      site.kubectlApply({ ...quota, spec: { hard: { 'requests.memory': '1100Mi' } } })
      site.edit(MANIFEST, (text) => text.replace('memory: 1Gi', 'memory: 1200Mi'))
      return old.image
    },
    code: 'admission-denied',
    says: /exceeded quota: tight/,
    within: 45,
  },
}

describe('after the apply', () => {
  afterEach(() => {
    site.kubectl('-n', site.namespace, 'delete', 'resourcequota', 'tight', '--ignore-not-found')
  })

  test.each(Object.entries(faults))('%s', async (_, { strike, code, says, within }) => {
    const manifest = site.read(MANIFEST)
    const image = await strike()
    const edited = site.read(MANIFEST)
    let applied = false
    let seenMs = 0
    let judgedMs = 0
    const result = await deploy(image, { timeout: '4m' }, (line) => {
      applied ||= line.startsWith('Apply: ')
      if (applied && seenMs === 0 && NEW_POD.test(line)) seenMs = performance.now()
      if (line.startsWith('Wait for the rollout: failed')) judgedMs = performance.now()
    })
    // The fault fired: it was applied, and the wait is what failed.
    expect([seenMs > 0, judgedMs > 0]).toEqual([true, true])
    expect(result.errors).toEqual([expect.stringMatching(says)])
    expect(result.outputs).toMatchObject({ 'failure-code': code, 'rolled-back': 'true' })
    expect((judgedMs - seenMs) / 1000).toBeLessThan(within)
    // The old gateway is back, with its own image, and the file is as the user left it.
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: old.digest })])
    expect(site.read(MANIFEST)).toBe(edited)
    expect(manifest).toBe(files[MANIFEST])
    expectNoSecrets(result, site)
  })
})

describe('what passes by itself is survived', () => {
  test('a registry that answers 503 for a while (stand-in)', async () => {
    const { image, digest } = await pushStandIn(site, '2026.1.3')
    const down = { fault: { operation: 'registry:BatchGetImage', times: 1000, error: 'ServerException' } }
    await ecrControl(site, down)
    const recovery = setTimeout(() => void ecrControl(site, { reset: true }), 20_000)
    const result = await deploy(image)
    clearTimeout(recovery)
    expect(result.log).toMatch(/ErrImagePull|ImagePullBackOff|pull/i)
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    old = { image, digest }
    files[MANIFEST] = site.read(MANIFEST)
  })

  test('a pod that somebody deletes in the middle of the rollout (stand-in)', async () => {
    const { image, digest } = await pushStandIn(site, '2026.1.4')
    let deleted = ''
    const result = await deploy(image, {}, (line) => {
      const pod = /Pod (openclaw-\S+?):? /.exec(line)?.[1]
      if (deleted || !pod || !line.includes('not ready yet')) return
      deleted = pod
      site.kubectl('-n', site.namespace, 'delete', 'pod', pod, '--wait=false')
    })
    expect(deleted).not.toBe('')
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    expect(gatewayPods(site)[0]?.name).not.toBe(deleted)
  })
})
