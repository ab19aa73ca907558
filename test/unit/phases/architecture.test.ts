// The only node where the image can run is cordoned, and serves on.

import { expect, test } from '@jest/globals'
import type { Cluster } from '../../../src/kube/connect.ts'
import type { Node } from '../../../src/kube/nodes.ts'
import { checkArchitecture, demandNode } from '../../../src/phases/architecture.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import type { Gateway } from '../../../src/phases/read.ts'
import type { Target } from '../../../src/phases/target.ts'
import type { Run } from '../../../src/run.ts'
import { LittleCluster } from '../little-cluster.ts'
import { deployment } from '../rollout/rehearsal/gateway.ts'
import { json, problemFrom } from '../support.ts'

const node = (name: string, arch: string, unschedulable = false): Node => ({
  metadata: { name, labels: { 'kubernetes.io/arch': arch } },
  spec: { unschedulable },
})
const PI = node('pi', 'arm64')
const CORDONED = /takes a new pod now: nuc \(cordoned\)/
const WHERE = { file: 'deployment.yaml', line: 1 }

/** What a run knows of the nodes once it has reached the cluster; without nodes it may not list them. */
async function reached(nodes: readonly Node[], more: { dryRun?: boolean; source?: string } = {}) {
  const cluster = await LittleCluster.start()
  cluster.answer = (url, response) => {
    if (url.pathname !== '/api/v1/nodes') return false
    json(response, { items: nodes }, nodes.length > 0 ? 200 : 403)
    return true
  }
  const warnings: unknown[][] = []
  const run = {
    inputs: { source: { kind: more.source ?? 'build' }, dryRun: more.dryRun ?? false },
    warn: (...said: unknown[]) => warnings.push(said),
  } as unknown as Run
  const gateway = {
    workload: { manifest: { object: deployment(), file: { path: WHERE.file }, line: WHERE.line } },
    architecture: 'amd64',
  } as unknown as Gateway
  const noNode = await checkArchitecture(run, { client: cluster.client } as Cluster, gateway)
  const decided = (gateway: object, goesOn = true) =>
    demandNode(run, { ...(noNode && { noNode }) } as Target, { gateway } as Plan, goesOn)
  return { noNode, decided, warnings }
}

const CHANGED = { mustApply: true, live: deployment() }

test.each([
  ['that is changed', CHANGED],
  ['that is new', { mustApply: true }],
])('it ends a run with a gateway %s', async (_, gateway) => {
  const { decided, warnings } = await reached([node('nuc', 'amd64', true), PI])
  expect(await problemFrom(async () => decided(gateway))).toMatchObject({
    code: 'image-platform',
    message: expect.stringMatching(CORDONED),
    fix: 'Uncordon nuc (kubectl uncordon nuc)',
    where: WHERE,
  })
  expect(warnings).toEqual([])
})

test.each<[what: string, gateway: object, goesOn: boolean]>([
  ['nobody replaces the gateway’s pod', { mustApply: false, live: deployment() }, true],
  ['drift is only reported', CHANGED, false],
])('it is a warning where %s', async (_, gateway, goesOn) => {
  const { decided, warnings } = await reached([node('nuc', 'amd64', true), PI])
  expect(warnings).toEqual([])
  decided(gateway, goesOn)
  expect(warnings).toEqual([[expect.stringMatching(CORDONED), WHERE]])
})

test('it is a warning in a dry run, which decides nothing', async () => {
  const { noNode, warnings } = await reached([node('nuc', 'amd64', true), PI], { dryRun: true })
  expect(noNode).toBeUndefined()
  expect(warnings).toEqual([[expect.stringMatching(CORDONED), WHERE]])
})

test.each<[what: string, nodes: readonly Node[], source: string, warned: number]>([
  ['nodes that may not be listed', [], 'build', 0],
  ['an image that is given', [node('nuc', 'amd64', true), PI], 'image', 0],
  ['a node that is there for it', [node('nuc', 'amd64'), PI], 'build', 1],
])('%s are left to what comes after', async (_, nodes, source, warned) => {
  const { decided, warnings } = await reached(nodes, { source })
  decided(CHANGED)
  expect(warnings).toHaveLength(warned)
})

test('no node that could ever run it ends the run at once', async () => {
  expect(await problemFrom(() => reached([PI]))).toMatchObject({ code: 'image-platform' })
})
