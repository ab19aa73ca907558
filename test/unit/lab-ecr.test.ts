import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  type ECRClientConfig,
  GetAuthorizationTokenCommand,
  ListImagesCommand,
  PutImageCommand,
  PutImageTagMutabilityCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { isImmutable, parseMutability } from '../../lab/ecr/repositories.ts'
import { startEcr } from '../../lab/ecr/server.ts'

const KEY = { accessKeyId: 'AKIALABLABLABLABLAB1', secretAccessKey: 'lab+secret/lab+secret' }
const OCI = 'application/vnd.oci.image.manifest.v1+json'

/** A registry with just what the stand-in asks of one: manifests by tag and digest, and uploads that lead nowhere. */
function fakeRegistry(): Server {
  const manifests = new Map<string, { type: string; body: Buffer }>()
  const tags = new Map<string, string>()
  return createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const { pathname } = new URL(req.url ?? '/', 'http://registry')
    const [, name, kind, reference = ''] = /^\/v2\/(.+?)\/(manifests|tags|blobs)\/(.+)$/.exec(pathname) ?? []
    if (kind === 'blobs') {
      const location = `/v2/${name}/blobs/uploads/1?_state=x`
      return res.writeHead(req.method === 'POST' ? 202 : 201, { location }).end()
    }
    if (kind === 'tags') {
      const of = [...tags.keys()].filter((tag) => tag.startsWith(`${name}:`)).map((tag) => tag.split(':')[1])
      return res.writeHead(of.length ? 200 : 404).end(JSON.stringify({ name, tags: of }))
    }
    if (kind !== 'manifests')
      return res.writeHead(200, { 'x-seen-authorization': req.headers.authorization ?? '' }).end('{}')
    if (req.method === 'PUT') {
      const body = Buffer.concat(chunks)
      const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
      manifests.set(`${name}@${digest}`, { type: req.headers['content-type'] ?? '', body })
      if (reference !== digest) tags.set(`${name}:${reference}`, digest)
      return res.writeHead(201, { location: `/v2/${name}/manifests/${digest}`, 'docker-content-digest': digest }).end()
    }
    const digest = tags.get(`${name}:${reference}`) ?? reference
    const manifest = manifests.get(`${name}@${digest}`)
    if (!manifest) return res.writeHead(404).end('{}')
    if (req.method === 'DELETE') {
      manifests.delete(`${name}@${digest}`)
      for (const [tag, of] of tags) if (tag.startsWith(`${name}:`) && of === digest) tags.delete(tag)
      return res.writeHead(202).end()
    }
    return res
      .writeHead(200, { 'content-type': manifest.type, 'docker-content-digest': digest })
      .end(req.method === 'HEAD' ? undefined : manifest.body)
  })
}

const directory = mkdtempSync(join(tmpdir(), 'lab-ecr-'))
const registry = fakeRegistry()
let ecr: Awaited<ReturnType<typeof startEcr>>
let clients: ECRClient[] = []

const start = () =>
  startEcr({
    listen: { host: '127.0.0.1', port: 0 },
    backend: `http://127.0.0.1:${(registry.address() as AddressInfo).port}`,
    stateDirectory: directory,
    account: '123456789012',
    region: 'eu-central-1',
    ...KEY,
    tokenTtlSeconds: 43_200,
  })

beforeAll(async () => {
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  ecr = await start()
})

afterAll(async () => {
  for (const client of clients) client.destroy()
  await ecr.close()
  registry.closeAllConnections()
  await new Promise((resolve) => registry.close(resolve))
  rmSync(directory, { recursive: true })
})

let repository = ''
let count = 0

beforeEach(async () => {
  for (const client of clients) client.destroy()
  clients = []
  await control({ reset: true })
  repository = `team/app-${++count}`
})

function client(config: ECRClientConfig = {}): ECRClient {
  const made = new ECRClient({
    endpoint: `http://${ecr.address}`,
    region: 'eu-central-1',
    credentials: KEY,
    maxAttempts: 1,
    ...config,
  })
  clients.push(made)
  return made
}

async function control(command: object, password: string = KEY.secretAccessKey): Promise<Response> {
  return fetch(`http://${ecr.address}/_lab/`, {
    method: 'POST',
    headers: { 'x-lab-control': password },
    body: JSON.stringify(command),
  })
}

