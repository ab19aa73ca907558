// The only reader of inputs and environment. Everything else gets typed values handed in, so a run can be
// understood from this file's result, and every mistake in `with:` is reported at once, before anything is touched.

import { DeployError, type Problem } from './errors.ts'

/** What to deploy: built from an npm release, or an image that exists already. */
export type Source =
  | {
      readonly kind: 'build'
      readonly ecrRepository: string
      readonly awsRegion: string
      /** Account id of the registry, when it is not the caller's own. */
      readonly registryId?: string
      /** dist-tag, range or exact version. */
      readonly versionSpec: string
      readonly dockerfile: string
      readonly context: string
      readonly buildArgs: readonly (readonly [name: string, value: string])[]
      /** A reference that replaces the one chosen from the release's engines. */
      readonly baseImage?: string
    }
  | { readonly kind: 'image'; readonly image: string }

export interface Inputs {
  /** Paths, globs or folders, relative to the workspace. */
  readonly manifests: readonly string[]
  readonly source: Source
  readonly workload: { readonly namespace?: string; readonly deployment?: string; readonly container?: string }
  readonly cluster: { readonly kubeconfig?: string; readonly context?: string }
  /** Overall deadline of the rollout in milliseconds. */
  readonly timeoutMs: number
  /** Stop after the plan. */
  readonly dryRun: boolean
  /** Put the old gateway back when the rollout fails. */
  readonly rollback: boolean
  /** What becomes of manifests that SOPS encrypted; `ageKeys` as age-keygen writes them, '' for none. */
  readonly secrets: { readonly kind: 'apply'; readonly ageKeys: string } | { readonly kind: 'keep' }
  /** How much is proven by a throwaway pod before the apply. */
  readonly rehearse: Rehearse
  /** What becomes of findings of the lint that are errors. */
  readonly lint: Lint
  /** Try again what failed here before. */
  readonly force: boolean
}

/** `error` ends the run, `warn` only says so. */
export type Lint = 'error' | 'warn' | 'off'

/** `on`: pull, start and config; `pull`: pull and platform; `off`: nothing. */
export type Rehearse = 'on' | 'pull' | 'off'

/** What the action takes from its surroundings rather than from `with:`. */
export interface Surroundings {
  /** Absolute path of the checkout. */
  readonly workspace: string
  /** Absolute path of the folder for files that must not outlive the job. */
  readonly temp: string
  /** How long the Docker daemon may take to appear: ARC's own setting for its sidecar. */
  readonly dockerWaitMs: number
  /** For messages only: where the Docker CLI looks for its daemon. */
  readonly dockerHost: string
  /** A registry that mirrors Docker Hub, asked first for base images; scheme optional. */
  readonly dockerHubMirror?: string
  /** Address of this workflow run. */
  readonly runUrl?: string
  /** Private CA bundle handed to the build as a secret. */
  readonly extraCaFile?: string
  /** The environment, for npmrc's `${VAR}` and for child processes. */
  readonly env: Readonly<Record<string, string | undefined>>
}

// Names as AWS and Kubernetes themselves restrict them; checking here turns a remote 400 into a sentence.
const ECR_REPOSITORY = /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/
const ACCOUNT_ID = /^\d{12}$/
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/
const DNS_LABEL = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/
const DIGEST_REFERENCE = /^[^\s@]+@sha256:[0-9a-f]{64}$/
const BUILD_ARG = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/
// What the action itself passes to the build; a user's value would make the image lie about its contents.
const RESERVED_BUILD_ARGS = new Set(['OPENCLAW_VERSION', 'OPENCLAW_INTEGRITY', 'BASE_IMAGE'])

/**
 * Reads and validates every input.
 * @param read the raw value of an input by its name in action.yml, '' when it is not set
 * @throws DeployError with one problem for each input that is wrong
 */
