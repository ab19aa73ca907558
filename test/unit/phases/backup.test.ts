import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Deployment } from '../../../src/kube/workloads.ts'
import { backUp } from '../../../src/phases/backup.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Outcome } from '../../../src/report/outcome.ts'
import type { Image, Run } from '../../../src/run.ts'
import { littlePod } from '../little-pod.ts'
import { deployment, IMAGE, OWNED } from '../rollout/rehearsal/gateway.ts'
import { commandNamed, DIGEST, OTHER_DIGEST, problemFrom, temporaryFolder } from '../support.ts'

const OPENCLAW = 'echo archive > "$6/x.tar.gz"; echo \'{"verified":true,"assets":[]}\''

interface Given {
  readonly backup?: 'off' | 'before-upgrade'
  readonly path?: string
  readonly version?: string | undefined
  readonly previous?: Partial<Outcome>
  readonly live?: Deployment | undefined
  /** As the manifests name the gateway’s. */
  readonly container?: string
  readonly isReady?: boolean
  /** Of the temporary folder that the container mounts. */
  readonly sizeLimit?: string
}

const OLD = deployment({}, { image: `repo/openclaw:old@${OTHER_DIGEST}` })
const BEFORE = { previousImage: `repo/openclaw:old@${OTHER_DIGEST}`, previousVersion: '2026.9.5' }

async function backingUp(given: Given) {
  const { backup = 'before-upgrade', path, previous = BEFORE, isReady = true, sizeLimit, container = 'gateway' } = given
  const live = 'live' in given ? given.live : OLD
  const version = 'version' in given ? given.version : '2026.9.6'
  const folder = temporaryFolder()
  const bin = commandNamed(join(folder, 'bin'), 'openclaw', OPENCLAW)
  const temp = temporaryFolder()
  const state = temporaryFolder()
  writeFileSync(join(state, 'openclaw.json'), '{}')
  const pod = {
    metadata: { name: 'openclaw-1', namespace: 'home', ...OWNED },
    spec: {
      volumes: [{ name: 'tmp', emptyDir: { ...(sizeLimit && { sizeLimit }) } }],
      containers: [{ name: 'gateway', volumeMounts: [{ name: 'tmp', mountPath: temp }] }],
    },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
  }
  const inside = { PATH: bin + delimiter + process.env.PATH, TMPDIR: temp, OPENCLAW_STATE_DIR: state }
  const { client } = await littlePod([inside], {
    '/api/v1/namespaces/home/pods': { items: [pod] },
  })
  const outcome = { reasons: [], ...previous } as Outcome
  const open: (string | undefined)[] = []
  const run = {
    inputs: { backup, ...(path !== undefined && { backupPath: path }) },
    surroundings: { workspace: folder, temp: join(folder, 'temp') },
    timeline: new Timeline(),
    outcome,
    onOpenFile: (path: string | undefined) => open.push(path),
  } as unknown as Run
  const target = {
    cluster: { client },
    namespace: 'home',
    workload: { container, deployment: 'openclaw', image: IMAGE },
  } as unknown as Target
  const plan = { others: [], gateway: { live, result: deployment() }, configs: [] } as unknown as Plan
  const image: Image = { reference: IMAGE, digest: DIGEST, version }
  return { folder, outcome, run, open, start: () => backUp(run, target, image, plan) }
}

describe('nothing is backed up', () => {
  test.each<[what: string, given: Given]>([
    ['unless it is asked for', { backup: 'off' }],
    ['for the first gateway', { live: undefined, previous: {} }],
    ['when the gateway would not restart', { live: deployment() }],
    ['for the same version', { version: '2026.9.5' }],
    ['for the same image', { previous: { previousImage: `else/openclaw@${DIGEST}` } }],
  ])('%s', async (_, given) => {
    const { start, run } = await backingUp(given)
    expect(await start()).toBeUndefined()
    expect(run.timeline.records).toEqual([])
  })
})

