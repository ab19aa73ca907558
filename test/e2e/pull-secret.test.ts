// The pull secret of a gateway on the stand-in: what is said of one that cannot be right, and how one is renewed without
// touching the gateway.

import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { clusterState, ecrRequests, expectNoSecrets, expectOneError, gatewayPods } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'

let site: Site
let standIn: StandIn
let host: string

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-pull-secret'), repository: fresh('e2e/pull-secret') })
  standIn = await pushStandIn(site, '2026.1.1')
  host = site.env.LAB_ECR_REGISTRY ?? ''
  const { errors } = await deploy()
  expect(errors).toEqual([])
})
afterAll(() => site?.remove())

function deploy(inputs: Record<string, string> = {}): Promise<ActionResult> {
  return site.deploy({ with: { 'ecr-repository': '', image: standIn.image, rehearse: 'off', ...inputs } })
}

const inNamespace = (...args: string[]) => site.kubectl('-n', site.namespace, ...args)

interface Stored {
  readonly metadata: { readonly resourceVersion: string; readonly annotations?: Record<string, string> }
  readonly data: Record<string, string>
}
const stored = () => JSON.parse(inNamespace('get', 'secret', 'ecr-pull', '-o', 'json')) as Stored
const auths = () =>
  (JSON.parse(Buffer.from(stored().data['.dockerconfigjson'] ?? '', 'base64').toString()) as { auths: object }).auths

/** Writes the logins as somebody does by hand. */
function write(logins: Record<string, { auth: string }>): void {
  const data = { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths: logins })).toString('base64') }
  inNamespace('patch', 'secret', 'ecr-pull', '--type=merge', '-p', JSON.stringify({ data }))
}

const login = (password: string) => ({ auth: Buffer.from(`AWS:${password}`).toString('base64') })
/** As ECR's own tokens look, which the lab's do not. */
const ended = Buffer.from(
  JSON.stringify({ payload: 'cGF5bG9hZA', type: 'DATA_KEY', expiration: 1_700_000_000 }),
).toString('base64')

describe('before anything is touched', () => {
  test('a login that has ended is red, at its line, and shows nothing of itself', async () => {
    write({ [host]: login(ended) })
    const before = clusterState(site)
    const result = await deploy()
    expectOneError(result, /Secret ecr-pull ended on 2023-11-14 22:13 UTC.*`pull-secret: refresh`/s)
    expect(result.outputs['failure-code']).toBe('pull-secret')
    expect(result.log).toMatch(/::error [^\n]*file=manifests\/deployment\.yaml,line=\d+/)
    expect(clusterState(site)).toEqual(before)
    expectNoSecrets(result, site, { 'ended login': ended })
  })

  test('it is no matter with pull-secret: off, since the node has the image', async () => {
    const { errors, outputs } = await deploy({ 'pull-secret': 'off' })
    expect(errors).toEqual([])
    expect(outputs.decision).toBe('nothing')
  })

  test('a dry run tells what would be renewed, and renews nothing', async () => {
    const before = stored().metadata.resourceVersion
    const { errors, log } = await deploy({ 'pull-secret': 'refresh', 'dry-run': 'true' })
    expect(errors).toEqual([])
    expect(log).toContain('The pull secret ecr-pull would be renewed')
    expect(stored().metadata.resourceVersion).toBe(before)
  })

  test('a Secret that is not there is red for ECR', async () => {
    site.edit(MANIFEST, (text) => text.replace('name: ecr-pull', 'name: not-there'))
    const result = await site.deploy({
      with: { rehearse: 'off' },
      env: { DOCKER_HOST: 'unix:///nowhere.sock', RUNNER_WAIT_FOR_DOCKER_IN_SECONDS: '1' },
    })
    site.edit(MANIFEST, (text) => text.replace('name: not-there', 'name: ecr-pull'))
    expectOneError(result, /the pull secret not-there, which neither the manifests nor the cluster have/)
  })
})

describe('refresh', () => {
  test('renews what a hand has made, keeps other logins, and leaves the gateway alone', async () => {
    write({ [host]: login(ended), 'ghcr.io': login('of-another') })
    const before = gatewayPods(site).map(({ uid }) => uid)
    let result: ActionResult | undefined
    const asked = await ecrRequests(site, async () => {
      result = await deploy({ 'pull-secret': 'refresh' })
    })
    expect(result?.errors).toEqual([])
    expect(result?.outputs).toMatchObject({ decision: 'nothing', changed: 'false', 'outage-seconds': '0.0' })
    expect(result?.summary).toMatch(
      /Pull secret \| `ecr-pull`, renewed, ends on \d{4}-\d\d-\d\d \d\d:\d\d UTC: until then/,
    )
    expect(asked).toEqual(['GetAuthorizationToken'])
    expect(gatewayPods(site).map(({ uid }) => uid)).toEqual(before)
    expect(auths()).toMatchObject({ 'ghcr.io': login('of-another'), [host]: { auth: expect.any(String) } })
    expectNoSecrets(result as ActionResult, site, {
      'pull secret': stored().data['.dockerconfigjson'] ?? '',
      'ended login': ended,
    })
  })

  test('the next check knows when it ends, by the note beside it', async () => {
    const { errors, log, summary } = await deploy()
    expect(errors).toEqual([])
    expect(log).toMatch(/The pull secret ecr-pull ends on/)
    expect(summary).toMatch(/Pull secret \| `ecr-pull` ends on/)
  })

  test('makes a Secret that is gone, and the node pulls a new image by it', async () => {
    inNamespace('delete', 'secret', 'ecr-pull')
    standIn = await pushStandIn(site, '2026.1.2')
    const { errors, outputs } = await deploy({ 'pull-secret': 'refresh', rehearse: 'on' })
    expect(errors).toEqual([])
    expect(outputs).toMatchObject({ changed: 'true', image: standIn.image })
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: standIn.digest })])
    expect(Object.keys(auths())).toEqual([host])
  })

  test('leaves alone what a program owns', async () => {
    site.kubectlApply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'ecr-pull', namespace: site.namespace },
      type: 'kubernetes.io/dockerconfigjson',
      data: stored().data,
    })
    const before = stored().metadata.resourceVersion
    const result = await deploy({ 'pull-secret': 'refresh' })
    expectOneError(result, /The pull secret ecr-pull belongs to lab-user/)
    expect(result.outputs['failure-code']).toBe('apply-conflict')
    expect(stored().metadata.resourceVersion).toBe(before)
  })

  test('of a Secret in the manifests is red, at its line', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'ecr-pull', namespace: site.namespace },
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [host]: login('of-the-manifest') } }) },
    }
    site.edit('manifests/pull.yaml', () => JSON.stringify(secret))
    const result = await deploy({ 'pull-secret': 'refresh' })
    rmSync(site.path('manifests/pull.yaml'))
    expectOneError(result, /Secret ecr-pull is in the manifests/)
    expectNoSecrets(result, site, { 'login of the manifest': 'of-the-manifest' })
  })
})
