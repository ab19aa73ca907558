// From access to a client that has been answered.

import { DeployError } from '../errors.ts'
import { type ClusterAccess, loadKubeconfig } from './kubeconfig.ts'
import { KubeClient } from './request.ts'

export interface Cluster {
  readonly client: KubeClient
  /** For logs: where the access came from. */
  readonly origin: string
  /** The namespace that objects without one belong to. */
  readonly defaultNamespace: string
  readonly version: string
}

/**
 * Connects and asks the API server for its version, so that a wrong address or credential shows now.
 * @throws DeployError when no access is configured, it cannot be read, or the server does not answer or refuses us
 */
export async function connect(
  given: ClusterAccess,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Cluster> {
  const { config, server, origin } = await loadKubeconfig(given, env)
  const client = new KubeClient(config, server)
  const { gitVersion } = await client.get<{ gitVersion?: unknown }>('/version')
  if (typeof gitVersion !== 'string') {
    throw new DeployError({
      code: 'cluster-unreachable',
      message: `What answers at ${server.host} is not a Kubernetes API server`,
      fix: 'Check the address of the kubeconfig, and that no proxy stands before it',
    })
  }
  const context = config.getContextObject(config.getCurrentContext())
  return { client, origin, version: gitVersion, defaultNamespace: context?.namespace ?? 'default' }
}
