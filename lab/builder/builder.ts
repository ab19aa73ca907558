// The Docker engine that builds: Docker 26 with buildx and the containerd image store, as a dind sidecar has it.

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { mirror } from '../apt.ts'
import * as layout from '../layout.ts'
import { run } from '../process.ts'
import { resolvConf } from '../resolver.ts'
import { endService, startService } from '../service.ts'

const packages = 'docker.io,docker-cli,docker-buildx,iptables,iproute2,ca-certificates,git,util-linux'

export async function makeBuilderRootfs(): Promise<string> {
  if (existsSync(layout.builderRootfs)) return 'already made'
  const partial = `${layout.builderRootfs}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(dirname(partial), { recursive: true })
  const args = ['--quiet', '--mode=root', '--variant=minbase', '--format=directory', `--include=${packages}`]
  const log = join(layout.logs, 'builder-rootfs.log')
  // In namespaces of its own: whatever ends it, no mount of its half-made root is left on the host.
  const contained = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  const mmdebstrap = join(layout.tools, 'usr/bin/mmdebstrap')
  await run('unshare', [...contained, mmdebstrap, ...args, 'trixie', partial, await mirror()], { log })
  renameSync(partial, layout.builderRootfs)
  return 'made'
}

export async function startBuilder(): Promise<string> {
  const shared = dirname(layout.dockerSocket)
  const scratch = join(layout.volatile, 'builder')
  const data = join(layout.persistent, 'docker')
  const { builder, host } = layout.network()
  for (const folder of [shared, scratch, data]) mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(shared, 'daemon.json'),
    JSON.stringify({
      hosts: [`unix://${layout.dockerSocket}`],
      'cgroup-parent': '/openclaw-lab/builder',
      ...daemonSettings(),
    }),
  )
  const tini = join(layout.tools, 'usr/bin/tini-static')
  const script = [
    join(layout.labSource, 'builder/builder.sh'),
    layout.builderRootfs,
    scratch,
    data,
    shared,
    layout.bridge,
  ]
  return startService({
    name: 'builder',
    command: ['unshare', '--net', '--mount', 'sh', ...script, builder, host, resolvConf(), tini],
    address: `unix://${layout.dockerSocket}`,
    healthy: ping,
  })
}

/** What any Docker daemon has to know to build in the lab. */
export const daemonSettings = () => ({
  features: { 'containerd-snapshotter': true },
  'insecure-registries': [layout.ecrRegistry(), layout.baseRegistry()],
  'registry-mirrors': [`http://${layout.baseRegistry()}`],
  'exec-opts': ['native.cgroupdriver=cgroupfs'],
  // Docker's own choice may be in use around the host, where builds have to reach a mirror or a registry.
  'default-address-pools': [{ base: layout.network().buildRange, size: 24 }],
})

/** dockerd gets time to write its state down; its build cache outlives the lab. */
export const stopBuilder = (): Promise<void> => endService('builder', 'SIGTERM', 15)

function ping(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: layout.dockerSocket, path: '/_ping', timeout: 2000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    call.on('error', reject)
    call.on('timeout', () => call.destroy(new Error('dockerd does not answer')))
    call.end()
  })
}
