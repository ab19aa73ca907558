// The schemas of OpenClaw's databases. A release moves older state on to its own schemas at its start, without asking, and
// refuses state that a newer one has moved.

/** A schema from one release to the next. */
export interface SchemaMove {
  /** Kind of database: `state`, `agent`. */
  readonly name: string
  readonly from: number
  readonly to: number
}

type SchemaVersions = Readonly<Record<string, number>>

/**
 * What the second release moves on in the state of the first.
 * @returns undefined when the schemas of one of them are not known
 */
export function schemaMoves(
  from: SchemaVersions | undefined,
  to: SchemaVersions | undefined,
): SchemaMove[] | undefined {
  return schemaPairs(from, to)?.filter((pair) => pair.to > pair.from)
}

/**
 * The schemas of both releases, those that stay the same among them. A kind that only one of them has is left out: the
 * other leaves it alone.
 * @returns undefined when the schemas of one of them are not known
 */
export function schemaPairs(
  from: SchemaVersions | undefined,
  to: SchemaVersions | undefined,
): SchemaMove[] | undefined {
  if (from === undefined || to === undefined) return undefined
  return Object.entries(from).flatMap(([name, version]) => {
    const next = Object.hasOwn(to, name) ? to[name] : undefined
    return next !== undefined ? [{ name, from: version, to: next }] : []
  })
}

/** For people: `state 17 to 18, agent 21 to 23`. */
export function describeMoves(moves: readonly SchemaMove[]): string {
  return moves.map(({ name, from, to }) => `${name} ${from} to ${to}`).join(', ')
}
