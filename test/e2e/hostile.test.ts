// What a checkout, a build's log and a runner without Docker may bring: each ends before the cluster is asked for a change.

import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fresh, Site } from '../../lab/site.ts'
import { clusterState, expectNoSecrets, expectOneError } from './support.ts'

let site: Site
let elsewhere: string
beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-hostile'), repository: fresh('e2e/hostile') })
  elsewhere = mkdtempSync(join(tmpdir(), 'openclaw-deploy-elsewhere-'))
})
afterAll(() => {
  site?.remove()
  rmSync(elsewhere, { recursive: true, force: true })
})

test('a manifest that is a link out of the checkout is neither applied nor pinned', async () => {
  const before = clusterState(site)
  const theirs = join(elsewhere, 'deployment.yaml')
  const text = site.read('manifests/deployment.yaml')
  writeFileSync(theirs, text)
  const link = join(site.workspace, 'manifests/deployment.yaml')
  rmSync(link)
  symlinkSync(theirs, link)
  try {
    const result = await site.deploy()
    expectOneError(result, /manifests\/deployment\.yaml.*out of the workspace/)
    expect(result.outputs['failure-code']).toBe('input-invalid')
    expect(readFileSync(theirs, 'utf8')).toBe(text)
    expect(clusterState(site)).toEqual(before)
  } finally {
    rmSync(link)
    writeFileSync(link, text)
  }
})

test('a build cannot speak to the runner, so that the masks after it are obeyed', async () => {
  const dockerfile = site.read('Dockerfile')
  const said = ['::stop-commands::x', '##[stop-commands]x', 'in the midst ##[add-mask]e']
  const script = `printf '%s\\n' ${said.map((line) => `'${line}'`).join(' ')}; exit 3`
  writeFileSync(join(site.workspace, 'Dockerfile'), `ARG BASE_IMAGE\nFROM \${BASE_IMAGE}\nRUN ${script}\n`)
  try {
    const result = await site.deploy()
    expect(result.outputs['failure-code']).toBe('build-failed')
    expect(result.raw).toContain('## [stop-commands]x')
    // The error quotes them, and is a command itself: the runner looks for no second one in its line.
    const lines = result.raw.split('\n').filter((line) => !line.startsWith('::error'))
    expect(lines.filter((line) => /^\s*::(stop-commands|add-mask::e$)|##\[/.test(line))).toEqual([])
    expectNoSecrets(result, site)
  } finally {
    writeFileSync(join(site.workspace, 'Dockerfile'), dockerfile)
  }
})

describe('ARC’s containerMode kubernetes', () => {
  // As its hooks leave a runner and a job's pod; this host's own daemon is the lab's, elsewhere than /var/run.
  const env = { DOCKER_HOST: undefined, ACTIONS_RUNNER_CONTAINER_HOOKS: '/home/runner/k8s/index.js' }

  test('has no Docker for a build, which is said at once, with the ways out', async () => {
    const before = clusterState(site)
    const result = await site.deploy({ env })
    expectOneError(result, /containerMode kubernetes .* no Docker daemon.*containerMode: dind.*`image`/s)
    expect(result.outputs['failure-code']).toBe('docker-unavailable')
    expect(result.log).not.toContain('Waiting for the Docker daemon')
    expect(result.durationMs).toBeLessThan(60_000)
    expect(clusterState(site)).toEqual(before)
  })

  test('is no hindrance when a daemon answers', async () => {
    const { DOCKER_HOST } = site.env
    const result = await site.deploy({ env: { ...env, DOCKER_HOST }, with: { 'dry-run': 'true' } })
    expect(result.errors).toEqual([])
    expect(result.outputs.decision).toBe('build')
  })
})
