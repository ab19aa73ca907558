// The rehearsal: what the new image and config do on the node of the gateway, while that still runs.

import { listNodes } from '../../kube/nodes.ts'
import type { Pod } from '../../kube/workloads.ts'
import { printable } from '../evidence.ts'
import { attemptNear, type Proof, prepare, type Stage } from './attempt.ts'
import type { Level } from './part.ts'
import { otherNodes } from './placement.ts'
import { foundInRehearsal } from './problem.ts'
import type { PodTemplateSpec } from './template.ts'

export type { Stage } from './attempt.ts'
export type { Level } from './part.ts'

export interface Rehearsed extends Proof {
  readonly level: Level
}

/**
 * Rehearses as much as the cluster has room for, and says by `warn` when that is less than was wanted.
 * @param node where the gateway runs now
 * @returns undefined when nothing could be rehearsed, and nothing speaks against the rollout
 * @throws DeployError when the rollout would fail
 */
export async function runRehearsal(stage: Stage, wanted: Level, node: string): Promise<Rehearsed | undefined> {
  const { warn } = stage
  const obstacle = await prepare(stage)
  if (obstacle !== undefined) {
    warn(`Not rehearsed: ${obstacle}`)
    return undefined
  }
  const levels: readonly Level[] = wanted === 'on' ? ['on', 'pull'] : ['pull']
  for (const level of levels) {
    const result = await attemptNear(stage, level, node).catch((error: unknown) => {
      throw foundInRehearsal(error, level, level === 'on' && stage.part.state !== undefined)
    })
    if (result.kind === 'proof')
      return { ...result, level, unproven: [...result.unproven, ...(await elsewhere(stage, result.pod))] }
    const why = printable(result.why, LONGEST_WHY)
    warn(level === 'on' ? `Only the pull is rehearsed, not the start: ${why}` : `Not rehearsed: ${why}`)
  }
  return undefined
}

/** The nodes on which nothing was proven; nothing is said without the right to list nodes. */
async function elsewhere({ client, part, image }: Stage, { spec }: Pod): Promise<string[]> {
  // The rehearsal has gone well without this.
  const nodes = (await listNodes(client)) ?? []
  const template = part.deployment.spec.template.spec as PodTemplateSpec
  const digest = image.reference.slice(image.reference.indexOf('@') + 1)
  const others = otherNodes(nodes, template, spec.nodeName ?? '', digest)
  const shown = others.slice(0, MOST_NODES).join(', ')
  const more = others.length > MOST_NODES ? ` and ${others.length - MOST_NODES} more` : ''
  return others.length > 0 ? [`the pull on ${others.length > 1 ? 'nodes' : 'node'} ${shown}${more}`] : []
}

const MOST_NODES = 5
const LONGEST_WHY = 300

/** How long the gateway took from the start of its container to ready, in milliseconds; the cluster tells whole seconds. */
export function startMs({ status }: Pod, container: string): number | undefined {
  const { state } = status?.containerStatuses?.find(({ name }) => name === container) ?? {}
  const ready = status?.conditions?.find(({ type }) => type === 'Ready') as { lastTransitionTime?: string } | undefined
  const ms = Date.parse(ready?.lastTransitionTime ?? '') - Date.parse(state?.running?.startedAt ?? '')
  return ms >= 0 ? ms : undefined
}
