// What others wrote, so that the runner takes none of it for a command: an installed package that could say `stop-commands`
// in the log of a build would have the next mask printed instead of obeyed.

import { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

// As the runner, which is .NET, reads lines.
const LINE_END = /\r\n|\n|\r/
// A carriage return at the end may be the first half of one.
const LINE_END_IN_PIECE = /\r\n|\n|\r(?!$)/

/**
 * The line as the runner shows it and does nothing else. It obeys `::command::` at a line's start, behind any blanks, and the
 * older `##[command]` anywhere in it (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
export function harmless(line: string): string {
  return line.replaceAll('##[', '## [').replace(/^([^!-~]*):(?=:)/, '$1: ')
}

/** The lines of a text, harmless each. */
export function harmlessLines(text: string): string[] {
  return text.split(LINE_END).map(harmless)
}

/** Takes what a child prints, in pieces of any size, and prints it as harmless lines. */
export function harmlessOutput(): Writable {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const print = (lines: readonly string[]) => {
    for (const line of lines) process.stdout.write(`${harmless(line)}\n`)
  }
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      const lines = (rest + decoder.write(piece)).split(LINE_END_IN_PIECE)
      rest = lines.pop() ?? ''
      print(lines)
      done()
    },
    final(done) {
      const left = rest + decoder.end()
      if (left !== '') print(left.replace(/\r$/, '').split(LINE_END))
      done()
    },
  })
  // What a command leaves running may write on after the end.
  output.on('error', () => {})
  return output
}
