// Parts of the cluster that die and come back, on a stand-in.

import { afterAll, beforeAll, expect } from '@jest/globals'
import { disturbanceTest, killed } from './disturb.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'
import type { DisturbanceName } from './table.ts'

let gateway: SmallGateway
beforeAll(async () => {
  gateway = await smallGateway('parts')
  expect((await gateway.site.deploy()).errors).toEqual([])
})
afterAll(() => gateway?.site.remove())

const WAIT = /^::group::Wait for the rollout/

for (const [name, service, at] of [
  ['the API server is killed in the plan and comes back', 'kube-apiserver', /^::group::Plan/],
  ['the API server is killed in the rehearsal and comes back', 'kube-apiserver', /Pod \S+-rehearsal-/],
  ['the API server is killed as the apply begins and comes back', 'kube-apiserver', /^::group::Apply/],
  ['the API server is killed as it is verified and comes back', 'kube-apiserver', /^::group::Verify/],
  ['etcd is killed in the wait and comes back', 'etcd', WAIT],
  ['the kubelet is killed in the wait and comes back', 'kubelet', WAIT],
  ['the scheduler is killed in the wait and comes back', 'kube-scheduler', WAIT],
] as const satisfies readonly (readonly [name: DisturbanceName, service: string, at: RegExp])[]) {
  disturbanceTest(
    name,
    () => gateway,
    () => ({ at, ...killed(service) }),
  )
}
