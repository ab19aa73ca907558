import { expect, test } from '@jest/globals'
import type { Node, Placement } from '../../../src/kube/nodes.ts'
import { judgeArchitecture } from '../../../src/rollout/architecture.ts'

const WHERE = { file: 'deployment.yaml', line: 1 }

const node = (name: string, arch?: string, labels: Record<string, string> = {}): Node => ({
  metadata: { name, labels: { ...(arch !== undefined && { 'kubernetes.io/arch': arch }), ...labels } },
})
const tainted = (name: string, arch: string): Node => ({
  ...node(name, arch),
  spec: { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] },
})
const select = (arch: string): Placement => ({ nodeSelector: { 'kubernetes.io/arch': arch } })

test.each<[what: string, nodes: Node[], placement: Placement, severity: string | undefined, words: RegExp]>([
  ['all nodes fit', [node('a', 'amd64'), node('b', 'amd64')], {}, undefined, /./],
  ['there are no nodes', [], {}, undefined, /./],
  ['a node does not tell', [node('a'), node('pi', 'arm64')], {}, undefined, /./],
  ['no node fits', [node('pi', 'arm64')], {}, 'error', /no node .* is: pi is arm64; .*kubernetes\.io\/arch: arm64/],
  ['no node fits the selector', [node('pi', 'arm64')], select('amd64'), 'error', /pi is arm64/],
  ['one of them does not', [node('a', 'amd64'), node('pi', 'arm64')], {}, 'warning', /pi is arm64; .*arch: amd64/],
  ['the selector keeps it away', [node('a', 'amd64'), node('pi', 'arm64')], select('amd64'), undefined, /./],
  ['a taint keeps it away', [node('a', 'amd64'), tainted('pi', 'arm64')], {}, undefined, /./],
  [
    'another label keeps it away',
    [node('a', 'amd64', { disk: 'ssd' }), node('pi', 'arm64')],
    { nodeSelector: { disk: 'ssd' } },
    undefined,
    /./,
  ],
  [
    'another label leaves only the wrong one',
    [node('a', 'amd64'), node('pi', 'arm64', { disk: 'ssd' })],
    { nodeSelector: { disk: 'ssd', 'kubernetes.io/arch': 'amd64' } },
    'error',
    /pi is arm64/,
  ],
])('%s', (_, nodes, placement, severity, words) => {
  const misfit = judgeArchitecture(nodes, placement, 'amd64', WHERE)
  expect(misfit?.severity).toBe(severity)
  if (misfit === undefined) return
  expect(`${misfit.problem.message}; ${misfit.problem.fix}`).toMatch(words)
  expect(misfit.problem).toMatchObject({ code: 'image-platform', where: WHERE })
})
