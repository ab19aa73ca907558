// The Roles that manifests/rbac ships and the rights that the code asks for are the same, verb by verb: each one missing is
// found before anything is touched, and with all of them nothing is.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Inputs } from '../../../src/inputs/deploy.ts'
import type { Deployment } from '../../../src/kube/workloads.ts'
import { readManifests } from '../../../src/manifests/read.ts'
import { reachCluster } from '../../../src/phases/cluster.ts'
import { Lock } from '../../../src/phases/lock.ts'
import { gatewayOfInputs } from '../../../src/phases/pair.ts'
import { type Gateway, readGateway } from '../../../src/phases/read.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Run } from '../../../src/run.ts'
import {
  CHECKOUT,
  type Grant,
  grantsOf,
  grantsOfRule,
  kubeconfigFor,
  NAMESPACE,
  type RbacServer,
  type Rule,
  rbacObjects,
  rbacServer,
  rbacText,
  tokenOf,
} from '../rbac.ts'
import { after, printedBy, problemFrom } from '../support.ts'

const FILES = ['serviceaccount.yaml', 'deployer.yaml', 'namespace.yaml', 'exec.yaml', 'nodes.yaml']
const DEPLOYER = [...grantsOf('deployer.yaml'), ...grantsOf('namespace.yaml')]
const EXEC = grantsOf('exec.yaml')

const MANIFESTS = ['base', 'overlays/ingressroute', 'overlays/network-policy', 'overlays/disruption-budget']
const nameOf = ({ verb, group, resource }: Grant) => `${verb} ${resource}${group && `.${group}`}`
const page = (file: string) => readFileSync(join(CHECKOUT, file), 'utf8')
const isSame = (one: Grant, other: Grant) => nameOf(one) === nameOf(other)
const without = (grants: readonly Grant[], left: Grant) => grants.filter((each) => !isSame(each, left))

function runOn(server: RbacServer, inputs: Partial<Inputs> = {}, token?: string): Run {
  const run = {
    inputs: {
      manifests: MANIFESTS.map((each) => `manifests/${each}`),
      source: { kind: 'build', ecrRepository: 'k3s-homelab/openclaw' },
      workload: {},
      cluster: { kubeconfig: kubeconfigFor(server.url, token) },
      secrets: { kind: 'apply', ageKeys: '' },
      lint: 'off',
      rehearse: 'on',
      dryRun: false,
      lock: 'wait',
      backup: 'off',
      pullSecret: 'check',
      pairing: { kind: 'off' },
      ...inputs,
    },
    surroundings: { workspace: CHECKOUT, env: {} },
    timeline: new Timeline(),
    outcome: { reasons: [] },
    warn: () => {},
    closing: [],
  } as unknown as Run
  after(() => {
    for (const close of run.closing) close(false)
  })
  return run
}

/** Our own manifests as they are read, once for all tests: reading them is not what is tested here. */
const gateways = new Map<string, Promise<Gateway>>()
function gatewayOf(run: Run): Promise<Gateway> {
  const key = JSON.stringify(run.inputs.manifests)
  const read = gateways.get(key) ?? readGateway(run)
  gateways.set(key, read)
  return read
}

/** The preflight of a first deploy of our own manifests, to a cluster that grants just this. */
async function preflightWith(
  grants: readonly Grant[],
  inputs: Partial<Inputs> = {},
  token?: string,
  more: Partial<Gateway> = {},
  objects: Readonly<Record<string, object>> = {},
) {
  const server = await rbacServer(grants, objects)
  const run = runOn(server, inputs, token)
  const start = async () => {
    await printedBy(async () => reachCluster(run, { ...(await gatewayOf(run)), ...more }, new Lock(run)))
  }
  return { server, start }
}

