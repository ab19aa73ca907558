// A deployer with the Roles of manifests/rbac and nothing else, on a real API server: they are enough for all that a run does,
// and each verb that is missing is named before anything is touched. On the stand-in, but where a device has to be paired.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { fresh, Site } from '../../lab/site.ts'
import { grant as apply, type Rule, shippedRbac } from './rbac.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import {
  clusterState,
  crashAtStart,
  expectNoSecrets,
  expectOneError,
  gatewayPods,
  rehearsalLeftOvers,
  soakTest,
} from './support.ts'

const CONFIG = 'manifests/configmap.yaml'
const MANIFEST = 'manifests/deployment.yaml'
const ROLES = ['deployer.yaml', 'namespace.yaml'] as const

let site: Site
let kubeconfig: string
let old: StandIn

/** Of a file, in the site's own namespace, in which the runner lives too. @param change of each rule */
const grant = (file: string, change?: (rule: Rule) => readonly Rule[]) =>
  apply(site, shippedRbac(file, site.namespace), change)
const revoke = (file: string) => grant(file, () => [])

async function deploy(inputs: Record<string, string> = {}) {
  const result = await site.deploy({ with: { 'ecr-repository': '', image: old.image, kubeconfig, ...inputs } })
  expectNoSecrets(result, site, { 'token of the deployer': JSON.parse(kubeconfig).users[0].user.token })
  return result
}

/** What a Role that is too small would leave out of a run without ending it, but for exec. */
const SILENT_LACKS =
  /May not (watch|list|read)|the cluster forbids|cannot list resource|could not be (deleted|removed|asked)/

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-rights'), repository: fresh('e2e/rights') })
  old = await pushStandIn(site, '2026.1.1')
  kubeconfig = site.kubeconfigOf(await site.serviceAccountToken('openclaw-deployer'))
  for (const file of ROLES) grant(file)
})
afterAll(() => site?.remove())
afterEach(() => {
  for (const file of ROLES) grant(file)
  revoke('exec.yaml')
})

test('the first deploy is all there but for what takes exec, and says which right that is', async () => {
  const { errors, outputs, log, summary } = await deploy()
  expect(errors).toEqual([])
  expect(outputs).toMatchObject({ changed: 'true', verified: 'basic' })
  expect(log).toMatch(/missing: get and create on pods\/exec/)
  expect(log).toContain(`, system:serviceaccount:${site.namespace}:openclaw-deployer)`)
  expect(log).not.toMatch(SILENT_LACKS)
  expect(summary).toMatch(/Not proven.*missing: get and create on pods\/exec/)
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: old.digest })])
})

test('nothing new is found so', async () => {
  const before = clusterState(site)
  const { errors, outputs, log } = await deploy()
  expect(errors).toEqual([])
  expect(outputs).toMatchObject({ decision: 'nothing', changed: 'false', 'outage-seconds': '0.0' })
  expect(log).not.toMatch(SILENT_LACKS)
  expect(clusterState(site)).toEqual(before)
})

test('a changed config is rehearsed with copies that are gone afterwards, and rolled out', async () => {
  site.edit(CONFIG, (text) => text.replace('alias: "haiku"', 'alias: "haikU"'))
  const { errors, outputs, log } = await deploy()
  expect(errors).toEqual([])
  expect(outputs).toMatchObject({ decision: 'roll-out', changed: 'true' })
  expect(log).toContain('Rehearsed on node')
  expect(log).not.toMatch(SILENT_LACKS)
  expect(rehearsalLeftOvers(site)).toEqual([])
})

test('a gateway that crashes is explained from its log and rolled back', async () => {
  const sound = site.read(MANIFEST)
  crashAtStart(site, MANIFEST, 'full of eels')
  const result = await deploy({ rehearse: 'off' })
  site.edit(MANIFEST, () => sound)
  expectOneError(result, /eels/)
  expect(result.outputs).toMatchObject({ 'failure-code': 'crash-loop', 'rolled-back': 'true' })
  expect(result.log).not.toMatch(SILENT_LACKS)
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: old.digest })])
})

