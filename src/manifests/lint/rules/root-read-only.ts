import { posix } from 'node:path'
import { mountOver } from '../pod.ts'
import type { Flaw, Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

export const rootReadOnlyTmp: Rule = {
  id: 'root-read-only-tmp',
  severity: 'error',
  symptom: 'The gateway ends with 1 and "Unable to create fallback OpenClaw temp dir: /tmp/..."',
  fix: 'Mount an emptyDir at /tmp',
  check: (subject) => unwritable(subject, '/tmp'),
}

export const rootReadOnlyCache: Rule = {
  id: 'root-read-only-cache',
  severity: 'error',
  symptom: 'The gateway does not start: "Doctor cannot repair this state", since its cache cannot be made',
  fix: 'Set XDG_CACHE_HOME to a folder on a volume, such as /tmp/cache',
  check(subject) {
    const { environment, home } = subject
    const told = environment.literal('XDG_CACHE_HOME')
    // A variable from elsewhere may hold any path.
    if (!told && environment.part('XDG_CACHE_HOME')?.at('valueFrom').isThere) return []
    return unwritable(subject, told || posix.join(home, '.cache'))
  },
}

function unwritable({ container, mounts }: Subject, path: string): Flaw[] {
  const isRootReadOnly = container.at('securityContext', 'readOnlyRootFilesystem')
  const mount = mountOver(mounts, path)
  if (isRootReadOnly.value !== true || (mount && !mount.isReadOnly)) return []
  return [
    {
      message: `The root filesystem is read-only, and ${path} is on no volume that can be written`,
      at: isRootReadOnly,
    },
  ]
}
