import { describe, expect, test } from '@jest/globals'
import { DeployError, type Problem, together } from '../../../src/errors.ts'
import type { BuildSource, Inputs } from '../../../src/inputs/deploy.ts'
import type { KubeObject } from '../../../src/kube/object.ts'
import { loginsOf } from '../../../src/kube/registry-login.ts'
import { type Manifest, parseManifests } from '../../../src/manifests/objects.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { carryRenewal, checkPullSecret, pullSecretRights, renewAfter } from '../../../src/phases/pull-secret.ts'
import type { Gateway } from '../../../src/phases/read.ts'
import { beginRepository, type Repository } from '../../../src/phases/resolve.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Run } from '../../../src/run.ts'
import { ECR_REGION, littleEcr, useEcr } from '../little-ecr.ts'
import { SecretCluster } from '../rollout/pull-secret/cluster.ts'
import { auth, ECR, HOUR, loginSecret, token } from '../rollout/pull-secret/secrets.ts'
import { after, DIGEST, maskedBy, printedBy, problemFrom, problemsFrom } from '../support.ts'

const REPOSITORY = 'k3s-homelab/openclaw'
const PULL = '      imagePullSecrets:\n        - name: ghcr\n        - name: ecr-pull\n'
const ONE = '      imagePullSecrets:\n        - name: ecr-pull\n'

const gateway = (spec = ONE, image = `${ECR}/${REPOSITORY}:1`) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: openclaw }
spec:
  template:
    spec:
${spec}      containers:
        - name: gateway
          image: ${image}
