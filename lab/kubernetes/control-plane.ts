// etcd, API server, controllers and scheduler.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import * as layout from '../layout.ts'
import { answers, startService } from '../service.ts'
import { caFile, serverCert, serviceAccountKey } from './certificates.ts'
import { api, healthz } from './client.ts'
import { kubeconfigOf, tokenFile } from './kubeconfig.ts'

export const program = (name: string): string => join(layout.kubernetesBinaries, name)

export function startEtcd(): Promise<string> {
  const { loopback } = layout.network()
  const clients = `http://${loopback}:${layout.ports.etcd}`
  const peers = `http://${loopback}:${layout.ports.etcd + 1}`
  const data = join(layout.sessionState, 'etcd')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  return startService({
    name: 'etcd',
    command: [
      join(layout.tools, 'usr/bin/etcd'),
      `--data-dir=${data}`,
      `--listen-client-urls=${clients}`,
      `--advertise-client-urls=${clients}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
      // A crash of the host may cost the lab its cluster; every write waiting for the disk would cost more.
      '--unsafe-no-fsync',
    ],
    address: clients,
    healthy: () => answers(`${clients}/health`),
  })
}

export function startApiServer(): Promise<string> {
  const { host, loopback, serviceRange } = layout.network()
  return startService({
    name: 'kube-apiserver',
    command: [
      program('kube-apiserver'),
      `--etcd-servers=http://${loopback}:${layout.ports.etcd}`,
      // Also what pods reach as the Service `kubernetes`.
      `--bind-address=${host}`,
      `--advertise-address=${host}`,
      `--secure-port=${layout.ports.apiServer}`,
      `--tls-cert-file=${serverCert.cert}`,
      `--tls-private-key-file=${serverCert.key}`,
      `--token-auth-file=${tokenFile}`,
      '--authorization-mode=Node,RBAC',
      '--anonymous-auth=true',
      '--allow-privileged=true',
      `--service-cluster-ip-range=${serviceRange}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-signing-key-file=${serviceAccountKey}`,
      `--service-account-key-file=${serviceAccountKey}`,
      // The node's name means nothing to the host's resolver, so exec and logs go by address.
      '--kubelet-preferred-address-types=InternalIP',
    ],
    address: layout.apiServerUrl(),
    healthy: bootstrapped,
  })
}

/** Answering is not enough: those that start next need a namespace and the rights of their bootstrap roles. */
async function bootstrapped(): Promise<boolean> {
  await api('GET', '/api/v1/namespaces/default')
  await api('GET', '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:kube-scheduler')
  return true
}

export function startControllerManager(): Promise<string> {
  const address = `${layout.network().loopback}:10257`
  return startService({
    name: 'kube-controller-manager',
    command: [
      program('kube-controller-manager'),
      `--kubeconfig=${kubeconfigOf('controllerManager')}`,
      ...listenOn(address),
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${serviceAccountKey}`,
      `--root-ca-file=${caFile}`,
    ],
    address,
    healthy: () => healthz(address),
  })
}

export function startScheduler(): Promise<string> {
  const address = `${layout.network().loopback}:10259`
  return startService({
    name: 'kube-scheduler',
    command: [program('kube-scheduler'), `--kubeconfig=${kubeconfigOf('scheduler')}`, ...listenOn(address)],
    address,
    healthy: () => healthz(address),
  })
}

function listenOn(address: string): string[] {
  const [host, port] = address.split(':')
  const insecureOff = '--port=0'
  return [`--bind-address=${host}`, `--secure-port=${port}`, insecureOff, '--leader-elect=false']
}
