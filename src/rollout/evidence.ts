// What shows why a pod did not get ready: its own events, and the last lines of its log.

import type { KubeClient } from '../kube/request.ts'
import type { Pod } from '../kube/workloads.ts'
import { redact } from '../report/redact.ts'
import { statusOf } from './verdict.ts'

interface Events {
  readonly items: readonly { readonly type?: string; readonly reason?: string; readonly message?: string }[]
}

const LOG_LINES = 10

/** Redacted lines, the cluster's warnings first; what cannot be had is left out, since the cause is known already. */
export async function gatherEvidence(client: KubeClient, pod: Pod, container: string): Promise<string[]> {
  const { namespace = '', name, uid = '' } = pod.metadata
  const base = `/api/v1/namespaces/${encodeURIComponent(namespace)}`
  const previous = (statusOf(pod, container)?.restartCount ?? 0) > 0
  const query = `container=${encodeURIComponent(container)}&tailLines=${LOG_LINES}&previous=${previous}`
  const [events, log] = await Promise.allSettled([
    client.get<Events>(`${base}/events?fieldSelector=${encodeURIComponent(`involvedObject.uid=${uid}`)}`),
    client.requestText(`${base}/pods/${encodeURIComponent(name)}/log?${query}`),
  ])
  const warnings = events.status === 'fulfilled' ? events.value.items.filter(({ type }) => type === 'Warning') : []
  const lines = log.status === 'fulfilled' && log.value.status === 200 ? log.value.text.trimEnd().split('\n') : []
  return [...warnings.map(({ reason, message }) => `${reason}: ${message}`), ...lines].map(redact)
}
