// The job summary: the page people look at. A verdict first, then what is where, then how long it took.

import { summary } from '@actions/core'
import type { Problem } from '../errors.ts'
import { excerpt, fitting } from './excerpt.ts'
import { gantt } from './gantt.ts'
import { formatBytes, formatSeconds, formatTime, type PhaseRecord } from './log.ts'
import { block, code, details, plain, table } from './markdown.ts'
import { describeOutage } from './outage.ts'
import type { Outcome } from './outcome.ts'
import { pairingFailure, pairingVerdict, renderPairing } from './pairing.ts'
import { placeOf } from './problems.ts'
import { changedPackages, upgradeRows } from './upgrade.ts'

/** Appends to GITHUB_STEP_SUMMARY; does nothing where there is none. */
export async function writeSummary(outcome: Outcome, phases: readonly PhaseRecord[]): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return
  await summary.addRaw(renderSummary(outcome, phases)).write()
}

// GitHub's limit is 1,048,576 bytes. The parts of which there may be any number have bounds of their own, so that none of them
// takes the others' place.
const MOST_BYTES = 1_000_000
const MOST_OF_PROBLEMS = 150_000
const MOST_OF_EVIDENCE = 20_000
const MOST_OF_DIFFS = 600_000

/** The summary as Markdown. Pure. */
export function renderSummary(outcome: Outcome, phases: readonly PhaseRecord[]): string {
  const sections = [
    `## ${verdict(outcome)}`,
    ...problems(outcome),
    ...facts(outcome),
    ...changedPackages(outcome),
    ...(outcome.pairing ? renderPairing(outcome.pairing, outcome.gateway) : []),
    ...(outcome.objects ? objects(outcome.objects) : planned(outcome)),
    ...timeline(phases, outcome),
  ]
  return [...fitting(sections, MOST_BYTES, 'What did not fit here is in the log.'), ''].join('\n\n')
}

function verdict(outcome: Outcome): string {
  const { problems, openclawVersion, plan, objects, rolledBack, verified, previousImage, pairing } = outcome
  const what = `OpenClaw${openclawVersion ? ` ${plain(openclawVersion)}` : ''}`
  if (problems?.[0]?.code === 'cancelled') return `⚠️ ${what}: the run was cancelled`
  // A run that only looked after devices decided nothing.
  if (pairing && !outcome.decision) return pairingVerdict(pairing, problems !== undefined)
  const unfinished = problems ? afterwards(problems, outcome) : []
  if (unfinished.length > 0) return `⚠️ ${what} is live, but ${unfinished.join(', and ')}`
  const stays = previousImage ? '; the old gateway was not touched' : ''
  if (problems?.[0]?.code === 'manifest-write-failed') return `⚠️ ${what} is live, but not pinned`
  if (problems?.some((each) => each.code === 'rollback-refused') && rolledBack === undefined)
    return `❌ ${what} is up and not proven, and the old gateway cannot be put back`
  if (problems && rolledBack) return `❌ ${what} did not become live; the old gateway is live again`
  if (problems && rolledBack === false) return `❌ ${what} did not become live, and the old gateway is not either`
  if (problems?.[0]?.code === 'cluster-unreachable' && objects)
    return `❌ ${what} is not proven: the cluster could not be asked whether it is live`
  if (problems) return objects ? `❌ ${what} did not become live` : `❌ ${what} was not deployed${stays}`
  if (plan && !objects && outcome.drift) return `⚠️ ${what}: the cluster is not as it should be, and nothing was touched`
  if (plan && !objects) return `🔎 ${what}: a dry run, nothing was applied`
  const changed = objects?.some(({ change }) => change !== 'unchanged')
  const certainty = verified === 'basic' ? ' (not everything could be proven)' : ''
  return changed ? `✅ ${what} is live${certainty}` : `✅ ${what} was live already${certainty}`
}

// What a commit fails of, a bug among it, and a look at the devices never does: that shows in `looked`.
const OF_COMMIT = /^(git-|commit-|manifest-|kustomize-|internal$)/

/** What failed once the gateway was live: the commit, the pairing or both, a clause each. */
function afterwards(problems: readonly Problem[], { commit, pairing }: Outcome): string[] {
  const isOpen = commit?.kind === 'open'
  const isUnpaired = !pairing?.looked || !isOpen || problems.some(({ code }) => !OF_COMMIT.test(code))
  return [...(isOpen ? ['its pin is not committed'] : []), ...(pairing && isUnpaired ? [pairingFailure(pairing)] : [])]
}

function problems({ problems: found = [] }: Outcome): string[] {
  const rendered = found.map((problem) => {
    const place = placeOf(problem)
    const lines = [
      `**${plain(problem.message)}.**${place ? ` (${code(place)})` : ''}`,
      `Fix: ${plain(problem.fix)}.`,
      ...(problem.snippet?.length ? [block(problem.snippet)] : []),
      ...(problem.evidence?.length ? [details('Evidence', evidence(problem.evidence))] : []),
    ]
    return lines.join('\n\n')
  })
  return fitting(rendered, MOST_OF_PROBLEMS, 'The other problems are in the log.')
}

