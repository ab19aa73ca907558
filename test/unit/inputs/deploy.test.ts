import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import { readSurroundings } from '../../../src/inputs/common.ts'
import { parseInputs } from '../../../src/inputs/deploy.ts'
import { parseDuration } from '../../../src/inputs/reader.ts'
import { outputsOf } from '../../../src/report/outcome.ts'
import { DIGEST, maskedBy, problemFrom, problemsFrom } from '../support.ts'

const action = parse(readFileSync(new URL('../../../action.yml', import.meta.url), 'utf8')) as {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>
  outputs: Record<string, { description: string }>
}

const AWS = { AWS_REGION: 'eu-central-1' }
const MINIMAL = { manifests: 'k8s', 'ecr-repository': 'k3s-homelab/openclaw' }

function inputs(given: Record<string, string>, env: Record<string, string> = AWS) {
  return parseInputs((name) => given[name] ?? '', env)
}

test('a build argument of several lines is a mistake that repeats none of them: it may be a key', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQhunter22\nhunter22\n-----END PRIVATE KEY-----'
  const problems = await problemsFrom(() => inputs({ ...MINIMAL, 'build-args': `A=1\n\nKEY=${key}` }))
  expect(problems.map(({ message }) => message)).toEqual(
    [4, 5, 6].map((line) => `Line ${line} of \`build-args\` is not NAME=value`),
  )
  expect(JSON.stringify(problems)).not.toContain('hunter22')
})

describe('the contract with action.yml', () => {
  test('every input of action.yml is read, and no other', () => {
    const read = new Set<string>()
    for (const given of [MINIMAL, { manifests: 'k8s', image: `r/o@${DIGEST}` }] as Record<string, string>[])
      parseInputs((name) => {
        read.add(name)
        return given[name] ?? ''
      }, AWS)
    expect([...read].sort()).toEqual(Object.keys(action.inputs).sort())
  })

  test('every output of action.yml is set when all is known, and no other', () => {
    const outputs = outputsOf({
      image: 'i',
      digest: 'd',
      tag: 't',
      openclawVersion: 'v',
      previousImage: 'p',
      previousVersion: 'w',
      decision: 'build',
      reasons: [],
      objects: [],
      verified: 'full',
      manifestChanged: false,
      outage: { steps: [], isOngoing: false },
      pairing: { kind: 'list', looked: true, pending: [], paired: [], approved: [] },
      rolledBack: true,
      backup: { file: '/b', bytes: 1, sha256: 'ab' },
      problems: [{ code: 'internal', message: 'm', fix: 'f' }],
    })
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort())
  })

  test("the defaults of action.yml are those of the code, so that `with: timeout: ''` is no surprise", () => {
    const defaults = Object.fromEntries(
      Object.entries(action.inputs).flatMap(([name, { default: value }]) =>
        value === undefined ? [] : [[name, value]],
      ),
    )
    expect(defaults).toMatchObject({ timeout: '10m', 'openclaw-version': 'latest' })
    expect(inputs({ ...defaults, ...MINIMAL })).toEqual(inputs(MINIMAL))
  })

  test('the inputs without which nothing works are marked as required', () => {
    const required = Object.keys(action.inputs).filter((name) => action.inputs[name]?.required)
    expect(required).toEqual(['manifests'])
  })
})

