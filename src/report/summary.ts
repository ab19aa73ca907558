// The job summary: the page people look at. A verdict first, then what is where, then how long it took.

import { summary } from '@actions/core'
import { gantt } from './gantt.ts'
import { formatSeconds, type PhaseRecord } from './log.ts'
import { describeOutage } from './outage.ts'
import type { Outcome } from './outcome.ts'
import { placeOf } from './problems.ts'

/** Appends to GITHUB_STEP_SUMMARY; does nothing where there is none. */
export async function writeSummary(outcome: Outcome, phases: readonly PhaseRecord[]): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return
  await summary.addRaw(renderSummary(outcome, phases)).write()
}

/** The summary as Markdown. Pure. */
export function renderSummary(outcome: Outcome, phases: readonly PhaseRecord[]): string {
  return [
    `## ${verdict(outcome)}`,
    ...problems(outcome),
    ...facts(outcome),
    ...(outcome.objects ? objects(outcome.objects) : planned(outcome)),
    ...timeline(phases, outcome),
    '',
  ].join('\n\n')
}

function verdict({ problems, openclawVersion, plan, objects, rolledBack, verified, previousImage }: Outcome): string {
  const what = `OpenClaw${openclawVersion ? ` ${plain(openclawVersion)}` : ''}`
  const stays = previousImage ? '; the old gateway was not touched' : ''
  if (problems?.[0]?.code === 'manifest-write-failed') return `⚠️ ${what} is live, but not pinned`
  if (problems && rolledBack) return `❌ ${what} did not become live; the old gateway is live again`
  if (problems && rolledBack === false) return `❌ ${what} did not become live, and the old gateway is not either`
  if (problems) return objects ? `❌ ${what} did not become live` : `❌ ${what} was not deployed${stays}`
  if (plan && !objects) return `🔎 ${what}: a dry run, nothing was applied`
  const changed = objects?.some(({ change }) => change !== 'unchanged')
  const certainty = verified === 'basic' ? ' (not everything could be proven)' : ''
  return changed ? `✅ ${what} is live${certainty}` : `✅ ${what} was live already${certainty}`
}

function problems({ problems: found = [] }: Outcome): string[] {
  return found.map((problem) => {
    const place = placeOf(problem)
    const lines = [
      `**${plain(problem.message)}.**${place ? ` (${code(place)})` : ''}`,
      `Fix: ${plain(problem.fix)}.`,
      ...(problem.evidence?.length ? [details('Evidence', problem.evidence)] : []),
    ]
    return lines.join('\n\n')
  })
}

function facts(outcome: Outcome): string[] {
  const { gateway, image, previousImage, openclawVersion, previousVersion } = outcome
  const isUpgrade = previousVersion !== undefined && previousVersion !== openclawVersion
  const rows: [string, string | undefined][] = [
    ['Gateway', gateway && plain(`${gateway.namespace}/${gateway.deployment}, container ${gateway.container}`)],
    ['Version', openclawVersion && plain(isUpgrade ? `${previousVersion} → ${openclawVersion}` : openclawVersion)],
    ['Image', image && code(image)],
    ['Before', previousImage && previousImage !== image ? code(previousImage) : undefined],
    ['Decision', outcome.decision && plain(`${outcome.decision}: ${outcome.reasons.join('; ')}`)],
    ['Rehearsal', rehearsal(outcome)],
    ['Not proven', outcome.unproven?.length ? plain(outcome.unproven.join('; ')) : undefined],
    ['Manifest', manifest(outcome)],
  ]
  const known = rows.filter((row): row is [string, string] => Boolean(row[1]))
  return known.length === 0 ? [] : [table(['', ''], known)]
}

function rehearsal({ rehearsal }: Outcome): string | undefined {
  if (rehearsal === undefined) return undefined
  const { level, node, unproven } = rehearsal
  const proven = level === 'on' ? 'the image was pulled and started with the new config' : 'the image was pulled'
  const rest = unproven.length > 0 ? `; not proven: ${unproven.join('; ')}` : ''
  return plain(`${proven}${node ? ` on node ${node}` : ''}${rest}`)
}

function manifest({ manifestChanged, manifestFile = '' }: Outcome): string | undefined {
  if (manifestChanged === undefined) return undefined
  return manifestChanged ? `${code(manifestFile)} now pins this image` : 'pinned this image before'
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

/** The plan of a run that applied nothing. */
function planned({ plan = [] }: Outcome): string[] {
  const rows = plan.map(({ name, change }) => ({ name, change }))
  const diffs = plan.filter(({ diff }) => diff !== '')
  return [...objects(rows), ...diffs.map(({ name, diff }) => details(plain(name), diff.split('\n')))]
}

function timeline(phases: readonly PhaseRecord[], { outage }: Outcome): string[] {
  if (phases.length === 0) return []
  const total = (phases.at(-1)?.endMs ?? 0) - (phases[0]?.startMs ?? 0)
  const title = `The run took ${formatSeconds(total)}${outage ? `, with ${describeOutage(outage)}` : ''}.`
  return [title, gantt(phases, outage).join('\n')]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function details(title: string, lines: readonly string[]): string {
  // An indented block cannot be ended by what stands in it, as a fence could.
  const block = lines.flatMap((line) => line.split(LINE_END)).map((line) => `    ${line}`)
  return `<details><summary>${title}</summary>\n\n${block.join('\n')}\n\n</details>`
}

const LINE_END = /\r\n|\r|\n/

/** Text from elsewhere on one line, as text: it must not become markup, a heading or a row of a table. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]~|<>&#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Text from elsewhere as code: a span that nothing in it can end. */
function code(text: string): string {
  return `\`${oneLine(text).replace(/[`|\\]/g, "'")}\``
}

function oneLine(text: string): string {
  return text.split(LINE_END).join(' ').trim()
}
