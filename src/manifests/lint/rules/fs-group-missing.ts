import { Part } from '../part.ts'
import { commandOf, mountOver } from '../pod.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

/** k3s's own, which makes folders that everybody may write, and knows no fsGroup. */
const OPEN_TO_ALL = 'local-path'

export const fsGroupMissing: Rule = {
  id: 'fs-group-missing',
  severity: 'error',
  milder: 'where the manifests do not show the claim’s class, since that of k3s makes folders that everybody may write',
  symptom: 'The gateway ends with 78 and "EACCES: permission denied, mkdir", since a new volume belongs to root',
  fix: 'Set securityContext.fsGroup of the pod to the gateway’s group, and fsGroupChangePolicy to OnRootMismatch',
  check(subject) {
    const { pod, mounts, stateDir, initContainers } = subject
    const volume = mountOver(mounts, stateDir)?.volume
    const fsGroup = pod.at('securityContext', 'fsGroup')
    if (volume?.kind !== 'claim' || fsGroup.isThere || isRoot(subject)) return []
    const storageClass = classOf(subject, volume.claim)
    if (storageClass === OPEN_TO_ALL) return []
    if (initContainers.some((container) => /\bch(own|mod|grp)\b/.test(commandOf(container)))) return []
    return [
      {
        message: `The gateway does not run as root, and the volume ${volume.name} is not made writable for it`,
        at: fsGroup,
        ...(storageClass === undefined && { severity: 'warning' }),
      },
    ]
  },
}

function isRoot({ pod, container }: Subject): boolean {
  return (container.at('securityContext', 'runAsUser').value ?? pod.at('securityContext', 'runAsUser').value) === 0
}

/** The claim's class, undefined where the manifests do not say it. */
function classOf({ lookup }: Subject, claim: string | undefined): string | undefined {
  const manifest = lookup('PersistentVolumeClaim', claim)
  const told = manifest && Part.of(manifest).at('spec', 'storageClassName').text
  // '' asks for a volume that somebody made by hand.
  return told || undefined
}
