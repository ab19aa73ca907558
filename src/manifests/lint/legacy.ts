// Forms of the config that OpenClaw 2026.9.6 migrates at its start, from its legacy rules (dist/legacy-*.mjs): those that one
// key tells.

import { ALIASES } from './bind.ts'
import type { Config } from './config.ts'
import type { Path } from './part.ts'

const MOVED: readonly Path[] = [
  ['memorySearch'],
  ['heartbeat'],
  ['routing', 'allowFrom'],
  ['routing', 'groupChat'],
  ['audio', 'transcription'],
  ['channels', 'webchat'],
  ['gateway', 'webchat'],
]

/** Paths of what is in an old form. */
export function legacyIn(config: Config): Path[] {
  const bind = config.text('gateway', 'bind')
  const port = config.at('gateway', 'port')
  return [
    ...(bind !== undefined && ALIASES.has(bind) ? [['gateway', 'bind']] : []),
    ...(typeof port === 'number' && !(port >= 1 && port <= 65_535) ? [['gateway', 'port']] : []),
    ...MOVED.filter((path) => config.at(...path) !== undefined),
  ]
}
