import { expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import { asItRan } from '../../../src/rollout/job.ts'

const [OLD, PIN, OTHER] = ['repo/openclaw:1', 'repo/openclaw:2', 'busybox:1']

interface Images {
  readonly migrate: string
  readonly tool?: string
  readonly before?: string
}

const job = ({ migrate, tool = OTHER, before }: Images, kind = 'Job') =>
  ({
    apiVersion: 'batch/v1',
    kind,
    metadata: { name: 'migrate' },
    spec: {
      backoffLimit: 1,
      template: {
        metadata: { labels: { app: 'x' } },
        spec: {
          restartPolicy: 'Never',
          containers: [
            { name: 'migrate', image: migrate },
            { name: 'tool', image: tool },
          ],
          ...(before !== undefined && { initContainers: [{ name: 'before', image: before }] }),
        },
      },
    },
  }) as unknown as KubeObject

test.each<[what: string, object: KubeObject, live: KubeObject | undefined, expected: KubeObject]>([
  ['in the cluster keeps its image', job({ migrate: PIN }), job({ migrate: OLD }), job({ migrate: OLD })],
  [
    'keeps that of its init containers too',
    job({ migrate: PIN, before: PIN }),
    job({ migrate: OLD, before: OLD }),
    job({ migrate: OLD, before: OLD }),
  ],
  ['that is new gets the pin', job({ migrate: PIN }), undefined, job({ migrate: PIN })],
  // The server refuses that, and the sentence says what to do.
  [
    'whose other image was changed in git is sent as it is there',
    job({ migrate: PIN, tool: 'busybox:2' }),
    job({ migrate: OLD }),
    job({ migrate: OLD, tool: 'busybox:2' }),
  ],
  [
    'of another kind is not looked at',
    job({ migrate: PIN }, 'Thing'),
    job({ migrate: OLD }, 'Thing'),
    job({ migrate: PIN }, 'Thing'),
  ],
  [
    'whose container has another name gets the pin',
    job({ migrate: PIN, before: PIN }),
    job({ migrate: OLD }),
    job({ migrate: OLD, before: PIN }),
  ],
])('a Job %s', (_, object, live, expected) => {
  expect(asItRan(object, live, PIN)).toEqual(expected)
})
