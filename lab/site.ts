// A user's repository in the lab: a copy of the project's own manifests and Dockerfile, set to the lab's registry and
// a namespace of its own, with the Secrets that a user would have made by hand. Always a copy, so that nothing in
// the checkout changes.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { cleanEnvironment, labEnvironment } from './environment.ts'
import { type ActionResult, type ActionRun, runAction } from './github-runner.ts'

const checkout = resolve(import.meta.dirname, '..')

export interface SiteOptions {
  readonly namespace: string
  readonly repository: string
  /** As ECR names it. */
  readonly tagMutability?: 'MUTABLE' | 'IMMUTABLE'
  /** Where a browser will open the Control UI. */
  readonly origins?: readonly string[]
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
  readonly #home: string

  private constructor(options: SiteOptions, env: Record<string, string>, gatewayToken: string) {
    this.workspace = mkdtempSync(join(tmpdir(), 'openclaw-deploy-site-'))
    this.#home = mkdtempSync(join(tmpdir(), 'openclaw-deploy-home-'))
    this.namespace = options.namespace
    this.repository = options.repository
    this.env = env
    this.gatewayToken = gatewayToken
    cpSync(join(checkout, 'Dockerfile'), join(this.workspace, 'Dockerfile'))
    cpSync(join(checkout, 'manifests/base'), join(this.workspace, 'manifests'), { recursive: true })
    for (const name of readdirSync(join(this.workspace, 'manifests'))) {
      this.edit(`manifests/${name}`, (text) =>
        text
          .replaceAll('namespace: openclaw', `namespace: ${this.namespace}`)
          .replace(/(kind: Namespace\nmetadata:\n {2}name: )openclaw/, `$1${this.namespace}`)
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
    this.#writeNpmrc()
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
    const { authorizationData } = await this.ecr((client) => client.send(new GetAuthorizationTokenCommand({})))
    const auth = authorizationData?.[0]?.authorizationToken
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
  deploy(
    options: {
      with?: Record<string, string>
      env?: Record<string, string | undefined>
      onLine?: ActionRun['onLine']
    } = {},
  ): Promise<ActionResult> {
    const { KUBECONFIG = '', LAB_BASE_REGISTRY = '', DOCKER_HOST = '', ...rest } = this.env
    const aws = Object.fromEntries(Object.entries(rest).filter(([name]) => name.startsWith('AWS_')))
    const host = Object.fromEntries(
      Object.entries(cleanEnvironment()).filter(([name]) => !/^(npm_|GITHUB_|RUNNER_|INPUT_|LAB_|CI$)/i.test(name)),
    )
    const env: Record<string, string | undefined> = {
      ...host,
      ...aws,
      PATH: this.env.PATH,
      HOME: this.#home,
      DOCKER_HOST,
      DOCKER_HUB_MIRROR: `http://${LAB_BASE_REGISTRY}`,
      ...options.env,
    }
    return runAction({
      action: checkout,
      workspace: this.workspace,
      with: {
        manifests: 'manifests',
        'ecr-repository': this.repository,
        kubeconfig: KUBECONFIG,
        // Tests make manifests that the lint would stop; what it says of ours is tested where nothing is changed.
        lint: 'off',
        ...options.with,
      },
      env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
      ...(options.onLine && { onLine: options.onLine }),
    })
  }

  /** kubectl against the lab. @returns stdout @throws when it fails, with its stderr */
  kubectl(...args: string[]): string {
    return kubectl(this.env, args)
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
    const { authorizationData } = await this.ecr((client) => client.send(new GetAuthorizationTokenCommand({})))
    const response = await fetch(`http://${this.env.LAB_ECR_REGISTRY}/v2/${this.repository}/manifests/${tag}`, {
      method: 'HEAD',
      headers: {
        authorization: `Basic ${authorizationData?.[0]?.authorizationToken}`,
        accept: 'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
      },
    })
    return response.headers.get('docker-content-digest') ?? undefined
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

  /** Removes the workspace; the namespace too unless it is to be kept. */
  remove({ keepNamespace = false } = {}): void {
    if (!keepNamespace) this.kubectl('delete', 'namespace', this.namespace, '--wait=false', '--ignore-not-found')
    for (const folder of [this.workspace, this.#home]) rmSync(folder, { recursive: true, force: true })
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

  /** The runner's npm settings are the host's: which registry, and the CA to trust. */
  #writeNpmrc(): void {
    const setting = (key: string) =>
      execFileSync('npm', ['config', 'get', key], { encoding: 'utf8', cwd: homedir() }).trim()
    const cafile = setting('cafile')
    mkdirSync(this.#home, { recursive: true })
    writeFileSync(
      join(this.#home, '.npmrc'),
      [`registry=${setting('registry')}`, cafile !== 'null' ? `cafile=${cafile}` : '', ''].join('\n'),
    )
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
