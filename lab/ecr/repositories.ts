import { AwsError, invalidParameter } from './errors.ts'

const MUTABILITIES = ['MUTABLE', 'IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'] as const
type Mutability = (typeof MUTABILITIES)[number]

interface ExclusionFilter {
  readonly filterType: 'WILDCARD'
  readonly filter: string
}

export interface MutabilitySetting {
  readonly imageTagMutability: Mutability
  readonly imageTagMutabilityExclusionFilters?: readonly ExclusionFilter[]
}

/** What CreateRepository sets; everything else about a repository follows from the registry it is in. */
export interface Repository extends MutabilitySetting {
  readonly name: string
  readonly createdAt: number
  readonly scanOnPush: boolean
}

const NAME = '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*'

export function checkRepositoryName(name: string): string {
  if (name.length < 2) throw invalidParameter('repositoryName', 'must have length greater than or equal to 2')
  if (name.length > 256) throw invalidParameter('repositoryName', 'must have length less than or equal to 256')
  if (!new RegExp(`^${NAME}$`).test(name)) {
    throw invalidParameter('repositoryName', `must satisfy regular expression '${NAME}'`)
  }
  return name
}

export function parseMutability(mutability: unknown, filters: unknown): MutabilitySetting {
  const imageTagMutability = MUTABILITIES.find((known) => known === mutability)
  if (!imageTagMutability) {
    throw invalidParameter('imageTagMutability', `Member must satisfy enum value set: [${MUTABILITIES.join(', ')}]`)
  }
  const excludes = imageTagMutability.endsWith('_WITH_EXCLUSION')
  if (filters === undefined || filters === null) {
    if (!excludes) return { imageTagMutability }
    throw invalidParameter('imageTagMutabilityExclusionFilters', `must not be null with ${imageTagMutability}`)
  }
  if (!excludes) {
    throw invalidParameter('imageTagMutabilityExclusionFilters', `must be null with ${imageTagMutability}`)
  }
  if (!Array.isArray(filters) || filters.length < 1 || filters.length > 5) {
    throw invalidParameter('imageTagMutabilityExclusionFilters', 'must have length between 1 and 5')
  }
  return { imageTagMutability, imageTagMutabilityExclusionFilters: filters.map(parseFilter) }
}

function parseFilter(value: unknown): ExclusionFilter {
  const { filterType, filter } = (value ?? {}) as { filterType?: unknown; filter?: unknown }
  if (filterType !== 'WILDCARD') {
    throw invalidParameter('filterType', 'Member must satisfy enum value set: [WILDCARD]')
  }
  if (typeof filter !== 'string' || !/^[0-9a-zA-Z._*-]{1,128}$/.test(filter)) {
    throw invalidParameter('filter', "must satisfy regular expression '^[0-9a-zA-Z._*-]{1,128}$'")
  }
  if (filter.split('*').length > 3) throw invalidParameter('filter', 'must have at most 2 wildcards')
  return { filterType, filter }
}

/** Whether this tag, once pushed, stays on its image for ever. */
export function isImmutable(setting: MutabilitySetting, tag: string): boolean {
  const excluded = (setting.imageTagMutabilityExclusionFilters ?? []).some(({ filter }) => matches(filter, tag))
  return setting.imageTagMutability.startsWith('IMMUTABLE') !== excluded
}

/** What ECR says, over its API and to `docker push` alike, of a push that would move an immutable tag. */
export function immutableMessage(repository: Repository, tag: string): string {
  // ECR has been seen to end in "the repository is immutable" and, since exclusions exist, in "the tag is immutable".
  const what = repository.imageTagMutability === 'IMMUTABLE' ? 'repository' : 'tag'
  return `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the ${what} is immutable.`
}

export function notFoundMessage(name: string, registryId: string): string {
  return `The repository with name '${name}' does not exist in the registry with id '${registryId}'`
}

export function repositoryNotFound(name: string, registryId: string): AwsError {
  return new AwsError('RepositoryNotFoundException', notFoundMessage(name, registryId))
}

/** Whether a pattern with `*` for anything matches the whole text. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(text)
}
