// The main job on real parts: real OpenClaw from npm, a real Docker daemon, a registry that demands ECR's login, a
// real Kubernetes.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { cleanEnvironment } from '../../lab/environment.ts'
import type { ActionResult } from '../../lab/github-runner.ts'
import { JOB_TOKEN } from '../../lab/scanner/channels.ts'
import { findSecrets } from '../../lab/scanner/find.ts'
import { tracedHost } from '../../lab/scanner/witness.ts'
import { fresh, Site } from '../../lab/site.ts'
import { clusterState, ecrRequests, expectNoSecrets, filesBelow, gatewayPods, secretsOf } from './support.ts'

const REPOSITORY = fresh('e2e/deploy')
const MANIFEST = 'manifests/deployment.yaml'

describe('a deploy from nothing, and again', () => {
  let site: Site
  let first: ActionResult
  let before: string
  let requests: string[]
  // Of another step, and no business of Docker's.
  const jobToken = randomBytes(20).toString('base64url')

  beforeAll(async () => {
    site = await Site.create({ namespace: fresh('e2e-deploy'), repository: REPOSITORY })
    before = site.read(MANIFEST)
    requests = await ecrRequests(site, async () => {
      first = await site.deploy({ with: { lint: 'error' }, env: { GH_TOKEN: jobToken }, runner: tracedHost })
    })
  })
  afterAll(() => site?.remove())

  test('ends well and says what it did', () => {
    expect(first.errors).toEqual([])
    expect([first.exitCode, first.postExitCode]).toEqual([0, 0])
    expect(first.outputs).toMatchObject({
      decision: 'build',
      changed: 'true',
      verified: 'full',
      'manifest-changed': 'true',
    })
    expect(first.outputs['openclaw-version']).toMatch(/^20\d\d\.\d+\.\d+/)
    expect(first.summary).toContain(`✅ OpenClaw ${first.outputs['openclaw-version']} is live`)
    expect(first.summary).toContain(first.outputs.digest as string)
    expect(first.log).toContain('The lint has no findings')
  })

  test('the pod’s image is the digest in the manifest, in the registry and in the output', async () => {
    const digest = first.outputs.digest
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    expect(site.read(MANIFEST)).toContain(
      `image: ${site.env.LAB_ECR_REGISTRY}/${REPOSITORY}:${first.outputs.tag}@${digest}\n`,
    )
    expect(await site.digestInRegistry(first.outputs.tag as string)).toBe(digest)
  })

  test('the manifest differs in one line', () => {
    const now = site.read(MANIFEST).split('\n')
    const changed = before.split('\n').flatMap((line, index) => (line === now[index] ? [] : [line.trim()]))
    expect(now).toHaveLength(before.split('\n').length)
    expect(changed).toEqual([expect.stringMatching(/^image: .*:latest$/)])
  })

  test('Docker logged in to ECR for the push, after the build', () => {
    const pushing = requests.slice(requests.indexOf('GetAuthorizationToken'))
    expect(requests.slice(0, requests.indexOf('GetAuthorizationToken'))).toEqual([
      'DescribeRepositories',
      'DescribeImages',
      // Again before the push, since another run may have set the tag.
      'DescribeImages',
    ])
    // How often Docker asks in between is Docker's affair; the order is ours.
    expect([...new Set(pushing)]).toEqual([
      'GetAuthorizationToken',
      'registry:Login',
      'registry:PutImage',
      'DescribeImages',
    ])
    expect(requests.filter((name) => name === 'registry:PutImage')).toHaveLength(1)
  })

  test('the token was masked, and nothing secret is left anywhere', () => {
    expect(first.raw).toContain('::add-mask::')
    // The lab's ECR told it, so a missing mask would be seen.
    expect(first.masks.filter((value) => site.ecrPasswords.includes(value))).toHaveLength(1)
    expectNoSecrets(first, site, { [JOB_TOKEN]: jobToken })
    expect(filesBelow(first.temp)).toEqual([])
  })

  test('nor does Docker keep any beside the image: its history, its labels, the records of the build cache', () => {
    const env = { ...cleanEnvironment(), ...site.env }
    const image = (first.outputs.image as string).replace(/@.*/, '')
    const [history = '', inspect = '', cache = ''] = [
      ['history', '--no-trunc', image],
      ['image', 'inspect', image],
      ['buildx', 'du', '--verbose'],
    ].map((args) => execFileSync('docker', args, { env, encoding: 'utf8', stdio: 'pipe' }))
    expect(history).toContain('ENTRYPOINT')
    expect(inspect).toContain('openclaw-deploy.fingerprint')
    const texts = Object.entries({ history, inspect, cache }).map(([place, text]) => ({
      channel: 'Docker',
      place,
      text,
    }))
    expect(findSecrets(secretsOf(first, site, { [JOB_TOKEN]: jobToken }), texts)).toEqual([])
  })

  test('whoever looked on saw Docker log in by standard input', () => {
    const commands = first.seen?.executed.map(({ argv }) => argv.join(' ')) ?? []
    expect(commands).toContainEqual(expect.stringMatching(/docker buildx build /))
    expect(commands).toContainEqual(expect.stringMatching(/docker login --username AWS --password-stdin \S+$/))
  })

  test('the kubelet pulled with the pull secret, and cannot without it', async () => {
    const pod = (name: string, secrets: object[]) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: site.namespace },
      spec: {
        imagePullSecrets: secrets,
        // The same image by its tag and Always, so that the node has to ask the registry again.
        containers: [
          {
            name: 'pull',
            image: (first.outputs.image as string).replace(/@.*/, ''),
            imagePullPolicy: 'Always',
            command: ['true'],
          },
        ],
        restartPolicy: 'Never',
      },
    })
    const waitFor = (name: string, jsonpath: string) =>
      site.kubectl('-n', site.namespace, 'wait', `pod/${name}`, `--for=jsonpath=${jsonpath}`, '--timeout=10m')
    site.kubectlApply(pod('with-secret', [{ name: 'ecr-pull' }]))
    site.kubectlApply(pod('without-secret', []))
    waitFor('with-secret', '{.status.phase}=Succeeded')
    waitFor('without-secret', '{.status.containerStatuses[0].state.waiting.reason}=ErrImagePull')
  })

  test('a second run with nothing new builds nothing, restarts nothing and leaves the file alone', async () => {
    const pinned = site.read(MANIFEST)
    const state = clusterState(site)
    let second: ActionResult | undefined
    const asked = await ecrRequests(site, async () => {
      second = await site.deploy({ env: { DOCKER_HOST: 'unix:///nowhere.sock' } })
    })
    expect(second?.errors).toEqual([])
    expect(second?.outputs).toMatchObject({
      decision: 'nothing',
      changed: 'false',
      'manifest-changed': 'false',
      digest: first.outputs.digest,
    })
    expect(second?.outputs['previous-version']).toBe(first.outputs['openclaw-version'])
    expect(asked).not.toContain('GetAuthorizationToken')
    expect(clusterState(site)).toEqual(state)
    expect(site.read(MANIFEST)).toBe(pinned)
  })

  test('an image by digest is deployed without AWS or Docker', async () => {
    const result = await site.deploy({
      with: { 'ecr-repository': '', image: first.outputs.image as string },
      env: {
        DOCKER_HOST: 'unix:///nowhere.sock',
        AWS_REGION: undefined,
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_ENDPOINT_URL_ECR: undefined,
      },
    })
    expect(result.errors).toEqual([])
    expect(result.outputs).toMatchObject({
      decision: 'nothing',
      changed: 'false',
      verified: 'full',
      digest: first.outputs.digest,
    })
  })
})

