// Faults that strike after the apply: each is judged for what it is, in time, and the old gateway comes back. What is
// expected stands in fault-table.ts before the run; each case also proves that its fault really fired.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { withLock } from '../../lab/lock.ts'
import { endService } from '../../lab/service.ts'
import { fresh, Site } from '../../lab/site.ts'
import { up } from '../../lab/up.ts'
import { FAULTS, type FaultEntry, faultNamed, type LabFault, sentencePattern } from './fault-table.ts'
import { OVERTAKEN, type Recorder, record } from './recorder.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { ecrControl, expectNoSecrets, gatewayPods } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'
const CONFIG = 'manifests/configmap.yaml'
const CLAIM = 'manifests/pvc.yaml'
// What the wait says once the old pod is gone.
const NEW_POD = /^\[[^\]]+\] (?!.*(old pod|has not seen)).*(Pod|pod|Container|container|claim|quota) ?/
// Of a real rollout on two busy cores, both ways; each verdict has a bound of its own.
const CASE_MS = 600_000

/** A gateway of its own in the lab, live and well. */
interface Home {
  readonly site: Site
  readonly live: StandIn
}

async function standInHome(): Promise<Home> {
  const site = await Site.create({ namespace: fresh('e2e-fault'), repository: fresh('e2e/fault') })
  const live = await pushStandIn(site, '2026.1.1')
  expect((await deploy(site, live.image)).errors).toEqual([])
  return { site, live }
}

async function openClawHome(): Promise<Home> {
  const site = await Site.create({ namespace: fresh('e2e-fault-real'), repository: 'e2e/fault-real' })
  const { errors, outputs } = await site.deploy()
  expect(errors).toEqual([])
  return { site, live: { image: outputs.image ?? '', digest: outputs.digest ?? '' } }
}

/**
 * Deploys an image by its digest: no build, so that only the rollout is tested, and no rehearsal, which would find most of
 * these before the apply.
 */
function deploy(
  site: Site,
  image: string,
  inputs: Record<string, string> = {},
  onLine?: (line: string) => void,
): Promise<ActionResult> {
  return site.deploy({
    with: { 'ecr-repository': '', image, rehearse: 'off', ...inputs },
    ...(onLine && { onLine: (line) => onLine(line) }),
  })
}

function editOnce(site: Site, file: string, from: string | RegExp, to: string): void {
  const before = site.read(file)
  site.edit(file, (text) => text.replace(from, to))
  if (site.read(file) === before) throw new Error(`${file} has nothing like ${from}`)
}

function withEnv(site: Site, lines: string): void {
  editOnce(site, MANIFEST, '          env:\n', `          env:\n${lines}`)
}

/** What is done to the manifests or the registry; gives the image to deploy. */
type Strike = (home: Home) => Promise<string> | string

const strikes: Record<LabFault, Strike> = {
  'a digest that does not exist': ({ live }) => live.image.replace(/@sha256:.*/, `@sha256:${'0'.repeat(64)}`),
  'a pull that is denied': async ({ site }) => {
    editOnce(site, MANIFEST, / {6}imagePullSecrets:\n {8}- name: ecr-pull\n/, '')
    return (await pushStandIn(site, '2026.1.2')).image
  },
  'a pull token that has expired': async ({ site }) => {
    const { image } = await pushStandIn(site, '2026.1.2')
    await ecrControl(site, { tokens: 'expire' })
    return image
  },
  'an image for another architecture': async ({ site }) =>
    (await pushStandIn(site, '2026.1.2', { platform: 'linux/arm64' })).image,
  'a config that OpenClaw refuses': ({ site, live }) => {
    editOnce(site, CONFIG, 'gateway: {', 'no_such_key: 1, gateway: {')
    return live.image
  },
  'more memory than its limit': ({ site, live }) => {
    editOnce(site, MANIFEST, 'limits: { memory: 2Gi }', 'limits: { memory: 256Mi }')
    editOnce(site, MANIFEST, 'memory: 1Gi', 'memory: 64Mi')
    return live.image
  },
  'an init container that fails': ({ site, live }) => {
    editOnce(site, MANIFEST, /command: \[sh, -c, cp .*\]/, 'command: [sh, -c, echo the disk is full of eels; exit 3]')
    return live.image
  },
  'a Secret that is missing': ({ site, live }) => {
    editOnce(site, MANIFEST, 'name: openclaw-secrets', 'name: no-such-secret')
    return live.image
  },
  'a key that the Secret does not have': ({ site, live }) => {
    const reference = '{ secretKeyRef: { name: openclaw-secrets, key: NO_SUCH_KEY } }'
    withEnv(site, `            - name: TOKEN\n              valueFrom: ${reference}\n`)
    return live.image
  },
  'a claim that never binds': ({ site, live }) => {
    editOnce(site, CLAIM, 'name: openclaw-data', 'name: openclaw-data-2')
    editOnce(site, CLAIM, 'storageClassName: longhorn', 'storageClassName: no-such-class')
    editOnce(site, MANIFEST, 'claimName: openclaw-data', 'claimName: openclaw-data-2')
    return live.image
  },
  'a volume that uid 1000 cannot write': ({ site, live }) => {
    // A fresh one: the first keeps the group that it was given once.
    editOnce(site, CLAIM, 'name: openclaw-data', 'name: openclaw-data-2')
    editOnce(site, MANIFEST, 'claimName: openclaw-data', 'claimName: openclaw-data-2')
    editOnce(site, MANIFEST, / {8}fsGroup: 1000\n {8}fsGroupChangePolicy: OnRootMismatch\n/, '')
    return live.image
  },
  'a node selector that no node has': ({ site, live }) => {
    editOnce(site, MANIFEST, 'kubernetes.io/arch: amd64', 'kubernetes.io/arch: amd64\n        disk: of-gold')
    return live.image
  },
  'a quota that leaves no room for the pod': ({ site, live }) => {
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'tight', namespace: site.namespace } }
    site.kubectlApply({ ...quota, spec: { hard: { 'requests.memory': '1100Mi' } } })
    editOnce(site, MANIFEST, 'memory: 1Gi', 'memory: 1200Mi')
    return live.image
  },
  'a startup probe that never passes': ({ site, live }) => {
    editOnce(site, MANIFEST, /failureThreshold: \d{3}/, 'failureThreshold: 5')
    withEnv(site, '            - name: STAND_IN\n              value: never-ready\n')
    return live.image
  },
  'a release that crashes': ({ site, live }) => {
    const crash = 'command: [node, -e, "console.error(\'full of eels\'); process.exit(1)"]'
    editOnce(site, MANIFEST, '          ports:\n', `          ${crash}\n          ports:\n`)
    return live.image
  },
}

