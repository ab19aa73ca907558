import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Bound } from '../../../src/backup/room.ts'
import { takeBackup } from '../../../src/backup/take.ts'
import { littlePod } from '../little-pod.ts'
import { commandNamed, problemFrom, temporaryFolder } from '../support.ts'

const CONTENT = randomBytes(50_000)
const TARGET = { namespace: 'home', pod: 'openclaw-1', container: 'gateway' }

interface Given {
  /** Files of its state, by their length. */
  readonly state?: Readonly<Record<string, number>>
  /** Of its temporary folder. */
  readonly sizeLimit?: number
  /** In the place of that. @param temp the folder */
  readonly bounds?: (temp: string) => readonly Bound[]
  /** What TMPDIR says. @param temp the folder */
  readonly tmpdir?: (temp: string) => string
  /** Whether only the first exec is let through. */
  readonly isCutOff?: boolean
}

/** A container whose `openclaw` does what the script says; `$6` is the folder for the archive. */
async function gateway(openclaw: string, given: Given = {}) {
  const { state = {}, sizeLimit, tmpdir = (there) => there, isCutOff = false } = given
  const folder = temporaryFolder()
  const [temp, home] = [join(folder, 'tmp'), join(folder, 'state')]
  mkdirSync(temp)
  for (const [name, bytes] of Object.entries(state)) {
    mkdirSync(dirname(join(home, name)), { recursive: true })
    writeFileSync(join(home, name), '')
    // Without its bytes on the disk.
    truncateSync(join(home, name), bytes)
  }
  writeFileSync(join(folder, 'archive'), CONTENT)
  const path = commandNamed(join(folder, 'bin'), 'openclaw', openclaw.replaceAll('ARCHIVE', join(folder, 'archive')))
  const container = { PATH: path + delimiter + process.env.PATH, TMPDIR: tmpdir(temp), OPENCLAW_STATE_DIR: home }
  const { client } = await littlePod(isCutOff ? [container, 500] : [container])
  const file = join(folder, 'backups', 'one.tar.gz')
  const bounds = given.bounds?.(temp) ?? (sizeLimit === undefined ? [] : [{ path: temp, bytes: sizeLimit }])
  return { temp, file, take: () => takeBackup(client, TARGET, file, bounds) }
}

const GOOD = `[ "$1 $2 $3 $4 $5" = "backup create --verify --json --output" ] || exit 9
cp ARCHIVE "$6/x.tar.gz"; echo '{"verified":true,"assets":[{"sourcePath":"/state"}]}'`

test('the archive is here byte for byte, for its owner alone, and nothing of it is left in the container', async () => {
  const { temp, file, take } = await gateway(GOOD)
  // Of a run that was killed.
  mkdirSync(join(temp, 'openclaw-deploy-backup-old'))
  const sha256 = createHash('sha256').update(CONTENT).digest('hex')
  expect(await take()).toEqual({ file, bytes: 50_000, sha256, sources: ['/state'] })
  expect(readFileSync(file).equals(CONTENT)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(file, '..'))).toEqual(['one.tar.gz'])
  expect(readdirSync(temp)).toEqual([])
})

test.each<[what: string, openclaw: string, message: RegExp]>([
  ['refused', 'echo "database is malformed" >&2; exit 1', /OpenClaw says: database is malformed/],
  ['not verified', 'cp ARCHIVE "$6/x.tar.gz"; echo "{}"', /did not verify it/],
])('one that is %s leaves no file', async (_, openclaw, message) => {
  const { temp, file, take } = await gateway(openclaw)
  expect(await problemFrom(take)).toMatchObject({ code: 'backup-failed', message: expect.stringMatching(message) })
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(temp)).toEqual([])
})

test('a place that cannot be written is named', async () => {
  const { file, take } = await gateway(GOOD)
  writeFileSync(join(file, '..'), 'not a folder')
  expect(await problemFrom(take)).toMatchObject({
    code: 'backup-failed',
    message: expect.stringMatching(/EEXIST|ENOTDIR/),
  })
})

