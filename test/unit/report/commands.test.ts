import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { harmless, harmlessLines, harmlessOutput } from '../../../src/report/commands.ts'
import { commandsIn, printedBy } from '../support.ts'

test.each<[line: string, shown: string]>([
  ['Step 1 : RUN npm install', 'Step 1 : RUN npm install'],
  ['#9 1.2 npm warn a::b', '#9 1.2 npm warn a::b'],
  ['::stop-commands::x', ': :stop-commands::x'],
  [' \t::add-mask::x', ' \t: :add-mask::x'],
  ['\u0085\u00a0::add-mask::x', '\u0085\u00a0: :add-mask::x'],
  [':::error::x', ': ::error::x'],
  ['#9 1.2 ##[stop-commands]x', '#9 1.2 ## [stop-commands]x'],
  ['###[set-output name=digest]x', '### [set-output name=digest]x'],
  ['', ''],
])('%j is shown as %j', (line, shown) => {
  expect(harmless(line)).toBe(shown)
})

const hostile = fc
  .array(fc.constantFrom('::', '##[', '#', ':', 'error', ']', ' ', '\t', '\u0085', '\n', '\r', '\r\n', 'é', 'x'))
  .map((parts) => parts.join(''))

test('no line of any text is a command', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(commandsIn(harmlessLines(text).join('\n'))).toEqual([])
    }),
  )
})

describe('what a child prints', () => {
  const through = (pieces: readonly Buffer[]) =>
    printedBy(async () => {
      const output = harmlessOutput()
      for (const piece of pieces) output.write(piece)
      await new Promise<void>((resolve) => output.end(resolve))
    })

  test('has no command in it, wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.array(fc.nat({ max: 40 })), async (text, cuts) => {
        const bytes = Buffer.from(text)
        const at = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length]
        const printed = await through(at.slice(1).map((end, index) => bytes.subarray(at[index], end)))
        expect(commandsIn(printed)).toEqual([])
        const lines = harmlessLines(text)
        if (lines.at(-1) === '') lines.pop()
        expect(printed).toBe(lines.map((line) => `${line}\n`).join(''))
      }),
    )
  })

  test('may come after the end without ending the action', async () => {
    const output = harmlessOutput()
    await new Promise<void>((resolve) => output.end(resolve))
    output.write('late')
    await new Promise(setImmediate)
  })
})
