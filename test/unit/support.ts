// What many tests need: real files, real little servers, and what a run would have printed.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from '@jest/globals'
import { DeployError, type Problem } from '../../src/errors.ts'

// Jest runs tests in a realm of their own, where an error of Node's core is no `instanceof Error`; in the action there
// is one realm only.
for (const type of [Error, AggregateError]) {
  Object.defineProperty(type, Symbol.hasInstance, {
    configurable: true,
    value(this: unknown, value: { name?: string; errors?: unknown } | null | undefined) {
      if (this === Error) return (Error as unknown as { isError: (value: unknown) => boolean }).isError(value)
      if (this === AggregateError) return Array.isArray(value?.errors)
      return Function.prototype[Symbol.hasInstance].call(this, value)
    },
  })
}

/** Samples of what is generated most; the pin's are ten times as many. `npm run test:unit` takes fewer. */
export const FUZZ_RUNS = Number(process.env.FUZZ_RUNS ?? 1_000)

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

// The runner's commands are for a runner; in a test's output they are noise.
beforeEach(() => {
  const original = process.stdout.write
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: []) =>
    String(chunk).startsWith('::')
      ? true
      : original.call(process.stdout, chunk, ...rest)) as typeof process.stdout.write
  after(() => {
    process.stdout.write = original
  })
})

/** Runs after the test, the last one first. */
export function after(clean: () => unknown): void {
  cleanups.push(clean)
}

/** Makes a command of a shell script. @returns the folder, for PATH */
export function commandNamed(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return folder
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-unit-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface LittleServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** `127.0.0.1:<port>` */
  readonly host: string
  /** What was asked, as `GET /path`. */
  readonly asked: string[]
  readonly requests: IncomingMessage[]
}

/** An HTTP server on a free port, gone after the test. */
export async function serve(answer: RequestListener): Promise<LittleServer> {
  const asked: string[] = []
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    requests.push(request)
    answer(request, response)
  })
  const host = await listen(server)
  return { url: `http://${host}`, host, asked, requests }
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  after(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** The problems of a DeployError that must be thrown. */
export async function problemsFrom(work: () => unknown): Promise<readonly Problem[]> {
  const thrown = await (async () => work())().then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown === undefined) throw new Error('nothing was thrown')
  if (!(thrown instanceof DeployError)) throw thrown
  return thrown.problems
}

/** The only problem of a DeployError that must be thrown. */
export async function problemFrom(work: () => unknown): Promise<Problem> {
  const problems = await problemsFrom(work)
  if (problems.length !== 1) throw new Error(`${problems.length} problems: ${problems.map((each) => each.message)}`)
  return problems[0] as Problem
}

/** What is written to stdout while `work` runs: the runner's commands (`::error::`, `::add-mask::`) go there. */
export async function printedBy(work: () => unknown): Promise<string> {
  const original = process.stdout.write
  let printed = ''
  process.stdout.write = ((chunk: string | Uint8Array) => {
    printed += String(chunk)
    return true
  }) as typeof process.stdout.write
  try {
    await work()
  } finally {
    process.stdout.write = original
  }
  return printed
}

/** The lines in which the runner would find a command, the older form among them. */
export function commandsIn(printed: string): string[] {
  // .NET's Trim takes U+0085 for a blank too.
  return printed.split(/\r\n|\r|\n/).filter((line) => /^[\s\u0085]*::|##\[/.test(line))
}

/** The secrets that `work` hands to the runner to be masked. */
export async function maskedBy(work: () => unknown): Promise<string[]> {
  const printed = await printedBy(work)
  return [...printed.matchAll(/^::add-mask::([^\r\n]*)$/gm)].map(([, secret = '']) =>
    secret.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  )
}

export const DIGEST = `sha256:${'ab'.repeat(32)}`
export const OTHER_DIGEST = `sha256:${'cd'.repeat(32)}`
