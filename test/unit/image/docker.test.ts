import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Docker, type Pushed } from '../../../src/image/docker.ts'
import { after, DIGEST, printedBy, problemFrom, temporaryFolder } from '../support.ts'

/**
 * A `docker` on PATH that notes its arguments, standard input and environment in files, then does what the script
 * says. In the script, `$state` is a folder of its own.
 */
function fakeDocker(script: string, env: Record<string, string> = {}) {
  const bin = temporaryFolder()
  const state = temporaryFolder()
  const configFolder = temporaryFolder()
  writeFileSync(
    join(bin, 'docker'),
    `#!/bin/sh
state='${state}'
for argument in "$@"; do printf '%s\\n' "$argument" >> "$state/argv"; done
env > "$state/env"
${script}
`,
  )
  chmodSync(join(bin, 'docker'), 0o755)
  // @actions/exec looks for the tool on the PATH of its own process.
  const path = process.env.PATH
  process.env.PATH = `${bin}:${path}`
  after(() => {
    process.env.PATH = path
  })
  const note = (name: string) => (existsSync(join(state, name)) ? readFileSync(join(state, name), 'utf8') : '')
  const docker = new Docker(configFolder, 'tcp://dind:2376', { ...process.env, ...env })
  return { docker, note, argv: () => note('argv').trimEnd().split('\n'), configFolder }
}

describe('waiting for the daemon', () => {
  test('ends when it answers, also when it comes late', async () => {
    const { docker } = fakeDocker(
      'if [ -e "$state/up" ]; then echo 29.1.0; else touch "$state/up"; echo "Cannot connect to the Docker daemon" >&2; exit 1; fi',
    )
    const said: string[] = []
    await docker.waitForDaemon(10_000, (line) => said.push(line))
    expect(said).toEqual([
      'Waiting for the Docker daemon at tcp://dind:2376: Cannot connect to the Docker daemon',
      'Docker 29.1.0 answers at tcp://dind:2376',
    ])
  })

  test('at its deadline names DOCKER_HOST and what Docker said', async () => {
    const { docker } = fakeDocker('echo "Cannot connect to the Docker daemon" >&2; exit 1')
    expect(await problemFrom(() => docker.waitForDaemon(1, () => {}))).toMatchObject({
      code: 'docker-unavailable',
      message: expect.stringMatching(/DOCKER_HOST=tcp:\/\/dind:2376.*: Cannot connect to the Docker daemon$/),
    })
  })

  test('does not take a client without daemon for one', async () => {
    const { docker } = fakeDocker('echo; exit 0')
    expect(await problemFrom(() => docker.waitForDaemon(1, () => {}))).toMatchObject({ code: 'docker-unavailable' })
  })

  test('keeps its deadline when Docker itself hangs', async () => {
    const { docker } = fakeDocker('exec sleep 5')
    const start = performance.now()
    expect(await problemFrom(() => docker.waitForDaemon(300, () => {}))).toMatchObject({
      code: 'docker-unavailable',
      message: expect.stringMatching(/no answer within 2 s$/),
    })
    expect(performance.now() - start).toBeLessThan(3_000)
  }, 8_000)

  test('says so when there is no docker at all', async () => {
    const path = process.env.PATH
    after(() => {
      process.env.PATH = path
    })
    process.env.PATH = temporaryFolder()
    const docker = new Docker(temporaryFolder(), 'unix:///x', process.env)
    expect(await problemFrom(() => docker.waitForDaemon(1, () => {}))).toMatchObject({
      code: 'docker-unavailable',
      message: expect.stringContaining('The docker command cannot be run'),
      fix: expect.stringContaining('runner image'),
    })
  })
})

test('Docker sees its own configuration folder and none of the job’s credentials', async () => {
  const { docker, note, configFolder } = fakeDocker('true', {
    AWS_SECRET_ACCESS_KEY: 'aws-secret',
    INPUT_KUBECONFIG: 'kube-secret',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc-secret',
    KUBECONFIG: '/kube-secret',
    SOPS_AGE_KEY: 'age-secret',
    HTTPS_PROXY: 'http://proxy:3128',
  })
  await docker.run(['ps'])
  expect(note('env')).toContain(`DOCKER_CONFIG=${configFolder}\n`)
  expect(note('env')).toContain('HTTPS_PROXY=http://proxy:3128\n')
  expect(note('env')).not.toContain('-secret')
})

describe('the login', () => {
  const login = { registry: '1.dkr.ecr.eu-central-1.amazonaws.com', username: 'AWS', password: 'hunter22-hunter22' }

  test('gives the password by standard input, never as an argument, and prints none of it', async () => {
    const { docker, note, argv } = fakeDocker('cat > "$state/stdin"; echo "Login Succeeded"')
    const printed = await printedBy(() => docker.login(login))
    expect(note('stdin')).toBe(login.password)
    expect(argv()).toEqual(['login', '--username', 'AWS', '--password-stdin', login.registry])
    expect(note('env') + printed).not.toContain(login.password)
  })

  test('that is refused says what Docker said', async () => {
    const { docker } = fakeDocker('cat > /dev/null; echo "Error response from daemon: denied" >&2; exit 1')
    expect(await problemFrom(() => docker.login(login))).toMatchObject({
      code: 'docker-login',
      message: `Docker could not log in to ${login.registry}: Error response from daemon: denied`,
    })
  })
})