async function received(): Promise<Record<string, unknown>[]> {
  const { requests } = (await (await control({ requests: true })).json()) as { requests: Record<string, unknown>[] }
  return requests
}

/** A manifest unlike any other; the fake registry asks for no layers. */
function manifest(seed: string, size = 100): string {
  const digest = `sha256:${createHash('sha256').update(seed).digest('hex')}`
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 20 }
  return JSON.stringify({ schemaVersion: 2, mediaType: OCI, config, layers: [{ mediaType: 'x/y', digest, size }] })
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

async function login(): Promise<string> {
  const { authorizationData } = await client().send(new GetAuthorizationTokenCommand())
  return `Basic ${authorizationData?.[0]?.authorizationToken}`
}

function push(authorization: string, tag: string, body: string): Promise<Response> {
  const headers = { authorization, 'content-type': OCI }
  return fetch(`http://${ecr.address}/v2/${repository}/manifests/${tag}`, { method: 'PUT', headers, body })
}

describe('authentication', () => {
  const describeAll = (config: ECRClientConfig = {}) => client(config).send(new DescribeRepositoriesCommand())

  test('a request signed with the right key is answered', async () => {
    await expect(describeAll()).resolves.toMatchObject({ repositories: [] })
  })

  test('a wrong secret, an unknown key, another region and an unsigned request are not', async () => {
    await expect(describeAll({ credentials: { ...KEY, secretAccessKey: 'other' } })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(/^The request signature we calculated does not match/),
      $metadata: { httpStatusCode: 400 },
    })
    await expect(describeAll({ credentials: { ...KEY, accessKeyId: 'AKIAUNKNOWN' } })).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    })
    await expect(describeAll({ region: 'us-east-1' })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: 'Credential should be scoped to a valid region.',
    })
    const headers = { 'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories' }
    const unsigned = await fetch(`http://${ecr.address}/`, { method: 'POST', headers, body: '{}' })
    expect(unsigned.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException')
  })

  test('a changed body breaks the signature', async () => {
    const changing = client()
    changing.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string; headers: Record<string, string> }
        request.body = '{"maxResults":7}'
        request.headers['content-length'] = String(request.body.length)
        return next(args)
      },
      { step: 'deserialize', priority: 'low' },
    )
    await expect(changing.send(new DescribeRepositoriesCommand())).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(/^The request signature we calculated does not match/),
    })
  })

  test('a clock off by more than five minutes is refused, and one off by less is not', async () => {
    await control({ clock: { accessKeyId: KEY.accessKeyId, skewSeconds: 4 * 60 } })
    await expect(describeAll()).resolves.toBeDefined()
    await control({ clock: { accessKeyId: KEY.accessKeyId, skewSeconds: 6 * 60 } })
    await expect(describeAll()).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(
        /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
      ),
    })
    await control({ clock: { accessKeyId: KEY.accessKeyId, skewSeconds: -6 * 60 } })
    await expect(describeAll()).rejects.toMatchObject({
      message: expect.stringMatching(/^Signature not yet current: /),
    })
  })

  test('the SDK corrects its clock by the Date header, as with AWS', async () => {
    await control({ clock: { accessKeyId: KEY.accessKeyId, skewSeconds: 3600 } })
    await expect(describeAll({ maxAttempts: 2 })).resolves.toBeDefined()
  })

  test('expired credentials, and a session token that is another', async () => {
    const session = { accessKeyId: 'ASIAEXPIRED', secretAccessKey: 's', sessionToken: 'token' }
    await control({ principal: { ...session, expired: true } })
    await expect(describeAll({ credentials: session })).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    })
    await control({ principal: session })
    await expect(describeAll({ credentials: session })).resolves.toBeDefined()
    await expect(describeAll({ credentials: { ...session, sessionToken: 'other' } })).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    })
  })

  test('a denied action', async () => {
    const reader = { accessKeyId: 'AKIAREADER', secretAccessKey: 's' }
    await control({ principal: { ...reader, name: 'reader', deny: ['ecr:DescribeImages'] } })
    const described = client({ credentials: reader }).send(new DescribeImagesCommand({ repositoryName: 'app' }))
    await expect(described).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::123456789012:user/reader is not authorized to perform: ecr:DescribeImages on resource: arn:aws:ecr:eu-central-1:123456789012:repository/app because no identity-based policy allows the ecr:DescribeImages action',
    })
    await expect(describeAll({ credentials: reader })).resolves.toBeDefined()
  })

  test('credentials of another account see that account', async () => {
    const other = { accessKeyId: 'AKIAOTHER', secretAccessKey: 's' }
    await control({ principal: { ...other, account: '210987654321' } })
    await client().send(new CreateRepositoryCommand({ repositoryName: repository }))
    const names = { repositoryNames: [repository] }
    await expect(client({ credentials: other }).send(new DescribeRepositoriesCommand(names))).rejects.toMatchObject({
      name: 'RepositoryNotFoundException',
      message: `The repository with name '${repository}' does not exist in the registry with id '210987654321'`,
    })
    const foreign = new DescribeRepositoriesCommand({ ...names, registryId: '123456789012' })
    await expect(client({ credentials: other }).send(foreign)).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  test('a fault comes as often as told', async () => {
    await control({ fault: { operation: 'DescribeRepositories', times: 2, error: 'ThrottlingException' } })
    await expect(describeAll()).rejects.toMatchObject({ name: 'ThrottlingException' })
    await expect(describeAll()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' })
    await expect(describeAll()).resolves.toBeDefined()
  })

  test('whoever shares the user with others has a key like it, and faults of its own', async () => {
    const own = { ...KEY, accessKeyId: `${KEY.accessKeyId}0A1B` }
    const asOwn = () => client({ credentials: own }).send(new DescribeRepositoriesCommand({}))
    await control({
      fault: { operation: 'DescribeRepositories', error: 'ThrottlingException', accessKeyId: own.accessKeyId },
    })
    await expect(describeAll()).resolves.toBeDefined()
    await expect(asOwn()).rejects.toMatchObject({ name: 'ThrottlingException' })
    await expect(asOwn()).resolves.toBeDefined()
    const { requests } = (await (await control({ requests: true })).json()) as { requests: { principal: string }[] }
    expect(requests.map(({ principal }) => principal)).toEqual([KEY.accessKeyId, own.accessKeyId, own.accessKeyId])
  })
})

describe('repositories and images', () => {
  test('a repository is created, described, changed and deleted', async () => {
    const sdk = client()
    const names = { repositoryNames: [repository] }
    await expect(sdk.send(new DescribeRepositoriesCommand(names))).rejects.toMatchObject({
      name: 'RepositoryNotFoundException',
      message: `The repository with name '${repository}' does not exist in the registry with id '123456789012'`,
    })
    const created = await sdk.send(new CreateRepositoryCommand({ repositoryName: repository }))
    expect(created.repository).toMatchObject({
      repositoryArn: `arn:aws:ecr:eu-central-1:123456789012:repository/${repository}`,
      repositoryUri: `${ecr.address}/${repository}`,
      imageTagMutability: 'MUTABLE',
      createdAt: expect.any(Date),
    })
    await expect(sdk.send(new CreateRepositoryCommand({ repositoryName: repository }))).rejects.toMatchObject({
      name: 'RepositoryAlreadyExistsException',
    })
    await expect(sdk.send(new CreateRepositoryCommand({ repositoryName: 'Upper' }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/^Invalid parameter at 'repositoryName' failed to satisfy constraint: /),
    })
    await sdk.send(
      new PutImageTagMutabilityCommand({
        repositoryName: repository,
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
      }),
    )
    const { repositories } = await sdk.send(new DescribeRepositoriesCommand(names))
    expect(repositories?.[0]?.imageTagMutabilityExclusionFilters).toEqual([{ filterType: 'WILDCARD', filter: 'dev-*' }])
    await sdk.send(new DeleteRepositoryCommand({ repositoryName: repository }))
    await expect(sdk.send(new DescribeRepositoriesCommand(names))).rejects.toThrow('does not exist')
  })

  test('images are what the registry holds', async () => {
    const sdk = client()
    const repositoryName = repository
    await sdk.send(new CreateRepositoryCommand({ repositoryName }))
    const authorization = await login()
    const one = manifest('one')
    expect((await push(authorization, '1.0', one)).status).toBe(201)
    await sdk.send(new PutImageCommand({ repositoryName, imageManifest: one, imageTag: 'stable' }))

    const { imageDetails } = await sdk.send(
      new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: '1.0' }] }),
    )
    expect(imageDetails).toEqual([
      expect.objectContaining({
        imageDigest: digestOf(one),
        imageTags: ['1.0', 'stable'],
        imageSizeInBytes: 120,
        imagePushedAt: expect.any(Date),
        imageManifestMediaType: OCI,
      }),
    ])
    const missing = new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: '9' }] })
    await expect(sdk.send(missing)).rejects.toMatchObject({
      name: 'ImageNotFoundException',
      message: `The image with imageId {imageDigest:'null', imageTag:'9'} does not exist within the repository with name '${repository}' in the registry with id '123456789012'`,
    })
    const got = await sdk.send(
      new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: '1.0' }, { imageTag: '9' }] }),
    )
    expect(got.images?.[0]?.imageManifest).toBe(one)
    expect(got.failures).toEqual([expect.objectContaining({ failureCode: 'ImageNotFound' })])

    // A tag moved away leaves its image behind untagged.
    const two = manifest('two')
    await push(authorization, 'stable', two)
    await push(authorization, '1.0', two)
    const untagged = await sdk.send(new ListImagesCommand({ repositoryName, filter: { tagStatus: 'UNTAGGED' } }))
    expect(untagged.imageIds).toEqual([{ imageDigest: digestOf(one) }])

    await sdk.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag: 'stable' }] }))
    const tagged = await sdk.send(new ListImagesCommand({ repositoryName, filter: { tagStatus: 'TAGGED' } }))
    expect(tagged.imageIds).toEqual([{ imageDigest: digestOf(two), imageTag: '1.0' }])
    await expect(sdk.send(new DeleteRepositoryCommand({ repositoryName }))).rejects.toMatchObject({
      name: 'RepositoryNotEmptyException',
    })
    await sdk.send(new DeleteRepositoryCommand({ repositoryName, force: true }))
    await sdk.send(new CreateRepositoryCommand({ repositoryName }))
    expect((await sdk.send(new ListImagesCommand({ repositoryName }))).imageIds).toEqual([])
  })

  test('an immutable tag stays on its image, over the API and over docker push', async () => {
    const sdk = client()
    const repositoryName = repository
    await sdk.send(new CreateRepositoryCommand({ repositoryName, imageTagMutability: 'IMMUTABLE' }))
    const authorization = await login()
    expect((await push(authorization, '1.0', manifest('a'))).status).toBe(201)
    expect((await push(authorization, '1.0', manifest('a'))).status).toBe(201)
    const message = `The image tag '1.0' already exists in the '${repository}' repository and cannot be overwritten because the repository is immutable.`
    const refused = await push(authorization, '1.0', manifest('b'))
    expect([refused.status, await refused.json()]).toEqual([400, { errors: [{ code: 'TAG_INVALID', message }] }])

    const put = (seed: string) =>
      sdk.send(new PutImageCommand({ repositoryName, imageManifest: manifest(seed), imageTag: '1.0' }))
    await expect(put('b')).rejects.toMatchObject({ name: 'ImageTagAlreadyExistsException', message })
    await expect(put('a')).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' })

    // Of two pushes at once one wins.
    const both = await Promise.all([
      push(authorization, '2.0', manifest('c')),
      push(authorization, '2.0', manifest('d')),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400])
  })

  test.each([
    ['MUTABLE', undefined, 'dev-1', false],
    ['IMMUTABLE', undefined, 'dev-1', true],
    ['IMMUTABLE_WITH_EXCLUSION', 'dev-*', 'dev-1', false],
    ['IMMUTABLE_WITH_EXCLUSION', 'dev-*', 'a-dev-1', true],
    ['IMMUTABLE_WITH_EXCLUSION', 'v1.*', 'v1x2', true],
    ['MUTABLE_WITH_EXCLUSION', 'v*.*', 'v1.2', true],
    ['MUTABLE_WITH_EXCLUSION', 'v*.*', 'latest', false],
  ])('%s but for %s: %s immutable is %s', (mutability, filter, tag, expected) => {
    const filters = filter === undefined ? undefined : [{ filterType: 'WILDCARD', filter }]
    expect(isImmutable(parseMutability(mutability, filters), tag)).toBe(expected)
  })
})

