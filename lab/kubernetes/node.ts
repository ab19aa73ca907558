// The node: kubelet on containerd, and kube-proxy for Service addresses.

import { labCgroup, makeCgroups } from '../cgroups.ts'
import * as layout from '../layout.ts'
import { resolvConf } from '../resolver.ts'
import { answers, startService } from '../service.ts'
import { api } from './client.ts'
import { program } from './control-plane.ts'
import { kubeconfigOf } from './kubeconfig.ts'

export function startKubelet(): Promise<string> {
  const { host, loopback } = layout.network()
  makeCgroups()
  return startService({
    name: 'kubelet',
    command: [
      program('kubelet'),
      `--kubeconfig=${kubeconfigOf('kubelet')}`,
      `--hostname-override=${layout.nodeName}`,
      // With a loopback address the node never gets Ready.
      `--node-ip=${host}`,
      `--address=${host}`,
      `--healthz-bind-address=${loopback}`,
      '--container-runtime=remote',
      `--container-runtime-endpoint=unix://${layout.containerdSocket}`,
      // cAdvisor would look for a containerd of the host's, for seconds.
      `--containerd=${layout.containerdSocket}`,
      // How soon the node says that it is Ready.
      '--node-status-update-frequency=1s',
      '--cgroup-driver=cgroupfs',
      `--cgroup-root=${labCgroup}`,
      `--resolv-conf=${resolvConf()}`,
      `--volume-plugin-dir=${layout.sessionState}/volume-plugins`,
      '--fail-swap-on=false',
      '--oom-score-adj=0',
      '--make-iptables-util-chains=false',
      '--serialize-image-pulls=false',
      // The host's disk is not the lab's to judge: no eviction, no image collection while tests run.
      '--eviction-hard=',
      '--image-gc-high-threshold=100',
    ],
    address: `${host}:10250`,
    healthy: async () => (await answers(`http://${loopback}:10248/healthz`)) && (await nodeReady()),
  })
}

interface Node {
  status: { conditions?: { type: string; status: string }[] }
}

async function nodeReady(): Promise<boolean> {
  const node = await api<Node>('GET', `/api/v1/nodes/${layout.nodeName}`)
  return node.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}

export function startProxy(): Promise<string> {
  const { block, host, loopback } = layout.network()
  return startService({
    name: 'kube-proxy',
    command: [
      program('kube-proxy'),
      `--kubeconfig=${kubeconfigOf('proxy')}`,
      `--hostname-override=${layout.nodeName}`,
      '--proxy-mode=iptables',
      // Told its address, it need not wait for the kubelet to register the node.
      `--bind-address=${host}`,
      `--cluster-cidr=${block}`,
      `--healthz-bind-address=${loopback}:10256`,
      `--metrics-bind-address=${loopback}:10249`,
      '--conntrack-max-per-core=0',
      '--oom-score-adj=0',
    ],
    address: `${loopback}:10256`,
    healthy: () => answers(`http://${loopback}:10256/healthz`),
  })
}
