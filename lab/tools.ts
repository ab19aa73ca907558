// The programs of the lab, unpacked from Debian's packages, and the folder that leads its users to kubectl and docker.

import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpack } from './apt.ts'
import { binaries, tools } from './layout.ts'

const packages = [
  ...['containerd', 'runc', 'containernetworking-plugins', 'docker-registry', 'etcd-server'],
  ...['busybox-static', 'mmdebstrap', 'tini', 'golang-1.19-go', 'golang-1.19-src'],
].map((name) => `${name}/bookworm`)
// Debian 12's kubectl is as old as the lab's cluster, and it has no buildx.
const newer = ['kubectl', 'docker-cli', 'docker-buildx'].map((name) => `${name}/trixie`)

export const go = join(tools, 'usr/lib/go-1.19/bin/go')

/** PATH for the lab's own services. */
export const toolPath = (): string =>
  [
    join(tools, 'usr/sbin'),
    join(tools, 'usr/bin'),
    '/usr/local/sbin',
    '/usr/local/bin',
    '/usr/sbin',
    '/usr/bin',
    '/sbin',
    '/bin',
  ].join(':')

export async function unpackTools(): Promise<string> {
  if (existsSync(tools)) return 'already unpacked'
  const partial = `${tools}.partial`
  rmSync(partial, { recursive: true, force: true })
  await unpack([...packages, ...newer], partial)
  renameSync(partial, tools)
  return 'unpacked'
}

// buildx is a plugin that docker looks for below DOCKER_CONFIG and in system folders. Its users set DOCKER_CONFIG,
// and the system's folders are not the lab's to write to; but buildx also runs by itself.
const dockerWrapper = `#!/bin/sh
docker=${tools}/usr/bin/docker
buildx=${tools}/usr/libexec/docker/cli-plugins/docker-buildx
if [ "\${1-}" = --config ]; then
  export DOCKER_CONFIG="$2"
  shift 2
fi
case "\${1-}" in
  buildx) shift; exec "$buildx" "$@" ;;
  build) exec "$buildx" "$@" ;;
  *) exec "$docker" "$@" ;;
esac
`

export async function linkBinaries(): Promise<string> {
  rmSync(binaries, { recursive: true, force: true })
  mkdirSync(binaries, { recursive: true })
  symlinkSync(join(tools, 'usr/bin/kubectl'), join(binaries, 'kubectl'))
  symlinkSync(join(tools, 'usr/libexec/docker/cli-plugins/docker-buildx'), join(binaries, 'docker-buildx'))
  writeFileSync(join(binaries, 'docker'), dockerWrapper)
  chmodSync(join(binaries, 'docker'), 0o755)
  return binaries
}
