// Whether an image can run where its pod may be placed. A kubelet finds that out by "exec format error", after the old
// gateway is gone.

import type { Place, Problem } from '../errors.ts'
import { mayRunOn, type Node, type Placement } from '../kube/nodes.ts'

export interface Misfit {
  /** `error`: it can run nowhere; `warning`: it may come to a node where it cannot run. */
  readonly severity: 'error' | 'warning'
  readonly problem: Problem
}

// Set by every kubelet (Kubernetes' well-known labels).
const LABEL = 'kubernetes.io/arch'
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
  const places = nodes.filter((node) => mayRunOn(node, { ...placement, nodeSelector }))
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