describe('a valid `with:`', () => {
  test('has defaults for all but manifests and the repository', () => {
    expect(inputs(MINIMAL)).toEqual({
      manifests: ['k8s'],
      source: {
        kind: 'build',
        ecrRepository: 'k3s-homelab/openclaw',
        awsRegion: 'eu-central-1',
        createRepository: false,
        versionSpec: 'latest',
        minAgeMs: 0,
        dockerfile: 'Dockerfile',
        context: '.',
        buildArgs: [],
      },
      workload: {},
      cluster: {},
      timeoutMs: 600_000,
      dryRun: false,
      rollback: true,
      secrets: { kind: 'apply', ageKeys: '' },
      rehearse: 'on',
      lint: 'error',
      force: false,
      lock: 'wait',
      onDrift: 'repair',
      backup: 'off',
      pullSecret: 'check',
      commit: 'off',
      pairing: { kind: 'off' },
    })
  })

  test('may set everything', () => {
    expect(
      inputs({
        manifests: '\n k8s/*.yaml \r\n\n  extra.yaml\n',
        'ecr-repository': 'openclaw',
        'aws-region': ' us-gov-west-1 ',
        'ecr-registry-id': '123456789012',
        'create-repository': 'true',
        'openclaw-version': '~2026.9.0',
        'min-age': '72',
        dockerfile: 'docker/Dockerfile',
        context: 'docker',
        'build-args': 'PLUGINS=a,b\nEMPTY=\nURL=https://host/?a=b',
        'base-image': 'node:24-bookworm',
        namespace: 'home',
        deployment: 'openclaw',
        container: 'gateway',
        kubeconfig: '/kube/config',
        'kube-context': 'k3s',
        timeout: '90s',
        lock: 'fail',
      }),
    ).toEqual({
      manifests: ['k8s/*.yaml', 'extra.yaml'],
      source: {
        kind: 'build',
        ecrRepository: 'openclaw',
        awsRegion: 'us-gov-west-1',
        registryId: '123456789012',
        createRepository: true,
        versionSpec: '~2026.9.0',
        minAgeMs: 259_200_000,
        dockerfile: 'docker/Dockerfile',
        context: 'docker',
        buildArgs: [
          ['PLUGINS', 'a,b'],
          ['EMPTY', ''],
          ['URL', 'https://host/?a=b'],
        ],
        baseImage: 'node:24-bookworm',
      },
      workload: { namespace: 'home', deployment: 'openclaw', container: 'gateway' },
      cluster: { kubeconfig: '/kube/config', context: 'k3s' },
      timeoutMs: 90_000,
      dryRun: false,
      rollback: true,
      secrets: { kind: 'apply', ageKeys: '' },
      rehearse: 'on',
      lint: 'error',
      force: false,
      lock: 'fail',
      onDrift: 'repair',
      backup: 'off',
      pullSecret: 'check',
      commit: 'off',
      pairing: { kind: 'off' },
    })
  })

  test('with an image needs neither a repository nor a region', () => {
    expect(inputs({ manifests: 'k8s', image: `ghcr.io/o/openclaw:1@${DIGEST}` }, {}).source).toEqual({
      kind: 'image',
      image: `ghcr.io/o/openclaw:1@${DIGEST}`,
    })
  })

  test('keeps the region for a pull secret of an image from ECR', () => {
    expect(inputs({ manifests: 'k8s', image: `r/o@${DIGEST}`, 'pull-secret': 'refresh' })).toMatchObject({
      source: { kind: 'image', awsRegion: 'eu-central-1' },
      pullSecret: 'refresh',
    })
  })

  test('prefers the input `aws-region` to AWS_REGION', () => {
    expect(inputs({ ...MINIMAL, 'aws-region': 'ap-southeast-2' }).source).toMatchObject({ awsRegion: 'ap-southeast-2' })
  })

  test.each([
    'us-east-1',
    'eu-central-1',
    'ap-southeast-7',
    'mx-central-1',
    'us-gov-east-1',
    'cn-northwest-1',
    'us-iso-east-1',
    'us-isob-east-1',
    'eusc-de-east-1',
  ])('knows the region %s', (region) => {
    expect(inputs({ ...MINIMAL, 'aws-region': region }).source).toMatchObject({ awsRegion: region })
  })

  test('keeps a kubeconfig given as content byte for byte', () => {
    const content = '\napiVersion: v1\nclusters: []\n'
    expect(inputs({ ...MINIMAL, kubeconfig: content }).cluster.kubeconfig).toBe(content)
  })
})