describe('the build', () => {
  const request = {
    dockerfilePath: '/w/Dockerfile',
    contextPath: '/w',
    platform: 'linux/amd64',
    image: 'repo:tag',
    buildArgs: [
      ['A', 'x y'],
      ['B', ''],
    ] as const,
    labels: { title: 'open claw' },
    secrets: { npmrc: '//npm.example.com/:_authToken=t0ken\n', ca: 'PEM' },
  }

  test.each([
    [
      'containerd’s image store by zstd',
      'io.containerd.snapshotter.v1',
      '--output=type=image,name=repo:tag,compression=zstd,oci-mediatypes=true',
    ],
    ['Docker’s own image store', 'overlay2', '--load'],
  ])('passes all that decides the image, and leaves it in %s', async (_, store, output) => {
    const { docker, argv } = fakeDocker(`if [ "$1" = info ]; then echo '[["driver-type","${store}"]]'; fi`)
    await printedBy(() => docker.build(request))
    const [, subcommand, ...rest] = argv().slice(argv().indexOf('buildx'))
    expect(subcommand).toBe('build')
    expect(rest).toEqual(
      expect.arrayContaining([
        '--file=/w/Dockerfile',
        '--platform=linux/amd64',
        '--tag=repo:tag',
        '--build-arg=A=x y',
        '--build-arg=B=',
        '--label=title=open claw',
        '--provenance=false',
        output,
      ]),
    )
    expect(rest).not.toContain('--push')
    expect(rest.at(-1)).toBe('/w')
  })

  test.each([
    ['works', 'true'],
    ['fails', 'echo "ERROR: failed" >&2; exit 1'],
  ])('that %s gives secrets by file, and those are gone afterwards', async (_, end) => {
    const { docker, note, argv, configFolder } = fakeDocker(
      `for argument in "$@"; do case "$argument" in --secret=*) cat "\${argument#*src=}" >> "$state/secrets"; stat -c %a "\${argument#*src=}" >> "$state/modes";; esac; done; ${end}`,
    )
    const printed = await printedBy(() => docker.build(request).catch(() => {}))
    expect(note('secrets')).toBe('//npm.example.com/:_authToken=t0ken\nPEM')
    expect(note('modes')).toBe('600\n600\n')
    expect(argv().join(' ') + note('env') + printed).not.toContain('t0ken')
    expect(readdirSync(configFolder)).toEqual([])
  })

  test('that fails tells its cause', async () => {
    const { docker } = fakeDocker('echo "#5 ERROR: no space left on device" >&2; exit 1')
    await printedBy(async () =>
      expect(await problemFrom(() => docker.build(request))).toMatchObject({
        code: 'build-failed',
        fix: expect.stringContaining('Free disk'),
      }),
    )
  })
})

describe('the push', () => {
  const push = async (script: string) => {
    const { docker } = fakeDocker(script)
    let pushed: Pushed | undefined
    await printedBy(async () => {
      pushed = await docker.push('repo:tag')
    })
    return pushed
  }

  test('gives the digest that the registry stored', async () => {
    const script = `echo "The push refers to repository [repo]"; echo "tag: digest: ${DIGEST} size: 1786"`
    expect(await push(script)).toEqual({ kind: 'stored', digest: DIGEST })
  })

  test('that works without saying a digest is not taken for a refused one', async () => {
    expect(await push('true')).toEqual({ kind: 'stored', digest: undefined })
  })

  test.each([
    "tag invalid: The image tag 'x' already exists in the 'repo' repository and cannot be overwritten because the repository is immutable.",
    'TAG_INVALID: manifest tag is immutable',
  ])('to a tag that is there for ever is no error: %s', async (said) => {
    expect(await push(`echo "${said}" >&2; exit 1`)).toEqual({ kind: 'refused' })
  })

  test.each<[said: string, fix: RegExp]>([
    ['denied: User: arn:aws:sts::1:x is not authorized to perform: ecr:InitiateLayerUpload', /ecr:PutImage/],
    ['no basic auth credentials', /ecr:PutImage/],
    ['dial tcp: lookup 1.dkr.ecr.eu-central-1.amazonaws.com: no such host', /can reach the registry/],
  ])('that fails with "%s" says so', async (said, fix) => {
    expect(await problemFrom(() => push(`echo "${said}" >&2; exit 1`))).toMatchObject({
      code: 'push-failed',
      message: `Docker could not push repo:tag: ${said}`,
      fix: expect.stringMatching(fix),
    })
  })
})

test('a container’s exit code and both streams are a result', async () => {
  const { docker, argv } = fakeDocker('echo out; echo err >&2; exit 3')
  expect(await docker.run(['run', '--rm', 'x'])).toEqual({ exitCode: 3, output: 'out\nerr\n' })
  expect(argv()).toEqual(['run', '--rm', 'x'])
})
