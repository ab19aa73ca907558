import { expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import type { Planned } from '../../../src/rollout/plan.ts'
import { restorePoint } from '../../../src/rollout/restore-point.ts'

const configMap = (name: string, text: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'home' },
  data: { text },
})
const live = (name: string, text: string): KubeObject => {
  const object = configMap(name, text)
  const managedFields = [
    { manager: 'openclaw-deploy', operation: 'Apply' as const, fieldsV1: { 'f:data': { 'f:text': {} } } },
  ]
  return { ...object, metadata: { ...object.metadata, uid: 'u', resourceVersion: '7', managedFields } }
}
const planned = (object: KubeObject, was: KubeObject | undefined, mustApply = true): Planned => ({
  object,
  result: object,
  live: was,
  where: { file: 'f' },
  change: mustApply ? 'configured' : 'unchanged',
  mustApply,
  byHand: [],
  diff: '',
})

test('what was verified last counts more than what is live, which counts more than nothing', () => {
  const before = restorePoint(
    [
      planned(configMap('verified', 'new'), live('verified', 'half-done')),
      planned(configMap('unknown', 'new'), live('unknown', 'old')),
      planned(configMap('fresh', 'new'), undefined),
      planned(configMap('same', 'same'), live('same', 'same'), false),
    ],
    [configMap('verified', 'good'), configMap('same', 'same')],
  )
  expect(before).toEqual([
    { object: configMap('verified', 'good') },
    { object: configMap('unknown', 'old') },
    { absent: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fresh', namespace: 'home' } } },
  ])
})

test('an object in another namespace, or of another group, is another object', () => {
  const elsewhere = { ...configMap('c', 'good'), metadata: { name: 'c', namespace: 'elsewhere' } }
  const ofGroup = { ...configMap('c', 'good'), apiVersion: 'example.com/v1' }
  expect(restorePoint([planned(configMap('c', 'new'), live('c', 'old'))], [elsewhere, ofGroup])).toEqual([
    { object: configMap('c', 'old') },
  ])
})
