import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { digestOf, OCI_MANIFEST } from './backend.ts'
import { readBody } from './body.ts'
import { AwsError, RegistryError } from './errors.ts'
import { recordPush } from './images.ts'
import { authorize, endTokens, findPrincipal, type Lab, type RequestRecord, repositoryArn, takeFault } from './lab.ts'
import { immutableMessage, isImmutable, notFoundMessage, type Repository } from './repositories.ts'
import type { Principal } from './state.ts'
import { findToken } from './tokens.ts'

const MANIFEST_LIMIT = 4 * 1024 * 1024

const agent = new Agent({ keepAlive: true })

/** Answers one request under /v2/: from the registry behind, as far as ECR would. Throws RegistryError. */
export async function proxy(lab: Lab, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const method = req.method ?? 'GET'
  // Parsing resolves `..`, so that what is checked here is what the registry behind sees.
  const { pathname, search } = new URL(req.url ?? '/', 'http://registry')
  const principal = authenticate(lab, req, res)
  if (pathname === '/v2/') {
    lab.requests.push({ name: 'registry:Login', time: time(lab, principal), principal: principal.accessKeyId })
    // This request is let in already.
    if (lab.endsAtLogin.delete(principal.accessKeyId)) endTokens(lab, principal.accessKeyId)
    return forward(lab, req, res, pathname)
  }
  if (pathname === '/v2/_catalog') return catalog(lab, res)

  const [, name, kind, reference] = /^\/v2\/(.+?)\/(manifests|blobs|tags)\/(.+)$/.exec(pathname) ?? []
  if (!name || !kind || !reference) throw new RegistryError(404, 'NOT_FOUND', 'page not found')
  const action = actionOf(method, kind, reference)
  if (!action) throw new RegistryError(405, 'UNSUPPORTED', 'The operation is unsupported.')
  allow(lab, principal, action, name)
  const repository = lab.store.state.repositories.find((known) => known.name === name)
  const { account } = lab.config
  if (!repository) throw new RegistryError(404, 'NAME_UNKNOWN', notFoundMessage(name, account))

  if (action === 'PutImage') return putManifest(lab, req, res, repository, reference, principal)
  failIfAsked(lab, action, principal)
  return forward(lab, req, res, `${pathname}${search}`)
}

/** The IAM action ECR asks for each registry request; none: ECR does not offer it. */
function actionOf(method: string, kind: string, reference: string): string | undefined {
  const reads = method === 'GET' || method === 'HEAD'
  if (kind === 'tags') return reads ? 'ListImages' : undefined
  if (kind === 'manifests') return reads ? 'BatchGetImage' : method === 'PUT' ? 'PutImage' : undefined
  if (!reference.startsWith('uploads/') && reference !== 'uploads') {
    return method === 'GET' ? 'GetDownloadUrlForLayer' : method === 'HEAD' ? 'BatchCheckLayerAvailability' : undefined
  }
  return method === 'POST' ? 'InitiateLayerUpload' : method === 'PUT' ? 'CompleteLayerUpload' : 'UploadLayerPart'
}

function authenticate(lab: Lab, req: IncomingMessage, res: ServerResponse): Principal {
  const token = findToken(lab.store.state.tokens, req.headers.authorization)
  const principal = token && findPrincipal(lab, token.accessKeyId)
  if (!principal) {
    res.setHeader('www-authenticate', `Basic realm="http://${lab.address()}/",service="ecr.amazonaws.com"`)
    throw new RegistryError(401, 'UNAUTHORIZED', 'Not Authorized')
  }
  // ECR answers its own expired tokens so: 403, and no challenge to authenticate again.
  if (token.expiresAt <= lab.now(token.accessKeyId) / 1000) {
    throw new RegistryError(403, 'DENIED', 'Your authorization token has expired. Reauthenticate and try again.')
  }
  return principal
}

function allow(lab: Lab, principal: Principal, action: string, name: string): void {
  const { account } = lab.config
  try {
    authorize(principal, `ecr:${action}`, repositoryArn(lab, account, name), account)
  } catch (error) {
    if (error instanceof AwsError) throw new RegistryError(403, 'DENIED', error.message)
    throw error
  }
}

