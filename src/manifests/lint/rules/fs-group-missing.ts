import { Part } from '../part.ts'
import { commandOf, mountOver } from '../pod.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

export const fsGroupMissing: Rule = {
  id: 'fs-group-missing',
  severity: 'error',
  symptom: 'The gateway ends with 78 and "EACCES: permission denied, mkdir", since a new volume belongs to root',
  fix: 'Set securityContext.fsGroup of the pod to the gateway’s group, and fsGroupChangePolicy to OnRootMismatch',
  check(subject) {
    const { pod, mounts, stateDir, initContainers } = subject
    const volume = mountOver(mounts, stateDir)?.volume
    const fsGroup = pod.at('securityContext', 'fsGroup')
    if (volume?.kind !== 'claim' || fsGroup.isThere || isRoot(subject) || isOpenToAll(subject, volume.claim)) return []
    if (initContainers.some((container) => /\bch(own|mod|grp)\b/.test(commandOf(container)))) return []
    return [
      {
        message: `The gateway does not run as root, and the volume ${volume.name} is not made writable for it`,
        at: fsGroup,
      },
    ]
  },
}

function isRoot({ pod, container }: Subject): boolean {
  return (container.at('securityContext', 'runAsUser').value ?? pod.at('securityContext', 'runAsUser').value) === 0
}

/** k3s's local-path makes folders that everybody may write, and knows no fsGroup. */
function isOpenToAll({ lookup }: Subject, claim: string | undefined): boolean {
  const manifest = lookup('PersistentVolumeClaim', claim)
  return manifest !== undefined && Part.of(manifest).at('spec', 'storageClassName').value === 'local-path'
}
