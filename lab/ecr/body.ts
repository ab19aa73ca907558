import type { IncomingMessage } from 'node:http'

/** The whole body, or undefined if it is longer than that. */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= limit) chunks.push(chunk) // the rest is read and dropped: the answer must reach a writing client
  }
  return length <= limit ? Buffer.concat(chunks) : undefined
}
