import { digestOf, OCI_MANIFEST } from './backend.ts'
import { AwsError, invalidParameter } from './errors.ts'
import { forgetPushes, type Image, imagesOf, recordPush } from './images.ts'
import { authorize, findPrincipal, type Lab, type RequestRecord, repositoryArn, takeFault } from './lab.ts'
import {
  checkRepositoryName,
  immutableMessage,
  isImmutable,
  type MutabilitySetting,
  parseMutability,
  type Repository,
  repositoryNotFound,
} from './repositories.ts'
import { keyIn, type SignedRequest, verify } from './sigv4.ts'
import type { Principal } from './state.ts'
import { issueToken } from './tokens.ts'

type Json = Readonly<Record<string, unknown>>

/** One authenticated and authorized call. */
interface Call {
  readonly lab: Lab
  readonly principal: Principal
  readonly registryId: string
  readonly input: Json
}

const OPERATIONS: Readonly<Record<string, (call: Call) => Json | Promise<Json>>> = {
  GetAuthorizationToken: getAuthorizationToken,
  DescribeRepositories: describeRepositories,
  CreateRepository: createRepository,
  DeleteRepository: deleteRepository,
  PutImageTagMutability: putImageTagMutability,
  DescribeImages: describeImages,
  ListImages: listImages,
  BatchGetImage: batchGetImage,
  PutImage: putImage,
  BatchDeleteImage: batchDeleteImage,
}

const TARGET = 'AmazonEC2ContainerRegistry_V20150921.'

/** Answers one request to the ECR API, in AWS's order: who is it, may they, is it well formed, does it work. */
export async function answer(lab: Lab, request: SignedRequest): Promise<Json> {
  const target = request.headers['x-amz-target']?.[0] ?? ''
  const operation = target.startsWith(TARGET) ? target.slice(TARGET.length) : ''
  const record = remember(lab, operation || '(unknown)', request)
  try {
    const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined
    if (!run) throw new AwsError('UnknownOperationException', `Unknown operation '${target}'`)
    const principal = authenticate(lab, request)
    const fault = takeFault(lab, operation, principal)
    if (fault) throw new AwsError(fault.error, fault.message ?? faultMessage(fault.error))
    const input = parseInput(request.body)
    const registryId = optionalString(input, 'registryId') ?? principal.account
    authorize(principal, `ecr:${operation}`, resourceOf(lab, operation, registryId, input), registryId)
    return await run({ lab, principal, registryId, input })
  } catch (error) {
    const failure = error instanceof AwsError ? error : serverError(error)
    record.error = failure.type
    throw failure
  }
}

function authenticate(lab: Lab, request: SignedRequest): Principal {
  const principal = verify(request, {
    region: lab.config.region,
    service: 'ecr',
    now: new Date(lab.now(keyIn(request.headers.authorization?.[0]))),
    findKey: (accessKeyId) => findPrincipal(lab, accessKeyId),
  })
  if (principal.expired) {
    throw new AwsError('ExpiredTokenException', 'The security token included in the request is expired')
  }
  if (request.headers['x-amz-security-token']?.[0] !== principal.sessionToken) {
    throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.')
  }
  return principal
}

function resourceOf(lab: Lab, operation: string, registryId: string, input: Json): string {
  if (operation === 'GetAuthorizationToken') return '*'
  const names = input.repositoryNames
  const name = Array.isArray(names) ? names[0] : input.repositoryName
  return repositoryArn(lab, registryId, typeof name === 'string' ? name : '*')
}

function remember(lab: Lab, name: string, request: SignedRequest): RequestRecord {
  const principal = keyIn(request.headers.authorization?.[0])
  const record: RequestRecord = {
    name,
    time: new Date(lab.now(principal)).toISOString(),
    principal,
    ...mentioned(request.body),
  }
  lab.requests.push(record)
  return record
}

