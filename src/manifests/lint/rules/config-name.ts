import { posix } from 'node:path'
import { commandOf, filesOf, isWithin, mountOver, mountsOf } from '../pod.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const LOOKS_LIKE_CONFIG = /^(config|openclaw)\.(ya?ml|json5?)$/

export const configName: Rule = {
  id: 'config-name',
  severity: 'error',
  symptom: 'The gateway starts with its defaults, as if there were no config, or ends with "Missing config"',
  fix: 'Write the settings as JSON5 under the key openclaw.json, or point OPENCLAW_CONFIG_PATH at the file',
  check(subject) {
    if (subject.delivery !== undefined) return []
    const missing = posix.basename(subject.configPath)
    return mountsForConfig(subject).flatMap(({ volume, path }) => {
      // What is copied by a name that is not there was meant to have that name.
      const isAskedFor = subject.initContainers.some((each) => commandOf(each).includes(posix.join(path, missing)))
      const isConfig = isAskedFor ? /\.(ya?ml|json5?)$/ : LOOKS_LIKE_CONFIG
      return [...filesOf(volume, subject.lookup)].flatMap(([name, { part }]) =>
        isConfig.test(name)
          ? [{ message: `OpenClaw never reads ${name}: its config is ${subject.configPath}, as JSON5`, at: part }]
          : [],
      )
    })
  },
}

/** Mounts of ConfigMaps and Secrets where a config would be given: in the state folder, or copied there. */
function mountsForConfig({ mounts, initContainers, volumes, stateDir }: Subject) {
  const state = mountOver(mounts, stateDir)?.volume
  const own = mounts.filter(({ path }) => isWithin(path, stateDir))
  const copied = initContainers.flatMap((container) => {
    const theirs = mountsOf(container, volumes)
    const reachesState = state !== undefined && theirs.some(({ volume }) => volume === state)
    return reachesState && commandOf(container) !== '' ? theirs : []
  })
  const all = [...own, ...copied].filter(({ volume }) => volume?.kind === 'objects')
  return all.filter(({ volume }, index) => all.findIndex((other) => other.volume === volume) === index)
}
