// The Docker CLI: waiting for its daemon, logging in, building, running the check, pushing.

import { type ExecFileException, execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { getExecOutput } from '@actions/exec'
import { DeployError, messageOf, type Problem } from '../errors.ts'
import { explainBuildFailure } from './build-failure.ts'
import type { Login } from './ecr.ts'

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

/** `refused`: the tag exists and its repository is immutable. */
export type Pushed = { readonly kind: 'stored'; readonly digest: string | undefined } | { readonly kind: 'refused' }

const POLL_MS = 500
const TAIL_LINES = 15
// A daemon that is starting can accept a connection and never answer on it.
const LONGEST_PROBE_MS = 10_000
// Below this a busy runner would not have started the command yet.
const SHORTEST_PROBE_MS = 2_000

export class Docker {
  readonly #env: Record<string, string>
  readonly #configFolder: string
  readonly #host: string

  constructor(configFolder: string, host: string, env: Readonly<Record<string, string | undefined>>) {
    this.#configFolder = configFolder
    this.#host = host
    const kept = Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(INPUT_|AWS_|ACTIONS_|KUBECONFIG$|SOPS_)/.test(entry[0]),
    )
    this.#env = { ...Object.fromEntries(kept), DOCKER_CONFIG: configFolder }
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
      const { version, now } = await this.#probe(Math.min(LONGEST_PROBE_MS, left))
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

  /** @throws DeployError when the registry refuses the login */
  async login({ registry, username, password }: Login): Promise<void> {
    const { exitCode, stderr } = await this.#run(['login', '--username', username, '--password-stdin', registry], {
      quiet: true,
      input: password,
    })
    if (exitCode !== 0) {
      throw problem(
        'docker-login',
        `Docker could not log in to ${registry}: ${lastLines(stderr, 1)[0] ?? `exit code ${exitCode}`}`,
        'Check that the Docker daemon can reach that registry',
        lastLines(stderr),
      )
    }
  }

  /**
   * Builds into the daemon, not into the registry: a tag there means "built and checked".
   * @throws DeployError with the build's last lines
   */
  async build(request: BuildRequest): Promise<void> {
    const secretsFolder = await mkdtemp(join(this.#configFolder, 'secrets-'))
    try {
      const secretArgs: string[] = []
      for (const [id, content] of Object.entries(request.secrets)) {
        const path = join(secretsFolder, id)
        await writeFile(path, content, { mode: 0o600 })
        secretArgs.push(`--secret=id=${id},src=${path}`)
      }
      const { exitCode, stderr } = await this.#run([
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
      ])
      if (exitCode !== 0) throw new DeployError(explainBuildFailure(stderr))
    } finally {
      await rm(secretsFolder, { recursive: true, force: true })
    }
  }

  /** Runs a container to its end; both streams together, as they came. */
  async run(args: readonly string[]): Promise<{ exitCode: number; output: string }> {
    const { exitCode, stdout, stderr } = await this.#run(args, { quiet: true })
    return { exitCode, output: stdout + stderr }
  }

  /**
   * Pushes a tag. The manifest is the last thing Docker uploads, so a killed push leaves no tag.
   * @returns the digest the registry stored, when Docker says it
   * @throws DeployError when the push fails
   */
  async push(image: string): Promise<Pushed> {
    const { exitCode, stdout, stderr } = await this.#run(['push', image])
    if (exitCode === 0) return { kind: 'stored', digest: /digest: (sha256:[0-9a-f]{64})/.exec(stdout)?.[1] }
    if (/cannot be overwritten|tag is immutable|TAG_INVALID/i.test(stderr)) return { kind: 'refused' }
    throw problem(
      'push-failed',
      `Docker could not push ${image}: ${lastLines(stderr, 1)[0] ?? `exit code ${exitCode}`}`,
      /denied|authorized|no basic auth/i.test(stderr)
        ? 'Allow ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload and ecr:PutImage in the role’s IAM policy'
        : 'Check that the Docker daemon can reach the registry, then run again',
      lastLines(stderr),
    )
  }

  /** zstd is quicker than gzip and smaller; containerd's image store pushes a layer as it was built, Docker's own by gzip. */
  async #output(image: string): Promise<string> {
    const { stdout } = await this.#run(['info', '--format={{json .DriverStatus}}'], { quiet: true })
    return stdout.includes('io.containerd.snapshotter')
      ? `--output=type=image,name=${image},compression=zstd,oci-mediatypes=true`
      : '--load'
  }

  /** Asks for the daemon's version by Node's own means, since @actions/exec cannot end a command that hangs. */
  async #probe(timeoutMs: number): Promise<{ version: string; now: string }> {
    const args = ['version', '--format', '{{.Server.Version}}']
    try {
      const { stdout } = await promisify(execFile)('docker', args, {
        env: this.#env,
        timeout: Math.ceil(timeoutMs),
        killSignal: 'SIGKILL',
      })
      return { version: stdout.trim(), now: 'it tells no version' }
    } catch (error) {
      const { code, killed, stderr = '' } = error as ExecFileException
      // A number is an exit code; a name such as ENOENT says that nothing was run.
      if (typeof code === 'string') throw noDocker(error)
      const silent = killed ? `no answer within ${Math.round(timeoutMs / 1000)} s` : `exit code ${code}`
      return { version: '', now: lastLines(stderr, 1)[0] ?? silent }
    }
  }

  async #run(
    args: readonly string[],
    { quiet = false, input }: { quiet?: boolean; input?: string } = {},
  ): Promise<Outcome> {
    try {
      return await getExecOutput('docker', [...args], {
        env: this.#env,
        silent: quiet,
        ignoreReturnCode: true,
        ...(input !== undefined && { input: Buffer.from(input) }),
      })
    } catch (error) {
      throw noDocker(error)
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

function lastLines(text: string, count = TAIL_LINES): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
}

function problem(code: Problem['code'], message: string, fix: string, evidence?: readonly string[]): DeployError {
  return new DeployError({ code, message, fix, ...(evidence && { evidence }) })
}
