// Why OpenClaw itself would not start: its words for it, read from the log of the run that ended. Measured on
// OpenClaw 2026.9.6; exit code 78 is its refusal because of config, authentication or state, 1 of Node and flags.

import type { FailureCode } from '../../errors.ts'
import { STATE_LEASE } from '../patience.ts'

export const OPENCLAW_REFUSED = 78

export interface Refusal {
  readonly code: FailureCode
  /** The line of the log that says why, without timestamp and JSON around it. */
  readonly line: string
  readonly fix: string
  /** The other gateway that holds the state may only be about to stop. */
  readonly locked?: boolean
  /** It ends by itself within this many milliseconds, however often the container restarts meanwhile. */
  readonly passesWithinMs?: number
}

interface Rule extends Omit<Refusal, 'line'> {
  readonly pattern: RegExp
}

const WRITABLE_STATE =
  'Set securityContext.fsGroup of the pod to the group that the container runs as (1000 in the usual image), with fsGroupChangePolicy: OnRootMismatch'

// The first that fits a line of the log. All of them are for good: another start ends the same way.
const RULES: readonly Rule[] = [
  {
    pattern: /Unable to create fallback OpenClaw temp dir/,
    code: 'openclaw-refused',
    fix: 'Mount an emptyDir at /tmp and set XDG_CACHE_HOME to a folder that can be written, such as /tmp/cache',
  },
  {
    pattern: /(EACCES|EPERM): .*\b(mkdir|open|mkstemp|rename|copyfile|unlink|chmod)\b/,
    code: 'volume-not-writable',
    fix: WRITABLE_STATE,
  },
  {
    pattern: /owner lease is still active/,
    code: 'openclaw-refused',
    fix: 'Give the pod a fixed `hostname`, so that OpenClaw can tell that the gateway before it is dead, and make sure that no other gateway uses this volume',
    passesWithinMs: STATE_LEASE,
  },
  {
    pattern: /database schema\(s\) are newer/,
    code: 'openclaw-refused',
    fix: 'Go forward to a release that knows this state, or restore the backup from before the upgrade',
  },
  {
    pattern: /is older than the config last written/,
    code: 'openclaw-refused',
    fix: 'Deploy the newer release again, or restore the backup of the config from before the upgrade',
  },
  {
    pattern: /requires state migration/,
    code: 'openclaw-refused',
    fix: 'Make sure that no other gateway uses this state folder; if none does, run openclaw doctor --fix in it',
    locked: true,
  },
  {
    pattern: /Refusing to bind/,
    code: 'openclaw-refused',
    fix: 'Give the container OPENCLAW_GATEWAY_TOKEN or OPENCLAW_GATEWAY_PASSWORD from a Secret',
  },
  {
    pattern: /Missing config/,
    code: 'openclaw-refused',
    fix: 'Mount an openclaw.json with gateway.mode: "local" where OPENCLAW_CONFIG_PATH or the state folder says',
  },
  {
    pattern: /Invalid config at|JSON5 parse failed/,
    code: 'openclaw-refused',
    fix: 'Correct openclaw.json; openclaw config validate --json names every mistake in it',
  },
  {
    pattern: /(requires?|needs?|unsupported) Node/i,
    code: 'openclaw-refused',
    fix: 'Build on a base image with a Node that this release supports (`engines` in its package.json)',
  },
]

/** The refusal that these lines tell, undefined when none of them is a known one. */
export function refusalOf(lines: readonly string[]): Refusal | undefined {
  const said = lines.map(plain)
  for (const { pattern, ...rule } of RULES) {
    const line = said.findLast((each) => pattern.test(each))
    if (line !== undefined) return { ...rule, line }
  }
  return undefined
}

/** The line that most likely says why: an error of the gateway, else the last one. */
export function lastWords(lines: readonly string[]): string | undefined {
  const last = lines.findLast((each) => each.trim() !== '')
  return complaintIn(lines) ?? (last && plain(last))
}

/** The last line that is an error; undefined where none is, or has not come yet. */
export function complaintIn(lines: readonly string[]): string | undefined {
  const line =
    lines.findLast((each) => /Gateway failed to start:|Gateway refused/.test(each)) ??
    lines.findLast((each) => /^(error|fatal)$/.test(String(parsed(each)?.level)))
  return line && plain(line)
}

/** What a line of the log says: of a JSON line its message. */
function plain(line: string): string {
  const message = parsed(line)?.message
  return (typeof message === 'string' ? message : line).trim()
}

function parsed(line: string): { level?: unknown; message?: unknown } | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line) as { level?: unknown; message?: unknown }
  } catch {
    return undefined
  }
}
