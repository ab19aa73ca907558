import { commandOf } from '../pod.ts'
import type { Rule } from '../rule.ts'

const WRITES = /\b(cp|install|mv|tee|cat|rsync)\b/
const REMOVES_BACKUPS = /\b(rm|find)\b[^;&|\n]*(\.bak|openclaw\.json\*)/
const KEEPS_WHAT_IS_THERE = /\bcp\s+(-\w*n|--no-clobber|--update=none)\b|(\[|\btest)\s+(!\s+)?-[efs]\s/

export const configCopyRestored: Rule = {
  id: 'config-copy-restored',
  severity: 'error',
  symptom:
    'A new config has no effect: OpenClaw takes it for a damaged file, puts its own backup back without a word, and serves the old one',
  fix: 'Let the init container also remove the backups (rm -f openclaw.json.bak* in the state folder), or mount the ConfigMap as a folder and point OPENCLAW_CONFIG_PATH into it',
  check({ delivery }) {
    if (delivery?.copier === undefined) return []
    const { copier } = delivery
    const command = commandOf(copier)
    if (
      !WRITES.test(command) ||
      REMOVES_BACKUPS.test(command) ||
      removesTheFolder(command) ||
      KEEPS_WHAT_IS_THERE.test(command)
    )
      return []
    return [
      {
        message: 'The init container copies openclaw.json onto the volume and leaves the backups of OpenClaw beside it',
        at: copier.at(copier.at('args').isThere ? 'args' : 'command'),
      },
    ]
  },
}

/** Whether a folder goes with all that is in it, and the copy goes there. */
function removesTheFolder(command: string): boolean {
  const parts = command.split(/[;&|\n]+/)
  const removed = parts.flatMap((part) => {
    const words = /(?:^|\s)rm\s+(.*)$/.exec(part)?.[1]?.trim().split(/\s+/) ?? []
    const isRecursive = words.some((word) => /^-\w*[rR]|^--recursive$/.test(word))
    return isRecursive ? words.filter((word) => !word.startsWith('-')).map((path) => path.replace(/\/\*?$/, '')) : []
  })
  const copied = parts.filter((part) => WRITES.test(part)).flatMap((part) => part.trim().split(/\s+/))
  return removed.some((folder) => copied.some((word) => word === folder || word.startsWith(`${folder}/`)))
}
