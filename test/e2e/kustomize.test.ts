// A gateway that comes from a kustomization, on the stand-in: what is rendered, where the pin goes, and what is said
// when there is no tool.

import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { clusterState, expectOneError, filesBelow, gatewayPods } from './support.ts'

const OVERLAY = 'manifests/prod/kustomization.yaml'
const BASE = 'manifests/base/deployment.yaml'

let site: Site
let standIn: StandIn

function deploy(image: string, env: Record<string, string> = {}): Promise<ActionResult> {
  return site.deploy({
    with: { manifests: 'manifests/prod', 'ecr-repository': '', rehearse: 'off', image },
    env,
  })
}

/** The lines of the second text that the first does not have. */
function added(before: string, after: string): string[] {
  const known = before.split('\n')
  return after.split('\n').filter((line) => !known.includes(line))
}

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-kustomize'), repository: fresh('e2e/kustomize') })
  // The site's manifests become a base.
  const base = `${site.path('manifests')}-base`
  renameSync(site.path('manifests'), base)
  site.edit('manifests/.keep', () => '')
  renameSync(base, site.path('manifests/base'))
  site.edit(
    'manifests/base/kustomization.yaml',
    () => 'resources: [namespace.yaml, pvc.yaml, configmap.yaml, service.yaml, deployment.yaml]\n',
  )
  standIn = await pushStandIn(site, '2026.1.1')
  site.edit(
    OVERLAY,
    () => `# production
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../base
patches:
  - target: {kind: Deployment, name: openclaw}
    patch: |-
      - op: add
        path: /metadata/annotations
        value: {example.com/overlay: prod}
images:
  - name: ${site.env.LAB_ECR_REGISTRY}/${site.repository}
    newTag: latest # the pin goes here
`,
  )
})
afterAll(() => site?.remove())

describe('without a tool on PATH', () => {
  test('the run says so before anything is touched', async () => {
    const nothing = mkdtempSync(join(tmpdir(), 'openclaw-deploy-no-tools-'))
    try {
      const before = [clusterState(site), site.read(OVERLAY)]
      const result = await deploy(standIn.image, { PATH: nothing })
      expectOneError(result, /has to be rendered, and this runner has neither kustomize nor kubectl/)
      expect(result.outputs['failure-code']).toBe('kustomize-missing')
      expect([clusterState(site), site.read(OVERLAY)]).toEqual(before)
    } finally {
      rmSync(nothing, { recursive: true, force: true })
    }
  })
})

describe('a kustomization with patches and images', () => {
  let before: string
  let base: string
  let first: ActionResult

  beforeAll(async () => {
    before = site.read(OVERLAY)
    base = site.read(BASE)
    first = await deploy(standIn.image)
  })

  test('is rendered and deployed', () => {
    expect(first.errors).toEqual([])
    expect(first.outputs).toMatchObject({
      changed: 'true',
      'manifest-changed': 'true',
      image: standIn.image,
    })
    expect(first.log).toMatch(/manifests\/prod\/kustomization\.yaml rendered by `(kustomize build|kubectl kustomize)`/)
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: standIn.digest })])
    const annotation = 'jsonpath={.metadata.annotations.example\\.com/overlay}'
    expect(site.kubectl('-n', site.namespace, 'get', 'deployment', 'openclaw', '-o', annotation)).toBe('prod')
  })

  test('is pinned in its `images`, in two lines, and the base stays as it is', () => {
    const tag = standIn.image.replace(/^.*:(.*)@.*$/, '$1')
    expect(added(before, site.read(OVERLAY))).toEqual([
      `    newTag: ${tag} # the pin goes here`,
      `    digest: ${standIn.digest}`,
    ])
    expect(site.read(BASE)).toBe(base)
  })

  test('changes nothing in a second run', async () => {
    const pinned = site.read(OVERLAY)
    const [pod] = gatewayPods(site)
    const second = await deploy(standIn.image)
    expect(second.errors).toEqual([])
    expect(second.outputs).toMatchObject({ changed: 'false', 'manifest-changed': 'false' })
    expect(site.read(OVERLAY)).toBe(pinned)
    expect(gatewayPods(site)).toEqual([pod])
  })

  test('is refused before anything is touched when its pin would not hold', async () => {
    const [pinned, pods] = [site.read(OVERLAY), gatewayPods(site)]
    const cluster = clusterState(site)
    // It comes after `images`.
    site.edit(
      'manifests/prod/last.yaml',
      () => `apiVersion: builtin
kind: ImageTagTransformer
metadata: {name: last}
imageTag: {name: ${site.env.LAB_ECR_REGISTRY}/${site.repository}, newTag: mine}
`,
    )
    site.edit(OVERLAY, () => `${before}transformers: [last.yaml]\n`)
    const changed = site.read(OVERLAY)
    try {
      const result = await deploy(standIn.image)
      expectOneError(
        result,
        /With this run's pin in the `images` of this kustomization, Deployment \S+ has the image \S+:mine, not \S+@sha256:/,
      )
      expect(result.outputs).toMatchObject({ 'failure-code': 'manifest-invalid' })
      expect([clusterState(site), gatewayPods(site), site.read(OVERLAY)]).toEqual([cluster, pods, changed])
      expect(filesBelow(result.temp)).toEqual([])
    } finally {
      site.edit(OVERLAY, () => pinned)
    }
  })
})
