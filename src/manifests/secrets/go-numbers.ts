// Numbers as Go's strconv prints them, because SOPS computes its MAC over that text.

import type { Scalar } from 'yaml'

/** strconv.FormatFloat(n, 'f', -1, 64): the shortest digits that read back the same, never with an exponent. */
export function goFloat(number: number): string {
  const text = Object.is(number, -0) ? '-0' : String(number)
  const [, sign = '', first = '', rest = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  if (exponent === undefined) return text
  const digits = first + rest
  const point = 1 + Number(exponent)
  return sign + (point > 0 ? digits.padEnd(point, '0') : `0.${'0'.repeat(-point)}${digits}`)
}

/** A number as it is written in YAML; from its source where that has more digits than JavaScript keeps. */
export function goNumber(scalar: Scalar): string {
  const { source, value } = scalar
  return source !== undefined && /^-?[1-9]\d*$/.test(source) ? source : goFloat(Number(value))
}
