// A runner as ARC's `containerMode: dind` makes it: an unprivileged container with git, the docker CLI and buildx, a
// privileged dockerd beside it, and a service account. Steps run in it by `kubectl exec`, where ARC has the runner's own worker.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { cleanEnvironment } from './ambient.ts'
import { daemonSettings } from './builder/builder.ts'
import type { Folders, Job, OnLine, Runner } from './github-runner.ts'
import { makeRunnerImage, runnerImage } from './images/make.ts'
import { checkout, labSource } from './layout.ts'
import { hostNpmrc } from './npmrc.ts'
import { run } from './process.ts'

export interface RunnerPodOptions {
  /** What leads to the lab: see lab/environment.ts. */
  readonly env: Readonly<Record<string, string>>
  /** It has to be there, as has the account. */
  readonly namespace: string
  readonly serviceAccountName: string
  /** All that Docker's images and build cache may take; without it the node's disk. */
  readonly dockerMiB?: number
}

const NAME = 'runner'
const HOME = '/home/runner'
const NODE = `${HOME}/externals/node24/bin/node`
const WORK = `${HOME}/_work`
// The paths that a runner has them under.
const ACTIONS = `${WORK}/_actions/openclaw/deploy/v1`
const TEMP = `${WORK}/_temp`
const WORKSPACE = `${WORK}/home/home`
const TMP = '/tmp'
const STEP = `${HOME}/runner-step.ts`
const KUBECTL_EXIT = /^command terminated with exit code \d+$/

export class RunnerPod implements Runner {
  readonly namespace: string
  readonly #env: Record<string, string>

  private constructor({ env, namespace }: RunnerPodOptions) {
    this.namespace = namespace
    this.#env = { ...cleanEnvironment(), ...env }
  }

  /** Brings the pod up, waits for its Docker, and puts the action there. @throws with Docker's log when it does not start */
  static async start(options: RunnerPodOptions): Promise<RunnerPod> {
    await makeRunnerImage()
    const pod = new RunnerPod(options)
    await pod.#kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify(objectsOf(options)))
    await pod.#kubectl(['wait', `pod/${NAME}`, '--for=condition=Ready', '--timeout=10m']).catch(async (error) => {
      const log = await pod.#kubectl(['logs', NAME, '-c', 'dind', '--tail=20']).catch(String)
      throw new Error(`the runner's pod is not ready: ${error.message}\n${log}`)
    })
    await pod.#upload(labSource, ['runner-step.ts'], HOME)
    await pod.#upload(checkout, ['action.yml', 'pair', 'dist'], ACTIONS)
    return pod
  }

  async enter({ action, workspace, temp }: Folders): Promise<Job> {
    const places = [
      [workspace, WORKSPACE],
      [temp, TEMP],
    ] as const
    await this.output('rm', '-rf', WORKSPACE, TEMP)
    for (const [here, there] of places) await this.#upload(here, ['.'], there)
    return {
      folders: { action: join(ACTIONS, relative(checkout, action)), workspace: WORKSPACE, temp: TEMP },
      step: (script, env, onLine) => this.#step(script, env, onLine),
      fetch: async () => {
        for (const [here, there] of places) await this.#download(['-C', there, '.'], here)
      },
      elsewhere: async () => {
        const here = mkdtempSync(join(tmpdir(), 'openclaw-deploy-elsewhere-'))
        await this.#download(elsewhere('/'), here)
        return here
      },
    }
  }

  /** What a command says in the runner's container. @throws when it fails */
  output(...command: string[]): Promise<string> {
    return this.#kubectl(inRunner(command))
  }

  /** Once the pod is ready: what the action reads in it as the cluster's credentials. */
  token(): Promise<string> {
    return this.output('cat', '/var/run/secrets/kubernetes.io/serviceaccount/token')
  }

  /** What a drain of its node does to it: all that runs in it is killed, and its files are gone. */
  async evict(): Promise<void> {
    await this.#kubectl(['delete', 'pod', NAME])
  }

  #step(script: string, env: Readonly<Record<string, string>>, onLine: OnLine): Promise<number> {
    return new Promise((resolve, reject) => {
      const child = this.#spawn(inRunner([NODE, STEP], '--stdin'))
      child.on('error', reject)
      // A pod that is gone tells so by the exit code.
      child.stdin.on('error', () => undefined)
      child.stdin.end(JSON.stringify({ script, cwd: WORKSPACE, env }))
      let pid: number | undefined
      const kill = (signal: NodeJS.Signals) => {
        // It may have ended by itself meanwhile.
        this.output('sh', '-c', 'kill -s "$0" "$1"', signal.slice('SIG'.length), String(pid)).catch(() => undefined)
      }
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (pid === undefined) pid = Number(line)
        else onLine(line, { pid, kill })
      })
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (!KUBECTL_EXIT.test(line)) onLine(line, { pid, kill })
      })
      child.on('close', (code) => resolve(code ?? 137))
    })
  }

  async #upload(folder: string, names: readonly string[], to: string): Promise<void> {
    const unpack = ['sh', '-c', 'mkdir -p "$0" && tar -xpf - -C "$0"', to]
    const source = spawn('tar', ['-cf', '-', '-C', folder, ...names])
    await together(source, this.#spawn(inRunner(unpack, '--stdin')))
  }

  /** @param what tar is to take */
  async #download(what: readonly string[], folder: string): Promise<void> {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
    const unpack = spawn('tar', ['-xpf', '-', '--no-same-owner', '-C', folder])
    await together(this.#spawn(inRunner(['tar', '-cf', '-', ...what])), unpack)
  }

  #spawn(args: readonly string[]) {
    return spawn('kubectl', ['-n', this.namespace, ...args], { env: this.#env })
  }

  #kubectl(args: readonly string[], input?: string): Promise<string> {
    const options = { env: this.#env, ...(input !== undefined && { input }) }
    return run('kubectl', ['-n', this.namespace, ...args], options)
  }
}

