// An upgrade from the release before to the latest, with a state that has something to lose: backed up, rehearsed on the copy,
// failed after the schema has moved, restored by the lines of docs/backup.md, and then done.

import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import semver from 'semver'
import { cleanEnvironment } from '../../lab/environment.ts'
import { fresh, Site, type StepOptions } from '../../lab/site.ts'
import { Device, type Refusal } from './device.ts'
import { ANSWER, Model } from './model.ts'
import { directEntrance } from './proxy.ts'
import { cutOff, expectPutAway } from './reliability/cut.ts'
import { CUTS } from './reliability/table.ts'
import { clusterState, expectNoSecrets, gatewayPods, REAL, soakTest } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'

function npmView<T>(...args: string[]): T {
  return JSON.parse(
    execFileSync('npm', ['view', ...args, '--json'], { encoding: 'utf8', env: cleanEnvironment() }),
  ) as T
}

const latest = npmView<string>('openclaw', 'dist-tags.latest')
const older = npmView<string[]>('openclaw', 'versions').filter(
  (each) => semver.prerelease(each) === null && semver.lt(each, latest),
)
const schemasOf = (version: string) => npmView<Record<string, number>>(`openclaw@${version}`, 'openclaw.schemaVersions')
const schemas = schemasOf(latest)
/** The one before, or where that shares the latest's schemas, the newest that does not: only such an upgrade has no way back. */
const previous = semver.rsort(older).find((each) => {
  const its = schemasOf(each)
  return Object.keys(schemas).some((name) => (its[name] ?? 0) < (schemas[name] ?? 0))
}) as string

let site: Site
let backups = ''
let file = ''
let previousImage = ''
const model = new Model()
const device = new Device()
beforeAll(async () => {
  backups = mkdtempSync(join(tmpdir(), 'openclaw-deploy-backups-'))
  site = await Site.create({ namespace: fresh('e2e-upgrade'), repository: REAL })
  site.edit('manifests/configmap.yaml', await model.listen(site))
  const { errors } = await site.deploy({ with: { 'openclaw-version': previous, rehearse: 'off' } })
  expect(errors).toEqual([])
  const { requestId } = (await connect()) as Refusal
  site.inGateway('openclaw', 'devices', 'approve', requestId ?? '')
  expect(await connect()).toMatchObject({ admitted: true })
})
afterAll(async () => {
  model.close()
  await site?.remove()
  rmSync(backups, { recursive: true, force: true })
})

const connect = () =>
  device.connect(directEntrance(site), { role: 'operator', scopes: ['operator.read'], token: site.gatewayToken })

const inGatewayMeanwhile = async (...command: string[]) => {
  const env = { ...cleanEnvironment(), ...site.env }
  const { stdout } = await promisify(execFile)('kubectl', site.execArgs(command), { env, timeout: 900_000 })
  return stdout
}

const version = () => /\d+\.\d+\.\d+/.exec(site.inGateway('openclaw', '--version'))?.[0]

const upgrade = (onLine?: StepOptions['onLine']) =>
  site.deploy({
    with: { 'openclaw-version': latest, backup: 'before-upgrade', 'backup-path': `${backups}/` },
    onLine,
  })

test('a gateway that is down is not upgraded, since it cannot be backed up', async () => {
  site.kubectl('-n', site.namespace, 'scale', 'deployment/openclaw', '--replicas=0')
  const result = await upgrade()
  expect(result.outputs['failure-code']).toBe('backup-failed')
  expect(result.errors.join()).toMatch(/The gateway is not ready, and only a gateway that runs can back up its state/)
  site.kubectl('-n', site.namespace, 'scale', 'deployment/openclaw', '--replicas=1')
  site.kubectl('-n', site.namespace, 'rollout', 'status', 'deployment/openclaw', '--timeout=10m')
})

// The next run is that of the test below.
for (const row of CUTS.filter(({ real }) => real)) {
  soakTest(row.name, async () => {
    const before = clusterState(site)
    const pinned = site.read(MANIFEST)
    const { cut, keep } = await cutOff(row, upgrade)
    expectPutAway(cut, site)
    expect(readdirSync(backups)).toEqual([])
    expect(clusterState(site)).toEqual(before)
    expect(site.read(MANIFEST)).toBe(pinned)
    await keep()
  })
}

