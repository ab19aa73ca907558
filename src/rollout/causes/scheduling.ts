// Pods that no node takes, and nodes that are gone.

import type { Pod } from '../../kube/workloads.ts'
import type { Finding } from '../finding.ts'
import { CLAIM_MISSING, NODE_BACK, ONLY_SHOWN, UNSCHEDULABLE, UNSCHEDULABLE_SHOWN } from '../patience.ts'
import { versionOf } from '../pods.ts'
import type { RolloutView } from '../view.ts'

interface Obstacle {
  readonly pattern: RegExp
  readonly said: (match: RegExpExecArray) => string
  readonly fix: string
  readonly code?: Finding['code']
  readonly patienceMs?: number
  /** What is deployed has it, whatever becomes of the nodes. */
  readonly isOfTheSet?: true
  /** Whether it goes away by itself is not said. */
  readonly isUnsure?: true
}

// What the scheduler (1.20 to 1.36) says about nodes, and what it means. It names all obstacles of all nodes at once.
const OBSTACLES: readonly Obstacle[] = [
  {
    pattern: /persistentvolumeclaim "([^"]+)" not found/,
    said: (match) => `there is no PersistentVolumeClaim ${match[1]}`,
    fix: 'Add the claim to the manifests, or correct its name',
    code: 'volume-unbound',
    patienceMs: CLAIM_MISSING,
    isOfTheSet: true,
  },
  {
    pattern: /unbound immediate PersistentVolumeClaims|find available persistent volumes to bind/,
    said: () => 'its volume is not bound',
    fix: 'See the events of the PersistentVolumeClaim; it needs a StorageClass that exists or a volume that fits',
    code: 'volume-unbound',
  },
  {
    pattern: /volume node affinity conflict|no available volume zone/,
    said: () => 'its volume lives on a node that is not free for it',
    fix: 'Bring back the node that holds the volume, or let the pod go there: a volume of local-path cannot move',
  },
  {
    // Taints that Kubernetes sets and takes away by itself.
    pattern: /taint(?:\(s\))? \{(node\.kubernetes\.io\/[\w-]+)/,
    said: (match) => `a node is out of order (${match[1]})`,
    fix: 'Look at the conditions of the node (kubectl describe node)',
    patienceMs: NODE_BACK,
  },
  {
    pattern: /node\(s\) were unschedulable/,
    said: () => 'a node is cordoned',
    fix: 'Uncordon the node (kubectl uncordon)',
    patienceMs: NODE_BACK,
  },
  {
    // From 1.34.2 on no taint is named: whether Kubernetes set it, or somebody for good, is not to be known.
    pattern: /untolerated taint\(s\)/,
    said: () =>
      'a node is out of order or has another taint that it does not tolerate (the scheduler does not name it)',
    fix: 'Look at the conditions and taints of the nodes (kubectl describe node): bring a node that is out of order back, or add a toleration for the taint to the manifest',
    patienceMs: NODE_BACK,
    isUnsure: true,
  },
  {
    pattern: /^0\/(\d+) nodes are available: \1 node\(s\) didn't match (?:Pod's )?node (?:selector|affinity)/,
    said: () => 'no node has the labels of its nodeSelector or node affinity',
    fix: 'Correct nodeSelector or affinity in the manifest, or label the node',
    isOfTheSet: true,
  },
  {
    pattern: /taint(?:\(s\))? \{(?!node\.kubernetes\.io\/)([^}:]+)/,
    said: (match) => `a node has the taint ${match[1]}, which it does not tolerate`,
    fix: 'Add a toleration to the manifest, or take the taint from the node',
  },
  {
    pattern: /Insufficient ([\w./-]+)/,
    said: (match) => `there is not enough ${match[1]?.replace(/[.,]$/, '')} for its requests`,
    fix: 'Lower resources.requests, or free or add what is missing',
    isOfTheSet: true,
  },
  { pattern: /Too many pods/, said: () => 'a node has all the pods it may have', fix: 'Remove pods or add a node' },
  {
    pattern: /free ports/,
    said: () => 'another pod has its host port',
    fix: 'Free the host port, or use a Service instead of hostPort',
    isOfTheSet: true,
  },
  {
    pattern: /anti-affinity|topology spread/,
    said: () => 'its affinity rules keep it from where other pods are',
    fix: 'Correct affinity or topologySpreadConstraints in the manifest',
    isOfTheSet: true,
  },
  {
    // As it should be where the nodes are of two kinds, so that what the others lack comes first.
    pattern: /^(?!0\/(\d+) nodes are available: \1 ).*didn't match (?:Pod's )?node (?:selector|affinity)/,
    said: () => 'some nodes lack the labels of its nodeSelector or node affinity',
    fix: 'Correct nodeSelector or affinity in the manifest, or label the node',
  },
]

export function schedulingFinding(pod: Pod): Finding | undefined {
  const condition = pod.status?.conditions?.find((each) => each.type === 'PodScheduled' && each.status === 'False')
  if (condition === undefined) return undefined
  const { reason = 'not scheduled', message = '' } = condition
  // What preemption could do is about other pods.
  const [about = ''] = message.split(' preemption:')
  const obstacles = OBSTACLES.flatMap((obstacle) => {
    const match = obstacle.pattern.exec(about)
    return match ? [{ ...obstacle, said: obstacle.said(match) }] : []
  })
  const patience = obstacles.map(({ patienceMs = UNSCHEDULABLE }) => patienceMs)
  const isOfTheSet = obstacles.some((each) => each.isOfTheSet)
  const isPassing = obstacles.some(({ patienceMs, isUnsure }) => patienceMs === NODE_BACK && !(isUnsure && isOfTheSet))
  return {
    code: obstacles[0]?.code ?? 'unschedulable',
    message: `No node takes the pod: ${obstacles.map(({ said }) => said).join('; ') || message || reason}`,
    fix: obstacles[0]?.fix ?? 'Correct what the scheduler names',
    // The most patient of them: as long as one may go away by itself, so may all. Other reasons are gates that
    // somebody set on purpose.
    patienceMs: reason !== 'Unschedulable' ? ONLY_SHOWN : patience.length > 0 ? Math.max(...patience) : UNSCHEDULABLE,
    shownAfterMs: UNSCHEDULABLE_SHOWN,
    ...(isPassing && { blameless: true }),
    cause: `${reason}: ${message}`,
  }
}

/**
 * A node that stopped to answer: its pods are neither well nor gone. A pod tells it itself only of old clusters; since
 * then its node does, and the pod's condition Ready is just False.
 */
export function nodeFinding(view: RolloutView, pod: Pod): Finding | undefined {
  const { phase, reason, message, conditions } = pod.status ?? {}
  const ready = conditions?.find((each) => each.type === 'Ready')
  const absence = view.awayNodes?.get(versionOf(pod))
  const isLost =
    phase === 'Unknown' || reason === 'NodeLost' || ready?.reason === 'NodeNotReady' || ready?.status === 'Unknown'
  if (!isLost && absence === undefined) return undefined
  return {
    code: 'node-lost',
    message: `Node ${pod.spec.nodeName} ${absence?.said ?? 'does not answer'}, so nobody knows how the pod is`,
    fix: 'Bring the node back; a pod that is stuck on a node which is gone for good has to be deleted by force',
    patienceMs: NODE_BACK,
    blameless: true,
    cause: absence?.cause ?? message ?? ready?.message ?? 'NodeLost',
  }
}