describe('a wrong input', () => {
  test.each<[what: string, given: Record<string, string>, message: RegExp]>([
    ['no manifests', { ...MINIMAL, manifests: ' \n ' }, /`manifests` is not set/],
    ['neither repository nor image', { manifests: 'k8s' }, /Neither `ecr-repository` nor `image`/],
    ['both repository and image', { ...MINIMAL, image: `r/o@${DIGEST}` }, /Both `image` and `ecr-repository`/],
    ['an image without digest', { manifests: 'k8s', image: 'ghcr.io/o/openclaw:latest' }, /`image` is "ghcr.io/],
    ['an image with a short digest', { manifests: 'k8s', image: 'r/o@sha256:abc' }, /`image` is/],
    ['a repository with a host', { ...MINIMAL, 'ecr-repository': 'host.io:5000/openclaw' }, /`ecr-repository` is/],
    [
      'a repository with its ECR registry',
      { ...MINIMAL, 'ecr-repository': '123456789012.dkr.ecr.eu-central-1.amazonaws.com/home/openclaw' },
      /`ecr-repository` is "123456789012\S+", which has a registry before/,
    ],
    ['a repository in capitals', { ...MINIMAL, 'ecr-repository': 'OpenClaw' }, /`ecr-repository` is "OpenClaw"/],
    ['a repository with a tag', { ...MINIMAL, 'ecr-repository': 'openclaw:1' }, /`ecr-repository` is/],
    ['a repository with a slash at its end', { ...MINIMAL, 'ecr-repository': 'a/' }, /`ecr-repository` is/],
    ['a region that is none', { ...MINIMAL, 'aws-region': 'Frankfurt' }, /`aws-region` is "Frankfurt"/],
    ['an account id of 11 digits', { ...MINIMAL, 'ecr-registry-id': '12345678901' }, /`ecr-registry-id` is/],
    [
      'a build argument without =',
      { ...MINIMAL, 'build-args': 'A=1\nNAME' },
      /Line 2 of `build-args` is not NAME=value/,
    ],
    ['a build argument with a wrong name', { ...MINIMAL, 'build-args': '1A=x' }, /Line 1 of `build-args` is not/],
    ['a build argument of the action', { ...MINIMAL, 'build-args': 'BASE_IMAGE=x' }, /sets BASE_IMAGE/],
    ['OPENCLAW_VERSION', { ...MINIMAL, 'build-args': 'OPENCLAW_VERSION=1' }, /sets OPENCLAW_VERSION/],
    ['OPENCLAW_INTEGRITY', { ...MINIMAL, 'build-args': 'OPENCLAW_INTEGRITY=1' }, /sets OPENCLAW_INTEGRITY/],
    [
      'a min-age with a unit',
      { ...MINIMAL, 'min-age': '72h' },
      /`min-age` is "72h", which is not a whole number of hours/,
    ],
    ['a negative min-age', { ...MINIMAL, 'min-age': '-1' }, /`min-age` is "-1"/],
    ['a namespace in capitals', { ...MINIMAL, namespace: 'Home' }, /`namespace` is "Home"/],
    ['a deployment with a slash', { ...MINIMAL, deployment: 'deployment/openclaw' }, /`deployment` is/],
    ['a container with an underscore', { ...MINIMAL, container: 'a_b' }, /`container` is/],
    ['a secrets that is neither', { ...MINIMAL, secrets: 'off' }, /`secrets` is "off"/],
    ['a rehearsal that is neither', { ...MINIMAL, rehearse: 'true' }, /`rehearse` is "true"/],
    ['a commit that is neither', { ...MINIMAL, commit: 'true' }, /`commit` is "true", which is not `off` or `push`/],
    ['a pull-secret that is neither', { ...MINIMAL, 'pull-secret': 'on' }, /`pull-secret` is "on"/],
    ['a lint that is neither', { ...MINIMAL, lint: 'on' }, /`lint` is "on"/],
    ['a lock that is none of the words', { ...MINIMAL, lock: 'on' }, /`lock` is "on"/],
    ['a force that is neither', { ...MINIMAL, force: 'yes' }, /`force` is "yes"/],
    ['a timeout without unit', { ...MINIMAL, timeout: '600' }, /`timeout` is "600"/],
  ])('%s is one problem that names the input and the fix', async (_, given, message) => {
    const problem = await problemFrom(() => inputs(given))
    expect(problem).toMatchObject({ code: 'input-invalid', message: expect.stringMatching(message) })
    expect(problem.fix).toMatch(/\S/)
  })

  test('no region anywhere is told with the step that sets it', async () => {
    const problem = await problemFrom(() => inputs(MINIMAL, {}))
    expect(problem).toMatchObject({ message: 'No AWS region is known', fix: expect.stringContaining('configure-aws') })
  })

  test('a build argument never shows its value, which may be a secret', async () => {
    const problem = await problemFrom(() => inputs({ ...MINIMAL, 'build-args': '-TOKEN=hunter2' }))
    expect(JSON.stringify(problem)).not.toContain('hunter2')
  })

  test('does not hide the others: all are told at once', async () => {
    const problems = await problemsFrom(() =>
      inputs({ image: 'x', 'aws-region': 'x', 'build-args': 'x\nBASE_IMAGE=1', namespace: 'X', timeout: 'x' }),
    )
    expect(problems.map(({ message }) => /`([\w-]+)`/.exec(message)?.[1])).toEqual([
      'manifests',
      'image',
      'aws-region',
      'build-args',
      'build-args',
      'namespace',
      'timeout',
    ])
  })
})

describe('parseDuration', () => {
  test.each<[text: string, milliseconds: number | undefined]>([
    ['90s', 90_000],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['0h1m', 60_000],
    ['0s', 0],
    ['99999999999999999999h', undefined],
    ['10', undefined],
    ['10 m', undefined],
    ['-5m', undefined],
    ['1.5h', undefined],
    ['500ms', undefined],
    ['10M', undefined],
    ['m', undefined],
    ['', undefined],
    ['10m\n', undefined],
  ])('%j is %p ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds)
  })

  test('adds up hours, minutes and seconds', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(99), fc.nat(99), (h, m, s) => {
        expect(parseDuration(`${h}h${m}m${s}s`)).toBe(((h * 60 + m) * 60 + s) * 1000)
      }),
    )
  })
})