describe('exec', () => {
  test('with its Role the gateway is asked', async () => {
    grant('exec.yaml')
    const { errors, outputs, log } = await deploy()
    expect(errors).toEqual([])
    expect(log).not.toMatch(/may not exec/)
    expect(outputs.verified).toBe('full')
  })

  test.each(['get', 'create'])(
    'without %s on pods/exec it is not, also where the server would let it',
    async (verb) => {
      grant('exec.yaml', (rule) => [{ ...rule, verbs: rule.verbs.filter((each) => each !== verb) }])
      const { errors, outputs, log } = await deploy()
      expect(errors).toEqual([])
      expect(outputs.verified).toBe('basic')
      expect(log).toContain(`(missing: ${verb} on pods/exec; manifests/rbac/exec.yaml grants it)`)
      const pairing = await deploy({ pairing: 'list' })
      expectOneError(pairing, new RegExp(`forbids this run \\(403\\) to ${verb} pods/exec in .*\`pairing: off\``, 's'))
      expect(pairing.log).not.toMatch(/^::group::Apply/m)
      const door = await site.pair({ with: { kubeconfig } })
      expect([door.exitCode, door.errors]).toEqual([
        1,
        [expect.stringMatching(new RegExp(`\\(403\\) to ${verb} pods/exec in `))],
      ])
    },
  )
})

describe('without one verb of the Roles a deploy ends before it touches anything, and names it:', () => {
  /** Only for what is new, which here is nothing; and for overlays, which this site does not use. */
  const isNeeded = (verb: string, group: string, resource: string) =>
    !/traefik|networking|policy/.test(group) &&
    !(verb === 'create' && ['persistentvolumeclaims', 'services', 'deployments'].includes(resource))

  const verbs = ROLES.flatMap((file) =>
    shippedRbac(file).flatMap(({ rules = [] }) =>
      rules.flatMap(({ apiGroups: [group = ''], resources, verbs }) =>
        resources.flatMap((resource) =>
          verbs
            .filter((verb) => isNeeded(verb, group, resource))
            .map((verb) => ({ right: `${verb} ${resource}${group && `.${group}`}`, file, verb, group, resource })),
        ),
      ),
    ),
  )
  const ALWAYS = ['patch deployments.apps', 'watch events', 'get pods/log', 'delete secrets', 'patch namespaces']

  for (const { right, file, verb, group, resource } of verbs) {
    const testOf = ALWAYS.includes(right) ? test : soakTest
    testOf(right, async () => {
      const before = clusterState(site)
      grant(file, (rule) => {
        const isIt = rule.apiGroups.includes(group) && rule.resources.includes(resource) && rule.verbs.includes(verb)
        if (!isIt) return [rule]
        const others = rule.resources.filter((each) => each !== resource)
        const rest = rule.verbs.filter((each) => each !== verb)
        return [
          ...(others.length > 0 ? [{ ...rule, resources: others }] : []),
          ...(rest.length > 0 ? [{ ...rule, resources: [resource], verbs: rest }] : []),
        ]
      })
      const result = await deploy()
      expectOneError(
        result,
        new RegExp(`forbids this run \\(403\\) to ${right}( \\S+)?(, ${right}( \\S+)?)* in ${site.namespace}`),
      )
      expect(result.outputs['failure-code']).toBe('cluster-forbidden')
      expect(result.summary).toContain(`    # in a Role of namespace ${site.namespace}:`)
      expect(result.summary).toContain(`      verbs: ["${verb}"]`)
      expect(clusterState(site)).toEqual(before)
    })
  }
})

describe('who it is that may not', () => {
  const as = (given: string) => deploy({ kubeconfig: given })

  test('a pod whose template names no service account', async () => {
    expectOneError(
      await as(site.kubeconfigOf(await site.serviceAccountToken('default'))),
      /\(403\) to .*, which runs as system:serviceaccount:e2e-rights-\S+:default\. .*set serviceAccountName/s,
    )
  })

  test('an account that is gone', async () => {
    const token = await site.serviceAccountToken('gone')
    site.kubectl('-n', site.namespace, 'delete', 'serviceaccount', 'gone')
    expectOneError(
      await as(site.kubeconfigOf(token)),
      /does not accept the token of system:serviceaccount:e2e-rights-\S+:gone \(401 Unauthorized\)/,
    )
  })

  test('nobody', async () => {
    const config = JSON.parse(site.kubeconfigOf('x'))
    const result = await site.deploy({
      with: {
        'ecr-repository': '',
        image: old.image,
        kubeconfig: JSON.stringify({ ...config, users: [{ name: 'user', user: {} }] }),
      },
    })
    expectOneError(result, /\((401 Unauthorized|403, system:anonymous)\).*kubeconfig’s user has no/)
  })
})
