// A command inside a container. client-node's Exec may never settle (it does not watch for a socket that closes
// before the status arrives), so every call gets a deadline and an ear on the socket.

import { PassThrough, Writable } from 'node:stream'
import { Exec } from '@kubernetes/client-node/dist/exec.js'
import { explainConnection } from '../proxy/failure.ts'
import type { KubeClient } from './request.ts'

export interface ExecTarget {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export type ExecResult<Output = string> =
  | { readonly kind: 'done'; readonly exitCode: number; readonly stdout: Output; readonly stderr: string }
  /** The server refused the exec itself; 403 when the right is missing. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string }

/** Whether an exec is `broken` since its container has no such command, which no other try mends: runc's words, and crun's. Pure. */
export function lacksCommand(message: string): boolean {
  return /executable file .*not found/.test(message)
}

/** Runs a command to its end. @param timeoutMs after it, the connection is cut and the result is `broken` */
export async function exec(
  client: KubeClient,
  target: ExecTarget,
  command: readonly string[],
  timeoutMs: number,
): Promise<ExecResult> {
  const result = await execForBytes(client, target, command, timeoutMs)
  return result.kind === 'done' ? { ...result, stdout: result.stdout.toString('utf8') } : result
}

/**
 * As `exec`, for what is no text.
 * @param stdin what the command reads. Its end is not told, since the protocol of servers up to 1.29 has no word for it: the
 *   command has to know the length.
 */
export async function execForBytes(
  client: KubeClient,
  target: ExecTarget,
  command: readonly string[],
  timeoutMs: number,
  stdin?: Uint8Array,
): Promise<ExecResult<Buffer>> {
  const stdout = new Collector()
  const stderr = new Collector()
  const input = stdin && openInput(stdin)
  return new Promise<ExecResult<Buffer>>((resolve) => {
    const timer = setTimeout(
      () => settle({ kind: 'broken', message: `no answer within ${timeoutMs / 1000} s` }),
      timeoutMs,
    )
    let socket: { close(): void } | undefined
    let settled = false
    const settle = (result: ExecResult<Buffer>) => {
      settled = true
      clearTimeout(timer)
      socket?.close()
      resolve(result)
    }
    new Exec(client.config)
      .exec(
        target.namespace,
        target.pod,
        target.container,
        [...command],
        stdout,
        stderr,
        input ?? null,
        false,
        (status) => {
          const exitCause = status.details?.causes?.find((cause) => cause.reason === 'ExitCode')
          if (status.status === 'Success' || exitCause) {
            settle({
              kind: 'done',
              exitCode: Number(exitCause?.message ?? 0),
              stdout: stdout.bytes(),
              stderr: stderr.bytes().toString('utf8'),
            })
          } else {
            settle({ kind: 'broken', message: status.message ?? 'the command could not be started' })
          }
        },
      )
      .then(
        (opened) => {
          socket = opened
          opened.onclose = () => settle({ kind: 'broken', message: 'the connection closed before the command ended' })
          // Too late: the deadline passed while it was being opened.
          if (settled) opened.close()
        },
        (failure: unknown) => {
          // `ws` reports an HTTP refusal only in words: "Unexpected server response: 403".
          const event = failure as { message?: string; error?: unknown }
          const words = event.message ?? String(failure)
          const message = event.error ? explainConnection(event.error, client.server.host, client.proxy).said : words
          const status = /server response: (\d{3})/.exec(message)?.[1]
          settle(status ? { kind: 'refused', status: Number(status), message } : { kind: 'broken', message })
        },
      )
  })
}

class Collector extends Writable {
  readonly #chunks: Buffer[] = []

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(Buffer.from(chunk))
    done()
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }
}

// A message each; a server takes up to 32 MiB.
const PIECE_BYTES = 1024 * 1024

function openInput(bytes: Uint8Array): PassThrough {
  const input = new PassThrough()
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES)
    input.write(bytes.subarray(offset, offset + PIECE_BYTES))
  return input
}
