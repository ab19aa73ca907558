// Looks for secrets in texts, in the forms in which they get there by mistake. It tells which one is where, never its value.

export interface Secret {
  readonly name: string
  readonly value: string
}

export interface Text {
  /** Kind of place: see channels.ts. */
  readonly channel: string
  readonly place: string
  readonly text: string
}

export interface Leak {
  readonly channel: string
  readonly place: string
  /** Its name. */
  readonly secret: string
  readonly form: string
}

type Found = Pick<Leak, 'secret' | 'form'>

// Shorter ones are found anywhere by chance.
const SHORTEST_SECRET = 6
const SHORTEST_LINE = 8
const PEM_BOUNDARY = /^-----(BEGIN|END) [A-Z0-9 ]+-----$/

interface Needle {
  readonly form: string
  readonly text: string
  /** Programs break such text into lines. */
  readonly isWrapped: boolean
}

/** Of each text and each secret one leak at most, by the first form in which it is there. */
export function findSecrets(secrets: readonly Secret[], texts: readonly Text[]): Leak[] {
  const needles = secrets.map(({ name, value }) => ({ name, needles: needlesOf(name, value) }))
  // Environments of processes are mostly the same.
  const known = new Map<string, Found[]>()
  return texts.flatMap(({ channel, place, text }) => {
    const found = known.get(text) ?? foundIn(text, needles)
    known.set(text, found)
    return found.map(({ secret, form }) => ({ channel, place, secret, form }))
  })
}

function foundIn(text: string, secrets: readonly { name: string; needles: readonly Needle[] }[]): Found[] {
  const views = viewsOf(text).map(({ how, text }) => ({ how, text, joined: text.replace(/[\r\n]+[ \t]*/g, '') }))
  return secrets.flatMap(({ name, needles }) => {
    for (const { how, text, joined } of views) {
      const needle = needles.find((each) => text.includes(each.text) || (each.isWrapped && joined.includes(each.text)))
      if (needle) return [{ secret: name, form: [needle.form, ...how].join(', ') }]
    }
    return []
  })
}

function needlesOf(name: string, value: string): Needle[] {
  const whole = value.trim()
  if (whole.length < SHORTEST_SECRET) throw new Error(`the secret "${name}" is too short to be looked for`)
  const lines = whole
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST_LINE && line !== whole && !PEM_BOUNDARY.test(line))
  return [...formsOf(whole), ...lines.flatMap((line) => formsOf(line, 'line, '))]
}

function formsOf(secret: string, prefix = ''): Needle[] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset))
  const needle = (form: string, isWrapped: boolean) => (text: string) => ({ form: prefix + form, text, isWrapped })
  return [
    ...[secret].map(needle('raw', false)),
    ...base64.map(needle('base64', true)),
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')).map(needle('base64url', true)),
    ...[hex, hex.toUpperCase()].map(needle('hex', true)),
  ]
}

/** The characters that depend on nothing else, when so many bytes of a group of three come before. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
}

/** A text as it is, and what it says to those who decode it. JSON within JSON is how Kubernetes keeps annotations. */
function viewsOf(text: string): { how: string[]; text: string }[] {
  const inJson = unescapeJson(text)
  const views = [
    { how: [], text },
    { how: ['JSON-escaped'], text: inJson },
    { how: ['JSON-escaped twice'], text: unescapeJson(inJson) },
    { how: ['URL-encoded'], text: decodeUrl(text) },
    { how: ['URL-encoded'], text: decodeUrl(text.replaceAll('+', ' ')) },
  ]
  return views.filter((view, at) => views.findIndex((other) => other.text === view.text) === at)
}

const JSON_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function unescapeJson(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (_, code?: string, letter = '') =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (JSON_ESCAPES[letter] ?? letter),
  )
}

/** Leaves alone what is no code, where decodeURIComponent throws. */
function decodeUrl(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString())
}