function evidence(all: readonly string[]): readonly string[] {
  const { lines, isWhole } = excerpt(all, MOST_OF_EVIDENCE)
  return isWhole ? lines : [...lines, 'The rest is in the log.']
}

function facts(outcome: Outcome): string[] {
  const { gateway, image, previousImage } = outcome
  const rows: [string, string | undefined][] = [
    ['Gateway', gateway && plain(`${gateway.namespace}/${gateway.deployment}, container ${gateway.container}`)],
    ...upgradeRows(outcome),
    ['Image', image && code(image)],
    ['Before', previousImage && previousImage !== image ? code(previousImage) : undefined],
    ['Decision', outcome.decision && plain(`${outcome.decision}: ${outcome.reasons.join('; ')}`)],
    ['Backup', backup(outcome)],
    ['Rehearsal', rehearsal(outcome)],
    ['Pull secret', pullSecret(outcome)],
    ['Not proven', outcome.unproven?.length ? plain(outcome.unproven.join('; ')) : undefined],
    ['Manifest', manifest(outcome)],
    ['Commit', commit(outcome)],
  ]
  const known = rows.filter((row): row is [string, string] => Boolean(row[1]))
  return known.length === 0 ? [] : [table(['', ''], known)]
}

function backup({ backup }: Outcome): string | undefined {
  if (backup === undefined) return undefined
  const { file, bytes, sha256 } = backup
  return `${code(file)} (${formatBytes(bytes)}, sha256 ${code(sha256)}), verified by OpenClaw; it holds credentials`
}

function rehearsal({ rehearsal }: Outcome): string | undefined {
  if (rehearsal === undefined) return undefined
  const { level, node, unproven } = rehearsal
  const proven = level === 'on' ? 'the image was pulled and started with the new config' : 'the image was pulled'
  const rest = unproven.length > 0 ? `; not proven: ${unproven.join('; ')}` : ''
  return plain(`${proven}${node ? ` on node ${node}` : ''}${rest}`)
}

function pullSecret({ pullSecret }: Outcome): string | undefined {
  if (pullSecret === undefined) return undefined
  const { name, endsAtMs, isRenewed, isAlwaysPulled } = pullSecret
  if (endsAtMs === undefined) return `${code(name)}, which does not tell when it ends`
  const ends = `${code(name)}${isRenewed ? ', renewed,' : ''} ends on ${formatTime(endsAtMs)}`
  const after = isAlwaysPulled
    ? 'then, as its image is always pulled, it cannot even restart'
    : 'nodes that have the image already can restart it after that too'
  return `${ends}: until then the gateway can be moved to another node; ${after}`
}

function manifest({ manifestChanged, manifestFiles = [] }: Outcome): string | undefined {
  if (manifestChanged === undefined) return undefined
  if (!manifestChanged) return 'pinned this image before'
  return `${manifestFiles.map(code).join(', ')} now ${manifestFiles.length > 1 ? 'pin' : 'pins'} this image`
}

function commit({ commit }: Outcome): string | undefined {
  if (commit === undefined) return undefined
  const { kind, branch } = commit
  if (kind === 'open') return `not on ${code(branch)}`
  return kind === 'there' ? `${code(branch)} had this pin already` : `${code(commit.sha)} on ${code(branch)}`
}

function objects(applied: NonNullable<Outcome['objects']>): string[] {
  if (applied.length === 0) return []
  return [
    table(
      ['Object', 'Change'],
      applied.map(({ name, change }) => [plain(name), change]),
    ),
  ]
}

/** The plan of a run that applied nothing. Each diff has an equal share of the bytes, and leaves to the next what it does not need. */
function planned({ plan = [] }: Outcome): string[] {
  const diffs = plan.filter(({ diff }) => diff !== '')
  let [left, isWhole] = [MOST_OF_DIFFS, true]
  const shown = diffs.flatMap(({ name, diff }, index) => {
    const part = excerpt(diff.split('\n'), left / (diffs.length - index))
    left -= part.bytes
    isWhole &&= part.isWhole
    return part.lines.length > 0 ? [details(plain(name), part.lines)] : []
  })
  const rows = plan.map(({ name, change }) => ({ name, change }))
  return [...objects(rows), ...shown, ...(isWhole ? [] : ['The rest is in the log, where the plan prints every diff.'])]
}

function timeline(phases: readonly PhaseRecord[], { outage }: Outcome): string[] {
  if (phases.length === 0) return []
  const total = (phases.at(-1)?.endMs ?? 0) - (phases[0]?.startMs ?? 0)
  const title = `The run took ${formatSeconds(total)}${outage ? `, with ${describeOutage(outage)}` : ''}.`
  return [title, gantt(phases, outage).join('\n')]
}
