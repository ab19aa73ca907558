// A stand-in gateway for tests that are not about OpenClaw itself: the same endpoints from ten lines of Node, ready in a
// second, and misbehaving on request. A test that uses it says so in its name.

import { randomBytes } from 'node:crypto'
import type { Site } from '../../lab/site.ts'
import { buildAndPush, type Pushed } from './push.ts'

const SERVER = `
const { writeFileSync } = require('node:fs')
const { createServer } = require('node:http')
const begun = Date.now()
const mode = process.env.STAND_IN
const isFirst = () => {
  try {
    writeFileSync('/home/node/.openclaw/first-pod', '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}
const isHeld = mode === 'never-ready' || (mode === 'first-never-ready' && isFirst())
createServer((request, response) => {
  const started = !isHeld && Date.now() - begun > 500
  const known = request.url === '/startupz' || request.url === '/healthz'
  response.writeHead(known && !started && request.url === '/startupz' ? 503 : 200, { 'content-type': known ? 'application/json' : 'text/html' })
  response.end(known ? JSON.stringify({ ok: started, status: started ? 'started' : 'starting', version: process.env.STAND_IN_VERSION }) : '<html></html>')
}).listen(18789)
process.on('SIGTERM', () => process.exit(0))
`

// The ELF header of a 64-bit program for AArch64 (machine 183), from elf(5).
const FOREIGN_EXECUTABLE = Buffer.from(
  '7f454c46020101000000000000000000' +
    '0200b700010000000000000000000000' +
    '40000000000000000000000000000000' +
    '00000000400038000000400000000000',
  'hex',
)

export interface StandInOptions {
  /** Other than the node's for an image that it cannot run. */
  readonly platform?: string
  /** Bytes that do not compress, so that a pull takes its time. */
  readonly ballastBytes?: number
  readonly tag?: string
  /** How it misbehaves, where the manifest does not say so: the first pod of its volume is never ready, a later one is. */
  readonly mode?: 'first-never-ready'
}

/** Builds and pushes an image that nobody has pulled yet. */
export async function pushStandIn(
  site: Site,
  version: string,
  {
    platform = 'linux/amd64',
    ballastBytes = 0,
    tag = `${version}-${process.hrtime.bigint()}`,
    mode,
  }: StandInOptions = {},
): Promise<Pushed> {
  // For another platform a program that this machine's kernel refuses: no more than the head of an executable.
  const runs = platform === 'linux/amd64'
  const hasBallast = ballastBytes > 0
  return buildAndPush(site, {
    tag,
    platform,
    files: {
      'server.js': SERVER,
      ...(hasBallast && { ballast: randomBytes(ballastBytes) }),
      ...(!runs && { node: FOREIGN_EXECUTABLE }),
    },
    dockerfile: [
      ...(runs ? ['FROM node:24-bookworm-slim'] : ['FROM scratch', 'COPY node /bin/node']),
      'COPY server.js /server.js',
      ...(hasBallast ? ['COPY ballast /ballast'] : []),
      `ENV STAND_IN_VERSION=${version} UNIQUE=${process.hrtime.bigint()}`,
      ...(mode ? [`ENV STAND_IN=${mode}`] : []),
      'USER 1000:1000',
      'CMD ["node", "/server.js"]',
    ],
  })
}

export type StandIn = Pushed
