// Kubernetes' server side, compiled once per version and user from Debian's source package.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { downloadSource, unpack } from '../apt.ts'
import { cache, kubernetesBinaries, kubernetesVersion, labSource, logs } from '../layout.ts'
import { run } from '../process.ts'
import { go } from '../tools.ts'

const programs = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy']

export const isBuilt = (): boolean => programs.every((name) => existsSync(join(kubernetesBinaries, name)))

export async function buildKubernetes(): Promise<string> {
  if (isBuilt()) return 'already built'
  const work = join(cache, 'kubernetes-work')
  const tarball = await downloadSource('kubernetes', join(work, 'source'))
  const newer = join(work, 'newer')
  await unpack(['golang-github-modern-go-reflect2-dev/bookworm'], newer)
  const script = join(labSource, 'kubernetes/build.sh')
  const log = join(logs, 'kubernetes-build.log')
  await run('sh', [script, tarball, kubernetesVersion, go, newer, work, kubernetesBinaries], { log })
  // Go makes its trees read-only, which `rm` as root does not mind.
  await run('rm', ['-rf', work])
  return `built ${kubernetesVersion}`
}
