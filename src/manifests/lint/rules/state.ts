import { mountOver } from '../pod.ts'
import type { Rule } from '../rule.ts'

export const stateOffVolume: Rule = {
  id: 'state-off-volume',
  severity: 'error',
  symptom:
    'Sessions, pairings and settings are gone after each restart of the container, or nothing can be written at all',
  fix: 'Mount the PersistentVolumeClaim there, or point OPENCLAW_STATE_DIR at where it is mounted',
  check({ mounts, stateDir, container, environment }) {
    const mount = mountOver(mounts, stateDir)
    if (mount !== undefined && !mount.isReadOnly) return []
    const what = mount ? 'on a volume that cannot be written' : 'on no volume'
    const at = environment.part('OPENCLAW_STATE_DIR') ?? mount?.part ?? container.at('volumeMounts')
    return [{ message: `The state folder ${stateDir} is ${what}`, at }]
  },
}

export const stateEmptyDir: Rule = {
  id: 'state-empty-dir',
  severity: 'warning',
  symptom: 'Sessions, pairings and settings are gone with each new pod, so with each deploy',
  fix: 'Use a PersistentVolumeClaim',
  check({ mounts, stateDir }) {
    const mount = mountOver(mounts, stateDir)
    if (mount?.volume?.kind !== 'empty') return []
    return [{ message: `The state folder ${stateDir} is on an emptyDir`, at: mount.volume.part }]
  },
}
