// Each thing that goes wrong is one error with cause and fix; nothing is applied, and the old gateway's pod stays the
// same one.

import { rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { relay } from './relay.ts'
import { clusterState, ecrControl, expectNoSecrets, expectOneError, filesBelow, soakTest } from './support.ts'

let site: Site
let before: unknown
let nobody: string
let files: Record<string, string>
const results: ActionResult[] = []

beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-failures'), repository: fresh('e2e/failures') })
  const good = await site.deploy({ with: { rehearse: 'off' } })
  expect(good.errors).toEqual([])
  nobody = await site.serviceAccountToken('nobody')
  before = clusterState(site)
  files = Object.fromEntries(
    filesBelow(site.path('manifests')).map((file) => [file, site.read(file.slice(site.workspace.length + 1))]),
  )
})
afterAll(() => site?.remove())

async function deploy(options: Parameters<Site['deploy']>[0] = {}): Promise<ActionResult> {
  const result = await site.deploy(options)
  results.push(result)
  return result
}

/** A build argument nobody reads makes a new fingerprint, so that the run has to build. */
const somethingNew = () => ({ 'build-args': `UNUSED=${performance.now()}` })

describe('a run that fails', () => {
  afterEach(() => {
    expect(clusterState(site)).toEqual(before)
    for (const [file, text] of Object.entries(files))
      expect([file, site.read(file.slice(site.workspace.length + 1))]).toEqual([file, text])
    for (const result of results.splice(0)) expectNoSecrets(result, site)
  })

  test('no Docker daemon', async () => {
    const env = { DOCKER_HOST: 'unix:///run/no-such-daemon.sock', RUNNER_WAIT_FOR_DOCKER_IN_SECONDS: '2' }
    expectOneError(
      await deploy({ with: somethingNew(), env }),
      /No Docker daemon answered at DOCKER_HOST=unix:\/\/\/run\/no-such-daemon\.sock within 2 s.*sidecar/s,
    )
  })

  describe('ECR refuses', () => {
    // Known to this file alone: others are at the lab's ECR too, and count what they ask there.
    const principal = { accessKeyId: 'AKIALABDENIED0000000', secretAccessKey: 'denied-secret-key' }
    const env = { AWS_ACCESS_KEY_ID: principal.accessKeyId, AWS_SECRET_ACCESS_KEY: principal.secretAccessKey }

    test('AccessDenied names the missing action', async () => {
      await ecrControl(site, { principal: { ...principal, deny: ['ecr:DescribeImages'] } })
      expectOneError(await deploy({ env }), /AWS denies ecr:DescribeImages in eu-central-1.*Allow ecr:DescribeImages/s)
    })
    test('expired credentials', async () => {
      await ecrControl(site, { principal: { ...principal, expired: true } })
      expectOneError(await deploy({ env }), /credentials have expired.*configure-aws-credentials/s)
    })
    soakTest('unknown access key', async () => {
      expectOneError(
        await deploy({ env: { ...env, AWS_ACCESS_KEY_ID: 'AKIANOBODYKNOWS00000' } }),
        /does not know the access key/,
      )
    })
    soakTest('wrong secret key', async () => {
      expectOneError(await deploy({ env: { AWS_SECRET_ACCESS_KEY: 'not-the-secret-key' } }), /secret key does not fit/)
    })
    test('no credentials', async () => {
      const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_EC2_METADATA_DISABLED: 'true' }
      expectOneError(await deploy({ env: none }), /no AWS credentials.*id-token: write/s)
    })
    test('RepositoryNotFound', async () => {
      expectOneError(
        await deploy({ with: { 'ecr-repository': 'e2e/nowhere', deployment: 'openclaw' } }),
        /ECR has no repository e2e\/nowhere in eu-central-1.*ecr-registry-id/s,
      )
    })
  })

  test('a version that npm does not have', async () => {
    expectOneError(
      await deploy({ with: { 'openclaw-version': '1999.1.1' } }),
      /npm has no release of openclaw for "1999\.1\.1"; latest is 20/,
    )
  })

  describe('the cluster', () => {
    test('unreachable', async () => {
      expectOneError(
        await deploy({ with: { kubeconfig: site.kubeconfigOf('some-token', 'https://127.0.0.1:1') } }),
        /API server at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/,
      )
    })
    test('401', async () => {
      expectOneError(
        await deploy({ with: { kubeconfig: site.kubeconfigOf('not-a-token') } }),
        /does not accept the credentials \(401/,
      )
    })
    test('403 lists every missing right, and the rules that grant it', async () => {
      expectOneError(
        await deploy({ with: { kubeconfig: site.kubeconfigOf(nobody) } }),
        /forbids this run \(403\) to .*get, patch, list and watch deployments\.apps openclaw, .*list, watch, create and delete pods, .*create deployments\.apps, .* in e2e-failures-\S+, which runs as system:serviceaccount:e2e-failures-\S+:nobody\. Grant .*# not needed with rehearse: off:/s,
      )
    })
  })

  describe('manifests', () => {
    const broken = (name: string, text: string) => {
      site.edit(`broken/${name}`, () => text)
      return { manifests: `broken/${name}` }
    }
    afterEach(() => rmSync(site.path('broken'), { recursive: true, force: true }))

    test('not YAML', async () => {
      expectOneError(
        await deploy({ with: broken('a.yaml', 'kind: Deployment\nmetadata:\n  name: "open\n') }),
        /broken\/a\.yaml:\d.*not valid YAML/s,
      )
    })
    test('without the image', async () => {
      const text = files[site.path('manifests/deployment.yaml')]?.replace(/^ *image: .*e2e\/failures.*\n/m, '') ?? ''
      expectOneError(
        await deploy({ with: { ...broken('b.yaml', text), container: 'openclaw' } }),
        /broken\/b\.yaml:\d+.*container openclaw has no image/s,
      )
    })
    test('two candidates', async () => {
      const text = files[site.path('manifests/deployment.yaml')] ?? ''
      expectOneError(
        await deploy({
          with: broken('c.yaml', `${text}---\n${text.replace('  name: openclaw\n', '  name: second\n')}`),
        }),
        /2 containers could be the gateway: openclaw\/openclaw .*second\/openclaw/s,
      )
    })
  })
})

