// Faults that strike after the apply: each is judged for what it is, in time, and the old gateway comes back. What is
// expected stands in fault-table.ts before the run; each case also proves that its fault really fired.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fresh, Site } from '../../lab/site.ts'
import { FAULTS, type FaultEntry, faultNamed, type LabFault, sentencePattern } from './fault-table.ts'
import { deploy, type Home, standInHome } from './home.ts'
import { OVERTAKEN, type Recorder, record } from './recorder.ts'
import { keepMeasured } from './reliability/measured.ts'
import { pushStandIn } from './stand-in.ts'
import { ecrControl, expectNoSecrets, gatewayPods, isShort, REAL, soakTest } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'
const CONFIG = 'manifests/configmap.yaml'
const CLAIM = 'manifests/pvc.yaml'
// What the wait says once the old pod is gone.
const NEW_POD = /^\[[^\]]+\] (?!.*(old pod|has not seen)).*(Pod|pod|Container|container|claim|quota) ?/
// Of a real rollout on two busy cores, both ways; each verdict has a bound of its own.
const CASE_MS = 600_000

async function openClawHome(): Promise<Home> {
  const site = await Site.create({ namespace: fresh('e2e-fault-real'), repository: REAL })
  const { errors, outputs } = await site.deploy()
  expect(errors).toEqual([])
  return { site, live: { image: outputs.image ?? '', digest: outputs.digest ?? '' } }
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
    await ecrControl(site, { expire: site.env.AWS_ACCESS_KEY_ID })
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
    editOnce(site, MANIFEST, /- rm -rf .*/, '- echo the disk is full of eels; exit 3')
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
    const seconds = (judgedMs - seenMs) / 1000
    expect(seconds).toBeLessThan(within ?? 0)
    // Whoever looks beside it sees the same; or the rollback, which follows at once.
    expect([code, OVERTAKEN]).toContain(await recorder?.end)
    // The old gateway is back, with its own image, and the file is as the user left it.
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: live.digest })])
    expect(site.read(MANIFEST)).toBe(edited)
    expectNoSecrets(result, site)
    const [said = ''] = words[name].exec(result.errors[0] ?? '') ?? []
    await keepMeasured(name, {
      verdict: code,
      seconds,
      fired: `applied; the wait ended with “${said.replace(/\s+/g, ' ')}”`,
    })
  } finally {
    site.remove()
  }
}

const titleOf = (name: LabFault) => `${name} (${faultNamed(name).proof})`

describe('after the apply', () => {
  const inLab = FAULTS.filter((fault: FaultEntry) => fault.proof !== 'constructed').map(({ name }) => name as LabFault)
  // Jest does not say which tests it will run, and those that it skips should not be begun either.
  const wanted = new RegExp(process.argv[process.argv.indexOf('-t') + 1] ?? '', 'i')
  const isLeftOut = (name: LabFault) => isShort && faultNamed(name).soak === true
  const isWanted = (name: LabFault) =>
    !isLeftOut(name) && (!process.argv.includes('-t') || wanted.test(`after the apply ${titleOf(name)}`))
  const testOf = (name: LabFault) => (faultNamed(name).soak ? soakTest : test)
  const judged = new Map<LabFault, Promise<void>>()

  beforeAll(() => {
    const queue = inLab.filter(isWanted)
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

  for (const name of inLab) testOf(name)(titleOf(name), () => judged.get(name), CASE_MS)
})
