import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Docker, type Pushed } from '../../../src/image/docker.ts'
import { after, commandsIn, DIGEST, printedBy, problemFrom, temporaryFolder } from '../support.ts'

/** What fails, though the daemon is there. */
const saysAndFails = (said: string) => `if [ "$1" = version ]; then echo 29.1.0; else echo "${said}" >&2; exit 1; fi`

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
    const { docker } = fakeDocker('exec sleep 30')
    const start = performance.now()
    expect(await problemFrom(() => docker.waitForDaemon(300, () => {}))).toMatchObject({
      code: 'docker-unavailable',
      message: expect.stringMatching(/no answer within 2 s$/),
    })
    expect(performance.now() - start).toBeLessThan(15_000)
  }, 60_000)

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

test('what a build prints is shown and is no command to the runner', async () => {
  const { docker } = fakeDocker('printf "#9 1.2 ##[stop-commands]x\\n::stop-commands::x\\n" >&2; printf "fine"')
  const printed = await printedBy(() => docker.push('registry.example/openclaw:1'))
  expect(printed).toContain('#9 1.2 ## [stop-commands]x\n')
  expect(printed).toContain(': :stop-commands::x\n')
  expect(printed).toMatch(/fine\n/)
  expect(commandsIn(printed)).toEqual([])
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
    const { docker } = fakeDocker(saysAndFails('Error response from daemon: denied'))
    expect(await problemFrom(() => docker.login(login))).toMatchObject({
      code: 'docker-login',
      message: `Docker could not log in to ${login.registry}: Error response from daemon: denied`,
    })
  })

  test('that ends before it has read the password is told as any other', async () => {
    const { docker } = fakeDocker(saysAndFails('unknown flag: --password-stdin'))
    // More than a pipe holds, so that it is still being written when Docker ends.
    expect(await problemFrom(() => docker.login({ ...login, password: 'p'.repeat(1_000_000) }))).toMatchObject({
      code: 'docker-login',
      message: expect.stringMatching(/: unknown flag: --password-stdin$/),
    })
  })
})

test('a command that a signal ended has the exit code that shells give it', async () => {
  const { docker } = fakeDocker('if [ "$1" = version ]; then echo 29.1.0; else kill -KILL $$; fi')
  expect(await docker.run(['run', 'image'])).toEqual({ exitCode: 137, output: '' })
})

test('a login that is cut off may be tried again', async () => {
  const said = 'Error response from daemon: Get "https://x/v2/": net/http: TLS handshake timeout'
  const { docker } = fakeDocker(saysAndFails(said.replaceAll('"', '\\"')))
  expect(await docker.login({ registry: 'x', username: 'AWS', password: 'hunter22-hunter22' })).toMatchObject({
    kind: 'again',
    said,
    problem: { code: 'docker-login' },
  })
})