function mentioned(body: Uint8Array): Partial<RequestRecord> {
  try {
    const input = parseInput(body)
    const ids = Array.isArray(input.imageIds) ? imageIds(input) : []
    return {
      repository: optionalString(input, 'repositoryName') ?? optionalStrings(input, 'repositoryNames')?.[0],
      tag: optionalString(input, 'imageTag') ?? ids[0]?.imageTag,
      digest: optionalString(input, 'imageDigest') ?? ids[0]?.imageDigest,
    }
  } catch {
    return {} // malformed: the answer says so
  }
}

// ---- Operations

function getAuthorizationToken({ lab, principal, input }: Call): Json {
  const registries = optionalStrings(input, 'registryIds') ?? [principal.account]
  const accounts = [lab.config.account, ...lab.store.state.principals.map(({ account }) => account)]
  const unknown = registries.find((id) => !accounts.includes(id))
  if (unknown !== undefined) {
    throw new AwsError('InvalidParameterException', `The registry with id '${unknown}' does not exist`)
  }
  const now = lab.now(principal.accessKeyId) / 1000
  const issued = issueToken(lab.store.state.tokens, principal.accessKeyId, now, lab.config.tokenTtlSeconds)
  lab.store.update({ tokens: issued.tokens })
  lab.passwords.set(principal.accessKeyId, [...(lab.passwords.get(principal.accessKeyId) ?? []), issued.password])
  return {
    authorizationData: registries.map(() => ({
      authorizationToken: Buffer.from(`AWS:${issued.password}`).toString('base64'),
      expiresAt: issued.token.expiresAt,
      proxyEndpoint: `http://${lab.address()}`,
    })),
  }
}

function describeRepositories(call: Call): Json {
  const names = optionalStrings(call.input, 'repositoryNames')
  const { items, ...page } = paginate(call.input, names, () =>
    names ? names.map((name) => findRepository(call, name)) : ownRepositories(call),
  )
  return { repositories: items.map((repository) => describeRepository(call, repository)), ...page }
}

function createRepository(call: Call): Json {
  const { lab, input, registryId } = call
  const name = checkRepositoryName(requiredString(input, 'repositoryName'))
  const setting = parseMutability(input.imageTagMutability ?? 'MUTABLE', input.imageTagMutabilityExclusionFilters)
  if (registryId !== lab.config.account) {
    throw new AwsError('ServerException', `This lab keeps repositories for ${lab.config.account} only`)
  }
  if (lab.store.state.repositories.some((repository) => repository.name === name)) {
    throw new AwsError(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${registryId}'`,
    )
  }
  const { scanOnPush } = (input.imageScanningConfiguration ?? {}) as { scanOnPush?: unknown }
  const repository = { name, createdAt: lab.now() / 1000, scanOnPush: scanOnPush === true, ...setting }
  lab.store.update({ repositories: [...lab.store.state.repositories, repository] })
  return { repository: describeRepository(call, repository) }
}

function deleteRepository(call: Call): Promise<Json> {
  const { lab, input, registryId } = call
  const repository = namedRepository(call)
  return lab.inTurn(repository.name, async () => {
    const images = await imagesOf(lab, repository)
    if (images.length > 0 && input.force !== true) {
      throw new AwsError(
        'RepositoryNotEmptyException',
        `The repository with name '${repository.name}' in registry with id '${registryId}' cannot be deleted because it still contains images`,
      )
    }
    await deleteImages(lab, repository, images)
    lab.store.update({ repositories: lab.store.state.repositories.filter(({ name }) => name !== repository.name) })
    return { repository: describeRepository(call, repository) }
  })
}

function putImageTagMutability(call: Call): Json {
  const { lab, input, registryId } = call
  const { imageTagMutability: _, imageTagMutabilityExclusionFilters: __, ...rest } = namedRepository(call)
  const setting = parseMutability(input.imageTagMutability, input.imageTagMutabilityExclusionFilters)
  const { repositories } = lab.store.state
  lab.store.update({ repositories: repositories.map((r) => (r.name === rest.name ? { ...rest, ...setting } : r)) })
  return { registryId, repositoryName: rest.name, ...describeMutability(setting) }
}

