import { expect, test } from '@jest/globals'
import type { Deployment } from '../../../src/kube/workloads.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import { staysAsItIs } from '../../../src/phases/stage.ts'
import { type Planned, plan } from '../../../src/rollout/plan.ts'
import { LittleCluster } from '../little-cluster.ts'
import { json, problemFrom } from '../support.ts'
import { deployment } from './rehearsal/gateway.ts'

const LEFTOVER =
  'Deployment.apps "openclaw" is invalid: spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is \'Recreate\''

/** With the strategy that Kubernetes gives a Deployment that names none. */
const old = deployment({}, { image: 'repo/openclaw:old' })
const rolling = {
  ...old,
  spec: { ...old.spec, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } },
}

interface Asked {
  readonly isDry: boolean
  readonly isApply: boolean
  readonly body: Partial<Deployment>
}

/**
 * Plans the takeover of a gateway that rolls, in a cluster that refuses Recreate beside what it once filled in.
 * @param refuse what it says of a template that it may look at; undefined when it takes that
 */
async function takingOver(refuse?: string) {
  const cluster = await LittleCluster.start()
  const asked: Asked[] = []
  cluster.answer = (url, response, request) => {
    if (url.pathname === '/apis/apps/v1') {
      json(response, { resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true }] })
      return true
    }
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      const body = JSON.parse(text)
      const isApply = request.headers['content-type'] === 'application/apply-patch+yaml'
      asked.push({ isDry: url.searchParams.get('dryRun') === 'All', isApply, body })
      if (!isApply) json(response, { ...rolling, spec: { ...rolling.spec, strategy: { type: 'Recreate' } } })
      else if (body.spec.strategy?.type === 'Recreate') json(response, { message: LEFTOVER }, 422)
      else if (refuse !== undefined) json(response, { message: refuse }, 403)
      else json(response, { ...rolling, spec: { ...rolling.spec, ...body.spec } })
    })
    return true
  }
  const manifest = { file: { path: 'deployment.yaml' }, line: 1 }
  const planned = () =>
    plan(cluster.client, [{ object: deployment(), live: rolling, manifest }], new Set(), () => false)
  return { planned, asked }
}

test('a gateway that rolls is planned with its new template as well as with its new strategy', async () => {
  const { planned, asked } = await takingOver()
  const [gateway] = (await planned()) as [Planned]
  const { spec } = gateway.result as Deployment
  expect(spec.strategy).toEqual({ type: 'Recreate' })
  expect(spec.template).toEqual(deployment().spec.template)
  expect(staysAsItIs({ gateway } as unknown as Plan)).toBe(false)
  expect(gateway.diff).toMatch(/-.*repo\/openclaw:old\n\+.*repo\/openclaw:new/)
  expect(asked.map(({ isDry, isApply }) => ({ isDry, isApply }))).toEqual([
    { isDry: true, isApply: true },
    { isDry: true, isApply: false },
    { isDry: true, isApply: true },
  ])
})

test('what the server says of the new template then is heard before anything is applied', async () => {
  const { planned } = await takingOver('admission webhook "v" denied the request: no digest')
  expect(await problemFrom(planned)).toMatchObject({ message: expect.stringContaining('no digest') })
})
