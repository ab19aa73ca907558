import { describe, expect, test } from '@jest/globals'
import type { FieldSet, KubeObject, ManagedFields } from '../../../src/kube/object.ts'
import { extractOwned } from '../../../src/rollout/owned.ts'

const entry = (manager: string, operation: 'Apply' | 'Update', fieldsV1: FieldSet): ManagedFields => ({
  manager,
  operation,
  fieldsV1,
})

function live(...managedFields: ManagedFields[]): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'openclaw',
      namespace: 'home',
      uid: 'u',
      resourceVersion: '7',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', mine: 'm', theirs: 't' },
      managedFields,
    },
    spec: {
      replicas: 1,
      paused: false,
      containers: [
        { name: 'side', image: 's' },
        {
          name: 'gateway',
          image: 'g',
          args: ['a', 'b'],
          ports: [
            { containerPort: 1, protocol: 'TCP' },
            { containerPort: 2, protocol: 'TCP' },
          ],
        },
      ],
      finalizers: ['x', 'y'],
    },
    status: { replicas: 1 },
  }
}
const fields: FieldSet = {
  'f:metadata': {
    'f:annotations': { '.': {}, 'f:mine': {}, 'f:kubectl.kubernetes.io/last-applied-configuration': {} },
  },
  'f:spec': {
    'f:replicas': {},
    'f:gone': {},
    'f:containers': {
      'k:{"name":"gateway"}': {
        '.': {},
        'f:name': {},
        'f:image': {},
        'f:args': {},
        'f:ports': { 'k:{"containerPort":2,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {}, 'f:protocol': {} } },
      },
      'k:{"name":"missing"}': { 'f:image': {} },
    },
    'f:finalizers': { 'v:"y"': {} },
  },
}
const identity = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'openclaw', namespace: 'home' } }

describe('what a manager owns of an object', () => {
  test('is its fields, elements and values, and no others', () => {
    expect(extractOwned(live(entry('us', 'Apply', fields)), 'us')).toEqual({
      ...identity,
      metadata: { ...identity.metadata, annotations: { mine: 'm' } },
      spec: {
        replicas: 1,
        containers: [{ name: 'gateway', image: 'g', args: ['a', 'b'], ports: [{ containerPort: 2, protocol: 'TCP' }] }],
        finalizers: ['y'],
      },
    })
  })

  test('includes what kubectl applied from the client side', () => {
    const object = live(
      entry('us', 'Apply', { 'f:spec': { 'f:replicas': {} } }),
      entry('kubectl-client-side-apply', 'Update', { 'f:spec': { 'f:paused': {} } }),
    )
    expect(extractOwned(object, 'us')).toEqual({ ...identity, spec: { replicas: 1, paused: false } })
  })

  test.each<[what: string, entries: ManagedFields[]]>([
    ['nobody noted anything', []],
    ['others own all', [entry('them', 'Apply', fields), entry('kubectl-edit', 'Update', fields)]],
    ['we only updated', [entry('us', 'Update', fields)]],
    ['only its status is ours', [{ ...entry('us', 'Apply', fields), subresource: 'status' }]],
  ])('is its identity alone when %s', (_, entries) => {
    expect(extractOwned(live(...entries), 'us')).toEqual(identity)
  })
})
