// Fills the base-image registry with what the lab's users pull from Docker Hub elsewhere, under the same names.

import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { mirror } from '../apt.ts'
import { makeBuilderRootfs } from '../builder/builder.ts'
import { baseRegistry, builderRootfs, cache, labSource, logs, tools } from '../layout.ts'
import { hasImage, pushImage } from '../oci.ts'
import { run } from '../process.ts'

export const nodeImage = { repository: 'library/node', major: '24', tag: '24-bookworm-slim' }
export const busyboxImage = { repository: 'library/busybox', tag: '1.36' }
export const pauseImage = { repository: 'library/pause', tag: 'lab' }
/** The number is raised when the same parts are put together in another way. */
export const runnerImage = {
  repository: 'openclaw-lab/runner',
  tag: `${basename(builderRootfs)}-node-${process.versions.node}-1`,
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export function makeNodeImage(): Promise<string> {
  return make('node-image', nodeImage, async (work, log) => {
    const binary = `node-linux-${process.arch}`
    await run('sh', [join(labSource, 'images/node.sh'), tools, await mirror(), work, nodeImage.major, binary], { log })
    const version = readFileSync(join(work, 'version'), 'utf8').trim()
    await pushImage(baseRegistry(), {
      repository: nodeImage.repository,
      tags: [nodeImage.tag, `${version}-bookworm-slim`],
      layers: [join(work, 'debian.tar.gz'), join(work, 'node.tar.gz')],
      config: {
        Env: [`PATH=${path}`, `NODE_VERSION=${version}`, 'NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt'],
        Cmd: ['node'],
      },
    })
  })
}

export function makeBusyboxImage(): Promise<string> {
  return make('busybox-image', busyboxImage, async (work, log) => {
    await run('sh', [join(labSource, 'images/busybox.sh'), tools, work], { log })
    const layers = [join(work, 'busybox.tar.gz')]
    await pushImage(baseRegistry(), {
      repository: busyboxImage.repository,
      tags: [busyboxImage.tag],
      layers,
      config: { Env: [`PATH=${path}`], Cmd: ['sh'] },
    })
    // What holds a pod's namespaces has only to wait, and to reap when the pod shares its process namespace.
    await pushImage(baseRegistry(), {
      repository: pauseImage.repository,
      tags: [pauseImage.tag],
      layers,
      config: { Env: [`PATH=${path}`], Entrypoint: ['/bin/sh', '-c', 'while :; do sleep 3600 & wait; done'], Cmd: [] },
    })
  })
}

/** For those who ask for a runner's pod: half a minute once, which `up` need not take. */
export function makeRunnerImage(): Promise<string> {
  return make('runner-image', runnerImage, async (work, log) => {
    await makeBuilderRootfs()
    await run('sh', [join(labSource, 'images/runner.sh'), builderRootfs, process.execPath, work], { log })
    await pushImage(baseRegistry(), {
      repository: runnerImage.repository,
      tags: [runnerImage.tag],
      layers: [join(work, 'root.tar.gz'), join(work, 'runner.tar.gz')],
      config: { Env: [`PATH=${path}`], Cmd: ['bash'], User: 'runner', WorkingDir: '/home/runner' },
    })
  })
}

async function make(
  name: string,
  image: { repository: string; tag: string },
  build: (work: string, log: string) => Promise<void>,
): Promise<string> {
  if (await hasImage(baseRegistry(), image.repository, image.tag)) return 'already made'
  const work = join(cache, `${name}.work`)
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  await build(work, join(logs, `${name}.log`))
  rmSync(work, { recursive: true, force: true })
  return `made ${image.repository}:${image.tag}`
}
