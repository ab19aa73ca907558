// Others at work on the same objects while a deploy runs, and gateways that deceive; on a stand-in.

import { afterAll, beforeAll, expect } from '@jest/globals'
import { type Blow, disturbanceTest } from './disturb.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'

const MANIFEST = 'manifests/deployment.yaml'
const READINESS = 'readinessProbe:\n            httpGet: { path: /startupz, port: http }'
const WAIT = /^::group::Wait for the rollout/

let gateway: SmallGateway
beforeAll(async () => {
  gateway = await smallGateway('others')
  expect((await gateway.site.deploy()).errors).toEqual([])
})
afterAll(() => gateway?.site.remove())

const theGateway = () => gateway
const kubectl = (...args: string[]) => gateway.site.kubectl('-n', gateway.site.namespace, ...args).trim()

/** A place in the manifest that is changed for one run. */
function edited(from: string, to: string) {
  return {
    strike: () => gateway.site.edit(MANIFEST, (text) => text.replace(from, to)),
    heal: () => gateway.site.edit(MANIFEST, (text) => text.replace(to, from)),
  }
}

/** Somebody at a keyboard. @param answer what kubectl says when it was done */
function byKubectl(at: RegExp, args: readonly string[], answer: RegExp): Blow {
  let said = ''
  return {
    at,
    strike: () => {
      said = kubectl(...args)
    },
    fired: () => {
      if (!answer.test(said)) throw new Error(`kubectl ${args[0]}: ${said}`)
      return `kubectl ${args[0]}: ${said}`
    },
  }
}

disturbanceTest('somebody changes the Deployment in the wait', theGateway, () =>
  byKubectl(WAIT, ['set', 'image', 'deployment/openclaw', 'openclaw=busybox:1.36'], /image updated$/),
)

disturbanceTest('somebody deletes the Deployment in the wait', theGateway, () =>
  byKubectl(WAIT, ['delete', 'deployment', 'openclaw', '--wait=false'], /deleted$/),
)

disturbanceTest('somebody takes the lock in the build', theGateway, () => ({
  at: /^#\d+ .*RUN sleep/,
  strike: () => {
    const spec = {
      holderIdentity: 'another run',
      leaseDurationSeconds: 1,
      renewTime: `${new Date().toISOString().slice(0, -1)}000Z`,
    }
    kubectl('patch', 'lease', 'openclaw-deploy.openclaw', '--type=merge', '-p', JSON.stringify({ spec }))
  },
  fired: ({ log }) => {
    if (!log.includes('another run')) throw new Error('nobody met the other holder')
    return `the Lease’s holder was "another run"`
  },
}))

disturbanceTest('somebody deletes the throwaway pod in the rehearsal', theGateway, () =>
  byKubectl(
    /Pod \S+-rehearsal-\S+ .*(starts|not ready yet)/,
    ['delete', 'pod', '-l', 'openclaw-deploy/rehearsal', '--wait=false'],
    /deleted/,
  ),
)

disturbanceTest('the gateway is never ready, and the time is up', theGateway, () => ({
  with: { rehearse: 'off', timeout: '40s' },
  ...edited(READINESS, READINESS.replace('/startupz', '/never')),
  fired: ({ errors: [error = ''] }) => {
    if (!/readiness|not ready/i.test(error)) throw new Error(`it was not about readiness: ${error}`)
    return `the run: ${error.slice(0, 100)}…`
  },
}))

disturbanceTest('the gateway that answers is another version', theGateway, () => ({
  with: { rehearse: 'off' },
  ...edited('          env:\n', '          env:\n            - { name: STAND_IN_VERSION, value: 2026.1.1 }\n'),
  fired: ({ errors: [error = ''] }) => {
    if (!error.includes('2026.1.1')) throw new Error('the gateway told its own version')
    return 'the gateway said 2026.1.1'
  },
}))
