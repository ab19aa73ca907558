// What both actions take, by inputs or from their surroundings.

import { maskLogin } from '../report/mask.ts'
import type { InputReader } from './reader.ts'

/** Which workload is the gateway, as far as it is told. */
export interface WorkloadInputs {
  readonly namespace?: string
  readonly deployment?: string
  readonly container?: string
}

export interface ClusterInputs {
  /** A path, the content, or base64 of the content. */
  readonly kubeconfig?: string
  readonly context?: string
}

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
  /** ARC's container mode brings no Docker daemon, and DOCKER_HOST names none. */
  readonly daemonless: boolean
  /** A registry that mirrors Docker Hub, asked first for base images; scheme and login optional. */
  readonly dockerHubMirror?: string
  /** Address of this workflow run. */
  readonly runUrl?: string
  /** What people call this run, for others to read: `acme/home run 123 attempt 1`. */
  readonly runName: string
  /** Private CA bundle handed to the build as a secret. */
  readonly extraCaFile?: string
  /** The environment, for npmrc's `${VAR}` and for child processes. */
  readonly env: Readonly<Record<string, string | undefined>>
}

export function readWorkload(reader: InputReader): WorkloadInputs {
  const namespace = reader.objectName('namespace')
  const deployment = reader.objectName('deployment')
  const container = reader.objectName('container')
  return { ...(namespace && { namespace }), ...(deployment && { deployment }), ...(container && { container }) }
}

export function readCluster(reader: InputReader): ClusterInputs {
  const context = reader.text('kube-context')
  return { ...(reader.text('kubeconfig') && { kubeconfig: reader.raw('kubeconfig') }), ...(context && { context }) }
}

// https://github.com/actions/runner-container-hooks, in the places where ARC's runner image has them.
const KUBERNETES_HOOKS = /(^|\/)k8s(-novolume)?\//

/**
 * Whether this is ARC's containerMode `kubernetes` or `kubernetes-novolume`. A job without a container runs in the runner, which
 * is told of the hooks; one with a container in a pod of its own, where the hooks put the work folder at /__w. So does Docker
 * with a job's container, which is no pod.
 */
function isKubernetesMode({
  ACTIONS_RUNNER_CONTAINER_HOOKS: hooks = '',
  KUBERNETES_SERVICE_HOST: apiServer,
  RUNNER_TEMP: temp = '',
}: Surroundings['env']): boolean {
  return KUBERNETES_HOOKS.test(hooks) || (Boolean(apiServer) && temp.startsWith('/__w/'))
}

/** What the runner's environment says; a login in the mirror's address is masked. @param cwd the folder the runner started us in */
export function readSurroundings(env: Surroundings['env'], cwd: string): Surroundings {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId } = env
  const { GITHUB_RUN_ATTEMPT: attempt } = env
  if (env.DOCKER_HUB_MIRROR) maskLogin(env.DOCKER_HUB_MIRROR)
  const wait = Number(env.RUNNER_WAIT_FOR_DOCKER_IN_SECONDS)
  return {
    workspace: env.GITHUB_WORKSPACE || cwd,
    temp: env.RUNNER_TEMP || env.TMPDIR || '/tmp',
    dockerWaitMs: (Number.isFinite(wait) && wait > 0 ? wait : 120) * 1000,
    dockerHost: env.DOCKER_HOST || 'unix:///var/run/docker.sock',
    daemonless: !env.DOCKER_HOST && isKubernetesMode(env),
    ...(env.DOCKER_HUB_MIRROR && { dockerHubMirror: env.DOCKER_HUB_MIRROR }),
    ...(server && repository && runId && { runUrl: `${server}/${repository}/actions/runs/${runId}` }),
    runName:
      repository && runId
        ? `${repository} run ${runId}${attempt ? ` attempt ${attempt}` : ''}`
        : 'a run outside GitHub',
    ...(env.NODE_EXTRA_CA_CERTS && { extraCaFile: env.NODE_EXTRA_CA_CERTS }),
    env,
  }
}
