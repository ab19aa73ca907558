// Everything the lab consists of, and what needs what.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installOnHost, missingHostPackages } from './apt.ts'
import { makeBuilderRootfs, startBuilder } from './builder/builder.ts'
import { down } from './down.ts'
import { runSteps, type Step } from './graph.ts'
import { makeBusyboxImage, makeNodeImage } from './images/make.ts'
import { buildKubernetes, isBuilt } from './kubernetes/build.ts'
import { makeCertificates } from './kubernetes/certificates.ts'
import { startContainerd } from './kubernetes/containerd.ts'
import { startApiServer, startControllerManager, startEtcd, startScheduler } from './kubernetes/control-plane.ts'
import { writeKubeconfigs } from './kubernetes/kubeconfig.ts'
import { startKubelet, startProxy } from './kubernetes/node.ts'
import { startVolumes } from './kubernetes/volumes.ts'
import { builderRootfs, cache, logs, sessionState, tools } from './layout.ts'
import { chooseNetwork, openNetwork, refuseForeignKubernetes } from './network.ts'
import { currentOwner, recordedOwner, refuseForeignLab, writeOwner } from './owner.ts'
import { startBaseRegistry, startEcr, startEcrBackend } from './registries.ts'
import { openSandbox } from './sandbox.ts'
import { ensureSecrets } from './secrets.ts'
import { linkBinaries, unpackTools } from './tools.ts'

export async function up(): Promise<void> {
  const begun = performance.now()
  refuseForeignLab()
  const packages = missingHostPackages()
  announce(packages)
  // A lab that was killed, or a reboot, leaves traces only of what the kernel does not end by itself.
  if (!currentOwner() && (recordedOwner() || existsSync(sessionState))) {
    console.log('the last lab was not taken down: clearing what is left of it')
    await down()
  }
  const wasReady = currentOwner()?.ready === true
  await runSteps(steps(packages))
  const owner = currentOwner()
  if (!owner) throw new Error('the lab ended while it was starting')
  writeOwner(owner.init, true)
  const took = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(
    `the lab is ${wasReady ? 'still ' : ''}up (${took} s); \`eval "$(npm run --silent lab -- env)"\` leads a shell to it`,
  )
}

function announce(packages: string[]): void {
  const installs = packages.length ? `installs by apt: ${packages.join(' ')}` : 'installs nothing on this host by apt'
  console.log(`The lab needs root, and ${installs}. Everything else is unpacked below ${cache}.`)
  if (process.getuid?.() !== 0) {
    throw new Error(
      'the lab must run as root: it makes namespaces, a bridge and iptables rules (try `sudo npm run lab -- up`)',
    )
  }
  const missing = [
    !existsSync(tools) && "Debian's containerd, runc, etcd, registry, Go, kubectl and docker (150 MB)",
    !isBuilt() && 'a build of Kubernetes (3 to 6 minutes)',
    !existsSync(builderRootfs) && 'a root for the builder (1 minute)',
  ].filter((part) => part !== false)
  if (missing.length) console.log(`First time here, so there is to make: ${missing.join('; ')}.`)
}

function steps(packages: string[]): Step[] {
  const step = (name: string, needs: string[], run: Step['run']): Step => ({ name, needs, run })
  const ownCluster = process.env.LAB_KUBECONFIG
  const ownBuilder = process.env.LAB_DOCKER_HOST
  const ownRegistry = process.env.LAB_REGISTRY
  const unless = (own: string | undefined, run: Step['run']): Step['run'] => (own ? async () => `yours: ${own}` : run)
  const cluster = (name: string, needs: string[], run: Step['run']) => step(name, needs, unless(ownCluster, run))

  return [
    step('host packages', [], async () => {
      if (packages.length === 0) return 'all there'
      await installOnHost(packages, join(logs, 'apt.log'))
      return `installed ${packages.join(' ')}`
    }),
    step('addresses', ['host packages'], chooseNetwork),
    step('tools', ['host packages'], unpackTools),
    step('commands', ['tools'], linkBinaries),
    cluster('kubernetes build', ['tools'], buildKubernetes),
    step('builder rootfs', ['tools'], unless(ownBuilder, makeBuilderRootfs)),

    step('sandbox', ['tools', 'addresses'], async () => {
      if (!currentOwner()) await refuseForeignKubernetes()
      ensureSecrets()
      return openSandbox()
    }),
    step('network', ['sandbox'], openNetwork),
    step('base-registry', ['network'], startBaseRegistry),
    step('ecr-backend', ['network'], unless(ownRegistry, startEcrBackend)),
    step('ecr', ['ecr-backend'], startEcr),
    step('node image', ['base-registry'], makeNodeImage),
    step('busybox image', ['base-registry'], makeBusyboxImage),
    step('builder', ['network', 'builder rootfs'], unless(ownBuilder, startBuilder)),

    cluster('certificates', ['addresses'], makeCertificates),
    cluster('kubeconfigs', ['certificates', 'sandbox'], writeKubeconfigs),
    cluster('etcd', ['network'], startEtcd),
    cluster('kube-apiserver', ['etcd', 'kubeconfigs', 'kubernetes build'], startApiServer),
    cluster('kube-controller-manager', ['kube-apiserver'], startControllerManager),
    cluster('kube-scheduler', ['kube-apiserver'], startScheduler),
    cluster('containerd', ['network'], startContainerd),
    // It looks for a Docker engine for five seconds first, which the API server needs to start anyway.
    cluster('kubelet', ['containerd', 'kubeconfigs', 'kubernetes build', 'busybox image'], startKubelet),
    cluster('kube-proxy', ['kube-apiserver'], startProxy),
    cluster('volumes', ['kube-apiserver'], startVolumes),
  ]
}
