// The node's container runtime, configured as k3s does: CRI, CNI, and a mirror for Docker Hub's names.

import { mkdirSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { dirname, join } from 'node:path'
import * as layout from '../layout.ts'
import { runtimeBinary } from '../runc.ts'
import { startService } from '../service.ts'

export function startContainerd(): Promise<string> {
  const state = dirname(layout.containerdSocket)
  const cni = join(state, 'cni')
  mkdirSync(cni, { recursive: true })
  writeFileSync(join(cni, '10-lab.conflist'), JSON.stringify(cniConfig(state), null, 2))
  const config = join(state, 'config.toml')
  writeFileSync(config, containerdConfig(state, cni))
  return startService({
    name: 'containerd',
    command: [join(layout.tools, 'usr/bin/containerd'), '--config', config],
    address: layout.containerdSocket,
    healthy: accepts,
  })
}

/**
 * Each pod gets a point-to-point link, so that traffic between pods passes the host's netfilter as well. On a
 * bridge it would do so only with br_netfilter, and without that a Service would not lead back to its own node.
 */
function cniConfig(state: string) {
  const ipam = {
    type: 'host-local',
    subnet: layout.network().podRange,
    routes: [{ dst: '0.0.0.0/0' }],
    dataDir: join(state, 'addresses'),
  }
  return { cniVersion: '0.4.0', name: 'lab', plugins: [{ type: 'ptp', ipMasq: false, ipam }] }
}

function containerdConfig(state: string, cni: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"'
  return `version = 2
root = "${layout.sessionState}/containerd"
state = "${state}/state"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt"]

[grpc]
address = "${layout.containerdSocket}"

[${cri}]
sandbox_image = "docker.io/library/pause:lab"
stream_server_address = "${layout.network().loopback}"
netns_mounts_under_state_dir = true

[${cri}.cni]
bin_dir = "${layout.tools}/usr/lib/cni"
conf_dir = "${cni}"

[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[${cri}.containerd.runtimes.runc.options]
BinaryName = "${runtimeBinary()}"

[${cri}.registry.mirrors."docker.io"]
endpoint = ["http://${layout.baseRegistry()}"]

[${cri}.registry.mirrors."${layout.baseRegistry()}"]
endpoint = ["http://${layout.baseRegistry()}"]

[${cri}.registry.mirrors."${layout.ecrRegistry()}"]
endpoint = ["http://${layout.ecrRegistry()}"]
`
}

function accepts(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(layout.containerdSocket, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', reject)
  })
}
