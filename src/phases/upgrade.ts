// Phase "Resolve and connect", what another version brings: told before anything is touched, since a state that has moved on
// leaves no way back.

import type { NpmRegistry } from '../image/npmrc.ts'
import type { Release } from '../image/release.ts'
import type { Run } from '../run.ts'

/** Never fails: what the registry does not tell is left out. */
export async function lookAtUpgrade(
  { outcome, timeline, warn }: Run,
  from: string,
  { version, nodeRange, schemaVersions }: Release,
  registry: NpmRegistry,
): Promise<void> {
  if (from === version) return
  const [{ traitsOf, schemaVersionsOf }, { describeMoves, schemaPairs }] = await Promise.all([
    import('../image/release.ts'),
    import('../rollout/schema.ts'),
  ])
  const [old, newSchemas] = await Promise.all([
    traitsOf(from, registry),
    schemaVersions ?? schemaVersionsOf(version, registry),
  ])
  const schemas = schemaPairs(old.schemaVersions, newSchemas)
  outcome.upgrade = {
    ...(old.nodeRange && old.nodeRange !== nodeRange && { node: { from: old.nodeRange, to: nodeRange } }),
    ...(schemas && { schemas }),
  }
  const rising = schemas?.filter((each) => each.to > each.from) ?? []
  const falling = schemas?.filter((each) => each.to < each.from) ?? []
  if (rising.length > 0)
    timeline.progress(
      `OpenClaw ${version} moves the state's schema (${describeMoves(rising)}): going back will not be possible without a backup`,
    )
  if (falling.length > 0)
    warn(
      `OpenClaw ${version} refuses the state of ${from}, whose schema is newer (${describeMoves(falling)}). Restore a backup from before the upgrade first.`,
    )
}
