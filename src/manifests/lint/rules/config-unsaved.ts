import { posix } from 'node:path'
import { mountOver } from '../pod.ts'
import type { Rule } from '../rule.ts'

// OpenClaw 2026.9.6 sets the mode of the config's folder with each save, which only the folder's owner may; a volume's root is
// root's, whatever its fsGroup (seen on Kubernetes 1.20, with a local volume).
export const configUnsaved: Rule = {
  id: 'config-unsaved',
  severity: 'warning',
  symptom:
    'Saving in the Control UI fails with "EPERM: operation not permitted, fchmod", and so does `openclaw config set`',
  fix: 'Let an init container make a folder for it on the volume (mkdir -m 700), and point OPENCLAW_CONFIG_PATH into that',
  check({ mounts, configPath, pod, container }) {
    const mount = mountOver(mounts, configPath)
    const isRoot =
      [container, pod].map((each) => each.at('securityContext', 'runAsUser').value).find(Number.isInteger) === 0
    const isVolume = mount?.volume?.kind === 'claim' || mount?.volume?.kind === 'empty'
    if (isRoot || !isVolume || mount.isReadOnly || posix.dirname(configPath) !== mount.path) return []
    return [
      {
        message: `The config ${configPath} lies in the root of a volume, which is not the gateway’s own`,
        at: mount.part,
      },
    ]
  },
}
