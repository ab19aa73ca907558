// The inputs of action.yml. This folder is the only reader of inputs and environment. Everything else gets typed values
// handed in, so a run can be understood from its result, and every mistake in `with:` is reported at once, before anything is touched.

import { type ClusterInputs, readCluster, readWorkload, type Surroundings, type WorkloadInputs } from './common.ts'
import { type Pairing, readPairing } from './pairing.ts'
import { readProxies } from './proxy.ts'
import { InputReader } from './reader.ts'

/** What to deploy: built from an npm release, or an image that exists already. */
export type Source =
  | {
      readonly kind: 'build'
      readonly ecrRepository: string
      readonly awsRegion: string
      /** Account id of the registry, when it is not the caller's own. */
      readonly registryId?: string
      /** Create the repository when it is missing. */
      readonly createRepository: boolean
      /** dist-tag, range or exact version. */
      readonly versionSpec: string
      /** How old a release has to be, in milliseconds. */
      readonly minAgeMs: number
      readonly dockerfile: string
      readonly context: string
      readonly buildArgs: readonly (readonly [name: string, value: string])[]
      /** A reference that replaces the one chosen from the release's engines. */
      readonly baseImage?: string
    }
  | {
      readonly kind: 'image'
      readonly image: string
      /** For a pull secret that is to be renewed. */
      readonly awsRegion?: string
    }

export type BuildSource = Extract<Source, { kind: 'build' }>

export interface Inputs {
  /** Paths, globs or folders, relative to the workspace. */
  readonly manifests: readonly string[]
  readonly source: Source
  readonly workload: WorkloadInputs
  readonly cluster: ClusterInputs
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
  /** What becomes of a run while another one deploys the same gateway. */
  readonly lock: Lock
  /** What becomes of a gateway that is not as the last verified run left it, though the manifests are as they were. */
  readonly onDrift: 'repair' | 'report'
  /** Whether the state is backed up before another version takes it over. */
  readonly backup: 'off' | 'before-upgrade'
  /** A file or a folder, relative to the workspace; undefined for the runner's temporary folder. */
  readonly backupPath?: string
  /** What becomes of the Secret by which the node pulls the image. */
  readonly pullSecret: PullSecretUse
  /** What becomes of the written pin: `push` commits it to the branch. */
  readonly commit: 'off' | 'push'
  /** What becomes of devices that wait for an approval, once the gateway is live. */
  readonly pairing: Pairing
}

/** `error` ends the run, `warn` only says so. */
export type Lint = 'error' | 'warn' | 'off'

/** `check`: whether the node can pull by it, and how long; `refresh`: a new login of ECR before the old one ends. */
export type PullSecretUse = 'check' | 'refresh' | 'off'

/** `on`: pull, start and config; `pull`: pull and platform; `off`: nothing. */
export type Rehearse = 'on' | 'pull' | 'off'

/** `wait`: until the other has ended; `fail`: at once; `off`: nothing is asked, and both go on. */
export type Lock = 'wait' | 'fail' | 'off'

// Names as AWS itself restricts them; checking here turns a remote 400 into a sentence.
const ECR_REPOSITORY = /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/
const ACCOUNT_ID = /^\d{12}$/
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/
const DIGEST_REFERENCE = /^[^\s@]+@sha256:[0-9a-f]{64}$/
const BUILD_ARG = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/
// What the action itself passes to the build; a user's value would make the image lie about its contents.
const RESERVED_BUILD_ARGS = new Set(['OPENCLAW_VERSION', 'OPENCLAW_INTEGRITY', 'OPENCLAW_BEFORE', 'BASE_IMAGE'])

/**
 * Reads and validates every input.
 * @param read the raw value of an input by its name in action.yml, '' when it is not set
 * @throws DeployError with one problem for each input that is wrong
 */
