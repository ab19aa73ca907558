// ECR at a bad moment: on a stand-in, against the lab's ECR, which does as it is told.

import { afterAll, beforeAll, expect } from '@jest/globals'
import type { RequestRecord } from '../../../lab/ecr/lab.ts'
import { ecrControl, ecrDiary } from '../support.ts'
import { type Blow, disturbanceTest } from './disturb.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'

let gateway: SmallGateway
beforeAll(async () => {
  gateway = await smallGateway('ecr')
  expect((await gateway.site.deploy()).errors).toEqual([])
})
afterAll(() => gateway?.site.remove())

const theGateway = () => gateway

/** Errors of one kind, told beforehand; the diary shows whom they met. */
function errors(error: string, operation: string, times: number): Blow {
  const { site } = gateway
  const accessKeyId = site.env.AWS_ACCESS_KEY_ID
  const met = ({ name, error: answered }: RequestRecord) =>
    name === operation && answered !== undefined && /Throttling|Server|UNKNOWN/.test(answered)
  let before = 0
  return {
    strike: async () => {
      before = (await ecrDiary(site)).length
      await ecrControl(site, { fault: { operation, error, times, accessKeyId } })
    },
    fired: async () => {
      const count = (await ecrDiary(site)).slice(before).filter(met).length
      if (count < Math.min(times, 3)) throw new Error(`${count} × ${operation} met ${error}`)
      return `ECR’s diary: ${count} × ${operation} answered by ${error}`
    },
    heal: () => ecrControl(site, { fault: { operation, error, times: 0, accessKeyId } }),
  }
}

const FOR_GOOD = 1_000

disturbanceTest('ECR throttles three requests in a row', theGateway, () =>
  errors('ThrottlingException', 'DescribeImages', 3),
)
disturbanceTest('ECR answers three requests in a row with an error of its own (5xx)', theGateway, () =>
  errors('ServerException', 'DescribeRepositories', 3),
)
disturbanceTest('ECR throttles for good', theGateway, () =>
  errors('ThrottlingException', 'DescribeRepositories', FOR_GOOD),
)
disturbanceTest('ECR drops the manifest of a push once (5xx)', theGateway, () =>
  errors('ServerException', 'registry:PutImage', 1),
)
disturbanceTest('ECR takes no manifest at all (5xx)', theGateway, () =>
  errors('ServerException', 'registry:PutImage', FOR_GOOD),
)

disturbanceTest('ECR ends the login between the build and the push', theGateway, async () => {
  const { site } = gateway
  // Told beforehand, since the push begins as soon as the login is done.
  await ecrControl(site, { expireAtLogin: site.env.AWS_ACCESS_KEY_ID })
  return {
    at: /ECR no longer takes the login/,
    // That of the nodes has ended with it, which is another matter: see pull-secret.test.ts.
    strike: () => site.renewPullSecret(),
    fired: ({ log }) => `the log: ${/ECR no longer takes the login.*/.exec(log)?.[0]}`,
  }
})

const SKEW_SECONDS = 3_600
const clock = (skewSeconds: number) => ({ clock: { accessKeyId: gateway.site.env.AWS_ACCESS_KEY_ID, skewSeconds } })
disturbanceTest('ECR’s clock is an hour ahead of the runner’s', theGateway, () => ({
  strike: () => ecrControl(gateway.site, clock(SKEW_SECONDS)),
  fired: async () => {
    const [last] = (await ecrDiary(gateway.site)).slice(-1)
    const aheadMs = Date.parse(last?.time ?? '') - Date.now()
    if (!(aheadMs > (SKEW_SECONDS - 600) * 1000)) throw new Error(`ECR’s clock was not ahead: ${last?.time}`)
    return `ECR’s diary is dated ${Math.round(aheadMs / 60_000)} min ahead`
  },
  heal: () => ecrControl(gateway.site, clock(0)),
}))