/** The words of the one sentence that tell this fault from others. */
const words: Record<LabFault, RegExp> = {
  'a digest that does not exist': /sha256:0{64}/,
  'a pull that is denied': /denies access.*imagePullSecrets/s,
  // A node is not told more than "403": that a token of ECR ends is in the fix.
  'a pull token that has expired': /denies access.*12 hours/s,
  'an image for another architecture': /amd64|architecture|platform/,
  'a config that OpenClaw refuses': /78.*no_such_key/s,
  'more memory than its limit': /256Mi/,
  'an init container that fails': /copy-config.*eels/s,
  'a Secret that is missing': /no-such-secret/,
  'a key that the Secret does not have': /NO_SUCH_KEY/,
  'a claim that never binds': /openclaw-data-2.*no-such-class|no-such-class/s,
  'a volume that uid 1000 cannot write': /permission denied.*fsGroup/is,
  'a node selector that no node has': /node selector|nodeSelector|affinity/i,
  'a quota that leaves no room for the pod': /exceeded quota: tight/,
  'a startup probe that never passes': /startup/i,
  'a release that crashes': /eels/,
}

/** The lab has one registry, and its tokens end for everybody. */
const ALONE: readonly LabFault[] = ['a pull token that has expired']
/** Waits are idle, so a second one costs the machine little. */
const AT_ONCE = 3

async function strikeAndJudge(name: LabFault): Promise<void> {
  const { code, proof, within } = faultNamed(name)
  const home = await (proof === 'lab, real OpenClaw' ? openClawHome() : standInHome())
  const { site, live } = home
  try {
    const image = await strikes[name](home)
    const edited = site.read(MANIFEST)
    let applied = false
    let seenMs = 0
    let judgedMs = 0
    let recorder: Recorder | undefined
    const result = await deploy(site, image, { timeout: '4m' }, (line) => {
      applied ||= line.startsWith('Apply: ')
      if (applied) recorder ??= record(site, name, image)
      if (applied && seenMs === 0 && NEW_POD.test(line)) seenMs = performance.now()
      if (line.startsWith('Wait for the rollout: failed')) judgedMs = performance.now()
    })
    // The fault fired: it was applied, and the wait is what failed.
    expect([seenMs > 0, judgedMs > 0]).toEqual([true, true])
    expect(result.errors).toEqual([expect.stringMatching(words[name])])
    expect(result.errors[0]).toMatch(sentencePattern(faultNamed(name)))
    expect(result.outputs).toMatchObject({ 'failure-code': code, 'rolled-back': 'true' })
    expect((judgedMs - seenMs) / 1000).toBeLessThan(within ?? 0)
    // Whoever looks beside it sees the same; or the rollback, which follows at once.
    expect([code, OVERTAKEN]).toContain(await recorder?.end)
    // The old gateway is back, with its own image, and the file is as the user left it.
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: live.digest })])
    expect(site.read(MANIFEST)).toBe(edited)
    expectNoSecrets(result, site)
  } finally {
    if (name === 'a pull token that has expired') await ecrControl(site, { reset: true })
    site.remove()
  }
}

