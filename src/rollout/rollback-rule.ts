// Whether a rollback may help. A release that was ready has moved the state on to its own schemas, and an older one will
// not start on that: going back would take the gateway down once more and bring it up no more.

import type { Problem } from '../errors.ts'
import { describeMoves, type SchemaMove } from './schema.ts'

export interface WayBack {
  /** Such as 2026.9.6; undefined when it is not known. */
  readonly newVersion?: string
  readonly oldVersion?: string
  /** What the new release moves on in the old one's state; undefined when it is not known. */
  readonly moves: readonly SchemaMove[] | undefined
  /** The new gateway was ready once, so it has migrated the state for sure. */
  readonly newGatewayStarted: boolean
  /** Path of the one that was made before the upgrade. */
  readonly backup?: string
}

function fix(backup: string | undefined): string {
  const what = backup === undefined ? 'a backup of the state from before' : `the backup ${backup}`
  return `Fix the new one forward, or restore ${what} (docs/backup.md) and deploy the old release again`
}

/**
 * Why the rollback must not be tried; undefined when it may be. What is not known is tried, since the old gateway
 * refuses state that is too new by itself, and before it has written to it.
 */
export function rollbackRefusal(way: WayBack): Problem | undefined {
  const { moves, newGatewayStarted, backup } = way
  if (!newGatewayStarted || moves === undefined || moves.length === 0) return undefined
  return {
    code: 'rollback-refused',
    message: `${named(way.newVersion, 'The new OpenClaw')} has moved the state's schema (${describeMoves(moves)}), and ${named(way.oldVersion, 'the old one')} refuses newer state, so going back would only be a second outage`,
    fix: fix(backup),
  }
}

// As OpenClaw 2026.9.6 says it.
const NEWER_SCHEMA = /database schema\(s\) are newer than this build/
const NEWER_CONFIG = /is older than the config last written by OpenClaw ([\w.-]*\w)/
const FOUND = /(\w+) database (?!schema\()[^;]*? uses schema (\d+); this build supports (\d+)/g

/**
 * The same plain words for an old gateway that was put back and has refused by itself; undefined for any other problem.
 * @param problem what the wait for the old gateway ended with
 */
export function explainOldRefusal(
  problem: Problem,
  { newVersion, oldVersion, backup }: Pick<WayBack, 'newVersion' | 'oldVersion' | 'backup'>,
): Problem | undefined {
  if (problem.code !== 'openclaw-refused') return undefined
  const said = [problem.message, ...(problem.evidence ?? [])].join('\n')
  const kept = {
    ...(problem.evidence && { evidence: problem.evidence }),
    ...(problem.where && { where: problem.where }),
  }
  const refuses = `so ${named(oldVersion, 'the old one')} refuses to start on it`
  if (NEWER_SCHEMA.test(said)) {
    const moves = movesIn(said)
    const schemas = moves.length > 0 ? ` (${describeMoves(moves)})` : ''
    return {
      code: 'rollback-refused',
      message: `${named(newVersion, 'The new OpenClaw')} has moved the state's schema${schemas}, ${refuses}`,
      fix: fix(backup),
      ...kept,
    }
  }
  const config = NEWER_CONFIG.exec(said)
  if (!config) return undefined
  return {
    code: 'rollback-refused',
    message: `${named(newVersion ?? config[1], 'The new OpenClaw')} has written the config last, ${refuses}`,
    fix: 'Fix the new one forward, or put the config back as it was before (git’s, without the `meta` that OpenClaw adds) and deploy the old release again',
    ...kept,
  }
}

/** From what the old build supports to what it found; each kind once, though every agent has a database. */
function movesIn(said: string): SchemaMove[] {
  const moves = new Map<string, SchemaMove>()
  for (const [, name = '', to, from] of said.matchAll(FOUND)) {
    const before = moves.get(name)
    if (!before || before.to < Number(to)) moves.set(name, { name, from: Number(from), to: Number(to) })
  }
  return [...moves.values()]
}

function named(version: string | undefined, otherwise: string): string {
  return version ? `OpenClaw ${version}` : otherwise
}
