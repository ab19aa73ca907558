// A Deployment as the server gives it, with what a rehearsal has to take care of.

import type { Deployment } from '../../../../src/kube/workloads.ts'
import type { Other } from '../../../../src/rollout/rehearsal/copies.ts'
import type { Level, Part } from '../../../../src/rollout/rehearsal/part.ts'
import { type RehearsalPod, rehearsalPod } from '../../../../src/rollout/rehearsal/pod.ts'
import { DIGEST } from '../../support.ts'

export const IMAGE = `repo/openclaw:new@${DIGEST}`

/** @param spec of the pod template, @param gateway more of its container */
export function deployment(
  spec: object = {},
  gateway: object = {},
  annotations: Record<string, string> = {},
): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'openclaw', namespace: 'home', uid: 'uid-openclaw' },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: { app: 'openclaw' } },
      template: {
        metadata: { labels: { app: 'openclaw', tier: 'home' }, annotations },
        spec: { containers: [{ name: 'gateway', image: IMAGE, ...gateway }], ...spec },
      },
    },
  } as Deployment
}

/** Of the metadata of its pods. */
export const OWNED = {
  labels: { app: 'openclaw', tier: 'home', 'pod-template-hash': '5d8f' },
  ownerReferences: [{ kind: 'ReplicaSet', name: 'openclaw-5d8f', uid: 'uid-openclaw-5d8f', controller: true }],
}

export const part = (of: Deployment, others: readonly Other[] = []): Part => ({
  deployment: of,
  container: 'gateway',
  others,
})

export function other(
  kind: string,
  name: string,
  more: object = {},
  change: Other['change'] = 'configured',
  apiVersion = 'v1',
): Other {
  return {
    change,
    result: {
      apiVersion,
      kind,
      metadata: { name, namespace: 'home', uid: `uid-${name}`, resourceVersion: '7' },
      ...more,
    },
  }
}

export function built(of: Part, level: Level = 'on', node: string | undefined = 'n1'): RehearsalPod {
  return rehearsalPod(of, level, 'openclaw-rehearsal-abcde', node, 660_000)
}
