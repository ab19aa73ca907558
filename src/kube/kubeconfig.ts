// A kubeconfig in any of the forms people hand over, or the pod's service account. What is wrong with one is told
// without quoting it: every part of a kubeconfig may be a credential.

import { access, readFile } from 'node:fs/promises'
import { delimiter, dirname } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { Environment } from '../environment.ts'
import { DeployError, messageOf, systemCode } from '../errors.ts'
import { refusedByNode } from '../proxy/node.ts'
import { hasScheme, isSocksUrl, parseProxyUrl, proxyFor, type WebProxy } from '../proxy/rules.ts'
import { mask, maskLogin } from '../report/mask.ts'
import { type TokenFiles, tokenFilesIn, useTokenFile } from './token-file.ts'

export interface ClusterAccess {
  /** A kubeconfig as path, YAML or JSON content, or base64 of content. */
  readonly kubeconfig?: string
  readonly context?: string
}

export interface LoadedConfig {
  readonly config: KubeConfig
  readonly server: URL
  /** What the server is reached by. */
  readonly proxy?: WebProxy
  /** For logs: where the access came from. */
  readonly origin: string
}

const IN_CLUSTER_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'
const FORMS = 'Give a kubeconfig as a path, as its content, or as base64 of its content'

/**
 * @param node version of Node, such as `24.21.0`
 * @throws DeployError when there is none, it cannot be read, or it leads nowhere
 */
export async function loadKubeconfig(
  given: ClusterAccess,
  env: Environment,
  node = process.versions.node,
): Promise<LoadedConfig> {
  const { config, origin, tokenFiles } = await load(given, env)
  if (given.context) chooseContext(config, given.context, origin)
  for (const { token, password, keyData, authProvider } of config.getUsers()) {
    const { 'id-token': idToken, 'refresh-token': refreshToken } = (authProvider?.config ?? {}) as Record<
      string,
      string
    >
    // YAML reads a token of digits as a number.
    for (const secret of [token, password, keyData, idToken, refreshToken]) if (secret) mask(String(secret))
  }
  const { server, skipTLSVerify } = config.getCurrentCluster() ?? {}
  const current: unknown = config.getCurrentContext()
  if (server === undefined && (typeof current !== 'string' || current === '')) {
    throw invalid(
      `The kubeconfig (${origin}) has no \`current-context\``,
      `Set \`kube-context\` to one of: ${contextNames(config)}`,
    )
  }
  if (server === undefined) {
    throw invalid(
      `The kubeconfig (${origin}) has no cluster for the context "${current}"`,
      'Name a context of that kubeconfig with `kube-context`',
    )
  }
  const user = config.getContextObject(current as string)?.user
  // Without a user client-node leaves out what the cluster says about TLS as well.
  if (user === undefined) useNobody(config)
  else if (config.getUser(user) === null) {
    throw invalid(
      `The kubeconfig (${origin}) has no user "${user}" for the context "${current}"`,
      'Correct the user of that context, or name another context of that kubeconfig with `kube-context`',
    )
  }
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) {
    throw invalid(
      // It may be a number.
      `The server of the kubeconfig (${origin}) is "${String(server).replace(/^.*@/s, '***@')}", which is no URL`,
      'Write it as https://<host>:<port>',
    )
  }
  if (server.startsWith('http:') && !skipTLSVerify) {
    throw invalid(
      `The server of the kubeconfig (${origin}) is plain HTTP, over which credentials are not sent`,
      'Use https://, or set insecure-skip-tls-verify if the network in between is yours alone',
    )
  }
  await useTokenFile(config, tokenFiles, origin)
  const proxy = useProxy(config, new URL(server), env, origin, node)
  return { config, server: new URL(server), ...(proxy && { proxy }), origin }
}

/**
 * Has the server reached as kubectl does: by the cluster's own `proxy-url`, or else by the environment's.
 * @returns undefined also for SOCKS, which client-node speaks by itself
 */
function useProxy(
  config: KubeConfig,
  server: URL,
  env: Environment,
  origin: string,
  node: string,
): WebProxy | undefined {
  const current = config.getCurrentCluster()
  // YAML reads a port alone as a number.
  const own = String(current?.proxyUrl ?? '')
  if (own !== '') {
    maskLogin(own)
    if (isSocksUrl(own)) return undefined
    // As kubectl has it, and the agent that client-node makes for exec.
    const url = hasScheme(own) ? parseProxyUrl(own) : undefined
    if (url === undefined) {
      throw invalid(
        `The \`proxy-url\` of the kubeconfig (${origin}) is no URL of a proxy`,
        'Write it as http://<host>:<port>, https:// or socks5://, user and password in it percent-encoded, or remove it',
      )
    }
    const refused = refusedByNode(`The kubeconfig (${origin}) names a proxy`, node)
    if (refused) throw invalid(refused.message, refused.fix)
    return { url, setBy: 'proxy-url of the kubeconfig' }
  }
  const proxy = proxyFor(server, env)
  // Exec goes by what client-node makes of this field.
  if (proxy)
    config.clusters = config.clusters.map((each) => (each === current ? { ...each, proxyUrl: proxy.url.href } : each))
  return proxy
}

