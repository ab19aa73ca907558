import { legacyIn } from '../legacy.ts'
import type { Rule } from '../rule.ts'

export const configReadOnly: Rule = {
  id: 'config-read-only',
  severity: 'error',
  symptom:
    'The gateway does not start, since it cannot write the config that it has to migrate (EBUSY, or "Read-only file system")',
  fix: 'Write it in today’s form, as `openclaw doctor --fix` would: a config that needs no migration may be read-only',
  check({ delivery, config }) {
    if (delivery === undefined || config === undefined || delivery.copier || !delivery.mount.isReadOnly) return []
    const [old] = legacyIn(config)
    if (old === undefined) return []
    const message = `The config is mounted read-only, and its ${old.join('.')} is of an old form that OpenClaw migrates at its start`
    return [{ message, at: delivery.mount.part }]
  },
}