/** What tar takes of a runner besides the folders of its job: its home, and what programs leave unasked. */
export function elsewhere(root: string): string[] {
  const others = [join(HOME, 'externals'), ACTIONS, TEMP, WORKSPACE].map((folder) => `--exclude=${folder.slice(1)}`)
  return ['--ignore-failed-read', '-C', root, '--anchored', ...others, HOME.slice(1), TMP.slice(1)]
}

const inRunner = (command: readonly string[], ...options: string[]): string[] => [
  'exec',
  NAME,
  '-c',
  'runner',
  ...options,
  '--',
  ...command,
]

/** `from | to`. @throws with what the one that failed said */
async function together(from: ChildProcessWithoutNullStreams, to: ChildProcessWithoutNullStreams): Promise<void> {
  const ended = async (child: ChildProcessWithoutNullStreams) => {
    const code = new Promise<number | null>((resolve, reject) => {
      child.on('close', resolve)
      child.on('error', reject)
    })
    const said = await text(child.stderr)
    if ((await code) !== 0) throw new Error(`the runner's pod: ${said.trim()}`)
  }
  // The reader may be content, and gone, before the writer is: exit codes say how it went.
  to.stdin.on('error', () => undefined)
  from.stdout.pipe(to.stdin)
  await Promise.all([ended(from), ended(to)])
}

const smallDisk = (mebibytes: number) => `mount -t tmpfs -o size=${mebibytes}m tmpfs /var/lib/docker`

/** As the chart gha-runner-scale-set spells it, with a name instead of a generated one. */
function objectsOf({ env, namespace, serviceAccountName, dockerMiB }: RunnerPodOptions): object {
  const image = `${env.LAB_BASE_REGISTRY}/${runnerImage.repository}:${runnerImage.tag}`
  const work = { name: 'work', mountPath: WORK }
  const socket = { name: 'dind-sock', mountPath: '/var/run' }
  const settings = (key: string, mountPath: string) => ({ name: 'settings', mountPath, subPath: key })
  const CA = '/etc/ssl/certs/ca-certificates.crt'
  const runner = {
    name: 'runner',
    image,
    // Where ARC has run.sh, which waits for a job.
    command: ['tini', '--', 'sleep', 'infinity'],
    env: [
      { name: 'DOCKER_HOST', value: 'unix:///var/run/docker.sock' },
      { name: 'RUNNER_WAIT_FOR_DOCKER_IN_SECONDS', value: '120' },
      { name: 'NODE_EXTRA_CA_CERTS', value: CA },
    ],
    volumeMounts: [work, socket, settings('npmrc', `${HOME}/.npmrc`)],
  }
  const dind = {
    name: 'dind',
    image,
    command: dockerMiB ? ['sh', '-c', `${smallDisk(dockerMiB)} && exec dockerd "$@"`, 'dockerd'] : ['dockerd'],
    args: [
      '--host=unix:///var/run/docker.sock',
      '--group=123',
      '--exec-root=/var/lib/dockerd',
      '--pidfile=/tmp/docker.pid',
    ],
    securityContext: { privileged: true, runAsUser: 0 },
    // By readiness: a kubelet of 1.20 may take a minute to tell that a startup probe has passed.
    readinessProbe: {
      exec: { command: ['docker', 'info'] },
      periodSeconds: 1,
      timeoutSeconds: 10,
    },
    volumeMounts: [
      work,
      socket,
      { name: 'docker', mountPath: '/var/lib/docker' },
      settings('daemon.json', '/etc/docker/daemon.json'),
    ],
  }
  const items = [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: NAME, namespace },
      data: { npmrc: hostNpmrc(CA), 'daemon.json': JSON.stringify(daemonSettings()) },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: NAME, namespace },
      spec: {
        serviceAccountName,
        restartPolicy: 'Never',
        containers: [runner, dind],
        volumes: [
          ...['work', 'dind-sock', 'docker'].map((name) => ({ name, emptyDir: {} })),
          { name: 'settings', configMap: { name: NAME } },
        ],
      },
    },
  ]
  return { apiVersion: 'v1', kind: 'List', items }
}
