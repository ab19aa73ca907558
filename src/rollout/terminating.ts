// Pods that still stop, before a template is applied that some of them were made from. Under Recreate the controller waits for
// pods of other templates only (oldPodsRunning): one of this template gets a fresh pod beside it at once, on the same state.

import { messageOf } from '../errors.ts'
import { watchCollection } from '../kube/watch.ts'
import type { Deployment, Pod } from '../kube/workloads.ts'
import { type RolloutTarget, selectorOf } from './observe.ts'
import { OLD_POD_STUCK } from './patience.ts'
import { hasEnded, isPodOf } from './pods.ts'

const REPEAT_MS = 30_000

/**
 * Waits until no pod of a Deployment is Terminating, or until each that is should have been gone: on a lost node one stays so for
 * ever. What cannot be seen is not waited for.
 * @param deployment whose selector tells its pods
 * @param slackMs what a node may take beyond a pod's grace period
 * @returns whether there was any
 */
export async function waitForTerminating(
  { client, namespace }: Pick<RolloutTarget, 'client' | 'namespace'>,
  deployment: Deployment,
  progress: (line: string) => void,
  { slackMs = OLD_POD_STUCK, repeatMs = REPEAT_MS }: { readonly slackMs?: number; readonly repeatMs?: number } = {},
): Promise<boolean> {
  const collection = {
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
    labelSelector: selectorOf(deployment),
  }
  const done = new AbortController()
  let names = ''
  const sayAgain = setInterval(() => names && progress(`Still waiting for ${names} to stop`), repeatMs)
  const end = () => {
    if (names) progress(`Going on without the end of ${names}, which should have come by now`)
    done.abort()
  }
  // A server that does not answer meanwhile is for the next request to tell.
  let timer = setTimeout(end, slackMs)
  const onChange = (pods: readonly Pod[]) => {
    const terminating = pods.filter((pod) => isTerminating(pod) && isPodOf(pod, deployment, []))
    if (terminating.length === 0) {
      done.abort()
      return
    }
    const before = names
    names = terminating.map(({ metadata }) => `pod ${metadata.name}`).join(' and ')
    const leftMs = Math.max(...terminating.map(graceEndMs)) + slackMs - client.now()
    clearTimeout(timer)
    if (leftMs <= 0) {
      end()
      return
    }
    // Beyond 2^31 ms, setTimeout would fire at once.
    timer = setTimeout(end, Math.min(leftMs, 2 ** 31 - 1))
    if (names !== before) progress(`Waiting for ${names} to stop, for no more than ${Math.ceil(leftMs / 1000)} s`)
  }
  const onAway = (why: string | undefined) => progress(why ? `${why}; waiting for it` : 'The API server answers again')
  try {
    await watchCollection<Pod>(client, collection, { onChange, onAway }, done.signal)
  } catch (error) {
    progress(`Whether a pod of the gateway still stops cannot be seen: ${messageOf(error)}`)
  } finally {
    clearTimeout(timer)
    clearInterval(sayAgain)
  }
  return names !== ''
}

function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined && !hasEnded(pod)
}

/** When its grace period ends, in epoch milliseconds by the server's clock. */
function graceEndMs({ metadata }: Pod): number {
  return Date.parse(metadata.deletionTimestamp ?? '')
}
