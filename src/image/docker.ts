// The Docker CLI: waiting for its daemon, logging in, building, running the check, pushing.

import { type ExecFileException, execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { getExecOutput } from '@actions/exec'
import { dockerEnvironment } from '../environment.ts'
import { DeployError, messageOf, type Problem } from '../errors.ts'
import { harmlessOutput } from '../report/commands.ts'
import { explainBuildFailure, hasLostLayer } from './build-failure.ts'
import type { Login } from './ecr.ts'
import { lastLines } from './last-lines.ts'
import { judgePushFailure, pushProblem } from './push-failure.ts'

export interface BuildRequest {
  readonly dockerfilePath: string
  readonly contextPath: string
  readonly platform: string
  /** `repository:tag` in the daemon. */
  readonly image: string
  readonly buildArgs: readonly (readonly [name: string, value: string])[]
  readonly labels: Readonly<Record<string, string>>
  /** Contents of build secrets by id; they never become part of a layer. */
  readonly secrets: Readonly<Record<string, string>>
}

interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Worth another try; `problem` is told if there is none. */
export interface Interrupted {
  readonly kind: 'again'
  readonly said: string
  readonly isLoginOver: boolean
  readonly problem: Problem
}

/** `taken`: the tag exists and its repository is immutable. */
export type Pushed =
  | { readonly kind: 'stored'; readonly digest: string | undefined }
  | { readonly kind: 'taken' }
  | Interrupted

const POLL_MS = 500
// A daemon that is starting can accept a connection and never answer on it.
const LONGEST_PROBE_MS = 10_000
// Below this a busy runner would not have started the command yet.
const SHORTEST_PROBE_MS = 2_000
// The daemon asks the registry once, and has bounds of its own for what it dials.
const LONGEST_LOGIN_MS = 60_000

export class Docker {
  readonly #env: Record<string, string>
  readonly #configFolder: string
  readonly #host: string

  constructor(configFolder: string, host: string, env: Readonly<Record<string, string | undefined>>) {
    this.#configFolder = configFolder
    this.#host = host
    this.#env = { ...dockerEnvironment(env), DOCKER_CONFIG: configFolder }
  }

  /**
   * Waits until the daemon answers: ARC's sidecar may start after the job does.
   * @throws DeployError that names DOCKER_HOST and what the last attempt said
   */
  async waitForDaemon(timeoutMs: number, progress: (line: string) => void): Promise<void> {
    const deadline = performance.now() + timeoutMs
    let said = ''
    for (;;) {
      const left = Math.max(SHORTEST_PROBE_MS, deadline - performance.now())
      const { version, now } = await this.ask(Math.min(LONGEST_PROBE_MS, left))
      if (version) {
        progress(`Docker ${version} answers at ${this.#host}`)
        return
      }
      if (now !== said) progress(`Waiting for the Docker daemon at ${this.#host}: ${now}`)
      said = now
      if (performance.now() >= deadline) {
        throw problem(
          'docker-unavailable',
          `No Docker daemon answered at DOCKER_HOST=${this.#host} within ${Math.round(timeoutMs / 1000)} s: ${said}`,
          'Give the runner a Docker-in-Docker sidecar (containerMode: dind), or set DOCKER_HOST to the daemon it has',
        )
      }
      await sleep(POLL_MS)
    }
  }

  /** @returns what it was cut off by, if it was @throws DeployError when the registry refuses the login, or the daemon is gone */
  async login({ registry, username, password }: Login): Promise<Interrupted | undefined> {
    const { exitCode, stderr } = await this.#quietly(['login', '--username', username, '--password-stdin', registry], {
      input: password,
      timeoutMs: LONGEST_LOGIN_MS,
    })
    if (exitCode === 0) return undefined
    await this.#expectDaemon('the login', stderr)
    const failure = judgePushFailure(stderr, exitCode)
    const { said } = failure
    const told: Problem = {
      code: 'docker-login',
      message: `Docker could not log in to ${registry}: ${said}`,
      fix: 'Check that the Docker daemon can reach that registry',
      evidence: lastLines(stderr),
    }
    // A fresh login that is refused is not one that has ended.
    if (failure.kind !== 'again' || failure.isLoginOver) throw new DeployError(told)
    return { ...failure, problem: told }
  }

  /**
   * Builds into the daemon, not into the registry: a tag there means "built and checked".
   * @throws DeployError with the build's last lines, or that the daemon is gone
   */
  async build(request: BuildRequest, progress: (line: string) => void): Promise<void> {
    const secretsFolder = await mkdtemp(join(this.#configFolder, 'secrets-'))
    try {
      const secretArgs: string[] = []
      for (const [id, content] of Object.entries(request.secrets)) {
        const path = join(secretsFolder, id)
        await writeFile(path, content, { mode: 0o600 })
        secretArgs.push(`--secret=id=${id},src=${path}`)
      }
      const args = [
        'buildx',
        'build',
        `--file=${request.dockerfilePath}`,
        `--platform=${request.platform}`,
        `--tag=${request.image}`,
        ...request.buildArgs.map(([name, value]) => `--build-arg=${name}=${value}`),
        ...Object.entries(request.labels).map(([name, value]) => `--label=${name}=${value}`),
        ...secretArgs,
        // An attestation would turn the image into an index whose digest changes with every build.
        '--provenance=false',
        await this.#output(request.image),
        '--progress=plain',
        request.contextPath,
      ]
      let { exitCode, stderr } = await this.#run(args)
      if (exitCode !== 0 && hasLostLayer(stderr)) {
        progress('The builder’s cache lacks a layer, as after a build that was cut off: building again without it')
        ;({ exitCode, stderr } = await this.#run([...args.slice(0, -1), '--no-cache', request.contextPath]))
      }
      if (exitCode !== 0) {
        await this.#expectDaemon('the build', stderr)
        throw new DeployError(explainBuildFailure(stderr))
      }
    } finally {
      await rm(secretsFolder, { recursive: true, force: true })
    }
  }

  /**
   * Runs a container to its end.
   * @param input for its standard input
   * @returns both streams, the error stream last
   * @throws DeployError when the daemon is gone
   */
  async run(args: readonly string[], input?: string): Promise<{ exitCode: number; output: string }> {
    const { exitCode, stdout, stderr } = await this.#quietly(args, { input })
    if (exitCode !== 0) await this.#expectDaemon('the check of the image', stderr)
    return { exitCode, output: stdout + stderr }
  }

  /**
   * Pushes a tag. The manifest is the last thing Docker uploads, so a killed push leaves no tag.
   * @returns the digest the registry stored, when Docker says it
   * @throws DeployError when the push fails and no other would do better, or the daemon is gone
   */
  async push(image: string): Promise<Pushed> {
    const { exitCode, stdout, stderr } = await this.#run(['push', image])
    if (exitCode === 0) return { kind: 'stored', digest: /digest: (sha256:[0-9a-f]{64})/.exec(stdout)?.[1] }
    const failure = judgePushFailure(stderr, exitCode)
    if (failure.kind === 'taken') return { kind: 'taken' }
    await this.#expectDaemon('the push', stderr)
    const problem = pushProblem(image, failure, stderr)
    if (failure.kind === 'failed') throw new DeployError(problem)
    return { ...failure, problem }
  }

  /** Asks the daemon rather than read why a command failed: it says so in as many ways as it has commands. */
  async #expectDaemon(during: string, stderr: string): Promise<void> {
    const { version, now } = await this.ask()
    if (version) return
    throw problem(
      'docker-unavailable',
      `The Docker daemon at DOCKER_HOST=${this.#host} went away during ${during}: ${now}`,
      'Look at the log of the daemon or its sidecar for what ended it (memory, disk, a restart), then run again',
      lastLines(stderr),
    )
  }

  /**
   * zstd is quicker than gzip and smaller; containerd's image store pushes a layer as it was built, Docker's own by gzip. A
   * builder that is not the daemon itself, such as docker/setup-buildx-action makes, would keep to itself what it exports so.
   */
  async #output(image: string): Promise<string> {
    const bound = { timeoutMs: LONGEST_PROBE_MS }
    const store = await this.#quietly(['info', '--format={{json .DriverStatus}}'], bound)
    if (!store.stdout.includes('io.containerd.snapshotter')) return '--load'
    const builder = await this.#quietly(['buildx', 'inspect'], bound)
    return /^Driver:\s*docker$/m.test(builder.stdout)
      ? `--output=type=image,name=${image},compression=zstd,oci-mediatypes=true`
      : '--load'
  }

  /**
   * The daemon's version, '' with what there is instead when it does not answer.
   * @throws DeployError when there is no docker to run
   */
  async ask(timeoutMs = LONGEST_PROBE_MS): Promise<{ version: string; now: string }> {
    const { exitCode, stdout, stderr } = await this.#quietly(['version', '--format', '{{.Server.Version}}'], {
      timeoutMs,
    })
    if (exitCode === 0) return { version: stdout.trim(), now: 'it tells no version' }
    return { version: '', now: lastLines(stderr, 1)[0] ?? `exit code ${exitCode}` }
  }

  /** Shows what the command writes as it comes. */
  async #run(args: readonly string[]): Promise<Outcome> {
    // A Dockerfile and the packages that a build installs write into its log as they like.
    const outStream = harmlessOutput()
    try {
      return await getExecOutput('docker', [...args], { env: this.#env, outStream, ignoreReturnCode: true })
    } catch (error) {
      throw noDocker(error)
    } finally {
      await new Promise<void>((resolve) => outStream.end(resolve))
    }
  }

  /**
   * Shows nothing. By Node's own means: @actions/exec cannot end a command that hangs, and one that ends before it has read
   * its input ends the action (`EPIPE`, on a stream that only it can reach).
   * @param timeoutMs after which the command is killed, and the last line of `stderr` says so
   */
  async #quietly(
    args: readonly string[],
    { input, timeoutMs = 0 }: { input?: string | undefined; timeoutMs?: number } = {},
  ): Promise<Outcome> {
    const running = promisify(execFile)('docker', [...args], {
      env: this.#env,
      timeout: Math.ceil(timeoutMs),
      killSignal: 'SIGKILL',
      maxBuffer: Number.POSITIVE_INFINITY,
    })
    running.child.stdin?.on('error', () => {})
    running.child.stdin?.end(input)
    try {
      return { exitCode: 0, ...(await running) }
    } catch (error) {
      const { code, killed, signal, stdout = '', stderr = '' } = error as ExecFileException
      // A number is an exit code; a name such as ENOENT says that nothing was run.
      if (typeof code === 'string') throw noDocker(error)
      return {
        // As shells tell of a signal.
        exitCode: code ?? 128 + (signal ? constants.signals[signal] : 0),
        stdout,
        stderr: killed ? `${stderr}\nno answer within ${Math.round(timeoutMs / 1000)} s` : stderr,
      }
    }
  }
}

function noDocker(error: unknown): DeployError {
  return problem(
    'docker-unavailable',
    `The docker command cannot be run: ${messageOf(error)}`,
    'Use a runner image with the Docker CLI and buildx, such as ARC’s default one',
  )
}

function problem(code: Problem['code'], message: string, fix: string, evidence?: readonly string[]): DeployError {
  return new DeployError({ code, message, fix, ...(evidence && { evidence }) })
}