export function parseInputs(read: (name: string) => string, env: Surroundings['env']): Inputs {
  const problems: Problem[] = []
  const wrong = (message: string, fix: string) => void problems.push({ code: 'input-invalid', message, fix })

  const text = (name: string) => read(name).trim()
  const lines = (name: string) =>
    read(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const matching = (name: string, value: string, pattern: RegExp, expected: string) => {
    if (value !== '' && !pattern.test(value)) {
      wrong(`Input \`${name}\` is "${value}", which is not ${expected}`, `Set \`${name}\` to ${expected}`)
    }
    return value
  }

  const manifests = lines('manifests')
  if (manifests.length === 0) {
    wrong('Input `manifests` is not set', 'Set `manifests` to the files, globs or folder that hold the gateway')
  }

  const image = matching('image', text('image'), DIGEST_REFERENCE, 'an image reference with a digest (name@sha256:...)')
  const repository = matching(
    'ecr-repository',
    text('ecr-repository'),
    ECR_REPOSITORY,
    'the name of an ECR repository, such as k3s-homelab/openclaw',
  )
  const region = matching(
    'aws-region',
    text('aws-region') || (env.AWS_REGION ?? ''),
    REGION,
    'an AWS region, such as eu-central-1',
  )
  const registryId = matching('ecr-registry-id', text('ecr-registry-id'), ACCOUNT_ID, 'an AWS account id of 12 digits')
  if (image === '' && repository === '') {
    wrong(
      'Neither `ecr-repository` nor `image` is set',
      'Set `ecr-repository` to build and push there, or `image` to deploy an image that exists',
    )
  }
  if (image !== '' && repository !== '') {
    wrong(
      'Both `image` and `ecr-repository` are set, but `image` builds nothing',
      'Remove `ecr-repository` to deploy that image, or `image` to build one',
    )
  }
  if (image === '' && repository !== '' && region === '') {
    wrong('No AWS region is known', 'Set `aws-region`, or run aws-actions/configure-aws-credentials before this step')
  }

  const buildArgs: [string, string][] = []
  for (const line of lines('build-args')) {
    const [, name, value] = BUILD_ARG.exec(line) ?? []
    if (name === undefined || value === undefined) {
      wrong(
        `Input \`build-args\` has the line "${line.split('=')[0]}", which is not NAME=value`,
        'Write each build argument as NAME=value on its own line',
      )
    } else if (RESERVED_BUILD_ARGS.has(name)) {
      wrong(
        `Input \`build-args\` sets ${name}, which the action sets itself`,
        `Remove ${name} from \`build-args\`; use \`openclaw-version\` or \`base-image\``,
      )
    } else {
      buildArgs.push([name, value])
    }
  }

  const name = (input: string) => matching(input, text(input), DNS_LABEL, 'the name of a Kubernetes object')
  const namespace = name('namespace')
  const deployment = name('deployment')
  const container = name('container')

  const timeoutMs = parseDuration(text('timeout') || '10m')
  if (timeoutMs === undefined) {
    wrong(
      `Input \`timeout\` is "${text('timeout')}", which is not a duration`,
      'Set `timeout` to a number with a unit, such as 90s, 10m or 1h',
    )
  }

  // Only these two words: `True` or `yes` taken for false would apply what was only to be looked at.
  const rollback = matching('rollback', text('rollback') || 'on', /^(on|off)$/, '`on` or `off`')
  const dryRun = matching('dry-run', text('dry-run') || 'false', /^(true|false)$/, '`true` or `false`')
  const rehearse = matching('rehearse', text('rehearse') || 'on', /^(on|pull|off)$/, '`on`, `pull` or `off`')
  const secrets = matching('secrets', text('secrets') || 'apply', /^(apply|keep)$/, '`apply` or `keep`')
  const ageKeys = read('sops-age-key').trim()
  const lint = matching('lint', text('lint') || 'error', /^(error|warn|off)$/, '`error`, `warn` or `off`')
  const force = matching('force', text('force') || 'false', /^(true|false)$/, '`true` or `false`')

  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)

  const baseImage = text('base-image')
  return {
    manifests,
    source:
      image !== ''
        ? { kind: 'image', image }
        : {
            kind: 'build',
            ecrRepository: repository,
            awsRegion: region,
            ...(registryId && { registryId }),
            versionSpec: text('openclaw-version') || 'latest',
            dockerfile: text('dockerfile') || 'Dockerfile',
            context: text('context') || '.',
            buildArgs,
            ...(baseImage && { baseImage }),
          },
    workload: { ...(namespace && { namespace }), ...(deployment && { deployment }), ...(container && { container }) },
    cluster: {
      ...(text('kubeconfig') && { kubeconfig: read('kubeconfig') }),
      ...(text('kube-context') && { context: text('kube-context') }),
    },
    timeoutMs: timeoutMs ?? 0,
    dryRun: dryRun === 'true',
    rollback: rollback === 'on',
    secrets: secrets === 'keep' ? { kind: 'keep' } : { kind: 'apply', ageKeys },
    rehearse: rehearse as Rehearse,
    lint: lint as Lint,
    force: force === 'true',
  }
}

/** Milliseconds of "90s", "10m", "1h30m" (the units of Go's durations that make sense here); undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  const units = { h: 3_600_000, m: 60_000, s: 1_000 } as const
  if (!/^(\d+[hms])+$/.test(text)) return undefined
  let total = 0
  for (const [, count, unit] of text.matchAll(/(\d+)([hms])/g))
    total += Number(count) * units[unit as keyof typeof units]
  return total > 0 ? total : undefined
}

/** What the runner's environment says. @param cwd the folder the runner started us in */
export function readSurroundings(env: Surroundings['env'], cwd: string): Surroundings {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId } = env
  const wait = Number(env.RUNNER_WAIT_FOR_DOCKER_IN_SECONDS)
  return {
    workspace: env.GITHUB_WORKSPACE || cwd,
    temp: env.RUNNER_TEMP || env.TMPDIR || '/tmp',
    dockerWaitMs: (Number.isFinite(wait) && wait > 0 ? wait : 120) * 1000,
    dockerHost: env.DOCKER_HOST || 'unix:///var/run/docker.sock',
    ...(env.DOCKER_HUB_MIRROR && { dockerHubMirror: env.DOCKER_HUB_MIRROR }),
    ...(server && repository && runId && { runUrl: `${server}/${repository}/actions/runs/${runId}` }),
    ...(env.NODE_EXTRA_CA_CERTS && { extraCaFile: env.NODE_EXTRA_CA_CERTS }),
    env,
  }
}
