// A stand-in gateway for tests that are not about OpenClaw itself: the same endpoints from ten lines of Node, ready in a
// second, and misbehaving on request. A test that uses it says so in its name.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { cleanEnvironment } from '../../lab/environment.ts'
import type { Site } from '../../lab/site.ts'

const SERVER = `
const { createServer } = require('node:http')
const begun = Date.now()
createServer((request, response) => {
  const started = process.env.STAND_IN !== 'never-ready' && Date.now() - begun > 500
  const known = request.url === '/startupz' || request.url === '/healthz'
  response.writeHead(known && !started && request.url === '/startupz' ? 503 : 200, { 'content-type': known ? 'application/json' : 'text/html' })
  response.end(known ? JSON.stringify({ ok: started, status: started ? 'started' : 'starting', version: process.env.STAND_IN_VERSION }) : '<html></html>')
}).listen(18789)
process.on('SIGTERM', () => process.exit(0))
if (process.env.STAND_IN === 'hungry') { const kept = []; setInterval(() => kept.push(Buffer.alloc(8e6, 1)), 20) }
`

// The ELF header of a 64-bit program for AArch64 (machine 183), from elf(5).
const FOREIGN_EXECUTABLE = Buffer.from(
  '7f454c46020101000000000000000000' +
    '0200b700010000000000000000000000' +
    '40000000000000000000000000000000' +
    '00000000400038000000400000000000',
  'hex',
)

export interface StandIn {
  /** `registry/repository:tag@sha256:...` */
  readonly image: string
  readonly digest: string
}

export interface StandInOptions {
  /** Other than the node's for an image that it cannot run. */
  readonly platform?: string
  /** Bytes that do not compress, so that a pull takes its time. */
  readonly ballastBytes?: number
  readonly tag?: string
}

/** Builds and pushes an image that nobody has pulled yet. */
export async function pushStandIn(
  site: Site,
  version: string,
  { platform = 'linux/amd64', ballastBytes = 0, tag = `${version}-${process.hrtime.bigint()}` }: StandInOptions = {},
): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-stand-in-'))
  const image = `${site.env.LAB_ECR_REGISTRY}/${site.repository}:${tag}`
  const env = { ...cleanEnvironment(), ...site.env, DOCKER_CONFIG: folder }
  const docker = (...args: string[]) => execFileSync('docker', args, { env, stdio: 'pipe', encoding: 'utf8' })
  try {
    writeFileSync(join(folder, 'server.js'), SERVER)
    if (ballastBytes > 0) writeFileSync(join(folder, 'ballast'), randomBytes(ballastBytes))
    // For another platform a program that this machine's kernel refuses: no more than the head of an executable.
    const runs = platform === 'linux/amd64'
    if (!runs) writeFileSync(join(folder, 'node'), FOREIGN_EXECUTABLE, { mode: 0o755 })
    const from = runs ? ['FROM node:24-bookworm-slim'] : ['FROM scratch', 'COPY node /bin/node']
    writeFileSync(
      join(folder, 'Dockerfile'),
      [
        ...from,
        'COPY server.js /server.js',
        ...(ballastBytes > 0 ? ['COPY ballast /ballast'] : []),
        `ENV STAND_IN_VERSION=${version} UNIQUE=${process.hrtime.bigint()}`,
        'USER 1000:1000',
        'CMD ["node", "/server.js"]',
        '',
      ].join('\n'),
    )
    docker('buildx', 'build', `--platform=${platform}`, '--provenance=false', '--load', `--tag=${image}`, folder)
    const { authorizationData } = await site.ecr((client) => client.send(new GetAuthorizationTokenCommand({})))
    const auth = authorizationData?.[0]?.authorizationToken
    writeFileSync(
      join(folder, 'config.json'),
      JSON.stringify({ auths: { [site.env.LAB_ECR_REGISTRY ?? '']: { auth } } }),
    )
    const digest = /digest: (sha256:[0-9a-f]{64})/.exec(docker('push', image))?.[1]
    if (!digest) throw new Error('docker push told no digest')
    return { image: `${image}@${digest}`, digest }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
