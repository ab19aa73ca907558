// A run as far as it can go without AWS, Docker and a real cluster: real inputs, real files, and every phase up to the plan
// against a little API server that takes what a real one would take.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { judgeAnswer } from '../../../src/config/verdict.ts'
import { type Problem, problemsOf, together } from '../../../src/errors.ts'
import { readBuildContext } from '../../../src/image/context.ts'
import { readSurroundings } from '../../../src/inputs/common.ts'
import { parseInputs } from '../../../src/inputs/deploy.ts'
import { connect } from '../../../src/kube/connect.ts'
import { gatewayConfig } from '../../../src/manifests/gateway-config.ts'
import { basesOf, differenceIn, pinTargets, repin } from '../../../src/manifests/repin.ts'
import { reachCluster } from '../../../src/phases/cluster.ts'
import { refuseCopiedPin } from '../../../src/phases/commit.ts'
import { Lock } from '../../../src/phases/lock.ts'
import { asPinned, planRollout } from '../../../src/phases/plan.ts'
import { type Gateway, readGateway } from '../../../src/phases/read.ts'
import { stageOf } from '../../../src/phases/stage.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Outcome } from '../../../src/report/outcome.ts'
import { annotate } from '../../../src/report/problems.ts'
import { rehearsalPod } from '../../../src/rollout/rehearsal/pod.ts'
import type { Image, Run } from '../../../src/run.ts'
import { DIGEST, printedBy } from '../support.ts'

export interface Sample {
  /** Inputs by their names in action.yml. */
  readonly inputs: Readonly<Record<string, string>>
  /** Files of the workspace; those of a checkout with the shipped manifests when it is left out. */
  readonly files?: Readonly<Record<string, string | Buffer>>
  readonly env?: Readonly<Record<string, string>>
  /** `connection`: only that the cluster is reached, for samples whose manifests are the shipped ones. */
  readonly until?: 'connection' | 'plan'
}

export interface Ending {
  /** [] for a run that would go on. */
  readonly problems: readonly Problem[]
  /** All that a reader of the log sees. */
  readonly said: string
  /** Each behind its file and line. */
  readonly warnings: readonly string[]
  readonly ms: number
}

const root = join(import.meta.dirname, '../../..')
const REPOSITORY = 'k3s-homelab/openclaw'
const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'

/** Inputs with which the shipped manifests are accepted. */
export const SOUND: Readonly<Record<string, string>> = { manifests: 'manifests/base', 'ecr-repository': REPOSITORY }
export const AWS: Readonly<Record<string, string>> = { AWS_REGION: 'eu-central-1' }

/** The files of a checkout that follows the README. */
export function checkout(): Record<string, string> {
  const manifests = readdirSync(join(root, 'manifests'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => `manifests/${path}`)
  return Object.fromEntries([...manifests, 'Dockerfile'].map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** Writes files below a new folder. */
export function folderWith(files: NonNullable<Sample['files']>): string {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-fuzz-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** @param workspace a folder that is left as it is; made of the sample's files when it is left out */
export async function endingOf(
  { inputs, files = checkout(), env = {}, until = 'plan' }: Sample,
  workspace?: string,
): Promise<Ending> {
  const folder = workspace ?? folderWith(files)
  const begun = performance.now()
  let problems: readonly Problem[] = []
  const warnings: string[] = []
  const printed = await printedBy(async () => {
    try {
      await story(inputs, { ...AWS, ...env, GITHUB_WORKSPACE: folder }, until, warnings)
    } catch (thrown) {
      problems = problemsOf(thrown)
      annotate(problems)
    }
  })
  const ms = performance.now() - begun
  if (workspace === undefined) rmSync(folder, { recursive: true, force: true })
  // What is masked is what must not be seen.
  const said = [...printed.split('\n').filter((line) => !line.startsWith('::add-mask::')), ...warnings].join('\n')
  return { problems, said, warnings, ms }
}

async function story(
  given: Sample['inputs'],
  env: Record<string, string>,
  until: Sample['until'],
  warnings: string[],
): Promise<void> {
  const outcome: Outcome = { reasons: [] }
  const closing: (() => void)[] = []
  const run: Run = {
    surroundings: readSurroundings(env, '/nowhere'),
    inputs: parseInputs((name) => given[name] ?? '', env),
    timeline: new Timeline(),
    outcome,
    warn: (line, where) => warnings.push(`${where?.file}:${where?.line}: ${line}`),
    closing,
    onDockerConfig: () => {},
    onOpenFile: () => {},
    onOpenWork: () => {},
  }
  try {
    const gateway = await readGateway(run)
    const reached = until === 'plan' ? reachCluster(run, gateway, new Lock(run)) : connectOnly(run)
    const [target] = await together([reached, contextOf(run, gateway)])
    beforeTheBuild(gateway)
    if (target === undefined) return
    const reference =
      run.inputs.source.kind === 'image' ? run.inputs.source.image : `${REGISTRY}/${REPOSITORY}:1@${DIGEST}`
    const image: Image = await asPinned(run, target, { reference, digest: DIGEST, version: '2026.9.6' })
    const plan = await planRollout(run, target, image)
    const { part } = await stageOf(run, target, image, plan)
    // A rehearsal takes place only where the server has seen the Deployment.
    for (const level of plan.gateway.unproven === undefined ? (['on', 'pull'] as const) : [])
      rehearsalPod(part, level, 'rehearsal', 'node-1', 60_000)
    for (const each of pinTargets(gateway.workload)) {
      differenceIn(each, each.file.text)
      repin(each, each.file.text, image.reference)
      basesOf(each)
    }
  } finally {
    for (const close of closing) close()
  }
}

async function connectOnly({ inputs, surroundings }: Run): Promise<undefined> {
  const { client } = await connect(inputs.cluster, surroundings.env)
  client.close()
}

async function contextOf(run: Run, gateway: Gateway): Promise<void> {
  const { source } = run.inputs
  if (source.kind !== 'build') return
  const { files } = await readBuildContext(source.dockerfile, source.context, run.surroundings.workspace)
  await refuseCopiedPin(run, gateway, source.dockerfile, files)
}

/** What the check of the config works on, and an answer of OpenClaw that has something to say about each part. */
function beforeTheBuild({ manifests, workload }: Gateway): void {
  const config = gatewayConfig(manifests, workload)
  if (config === undefined) return
  JSON.stringify([config.files, config.name, config.variables])
  const issues = ['', 'gateway.bind', 'gateway.trustedProxies.0', 'models.providers'].map((path) => ({
    path,
    message: 'is not what it should be',
  }))
  const unknownModels = ['anthropic/claude-sonnet-5']
  judgeAnswer({ valid: false, issues, warnings: issues, unknownModels, more: 0 }, config, '2026.9.6')
}
