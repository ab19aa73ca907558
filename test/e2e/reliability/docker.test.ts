// The Docker daemon at a bad moment, on a stand-in.

import { afterAll, beforeAll, expect } from '@jest/globals'
import { disturbanceTest, killed } from './disturb.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'

let gateway: SmallGateway
beforeAll(async () => {
  gateway = await smallGateway('docker')
  expect((await gateway.site.deploy()).errors).toEqual([])
})
afterAll(() => gateway?.site.remove())

disturbanceTest(
  'the Docker daemon is killed in the build',
  () => gateway,
  () => ({ at: /^#\d+ .*RUN sleep/, ...killed('builder') }),
)