const titleOf = (name: LabFault) => `${name} (${faultNamed(name).proof})`

describe('after the apply', () => {
  const inLab = FAULTS.filter((fault: FaultEntry) => fault.proof !== 'constructed').map(({ name }) => name as LabFault)
  const together = inLab.filter((name) => !ALONE.includes(name))
  // Jest does not say which tests it will run, and those that it skips should not be begun either.
  const wanted = new RegExp(process.argv[process.argv.indexOf('-t') + 1] ?? '', 'i')
  const isWanted = (name: LabFault) => !process.argv.includes('-t') || wanted.test(`after the apply ${titleOf(name)}`)
  const judged = new Map<LabFault, Promise<void>>()

  beforeAll(() => {
    const queue = together.filter(isWanted)
    const settle = new Map(queue.map((name) => [name, Promise.withResolvers<void>()]))
    for (const [name, { promise }] of settle) {
      // Its own test tells of it.
      promise.catch(() => undefined)
      judged.set(name, promise)
    }
    const worker = async () => {
      for (let name = queue.shift(); name !== undefined; name = queue.shift())
        await strikeAndJudge(name).then(settle.get(name)?.resolve, settle.get(name)?.reject)
    }
    for (let workers = 0; workers < AT_ONCE; workers++) void worker()
  })
  afterAll(() => Promise.allSettled(judged.values()))

  for (const name of together) test(titleOf(name), () => judged.get(name), CASE_MS)
  // Begun only when the ones above are done.
  for (const name of ALONE) test(titleOf(name), () => strikeAndJudge(name), CASE_MS)
})

describe('what passes by itself is survived (stand-in)', () => {
  let home: Home
  beforeAll(async () => {
    home = await standInHome()
  })
  afterAll(() => home?.site.remove())

  test('a registry that answers 503 for 20 s', async () => {
    const { site } = home
    const { image, digest } = await pushStandIn(site, '2026.1.3')
    const down = { fault: { operation: 'registry:BatchGetImage', times: 1000, error: 'ServerException' } }
    await ecrControl(site, down)
    let recovery: NodeJS.Timeout | undefined
    let isBack = false
    let recorder: Recorder | undefined
    const result = await deploy(site, image, {}, (line) => {
      if (line.startsWith('Apply: ')) recorder = record(site, 'a registry that answers 503', image)
      // Counted from the first pull, so that it cannot be over before the node asks.
      if (/ pulls |ErrImagePull|ImagePullBackOff/.test(line))
        recovery ??= setTimeout(() => {
          isBack = true
          void ecrControl(site, { reset: true })
        }, 20_000)
    })
    clearTimeout(recovery)
    await ecrControl(site, { reset: true })
    // Nothing was pulled before the registry was back: whether the kubelet or containerd tried again, it had to wait.
    expect(isBack).toBe(true)
    expect(await recorder?.end).toBe('ready')
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
  })

  test('a pod that somebody deletes in the middle of the rollout', async () => {
    const { site } = home
    const { image, digest } = await pushStandIn(site, '2026.1.4')
    let deleted = ''
    let recorder: Recorder | undefined
    const result = await deploy(site, image, {}, (line) => {
      if (line.startsWith('Apply: ')) recorder = record(site, 'a pod that somebody deletes', image)
      const pod = /Pod (openclaw-\S+?):? /.exec(line)?.[1]
      if (deleted || !pod || !line.includes('not ready yet')) return
      deleted = pod
      site.kubectl('-n', site.namespace, 'delete', 'pod', pod, '--wait=false')
    })
    expect(deleted).not.toBe('')
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    expect(gatewayPods(site)[0]?.name).not.toBe(deleted)
    expect(await recorder?.end).toBe('ready')
  })

  test('an API server that is killed and comes back in the middle of the wait', async () => {
    const { site } = home
    const { image, digest } = await pushStandIn(site, '2026.1.5')
    let restart: Promise<void> | undefined
    let recorder: Recorder | undefined
    const result = await deploy(site, image, {}, (line) => {
      if (line.startsWith('Apply: ')) recorder = record(site, 'an API server that is killed', image)
      if (restart || !/old pod .* to stop/.test(line)) return
      restart = endService('kube-apiserver', 'SIGKILL', 10).then(() => withLock('up', up))
    })
    await restart
    expect(restart).toBeDefined()
    expect(result.log).toMatch(/cannot be reached.*waiting for it/)
    expect(result.log).toMatch(/The API server answers again/)
    expect(await recorder?.end).toBe('ready')
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
  })
})
