// Files into a container and out of it, by its own Node: an image need not have tar, which `kubectl cp` wants. In pieces, so
// that a connection that breaks costs one of them, and neither side holds the whole.

import type { FileHandle } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { withJitter } from '../jitter.ts'
import { type ExecResult, type ExecTarget, execForBytes } from './exec.ts'
import type { KubeClient } from './request.ts'

export interface RemoteFile extends ExecTarget {
  /** Absolute, in the container. */
  readonly path: string
}

const PIECE_BYTES = 8 * 1024 * 1024
const PIECE_TIMEOUT_MS = 120_000
/** A pause before each further try, in milliseconds: an API server that restarts is away for some seconds. */
const PAUSES_MS = [1_000, 4_000, 10_000]

// Node's own report of an error ends with its version.
const HEAD = `
process.on('uncaughtException', ({ message }) => { console.error(message); process.exit(1) })
const fs = process.getBuiltinModule('node:fs')
const [path, offset, length] = process.argv.slice(1)
`

const READ = `${HEAD}
const piece = Buffer.alloc(Number(length))
const read = fs.readSync(fs.openSync(path), piece, 0, piece.length, Number(offset))
process.stdout.write(piece.subarray(0, read))
`

const WRITE = `${HEAD}
const file = fs.openSync(path, fs.constants.O_CREAT | fs.constants.O_WRONLY, 0o600)
let at = 0
process.stdin.on('data', (piece) => {
  for (let done = 0; done < piece.length; ) done += fs.writeSync(file, piece, done, piece.length - done, Number(offset) + at + done)
  at += piece.length
  if (at >= Number(length)) process.exit(0)
})
process.stdin.on('end', () => { throw new Error('only ' + at + ' of ' + length + ' bytes came') })
`

/**
 * Copies a file out of a container into an open one.
 * @param size of it, in bytes
 * @returns why it could not be done, as a clause; undefined when all bytes are there
 */
export async function copyOut(
  client: KubeClient,
  { path, ...target }: RemoteFile,
  size: number,
  into: FileHandle,
): Promise<string | undefined> {
  return inPieces(size, async (offset, length) => {
    const command = ['node', '-e', READ, path, String(offset), String(length)]
    const result = await execForBytes(client, target, command, PIECE_TIMEOUT_MS)
    if (result.kind !== 'done' || result.exitCode !== 0) return fault(result)
    // A server may tell the end of a command before the last of what it wrote
    // (https://github.com/kubernetes/kubernetes/issues/60140).
    if (result.stdout.length !== length)
      return { why: `${result.stdout.length} of ${length} bytes came`, mayPass: true }
    for (let done = 0; done < length; )
      done += (await into.write(result.stdout, done, length - done, offset + done)).bytesWritten
    return undefined
  })
}

/** Copies an open file into a container. @returns as `copyOut` does */
export async function copyIn(
  client: KubeClient,
  from: FileHandle,
  size: number,
  { path, ...target }: RemoteFile,
): Promise<string | undefined> {
  return inPieces(size, async (offset, length) => {
    const piece = Buffer.alloc(length)
    await from.read(piece, 0, length, offset)
    const command = ['node', '-e', WRITE, path, String(offset), String(length)]
    const result = await execForBytes(client, target, command, PIECE_TIMEOUT_MS, piece)
    return result.kind === 'done' && result.exitCode === 0 ? undefined : fault(result)
  })
}

interface Fault {
  /** A clause. */
  readonly why: string
  readonly mayPass: boolean
}

async function inPieces(
  size: number,
  one: (offset: number, length: number) => Promise<Fault | undefined>,
): Promise<string | undefined> {
  for (let offset = 0; offset < size; offset += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, size - offset)
    let found = await one(offset, length)
    for (const pauseMs of PAUSES_MS) {
      if (!found?.mayPass) break
      await sleep(withJitter(pauseMs))
      found = await one(offset, length)
    }
    if (found !== undefined) return found.why
  }
  return undefined
}

function fault(result: ExecResult<Buffer>): Fault {
  if (result.kind === 'broken') return { why: result.message, mayPass: true }
  // A right that is missing, or a container that is gone; any other refusal is the server's own trouble.
  if (result.kind === 'refused') return { why: result.message, mayPass: ![403, 404].includes(result.status) }
  const said = result.stderr.trim().split('\n').at(-1)
  return { why: said || `the command ended with ${result.exitCode}`, mayPass: false }
}
