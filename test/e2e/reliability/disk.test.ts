// A Docker daemon without room, as a sidecar with a small volume is; on a stand-in.

import { afterAll, beforeAll, expect } from '@jest/globals'
import { RunnerPod } from '../../../lab/runner-pod.ts'
import { grant, shippedRbac } from '../rbac.ts'
import { disturbanceTest } from './disturb.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'

let gateway: SmallGateway
let runners = ''
beforeAll(async () => {
  gateway = await smallGateway('disk')
  expect((await gateway.site.deploy()).errors).toEqual([])
})
afterAll(() => {
  if (runners) gateway.site.kubectl('delete', 'namespace', runners, '--wait=false', '--ignore-not-found')
  gateway?.site.remove()
})

const DISK_MIB = 200
disturbanceTest(
  'the disk of the Docker daemon is full',
  () => gateway,
  async () => {
    const { site } = gateway
    runners = `${site.namespace}-pods`
    site.kubectlApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: runners } })
    for (const file of ['serviceaccount.yaml', 'deployer.yaml', 'namespace.yaml', 'exec.yaml'])
      grant(site, shippedRbac(file, site.namespace, runners))
    const runner = await RunnerPod.start({
      env: site.env,
      namespace: runners,
      serviceAccountName: 'openclaw-deployer',
      dockerMiB: DISK_MIB,
    })
    return {
      runner,
      strike: () => undefined,
      fired: ({ log }) => {
        const [line] = /.*no space left on device.*/.exec(log) ?? []
        if (!line) throw new Error('there was room enough')
        return `the daemon: ${line.trim().slice(-60)}`
      },
    }
  },
)