test('a TMPDIR that is not there is named', async () => {
  const { file, take } = await gateway(GOOD, { tmpdir: (temp) => `${temp}/nonexistent` })
  expect(await problemFrom(take)).toMatchObject({
    code: 'backup-failed',
    message: expect.stringMatching(
      /: \S+\/nonexistent, where temporary files belong \(TMPDIR\), is no folder of container/,
    ),
    fix: expect.stringMatching(/^Set TMPDIR of that container/),
  })
  expect(existsSync(file)).toBe(false)
})

test('what OpenClaw keeps for the while goes away with a failure, also when nothing more gets through to the pod', async () => {
  const { temp, take } = await gateway('mkdir "$TMPDIR/openclaw-backup-x"; touch "$6/x.tmp"; exit 1', {
    isCutOff: true,
  })
  await problemFrom(take)
  expect(readdirSync(temp)).toEqual([])
})

describe('a backup for which there is no room is not begun', () => {
  const TERABYTES = 2 ** 43
  test.each<[what: string, given: Given, need: RegExp]>([
    [
      'on the disk',
      { state: { 'workspace/film.mp4': TERABYTES } },
      /may need 8796\.1 GB in \S+ of container gateway of pod openclaw-1, and \S+ GB are free there$/,
    ],
    [
      'below the sizeLimit',
      { state: { 'a.json': 40_000 }, sizeLimit: 39_999 },
      /may need 40\.0 kB in .*, and 40\.0 kB are free/,
    ],
    [
      "of the container's own layer",
      { state: { 'a.json': 40_000 }, bounds: () => [{ path: '/', bytes: 39_999 }] },
      /may need 40\.0 kB in .*, and 40\.0 kB are free/,
    ],
    [
      'for what a workspace has',
      { state: { 'workspace/node_modules/a': 40_000 }, sizeLimit: 39_999 },
      /may need 40\.0 kB/,
    ],
    [
      'for the copies of its databases',
      { state: { 'x.sqlite': 20_000, 'x.sqlite-wal': 5_000 }, sizeLimit: 49_999 },
      /may need 50\.0 kB/,
    ],
  ])('%s', async (_, given, need) => {
    const { temp, file, take } = await gateway(`touch "$TMPDIR/begun"; ${GOOD}`, given)
    const { code, message, fix } = await problemFrom(take)
    expect([code, message, fix]).toEqual([
      'backup-failed',
      expect.stringMatching(need),
      expect.stringMatching(
        /^Give \S+ of that container more room .*sizeLimit.*, or set `backup: off` to upgrade without one$/,
      ),
    ])
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(temp)).toEqual([])
  })

  test.each<[what: string, given: Given]>([
    ['what just fits', { state: { 'x.sqlite': 20_000, 'a.json': 10_000 }, sizeLimit: 50_000 }],
    ['what OpenClaw leaves out', { state: { 'npm/x': TERABYTES, 'extensions/a/node_modules/b': TERABYTES } }],
    ['no state where it is thought to be', {}],
    [
      'a small folder around one that is mounted without a limit',
      { state: { 'a.json': 10_000 }, bounds: (temp) => [{ path: dirname(temp), bytes: 1 }, { path: temp }] },
    ],
    [
      "the image's files, of which the container's own layer has none",
      { state: { 'a.json': 10_000 }, bounds: () => [{ path: '/', bytes: 10_000 }] },
    ],
  ])('%s is no reason', async (_, given) => {
    const { file, take } = await gateway(GOOD, given)
    expect(await take()).toMatchObject({ file })
  })

  test('what is in a bounded folder already counts', async () => {
    const { temp, take } = await gateway(GOOD, { state: { 'a.json': 10_000 }, sizeLimit: 12_000 })
    writeFileSync(join(temp, 'cache'), Buffer.alloc(3_000))
    expect((await problemFrom(take)).message).toMatch(/may need 10\.0 kB in .* and 9\.0 kB are free/)
  })
})