describe('the shipped Roles', () => {
  test('are all that a first deploy of our manifests asks for', async () => {
    const { start } = await preflightWith(DEPLOYER)
    await start()
  })

  test.each<[what: string, inputs: Partial<Inputs>]>([
    ['pairing', { pairing: { kind: 'list' } }],
    ['a backup', { backup: 'before-upgrade' }],
  ])('with exec, are all that a run with %s asks for', async (_, inputs) => {
    const { start } = await preflightWith([...DEPLOYER, ...EXEC], inputs)
    await start()
  })

  test('have no verb twice: taking one out of a rule takes it from the deployer', () => {
    const names = [...DEPLOYER, ...EXEC].map(nameOf)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('have no wildcard, and let the deployer neither change its own rights nor act as somebody else', () => {
    const all = FILES.flatMap(grantsOf)
    for (const { verb, group, resource } of all) expect(`${verb} ${group} ${resource}`).not.toContain('*')
    expect(all.filter(({ group }) => group === 'rbac.authorization.k8s.io')).toEqual([])
    const verbs = new Set(all.map(({ verb }) => verb))
    for (const powerful of ['escalate', 'bind', 'impersonate', 'deletecollection'])
      expect(verbs).not.toContain(powerful)
    expect(
      all
        .filter(({ verb }) => verb === 'delete')
        .map(({ resource }) => resource)
        .toSorted(),
    ).toEqual(['configmaps', 'pods', 'secrets'])
  })

  test('are each bound to the one service account of the runner', () => {
    const account = rbacObjects('serviceaccount.yaml')[0]?.metadata
    expect(account).toEqual({ name: 'openclaw-deployer', namespace: 'arc-runners' })
    for (const file of FILES.slice(1)) {
      const [role, binding] = rbacObjects(file)
      expect(binding?.roleRef).toMatchObject({ kind: role?.kind, name: role?.metadata.name })
      expect(binding?.metadata).toEqual(role?.metadata)
      expect(binding?.subjects).toEqual([{ kind: 'ServiceAccount', ...account }])
    }
  })

  test('can be read as any manifests, without a tool', async () => {
    const { manifests, rendered } = await readManifests(['manifests/rbac'], CHECKOUT, { kind: 'keep' }, {})
    expect(rendered).toEqual([])
    expect(manifests.map(({ object }) => object.kind)).toEqual([
      'ServiceAccount',
      ...FILES.slice(1, 3).flatMap(() => ['Role', 'RoleBinding']),
    ])
  })

  test('are listed by the kustomization, those that are opt-in as comments', () => {
    const text = rbacText('kustomization.yaml')
    expect(parse(text).resources).toEqual(FILES.slice(0, 3))
    expect([...text.matchAll(/^ {2}# - (\S+)$/gm)].map(([, file]) => file)).toEqual(FILES.slice(3))
  })
})

test('a gateway that is new, on the claim of one that runs, is refused before anything is built', async () => {
  const { workload } = await gatewayOf(runOn(await rbacServer([])))
  const { spec } = (workload.manifest.object as Deployment).spec.template
  const pod = { metadata: { name: 'claw-1', namespace: NAMESPACE }, spec, status: { phase: 'Running' } }
  const pods = { [`/api/v1/namespaces/${NAMESPACE}/pods`]: { items: [pod] } }
  const { start } = await preflightWith(DEPLOYER, {}, undefined, {}, pods)
  expect(await problemFrom(start)).toMatchObject({
    code: 'volume-mount',
    message: expect.stringMatching(/second gateway on PersistentVolumeClaim openclaw-data: pod claw-1 has it/),
    where: { file: 'manifests/base/deployment.yaml', line: workload.manifest.line },
  })
})

describe('each verb that is missing is named before anything is touched, with the rule to add:', () => {
  const needed = DEPLOYER.map((grant): [string, Grant] => [nameOf(grant), grant])
  test.each(needed)('%s', async (name, grant) => {
    const { server, start } = await preflightWith(without(DEPLOYER, grant))
    const { code, message, snippet = [] } = await problemFrom(start)
    expect(code).toBe('cluster-forbidden')
    const named = grant.names ? `${name} ${grant.names[0]}` : name
    expect(message).toMatch(
      new RegExp(`^The cluster forbids this run \\(403\\) to ${named}( \\S+)?(, ${name} \\S+)* in ${NAMESPACE}$`),
    )
    // What it says to add is what was taken away.
    const rules = parse(snippet.join('\n')) as Rule[]
    expect(new Set(rules.flatMap(grantsOfRule).map(nameOf))).toEqual(new Set([name]))
    expect(server.asked.filter((each) => !/^GET|selfsubjectaccessreviews$/.test(each))).toEqual([])
  })

  const uses: [use: string, inputs: Partial<Inputs>][] = [
    ['pairing: off', { pairing: { kind: 'list' } }],
    ['backup: off', { backup: 'before-upgrade' }],
  ]
  const exec = uses.flatMap(([use, inputs]) => EXEC.map((grant) => ({ name: nameOf(grant), use, grant, inputs })))
  test.each(exec)('$name, unless $use', async ({ name, use, grant, inputs }) => {
    const { start } = await preflightWith([...DEPLOYER, ...without(EXEC, grant)], inputs)
    const { message, fix } = await problemFrom(start)
    expect(message).toBe(`The cluster forbids this run (403) to ${name} in ${NAMESPACE}`)
    expect(fix).toMatch(new RegExp(`, or set \`${use}\`$`))
  })

  const pair = [...DEPLOYER.filter((each) => ['get deployments.apps', 'list pods'].includes(nameOf(each))), ...EXEC]
  test.each(pair.map((grant): [string, Grant] => [nameOf(grant), grant]))(
    '%s, in pair/action.yml',
    async (name, grant) => {
      const server = await rbacServer(without(pair, grant))
      const step = runOn(server)
      const inputs = {
        cluster: { kubeconfig: kubeconfigFor(server.url) },
        workload: { namespace: NAMESPACE, deployment: 'openclaw' },
        pairing: { kind: 'list' as const },
      }
      const { message } = await problemFrom(() => printedBy(() => gatewayOfInputs(step, inputs)))
      expect(message).toContain(`(403) to ${name}`)
    },
  )

  test('those that pair/action.yml needs are enough for it', async () => {
    const path = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/openclaw`
    const live = {
      metadata: { name: 'openclaw' },
      spec: { template: { spec: { containers: [{ name: 'openclaw' }] } } },
    }
    const server = await rbacServer(pair, { [path]: live })
    const step = runOn(server)
    const inputs = {
      cluster: { kubeconfig: kubeconfigFor(server.url) },
      workload: { namespace: NAMESPACE, deployment: 'openclaw' },
      pairing: { kind: 'list' as const },
    }
    await printedBy(() => gatewayOfInputs(step, inputs))
    expect(step.outcome.gateway).toMatchObject({ container: 'openclaw' })
  })
})

describe('less is asked of a run that does less:', () => {
  test('a dry run takes no right to watch, to make a pod, or to write the record', async () => {
    const { server, start } = await preflightWith(DEPLOYER, { dryRun: true, pairing: { kind: 'list' } })
    await start()
    expect(server.reviewed.map(({ verb }) => verb)).not.toContain('watch')
    expect(server.reviewed.filter(({ resource }) => ['pods', 'events', 'secrets'].includes(resource))).toEqual([
      // Of the record and the pull secret.
      { verb: 'get', group: '', resource: 'secrets', namespace: NAMESPACE },
    ])
  })

  test('without a rehearsal no pod is made, and no Secret listed', async () => {
    const { server, start } = await preflightWith(DEPLOYER, { rehearse: 'off' })
    await start()
    const asked = server.reviewed.map(({ verb, resource }) => `${verb} ${resource}`)
    for (const right of ['create pods', 'delete pods', 'list secrets', 'delete secrets'])
      expect(asked).not.toContain(right)
  })
})

describe('a Role that names its objects, as docs/permissions.md has it,', () => {
  const [block = ''] = [...page('docs/permissions.md').matchAll(/```yaml\n(rules:[\s\S]*?)```/g)].map(
    ([, text]) => text,
  )
  const byName = (parse(block) as { rules: Rule[] }).rules
  const KINDS = new Set(byName.flatMap(({ resources }) => resources))
  const isReplaced = ({ verb, resource }: Grant) =>
    KINDS.has(resource) && byName.flatMap(grantsOfRule).some((each) => each.verb === verb && each.resource === resource)
  const rest = DEPLOYER.filter((grant) => !isReplaced(grant))

  test('is enough', async () => {
    const { start } = await preflightWith([...rest, ...byName.flatMap(grantsOfRule)])
    await start()
  })

  test('takes a question more for each name, and no more', async () => {
    const [all, hardened] = [
      await preflightWith(DEPLOYER),
      await preflightWith([...rest, ...byName.flatMap(grantsOfRule)]),
    ]
    await all.start()
    await hardened.start()
    // The record and the pull secret are got, and two Middlewares got and patched; of all else there is one object.
    expect(hardened.server.reviewed.length - all.server.reviewed.length).toBe(2 + 2 * 2)
  })

  const isForCopies = ({ verb, names }: Grant) => verb === 'patch' && names === undefined
  const named = byName.flatMap(grantsOfRule).filter((grant) => !isForCopies(grant))

  test.each<[level: Inputs['rehearse'], forbidden: string, kinds: string[]]>([
    ['on', 'patch configmaps, patch secrets', ['configmaps', 'secrets']],
    ['pull', 'patch secrets', ['secrets']],
  ])(
    'without patch on the copies of a rehearsal (%s) ends a run, and gets it to add',
    async (rehearse, said, kinds) => {
      const {
        message,
        fix,
        snippet = [],
      } = await problemFrom((await preflightWith([...rest, ...named], { rehearse })).start)
      expect(message).toBe(`The cluster forbids this run (403) to ${said} in ${NAMESPACE}`)
      expect(fix).toMatch(/, or set `rehearse: off`$/)
      expect(parse(snippet.join('\n'))).toEqual([{ apiGroups: [''], resources: kinds, verbs: ['patch'] }])
    },
  )

  test('is enough without that where nothing is rehearsed', async () => {
    const { start } = await preflightWith([...rest, ...named], { rehearse: 'off' })
    await start()
  })

  const names = byName.flatMap(({ resources, resourceNames = [] }) =>
    resourceNames.filter((name) => name !== 'openclaw-secrets').map((name): [string, string] => [`${resources}`, name]),
  )
  test.each(names)('ends a run when it does not name %s %s, and gets just that name to add', async (resource, name) => {
    const lacking = byName.flatMap((rule) => {
      if (`${rule.resources}` !== resource || rule.resourceNames === undefined) return [rule]
      const resourceNames = rule.resourceNames.filter((each) => each !== name)
      // To Kubernetes none is no limit.
      return resourceNames.length > 0 ? [{ ...rule, resourceNames }] : []
    })
    const { start } = await preflightWith([...rest, ...lacking.flatMap(grantsOfRule)])
    const { message, snippet = [] } = await problemFrom(start)
    expect(message).toContain(` ${name} in ${NAMESPACE}`)
    const added = parse(snippet.join('\n')) as Rule[]
    expect(added.map(({ resources, resourceNames }) => [`${resources}`, resourceNames])).toEqual([
      [expect.stringMatching(resource), [name]],
    ])
    await (await preflightWith([...rest, ...[...lacking, ...added].flatMap(grantsOfRule)])).start()
  })
})

test('a Secret that is encrypted and kept is looked for, so its name has to be among them', async () => {
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'openclaw-secrets' } }
  const kept = [{ object, where: { file: 'secret.yaml', line: 1 } }] as unknown as Gateway['kept']
  const others = ['openclaw-deploy.openclaw', 'ecr-pull']
  const named = (names: readonly string[]) =>
    DEPLOYER.map((grant) => (nameOf(grant) === 'get secrets' ? { ...grant, names } : grant))
  const lacking = await preflightWith(named(others), {}, undefined, { kept })
  expect(await problemFrom(lacking.start)).toMatchObject({
    code: 'cluster-forbidden',
    message: `The cluster forbids this run (403) to get secrets openclaw-secrets in ${NAMESPACE}`,
  })
  // May be read, and is not there.
  const allowed = await preflightWith(named([...others, 'openclaw-secrets']), {}, undefined, { kept })
  expect(await problemFrom(allowed.start)).toMatchObject({ code: 'secret-encrypted' })
})

describe('an account with no rights at all', () => {
  test('gets everything in one list: the rules of that list are then enough', async () => {
    const { start } = await preflightWith([])
    const { message, snippet = [] } = await problemFrom(start)
    expect(message.length).toBeLessThan(1500)
    const rules = parse(snippet.join('\n')) as Rule[]
    await (await preflightWith(rules.flatMap(grantsOfRule))).start()
  })

  const subject = (name: string) => ({ sub: `system:serviceaccount:arc-runners:${name}` })
  test.each([
    ['default', /^A pod runs as that account when its template names none: set serviceAccountName /],
    ['arc-runner-set-gha-rs-no-permission', /^A pod runs as that account when its template names none/],
    ['openclaw-deployer', /^Grant the deployer the rules below/],
  ])('%s is told who it is', async (name, fix) => {
    const { start } = await preflightWith([], {}, tokenOf(subject(name)))
    const problem = await problemFrom(start)
    expect(problem.message).toMatch(new RegExp(`, which runs as system:serviceaccount:arc-runners:${name}$`))
    expect(problem.fix).toMatch(fix)
  })

  test('default with some rights is one that somebody chose', async () => {
    const [left, ...rest] = DEPLOYER as [Grant, ...Grant[]]
    const { start } = await preflightWith(without(rest, left), {}, tokenOf(subject('default')))
    expect((await problemFrom(start)).fix).toMatch(/^Grant the deployer the rules below/)
  })
})

test('the blocks to paste in the README and docs/permissions.md name what is shipped', () => {
  const pages = ['README.md', 'docs/permissions.md'].map(page)
  for (const text of pages) {
    const values = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)]
      .map(([, block = '']) => parse(block))
      .filter((each) => each?.containerMode)
    expect(values.map(({ template }) => template.spec.serviceAccountName)).toEqual(['openclaw-deployer'])
  }
  const policies = [...(pages[1] ?? '').matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = '']) => JSON.parse(block))
  expect(policies.map(({ Version }) => Version)).toEqual(['2012-10-17', '2012-10-17'])
})
