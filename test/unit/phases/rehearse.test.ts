import { describe, expect, test } from '@jest/globals'
import type { Deployment } from '../../../src/kube/workloads.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import { rehearse } from '../../../src/phases/rehearse.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Image, Run } from '../../../src/run.ts'
import { LittleCluster } from '../little-cluster.ts'
import { deployment, IMAGE, OWNED } from '../rollout/rehearsal/gateway.ts'
import { DIGEST, json, printedBy } from '../support.ts'

const PODS = '/api/v1/namespaces/home/pods'
const image: Image = { reference: IMAGE, digest: DIGEST, version: '2026.9.6' }
const servingPod = (isReady = true) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'openclaw-1', namespace: 'home', ...OWNED },
  spec: { nodeName: 'n1', containers: [] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
})

/** A cluster in which a rehearsal of the pull goes well. */
async function rehearsing(wanted: 'on' | 'pull' | 'off', live: Deployment | undefined) {
  const little = await LittleCluster.start()
  little.answer = (url, response, request) => {
    if (request.method === 'GET') return false
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      const body = text === '' ? undefined : JSON.parse(text)
      if (request.method === 'POST') {
        const pod = { ...body, metadata: { ...body.metadata, uid: `uid-${body.metadata.name}` } }
        json(response, pod, 201)
        const containerStatuses = [{ name: 'gateway', state: { terminated: { exitCode: 0 } } }]
        little.put(PODS, {
          ...pod,
          spec: { ...pod.spec, nodeName: 'n1' },
          status: { phase: 'Succeeded', containerStatuses },
        })
      } else {
        json(response, {})
        little.remove(PODS, url.pathname.split('/').at(-1) ?? '')
      }
    })
    return true
  }
  const warnings: string[] = []
  const run = {
    inputs: { rehearse: wanted, timeoutMs: 10_000 },
    timeline: new Timeline(),
    outcome: {},
    warn: (line: string) => warnings.push(line),
  } as unknown as Run
  const target = {
    cluster: { client: little.client },
    namespace: 'home',
    workload: { container: 'gateway', deployment: 'openclaw' },
  } as unknown as Target
  const plan = { others: [], gateway: { live, result: deployment() }, configs: [] } as unknown as Plan
  return { little, run, warnings, start: () => rehearse(run, target, image, plan, undefined) }
}
const old = () => deployment({}, { image: 'repo/openclaw:old' })

describe('no pod is made', () => {
  test.each<
    [what: string, wanted: 'on' | 'off', live: Deployment | undefined, pod: object | undefined, phases: number]
  >([
    ['on request', 'off', old(), servingPod(), 0],
    ['for a gateway that would not restart', 'on', deployment(), servingPod(), 0],
    ['for the first gateway', 'on', undefined, undefined, 1],
    ['when none is ready', 'on', old(), servingPod(false), 1],
  ])('%s', async (_, wanted, live, pod, phases) => {
    const { little, run, start } = await rehearsing(wanted, live)
    if (pod) little.put(PODS, pod as never)
    const printed = await printedBy(start)
    expect(little.asked.filter((each) => each.includes('fieldManager'))).toEqual([])
    expect(run.timeline.records).toHaveLength(phases)
    expect(printed.includes('no gateway is ready now')).toBe(phases > 0)
    expect(run.outcome.rehearsal).toBeUndefined()
  })
})

test('the outcome tells what was proven and what was not', async () => {
  const { little, run, start, warnings } = await rehearsing('pull', old())
  little.put(PODS, servingPod() as never)
  const printed = await printedBy(start)
  expect(run.outcome.rehearsal).toEqual({ level: 'pull', node: 'n1', unproven: ['that it starts with the new config'] })
  expect(printed).toContain('Rehearsed on node n1: it can pull the image and run it')
  expect(printed).toContain('Not proven by it: that it starts with the new config')
  expect(run.timeline.records).toMatchObject([{ name: 'Rehearse', failed: false }])
  expect(warnings).toEqual([])
})
