// The three objects of a gateway that rolls out, for a LittleCluster.

import type { KubeObject } from '../../src/kube/object.ts'
import { DIGEST } from './support.ts'

export const IMAGE = `repo/openclaw:new@${DIGEST}`

export const APPS = '/apis/apps/v1/namespaces/home'
export const DEPLOYMENTS = `${APPS}/deployments`
export const SETS = `${APPS}/replicasets`
export const PODS = '/api/v1/namespaces/home/pods'

/** What a Deployment's status says of a rollout that is over. */
export const DONE = { replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1 }
/** A container's state. */
export const RUNNING = { running: { startedAt: new Date().toISOString() } }

/** Of the Deployment as it was applied. */
export const GENERATION = 7

const HASH = '5d8f'
const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'gateway', image: IMAGE }] } }

const object = (apiVersion: string, kind: string, name: string, more: object, owner?: KubeObject): KubeObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: 'home',
    uid: `uid-${name}`,
    generation: GENERATION,
    creationTimestamp: new Date().toISOString(),
    ...(owner && {
      labels: { app: 'x', 'pod-template-hash': HASH },
      ownerReferences: [
        { kind: owner.kind, name: owner.metadata.name, uid: `uid-${owner.metadata.name}`, controller: true },
      ],
    }),
  },
  ...more,
})

export const deployment = (status: object = {}, name = 'openclaw') =>
  object('apps/v1', 'Deployment', name, {
    spec: { replicas: 1, strategy: { type: 'Recreate' }, selector: { matchLabels: { app: 'x' } }, template },
    status: { observedGeneration: GENERATION, ...status },
  })

const setOf = (owner: KubeObject) =>
  object('apps/v1', 'ReplicaSet', `${owner.metadata.name}-${HASH}`, { spec: { replicas: 1, template } }, owner)
export const set = setOf(deployment())
/** Of another Deployment with the same labels. */
export const otherSet = setOf(deployment({}, 'openclaw-staging'))

/** @param state the container's @param more of the container's status */
export const pod = (state: object, ready = false, more: object = {}, owner = set) =>
  object(
    'v1',
    'Pod',
    owner === set ? 'new' : 'other',
    {
      spec: { nodeName: 'lab', containers: template.spec.containers },
      status: {
        phase: 'Running',
        conditions: [
          { type: 'PodScheduled', status: 'True' },
          { type: 'Ready', status: ready ? 'True' : 'False' },
        ],
        containerStatuses: [{ name: 'gateway', ready, started: true, restartCount: 0, state, ...more }],
      },
    },
    owner,
  )
