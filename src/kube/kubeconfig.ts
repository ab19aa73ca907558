// A kubeconfig in any of the forms people hand over, or the pod's service account. What is wrong with one is told
// without quoting it: every part of a kubeconfig may be a credential.

import { access, readFile } from 'node:fs/promises'
import { delimiter, dirname } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { DeployError, systemCode } from '../errors.ts'
import { mask } from '../report/mask.ts'

export interface ClusterAccess {
  /** A kubeconfig as path, YAML or JSON content, or base64 of content. */
  readonly kubeconfig?: string
  readonly context?: string
}

export interface LoadedConfig {
  readonly config: KubeConfig
  readonly server: URL
  /** For logs: where the access came from. */
  readonly origin: string
}

type Environment = Readonly<Record<string, string | undefined>>

const IN_CLUSTER_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'
const FORMS = 'Give a kubeconfig as a path, as its content, or as base64 of its content'

/** @throws DeployError when there is none, it cannot be read, or it leads nowhere */
export async function loadKubeconfig(given: ClusterAccess, env: Environment): Promise<LoadedConfig> {
  const { config, origin } = await load(given, env)
  if (given.context) chooseContext(config, given.context, origin)
  for (const { token, password, keyData, authProvider } of config.getUsers()) {
    const { 'id-token': idToken, 'refresh-token': refreshToken } = (authProvider?.config ?? {}) as Record<
      string,
      string
    >
    for (const secret of [token, password, keyData, idToken, refreshToken]) if (secret) mask(secret)
  }
  const { server, skipTLSVerify } = config.getCurrentCluster() ?? {}
  if (server === undefined) {
    throw invalid(
      `The kubeconfig (${origin}) has no cluster for the context "${config.getCurrentContext()}"`,
      'Name a context of that kubeconfig with `kube-context`',
    )
  }
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) {
    throw invalid(
      `The server of the kubeconfig (${origin}) is "${server}", which is no URL`,
      'Write it as https://<host>:<port>',
    )
  }
  if (server.startsWith('http:') && !skipTLSVerify) {
    throw invalid(
      `The server of the kubeconfig (${origin}) is plain HTTP, over which credentials are not sent`,
      'Use https://, or set insecure-skip-tls-verify if the network in between is yours alone',
    )
  }
  return { config, server: new URL(server), origin }
}

async function load(given: ClusterAccess, env: Environment): Promise<{ config: KubeConfig; origin: string }> {
  const config = new KubeConfig()
  // An explicit input wins, then what an earlier step exported, then the pod's own service account.
  const source = given.kubeconfig?.trim() || (await firstFile(env.KUBECONFIG))
  if (source) {
    const origin = given.kubeconfig ? 'input kubeconfig' : 'KUBECONFIG'
    const { text, folder } = await contentOf(source, origin)
    try {
      config.loadFromString(text)
    } catch (error) {
      const line = (error as { mark?: { line?: number } }).mark?.line
      throw invalid(
        `The kubeconfig (${origin}) cannot be parsed${line === undefined ? '' : `: its line ${line + 1} is not valid YAML`}`,
        FORMS,
      )
    }
    if (folder) config.makePathsAbsolute(folder)
    return { config, origin }
  }
  if (env.KUBERNETES_SERVICE_HOST && (await exists(IN_CLUSTER_TOKEN))) {
    config.loadFromCluster()
    return { config, origin: 'in-cluster service account' }
  }
  throw invalid(
    'No access to a cluster: there is no input `kubeconfig`, no KUBECONFIG, and no service account token in this container',
    'Set `kubeconfig`, or give the runner pod a service account (template.spec.serviceAccountName of gha-runner-scale-set)',
  )
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
  const known = config.getContexts().map((context) => context.name)
  if (!known.includes(name)) {
    throw invalid(
      `The kubeconfig (${origin}) has no context "${name}"`,
      `Set \`kube-context\` to one of: ${known.join(', ') || '(it has none)'}`,
    )
  }
  config.setCurrentContext(name)
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