describe('objects that kubectl applied from the client side', () => {
  let site: Site
  let result: ActionResult

  beforeAll(async () => {
    // The repository of the deploy above: its image is there, so this is about the takeover alone.
    site = await Site.create({ namespace: fresh('e2e-takeover'), repository: REPOSITORY })
    site.edit('manifests/configmap.yaml', (text) => text.replace('\ndata:\n', '\ndata:\n  gone-later: "1"\n'))
    site.kubectl('apply', '-f', site.path('manifests'))
    // Somebody else's field, which no manifest names.
    site.kubectl('-n', site.namespace, 'annotate', 'service', 'openclaw', 'example.com/by-hand=kept')
    site.edit('manifests/configmap.yaml', (text) => text.replace('  gone-later: "1"\n', ''))
    result = await site.deploy()
  })
  afterAll(() => site?.remove())

  test('are taken over without a conflict', () => {
    expect(result.errors).toEqual([])
    expect(result.outputs).toMatchObject({ decision: 'roll-out', changed: 'true', verified: 'full' })
  })

  test('lose no field of the manifest or of others, and the one that left the manifest', () => {
    const get = (kind: string, name: string) =>
      JSON.parse(site.kubectl('-n', site.namespace, 'get', kind, name, '-o', 'json', '--show-managed-fields'))
    expect(get('service', 'openclaw').metadata.annotations['example.com/by-hand']).toBe('kept')
    expect(Object.keys(get('configmap', 'openclaw-config').data)).toEqual(['openclaw.json'])
    const managers = get('deployment', 'openclaw').metadata.managedFields.map(
      ({ manager, operation }: Record<string, string>) => `${manager} ${operation}`,
    )
    expect(managers).toContain('openclaw-deploy Apply')
    expect(managers).not.toContain('kubectl-client-side-apply Update')
  })

  test('a field that somebody else owns is a conflict with the owner’s name, and the gateway stays', async () => {
    const patch = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'openclaw' },
      spec: { ports: [{ name: 'http', protocol: 'TCP', port: 18789, targetPort: 4711 }] },
    })
    site.kubectl(
      '-n',
      site.namespace,
      'patch',
      'service',
      'openclaw',
      '--field-manager=somebody',
      '--type=merge',
      '-p',
      patch,
    )
    const [pod] = gatewayPods(site)
    const conflict = await site.deploy()
    expect(conflict.exitCode).toBe(1)
    expect(conflict.errors).toEqual([
      expect.stringMatching(/service\.yaml:1.*Service e2e-takeover-\w+\/openclaw.*somebody/s),
    ])
    expect(conflict.outputs['failure-code']).toBe('apply-conflict')
    expect(gatewayPods(site)).toEqual([pod])
  })
})
