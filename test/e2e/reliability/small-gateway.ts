// A stand-in that is built, checked, pushed and rehearsed as OpenClaw is, in seconds: for tests of what happens around a
// deploy. A test that uses it says so in its name.

import { fresh, Site } from '../../../lab/site.ts'

const DOCKERFILE = `ARG BASE_IMAGE
FROM \${BASE_IMAGE}
COPY --chmod=755 openclaw server.cjs /usr/local/bin/
ARG OPENCLAW_VERSION
ENV OPENCLAW_VERSION=$OPENCLAW_VERSION
# A build takes its time.
RUN sleep 3
USER 1000:1000
CMD ["node", "/usr/local/bin/server.cjs"]
`
const OPENCLAW = `#!/bin/sh
case "$1" in
  --version) echo "OpenClaw $OPENCLAW_VERSION (stand-in)" ;;
  devices) sleep 2; echo '{"pending":[],"paired":[]}' ;;
esac
`
const SERVER = `const begun = Date.now()
const version = process.env.STAND_IN_VERSION || process.env.OPENCLAW_VERSION
require('node:http').createServer((request, response) => {
  const started = Date.now() - begun > 2000
  response.writeHead(started && request.url !== '/never' ? 200 : 503, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ ok: started, status: started ? 'started' : 'starting', version }))
}).listen(18789)
process.on('SIGTERM', () => process.exit(0))
`

export interface SmallGateway {
  readonly site: Site
  /** Makes another image, so that the next run builds, rehearses and rolls out. */
  somethingNew(): void
}

/** A gateway that is yet to be deployed, in a namespace and a repository of its own. */
export async function smallGateway(name: string): Promise<SmallGateway> {
  const site = await Site.create({ namespace: fresh(`e2e-${name}`), repository: fresh(`e2e/${name}`) })
  site.edit('Dockerfile', () => DOCKERFILE)
  site.edit('openclaw', () => OPENCLAW)
  site.edit('server.cjs', () => SERVER)
  let built = 0
  const somethingNew = () => {
    built++
    site.edit('Dockerfile', () => DOCKERFILE.replace('RUN sleep', `LABEL number=${built}\nRUN sleep`))
  }
  return { site, somethingNew }
}
