// What only the gateway's own container can tell: what it answers on loopback, and which config lies where it reads it.
// One start of Node; the CLI of OpenClaw would take 2 s and 220 MB of the container's memory.

/** What the script saw. It holds the config, which may hold secrets: for judging in memory, never to be shown. */
export interface Inside {
  /** The body of /startupz, from its beginning. */
  readonly answer?: string
  /** Why there is no answer. */
  readonly failure?: string
  readonly config: ServedConfig
}

export interface ServedConfig {
  /** Where OpenClaw reads it, in the container. */
  readonly path?: string
  readonly text?: string
  /** Why there is no text: a system's error code, or words. */
  readonly unreadable?: string
  /** The newest config that OpenClaw moved away to restore an older one; epoch milliseconds by the node's clock. */
  readonly clobbered?: { readonly name: string; readonly atMs: number }
}

// OpenClaw writes a few kB; what is larger is not fetched through an exec.
const MOST_CONFIG_BYTES = 1024 * 1024
// Its own answer has about 100.
const MOST_ANSWER_CHARACTERS = 2_000
const ANSWER_TIMEOUT_MS = 10_000

/**
 * A script for `node -e` (24 and later) that prints an `Inside` as one line of JSON, and nothing of the config on stderr.
 * It finds the config as OpenClaw 2026.9.6 does (resolveConfigPathCandidate in its dist; the names from before it was
 * called OpenClaw are left out). From loopback /startupz tells the version without a token.
 */
export function insideScript(port: number): string {
  return String.raw`
const fs = process.getBuiltinModule('node:fs')
const { basename, dirname, join, resolve } = process.getBuiltinModule('node:path')
const { homedir } = process.getBuiltinModule('node:os')
const given = (name) => process.env[name]?.trim() || undefined
const absolute = (path, home) => resolve(path.replace(/^~(?=$|\/)/, home))

function configPath() {
  const home = absolute(given('OPENCLAW_HOME') ?? '~', homedir)
  const path = given('OPENCLAW_CONFIG_PATH')
  if (path) return absolute(path, () => home)
  const folders = [given('OPENCLAW_STATE_DIR'), '~/.openclaw'].filter((each) => each)
  const files = folders.map((folder) => join(absolute(folder, () => home), 'openclaw.json'))
  return files.find((file) => fs.existsSync(file)) ?? files[0]
}

function newestClobbered(path) {
  const files = fs.readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path) + '.clobbered.'))
  const seen = files.map((name) => ({ name, atMs: fs.statSync(join(dirname(path), name)).ctimeMs }))
  return seen.sort((a, b) => b.atMs - a.atMs)[0]
}

function config() {
  const seen = {}
  try {
    seen.path = configPath()
    const stat = fs.statSync(seen.path)
    if (!stat.isFile()) return { ...seen, unreadable: 'it is no file' }
    if (stat.size > ${MOST_CONFIG_BYTES}) return { ...seen, unreadable: 'it is larger than 1 MiB' }
    seen.text = fs.readFileSync(seen.path, 'utf8')
    seen.clobbered = newestClobbered(seen.path)
  } catch (error) {
    if (seen.text === undefined) seen.unreadable = String(error.code ?? error.name)
  }
  return seen
}

fetch('http://127.0.0.1:${port}/startupz', { signal: AbortSignal.timeout(${ANSWER_TIMEOUT_MS}) })
  .then((response) => response.text())
  .then(
    (text) => ({ answer: text.slice(0, ${MOST_ANSWER_CHARACTERS}) }),
    (error) => ({ failure: String(error.cause ?? error) }),
  )
  .then((told) => console.log(JSON.stringify({ ...told, config: config() })))
`
}

/** What the script printed; undefined when it did not come to its end. */
export function parseInside(stdout: string): Inside | undefined {
  try {
    const value = JSON.parse(stdout) as Inside | null
    return typeof value?.config === 'object' && value.config !== null ? value : undefined
  } catch {
    return undefined
  }
}