describe('the registry', () => {
  test('wants a token that was issued and has not expired, and keeps it to itself', async () => {
    const url = `http://${ecr.address}/v2/`
    const anonymous = await fetch(url)
    expect(anonymous.status).toBe(401)
    expect(anonymous.headers.get('www-authenticate')).toBe(
      `Basic realm="http://${ecr.address}/",service="ecr.amazonaws.com"`,
    )
    const made = `Basic ${Buffer.from('AWS:made-up').toString('base64')}`
    expect((await fetch(url, { headers: { authorization: made } })).status).toBe(401)
    const authorization = await login()
    const welcome = await fetch(url, { headers: { authorization } })
    expect([welcome.status, welcome.headers.get('x-seen-authorization')]).toEqual([200, ''])
    await control({ expireAtLogin: KEY.accessKeyId })
    expect((await fetch(url, { headers: { authorization } })).status).toBe(200)
    const expired = await fetch(url, { headers: { authorization } })
    expect([expired.status, await expired.json()]).toEqual([
      403,
      { errors: [{ code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' }] },
    ])
  })

  test('knows only repositories that were created, and only for those who may', async () => {
    const authorization = await login()
    const unknown = await push(authorization, '1', manifest('a'))
    const message = `The repository with name '${repository}' does not exist in the registry with id '123456789012'`
    expect([unknown.status, await unknown.json()]).toEqual([404, { errors: [{ code: 'NAME_UNKNOWN', message }] }])
    await client().send(new CreateRepositoryCommand({ repositoryName: repository }))
    await control({ principal: { ...KEY, deny: ['ecr:PutImage'] } })
    expect((await push(authorization, '1', manifest('a'))).status).toBe(403)
  })

  test('state outlives the server', async () => {
    await client().send(new CreateRepositoryCommand({ repositoryName: repository, imageTagMutability: 'IMMUTABLE' }))
    const authorization = await login()
    await ecr.close()
    ecr = await start()
    expect((await push(authorization, '1', manifest('a'))).status).toBe(201)
    expect((await push(authorization, '1', manifest('b'))).status).toBe(400)
  })
})

describe('the control endpoint', () => {
  test('lists what was asked', async () => {
    await client().send(new CreateRepositoryCommand({ repositoryName: repository }))
    await push(await login(), '1.0', manifest('a'))
    const imageIds = [{ imageTag: '2.0' }]
    await client()
      .send(new DescribeImagesCommand({ repositoryName: repository, imageIds }))
      .catch(() => undefined)
    const principal = KEY.accessKeyId
    expect(await received()).toMatchObject([
      { name: 'CreateRepository', principal, repository },
      { name: 'GetAuthorizationToken', principal },
      { name: 'registry:PutImage', principal, repository, tag: '1.0', digest: digestOf(manifest('a')) },
      { name: 'DescribeImages', principal, repository, tag: '2.0', error: 'ImageNotFoundException' },
    ])
    await control({ requests: 'reset' })
    expect(await received()).toEqual([])
  })

  test('tells which passwords a key got, ended ones too, and writes none to the disk', async () => {
    const mine = { ...KEY, accessKeyId: `${KEY.accessKeyId}MINE` }
    const get = (credentials: typeof KEY) => client({ credentials }).send(new GetAuthorizationTokenCommand())
    const passwordIn = ({ authorizationData }: Awaited<ReturnType<typeof get>>) =>
      Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64')
        .toString()
        .slice('AWS:'.length)
    const told = async (accessKeyId: string) =>
      ((await (await control({ passwords: accessKeyId })).json()) as { passwords: string[] }).passwords
    expect(await told(mine.accessKeyId)).toEqual([])
    const given = [passwordIn(await get(mine)), passwordIn(await get(mine))]
    await get(KEY)
    await control({ expire: mine.accessKeyId })
    await control({ reset: true })
    expect(await told(mine.accessKeyId)).toEqual(given)
    for (const name of readdirSync(directory)) {
      const text = readFileSync(join(directory, name), 'utf8')
      for (const password of given) expect(text.includes(password)).toBe(false)
    }
    expect((await control({ passwords: mine.accessKeyId }, 'wrong')).status).toBe(404)
  })

  test('is not there without its password, and refuses what it does not know', async () => {
    expect((await control({ requests: true }, 'wrong')).status).toBe(404)
    expect((await control({ request: true })).status).toBe(400)
  })

  test('readiness is the registry’s too', async () => {
    expect((await fetch(`http://${ecr.address}/healthz`)).status).toBe(200)
  })
})
