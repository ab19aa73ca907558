// The rehearsal: what the new image and config do on the node of the gateway, while that still runs.

import type { Right } from '../../kube/access.ts'
import { listNodes } from '../../kube/nodes.ts'
import type { Pod } from '../../kube/workloads.ts'
import { printable } from '../evidence.ts'
import { attempt, type Proof, type Stage } from './attempt.ts'
import { sweep } from './cleanup.ts'
import { labelsFor, nameFor, whatWouldTake } from './identity.ts'
import type { Obstacle } from './obstacle.ts'
import type { Level, Part } from './part.ts'
import { otherNodes } from './placement.ts'
import { rehearsalPod } from './pod.ts'
import { foundInRehearsal } from './problem.ts'
import { podRights } from './rights.ts'
import type { PodTemplateSpec } from './template.ts'

export type { Stage } from './attempt.ts'
export type { Level, Part } from './part.ts'

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
  const { part, progress, warn } = stage
  const labels = labelsFor(part.deployment)
  const taker = whatWouldTake(part, labels)
  if (taker !== undefined) {
    warn(`Not rehearsed: ${taker} selects whatever pod there is, also a throwaway one`)
    return undefined
  }
  for (const name of await sweep(stage, labels)) progress(`Removed pod ${name}, which an earlier rehearsal had left`)
  const levels: readonly Level[] = wanted === 'on' ? ['on', 'pull'] : ['pull']
  for (const level of levels) {
    const result = await onNode(stage, level, node).catch((error: unknown) => {
      throw foundInRehearsal(error, level)
    })
    if (result.kind === 'proof')
      return { ...result, level, unproven: [...result.unproven, ...(await elsewhere(stage, result.pod))] }
    const why = printable(result.why, LONGEST_WHY)
    warn(level === 'on' ? `Only the pull is rehearsed, not the start: ${why}` : `Not rehearsed: ${why}`)
  }
  return undefined
}

/** Where the gateway runs now, or where the manifests move it to. */
async function onNode(stage: Stage, level: Level, node: string): Promise<Proof | Obstacle> {
  const result = await attempt(stage, level, node)
  if (result.kind !== 'elsewhere') return result
  stage.progress(
    `The scheduler does not let it run on node ${node}, so it is rehearsed wherever it fits: ${result.why}`,
  )
  return attempt(stage, level, undefined)
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

/** What a rehearsal must be allowed to do; the copies of what is new in this run are the only ones besides the pod. */
export function rehearsalRights(part: Part, level: Level): Right[] {
  const { namespace } = part.deployment.metadata
  const { copies } = rehearsalPod(part, level, nameFor(part.deployment), undefined, 0)
  const kinds = [...new Set(copies.map(({ of }) => `${of.kind.toLowerCase()}s`))]
  const core = { group: '', ...(namespace && { namespace }) }
  return [
    ...podRights(namespace),
    { verb: 'list', resource: 'pods', ...core },
    ...kinds.map((resource) => ({ verb: 'create', resource, ...core })),
  ]
}
