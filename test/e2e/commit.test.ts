// `commit: push` to a real bare remote, from a checkout as a job has it. On the stand-in, since git does not care what runs.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { Remote } from './remote.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'
import { expectNoSecrets, expectOneError, gatewayPods } from './support.ts'

const MANIFEST = 'manifests/deployment.yaml'

let site: Site
let remote: Remote
let nights = 0
beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-commit'), repository: fresh('e2e/commit') })
  remote = new Remote(site)
  expect((await night()).errors).toEqual([])
})
afterAll(() => {
  site?.remove()
  remote?.remove()
})

/** A new release, deployed from a fresh checkout. @param between once, while the run waits for the rollout */
async function night(between?: (standIn: StandIn) => void): Promise<ActionResult & { standIn: StandIn }> {
  remote.checkOut()
  const standIn = await pushStandIn(site, `2026.1.${++nights}`)
  let isDone = between === undefined
  const result = await site.deploy({
    with: { 'ecr-repository': '', image: standIn.image, rehearse: 'off', commit: 'push' },
    onLine: (line) => {
      if (isDone || !line.startsWith('::group::Wait for the rollout')) return
      isDone = true
      between?.(standIn)
    },
  })
  expectNoSecrets(result, site)
  return { ...result, standIn }
}

const inRemote = (...args: string[]) => remote.git(...args)
const tip = () => remote.tip(MANIFEST)
const pins = () => inRemote('log', '--format=%s', '--grep=^Pin ', 'main').split('\n')

test('push: exactly the pinned line, as a bot, from a checkout that is one commit deep', async () => {
  const before = pins().length
  const { errors, standIn, log } = await night()
  expect(errors).toEqual([])
  expect(tip()).toContain(standIn.digest)
  expect(pins()).toHaveLength(before + 1)
  expect(inRemote('log', '-1', '--format=%an', 'main')).toMatch(/bot/)
  expect(inRemote('log', '-1', '--format=%b', 'main')).toContain(standIn.digest)
  expect(log).toMatch(/on branch main|to main|branch main/)
})

test('a push in between is built upon', async () => {
  const { errors, standIn } = await night(() =>
    remote.somebody((path) => writeFileSync(path('notes.md'), 'mine\n'), 'Write something down'),
  )
  expect(errors).toEqual([])
  expect(tip()).toContain(standIn.digest)
  expect(inRemote('log', '-2', '--format=%s', 'main').split('\n')[1]).toBe('Write something down')
})

test('a rollback by hand in between stays, and the run says that the gateway is another', async () => {
  const old = /image: (\S+@sha256:\w+)/.exec(tip())?.[1] ?? ''
  const other = old.replace(/sha256:\w+$/, `sha256:${'a'.repeat(64)}`)
  const result = await night(() =>
    remote.somebody((path) => {
      const file = path(MANIFEST)
      writeFileSync(file, readFileSync(file, 'utf8').replace(old, other))
    }, 'Go back'),
  )
  expectOneError(result, /main/)
  expect(result.outputs['failure-code']).toBe('commit-conflict')
  expect(tip()).toContain(other)
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: result.standIn.digest })])
  remote.somebody((path) => {
    const file = path(MANIFEST)
    writeFileSync(file, readFileSync(file, 'utf8').replace(other, result.standIn.image))
  }, 'Take what is live')
})

test('a protected branch refuses the push, in its own words, and the gateway stays live', async () => {
  const hook = join(remote.path, 'hooks/pre-receive')
  writeFileSync(hook, '#!/bin/sh\necho "GH006: Protected branch update failed for refs/heads/main." >&2\nexit 1\n', {
    mode: 0o755,
  })
  const before = inRemote('rev-parse', 'main')
  const result = await night()
  rmSync(hook)
  expectOneError(result, /[Pp]rotected|rules/)
  expect(result.outputs['failure-code']).toBe('commit-protected')
  expect(inRemote('rev-parse', 'main')).toBe(before)
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true })])
})

test('all that was ever pinned is one line a commit', () => {
  const commits = inRemote('log', '--format=%H', '--grep=^Pin ', 'main').split('\n')
  expect(commits.length).toBeGreaterThanOrEqual(3)
  for (const commit of commits) expect(inRemote('show', '--numstat', '--format=', commit)).toBe(`1\t1\t${MANIFEST}`)
})
