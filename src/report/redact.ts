// Text from elsewhere (a pod's log, an event) that may hold a secret nobody told us about. Masks cannot help there: the
// runner hides only strings that it was given.

const HIDDEN = '***'

// The forms in which keys and tokens are printed by mistake; each keeps what tells the reader which one it was.
const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/\b(sk-[a-z]*-?|AKIA|ASIA|gh[pousr]_|xox[abp]-)[\w-]{8,}/g, `$1${HIDDEN}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, HIDDEN],
  [/(\b[a-z][a-z+.-]*:\/\/)[^\s/:@]+:[^\s/@]+@/gi, `$1${HIDDEN}@`],
  [/((?:token|secret|password|passwd|api[_-]?key)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"',;&]{4,})/gi, `$1${HIDDEN}`],
]

/** The line with everything that looks like a credential replaced. */
export function redact(line: string): string {
  return SECRETS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line)
}
