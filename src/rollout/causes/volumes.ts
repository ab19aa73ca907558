// Volumes that are not bound, attached or mounted.

import type { Pod } from '../../kube/workloads.ts'
import { eventsAbout, timeOf } from '../events.ts'
import type { Finding } from '../finding.ts'
import {
  ATTACH,
  CLAIM_MISSING,
  CONFIG_MISSING,
  CREATE_CONTAINER,
  DRIVER_BACK,
  MOUNT,
  NO_VOLUME,
  ONLY_SHOWN,
  PROVISIONING,
} from '../patience.ts'
import type { Claim, ClusterEvent, RolloutView } from '../view.ts'

/** Claims of the pod that nothing binds. Waiting for the first consumer is no finding: the pod is that consumer. */
export function claimFindings(view: RolloutView): Finding[] {
  return view.claims.flatMap((claim) => claimFinding(view, claim) ?? [])
}

function claimFinding(view: RolloutView, claim: Claim): Finding | undefined {
  const { name, uid } = claim.metadata
  const phase = claim.status?.phase
  const base = { code: 'volume-unbound', variant: name } as const
  if (phase === 'Bound') return undefined
  if (phase === 'Lost') {
    return {
      ...base,
      message: `PersistentVolumeClaim ${name} has lost its volume ${claim.spec?.volumeName ?? ''}`.trimEnd(),
      fix: 'Restore the PersistentVolume; this action never replaces a claim, because its data would be gone',
      patienceMs: CLAIM_MISSING,
    }
  }
  const trouble = eventsAbout(view.events, uid, ['ProvisioningFailed', 'FailedBinding']).at(-1)
  if (trouble === undefined) return undefined
  const { reason, message = '' } = trouble
  const className = claim.spec?.storageClassName
  const cause = `${reason}: ${message}`
  if (/storageclass\S* "[^"]*" not found/i.test(message)) {
    return {
      ...base,
      message: `PersistentVolumeClaim ${name} is not bound: the cluster has no StorageClass ${className ?? 'of that name'}`,
      fix: 'Correct storageClassName (kubectl get storageclass lists what there is), or install what provides it',
      patienceMs: CLAIM_MISSING,
      cause,
    }
  }
  if (reason === 'FailedBinding') {
    return {
      ...base,
      message: `PersistentVolumeClaim ${name} is not bound: ${message}`,
      fix: 'Set storageClassName to one that provisions volumes, or make a PersistentVolume that fits',
      patienceMs: NO_VOLUME,
      cause,
    }
  }
  return {
    ...base,
    message: `PersistentVolumeClaim ${name} is not bound, because its volume cannot be made: ${message}`,
    fix: 'Look at the log of the provisioner of that StorageClass',
    patienceMs: PROVISIONING,
    cause,
  }
}

const ATTACH_FAILED = ['FailedAttachVolume']
const MOUNT_FAILED = ['FailedMount', 'FailedMapVolume']
// The runtime gets to the image only once every volume is mounted.
const MOUNTED = ['Pulling', 'Pulled', 'Created', 'Started']
// How the kubelet and the attach controller tell that a CSI driver is not registered or not served on the node, and the
// driver of Longhorn that the manager behind it (ports 9500 to 9503) is not up.
const DRIVER_AWAY = [
  /driver name \S+ not found in the list of registered CSI drivers/,
  /CSINode \S+ does not contain driver/,
  /csi\.sock: connect: /,
  /dial tcp(?: \S+:950[0-3]: |: lookup longhorn-)/,
]

/** Volumes of a pod that has a node and whose containers are still to be made. */
export function mountFinding(view: RolloutView, pod: Pod): Finding | undefined {
  const { uid } = pod.metadata
  if (eventsAbout(view.events, uid, MOUNTED).length > 0) return undefined
  const attached = eventsAbout(view.events, uid, ['SuccessfulAttachVolume']).at(-1)
  const troubles = eventsAbout(view.events, uid, [...ATTACH_FAILED, ...MOUNT_FAILED]).filter(
    (each) => !(ATTACH_FAILED.includes(each.reason ?? '') && attached && timeOf(attached) >= timeOf(each)),
  )
  // The kubelet sums up every two minutes that something is not mounted; the cause came before.
  const trouble =
    troubles.findLast(({ message }) => !/^Unable to (attach or )?mount volumes/.test(message ?? '')) ?? troubles.at(-1)
  return trouble ? explain(pod, trouble) : strangeTrouble(view, pod)
}

