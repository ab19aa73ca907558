// The plan finds, while the old gateway still runs, what would otherwise be found after it was stopped.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { clusterState, expectNoSecrets, expectOneError, gatewayPods, REAL, soakTest } from './support.ts'

let site: Site
let files: Record<string, string>
const FILES = ['configmap', 'deployment', 'pvc', 'service'].map((name) => `manifests/${name}.yaml`)

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-plan'), repository: REAL })
  const first = await deploy()
  expect(first.errors).toEqual([])
  files = Object.fromEntries(FILES.map((file) => [file, site.read(file)]))
})
afterAll(() => site?.remove())
afterEach(() => {
  for (const [file, text] of Object.entries(files)) site.edit(file, () => text)
})

/** What is rehearsed is not the question here. */
const deploy = () => site.deploy({ with: { rehearse: 'off' } })

describe('a dry run', () => {
  let result: ActionResult
  let before: unknown

  beforeAll(async () => {
    before = clusterState(site)
    site.edit('manifests/configmap.yaml', (text) => text.replace('alias: "sonnet"', 'alias: "planned"'))
    result = await site.deploy({ with: { 'dry-run': 'true' } })
  })

  test('reports what would change, and changes nothing', () => {
    expect(result.errors).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'false', decision: 'roll-out' })
    expect(result.outputs.verified).toBeUndefined()
    expect(result.log).toMatch(/ConfigMap \S+ would be configured/)
    expect(result.log).toMatch(/\| \+.*alias: "planned"/)
    expect(result.summary).toContain('a dry run, nothing was applied')
    expect(result.summary).toMatch(/^ {4}\+.*alias: "planned"/m)
    expect(clusterState(site)).toEqual(before)
  })

  test('says that the gateway would restart for it', () => {
    expect(result.log).toMatch(/Deployment \S+ would be configured/)
    expect(result.log).toContain('openclaw-deploy/config:')
  })

  test('shows no secret', () => expectNoSecrets(result, site))
})

describe('config that rolls out', () => {
  soakTest('an edited ConfigMap restarts the gateway, and the same again does not', async () => {
    const [before] = gatewayPods(site)
    site.edit('manifests/configmap.yaml', (text) => text.replace('alias: "sonnet"', 'alias: "edited"'))
    const edited = await deploy()
    expect(edited.errors).toEqual([])
    const [after] = gatewayPods(site)
    expect(after?.uid).not.toBe(before?.uid)
    const again = await deploy()
    expect(again.outputs).toMatchObject({ changed: 'false' })
    expect(gatewayPods(site)).toEqual([after])
  })

  test('an edited Secret restarts the gateway, without a trace of its value', async () => {
    const [before] = gatewayPods(site)
    const key = 'sk-ant-another-key-of-the-lab'
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'openclaw-secrets', namespace: site.namespace },
    }
    site.kubectlApply({ ...secret, stringData: { OPENCLAW_GATEWAY_TOKEN: site.gatewayToken, ANTHROPIC_API_KEY: key } })
    const result = await deploy()
    expect(result.errors).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'true', verified: 'full' })
    expect(gatewayPods(site)[0]?.uid).not.toBe(before?.uid)
    expectNoSecrets(result, site, { 'edited key': key })
  })
})

describe('what the API server would refuse is found before anything is applied', () => {
  let before: unknown
  beforeAll(() => {
    before = clusterState(site)
  })
  afterEach(() => expect(clusterState(site)).toEqual(before))

  test('an immutable field, and a bad value beside it, both at once', async () => {
    site.edit('manifests/pvc.yaml', (text) => text.replace('[ReadWriteOnce]', '[ReadWriteMany]'))
    site.edit('manifests/service.yaml', (text) => text.replace('port: 18789', 'port: 1878900'))
    const result = await site.deploy()
    expect(result.exitCode).toBe(1)
    expect(result.errors).toEqual([
      expect.stringMatching(/manifests\/pvc\.yaml:\d+.*PersistentVolumeClaim .*never does/s),
      expect.stringMatching(/manifests\/service\.yaml:\d+.*1878900/s),
    ])
  })

  soakTest('a quota', async () => {
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'maps', namespace: site.namespace } }
    site.kubectlApply({ ...quota, spec: { hard: { 'count/configmaps': '2' } } })
    try {
      site.edit(
        'manifests/configmap.yaml',
        (text) => `${text}---\n${text.replace('name: openclaw-config', 'name: one-too-many')}`,
      )
      expectOneError(await site.deploy(), /configmap\.yaml:\d+.*exceeded quota: maps/s)
    } finally {
      site.kubectl('-n', site.namespace, 'delete', 'resourcequota', 'maps')
    }
  })
})

test('a Deployment that becomes Recreate loses the rollingUpdate that the server once filled in', async () => {
  const other = await Site.create({ namespace: fresh('e2e-strategy'), repository: site.repository })
  try {
    // As a Deployment is that was once applied without a strategy: server-side, so that nobody owns what the server added.
    const rolling = other.read('manifests/deployment.yaml').replace(/ {2}strategy:\n {4}type: Recreate\n/, '')
    other.edit('rolling.yaml', () => rolling.replace('replicas: 1', 'replicas: 0'))
    other.kubectl('apply', '--server-side', '--field-manager=openclaw-deploy', '-f', other.path('rolling.yaml'))
    const result = await other.deploy()
    expect(result.errors).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'true', verified: 'full' })
    const strategy = other.kubectl(
      '-n',
      other.namespace,
      'get',
      'deployment',
      'openclaw',
      '-o',
      'jsonpath={.spec.strategy}',
    )
    expect(JSON.parse(strategy)).toEqual({ type: 'Recreate' })
  } finally {
    other.remove()
  }
})
