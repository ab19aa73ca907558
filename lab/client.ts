// The lab's Kubernetes by the action's own client, for what watches beside it.

import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { KubeClient } from '../src/kube/request.ts'

/** Without the action's own connecting, which would print the lab's tokens as masks for a runner that is not there. */
export function labClient(kubeconfig = ''): KubeClient {
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  return new KubeClient(config, new URL(config.getCurrentCluster()?.server ?? ''))
}
