// What fits: of a step's summary that is larger than 1 MiB GitHub shows nothing at all ("upload aborted, supports content up to a
// size of 1024k").

import { INDENT, LINE_END } from './markdown.ts'

// Longer than any line that is read; a value on one line may have a megabyte.
const MOST_CHARACTERS = 2_000

export interface Excerpt {
  readonly lines: readonly string[]
  /** As a block of the summary. */
  readonly bytes: number
  /** Whether nothing is missing, at the end or of a long line. */
  readonly isWhole: boolean
}

/** The first lines that fit into so many bytes, long ones cut. Pure. */
export function excerpt(lines: readonly string[], mostBytes: number): Excerpt {
  const shown: string[] = []
  let [bytes, isWhole] = [0, true]
  for (const line of lines.flatMap((each) => each.split(LINE_END))) {
    const short = line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…` : line
    const size = Buffer.byteLength(`${INDENT}${short}\n`)
    if (bytes + size > mostBytes) return { lines: shown, bytes, isWhole: false }
    shown.push(short)
    bytes += size
    isWhole &&= short === line
  }
  return { lines: shown, bytes, isWhole }
}

/** The sections that fit into so many bytes, in their order, and if any does not, a last one that says so. Pure. */
export function fitting(sections: readonly string[], mostBytes: number, rest: string): string[] {
  let left = mostBytes
  const shown = sections.filter((section) => {
    const size = Buffer.byteLength(`${section}\n\n`)
    if (size > left) return false
    left -= size
    return true
  })
  return shown.length === sections.length ? shown : [...shown, rest]
}