async function describeImages(call: Call): Promise<Json> {
  const { lab, input, registryId } = call
  const repository = namedRepository(call)
  const wanted = input.imageIds === undefined ? undefined : imageIds(input)
  const images = await imagesOf(lab, repository)
  const { items, ...page } = paginate(input, wanted, () => {
    if (!wanted) return images.filter(tagFilter(input))
    return [...new Set(wanted.map((id) => findImage(images, id) ?? fail(imageNotFound(call, repository, id))))]
  })
  return {
    imageDetails: items.map((image) => ({
      registryId,
      repositoryName: repository.name,
      imageDigest: image.digest,
      ...(image.tags.length > 0 && { imageTags: image.tags }),
      imageSizeInBytes: image.size,
      imagePushedAt: image.pushedAt,
      imageManifestMediaType: image.mediaType,
      artifactMediaType: image.artifactMediaType,
      imageStatus: 'ACTIVE',
    })),
    ...page,
  }
}

async function listImages(call: Call): Promise<Json> {
  const images = (await imagesOf(call.lab, namedRepository(call))).filter(tagFilter(call.input))
  const { items, ...page } = paginate(call.input, undefined, () => images.flatMap(idsOf))
  return { imageIds: items, ...page }
}

async function batchGetImage(call: Call): Promise<Json> {
  const { lab, input, registryId } = call
  const repository = namedRepository(call)
  const ids = imageIds(input)
  const images = await imagesOf(lab, repository)
  const found: Json[] = []
  const failures: Json[] = []
  for (const id of ids) {
    const image = findImage(images, id)
    if (!image) {
      failures.push(imageFailure(images, id))
      continue
    }
    found.push({
      registryId,
      repositoryName: repository.name,
      imageId: { imageDigest: image.digest, ...(id.imageTag !== undefined && { imageTag: id.imageTag }) },
      imageManifest: image.body,
      imageManifestMediaType: image.mediaType,
    })
  }
  return { images: found, failures }
}

function putImage(call: Call): Promise<Json> {
  const { lab, input, registryId } = call
  const repository = namedRepository(call)
  const { name } = repository
  const body = requiredString(input, 'imageManifest')
  const tag = optionalString(input, 'imageTag')
  const mediaType = optionalString(input, 'imageManifestMediaType') ?? mediaTypeOf(body)
  const digest = digestOf(body)
  if ((optionalString(input, 'imageDigest') ?? digest) !== digest) {
    throw new AwsError('ImageDigestDoesNotMatchException', `The image digest does not match the manifest's '${digest}'`)
  }
  return lab.inTurn(name, async () => {
    const present = await lab.backend.digest(name, tag ?? digest)
    if (present === digest) {
      throw new AwsError(
        'ImageAlreadyExistsException',
        `Image with digest '${digest}' ${tag === undefined ? '' : `and tag '${tag}' `}already exists in the repository with name '${name}' in registry with id '${registryId}'`,
      )
    }
    if (present && tag !== undefined && isImmutable(repository, tag)) {
      throw new AwsError('ImageTagAlreadyExistsException', immutableMessage(repository, tag))
    }
    const response = await lab.backend.putManifest(name, tag ?? digest, mediaType, body)
    if (!response.ok) throw refusedManifest(await response.text())
    recordPush(lab, name, digest)
    return {
      image: {
        registryId,
        repositoryName: name,
        imageId: { imageDigest: digest, ...(tag !== undefined && { imageTag: tag }) },
        imageManifest: body,
        imageManifestMediaType: mediaType,
      },
    }
  })
}

