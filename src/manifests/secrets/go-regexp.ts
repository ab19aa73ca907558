// SOPS' rules are Go's regular expressions (https://pkg.go.dev/regexp/syntax). What both languages read alike is taken;
// the rest is refused, since a rule that is read wrongly would call a value plain that has to be encrypted.

/** The expression, or undefined where JavaScript would read it otherwise or not at all. */
export function goRegExp(source: string): RegExp | undefined {
  const [, flags = '', body = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(source) ?? []
  // Go lets any punctuation be escaped. With `u`, JavaScript refuses the escapes and classes that only Go knows.
  const escaped = body.replace(/\\([^\p{L}\p{N}])/gu, (_, sign: string) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
  // A look-around is JavaScript's alone: to Go it is an error, and SOPS then matches nothing.
  if (/\(\?(?:[=!]|<[=!])/.test(body)) return undefined
  try {
    return new RegExp(escaped, `u${[...new Set(flags)].join('')}`)
  } catch {
    return undefined
  }
}
