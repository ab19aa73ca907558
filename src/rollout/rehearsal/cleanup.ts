// The throwaway pod and its copies go away again, whatever happens: when a rehearsal ends, and before the next one for
// what a killed run has left.

import { setTimeout as sleep } from 'node:timers/promises'
import { problemsOf } from '../../errors.ts'
import { withJitter } from '../../jitter.ts'
import type { KubeObject } from '../../kube/object.ts'
import type { KubeClient } from '../../kube/request.ts'
import { watchCollection } from '../../kube/watch.ts'

export interface Cleaner {
  readonly client: KubeClient
  readonly namespace: string
  readonly warn: (line: string) => void
}

/** Its memory must be free before the rollout, and a kubelet needs up to 17 s to remove a pod (seen on 1.20). */
const GONE_MS = 30_000
const RETRY_MS = 1_000

/** Deletes a pod and waits until it is gone. What does not work is a warning: it must not hide how the rehearsal went. */
export async function removePod({ client, namespace, warn }: Cleaner, name: string, withinMs = GONE_MS): Promise<void> {
  const path = collection(namespace, 'Pod')
  const signal = AbortSignal.timeout(withinMs)
  try {
    await retried(() => client.remove(`${path}/${encodeURIComponent(name)}`, signal), signal)
    const isGone = await seenGone(client, path, name, signal)
    if (!isGone) warn(`Pod ${name} of the rehearsal is still stopping after ${withinMs / 1000} s`)
  } catch (error) {
    const [{ message }] = problemsOf(error)
    warn(
      `Pod ${name} of the rehearsal could not be deleted: kubectl -n ${namespace} delete pod ${name} does it. ${message}`,
    )
  }
}

/** Deletes a copy; without the right to do so the cluster's garbage collection does it, since the pod owns the copy. */
export async function removeCopy({ client, namespace, warn }: Cleaner, { kind, metadata }: KubeObject): Promise<void> {
  const { name } = metadata
  await client.remove(`${collection(namespace, kind)}/${encodeURIComponent(name)}`).catch((error: unknown) => {
    const [{ code, message }] = problemsOf(error)
    if (code !== 'cluster-forbidden') warn(`${kind} ${name} of the rehearsal could not be deleted: ${message}`)
  })
}

/** Removes what earlier rehearsals of the same Deployment have left. @returns names of the pods */
export async function sweep(cleaner: Cleaner, labels: Readonly<Record<string, string>>): Promise<string[]> {
  const { client, namespace } = cleaner
  const labelSelector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
  const left = async (kind: string): Promise<KubeObject[]> => {
    const path = `${collection(namespace, kind)}?${new URLSearchParams({ labelSelector })}`
    const response = await client.request<{ items: KubeObject[] }>({ method: 'GET', path })
    // The items of a list do not say what they are. What may not be listed is left to the garbage collection.
    return response.status === 200
      ? (response.body as { items: KubeObject[] }).items.map((item) => ({ ...item, kind }))
      : []
  }
  const [pods, ...copies] = await Promise.all([left('Pod'), left('ConfigMap'), left('Secret')])
  await Promise.all(pods.map(({ metadata }) => removePod(cleaner, metadata.name)))
  await Promise.all(copies.flat().map((copy) => removeCopy(cleaner, copy)))
  return pods.map(({ metadata }) => metadata.name)
}

/** The URL path of all objects of a kind of the core group. */
export function collection(namespace: string, kind: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/${kind.toLowerCase()}s`
}

/** Again while the server is away. */
async function retried(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (problemsOf(error)[0].code !== 'cluster-unreachable' || signal.aborted) throw error
      await sleep(withJitter(RETRY_MS), undefined, { signal }).catch(() => {})
    }
  }
}

async function seenGone(client: KubeClient, path: string, name: string, signal: AbortSignal): Promise<boolean> {
  const seen = new AbortController()
  let isGone = false
  const onChange = (pods: readonly KubeObject[]) => {
    isGone = pods.length === 0
    if (isGone) seen.abort()
  }
  await watchCollection(client, { path, name }, { onChange }, AbortSignal.any([signal, seen.signal]))
  return isGone
}
