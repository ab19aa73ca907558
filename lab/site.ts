// A user's repository in the lab: a copy of the project's own manifests and Dockerfile, set to the lab's registry and
// a namespace of its own, with the Secrets that a user would have made by hand. Always a copy, so that nothing in
// the checkout changes.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { passwordsOf } from './ecr/client.ts'
import { cleanEnvironment, labEnvironment } from './environment.ts'
import { type ActionResult, type ActionRun, type Runner, runAction } from './github-runner.ts'
import { hostNpmrc } from './npmrc.ts'

const checkout = resolve(import.meta.dirname, '..')
const KUSTOMIZATION = 'manifests/kustomization.yaml'

export interface SiteOptions {
  readonly namespace: string
  readonly repository: string
  /** As ECR names it. */
  readonly tagMutability?: 'MUTABLE' | 'IMMUTABLE'
  /** Where a browser will open the Control UI. */
  readonly origins?: readonly string[]
}

/** What a step of a workflow is given. */
export interface StepOptions {
  readonly with?: Record<string, string>
  readonly env?: Record<string, string | undefined>
  readonly onLine?: ActionRun['onLine']
  readonly isEvicted?: boolean
  /** Other than this host as it is: see lab/runner-pod.ts and lab/scanner/witness.ts. */
  readonly runner?: Runner
}

/** A name no earlier run has used, so that its namespace and repository start empty. */
export function fresh(name: string): string {
  return `${name}-${randomBytes(3).toString('hex')}`
}

export class Site {
  readonly workspace: string
  readonly namespace: string
  readonly repository: string
  readonly env: Readonly<Record<string, string>>
  /** The gateway's token: what must never be seen in any output. */
  readonly gatewayToken: string
  /** HOME of its steps, where they run on this host. */
  readonly home: string
  readonly #ecrPasswords = new Set<string>()
  /** What runs left, for tests to look into. */
  readonly #left: string[] = []