function batchDeleteImage(call: Call): Promise<Json> {
  const { lab, input } = call
  const repository = namedRepository(call)
  const ids = imageIds(input)
  return lab.inTurn(repository.name, async () => {
    const deleted: Json[] = []
    const failures: Json[] = []
    for (const id of ids) {
      const images = await imagesOf(lab, repository) // anew each time: the one before may have changed them
      const image = findImage(images, id)
      if (!image) {
        failures.push(imageFailure(images, id))
      } else if (id.imageTag !== undefined && image.tags.length > 1) {
        // One of several tags: the image stays.
        await lab.backend.untag(repository.name, id.imageTag)
        deleted.push({ imageDigest: image.digest, imageTag: id.imageTag })
      } else if (images.some(({ children }) => children.includes(image.digest))) {
        const failureReason = 'Requested image referenced by manifest list'
        failures.push({ imageId: id, failureCode: 'ImageReferencedByManifestList', failureReason })
      } else {
        await deleteImages(lab, repository, [image])
        deleted.push(...idsOf(image))
      }
    }
    return { imageIds: deleted, failures }
  })
}

// ---- Repositories and images, as the answers name them

/** The registries of other accounts are there, but empty. */
function ownRepositories({ lab, registryId }: Call): readonly Repository[] {
  return registryId === lab.config.account ? lab.store.state.repositories : []
}

function findRepository(call: Call, name: string): Repository {
  checkRepositoryName(name)
  const found = ownRepositories(call).find((repository) => repository.name === name)
  return found ?? fail(repositoryNotFound(name, call.registryId))
}

function namedRepository(call: Call): Repository {
  return findRepository(call, requiredString(call.input, 'repositoryName'))
}

function describeRepository({ lab, registryId }: Call, repository: Repository): Json {
  const { name, createdAt, scanOnPush } = repository
  return {
    repositoryArn: repositoryArn(lab, registryId, name),
    registryId,
    repositoryName: name,
    repositoryUri: `${lab.address()}/${name}`,
    createdAt,
    ...describeMutability(repository),
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: { encryptionType: 'AES256' },
  }
}

function describeMutability({ imageTagMutability, imageTagMutabilityExclusionFilters }: MutabilitySetting): Json {
  return { imageTagMutability, imageTagMutabilityExclusionFilters }
}

async function deleteImages(lab: Lab, { name }: Repository, images: readonly Image[]): Promise<void> {
  for (const { digest } of images) await lab.backend.deleteManifest(name, digest)
  forgetPushes(
    lab,
    name,
    images.map(({ digest }) => digest),
  )
}

interface ImageId {
  readonly imageDigest?: string | undefined
  readonly imageTag?: string | undefined
}

function findImage(images: readonly Image[], { imageDigest, imageTag }: ImageId): Image | undefined {
  if (imageDigest === undefined && imageTag === undefined) return undefined
  return images.find(
    ({ digest, tags }) =>
      (imageDigest === undefined || digest === imageDigest) && (imageTag === undefined || tags.includes(imageTag)),
  )
}

function idsOf({ digest, tags }: Image): Json[] {
  if (tags.length === 0) return [{ imageDigest: digest }]
  return tags.map((imageTag) => ({ imageDigest: digest, imageTag }))
}

function imageNotFound({ registryId }: Call, { name }: Repository, { imageDigest, imageTag }: ImageId): AwsError {
  const id = `{imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'}`
  return new AwsError(
    'ImageNotFoundException',
    `The image with imageId ${id} does not exist within the repository with name '${name}' in the registry with id '${registryId}'`,
  )
}

function imageFailure(images: readonly Image[], id: ImageId): Json {
  const { imageDigest, imageTag } = id
  const [failureCode, failureReason] =
    imageDigest === undefined && imageTag === undefined
      ? ['MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null']
      : imageDigest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(imageDigest)
        ? [
            'InvalidImageDigest',
            "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
          ]
        : imageDigest !== undefined && imageTag !== undefined && findImage(images, { imageTag })
          ? ['ImageTagDoesNotMatchDigest', 'Requested image tag and digest do not match']
          : ['ImageNotFound', 'Requested image not found']
  return { imageId: id, failureCode, failureReason }
}

