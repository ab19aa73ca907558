// A rehearsal with a copy of the state asks no model, though the turn that an agent was in is in that copy. In Docker, where the
// gateway can be given the time that a rehearsal in the cluster mostly ends before: OpenClaw goes on some seconds after it is
// ready.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { parse } from 'yaml'
import { fresh, Site } from '../../lab/site.ts'
import { secluded } from '../../src/rollout/rehearsal/seclusion.ts'
import { runDocker, tryDocker } from './docker.ts'
import { Model } from './model.ts'
import { soakTest } from './support.ts'

const CONFIG = 'manifests/configmap.yaml'
const HOME = '/home/node'
const IS_STARTED = `fetch('http://127.0.0.1:18789/startupz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`

const model = new Model()
const volume = fresh('e2e-seclusion')
let site: Site
let configFolder: string
let image: string

const inDocker = (...args: string[]) => tryDocker(site, configFolder, args)
const docker = (...args: string[]) => runDocker(site, configFolder, args).trim()

/** Does something with a gateway that has started with what is in the volume, and kills it. */
async function whileItRuns(env: readonly { name: string; value?: unknown }[], work: (id: string) => Promise<void>) {
  const id = docker(
    // A state belongs to its host for minutes after a kill: see the lint rule state-lease-host.
    ...['run', '--detach', '--hostname=openclaw', `--volume=${volume}:${HOME}`, '--env=OPENCLAW_GATEWAY_TOKEN=a-test'],
    ...env.map(({ name, value }) => `--env=${name}=${value}`),
    image,
  )
  try {
    while (inDocker('exec', id, 'node', '-e', IS_STARTED).status !== 0) {
      expect(docker('inspect', '--format={{.State.Status}}', id)).toBe('running')
      await sleep(500)
    }
    await work(id)
  } finally {
    docker('rm', '--force', id)
  }
}

beforeAll(async () => {
  configFolder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-docker-'))
  site = await Site.create({ namespace: fresh('e2e-seclusion'), repository: fresh('e2e/seclusion') })
  site.edit(CONFIG, await model.listen(site))
  const { errors, outputs } = await site.deploy({ with: { 'dry-run': 'true' } })
  expect(errors).toEqual([])
  image = `${site.env.LAB_ECR_REGISTRY}/${site.repository}:${outputs.tag}`
  const { data } = parse(site.read(CONFIG)) as { data: Record<string, string> }
  const write = `mkdir ${HOME}/.openclaw && printenv CONFIG > ${HOME}/.openclaw/openclaw.json`
  docker(
    ...['run', '--rm', `--volume=${volume}:${HOME}`, `--env=CONFIG=${data['openclaw.json']}`],
    ...[image, 'sh', '-c', write],
  )
})
afterAll(async () => {
  model.close()
  if (image) docker('volume', 'rm', volume)
  rmSync(configFolder, { recursive: true, force: true })
  await site?.remove()
})

soakTest('a gateway that was killed in a turn goes on with it, and secluded asks no model', async () => {
  await whileItRuns([], async (id) => {
    docker('exec', '--detach', id, 'openclaw', 'agent', '--agent', 'main', '--message', 'Who says so?')
    await model.isAsked(1)
  })
  await whileItRuns([], () => model.isAsked(2))
  const { env = [] } = secluded({ name: 'openclaw' })
  await whileItRuns(env, async (id) => {
    while (!/model-fetch[^\n]*ECONNREFUSED/.test(inDocker('logs', id).written)) await sleep(500)
  })
  expect(model.timesAsked).toBe(2)
})