  private constructor(options: SiteOptions, env: Record<string, string>, gatewayToken: string) {
    this.workspace = mkdtempSync(join(tmpdir(), 'openclaw-deploy-site-'))
    this.home = mkdtempSync(join(tmpdir(), 'openclaw-deploy-home-'))
    this.namespace = options.namespace
    this.repository = options.repository
    // A key of its own, by which ECR's diary tells its requests from those of others at the same time.
    this.env = { ...env, AWS_ACCESS_KEY_ID: `${env.AWS_ACCESS_KEY_ID}${randomBytes(4).toString('hex').toUpperCase()}` }
    this.gatewayToken = gatewayToken
    cpSync(join(checkout, 'Dockerfile'), join(this.workspace, 'Dockerfile'))
    for (const [from, to] of [
      ['base', 'manifests'],
      ['overlays', 'overlays'],
    ] as const) {
      cpSync(join(checkout, 'manifests', from), join(this.workspace, to), { recursive: true })
    }
    // With it, a file that a test adds would not be applied; `kustomizable` brings it back.
    rmSync(join(this.workspace, KUSTOMIZATION))
    for (const file of globSync('{manifests,overlays}/**/*.yaml', { cwd: this.workspace })) {
      this.edit(file, (text) =>
        text
          .replaceAll('../../base', '../../manifests')
          .replaceAll('namespace: open-webui', `namespace: ${this.namespace}`)
          .replace(/(kind: Namespace\nmetadata:\n {2}name: )open-webui/, `$1${this.namespace}`)
          .replace(
            /image: \S+\/k3s-homelab\/openclaw:latest/,
            `image: ${env.LAB_ECR_REGISTRY}/${this.repository}:latest`,
          )
          .replace(
            /allowedOrigins: \[[^\]]*\]/,
            `allowedOrigins: ${JSON.stringify(options.origins ?? ['https://openclaw.example.com'])}`,
          ),
      )
    }
    writeFileSync(join(this.home, '.npmrc'), hostNpmrc())
  }

  /** Makes the repository, the namespace and the Secrets, if they are not there, and a fresh workspace. */
  static async create(options: SiteOptions): Promise<Site> {
    const env = await labEnvironment()
    const client = ecrClient(env)
    await client
      .send(
        new CreateRepositoryCommand({
          repositoryName: options.repository,
          imageTagMutability: options.tagMutability ?? 'IMMUTABLE',
        }),
      )
      .catch((error: Error) => {
        if (error.name !== 'RepositoryAlreadyExistsException') throw error
      })
    const site = new Site(options, env, gatewayTokenIn(options.namespace, env) ?? randomBytes(24).toString('hex'))
    site.kubectlApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: options.namespace } })
    site.kubectlApply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'openclaw-secrets', namespace: options.namespace },
      stringData: { OPENCLAW_GATEWAY_TOKEN: site.gatewayToken, ANTHROPIC_API_KEY: 'sk-ant-lab-has-none' },
    })
    await site.renewPullSecret()
    client.destroy()
    return site
  }

  /** The Secret `ecr-pull` with a fresh token, as a user's own cron job makes it. */
  async renewPullSecret(): Promise<void> {
    const auth = await this.registryAuth()
    const config = JSON.stringify({ auths: { [this.env.LAB_ECR_REGISTRY ?? '']: { auth } } })
    this.kubectlApply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'ecr-pull', namespace: this.namespace },
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': config },
    })
  }

  /** Runs the action from `dist/` on this site. `with` and `env` go over the smallest workflow's. */
  deploy(options: StepOptions = {}): Promise<ActionResult> {
    return this.#run(checkout, options, {
      manifests: 'manifests',
      'ecr-repository': this.repository,
      // Tests make manifests that the lint would stop; what it says of ours is tested where nothing is changed.
      lint: 'off',
    })
  }

  /** Runs `pair/action.yml`. */
  pair(options: StepOptions = {}): Promise<ActionResult> {
    return this.#run(join(checkout, 'pair'), options, { namespace: this.namespace })
  }

  /** All that ECR gave for this site's keys up to the end of the last run, masked or not. */
  get ecrPasswords(): readonly string[] {
    return [...this.#ecrPasswords]
  }

  async #run(action: string, options: StepOptions, defaults: Record<string, string>): Promise<ActionResult> {
    const { LAB_BASE_REGISTRY = '', ...rest } = this.env
    const aws = Object.fromEntries(Object.entries(rest).filter(([name]) => name.startsWith('AWS_')))
    const isElsewhere = options.runner && !options.runner.isOnHost
    const own = isElsewhere ? { env: {}, with: {} } : this.#hostAsRunner()
    const env: Record<string, string | undefined> = {
      ...own.env,
      ...aws,
      DOCKER_HUB_MIRROR: `http://${LAB_BASE_REGISTRY}`,
      ...options.env,
    }
    const run: ActionRun = {
      action,
      workspace: this.workspace,
      with: { ...defaults, ...own.with, ...options.with },
      env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
      ...(options.onLine && { onLine: options.onLine }),
      ...(options.isEvicted && { isEvicted: options.isEvicted }),
    }
    const result = await runAction(run, options.runner)
    this.#left.push(...[result.temp, result.elsewhere].filter((folder) => folder !== undefined))
    for (const key of new Set([this.env.AWS_ACCESS_KEY_ID, run.env.AWS_ACCESS_KEY_ID])) {
      for (const password of await passwordsOf(this.env, key ?? '')) this.#ecrPasswords.add(password)
    }
    return result
  }

  /** What a runner elsewhere has by itself: an environment, a home, Docker, and credentials of the cluster. */
  #hostAsRunner() {
    const { KUBECONFIG = '', DOCKER_HOST, PATH } = this.env
    const host = Object.fromEntries(
      Object.entries(cleanEnvironment()).filter(([name]) => !/^(npm_|GITHUB_|RUNNER_|INPUT_|LAB_|CI$)/i.test(name)),
    )
    return { env: { ...host, PATH, HOME: this.home, DOCKER_HOST }, with: { kubeconfig: KUBECONFIG } }
  }

  /** kubectl against the lab. @returns stdout @throws when it fails, with its stderr */
  kubectl(...args: string[]): string {
    return kubectl(this.env, args)
  }

  /** The arguments by which kubectl runs a command in the gateway's own container. */
  execArgs(command: readonly string[]): string[] {
    return ['-n', this.namespace, 'exec', 'deploy/openclaw', '-c', 'openclaw', '--', ...command]
  }

  /** A command in the gateway's own container. @returns and throws as `kubectl` does */
  inGateway(...command: string[]): string {
    return this.kubectl(...this.execArgs(command))
  }

  kubectlApply(object: object): void {
    kubectl(
      this.env,
      ['apply', '--server-side', '--field-manager=lab-user', '--force-conflicts', '-f', '-'],
      JSON.stringify(object),
    )
  }

  /** Digest under a tag, from what the registry itself answers. */
  async digestInRegistry(tag: string): Promise<string | undefined> {
    const response = await this.#askRegistry('HEAD', tag)
    return response.headers.get('docker-content-digest') ?? undefined
  }

  /** Layers of an image from the base on, with their compressed bytes. */
  async layersInRegistry(tag: string): Promise<readonly { readonly digest: string; readonly size: number }[]> {
    const response = await this.#askRegistry('GET', tag)
    const manifest = (await response.json()) as { layers?: { digest: string; size: number }[] }
    if (!manifest.layers) throw new Error(`the registry has no image under ${tag}`)
    return manifest.layers
  }

  /** A login for Docker's config.json. */
  async registryAuth(): Promise<string | undefined> {
    const { authorizationData } = await this.ecr((client) => client.send(new GetAuthorizationTokenCommand({})))
    return authorizationData?.[0]?.authorizationToken
  }

  async #askRegistry(method: string, tag: string): Promise<Response> {
    return fetch(`http://${this.env.LAB_ECR_REGISTRY}/v2/${this.repository}/manifests/${tag}`, {
      method,
      headers: {
        authorization: `Basic ${await this.registryAuth()}`,
        accept: 'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
      },
    })
  }

  /** A service account of the namespace without any right but those everyone has. @returns its token */
  async serviceAccountToken(name: string): Promise<string> {
    this.kubectlApply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: this.namespace } })
    const request = JSON.stringify({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    })
    const path = `/api/v1/namespaces/${this.namespace}/serviceaccounts/${name}/token`
    const answer = JSON.parse(kubectl(this.env, ['create', '--raw', path, '-f', '-'], request)) as {
      status: { token: string }
    }
    return answer.status.token
  }

  /** What a user without certificates has: the server, and a token. */
  kubeconfigOf(token: string, server = this.env.LAB_API_SERVER ?? ''): string {
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'lab', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'user', user: { token } }],
      contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'user' } }],
      'current-context': 'lab',
    })
  }

  /** Makes `manifests` what overlays can stand on. */
  kustomizable(): void {
    cpSync(join(checkout, 'manifests/base/kustomization.yaml'), this.path(KUSTOMIZATION))
  }

  path(file: string): string {
    return join(this.workspace, file)
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8')
  }

  /** Changes a file of the workspace; a new one starts from ''. */
  edit(file: string, change: (text: string) => string): void {
    const before = existsSync(this.path(file)) ? this.read(file) : ''
    mkdirSync(dirname(this.path(file)), { recursive: true })
    writeFileSync(this.path(file), change(before))
  }

  /** Removes the workspace and what runs left; the namespace too unless it is to be kept. */
  remove({ keepNamespace = false } = {}): void {
    if (!keepNamespace) this.kubectl('delete', 'namespace', this.namespace, '--wait=false', '--ignore-not-found')
    for (const folder of [this.workspace, this.home, ...this.#left]) rmSync(folder, { recursive: true, force: true })
  }

  /** The lab's ECR by AWS's own client, as its owner. */
  async ecr<T>(work: (client: ECRClient) => Promise<T>): Promise<T> {
    const client = ecrClient(this.env)
    try {
      return await work(client)
    } finally {
      client.destroy()
    }
  }
}

function gatewayTokenIn(namespace: string, env: Record<string, string>): string | undefined {
  try {
    const args = ['-n', namespace, 'get', 'secret', 'openclaw-secrets', '-o', 'jsonpath={.data.OPENCLAW_GATEWAY_TOKEN}']
    return Buffer.from(kubectl(env, args), 'base64').toString('utf8') || undefined
  } catch {
    return undefined
  }
}

function kubectl(env: Readonly<Record<string, string>>, args: readonly string[], input?: string): string {
  const options = {
    env: { ...cleanEnvironment(), ...env },
    encoding: 'utf8',
    ...(input !== undefined && { input }),
    stdio: 'pipe',
  } as const
  return execFileSync('kubectl', [...args], options)
}

function ecrClient(env: Readonly<Record<string, string>>): ECRClient {
  const { AWS_REGION = '', AWS_ENDPOINT_URL_ECR = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = env
  return new ECRClient({
    region: AWS_REGION,
    endpoint: AWS_ENDPOINT_URL_ECR,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  })
}
