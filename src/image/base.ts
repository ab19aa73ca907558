// Which Node image OpenClaw is built on: chosen from what the release itself asks for, never fixed here, because
// OpenClaw raises its floor every few weeks.

import satisfies from 'semver/functions/satisfies.js'
import intersects from 'semver/ranges/intersects.js'
import minVersion from 'semver/ranges/min-version.js'
import validRange from 'semver/ranges/valid.js'
import type { Environment } from '../environment.ts'
import { DeployError, messageOf, type Problem } from '../errors.ts'
import { readDockerLogin } from './docker-config.ts'
import { Unanswered } from './http.ts'
import { inspectImage, LoginRefused, type PlatformImage, parseReference } from './registry.ts'

export interface BaseImage {
  /** `docker.io/library/node:24-bookworm-slim@sha256:...`: what the build starts from. */
  readonly reference: string
  readonly digest: string
  /** Exact Node version, when the image says it. */
  readonly nodeVersion?: string
}

export interface BaseRequest {
  readonly nodeRange: string
  readonly architecture: string
  /** The user's own base. */
  readonly wanted?: string
  readonly dockerHubMirror?: string
  /** Tells where the Docker config is, for a registry that wants a login. */
  readonly env: Environment
  /** Told what is waited for when the registry has to be asked again. */
  readonly progress?: (line: string) => void
}

// glibc, because OpenClaw's native modules are prebuilt against it; slim, because nothing is compiled.
const SUFFIX = 'bookworm-slim'
const MAJORS_TRIED = 3
// No release of OpenClaw ran on less, whatever a wide range such as `*` allows.
const OLDEST_MAJOR = 22

/**
 * Tags of the official Node image that can satisfy the range, the oldest long-term release first: it is what the
 * release was tested on longest. Odd majors of Node never become long-term.
 */
export function candidateTags(nodeRange: string): string[] {
  const lowest = minVersion(nodeRange)
  if (lowest === null) return []
  const first = Math.max(lowest.major, OLDEST_MAJOR)
  const firstEven = first + (first % 2)
  const majors = Array.from({ length: 2 * MAJORS_TRIED }, (_, index) => firstEven + 2 * index)
  return majors
    .filter((major) => intersects(nodeRange, `^${major}.0.0`))
    .slice(0, MAJORS_TRIED)
    .map((major) => `node:${major}-${SUFFIX}`)
}

/**
 * The base image by digest, asked from the registry without Docker.
 * @throws DeployError when there is none, its Node does not fit the release, or its registry does not answer
 */
export async function resolveBase(request: BaseRequest): Promise<BaseImage> {
  if (validRange(request.nodeRange) === null) {
    throw fail(
      `No base image can be chosen: this release says that it needs Node ${request.nodeRange}, which is no range of versions`,
      'Set `openclaw-version` to another release',
    )
  }
  const tags = request.wanted === undefined ? candidateTags(request.nodeRange) : [request.wanted]
  const unfit: string[] = []
  const { env, progress } = request
  const loginFor = (host: string) => readDockerLogin(host, env)
  for (const tag of tags) {
    const reference = parseReference(tag, request.dockerHubMirror)
    let image: PlatformImage | undefined
    try {
      image = await inspectImage(reference, request.architecture, { progress, loginFor })
    } catch (error) {
      throw fail(
        `The base image ${tag} cannot be looked up: ${messageOf(error)}`,
        fixFor(error, reference.login !== undefined),
      )
    }
    if (image === undefined) {
      unfit.push(`${tag} does not exist for linux/${request.architecture}`)
      continue
    }
    const nodeVersion = image.env.NODE_VERSION
    if (nodeVersion !== undefined && !satisfies(nodeVersion, request.nodeRange)) {
      unfit.push(`${tag} has Node ${nodeVersion}`)
      continue
    }
    return {
      reference: `${reference.host}/${reference.repository}${reference.tag ? `:${reference.tag}` : ''}@${image.digest}`,
      digest: image.digest,
      ...(nodeVersion && { nodeVersion }),
    }
  }
  throw fail(
    `No base image fits, since this release needs Node ${request.nodeRange}: ${unfit.join(', ') || `no long-term Node from ${OLDEST_MAJOR} on is in that range`}`,
    request.wanted === undefined
      ? 'Set `base-image` to an image with a Node in that range'
      : 'Set `base-image` to a newer image, or remove it to have one chosen',
  )
}

/** @param isMirrors whether the mirror’s address has a login, which counts before all others */
function fixFor(error: unknown, isMirrors: boolean): string {
  if (error instanceof LoginRefused && isMirrors)
    return 'Correct the login in DOCKER_HUB_MIRROR, or what it may read there'
  if (error instanceof LoginRefused)
    return 'Check the name of the image; if its registry wants a login, put one into `auths` of the Docker config before this step (docker login or docker/login-action, without a credential store)'
  const own = error instanceof Unanswered ? error.fix : undefined
  return own ?? 'Check the runner’s network, or set `base-image` to an image on a registry it can read'
}

function fail(message: string, fix: string): DeployError {
  return new DeployError({ code: 'base-image', message, fix } satisfies Problem)
}
