// What runs in the gateway's container to make its backup, and to take it away again.

import { RUN_OPENCLAW } from '../openclaw.ts'
import type { Bound, Room } from './room.ts'

/** What the script found. */
export interface Made {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  /** A system's error code, when something could not be done. */
  readonly failure?: string
  /** Absolute path in the container: the temporary folder, when it was the script's own work that failed. */
  readonly folder?: string
  /** Of the archive, in the container. */
  readonly path?: string
  readonly bytes?: number
  /** Hexadecimal. */
  readonly sha256?: string
  /** There is too little, so nothing was begun. */
  readonly room?: Room
}

// Not below the state, whose tree OpenClaw refuses as a place for its backup.
const FOLDER = 'openclaw-deploy-backup-'

/** JavaScript that defines `sweep()`, which removes all that backups have left. */
const SWEEP = `
const fs = process.getBuiltinModule('node:fs')
const { join } = process.getBuiltinModule('node:path')
const { homedir, tmpdir } = process.getBuiltinModule('node:os')
const temp = tmpdir()
const sweep = () => {
  for (const name of fs.readdirSync(temp))
    if (name.startsWith('${FOLDER}')) fs.rmSync(join(temp, name), { recursive: true, force: true })
}
`

/**
 * JavaScript that defines `room(bounds)`, a `Room`. At most it takes all of the state, and beside it the copies of its databases from
 * which OpenClaw packs, and which it unpacks again to verify them. (It leaves more out than is left out here, and what it packs
 * gets smaller. But a disk that a backup has filled up is the node's, and then pods are evicted.) A workspace outside the
 * state is not counted.
 */
const ROOM = String.raw`
const LEFT_OUT = new Set(['dev', 'git', 'npm', 'npm-runtime', 'tools', 'logs'])
function sizesOf(folder, isLeftOut) {
  const sizes = { all: 0, databases: 0 }
  const visit = (at) => {
    for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      // What goes away meanwhile, or may not be read, is not counted.
      try {
        if (entry.isDirectory()) {
          if (!isLeftOut(path, entry.name)) visit(path)
        } else if (entry.isFile()) {
          const { size } = fs.lstatSync(path)
          sizes.all += size
          if (/\.sqlite(-wal)?$/.test(entry.name)) sizes.databases += size
        }
      } catch {}
    }
  }
  try { visit(folder) } catch {}
  return sizes
}
function room(bounds) {
  const given = (name) => process.env[name]?.trim().replace(/^~(?=$|\/)/, homedir)
  const state = given('OPENCLAW_STATE_DIR') || join(given('OPENCLAW_HOME') || homedir(), '.openclaw')
  const { all, databases } = sizesOf(state, (path, name) =>
    name === 'node_modules' ? path.startsWith(join(state, 'extensions/')) : path === join(state, name) && LEFT_OUT.has(name))
  const { bavail, bsize } = fs.statfsSync(temp)
  const [bound] = bounds
    .filter(({ path }) => path === '/' || temp === path || temp.startsWith(path + '/'))
    .sort((a, b) => b.path.length - a.path.length)
  // What of the container's root is its own layer cannot be told from its image; so of that, only what is in the folder counts.
  const left = bound?.bytes === undefined ? Infinity
    : bound.bytes - sizesOf(bound.path === '/' ? temp : bound.path, () => false).all
  return { folder: temp, needBytes: all + databases, haveBytes: Math.max(0, Math.min(bavail * bsize, left)) }
}
`

/**
 * A script for `node -e` (24 and later) that has OpenClaw back up its state into a private folder and verify it, and prints
 * a `Made` as one line of JSON. What a run that was killed has left is removed first, and what a failure leaves at its end.
 * @param bounds of where the container writes; the one of the longest path counts
 */
export function createScript(limitMs: number, bounds: readonly Bound[]): string {
  return `${RUN_OPENCLAW}${SWEEP}${ROOM}${String.raw`
const { createHash } = process.getBuiltinModule('node:crypto')
const { pipeline } = process.getBuiltinModule('node:stream/promises')
async function make() {
  sweep()
  const found = room(${JSON.stringify(bounds)})
  if (found.needBytes > found.haveBytes) return { exitCode: null, stdout: '', stderr: '', room: found }
  const folder = fs.mkdtempSync(join(temp, '${FOLDER}'))
  // What OpenClaw itself keeps for the while goes away with the folder, also when it was killed.
  process.env.TMPDIR = folder
  const answer = await openclaw(['backup', 'create', '--verify', '--json', '--output', folder], ${limitMs})
  const [name] = fs.readdirSync(folder).filter((each) => each.endsWith('.tar.gz'))
  if (answer.exitCode !== 0 || name === undefined) return answer
  const path = join(folder, name)
  const hash = createHash('sha256')
  await pipeline(fs.createReadStream(path), hash)
  return { ...answer, path, bytes: fs.statSync(path).size, sha256: hash.digest('hex') }
}
const failed = (error) => ({ exitCode: null, stdout: '', stderr: error.message, failure: error.code ?? 'error', folder: temp })
// A connection on which nothing goes is cut by a proxy after a minute or five.
setInterval(() => process.stderr.write('.'), 10_000).unref()
make().catch(failed).then((made) => {
  // That it failed is the thing to tell.
  try { if (made.path === undefined) sweep() } catch {}
  process.stdout.write(JSON.stringify(made) + '\n')
})
`}`
}

/** A script for `node -e` that removes all that backups have left. */
export const REMOVE_SCRIPT = `${SWEEP}
sweep()
`
