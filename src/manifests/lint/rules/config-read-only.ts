import { ALIASES } from '../bind.ts'
import type { Config } from '../config.ts'
import type { Rule } from '../rule.ts'

export const configReadOnly: Rule = {
  id: 'config-read-only',
  severity: 'error',
  symptom:
    'The gateway does not start, since it cannot write the config that it has to migrate (EBUSY, or "Read-only file system")',
  fix: 'Write it in today’s form, as `openclaw doctor --fix` would: a config that needs no migration may be read-only',
  check({ delivery, config }) {
    if (delivery === undefined || config === undefined || delivery.copier || !delivery.mount.isReadOnly) return []
    const old = legacyIn(config)
    if (old === undefined) return []
    const message = `The config is mounted read-only, and its ${old} is of an old form that OpenClaw migrates at its start`
    return [{ message, at: delivery.mount.part }]
  },
}

// From the legacy rules in OpenClaw 2026.9.6 (dist/legacy-*.mjs), those that one key tells.
const MOVED = [
  ['memorySearch'],
  ['heartbeat'],
  ['routing', 'allowFrom'],
  ['routing', 'groupChat'],
  ['audio', 'transcription'],
  ['channels', 'webchat'],
  ['gateway', 'webchat'],
]

function legacyIn(config: Config): string | undefined {
  const bind = config.text('gateway', 'bind')
  if (bind !== undefined && ALIASES.has(bind)) return 'gateway.bind'
  const port = config.at('gateway', 'port')
  if (typeof port === 'number' && !(port >= 1 && port <= 65_535)) return 'gateway.port'
  return MOVED.find((path) => config.at(...path) !== undefined)?.join('.')
}
