// OpenClaw's own word on a config, asked in a container of the image that would serve it. What it says is the truth for
// that release, which no copy of its schema here would stay.

/** What the script is given, as JSON: by the file that `REQUEST_VARIABLE` names, or else on its standard input. */
export interface CheckRequest {
  /** Files of the config's folder by their paths in it; $include finds the others. */
  readonly files: Readonly<Record<string, string>>
  /** Which of them is the config. */
  readonly name: string
  /** For `${NAME}` in the config: plain values of the manifests, and stand-ins for secrets. */
  readonly variables: Readonly<Record<string, string>>
}

/** What the script prints, as one line of JSON. */
export interface CheckAnswer {
  /** Undefined when OpenClaw gave no verdict. */
  readonly valid?: boolean
  readonly issues: readonly Said[]
  readonly warnings: readonly Said[]
  /** Models that the config names and OpenClaw knows nothing of. */
  readonly unknownModels: readonly string[]
  /** Why there is no verdict, in OpenClaw's words. */
  readonly failure?: string
  /** Issues and warnings that found no room. */
  readonly more: number
}

/** @property path keys joined by dots, as OpenClaw prints them; `<root>` for the whole */
export interface Said {
  readonly path: string
  readonly message: string
}

export const REQUEST_VARIABLE = 'OPENCLAW_DEPLOY_REQUEST'

// A kubelet keeps 4096 bytes of a container's termination message
// (https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/).
const MOST_BYTES = 4000
// Both commands start in some seconds; this is for a node that is busy.
const TIMEOUT_MS = 90_000

/**
 * A script for `node -e` (24 and later) with `openclaw` on PATH. It writes below /tmp only, ends with 0 whatever OpenClaw
 * says, and leaves the answer as the container's termination message too, which takes no right to read.
 */
export const CHECK_SCRIPT = String.raw`
const fs = process.getBuiltinModule('node:fs')
const { execFile } = process.getBuiltinModule('node:child_process')
const { files, name, variables } = JSON.parse(fs.readFileSync(process.env.${REQUEST_VARIABLE} || 0, 'utf8'))
const folder = '/tmp/openclaw-config'
fs.mkdirSync(folder, { recursive: true })
for (const [file, text] of Object.entries(files)) {
  const path = folder + '/' + file
  fs.mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true })
  fs.writeFileSync(path, text)
}
const env = {
  ...process.env, ...variables,
  HOME: '/tmp', XDG_CACHE_HOME: '/tmp/cache', OPENCLAW_STATE_DIR: '/tmp/state', OPENCLAW_CONFIG_PATH: folder + '/' + name,
}
const ask = (...args) => new Promise((done) => execFile('openclaw', [...args, '--json'],
  { env, timeout: ${TIMEOUT_MS}, maxBuffer: 32e6 },
  (error, stdout, stderr) => {
    try { done({ told: JSON.parse(stdout.slice(stdout.indexOf('{'))) }) }
    catch { done({ failure: stderr.trim().split('\n').pop() || String(error?.message ?? 'it printed nothing').split('\n')[0] }) }
  }))
Promise.all([ask('config', 'validate'), ask('models', 'list')]).then(([verdict, models]) => {
  const said = (list) => (list ?? []).map(({ path, message }) => ({ path: String(path), message: String(message).slice(0, 300) }))
  const unknown = (models.told?.models ?? []).filter(({ input, contextWindow }) => input === '-' && contextWindow === null)
  const answer = {
    valid: verdict.told?.valid, issues: said(verdict.told?.issues), warnings: said(verdict.told?.warnings),
    unknownModels: unknown.map(({ key }) => String(key)), more: 0,
    failure: (verdict.failure ?? verdict.told?.error?.message)?.slice(0, 500),
  }
  for (const list of [answer.warnings, answer.unknownModels, answer.issues])
    while (Buffer.byteLength(JSON.stringify(answer)) > ${MOST_BYTES} && list.length > 0) { list.pop(); answer.more++ }
  const line = JSON.stringify(answer)
  console.log(line)
  try { fs.writeFileSync('/dev/termination-log', line, { flag: 'r+' }) } catch {}
})
`

/** The answer among all that the container printed; undefined when it printed none. */
export function parseAnswer(output: string): CheckAnswer | undefined {
  const line = output.split('\n').findLast((each) => each.startsWith('{'))
  try {
    const answer = JSON.parse(line ?? '') as CheckAnswer
    return Array.isArray(answer.issues) ? answer : undefined
  } catch {
    return undefined
  }
}
