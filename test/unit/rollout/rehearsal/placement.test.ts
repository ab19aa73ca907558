import { describe, expect, test } from '@jest/globals'
import type { Node } from '../../../../src/kube/nodes.ts'
import { otherNodes, steered } from '../../../../src/rollout/rehearsal/placement.ts'
import type { Affinity, PodTemplateSpec } from '../../../../src/rollout/rehearsal/template.ts'
import { DIGEST } from '../../support.ts'
import { built, deployment, part } from './gateway.ts'

const LABELS = { app: 'openclaw' }
const PIN = { key: 'metadata.name', operator: 'In', values: ['n1'] }
const SSD = { key: 'disk', operator: 'In', values: ['ssd'] }
const required = (...nodeSelectorTerms: object[]) =>
  ({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } }) as Affinity

describe('a pod is steered', () => {
  test.each<[what: string, affinity: Affinity | undefined, steered: object]>([
    ['without affinity', undefined, required({ matchFields: [PIN] })],
    [
      'in every term',
      required(
        { matchExpressions: [SSD] },
        { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['n9'] }] },
      ),
      required(
        { matchExpressions: [SSD], matchFields: [PIN] },
        { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['n9'] }, PIN] },
      ),
    ],
    [
      'but in none that is empty, which matches nothing',
      required({}, { matchExpressions: [SSD] }),
      required({ matchExpressions: [SSD], matchFields: [PIN] }),
    ],
    ['not at all when none can match', required({}), required({})],
    [
      'beside what is only preferred',
      { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } } as Affinity,
      {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [],
          ...required({ matchFields: [PIN] }).nodeAffinity,
        },
      },
    ],
    [
      'with the pods it wants to be near',
      { podAffinity: { x: 1 } },
      { podAffinity: { x: 1 }, ...required({ matchFields: [PIN] }) },
    ],
  ])('%s', (_, affinity, result) => {
    expect(steered(affinity, LABELS, 'n1')).toEqual(result)
  })

  test('only on request', () => {
    expect(steered(required({ matchExpressions: [SSD] }), LABELS, undefined)).toEqual(
      required({ matchExpressions: [SSD] }),
    )
    expect(steered(undefined, LABELS, undefined)).toEqual({})
  })

  test('apart from others, and not from the gateway itself', () => {
    const itself = { labelSelector: { matchLabels: LABELS }, topologyKey: 'kubernetes.io/hostname' }
    const others = { labelSelector: { matchLabels: { app: 'noisy' } }, topologyKey: 'kubernetes.io/hostname' }
    const podAntiAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: [itself, others],
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }],
    }
    expect(steered({ podAntiAffinity }, LABELS, undefined)).toEqual({
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [others] },
    })
  })

  test('to the node that the template itself names', () => {
    expect(built(part(deployment({ nodeName: 'n7' }))).pod.spec.affinity).toEqual(
      required({ matchFields: [{ ...PIN, values: ['n7'] }] }),
    )
  })
})

describe('other nodes', () => {
  const node = (name: string, more: Partial<Node> & { labels?: Record<string, string> } = {}): Node => {
    const { labels = { 'kubernetes.io/arch': 'amd64', disk: 'ssd' }, ...rest } = more
    return { metadata: { name, labels }, ...rest }
  }
  const taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }
  test.each<[what: string, spec: Partial<PodTemplateSpec>, nodes: Node[], names: string[]]>([
    ['are all but its own', {}, [node('n1'), node('n3'), node('n2')], ['n2', 'n3']],
    [
      'of the selector’s platform',
      { nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
      [node('n2'), node('n3', { labels: { 'kubernetes.io/arch': 'arm64' } })],
      ['n3'],
    ],
    ['that are not cordoned', {}, [node('n2', { spec: { unschedulable: true } })], []],
    ['whose taints it tolerates not', {}, [node('n2', { spec: { taints: [taint] } })], []],
    [
      'with a taint that only asks',
      {},
      [node('n2', { spec: { taints: [{ ...taint, effect: 'PreferNoSchedule' }] } })],
      ['n2'],
    ],
    [
      'whose taint it tolerates',
      { tolerations: [{ key: 'dedicated', value: 'gpu' }] },
      [node('n2', { spec: { taints: [taint] } })],
      ['n2'],
    ],
    [
      'whose taint has another value',
      { tolerations: [{ key: 'dedicated', value: 'db' }] },
      [node('n2', { spec: { taints: [taint] } })],
      [],
    ],
    [
      'whose taint has another effect',
      { tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }] },
      [node('n2', { spec: { taints: [taint] } })],
      [],
    ],
    ['of any taint', { tolerations: [{ operator: 'Exists' }] }, [node('n2', { spec: { taints: [taint] } })], ['n2']],
    [
      'of the required affinity',
      { affinity: required({ matchExpressions: [{ ...SSD, operator: 'NotIn' }] }) },
      [node('n2'), node('n3', { labels: {} })],
      ['n3'],
    ],
    [
      'of one of its terms',
      {
        affinity: required(
          { matchFields: [{ ...PIN, values: ['n2'] }] },
          { matchExpressions: [{ key: 'x', operator: 'Exists' }] },
        ),
      },
      [node('n2'), node('n3')],
      ['n2'],
    ],
    ['of no term at all', { affinity: required({}) }, [node('n2')], []],
    [
      'of a number',
      { affinity: required({ matchExpressions: [{ key: 'cores', operator: 'Gt', values: ['3'] }] }) },
      [node('n2', { labels: { cores: '4' } }), node('n3', { labels: { cores: '2' } })],
      ['n2'],
    ],
    [
      'that have not pulled it yet',
      {},
      [
        node('n2', { status: { images: [{ names: [`repo/openclaw@${DIGEST}`, 'repo/openclaw:new'] }] } }),
        node('n3', { status: { images: [] } }),
      ],
      ['n3'],
    ],
    [
      'whatever has no name, and where lists are null',
      { tolerations: null, nodeSelector: null } as unknown as Partial<PodTemplateSpec>,
      [
        node('n2', { status: { images: [{ names: null }] } }),
        node('n3', { status: { images: null } }),
        node('n4', { spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } }),
      ],
      ['n2', 'n3'],
    ],
    ['but not those a named node excludes', { nodeName: 'n1' }, [node('n2')], []],
  ])('%s', (_, spec, nodes, names) => {
    expect(otherNodes(nodes, { containers: [], ...spec }, 'n1', DIGEST)).toEqual(names)
  })
})