interface Loaded {
  readonly config: KubeConfig
  readonly origin: string
  readonly tokenFiles: TokenFiles
}

async function load(given: ClusterAccess, env: Environment): Promise<Loaded> {
  const config = new KubeConfig()
  // An explicit input wins, then what an earlier step exported, then the pod's own service account.
  const source = given.kubeconfig?.trim() || (await firstFile(env.KUBECONFIG))
  if (source) {
    const origin = given.kubeconfig ? 'input kubeconfig' : 'KUBECONFIG'
    const { text, folder } = await contentOf(source, origin)
    let tokenFiles: TokenFiles
    try {
      config.loadFromString(text)
      tokenFiles = tokenFilesIn(text, folder)
    } catch (error) {
      throw invalid(`The kubeconfig (${origin}) cannot be parsed${flawOf(error)}`, FORMS)
    }
    if (folder) config.makePathsAbsolute(folder)
    return { config, origin, tokenFiles }
  }
  if (env.KUBERNETES_SERVICE_HOST && (await exists(IN_CLUSTER_TOKEN))) {
    config.loadFromCluster()
    return { config, origin: 'in-cluster service account', tokenFiles: new Map() }
  }
  if (env.KUBERNETES_SERVICE_HOST) {
    throw invalid(
      'No access to the cluster: this pod has no token of a service account, and there is no input `kubeconfig` and no KUBECONFIG',
      'Remove `automountServiceAccountToken: false` from the runner’s pod template and its service account, or set `kubeconfig`',
    )
  }
  throw invalid(
    'No access to a cluster: there is no input `kubeconfig`, no KUBECONFIG, and no service account token in this container',
    'Set `kubeconfig`, or give the runner pod a service account (template.spec.serviceAccountName of gha-runner-scale-set)',
  )
}

/** Of what cannot be parsed, in words that quote nothing of it. */
function flawOf(error: unknown): string {
  const line = (error as { mark?: { line?: number } }).mark?.line
  if (line !== undefined) return `: its line ${line + 1} is not valid YAML`
  const [missing] = /^(clusters|users|contexts)\[\d+\]\.[\w.]+ is missing$/.exec(messageOf(error)) ?? []
  return missing === undefined ? '' : `: ${missing}`
}

/** KUBECONFIG may be a list; the first file that is there counts, and if none is, the first is complained about. */
async function firstFile(list: string | undefined): Promise<string | undefined> {
  const files = (list ?? '').split(delimiter).filter((path) => path.trim() !== '')
  for (const file of files) if (await exists(file)) return file
  return files[0]
}

/** Tells content, base64 and path apart: only content has a kubeconfig's keys, and base64 decodes to content. */
async function contentOf(source: string, origin: string): Promise<{ text: string; folder?: string }> {
  if (looksLikeKubeconfig(source)) return { text: source }
  const decoded = /^[A-Za-z0-9+/=\s]+$/.test(source) ? Buffer.from(source, 'base64').toString('utf8') : ''
  if (looksLikeKubeconfig(decoded)) return { text: decoded }
  try {
    return { text: await readFile(source, 'utf8'), folder: dirname(source) }
  } catch (error) {
    // Only what is surely a path is repeated.
    const isPath = source.length < 256 && /^[\w./~-]+$/.test(source) && /[./]/.test(source)
    throw invalid(
      isPath
        ? `The kubeconfig (${origin}) cannot be read from ${source}: ${systemCode(error) ?? 'no such file'}`
        : `The kubeconfig (${origin}) is neither a kubeconfig nor base64 of one`,
      FORMS,
    )
  }
}

function looksLikeKubeconfig(text: string): boolean {
  return /(^|[\n{,])\s*["']?(clusters|contexts|apiVersion)["']?\s*:/.test(text)
}

function chooseContext(config: KubeConfig, name: string, origin: string): void {
  if (!config.getContexts().some((context) => context.name === name)) {
    throw invalid(
      `The kubeconfig (${origin}) has no context "${name}"`,
      `Set \`kube-context\` to one of: ${contextNames(config)}`,
    )
  }
  config.setCurrentContext(name)
}

/** Gives the current context, which names no user, one that has nothing. */
function useNobody(config: KubeConfig): void {
  const name = ''
  const current = config.getCurrentContext()
  config.contexts = config.contexts.map((each) => (each.name === current ? { ...each, user: name } : each))
  config.users = [...config.users, { name }]
}

function contextNames(config: KubeConfig): string {
  return (
    config
      .getContexts()
      .map(({ name }) => name)
      .join(', ') || '(it has none)'
  )
}

function invalid(message: string, fix: string): DeployError {
  return new DeployError({ code: 'input-invalid', message, fix })
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
