// What goes wrong after the apply, as a user meets it: the cases of faults.test.ts, and those that one node cannot show,
// which are proven on object fixtures. docs/troubleshooting.md is made from this table.

import type { FailureCode } from '../../src/errors.ts'

export interface FaultEntry {
  /** What is the matter, as the cause and not as the symptom. */
  readonly name: string
  /** The process, port or object that is really disturbed, of a fault in the lab. */
  readonly disturbs?: string
  readonly code: FailureCode
  /** How the sentence goes that the red run says, with … for what differs. */
  readonly says: string
  readonly fix: string
  /** Where it was seen: on real parts in the lab, or on objects made by hand, in test/unit/rollout. */
  readonly proof: 'lab, real OpenClaw' | 'lab, stand-in' | 'constructed'
  /** Seconds from the first sight of the new pod to the verdict; before that the old one is on its way out. */
  readonly within?: number
  /** Another of its kind is there, so `npm test` leaves it to `npm run test:soak`. */
  readonly soak?: true
}

export const FAULTS = [
  {
    name: 'a digest that does not exist',
    disturbs: 'the Deployment: its image’s digest',
    code: 'image-missing',
    says: '… cannot be started, since the registry has no …',
    fix: 'Deploy an image that the registry still has; a lifecycle policy may have deleted this one',
    proof: 'lab, stand-in',
    within: 45,
  },
  {
    name: 'a pull that is denied',
    disturbs: 'the Deployment: no imagePullSecrets',
    code: 'image-denied',
    says: '… cannot pull …: the registry denies access',
    fix: 'Add `imagePullSecrets` to the pod, or renew the Secret that it names',
    proof: 'lab, stand-in',
    within: 30,
    soak: true,
  },
  {
    name: 'a pull token that has expired',
    disturbs: 'ECR’s tokens: the node’s has ended',
    code: 'image-denied',
    says: '… cannot pull …: the registry denies access',
    fix: 'Renew the pull secret on a schedule: a token of ECR ends after 12 hours',
    proof: 'lab, stand-in',
    within: 30,
    soak: true,
  },
  {
    name: 'an image for another architecture',
    disturbs: 'the image: for arm64',
    code: 'image-platform',
    says: '… cannot run on node …: … is built for another platform (exec format error)',
    fix: 'Build for the node’s architecture, and set `kubernetes.io/arch` in the nodeSelector',
    proof: 'lab, stand-in',
    within: 45,
  },
  {
    name: 'a config that OpenClaw refuses',
    disturbs: 'the ConfigMap: a key that OpenClaw does not know',
    code: 'openclaw-refused',
    says: 'OpenClaw would not start (… ended with exit code 78): …',
    fix: 'Correct openclaw.json; the line of its log names the key',
    proof: 'lab, real OpenClaw',
    within: 60,
    soak: true,
  },
  {
    name: 'more memory than its limit',
    disturbs: 'the Deployment: a memory limit of 256 MiB',
    code: 'oom-killed',
    says: '… needed more memory than its limit of … and was killed (OOMKilled, exit code …)',
    fix: 'Raise the memory limit to 2Gi; OpenClaw needs about 850 MiB to start',
    proof: 'lab, real OpenClaw',
    within: 180,
  },
  {
    name: 'an init container that fails',
    disturbs: 'the Deployment: the init container’s command',
    code: 'init-failed',
    says: 'Init container … failed with exit code …',
    fix: 'Look at the line of its log that the run shows',
    proof: 'lab, stand-in',
    within: 60,
    soak: true,
  },
  {
    name: 'a Secret that is missing',
    disturbs: 'the Deployment: the name of its Secret',
    code: 'config-error',
    says: '… cannot be made: secret "…" not found',
    fix: 'Make that Secret in the gateway’s namespace',
    proof: 'lab, stand-in',
    within: 30,
    soak: true,
  },
  {
    name: 'a key that the Secret does not have',
    disturbs: 'the Deployment: a key of its Secret',
    code: 'config-error',
    says: "… cannot be made: couldn't find key … in Secret …",
    fix: 'Add the key to the Secret, or correct its name in the manifest',
    proof: 'lab, stand-in',
    within: 30,
    soak: true,
  },
  {
    name: 'a claim that never binds',
    disturbs: 'the PersistentVolumeClaim: its storage class',
    code: 'volume-unbound',
    says: 'PersistentVolumeClaim … is not bound: the cluster has no StorageClass …',
    fix: 'Name a StorageClass that the cluster has (kubectl get storageclass)',
    proof: 'lab, stand-in',
    within: 90,
    soak: true,
  },
  {
    name: 'a volume that uid 1000 cannot write',
    disturbs: 'the Deployment: no fsGroup, on a fresh volume',
    code: 'volume-not-writable',
    says: '… failed with exit code …: …ermission denied',
    fix: 'Set `fsGroup: 1000` and `fsGroupChangePolicy: OnRootMismatch` in the pod’s securityContext',
    proof: 'lab, stand-in',
    within: 60,
  },
  {
    name: 'a node selector that no node has',
    disturbs: 'the Deployment: its node selector',
    code: 'unschedulable',
    says: 'No node takes the pod: …',
    fix: 'Correct the nodeSelector, or label the node',
    proof: 'lab, stand-in',
    within: 150,
    soak: true,
  },
  {
    name: 'a quota that leaves no room for the pod',
    disturbs: 'a ResourceQuota in the namespace',
    code: 'admission-denied',
    says: "The namespace's quota does not allow the new pod: exceeded quota: …",
    fix: 'Raise the ResourceQuota, or ask for less in the manifest',
    proof: 'lab, stand-in',
    within: 45,
  },
  {
    name: 'a startup probe that never passes',
    disturbs: 'the gateway’s port: 503 for ever',
    code: 'probe-failed',
    says: '… did not pass its startup probe (…) in the … s it has',
    fix: 'Probe /startupz on the gateway’s port, with five minutes of patience',
    proof: 'lab, stand-in',
    within: 60,
  },
  {
    name: 'a release that crashes',
    disturbs: 'the gateway’s process: ends at once',
    code: 'crash-loop',
    says: '… ended … times, the last time with exit code …',
    fix: 'Look at the line of its log that the run shows; deploy another release',
    proof: 'lab, stand-in',
    within: 60,
  },
  {
    name: 'a program that cannot be started',
    code: 'start-error',
    says: '… could not be started: …',
    fix: 'Correct `command` in the manifest, or the Dockerfile',
    proof: 'constructed',
  },
  {
    name: 'a registry that the node cannot talk to',
    code: 'image-pull',
    says: '… cannot pull …, because node … and the registry do not agree on how to talk: …',
    fix: 'Set up the registry’s TLS and mirrors on the node (k3s: registries.yaml)',
    proof: 'constructed',
  },
  {
    name: 'a volume that is still attached to another node (Multi-Attach)',
    code: 'volume-mount',
    says: '… is still attached to another node or pod',
    fix: 'Wait until Kubernetes releases it from the lost node (6 min), or remove that node',
    proof: 'constructed',
  },
  {
    name: 'a storage driver that is not up again after its node has booted',
    code: 'volume-mount',
    says: '… is not there yet, since its storage driver is not up on node …: …',
    fix: 'Look at the pods of the storage system on that node, and why they do not start',
    proof: 'constructed',
  },
  {
    name: 'a Longhorn volume that is encrypted and was detached half-way',
    code: 'volume-mount',
    says: '… is encrypted and cannot be opened on node …: …',
    fix: 'Restart the node’s Longhorn manager, or move to an unencrypted class: those can lose their staging path at a reboot',
    proof: 'constructed',
  },
  {
    name: 'a node that is gone',
    code: 'node-lost',
    says: 'Node … does not answer, so nobody knows how the pod is',
    fix: 'Bring the node back, or remove it from the cluster',
    proof: 'constructed',
  },
  {
    name: 'an old pod that does not stop',
    code: 'old-pod-stuck',
    says: 'The old pod … did not stop within its … s, and the new one starts only after it',
    fix: 'Look at its node; kubectl delete pod --force takes it away if the node is gone for good',
    proof: 'constructed',
  },
  {
    name: 'somebody else at work on the Deployment',
    code: 'deployment-changed',
    says: 'Somebody else changed the Deployment while it was rolled out: they …',
    fix: 'Find the other pipeline or GitOps controller',
    proof: 'constructed',
  },
  {
    name: 'a Deployment that is deleted meanwhile',
    code: 'deployment-gone',
    says: 'Somebody deleted the Deployment while it was rolled out',
    fix: 'Find the other pipeline or GitOps controller',
    proof: 'constructed',
  },
  {
    name: 'a Deployment whose own deadline passes',
    code: 'progress-deadline',
    says: 'The Deployment made no progress within its progressDeadlineSeconds of …',
    fix: 'Raise progressDeadlineSeconds if the node is only slow',
    proof: 'constructed',
  },
  {
    name: 'a rollout that takes longer than `timeout`',
    code: 'rollout-timeout',
    says: 'The new gateway was not ready within … s: …',
    fix: 'Mend what it waits for, or raise `timeout`',
    proof: 'constructed',
  },
  {
    name: 'a gateway that is ready and not what was deployed',
    code: 'verify-failed',
    says: 'The gateway that answers is OpenClaw …, not …',
    fix: 'Remove openclaw.json.bak* in the init container before the config is copied',
    proof: 'constructed',
  },
] as const satisfies readonly FaultEntry[]

export type LabFault = Exclude<(typeof FAULTS)[number], { proof: 'constructed' }>['name']

/** The entry of a fault by its name. */
export function faultNamed(name: LabFault): FaultEntry {
  return FAULTS.find((each) => each.name === name) as FaultEntry
}

/** What a sentence of the table stands for. */
export function sentencePattern({ says }: Pick<FaultEntry, 'says'>): RegExp {
  const parts = says.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(parts.join('[\\s\\S]*?'))
}
