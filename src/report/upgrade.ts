// The rows of the summary that tell what another version brings.

import { details, plain } from './markdown.ts'
import type { Outcome } from './outcome.ts'

// The package's `repository`, and the tags that its releases have there.
const RELEASES = 'https://github.com/openclaw/openclaw/releases/tag/v'

/** As Markdown. */
export function upgradeRows({ openclawVersion, previousVersion, upgrade }: Outcome): [string, string | undefined][] {
  const isUpgrade =
    previousVersion !== undefined && openclawVersion !== undefined && previousVersion !== openclawVersion
  if (!isUpgrade) return [['Version', openclawVersion && plain(openclawVersion)]]
  return [
    ['Version', `${plain(`${previousVersion} → ${openclawVersion}`)}${releaseNotes(openclawVersion)}`],
    [
      'Node',
      upgrade?.node && plain(`the release asks for ${upgrade.node.to}, the one before for ${upgrade.node.from}`),
    ],
    ['State', upgrade?.schemas?.length ? plain(schemas(upgrade.schemas)) : undefined],
  ]
}

// OpenClaw comes with 330; a summary may have 1 MiB.
const MOST_PACKAGES = 400

/** The packages that changed with the image, folded up. */
export function changedPackages({ packages }: Outcome): string[] {
  if (packages === undefined || packages.length === 0) return []
  const list = (versions: readonly string[]) => versions.join(', ') || '–'
  const lines = packages.map(({ name, from, to }) => `${name}  ${list(from)} → ${list(to)}`)
  const more = lines.length - MOST_PACKAGES
  const shown = more > 0 ? [...lines.slice(0, MOST_PACKAGES), `and ${more} more`] : lines
  return [details(`${packages.length} of the packages in the image changed`, shown)]
}

function releaseNotes(version: string): string {
  return /^\d[\w.+-]*$/.test(version) ? ` ([release notes](${RELEASES}${version}))` : ''
}

function schemas(pairs: NonNullable<NonNullable<Outcome['upgrade']>['schemas']>): string {
  const told = pairs.map(({ name, from, to }) => `${name} ${from === to ? to : `${from} → ${to}`}`).join(', ')
  if (pairs.some(({ from, to }) => to < from)) return `schema ${told}: this version refuses the state of the one before`
  if (pairs.some(({ from, to }) => to > from))
    return `schema ${told}: once it has started, going back will not be possible without a backup`
  return `schema ${told}: the same as before`
}