describe('readSurroundings', () => {
  test('takes what the runner sets', () => {
    expect(
      readSurroundings(
        {
          GITHUB_WORKSPACE: '/w',
          RUNNER_TEMP: '/t',
          RUNNER_WAIT_FOR_DOCKER_IN_SECONDS: '30',
          DOCKER_HOST: 'tcp://d:1',
          DOCKER_HUB_MIRROR: 'mirror:5000',
          NODE_EXTRA_CA_CERTS: '/ca.pem',
        },
        '/cwd',
      ),
    ).toMatchObject({
      workspace: '/w',
      temp: '/t',
      dockerWaitMs: 30_000,
      dockerHost: 'tcp://d:1',
      dockerHubMirror: 'mirror:5000',
      extraCaFile: '/ca.pem',
    })
  })

  test('masks a login in the mirror’s address', async () => {
    const masked = await maskedBy(() =>
      readSurroundings({ DOCKER_HUB_MIRROR: 'https://ci:hunter%4022@mirror' }, '/cwd'),
    )
    expect(masked).toEqual(expect.arrayContaining(['ci:hunter%4022', 'hunter@22', btoa('ci:hunter@22')]))
  })

  test.each<[env: Record<string, string>, name: string]>([
    [{ GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '2' }, 'a/b run 7 attempt 2'],
    [{ GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' }, 'a/b run 7'],
    [{}, 'a run outside GitHub'],
  ])('calls the run by what others can find it by: %j', (env, runName) => {
    expect(readSurroundings(env, '/cwd')).toMatchObject({ runName })
  })

  const HOOKS = '/home/runner/k8s/index.js'
  const API = { KUBERNETES_SERVICE_HOST: '10.43.0.1' }
  test.each<[where: string, env: Record<string, string>, daemonless: boolean]>([
    ['a runner with the hooks of kubernetes mode', { ACTIONS_RUNNER_CONTAINER_HOOKS: HOOKS, ...API }, true],
    ['one without volumes', { ACTIONS_RUNNER_CONTAINER_HOOKS: '/home/runner/k8s-novolume/index.js' }, true],
    ['the pod of a job’s container', { RUNNER_TEMP: '/__w/_temp', ...API }, true],
    ['one with a daemon elsewhere', { RUNNER_TEMP: '/__w/_temp', DOCKER_HOST: 'tcp://d:1', ...API }, false],
    ['a runner with hooks of its own', { ACTIONS_RUNNER_CONTAINER_HOOKS: '/opt/podman/index.js', ...API }, false],
    ['a runner with a sidecar', { RUNNER_TEMP: '/home/runner/_work/_temp', DOCKER_HOST: 'unix:///s', ...API }, false],
    ['one whose template names no DOCKER_HOST', { RUNNER_TEMP: '/home/runner/_work/_temp', ...API }, false],
    ['a job’s container that Docker runs', { RUNNER_TEMP: '/__w/_temp' }, false],
  ])('%s', (_, env, daemonless) => {
    expect(readSurroundings(env, '/cwd').daemonless).toBe(daemonless)
  })

  test.each([undefined, '', 'soon', '0', '-1'])('waits two minutes for Docker when ARC sets %p', (seconds) => {
    expect(readSurroundings({ RUNNER_WAIT_FOR_DOCKER_IN_SECONDS: seconds }, '/cwd')).toMatchObject({
      workspace: '/cwd',
      dockerWaitMs: 120_000,
      dockerHost: 'unix:///var/run/docker.sock',
    })
  })
})
