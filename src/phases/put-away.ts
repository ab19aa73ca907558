// After a main step that was cut off: its throwaway pods go, and its lock is let go. The next run would do both, but a pod that
// nobody needs takes the node's memory until then, and whoever runs next would wait a minute for the lock.

import { info, warning } from '@actions/core'
import { messageOf } from '../errors.ts'
import { readCluster } from '../inputs/common.ts'
import { InputReader } from '../inputs/reader.ts'
import type { OpenWork } from '../state/step.ts'

/**
 * Never throws: what cannot be put away is a warning.
 * @param left an `OpenWork` as JSON
 * @param read the raw value of an input by its name in action.yml
 */
export async function putAway(
  left: string,
  read: (name: string) => string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  try {
    const { namespace, deployment, holder } = JSON.parse(left) as OpenWork
    const [{ connect }, { sweep }, { labelsFor }, { lockLeft }] = await Promise.all([
      import('../kube/connect.ts'),
      import('../rollout/rehearsal/cleanup.ts'),
      import('../rollout/rehearsal/identity.ts'),
      import('../state/lock.ts'),
    ])
    const { client } = await connect(readCluster(new InputReader(read)), env)
    try {
      const lock = holder === undefined ? undefined : await lockLeft(client, { namespace, deployment }, holder)
      // Under another run's lock the pods are that run's.
      if (holder !== undefined && lock === undefined) return
      const labels = labelsFor({ metadata: { name: deployment } })
      for (const pod of await sweep({ client, namespace, warn: warning }, labels)) info(`Deleted pod ${pod}`)
      if (lock === undefined) return
      await lock.release()
      info('Let go of the lock that the main step held')
    } finally {
      client.close()
    }
  } catch (error) {
    warning(
      `What the main step left in the cluster could not be put away, which the next run does: ${messageOf(error)}`,
    )
  }
}
