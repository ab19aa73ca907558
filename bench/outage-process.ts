// A plain watch of a namespace's gateway pods: how long none of them was both ready and not on its way out. It sends 0 when
// there is one at first, and after "end" the milliseconds without one, once there is one again.

import { labClient } from '../lab/client.ts'
import type { Pod } from '../src/kube/workloads.ts'
import { isReady } from '../src/rollout/pods.ts'

const [namespace = ''] = process.argv.slice(2)
const client = labClient(process.env.KUBECONFIG)
const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app.kubernetes.io/name%3Dopenclaw`

const serving = new Set<string | undefined>()
let isBegun = false
let isAsked = false
let totalMs = 0
let downSinceMs: number | undefined

function see(type: string, pod: Pod): void {
  if (type !== 'DELETED' && isReady(pod) && !pod.metadata.deletionTimestamp) serving.add(pod.metadata.uid)
  else serving.delete(pod.metadata.uid)
  if (serving.size === 0) {
    if (isBegun) downSinceMs ??= performance.now()
    return
  }
  if (!isBegun) process.send?.(0)
  isBegun = true
  if (downSinceMs !== undefined) totalMs += performance.now() - downSinceMs
  downSinceMs = undefined
  answer()
}

function answer(): void {
  if (isAsked && downSinceMs === undefined) process.send?.(totalMs)
}

process.on('message', () => {
  isAsked = true
  answer()
})

const { metadata, items } = await client.get<{ metadata: { resourceVersion: string }; items: Pod[] }>(path)
for (const pod of items) see('ADDED', pod)
const onLine = (line: string) => {
  const { type, object } = JSON.parse(line) as { type: string; object: Pod }
  see(type, object)
}
await client.stream(
  `${path}&watch=true&timeoutSeconds=3600&resourceVersion=${metadata.resourceVersion}`,
  { onOpen: () => {}, onLine },
  new AbortController().signal,
)