export function parseInputs(read: (name: string) => string, env: Surroundings['env']): Inputs {
  const reader = new InputReader(read)
  const manifests = reader.lines('manifests')
  if (manifests.length === 0) {
    reader.wrong('Input `manifests` is not set', 'Set `manifests` to the files, globs or folder that hold the gateway')
  }

  const image = reader.matching(
    'image',
    reader.text('image'),
    DIGEST_REFERENCE,
    'an image reference with a digest (name@sha256:...)',
  )
  const repository = reader.matching(
    'ecr-repository',
    reader.text('ecr-repository'),
    ECR_REPOSITORY,
    'the name of an ECR repository, such as k3s-homelab/openclaw',
  )
  const [, path] = /^[^/]+\.amazonaws\.(?:com(?:\.cn)?|eu)\/(.+)$/.exec(repository) ?? []
  if (path !== undefined) {
    reader.wrong(
      `Input \`ecr-repository\` is "${repository}", which has a registry before the name of the repository`,
      `Set \`ecr-repository\` to ${path}`,
    )
  }
  const region = reader.matching(
    'aws-region',
    reader.text('aws-region') || (env.AWS_REGION ?? ''),
    REGION,
    'an AWS region, such as eu-central-1',
  )
  const registryId = reader.matching(
    'ecr-registry-id',
    reader.text('ecr-registry-id'),
    ACCOUNT_ID,
    'an AWS account id of 12 digits',
  )
  if (image === '' && repository === '') {
    reader.wrong(
      'Neither `ecr-repository` nor `image` is set',
      'Set `ecr-repository` to build and push there, or `image` to deploy an image that exists',
    )
  }
  if (image !== '' && repository !== '') {
    reader.wrong(
      'Both `image` and `ecr-repository` are set, but `image` builds nothing',
      'Remove `ecr-repository` to deploy that image, or `image` to build one',
    )
  }
  if (image === '' && repository !== '' && region === '') {
    reader.wrong(
      'No AWS region is known',
      'Set `aws-region`, or run aws-actions/configure-aws-credentials before this step',
    )
  }

  const buildArgs: [string, string][] = []
  for (const [number, line] of reader.numberedLines('build-args')) {
    const [, name, value] = BUILD_ARG.exec(line) ?? []
    if (name === undefined || value === undefined) {
      // Not repeated: it may be the second line of a secret, such as a key in PEM.
      reader.wrong(
        `Line ${number} of \`build-args\` is not NAME=value`,
        'Write each build argument as NAME=value on its own line; a value of several lines cannot be given',
      )
    } else if (RESERVED_BUILD_ARGS.has(name)) {
      reader.wrong(
        `Input \`build-args\` sets ${name}, which the action sets itself`,
        `Remove ${name} from \`build-args\`; use \`openclaw-version\`, \`min-age\` or \`base-image\``,
      )
    } else {
      buildArgs.push([name, value])
    }
  }

  const dryRun = reader.choice('dry-run', ['false', 'true'])
  const secrets = reader.choice('secrets', ['apply', 'keep'])
  const force = reader.choice('force', ['false', 'true'])
  const createRepository = reader.choice('create-repository', ['false', 'true'])
  const baseImage = reader.text('base-image')
  const minAgeMs = reader.hours('min-age')
  const backup = reader.choice('backup', ['off', 'before-upgrade'])
  const backupPath = reader.text('backup-path')
  if (backupPath !== '' && backup === 'off') {
    reader.wrong(
      'Input `backup-path` is set, but `backup` is `off`',
      'Set `backup` to `before-upgrade`, or remove `backup-path`',
    )
  }
  const inputs: Inputs = {
    manifests,
    source:
      image !== ''
        ? { kind: 'image', image, ...(region && { awsRegion: region }) }
        : {
            kind: 'build',
            ecrRepository: repository,
            awsRegion: region,
            ...(registryId && { registryId }),
            createRepository: createRepository === 'true',
            versionSpec: reader.text('openclaw-version') || 'latest',
            minAgeMs,
            dockerfile: reader.text('dockerfile') || 'Dockerfile',
            context: reader.text('context') || '.',
            buildArgs,
            ...(baseImage && { baseImage }),
          },
    workload: readWorkload(reader),
    cluster: readCluster(reader),
    timeoutMs: reader.duration('timeout', '10m', 1),
    dryRun: dryRun === 'true',
    rollback: reader.choice('rollback', ['on', 'off']) === 'on',
    secrets: secrets === 'keep' ? { kind: 'keep' } : { kind: 'apply', ageKeys: reader.text('sops-age-key') },
    rehearse: reader.choice('rehearse', ['on', 'pull', 'off']),
    lint: reader.choice('lint', ['error', 'warn', 'off']),
    force: force === 'true',
    lock: reader.choice('lock', ['wait', 'fail', 'off']),
    onDrift: reader.choice('on-drift', ['repair', 'report']),
    backup,
    ...(backupPath && { backupPath }),
    pullSecret: reader.choice('pull-secret', ['check', 'refresh', 'off']),
    commit: reader.choice('commit', ['off', 'push']),
    pairing: readPairing(reader, reader.choice('pairing', ['off', 'list', 'approve'])),
  }
  readProxies(reader, env)
  reader.finish()
  return inputs
}
