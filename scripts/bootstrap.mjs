// Every npm script starts here, because a bare clone has no node_modules and the host's own Node may be too
// old to run TypeScript. Plain JavaScript for Node 18+, no imports from the tree: it installs the locked
// dependencies when they are missing or stale, then hands over to the Node 24 that npm's `node` package brings,
// the same major that runs the action on GitHub.
//
//   node scripts/bootstrap.mjs <script.ts> [args...]

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'node_modules', '.openclaw-deploy-lock')

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  // To stderr: what a script prints on stdout may be evaluated by a shell.
  console.error('installing dependencies (npm ci)')
  rmSync(stamp, { force: true })
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) {
    console.error('npm ci failed: its own message above names the cause')
    process.exit(npm.status ?? 1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}

const child = spawn(join(bin, 'node'), process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: bin + delimiter + process.env.PATH },
})
// The terminal sends Ctrl-C to the whole group; a supervisor signals only this process, so it is passed on.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {})
child.on('error', (error) => {
  console.error(`cannot start Node 24 from node_modules (${error.message}); remove node_modules and run again`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
