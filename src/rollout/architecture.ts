// Whether an image can run where its pod may be placed. A kubelet finds that out by "exec format error", after the old
// gateway is gone.

import type { Place, Problem } from '../errors.ts'
import { mayRunOn, type Node, type Placement, UNSCHEDULABLE } from '../kube/nodes.ts'

export interface Misfit {
  /**
   * `error`: it can run nowhere; `passing`: it can, and for now no such node takes a pod, be it the new one or the old one put back;
   * `warning`: it may come to a node where it cannot run.
   */
  readonly severity: 'error' | 'passing' | 'warning'
  readonly problem: Problem
}

// Set by every kubelet (Kubernetes' well-known labels).
const LABEL = 'kubernetes.io/arch'
// Taints that Kubernetes sets by a node's condition, and takes away again.
const PASSING = 'node.kubernetes.io/'
const MOST_SHOWN = 5

/**
 * @param architecture of the image, such as `amd64`
 * @param where the pod's template is written
 * @returns undefined when all is well, and when no node could be told for lack of labels or nodes
 */
export function judgeArchitecture(
  nodes: readonly Node[],
  placement: Placement,
  architecture: string,
  where: Place,
): Misfit | undefined {
  // Without the selector on the architecture, which would hide why no node is left.
  const { [LABEL]: wanted, ...nodeSelector } = placement.nodeSelector ?? {}
  const places = nodes.filter((node) => mayRunOn(recovered(node), { ...placement, nodeSelector }))
  const told = places.filter(({ metadata }) => metadata.labels?.[LABEL] !== undefined)
  const other = told.filter(({ metadata }) => metadata.labels?.[LABEL] !== architecture)
  if (told.length < places.length || other.length === 0) return undefined
  const list = other
    .slice(0, MOST_SHOWN)
    .map(({ metadata }) => `${metadata.name} is ${metadata.labels?.[LABEL]}`)
    .join(', ')
  const shown = other.length > MOST_SHOWN ? `${list} and ${other.length - MOST_SHOWN} more` : list
  if (other.length === told.length) {
    const actual = other[0]?.metadata.labels?.[LABEL]
    return {
      severity: 'error',
      problem: {
        code: 'image-platform',
        message: `The image is for linux/${architecture}, and no node that the gateway may run on is: ${shown}`,
        fix: `Set nodeSelector ${LABEL}: ${actual} in the pod template, which also decides what is built, on a runner of that kind`,
        where,
      },
    }
  }
  const fitting = told.filter((each) => !other.includes(each))
  if (!fitting.some((node) => mayRunOn(node, { ...placement, nodeSelector })))
    return { severity: 'passing', problem: { code: 'image-platform', ...unready(fitting, architecture), where } }
  if (wanted !== undefined) return undefined
  return {
    severity: 'warning',
    problem: {
      code: 'image-platform',
      message: `The image is for linux/${architecture}, but its pod may be placed where it cannot run: ${shown}`,
      fix: `Set nodeSelector ${LABEL}: ${architecture} in the pod template`,
      where,
    },
  }
}

/** @param fitting nodes, each of them cordoned or unwell */
function unready(fitting: readonly Node[], architecture: string): Pick<Problem, 'message' | 'fix'> {
  const shown = fitting.slice(0, MOST_SHOWN)
  const list = shown.map((node) => `${node.metadata.name} (${statesOf(node).join(', ')})`).join(', ')
  const more = fitting.length > MOST_SHOWN ? ` and ${fitting.length - MOST_SHOWN} more` : ''
  const only = fitting.find((node) => isCordoned(node) && statesOf(node).length === 1)?.metadata.name
  const unwell = shown.filter((node) => statesOf(node).some((state) => state !== CORDONED))
  const names = unwell.map(({ metadata }) => metadata.name).join(' or ')
  const uncordoned = unwell.every(isCordoned) ? `, and uncordon it (kubectl uncordon ${unwell[0]?.metadata.name})` : ''
  return {
    message: `The image is for linux/${architecture}, and no node that can run it takes a new pod now: ${list}${more}`,
    fix:
      only === undefined
        ? `Wait until ${names} is well${uncordoned}`
        : `Uncordon ${only} (kubectl uncordon ${only})${names && `, or wait until ${names} is well`}`,
  }
}

const CORDONED = 'cordoned'

function isCordoned({ spec }: Node): boolean {
  return spec?.unschedulable === true || (spec?.taints ?? []).some(({ key }) => key === UNSCHEDULABLE)
}

function statesOf(node: Node): string[] {
  const unwell = (node.spec?.taints ?? [])
    .filter(({ key }) => key.startsWith(PASSING) && key !== UNSCHEDULABLE)
    .map(({ key }) => key.slice(PASSING.length))
  // A node that does not answer has its taint twice, once for each effect.
  return [...new Set([...(isCordoned(node) ? [CORDONED] : []), ...unwell])]
}

/** Cordoned, drained or away is how a node is for a while: it comes back with the architecture that it has. */
function recovered({ spec: { taints = [] } = {}, ...node }: Node): Node {
  return { ...node, spec: { taints: taints.filter(({ key }) => !key.startsWith(PASSING)) } }
}
