// Reads the fields of `with:` and gathers what is wrong with them, so that every mistake is told at once.

import { DeployError, type Problem } from '../errors.ts'

// Names as Kubernetes itself restricts them; checking here turns a remote 400 into a sentence.
const DNS_LABEL = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/

export class InputReader {
  readonly #problems: Problem[] = []
  readonly #read: (name: string) => string

  /** @param read the raw value of an input by its name, '' when it is not set */
  constructor(read: (name: string) => string) {
    this.#read = read
  }

  raw(name: string): string {
    return this.#read(name)
  }

  text(name: string): string {
    return this.#read(name).trim()
  }

  /** The lines that hold something. */
  lines(name: string): string[] {
    return this.numberedLines(name).map(([, line]) => line)
  }

  /** The same with their numbers, from 1, for those that a message must not repeat. */
  numberedLines(name: string): [number: number, line: string][] {
    return this.#read(name)
      .split(/\r?\n/)
      .map((line, index): [number, string] => [index + 1, line.trim()])
      .filter(([, line]) => line !== '')
  }

  /** Notes a mistake; the value that was read is then never used. */
  wrong(message: string, fix: string): void {
    this.#problems.push({ code: 'input-invalid', message, fix })
  }

  /** @param expected what it has to be, as words that follow "is not" and "Set it to" */
  matching(name: string, value: string, pattern: RegExp, expected: string): string {
    if (value !== '' && !pattern.test(value)) {
      this.wrong(`Input \`${name}\` is "${value}", which is not ${expected}`, `Set \`${name}\` to ${expected}`)
    }
    return value
  }

  /** One of the words, the first when it is not set. Only these: `True` taken for false would apply what was to be looked at. */
  choice<const T extends readonly [string, string, ...string[]]>(name: string, words: T): T[number] {
    const value = this.text(name) || words[0]
    const quoted = words.map((word) => `\`${word}\``)
    const expected = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
    if (!words.includes(value)) this.matching(name, value, /^$/, expected)
    return value
  }

  /** Milliseconds, no fewer than `leastMs`. */
  duration(name: string, fallback: string, leastMs = 0): number {
    const value = this.text(name) || fallback
    const milliseconds = parseDuration(value) ?? -1
    if (milliseconds < leastMs) {
      this.wrong(
        `Input \`${name}\` is "${value}", which is not a duration`,
        `Set \`${name}\` to a number with a unit, such as 90s, 10m or 1h`,
      )
    }
    return milliseconds
  }

  /** Milliseconds of a whole number of hours, 0 when it is not set. */
  hours(name: string): number {
    const value = this.matching(name, this.text(name), /^\d{1,5}$/, 'a whole number of hours, such as 72')
    return Number(value) * 3_600_000
  }

  objectName(name: string): string {
    return this.matching(name, this.text(name), DNS_LABEL, 'the name of a Kubernetes object')
  }

  /** @throws DeployError with one problem for each input that is wrong */
  finish(): void {
    const [first, ...more] = this.#problems
    if (first) throw new DeployError(first, ...more)
  }
}

/** Milliseconds of "90s", "10m", "1h30m" (the units of Go's durations that make sense here); undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  const units = { h: 3_600_000, m: 60_000, s: 1_000 } as const
  if (!/^(\d+[hms])+$/.test(text)) return undefined
  let total = 0
  for (const [, count, unit] of text.matchAll(/(\d+)([hms])/g))
    total += Number(count) * units[unit as keyof typeof units]
  return Number.isSafeInteger(total) ? total : undefined
}
