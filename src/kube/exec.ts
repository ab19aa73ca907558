// A command inside a container. client-node's Exec may never settle (it does not watch for a socket that closes
// before the status arrives), so every call gets a deadline and an ear on the socket.

import { Writable } from 'node:stream'
import { Exec } from '@kubernetes/client-node/dist/exec.js'
import type { KubeClient } from './request.ts'

export interface ExecTarget {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export type ExecResult =
  | { readonly kind: 'done'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  /** The server refused the exec itself; 403 when the right is missing. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string }

/** Runs a command to its end. @param timeoutMs after it, the connection is cut and the result is `broken` */
export async function exec(
  client: KubeClient,
  target: ExecTarget,
  command: readonly string[],
  timeoutMs: number,
): Promise<ExecResult> {
  const stdout = new Collector()
  const stderr = new Collector()
  return new Promise<ExecResult>((resolve) => {
    const timer = setTimeout(
      () => settle({ kind: 'broken', message: `no answer within ${timeoutMs / 1000} s` }),
      timeoutMs,
    )
    let socket: { close(): void } | undefined
    let settled = false
    const settle = (result: ExecResult) => {
      settled = true
      clearTimeout(timer)
      socket?.close()
      resolve(result)
    }
    new Exec(client.config)
      .exec(target.namespace, target.pod, target.container, [...command], stdout, stderr, null, false, (status) => {
        const exitCause = status.details?.causes?.find((cause) => cause.reason === 'ExitCode')
        if (status.status === 'Success' || exitCause) {
          settle({
            kind: 'done',
            exitCode: Number(exitCause?.message ?? 0),
            stdout: stdout.text(),
            stderr: stderr.text(),
          })
        } else {
          settle({ kind: 'broken', message: status.message ?? 'the command could not be started' })
        }
      })
      .then(
        (opened) => {
          socket = opened
          opened.onclose = () => settle({ kind: 'broken', message: 'the connection closed before the command ended' })
          // Too late: the deadline passed while it was being opened.
          if (settled) opened.close()
        },
        (failure: unknown) => {
          // `ws` reports an HTTP refusal only in words: "Unexpected server response: 403".
          const message = (failure as { message?: string }).message ?? String(failure)
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

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}