describe('the state is backed up', () => {
  test.each<[what: string, given: Given, name: RegExp]>([
    ['before another version', {}, /^openclaw-home-2026\.9\.5-\d{8}T\d{6}Z\.tar\.gz$/],
    ['before a version that nobody knows', { version: undefined }, /^openclaw-home-2026\.9\.5-/],
    ['from a version that nobody knows', { previous: { previousImage: 'x@y' } }, /^openclaw-home-\d{8}T\d{6}Z/],
  ])('%s, into the runner’s temporary folder', async (_, given, name) => {
    const { start, folder, outcome } = await backingUp(given)
    const backup = await start()
    const [file = ''] = readdirSync(join(folder, 'temp/openclaw-backup'))
    expect(file).toMatch(name)
    expect(backup?.file).toBe(join(folder, 'temp/openclaw-backup', file))
    expect(outcome.backup).toMatchObject({ file: backup?.file, bytes: 8 })
  })

  test('into a file that is named, with the folders above it', async () => {
    const { start, folder } = await backingUp({ path: 'a/b/one.tar.gz' })
    expect((await start())?.file).toBe(join(folder, 'a/b/one.tar.gz'))
  })

  test('and what is not whole is known to the post step meanwhile', async () => {
    const { start, folder, open } = await backingUp({ path: 'one.tar.gz' })
    await start()
    expect(open).toEqual([join(folder, 'one.tar.gz.partial'), undefined])
  })

  test('into a folder that is there', async () => {
    const { start, folder } = await backingUp({ path: 'backups' })
    mkdirSync(join(folder, 'backups'))
    await start()
    expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/^openclaw-home-/)])
  })
})

describe('the checkout does not say where credentials go:', () => {
  const leaving = { code: 'input-invalid', message: expect.stringMatching(/`backup-path` is .*out of the workspace/) }

  test.each(['../one.tar.gz', 'a/../../backups/'])('not to %s', async (path) => {
    expect(await problemFrom((await backingUp({ path })).start)).toMatchObject(leaving)
  })

  test.each(['backups', 'backups/', 'backups/one.tar.gz', 'backups/new/one.tar.gz'])(
    'not to %s, when a link leads out from there',
    async (path) => {
      const { start, folder } = await backingUp({ path })
      const outside = temporaryFolder()
      symlinkSync(outside, join(folder, 'backups'))
      expect(await problemFrom(start)).toMatchObject(leaving)
      expect(readdirSync(outside)).toEqual([])
    },
  )

  test('but the workflow does, by an absolute path', async () => {
    const path = join(temporaryFolder(), 'one.tar.gz')
    expect((await (await backingUp({ path })).start())?.file).toBe(path)
  })
})

test('another backup is never written over', async () => {
  const { start, folder } = await backingUp({ path: 'one.tar.gz' })
  writeFileSync(join(folder, 'one.tar.gz'), 'older')
  expect(await problemFrom(start)).toMatchObject({ code: 'input-invalid', fix: expect.stringMatching(/to a folder/) })
})

test('a gateway that is down is not upgraded', async () => {
  const { start, folder } = await backingUp({ isReady: false })
  expect(await problemFrom(start)).toMatchObject({
    code: 'backup-failed',
    message: 'The gateway is not ready, and only a gateway that runs can back up its state before the upgrade',
  })
  expect(existsSync(join(folder, 'temp'))).toBe(false)
})

test.each([
  ['what the pod may hold', 'gateway'],
  ['what its container may hold that the manifests rename', 'openclaw'],
])('%s bounds the backup', async (_, container) => {
  const { start, outcome } = await backingUp({ sizeLimit: '1', container })
  expect(await problemFrom(start)).toMatchObject({
    code: 'backup-failed',
    message: expect.stringMatching(/may need 2 B in .*, and 1 B are free/),
  })
  expect(outcome.backup).toBeUndefined()
})