`
const account =
  '---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default }\nimagePullSecrets:\n  - name: ecr-pull\n'
const lasting = (hours: number) => loginSecret({ [ECR]: auth(token(Date.now() + hours * HOUR)) })
const brought = (...names: string[]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'default', namespace: 'home' },
  imagePullSecrets: names.map((name) => ({ name })),
})

interface Given {
  readonly text?: string
  readonly image?: string
  readonly cluster?: readonly KubeObject[]
  readonly inputs?: Partial<Inputs>
  readonly awsRegion?: string
}

/** A run over these manifests, of an image that is given. */
const SEALED = `---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: ecr-pull
`

async function running({ text = gateway(), image, cluster = [], inputs = {}, awsRegion }: Given) {
  const problems: Problem[] = []
  const manifests: Manifest[] = parseManifests({ path: 'k8s/all.yaml', absolute: '/w/k8s/all.yaml', text }, problems)
  expect(problems).toEqual([])
  const workload = findWorkload(manifests, { repository: REPOSITORY, deployment: 'openclaw' })
  const objects = manifests.map((manifest) => ({
    manifest,
    object: { ...manifest.object, metadata: { namespace: 'home', ...manifest.object.metadata } },
    live: undefined,
  }))
  const secrets = await SecretCluster.start(...cluster)
  const target = {
    cluster: { client: secrets.little.client },
    namespace: 'home',
    objects,
    gateway: objects.find(({ manifest }) => manifest === workload.manifest),
    workload,
  } as unknown as Target
  const warnings: [line: string, where: unknown][] = []
  const source = { kind: 'image', image: image ?? `${workload.image}@${DIGEST}`, ...(awsRegion && { awsRegion }) }
  const run = {
    inputs: { pullSecret: 'check', dryRun: false, source, ...inputs },
    timeline: new Timeline(),
    outcome: { reasons: [] },
    closing: [],
    warn: (line: string, where: unknown) => warnings.push([line, where]),
  } as unknown as Run
  after(() => {
    for (const close of run.closing) close(false)
  })
  const reached = Promise.resolve(target)
  const check = (repository?: Repository) => {
    const found = repository && Promise.resolve(repository)
    return checkPullSecret(run, reached, found, found)
  }
  const renew = () => renewAfter(run, async () => ({ renewal: await check() }))
  return { run, reached, secrets, warnings, check, renew, read: { manifests, workload } as unknown as Gateway }
}

describe('the check', () => {
  test('of a Secret in the cluster that ends in the night warns, where it is named', async () => {
    const { check, warnings, run, secrets } = await running({ text: gateway(PULL), cluster: [lasting(0.5)] })
    const printed = await printedBy(check)
    expect(printed).toMatch(/The pull secret ecr-pull ends on \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
    expect(warnings.map(([line, where]) => [/Secret \S+|secret \S+/.exec(line)?.[0], where])).toEqual([
      ['secret ghcr,', { file: 'k8s/all.yaml', line: 8 }],
      ['Secret ecr-pull', { file: 'k8s/all.yaml', line: 9 }],
    ])
    expect(run.outcome.pullSecret).toMatchObject({ name: 'ecr-pull', isRenewed: false, isAlwaysPulled: false })
    expect(secrets.applied).toEqual([])
  })

  test('of one that has ended is red, at its line', async () => {
    const { check, run } = await running({ cluster: [lasting(-1)] })
    expect(await problemFrom(check)).toMatchObject({
      code: 'pull-secret',
      message: expect.stringContaining('ended on'),
      fix: expect.stringContaining('`pull-secret: refresh`'),
      where: { file: 'k8s/all.yaml', line: 8 },
    })
    expect(run.outcome.pullSecret).toBeUndefined()
  })

  test('of one in the manifests points there, and does not ask the cluster', async () => {
    const content = JSON.stringify({ auths: { [ECR]: auth(token(Date.now() - HOUR)) } })
    const secret = `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ecr-pull }\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '${content}'\n`
    const { check, secrets } = await running({ text: gateway() + secret })
    const problem = await problemFrom(check)
    expect(problem).toMatchObject({ message: expect.stringContaining('ended'), where: { line: 13 } })
    expect(secrets.asked).toEqual([])
  })

  test('of the ServiceAccount’s, where the pod names none', async () => {
    const inManifests = await running({ text: gateway('') + account, cluster: [lasting(-1)] })
    expect(await problemFrom(inManifests.check)).toMatchObject({ where: { file: 'k8s/all.yaml', line: 15 } })
    const inCluster = await running({ text: gateway(''), cluster: [brought('ecr-pull'), lasting(48)] })
    await printedBy(inCluster.check)
    expect(inCluster.run.outcome.pullSecret).toMatchObject({ name: 'ecr-pull' })
  })

  test.each<[what: string, refused: string]>([
    ['the ServiceAccount', 'GET serviceaccounts/default'],
    ['a Secret that only the ServiceAccount names', 'GET secrets/ecr-pull'],
  ])('that may not read %s says so, and goes on', async (_, refused) => {
    const { check, secrets, warnings } = await running({ text: gateway(''), cluster: [brought('ecr-pull')] })
    secrets.refuse.set(refused, [403])
    expect(await printedBy(check)).toMatch(/is not known, since the cluster forbids to get/)
    expect(warnings).toEqual([])
  })

  test('without any pull secret tells where the login has to be, of ECR only', async () => {
    const { check } = await running({ text: gateway(''), cluster: [brought()] })
    expect(await printedBy(check)).toMatch(/the nodes need a login to ECR of their own/)
    const open = await running({ text: gateway('', `ghcr.io/${REPOSITORY}:1`) })
    expect(await printedBy(open.check)).toBe('')
  })

  test('knows ECR by the build, whatever its host', async () => {
    const { check } = await running({})
    const repository = { repositoryUri: `registry.lab:5000/${REPOSITORY}` } as Repository
    expect(await problemFrom(() => check(repository))).toMatchObject({ message: expect.stringContaining('neither') })
  })

  test('does not look when it is off, nor when there is nothing to look at', async () => {
    const { run, check, secrets } = await running({ inputs: { pullSecret: 'off' } })
    expect(await check()).toBeUndefined()
    expect(secrets.asked).toEqual([])
    const checking = { ...run, inputs: { ...run.inputs, pullSecret: 'check' } } as Run
    const failed = Promise.reject(new Error('unreachable'))
    expect(await checkPullSecret(checking, failed, undefined, undefined)).toBe(undefined)
  })

  test('has nothing to say of an image that is not to be', async () => {
    const { run, reached, secrets } = await running({ cluster: [lasting(-1)] })
    const repository = Promise.resolve({ repositoryUri: `${ECR}/${REPOSITORY}` } as Repository)
    expect(await checkPullSecret(run, reached, repository, Promise.reject(new Error('npm')))).toBeUndefined()
    expect(secrets.asked).toEqual([])
  })

  test('never shows a part of a login', async () => {
    const { check, warnings, run } = await running({ text: gateway(PULL), cluster: [lasting(11)] })
    const printed = await printedBy(check)
    expect(printed + JSON.stringify([warnings, run.outcome])).not.toMatch(/eyJwYXlsb2Fk|QVdTO|c2VjcmV0/)
  })
})

test('the rights are asked for what the run will do', async () => {
  const verbs = async (inputs: Partial<Inputs>) => {
    const { run, read } = await running({ inputs })
    return (await pullSecretRights(run, read, 'home')).map(({ verb, name }) => `${verb} ${name}`)
  }
  expect(await verbs({})).toEqual(['get ecr-pull'])
  expect(await verbs({ pullSecret: 'refresh' })).toEqual(['get ecr-pull', 'patch ecr-pull'])
  expect(await verbs({ pullSecret: 'refresh', dryRun: true })).toEqual(['get ecr-pull'])
  expect(await verbs({ pullSecret: 'off' })).toEqual([])
})

/** The lab's ECR. @returns its host */
async function startRegistry(): Promise<string> {
  const address = await littleEcr(12 * 3600)
  useEcr(address)
  return address
}

describe('the renewal', () => {
  const refresh = { pullSecret: 'refresh' } as const

  test('writes a fresh login, masked, and tells its end', async () => {
    await startRegistry()
    const { renew, run, secrets } = await running({ cluster: [lasting(-1)], inputs: refresh })
    const masked = await maskedBy(renew)
    const [{ body } = { body: undefined }] = secrets.applied
    const read = loginsOf(body as KubeObject)
    const login = 'logins' in read ? read.logins[0] : undefined
    expect(login).toMatchObject({ registry: ECR, username: 'AWS' })
    expect(masked).toContain(login?.password)
    const { endsAtMs = 0, ...rest } = run.outcome.pullSecret ?? {}
    expect(rest).toEqual({ name: 'ecr-pull', isRenewed: true, isAlwaysPulled: false })
    expect(Math.abs(endsAtMs - Date.now() - 12 * HOUR)).toBeLessThan(60_000)
    expect(run.timeline.records).toMatchObject([{ name: 'Renew the pull secret', failed: false }])
  })

  test('makes the Secret that is missing', async () => {
    await startRegistry()
    const { renew, secrets } = await running({ inputs: refresh })
    await printedBy(renew)
    expect(secrets.applied).toHaveLength(1)
  })

  test('leaves one alone that lasts for more than a day', async () => {
    const { renew, secrets, run } = await running({ cluster: [lasting(25)], inputs: refresh })
    await printedBy(renew)
    expect(secrets.applied).toEqual([])
    expect(run.outcome.pullSecret).toMatchObject({ isRenewed: false })
  })

  test('is only announced in a dry run', async () => {
    const { renew, secrets } = await running({ cluster: [lasting(-1)], inputs: { ...refresh, dryRun: true } })
    expect(await printedBy(renew)).toMatch(/The pull secret ecr-pull would be renewed/)
    expect(secrets.applied).toEqual([])
  })

  test('knows ECR at another address by its own word', async () => {
    const host = await startRegistry()
    const here = await running({
      text: gateway(ONE, `${host}/${REPOSITORY}:1`),
      inputs: refresh,
      awsRegion: 'eu-central-1',
    })
    await printedBy(here.renew)
    expect(here.secrets.applied).toHaveLength(1)
    const elsewhere = await running({
      text: gateway(ONE, `ghcr.io/${REPOSITORY}:1`),
      inputs: refresh,
      awsRegion: 'eu-central-1',
    })
    expect(await problemFrom(() => printedBy(elsewhere.renew))).toMatchObject({
      message: '`pull-secret: refresh` logs in to Amazon ECR only, and the image comes from ghcr.io',
    })
    expect(elsewhere.secrets.applied).toEqual([])
  })

  test.each<[what: string, given: Given, code: string, said: RegExp]>([
    [
      'an image of another registry',
      { text: gateway(ONE, `ghcr.io/${REPOSITORY}:1`) },
      'pull-secret',
      /logs in to Amazon ECR only/,
    ],
    ['a pod that names none', { text: gateway(''), cluster: [brought()] }, 'pull-secret', /nothing to renew/],
    ['several, none of which is for it', { text: gateway(PULL) }, 'pull-secret', /several pull secrets/],
  ])('is refused for %s, before anything is touched', async (_, given, code, said) => {
    const { check } = await running({ ...given, inputs: refresh })
    expect(await problemFrom(check)).toMatchObject({ code, message: expect.stringMatching(said) })
  })

  test('is refused for a Secret in the manifests', async () => {
    const secret = '---\napiVersion: v1\nkind: Secret\nmetadata: { name: ecr-pull }\n'
    const { check } = await running({ text: gateway() + secret, inputs: refresh })
    expect(await problemFrom(check)).toMatchObject({
      message: expect.stringContaining('is in the manifests'),
      where: { file: 'k8s/all.yaml', line: 13 },
    })
  })

  test('cannot do without knowing the ServiceAccount', async () => {
    const { check, secrets } = await running({ text: gateway(''), inputs: refresh })
    secrets.refuse.set('GET serviceaccounts/default', [403])
    expect(await problemFrom(check)).toMatchObject({ code: 'cluster-forbidden' })
  })
})

describe('a survey that fails', () => {
  const DOWNGRADE = { code: 'downgrade-refused', message: 'It is older than what is live', fix: 'Raise it' } as const
  const AWAY = { code: 'cluster-unreachable', message: 'The cluster is away', fix: 'Look at it' } as const
  const refresh = { pullSecret: 'refresh' } as const

  /** As a deploy surveys: the release is refused, after the repository was looked up. */
  async function failing(given: Partial<Inputs> = {}, createRepository = true, hours = -1) {
    const host = await startRegistry()
    const build = { kind: 'build', ecrRepository: REPOSITORY, awsRegion: ECR_REGION, createRepository } as BuildSource
    const cluster = [loginSecret({ [host]: auth(token(Date.now() + hours * HOUR)) })]
    const site = await running({ cluster, inputs: { ...refresh, source: build, ...given } })
    const { run } = site
    const survey = async (reached: Promise<Target> = site.reached) => {
      const repository = beginRepository(run, build)
      const resolved = repository.then(() => {
        throw new DeployError(DOWNGRADE)
      })
      const checked = checkPullSecret(run, reached, repository, resolved)
      const [, , renewal] = await carryRenewal(together([reached, resolved, checked]), checked)
      return { renewal }
    }
    const problems = async (work: () => Promise<unknown> = survey) => {
      let found: readonly Problem[] = []
      await printedBy(async () => {
        found = await problemsFrom(() => renewAfter(run, async () => ({ renewal: undefined, found: await work() })))
      })
      return found
    }
    return { ...site, survey, problems }
  }

  test('ends red by its own problem, with the login renewed', async () => {
    const { problems, secrets, run } = await failing()
    expect(await problems()).toEqual([DOWNGRADE])
    expect(secrets.applied).toHaveLength(1)
    expect(run.outcome.pullSecret).toMatchObject({ name: 'ecr-pull', isRenewed: true })
    expect(run.timeline.records).toMatchObject([{ name: 'Renew the pull secret', failed: false }])
  })

  test('tells a renewal that fails as well beside its own problem', async () => {
    const { problems, secrets, run } = await failing()
    secrets.refuse.set('PATCH secrets/ecr-pull', [403])
    expect(await problems()).toEqual([DOWNGRADE, expect.objectContaining({ code: 'cluster-forbidden' })])
    expect(run.outcome.pullSecret).toBeUndefined()
  })

  test('tells what cannot be renewed beside its own problem', async () => {
    const { problems, secrets } = await failing()
    secrets.put({ ...loginSecret({}), type: 'Opaque' } as KubeObject)
    expect(await problems()).toEqual([DOWNGRADE, expect.objectContaining({ code: 'pull-secret' })])
    expect(secrets.applied).toEqual([])
  })

  test('leaves a login alone that lasts', async () => {
    const { problems, secrets } = await failing({}, true, 25)
    expect(await problems()).toEqual([DOWNGRADE])
    expect(secrets.applied).toEqual([])
  })

  test.each<[what: string, given: Partial<Inputs>]>([
    ['in a dry run', { dryRun: true }],
    ['with `check`', { pullSecret: 'check' }],
    ['with `off`', { pullSecret: 'off' }],
  ])('renews nothing %s', async (_, given) => {
    const { problems, secrets } = await failing(given)
    expect(await problems()).toEqual([DOWNGRADE])
    expect(secrets.applied).toEqual([])
  })

  test('at ECR tells that once, and renews nothing', async () => {
    const { problems, secrets } = await failing({}, false)
    expect(await problems()).toEqual([expect.objectContaining({ code: 'ecr-repository-missing' })])
    expect(secrets.applied).toEqual([])
  })

  test('at the cluster renews nothing', async () => {
    const { problems, survey, secrets } = await failing()
    expect(await problems(() => survey(Promise.reject(new DeployError(AWAY))))).toEqual([AWAY, DOWNGRADE])
    expect(secrets.asked).toEqual([])
  })

  test('renews nothing where the lock is what ends the run', async () => {
    const { problems, survey, secrets } = await failing()
    const locked = { code: 'locked', message: 'Another deploy is at work', fix: 'Wait' } as const
    const waiting = async () => {
      await survey().catch(() => undefined)
      throw new DeployError(locked)
    }
    expect(await problems(waiting)).toEqual([locked])
    expect(secrets.applied).toEqual([])
  })
})

test('a Secret that a controller makes after the apply is not missing, and is not renewed beside it', async () => {
  const { check, warnings } = await running({ text: gateway(ONE) + SEALED })
  expect(await check()).toBeUndefined()
  expect(warnings).toEqual([])
  const refreshing = await running({ text: gateway(ONE) + SEALED, inputs: { pullSecret: 'refresh' } })
  expect(await problemFrom(refreshing.check)).toMatchObject({
    code: 'pull-secret',
    message: expect.stringMatching(/made from SealedSecret ecr-pull of the manifests/),
  })
})