test('a new version that is no good after it has moved the schema: no blind way back, and the backup is named', async () => {
  const written = site.read(MANIFEST)
  // Where it is not rehearsed it has another config than was deployed, as after a restore of its own: ready, and no good.
  const spoil = [
    'if [ -z "$OPENCLAW_SKIP_CHANNELS" ]; then cp "$OPENCLAW_CONFIG_PATH" "$OPENCLAW_CONFIG_PATH.clobbered.1" && sed -i s/haiku/other/ "$OPENCLAW_CONFIG_PATH"',
    'fi',
    'exec openclaw gateway',
  ].join('; ')
  site.edit(MANIFEST, (text) =>
    text.replace(/( +)ports:/, (line, indent) => `${indent}command: [sh, -c, ${JSON.stringify(spoil)}]\n${line}`),
  )
  const result = await upgrade()
  site.edit(MANIFEST, () => written)
  expectNoSecrets(result, site)
  file = result.outputs['backup-file'] ?? ''
  previousImage = result.outputs['previous-image'] ?? ''
  expect(file).toMatch(new RegExp(`^${backups}/openclaw-${site.namespace}-${previous}-`))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(result.log).toMatch(/Verified and brought to/)
  expect(result.log).toMatch(
    /Rehearsed on node \S+: OpenClaw \S+ starts with the new config and takes over a copy of the state/,
  )
  expect(result.log).not.toMatch(/the start with what is in volume/)
  expect(result.errors.join('\n')).toContain(`restore the backup ${file} (docs/backup.md)`)
  expect(result.outputs).toMatchObject({
    'failure-code': 'verify-failed',
    'previous-version': previous,
  })
  expect(result.outputs).not.toHaveProperty('rolled-back')
  expect(result.summary).toMatch(/^## ❌ OpenClaw \S+ is up and not proven, and the old gateway cannot be put back/)
  expect(result.summary).toContain(file)
  expect(version()).toBe(latest)
})

test('the restore as docs/backup.md has it: the old version is live, and the device is still paired', async () => {
  const text = readFileSync(new URL('../../docs/backup.md', import.meta.url), 'utf8')
  const [, restore = ''] = text.split('## Restore')
  const [, ...blocks] = [...restore.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block]) => block)
  execFileSync('bash', ['-e', '-c', blocks.join('\n')], {
    env: { ...cleanEnvironment(), ...site.env, NAMESPACE: site.namespace, BACKUP: file, OLD_IMAGE: previousImage },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  expect(version()).toBe(previous)
  expect(await connect()).toMatchObject({ admitted: true })
})

test('the upgrade, with an agent in its turn: backed up, rehearsed on the copy, and the device is still paired', async () => {
  const turn = inGatewayMeanwhile('openclaw', 'agent', '--agent', 'main', '--message', 'Who says so?')
  const early = turn.then((said) => Promise.reject(new Error(`the agent ended before its model was asked: ${said}`)))
  await Promise.race([model.isAsked(), early])
  // A gateway that is told to stop waits for its agents; a copy of its state has them where they were.
  const result = await upgrade((line) => {
    if (line.includes('Rehearsed on node')) model.answer()
  })
  // An upgrade that failed before has left the agent in its turn, and its own words come first.
  model.answer()
  expect(result.errors).toEqual([])
  expect(await turn).toContain(ANSWER)
  expect(model.timesAsked).toBe(1)
  expect(result.outputs).toMatchObject({
    verified: 'full',
    changed: 'true',
    'openclaw-version': latest,
    'previous-version': previous,
  })
  expect(result.log).toMatch(/takes over a copy of the state/)
  expect(result.summary).toMatch(/\d+ of the packages in the image changed[\s\S]*openclaw {2}\S+ → \S+/)
  expect(version()).toBe(latest)
  expect(await connect()).toMatchObject({ admitted: true })
  expect(gatewayPods(site)).toMatchObject([{ ready: true }])
  expect(site.inGateway('sh', '-c', 'ls -d /tmp/openclaw-deploy-backup-* 2>/dev/null || true').trim()).toBe('')
})