function explain(pod: Pod, { reason, message = '' }: ClusterEvent): Finding {
  const cause = `${reason}: ${message}`
  const volume = /volume "([^"]+)"/.exec(message)?.[1]
  const name = volume ? `Volume ${volume}` : 'A volume'
  if (/Multi-Attach|already (used by|attached|exclusively attached)|currently attached/i.test(message)) {
    return {
      code: 'volume-mount',
      variant: 'attach',
      message: `${name} is still attached to another node or pod`,
      fix: 'Wait until the other pod or node has let go of it; after a lost node delete its VolumeAttachment, or detach it in the storage system',
      patienceMs: ATTACH,
      blameless: true,
      cause,
    }
  }
  if (DRIVER_AWAY.some((pattern) => pattern.test(message))) {
    return {
      code: 'volume-mount',
      variant: 'driver',
      message: `${name} is not there yet, since its storage driver is not up on node ${pod.spec.nodeName}: ${tail(message)}`,
      fix: 'Look at the pods of the storage system on that node (for Longhorn: kubectl -n longhorn-system get pods -o wide); after a reboot they need some minutes',
      patienceMs: DRIVER_BACK,
      blameless: true,
      cause,
    }
  }
  if (/cryptsetup|luks|CRYPTO_KEY|encrypt|passphrase/i.test(message)) {
    return {
      code: 'volume-mount',
      variant: 'encrypted',
      message: `${name} is encrypted and cannot be opened on node ${pod.spec.nodeName}: ${tail(message)}`,
      fix: 'Check that cryptsetup and dm_crypt are there on the node, and that the Secret which the StorageClass names holds CRYPTO_KEY_VALUE, the same as when the volume was made',
      patienceMs: MOUNT,
      cause,
    }
  }
  if (/staging (target )?path|globalmount/i.test(message)) {
    return {
      code: 'volume-mount',
      variant: 'staging',
      message: `${name} is not staged on node ${pod.spec.nodeName}, as after an encrypted volume that was detached half-way: ${tail(message)}`,
      fix: 'Scale the Deployment to 0 until the volume is detached, then to 1 again; for Longhorn see the log of its CSI plugin on that node',
      patienceMs: MOUNT,
      cause,
    }
  }
  if (/failed to sync|not registered|timed out waiting for the condition/.test(message)) {
    return {
      ...mounting(`${name} is not mounted yet: ${tail(message)}`, cause),
      patienceMs: ONLY_SHOWN,
      variant: 'late',
    }
  }
  if (/(secret|configmap) "?[^ ]*"? not found|references non-existent (secret|config) key/i.test(message)) {
    return {
      code: 'config-error',
      message: `${name} cannot be mounted: ${tail(message)}`,
      fix: 'Create what it names (a Secret or ConfigMap, or a key in one), or correct the reference in the manifest',
      patienceMs: CONFIG_MISSING,
      cause,
    }
  }
  return mounting(
    `${name} cannot be ${ATTACH_FAILED.includes(reason ?? '') ? 'attached' : 'mounted'}: ${tail(message)}`,
    cause,
  )
}

function mounting(message: string, cause: string): Finding {
  return {
    code: 'volume-mount',
    message,
    fix: 'Correct what the message names on the node or in the storage system',
    patienceMs: MOUNT,
    cause,
  }
}

const TOLD_ELSEWHERE = ['FailedScheduling', ...ATTACH_FAILED, ...MOUNT_FAILED]

/** What else keeps a pod from being made, such as a network that is not ready. */
function strangeTrouble(view: RolloutView, pod: Pod): Finding | undefined {
  const events = eventsAbout(view.events, pod.metadata.uid)
  const trouble = events.findLast(({ type, reason = '' }) => type === 'Warning' && !TOLD_ELSEWHERE.includes(reason))
  if (trouble === undefined) return undefined
  const hopeless = events.find(({ message }) => /is specified without user/.test(message ?? ''))
  if (hopeless) {
    return {
      code: 'start-error',
      message: `The pod cannot be made on node ${pod.spec.nodeName}: it has securityContext.runAsGroup without runAsUser`,
      fix: 'Set securityContext.runAsUser of the pod beside runAsGroup, to 1000 for OpenClaw',
      patienceMs: CREATE_CONTAINER,
      cause: `${hopeless.reason}: ${hopeless.message}`,
    }
  }
  const said = `${trouble.reason}: ${trouble.message}`
  return {
    code: 'rollout-timeout',
    message: `The pod cannot be made on node ${pod.spec.nodeName}: ${said}`,
    fix: 'Correct what the message names',
    patienceMs: ONLY_SHOWN,
    cause: said,
  }
}

/** The end of a chain of `a: b: c`, where the reason is. */
function tail(message: string): string {
  return message
    .replace(/^(?:Attach|Mount)Volume\.\w+ failed for volume "[^"]*"( \([^)]*\))? : /, '')
    .replace(/^rpc error: code = \w+ desc = /, '')
}