describe('the build', () => {
  const LOST =
    '#12 ERROR: failed to commit x to y during finalize: failed to stat active key during commit: snapshot abc does not exist: not found'
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
      'docker',
      '--output=type=image,name=repo:tag,compression=zstd,oci-mediatypes=true',
    ],
    ['Docker’s own image store', 'overlay2', 'docker', '--load'],
    // As docker/setup-buildx-action makes it: what it exports as an image stays in the builder's container.
    ['the daemon, by a builder that is not the daemon', 'io.containerd.snapshotter.v1', 'docker-container', '--load'],
  ])('passes all that decides the image, and leaves it in %s', async (_, store, driver, output) => {
    const { docker, argv } = fakeDocker(`
if [ "$1" = info ]; then echo '[["driver-type","${store}"]]'; fi
if [ "$2" = inspect ]; then printf 'Name:   it\\nDriver: ${driver}\\n\\nNodes:\\nName:   it0\\n'; fi
`)
    await printedBy(() => docker.build(request, () => {}))
    const [, subcommand, ...rest] = argv().slice(argv().lastIndexOf('buildx'))
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
    const printed = await printedBy(() => docker.build(request, () => {}).catch(() => {}))
    expect(note('secrets')).toBe('//npm.example.com/:_authToken=t0ken\nPEM')
    expect(note('modes')).toBe('600\n600\n')
    expect(argv().join(' ') + note('env') + printed).not.toContain('t0ken')
    expect(readdirSync(configFolder)).toEqual([])
  })

  test.each<[what: string, times: number, said: string, failure: RegExp | undefined, builds: number]>([
    ['for a layer that the cache lacks is tried without it', 1, LOST, undefined, 2],
    ['so again is told', 9, LOST, /snapshot abc does not exist/, 2],
    ['for anything else is not tried again', 1, 'ERROR: no', /: no$/, 1],
  ])('that fails %s', async (_, times, said, failure, builds) => {
    const { docker, note, argv } = fakeDocker(
      `if [ "$1" = version ]; then echo 29.1.0; fi
if [ "$1 $2" = "buildx build" ]; then echo >> "$state/builds"; if [ "$(wc -l < "$state/builds")" -le ${times} ]; then echo '${said}' >&2; exit 1; fi; fi`,
    )
    const told: string[] = []
    await printedBy(async () => {
      const building = docker.build(request, (line) => told.push(line))
      if (failure) expect((await problemFrom(() => building)).message).toMatch(failure)
      else await building
    })
    expect(note('builds')).toHaveLength(builds)
    expect(told).toHaveLength(builds - 1)
    expect(argv().filter((each) => each === '--no-cache')).toHaveLength(builds - 1)
  })

  test('that fails tells its cause', async () => {
    const { docker } = fakeDocker(saysAndFails('#5 ERROR: no space left on device'))
    await printedBy(async () =>
      expect(await problemFrom(() => docker.build(request, () => {}))).toMatchObject({
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
    expect(await push(saysAndFails(said))).toEqual({ kind: 'taken' })
  })

  test.each<[said: string, fix: RegExp]>([
    ['denied: User: arn:aws:sts::1:x is not authorized to perform: ecr:InitiateLayerUpload', /ecr:PutImage/],
    ['no basic auth credentials', /ecr:PutImage/],
    ['dial tcp: lookup 1.dkr.ecr.eu-central-1.amazonaws.com: no such host', /can reach the registry/],
  ])('that fails with "%s" says so', async (said, fix) => {
    expect(await problemFrom(() => push(saysAndFails(said)))).toMatchObject({
      code: 'push-failed',
      message: `Docker could not push repo:tag: ${said}`,
      fix: expect.stringMatching(fix),
    })
  })
})

test('a container’s exit code and both streams are a result', async () => {
  const { docker, argv } = fakeDocker(
    'if [ "$1" = version ]; then echo 29.1.0; else echo out; echo err >&2; exit 3; fi',
  )
  expect(await docker.run(['run', '--rm', 'x'])).toEqual({ exitCode: 3, output: 'out\nerr\n' })
  expect(argv().slice(0, 3)).toEqual(['run', '--rm', 'x'])
})

describe('a daemon that goes away', () => {
  const gone = 'echo "Cannot connect to the Docker daemon" >&2; exit 1'

  test.each<[during: string, command: (docker: Docker) => Promise<unknown>]>([
    [
      'the build',
      (docker) =>
        docker.build(
          {
            dockerfilePath: '/w/Dockerfile',
            contextPath: '/w',
            platform: 'linux/amd64',
            image: 'repo:tag',
            buildArgs: [],
            labels: {},
            secrets: {},
          },
          () => {},
        ),
    ],
    ['the push', (docker) => docker.push('repo:tag')],
    ['the check of the image', (docker) => docker.run(['run', 'x'])],
  ])('during %s is told from a failure of that', async (during, command) => {
    const { docker } = fakeDocker(gone)
    await printedBy(async () =>
      expect(await problemFrom(() => command(docker))).toMatchObject({
        code: 'docker-unavailable',
        message: `The Docker daemon at DOCKER_HOST=tcp://dind:2376 went away during ${during}: Cannot connect to the Docker daemon`,
      }),
    )
  })
})
