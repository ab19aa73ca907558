import { expect, test } from '@jest/globals'
import type { Node, Placement } from '../../../src/kube/nodes.ts'
import { judgeArchitecture } from '../../../src/rollout/architecture.ts'

const WHERE = { file: 'deployment.yaml', line: 1 }

const node = (name: string, arch?: string, labels: Record<string, string> = {}): Node => ({
  metadata: { name, labels: { ...(arch !== undefined && { 'kubernetes.io/arch': arch }), ...labels } },
})
const tainted = (name: string, arch: string, key = 'dedicated'): Node => ({
  ...node(name, arch),
  spec: { taints: [{ key, effect: 'NoSchedule' }] },
})
const cordoned = (name: string, arch: string, ...more: string[]): Node => ({
  ...node(name, arch),
  spec: {
    unschedulable: true,
    taints: ['node.kubernetes.io/unschedulable', ...more].map((key) => ({ key, effect: 'NoSchedule' })),
  },
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
    'the one that fits is cordoned',
    [cordoned('nuc', 'amd64'), node('pi', 'arm64')],
    {},
    'passing',
    /takes a new pod now: nuc \(cordoned\); Uncordon nuc \(kubectl uncordon nuc\)$/,
  ],
  [
    'the one that fits is cordoned by its taint alone',
    [tainted('nuc', 'amd64', 'node.kubernetes.io/unschedulable'), node('pi', 'arm64')],
    {},
    'passing',
    /nuc \(cordoned\); Uncordon nuc \(kubectl uncordon nuc\)$/,
  ],
  [
    'the one that fits is cordoned, and the selector keeps the pod from the other',
    [cordoned('nuc', 'amd64'), node('pi', 'arm64')],
    select('amd64'),
    'passing',
    /nuc \(cordoned\); Uncordon/,
  ],
  [
    'the one that fits is away',
    [tainted('nuc', 'amd64', 'node.kubernetes.io/unreachable'), node('pi', 'arm64')],
    {},
    'passing',
    /takes a new pod now: nuc \(unreachable\); Wait until nuc is well$/,
  ],
  [
    'those that fit are cordoned or away',
    [
      tainted('a', 'amd64', 'node.kubernetes.io/memory-pressure'),
      cordoned('b', 'amd64'),
      cordoned('c', 'amd64', 'node.kubernetes.io/not-ready'),
      node('pi', 'arm64'),
    ],
    {},
    'passing',
    /now: a \(memory-pressure\), b \(cordoned\), c \(cordoned, not-ready\); Uncordon b \(kubectl uncordon b\), or wait until a or c is well$/,
  ],
  [
    'the one that fits is away and cordoned',
    [cordoned('nuc', 'amd64', 'node.kubernetes.io/not-ready'), node('pi', 'arm64')],
    {},
    'passing',
    /nuc \(cordoned, not-ready\); Wait until nuc is well, and uncordon it \(kubectl uncordon nuc\)$/,
  ],
  [
    'one that fits is cordoned, and another is not',
    [cordoned('nuc', 'amd64'), node('a', 'amd64'), node('pi', 'arm64')],
    {},
    'warning',
    /cannot run: pi is arm64/,
  ],
  [
    'one that fits is cordoned, and the pod tolerates that',
    [cordoned('nuc', 'amd64'), node('pi', 'arm64')],
    { ...select('amd64'), tolerations: [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists' }] },
    undefined,
    /./,
  ],
  ['all are of one kind, and cordoned', [cordoned('nuc', 'amd64')], {}, undefined, /./],
  [
    'the one that does not fit is cordoned',
    [node('nuc', 'amd64'), cordoned('pi', 'arm64')],
    {},
    'warning',
    /pi is arm64/,
  ],
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