function refusedManifest(answer: string): AwsError {
  if (answer.includes('BLOB_UNKNOWN') || answer.includes('MANIFEST_UNKNOWN')) {
    return new AwsError(
      'LayersNotFoundException',
      'The specified layers could not be found, or the specified layer is not valid for this repository.',
    )
  }
  return invalidParameter('ImageManifest', `must be a manifest the registry takes: ${answer}`)
}

function mediaTypeOf(manifest: string): string {
  try {
    const { mediaType } = JSON.parse(manifest) as { mediaType?: unknown }
    return typeof mediaType === 'string' ? mediaType : OCI_MANIFEST
  } catch {
    throw invalidParameter('ImageManifest', 'Invalid JSON syntax')
  }
}

// ---- Input

function parseInput(body: Uint8Array): Json {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString() || '{}')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  } catch {
    // said below
  }
  throw new AwsError('SerializationException', 'The request is not a JSON object')
}

function optionalString(input: Json, name: string): string | undefined {
  const value = input[name] ?? undefined
  if (value === undefined || typeof value === 'string') return value
  throw new AwsError('SerializationException', `'${name}' must be a string`)
}

function requiredString(input: Json, name: string): string {
  return optionalString(input, name) ?? fail(invalidParameter(name, 'must not be null'))
}

function optionalStrings(input: Json, name: string): string[] | undefined {
  const value = input[name] ?? undefined
  if (value === undefined) return undefined
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new AwsError('SerializationException', `'${name}' must be a list of strings`)
  }
  if (value.length === 0) throw invalidParameter(name, 'must have length greater than or equal to 1')
  return value
}

function imageIds(input: Json): ImageId[] {
  const value = input.imageIds
  if (!Array.isArray(value)) throw invalidParameter('imageIds', 'must not be null')
  if (value.length < 1) throw invalidParameter('imageIds', 'must have length greater than or equal to 1')
  if (value.length > 100) throw invalidParameter('imageIds', 'must have length less than or equal to 100')
  return value.map((item) => {
    const id = (item ?? {}) as Json
    const imageDigest = optionalString(id, 'imageDigest')
    const imageTag = optionalString(id, 'imageTag')
    return { ...(imageDigest !== undefined && { imageDigest }), ...(imageTag !== undefined && { imageTag }) }
  })
}

function tagFilter(input: Json): (image: Image) => boolean {
  const { tagStatus } = (input.filter ?? {}) as { tagStatus?: unknown }
  return ({ tags }) => (tagStatus === 'TAGGED' ? tags.length > 0 : tagStatus === 'UNTAGGED' ? tags.length === 0 : true)
}

/** One page of a list. Naming what one wants and paging through it exclude each other, as in ECR. */
function paginate<T>(
  input: Json,
  named: unknown,
  list: () => readonly T[],
): { items: readonly T[]; nextToken?: string } {
  const token = optionalString(input, 'nextToken')
  const { maxResults } = input
  if (named !== undefined) {
    if (token === undefined && maxResults === undefined) return { items: list() }
    throw new AwsError('InvalidParameterException', 'Pagination parameters cannot be used with named items')
  }
  const size = maxResults ?? 100
  if (typeof size !== 'number' || size < 1 || size > 1000) {
    throw invalidParameter('maxResults', 'must have value between 1 and 1000')
  }
  const start = Number(Buffer.from(token ?? 'MA==', 'base64').toString())
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('nextToken', 'must be a token of this operation')
  const items = list()
  const end = start + size
  const nextToken = Buffer.from(String(end)).toString('base64')
  return { items: items.slice(start, end), ...(end < items.length && { nextToken }) }
}

function faultMessage(type: string): string {
  return type === 'ThrottlingException' ? 'Rate exceeded' : `${type} asked for by the lab`
}

function serverError(error: unknown): AwsError {
  return new AwsError('ServerException', error instanceof Error ? error.message : String(error))
}

function fail(error: Error): never {
  throw error
}