describe('a run that can go on', () => {
  test('the Docker daemon comes 20 s late', async () => {
    const socket = join(tmpdir(), `late-docker-${process.pid}.sock`)
    let late: Server | undefined
    const opening = setTimeout(() => {
      late = relay({ path: (site.env.DOCKER_HOST ?? '').replace('unix://', '') }).listen(socket)
    }, 20_000)
    try {
      // What the image is then rolled out for is not the question.
      const inputs = { ...somethingNew(), 'dry-run': 'true' }
      const result = await deploy({ with: inputs, env: { DOCKER_HOST: `unix://${socket}` } })
      expect(result.errors).toEqual([])
      expect(result.log).toContain('Waiting for the Docker daemon at unix://')
      expect(result.outputs.decision).toBe('build')
      expect(await site.digestInRegistry(result.outputs.tag as string)).toBe(result.outputs.digest)
    } finally {
      clearTimeout(opening)
      late?.close()
    }
  })

  test('killed between check and push: no tag, no login left, and the next run builds it', async () => {
    const state = clusterState(site)
    const inputs = { ...somethingNew(), rehearse: 'off' }
    const killed = await deploy({
      with: inputs,
      onLine: (line, main) => {
        if (line.startsWith('Check the image:')) main.kill('SIGKILL')
      },
    })
    expect(killed.exitCode).toBe(137)
    expect(killed.postExitCode).toBe(0)
    expect(filesBelow(killed.temp)).toEqual([])
    expect(clusterState(site)).toEqual(state)

    const next = await deploy({ with: inputs })
    expect(next.errors).toEqual([])
    expect(next.outputs).toMatchObject({ decision: 'build', verified: 'full' })
    expect(await site.digestInRegistry(next.outputs.tag as string)).toBe(next.outputs.digest)
  })

  test('a rollout that is slower than its timeout says what it waited for, and the old gateway comes back', async () => {
    const manifest = site.read('manifests/deployment.yaml')
    // Nothing is wrong with this pod but its time; it stops when it is told to. The old one may take half a minute to go.
    site.edit('manifests/deployment.yaml', (text) => text.replace('rm -rf', 'trap exit TERM; sleep 600 & wait; rm -rf'))
    const edited = site.read('manifests/deployment.yaml')
    // The rehearsal would find the same, before anything is stopped.
    const result = await deploy({ with: { timeout: '150s', rehearse: 'off' } })
    expectOneError(result, /not ready within 150 s: .*copy-config/s)
    expect(result.outputs).toMatchObject({ 'failure-code': 'rollout-timeout', 'rolled-back': 'true' })
    expect(site.read('manifests/deployment.yaml')).toBe(edited)
    site.edit('manifests/deployment.yaml', () => manifest)
  })
})
