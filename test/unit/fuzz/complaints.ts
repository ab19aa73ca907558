// What no ending may be, whatever the sample was.

import type { Ending, Sample } from './story.ts'

// A hang, with room for a busy machine.
const MOST_MS = 10_000
const MOST_CHARACTERS = 2_100

/** @param secrets texts that nothing may show */
export function complaintsOf(
  { problems, said, ms }: Ending,
  files: NonNullable<Sample['files']>,
  secrets: readonly string[],
): string[] {
  const complaints = problems.flatMap(({ code, message, fix, where, evidence = [] }) => {
    const told: string[] = []
    if (code === 'internal') told.push(`it is a bug of the action: ${message} ${evidence.join(' ')}`)
    if (evidence.some((line) => /^\s*at .*:\d+:\d+\)?$/.test(line))) told.push(`there is a stack trace: ${message}`)
    for (const text of [message, fix]) {
      if (/[\p{Cc}\u2028\u2029]/u.test(text)) told.push(`not one line: ${JSON.stringify(text)}`)
      if (text.length > MOST_CHARACTERS) told.push(`too long, ${text.length} characters: ${text.slice(0, 200)}`)
      if (/\bundefined\b|\[object |\bNaN\b/.test(text)) told.push(`says nothing: ${text}`)
      if (/^\s*$|\.$/.test(text)) told.push(`no clause: ${text}`)
    }
    const content = where && files[where.file]
    const lines = content === undefined ? Number.POSITIVE_INFINITY : String(content).split('\n').length
    const { line = 1 } = where ?? {}
    if (!(line >= 1 && line <= lines)) told.push(`line ${line} of ${where?.file}, which has ${lines}: ${message}`)
    return told
  })
  const all = `${JSON.stringify(problems)}\n${said}`
  for (const secret of secrets.flatMap((each) => [each, Buffer.from(each).toString('base64').replace(/=+$/, '')])) {
    const at = all.indexOf(secret)
    if (at >= 0) complaints.push(`a secret is shown: ${all.slice(Math.max(0, at - 300), at + secret.length)}`)
  }
  if (ms > MOST_MS) complaints.push(`it took ${Math.round(ms)} ms`)
  return complaints
}