function failIfAsked(lab: Lab, action: string, principal: Principal): void {
  const fault = takeFault(lab, `registry:${action}`, principal)
  if (!fault) return
  const throttled = fault.error === 'ThrottlingException'
  throw throttled
    ? new RegistryError(429, 'TOOMANYREQUESTS', fault.message ?? 'Rate exceeded')
    : new RegistryError(500, 'UNKNOWN', fault.message ?? `${fault.error} asked for by the lab`)
}

function catalog(lab: Lab, res: ServerResponse): void {
  const repositories = lab.store.state.repositories.map(({ name }) => name).sort()
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ repositories }))
}

/** A push ends in its manifest: read whole, as its digest decides whether the tag may be set. */
async function putManifest(
  lab: Lab,
  req: IncomingMessage,
  res: ServerResponse,
  repository: Repository,
  reference: string,
  principal: Principal,
): Promise<void> {
  const body = await readBody(req, MANIFEST_LIMIT)
  if (!body) throw new RegistryError(400, 'MANIFEST_INVALID', 'The manifest is larger than 4 MiB')
  const { name } = repository
  const digest = digestOf(body)
  const tag = reference.startsWith('sha256:') ? undefined : reference
  const record: RequestRecord = {
    name: 'registry:PutImage',
    time: time(lab, principal),
    principal: principal.accessKeyId,
    repository: name,
    tag,
    digest,
  }
  lab.requests.push(record)
  try {
    failIfAsked(lab, 'PutImage', principal)
    await lab.inTurn(name, async () => {
      if (tag !== undefined && isImmutable(repository, tag)) {
        const present = await lab.backend.digest(name, tag)
        if (present && present !== digest) {
          throw new RegistryError(400, 'TAG_INVALID', immutableMessage(repository, tag))
        }
      }
      const type = req.headers['content-type'] ?? OCI_MANIFEST
      const answer = await lab.backend.putManifest(name, reference, type, body)
      const text = Buffer.from(await answer.arrayBuffer())
      if (answer.ok) recordPush(lab, name, digest)
      else record.error = `HTTP ${answer.status}`
      const headers = [...answer.headers].filter(([header]) => !NOT_FORWARDED.has(header))
      res.writeHead(answer.status, Object.fromEntries(headers)).end(text)
    })
  } catch (error) {
    record.error = error instanceof RegistryError ? error.code : 'UNKNOWN'
    throw error
  }
}

/** Both ways as a stream, at the pace of the slower side. */
async function forward(lab: Lab, req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
  const upstream = request(`${lab.backend.origin}${path}`, {
    agent,
    method: req.method,
    headers: { ...endToEnd(req.headers), host: req.headers.host },
  })
  // A client that goes away takes its request behind with it.
  res.once('close', () => upstream.destroy())
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve)
    upstream.on('error', reject)
  })
  // The registry may answer, say with a refusal, before it has read everything: so the answer is not made to wait
  // for the upload, and an upload cut short by it is no failure of its own.
  const sent = pipeline(req, upstream)
  sent.catch(() => undefined)
  const answer = await answered
  const headers = endToEnd(answer.headers)
  if (headers.location) headers.location = locally(headers.location, lab.backend.origin)
  res.writeHead(answer.statusCode ?? 502, headers)
  await pipeline(answer, res)
}

/** Where an upload goes on: never at the registry behind, which only this server can reach. */
function locally(location: string, origin: string): string {
  return location.startsWith(`${origin}/`) ? location.slice(origin.length) : location
}

const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
// And what is between the client and this server: `expect` is answered here, the password is ours, the date too.
const NOT_FORWARDED: ReadonlySet<string> = new Set([...HOP_BY_HOP, 'authorization', 'date', 'expect'])

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase())
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !NOT_FORWARDED.has(name) && !named.includes(name)),
  )
}

function time(lab: Lab, { accessKeyId }: Principal): string {
  return new Date(lab.now(accessKeyId)).toISOString()
}
