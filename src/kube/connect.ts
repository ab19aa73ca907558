// From access to a client that has been answered.

import { DeployError } from '../errors.ts'
import { type ClusterAccess, loadKubeconfig } from './kubeconfig.ts'
import { reasonOf } from './message.ts'
import { PATIENCE_MS } from './patience.ts'
import { KubeClient } from './request.ts'

export interface Cluster {
  readonly client: KubeClient
  /** For logs: where the access came from, and whose it is if that can be told. */
  readonly origin: string
  /** The namespace that objects without one belong to. */
  readonly defaultNamespace: string
  readonly version: string
}

/**
 * Connects and asks the API server for its version, so that a wrong address or credential shows now.
 * @param progress is told when the server is away later on; without it nothing waits for a server that is
 * @throws DeployError when no access is configured, it cannot be read, or the server does not answer or refuses us
 */
export async function connect(
  given: ClusterAccess,
  env: Readonly<Record<string, string | undefined>>,
  progress?: (line: string) => void,
): Promise<Cluster> {
  const { config, server, proxy, origin } = await loadKubeconfig(given, env)
  const client = new KubeClient(config, server, {
    ...(proxy && { proxy }),
    ...(progress && { patience: { ms: PATIENCE_MS, progress } }),
  })
  const { gitVersion } = await client.get<{ gitVersion?: unknown }>('/version')
  if (typeof gitVersion !== 'string') {
    throw new DeployError({
      code: 'cluster-unreachable',
      message: `What answers at ${server.host} is not a Kubernetes API server`,
      fix: 'Check the address of the kubeconfig, and that no proxy stands before it',
    })
  }
  const credentials = await client.credentials()
  if (credentials.kind === 'none') await refuseAnonymous(client)
  const account = credentials.kind === 'token' ? credentials.account : undefined
  const context = config.getContextObject(config.getCurrentContext())
  return {
    client,
    origin: account === undefined ? origin : `${origin}, ${account}`,
    version: gitVersion,
    defaultNamespace: context?.namespace ?? 'default',
  }
}

/** /version is for everyone; this is for everyone with a name. A proxy may have given us one. */
async function refuseAnonymous(client: KubeClient): Promise<void> {
  const response = await client.request({ method: 'GET', path: '/api' })
  if (response.status !== 403 || !reasonOf(response).includes('system:anonymous')) return
  throw new DeployError({
    code: 'cluster-unauthorized',
    message: `The API server at ${client.server.host} takes this run for nobody (403, system:anonymous), since the kubeconfig’s user has no credentials`,
    fix: 'Put a token or a client certificate into the kubeconfig’s user',
  })
}
